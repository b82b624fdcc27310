//! What one device writes others read, and nobody else; whatever was changed is refused whole.

use std::io::{self, Cursor, Read};

use ledger::{
    BundleManifest, CarriedFile, CarriedKey, Charter, ContentKey, DeviceKey, Digest, KeyId,
    KeyPurpose,
};
use proptest::prelude::*;

use super::*;
use crate::Identity;

const PHOTO: &[u8] = b"as encrypted on the disk of the sender";

fn device() -> DeviceKey {
    DeviceKey::from_seed(&[1; 32])
}

fn shipment() -> Shipment {
    let charter = Charter::alone([7; 16], [1; 16], 1, &device());
    let key_id = KeyId::from_bytes([3; 16]);
    let photo = CarriedFile {
        sha256: Digest::of(b"photo"),
        size_bytes: 20,
        media_type: "image/jpeg".to_owned(),
        key_id,
    };
    let key = CarriedKey {
        id: key_id,
        purpose: KeyPurpose::File,
        section: None,
        key: ContentKey::from_bytes([4; 32]),
    };
    let manifest = BundleManifest {
        campaign: [7; 16],
        wall_ms: 1,
        charters: vec![charter.digest()],
        segments: vec![],
        files: vec![photo.clone()],
        keys: vec![key],
        receipts: vec![],
    };
    Shipment {
        contents: manifest.sign(&device()),
        charters: vec![charter.bytes().to_vec()],
        segments: vec![],
        files: vec![photo],
    }
}

fn bytes_of(shipment: &Shipment, recipients: &[String]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut open = |_: &CarriedFile| {
        let size = PHOTO.len() as u64;
        Ok::<_, io::Error>((size, Box::new(Cursor::new(PHOTO)) as Box<dyn Read>))
    };
    write(&mut out, recipients, shipment, &mut open).unwrap();
    out
}

/// Reads a bundle and the one file in it.
fn opened(bytes: &[u8], identity: &Identity) -> Result<(Bundle, Vec<u8>), ReadFault<io::Error>> {
    let mut photo = Vec::new();
    let mut take = |_: &BundleManifest, _: &CarriedFile, bytes: &mut dyn Read| {
        bytes.read_to_end(&mut photo).map(drop)
    };
    let bundle = read(&mut &*bytes, identity, &mut take)?;
    Ok((bundle, photo))
}

#[test]
fn everybody_it_is_for_reads_it_and_nobody_else() {
    let (one, other, stranger) = (Identity::draw(), Identity::draw(), Identity::draw());
    let bytes = bytes_of(&shipment(), &[one.recipient(), other.recipient()]);

    for identity in [&one, &other] {
        let (bundle, photo) = opened(&bytes, identity).unwrap();
        assert_eq!((bundle.sender, photo.as_slice()), (device().public(), PHOTO));
        assert_eq!((bundle.charters.len(), bundle.manifest.campaign), (1, [7; 16]));
    }
    assert!(matches!(opened(&bytes, &stranger), Err(ReadFault::NotForUs)));
}

#[test]
fn nothing_is_written_for_nobody() {
    let mut open = |_: &CarriedFile| Err(io::Error::from(io::ErrorKind::NotFound));
    for recipients in [vec![], vec!["age1nobody".to_owned()]] {
        let written = write(&mut Vec::new(), &recipients, &shipment(), &mut open);
        assert!(matches!(written, Err(WriteFault::NoRecipient { .. })));
    }
}

#[test]
fn a_bundle_cut_anywhere_is_refused() {
    let identity = Identity::draw();
    let bytes = bytes_of(&shipment(), &[identity.recipient()]);

    for length in 0..bytes.len() {
        assert!(opened(&bytes[..length], &identity).is_err(), "cut after {length}");
    }
    let longer = [bytes.as_slice(), b"more"].concat();
    assert!(opened(&longer, &identity).is_err());
}

#[test]
fn entries_that_are_missing_too_many_or_others_are_refused() {
    let identity = Identity::draw();
    let refused = |shipment: &Shipment| {
        let bytes = bytes_of(shipment, &[identity.recipient()]);
        matches!(opened(&bytes, &identity), Err(ReadFault::Damaged { .. }))
    };

    let without_charter = Shipment { charters: vec![], ..shipment() };
    let mut with_another = shipment();
    with_another.charters = vec![Charter::alone([8; 16], [1; 16], 1, &device()).bytes().to_vec()];
    let without_file = Shipment { files: vec![], ..shipment() };
    let mut with_more = shipment();
    with_more.files.extend(shipment().files);
    let mut renamed = shipment();
    renamed.files[0].sha256 = Digest::of(b"../../store.db");

    for other in [without_charter, with_another, without_file, with_more, renamed] {
        assert!(refused(&other));
    }
}

#[test]
fn a_file_that_pretends_to_be_smaller_is_refused_before_it_is_read() {
    let identity = Identity::draw();
    let mut out = Vec::new();
    let bomb = vec![0_u8; 1 << 20];
    let mut open = |_: &CarriedFile| {
        let size = bomb.len() as u64;
        Ok::<_, io::Error>((size, Box::new(Cursor::new(bomb.clone())) as Box<dyn Read>))
    };
    write(&mut out, &[identity.recipient()], &shipment(), &mut open).unwrap();

    assert!(matches!(opened(&out, &identity), Err(ReadFault::Damaged { .. })));
}

proptest! {
    #[test]
    fn a_flipped_bit_is_never_taken_in(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let identity = Identity::draw();
        let mut bytes = bytes_of(&shipment(), &[identity.recipient()]);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(opened(&bytes, &identity).is_err());
    }

    #[test]
    fn any_bytes_are_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(opened(&bytes, &Identity::draw()).is_err());
    }
}
