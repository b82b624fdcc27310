//! What the last signature locks, and what it leaves for later.

use super::{
    Attack, Caught, attack, catch,
    forge::{judge_of, with_field},
};
use crate::{
    SignRequest, extend,
    pdf::Object,
    sign,
    testing::{NUMBER, Office, PLACES, SEAL, font, key, request, root, sealed},
    verify::{Change, Integrity, Reason, Verdict, verify},
};

/// The paper, signed by all three, with these fields left for later.
fn locked(late: &[&str]) -> Vec<u8> {
    let late: Vec<String> = late.iter().map(|name| (*name).to_owned()).collect();
    let (font, key) = (font(), key("p384.p12"));
    let request = SignRequest { late: Some(&late), ..request(PLACES[2], &key, &font) };
    sign(sealed(2), &request).unwrap()
}

fn numbered(pdf: &[u8]) -> Vec<u8> {
    with_field(pdf, NUMBER, |dict, _| dict.set("V", Object::words("12/BB")))
}

pub(super) fn attacks() -> Vec<Attack> {
    let change = Change::LockedFieldChanged { field: NUMBER.to_owned() };
    vec![attack(
        "locking: field filled in that the last signature locks",
        numbered(&locked(&[SEAL])),
        Caught::Forbidden(change),
    )]
}

#[test]
fn what_the_last_signature_locks_stays_as_it_was() {
    catch(&attacks());
}

#[test]
fn number_and_seal_come_after_the_last_signature() {
    let pdf = locked(&[SEAL, NUMBER]);
    assert_eq!(judge_of(&pdf).verdict, Verdict::Intact);
    let numbered = numbered(&pdf);
    let font = font();
    let stamped = sign(&numbered, &request(SEAL, &key("p256.p12"), &font)).unwrap();
    let report = judge_of(&stamped);
    assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
    let filled = Change::Filled { field: NUMBER.to_owned() };
    assert_eq!(report.reasons, [Reason::Added(filled)]);
}

#[test]
fn a_timestamp_over_the_whole_file_comes_after_the_last_signature() {
    let office = Office::new();
    let anchors = [root(), office.anchors()].concat();
    let proven = extend(&locked(&[SEAL, NUMBER]), &anchors, &office, &office).unwrap().pdf;
    let report = verify(&proven, &anchors, None);
    assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
    let stamped = Change::Timestamped { field: "DocTimeStamp1".to_owned() };
    assert_eq!(report.reasons.first(), Some(&Reason::Added(stamped)));
    assert!(report.signatures.iter().all(|it| it.integrity == Integrity::Ok && it.trusted));
    let font = font();
    let pressed = sign(&numbered(&proven), &request(SEAL, &key("p256.p12"), &font)).unwrap();
    let report = verify(&pressed, &anchors, None);
    assert_eq!(report.verdict, Verdict::Extended, "number and seal are still to come: {report:#?}");
}

#[test]
fn nothing_is_locked_while_somebody_is_still_to_sign() {
    let report = judge_of(&numbered(&locked(&[])));
    assert_eq!(report.verdict, Verdict::Extended, "the seal is still to come: {report:#?}");
}
