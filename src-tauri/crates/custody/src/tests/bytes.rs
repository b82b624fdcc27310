//! What is done to the bytes of a record: taken away, added, cut, flipped.

use proptest::prelude::*;

use super::*;

#[test]
fn entries_that_are_missing_too_many_or_others_are_refused() {
    let (whole, ..) = record();
    let contents = whole.list().sign(&device(1));
    let refused = |parts: &Parts| {
        let file = parts.file_with(&contents);
        let fault = verify(&mut file.as_slice()).unwrap_err();
        assert!(matches!(fault, ReadFault::Altered { .. }), "{fault:?}");
    };

    let mut parts = whole.clone();
    parts.segments.pop();
    refused(&parts);
    let mut parts = whole.clone();
    parts.segments.push(parts.segments[0].clone());
    refused(&parts);
    let mut parts = whole.clone();
    parts.segments.swap(0, 1);
    refused(&parts);
    let mut parts = whole.clone();
    parts.receipts.clear();
    refused(&parts);
}

#[test]
fn a_record_cut_anywhere_or_followed_by_more_is_refused() {
    let (parts, ..) = record();
    let whole = parts.file_by(1);

    for length in 0..whole.len() {
        assert!(verify(&mut &whole[..length]).is_err(), "cut after {length}");
    }
    let longer = [whole.as_slice(), b"\0"].concat();
    assert!(verify(&mut longer.as_slice()).is_err());
}

#[test]
fn an_entry_that_claims_to_be_huge_is_refused_before_it_is_read() {
    let (parts, ..) = record();
    let mut file = parts.file_by(1);
    let mut head = tar::Header::new_ustar();
    head.set_path("contents").unwrap();
    head.set_mode(0o600);
    head.set_size(1 << 32);
    head.set_cksum();
    file[..512].copy_from_slice(head.as_bytes());

    assert!(matches!(verify(&mut file.as_slice()), Err(ReadFault::NotARecord)));
}

proptest! {
    #[test]
    fn any_flipped_bit_of_the_file_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut bytes = record().0.file_by(1);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(verify(&mut bytes.as_slice()).is_err());
    }

    #[test]
    fn any_bytes_are_an_error(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(verify(&mut bytes.as_slice()).is_err());
    }
}
