//! What a segment proves, and how it fails.

use proptest::prelude::*;

use super::*;
use crate::testing::{content_key, device, epoch, header, key_id, run, section, set, stream};
use crate::{BadSignature, OpHeader, open_op, seal_op};

fn link() -> SegmentLink {
    SegmentLink {
        epoch: epoch(1),
        prev_segment: Digest::NONE,
        charter: Digest::of(b"charter"),
        hlc_last: Hlc::new(1, 0),
    }
}

fn closed(texts: &[&str]) -> Segment {
    Segment::close(link(), run(1, texts), &device(1)).unwrap()
}

#[test]
fn verifies_from_its_bytes_alone_and_keeps_them() {
    let segment = closed(&["12/40", "12/38"]);

    let read = Segment::read(segment.bytes().to_vec()).unwrap();

    assert_eq!(read, segment);
    assert_eq!(read.header().stream, stream(1));
    assert_eq!((read.header().first_seq, read.header().last_seq()), (1, 2));
    assert_eq!(read.header().tip, read.ops()[1].hash());
    assert_eq!(open_op(&read.ops()[1], &content_key(1)), Ok(set("12/38", &[])));
}

#[test]
fn holds_ops_of_several_sections_in_their_order() {
    let mut chain = Chain::new(stream(1));
    let ops: Vec<_> = [1, 2, 1]
        .map(|n| {
            let header = chain.next_header(section(n), key_id(n)).unwrap();
            let op = seal_op(header, &set("a", &[]), &content_key(n)).unwrap();
            chain.append(&op).unwrap();
            op
        })
        .to_vec();

    let segment = Segment::close(link(), ops.clone(), &device(1)).unwrap();

    assert_eq!(Segment::read(segment.bytes().to_vec()).unwrap().ops(), ops);
}

#[test]
fn refuses_to_sign_what_the_device_did_not_write() {
    let close = |ops| Segment::close(link(), ops, &device(1));
    let theirs = close(run(2, &["a"]));
    let (expected, found) = (stream(1), stream(2));
    assert_eq!(theirs, Err(SegmentError::NotOurStream { expected, found }));
    assert_eq!(close(vec![]), Err(SegmentError::Empty));

    let mut holed = run(1, &["a", "b", "c"]);
    holed.remove(1);
    assert!(matches!(close(holed), Err(SegmentError::Chain(ChainBreak::OutOfTurn { .. }))));
}

#[test]
fn continues_the_chain_and_the_segment_before() {
    let ops = run(1, &["a", "b", "c"]);
    let first = Segment::close(link(), ops[..2].to_vec(), &device(1)).unwrap();
    let link = SegmentLink { prev_segment: first.hash(), ..link() };
    let second = Segment::close(link, ops[2..].to_vec(), &device(1)).unwrap();
    let mut chain = Chain::new(stream(1));

    assert_eq!(first.check_follows(&chain, Digest::NONE), Ok(()));
    assert!(matches!(second.check_follows(&chain, Digest::NONE), Err(SegmentError::Chain(_))));
    chain.append_all(first.ops()).unwrap();
    assert_eq!(second.check_follows(&chain, first.hash()), Ok(()));
    assert!(matches!(
        second.check_follows(&chain, Digest::NONE),
        Err(SegmentError::OtherPast { .. })
    ));
}

#[test]
fn a_segment_of_a_newer_format_is_named_as_such() {
    let mut bytes = closed(&["a"]).bytes().to_vec();
    bytes[3] = 2;
    let error = Segment::read(bytes).unwrap_err();
    let found = *b"BBS\x02";
    let expected = *b"BBS\x01";
    assert_eq!(error, SegmentError::Envelope(EnvelopeError::UnknownFormat { found, expected }));
}

#[test]
fn keeps_and_verifies_header_fields_of_a_newer_version() {
    let ops = run(1, &["a"]);
    let header = SegmentHeader {
        extra: Extra::one(90, &[0x61, 0x61]),
        ..Segment::close(link(), ops.clone(), &device(1)).unwrap().header().clone()
    };
    let bytes = header.sign(&ops, &device(1));

    let read = Segment::read(bytes.clone()).unwrap();

    assert_eq!(read.header().extra.keys().collect::<Vec<_>>(), [90]);
    assert_eq!(read.bytes(), bytes);
}

#[test]
fn refuses_a_signed_segment_that_lies_about_its_ops() {
    let ops = run(1, &["a", "b"]);
    let honest = closed(&["a", "b"]).header().clone();

    let counts = SegmentHeader { count: 3, ..honest.clone() }.sign(&ops, &device(1));
    assert!(matches!(Segment::read(counts), Err(SegmentError::WrongCount { claimed: 3, .. })));

    let tip = SegmentHeader { tip: Digest::NONE, ..honest.clone() }.sign(&ops, &device(1));
    assert!(matches!(Segment::read(tip), Err(SegmentError::WrongTip { .. })));

    let other = honest.sign(&ops, &device(2));
    let device = device(1).public();
    let bad = EnvelopeError::Signature(BadSignature { device });
    assert_eq!(Segment::read(other), Err(SegmentError::Envelope(bad)));
}

#[test]
fn bytes_left_over_and_too_many_bytes_are_refused() {
    let mut bytes = closed(&["a"]).bytes().to_vec();
    bytes.push(0);
    let left = SegmentError::Envelope(EnvelopeError::LeftOver { found: 1 });
    assert_eq!(Segment::read(bytes), Err(left));

    let found = MAX_SEGMENT_BYTES + 1;
    assert_eq!(Segment::read(vec![0; found]), Err(SegmentError::TooLong { found }));
}

#[test]
fn as_many_ops_as_fit_are_never_too_long() {
    let place = |n: u8, seq| OpHeader { section: section(n), key_id: key_id(n), ..header(1, seq) };
    let fill = |len: usize| -> Vec<SealedOp> {
        let mut prev = Digest::NONE;
        (1..=20_000)
            .map(|seq: u32| {
                let n = u8::try_from(seq % 250).unwrap();
                let header = OpHeader { prev, ..place(n, seq) };
                let op = SealedOp::from_parts(header, vec![n; len]);
                prev = op.hash();
                op
            })
            .take(MAX_SEGMENT_BYTES / len + 2)
            .collect()
    };
    for len in [48, 700, 50_000, 1_000_033] {
        let mut ops = fill(len);
        let fit = Segment::fitting(&ops);
        assert!(fit >= 1);
        ops.truncate(fit);
        assert!(Segment::close(link(), ops, &device(1)).is_ok(), "{len}");
    }
}

#[test]
fn every_single_flipped_byte_is_refused() {
    let bytes = closed(&["a"]).bytes().to_vec();
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0xff;
        assert!(Segment::read(flipped).is_err(), "byte {at}");
    }
}

proptest! {
    #[test]
    fn any_flipped_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut bytes = closed(&["12/40", "12/38", "đạt"]).bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Segment::read(bytes).is_err());
    }

    #[test]
    fn cut_bytes_are_refused(at in any::<prop::sample::Index>()) {
        let mut bytes = closed(&["12/40", "đạt"]).bytes().to_vec();
        bytes.truncate(at.index(bytes.len()));
        prop_assert!(Segment::read(bytes).is_err());
    }

    #[test]
    fn any_bytes_are_a_segment_or_an_error(
        mut bytes in prop::collection::vec(any::<u8>(), 0..400), ours in any::<bool>(),
    ) {
        if ours {
            bytes.splice(0..0, *b"BBS\x01\x00\x00\x00\x10");
        }
        prop_assert!(Segment::read(bytes).is_err());
    }

    #[test]
    fn a_signed_body_of_any_bytes_never_panics(
        body in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let header = closed(&["a"]).header().encode();
        let bytes = crate::envelope::sign(*b"BBS\x01", &header, &body, &device(1));
        prop_assert!(Segment::read(bytes).is_err());
    }
}
