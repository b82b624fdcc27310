//! Timestamps that we do not take for one, where another reader might: nobody changed the paper for
//! that, so it cannot be judged; but it never passes.

use super::{
    Attack, Caught, attack, catch,
    lasting::{with_signature_stamp, with_token},
};
use crate::{
    cms::Digest,
    der::oid,
    testing::{Office, sealed},
    time,
    verify::Fault,
};

pub(super) fn attacks() -> Vec<Attack> {
    let office = Office::new();
    let by_person = |pieces: &[&[u8]]| {
        let request = time::request(&Digest::Sha256.compute(pieces), &[1]);
        time::granted(&office.authority.stamp_by_person(&request)).unwrap()
    };
    let nameless = |pieces: &[&[u8]]| {
        let name = oid::SIGNING_CERTIFICATE_V2;
        let mut token = time::obtain(&office, pieces).unwrap().token;
        let at = token.windows(name.len()).position(|window| window == name).unwrap();
        *token.get_mut(at + name.len() - 1).unwrap() += 1;
        token
    };
    let (pdf, unknown) = (sealed(1), Caught::Unknown);
    vec![
        attack(
            "clocks: timestamp by a certificate that is not for time",
            with_token(pdf, by_person),
            unknown(Fault::NotForTime),
        ),
        attack(
            "clocks: timestamp at a signature by a certificate that is not for time",
            with_signature_stamp(|signature| by_person(&[signature])),
            unknown(Fault::NotForTime),
        ),
        attack(
            "clocks: timestamp that does not name its certificate",
            with_token(pdf, nameless),
            unknown(Fault::SignedAttributes),
        ),
        attack(
            "clocks: timestamp at a signature that does not name its certificate",
            with_signature_stamp(|signature| nameless(&[signature])),
            unknown(Fault::SignedAttributes),
        ),
    ]
}

#[test]
fn a_timestamp_of_a_kind_that_is_not_known_neither_passes_nor_accuses() {
    catch(&attacks());
}
