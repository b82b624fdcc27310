//! What a seal fixes, and what shows as having come later.

use proptest::prelude::*;

use super::*;
use crate::testing::{op, target};

fn head(n: u8, seq: u32) -> StatedHead {
    StatedHead { op: op(n, seq), hash: Digest::of(&[n, u8::try_from(seq).unwrap()]) }
}

fn heads(list: &[(&str, &[StatedHead])]) -> BTreeMap<Target, BTreeSet<StatedHead>> {
    list.iter().map(|(field, heads)| (target(field), heads.iter().copied().collect())).collect()
}

fn manifest() -> SealManifest {
    SealManifest {
        campaign: [1; 16],
        subject: [2; 16],
        revision: 2,
        previous: Some(Digest::of(b"revision 1")),
        sealed_ms: 1_663_200_000_000,
        checklist: Digest::of(b"cchc"),
        charter: Digest::of(b"charter"),
        heads: heads(&[
            ("CD-05/verdict", &[head(1, 1), head(2, 1)]),
            ("CD-05/note", &[head(1, 2)]),
        ]),
        evidence: [Digest::of(b"photo")].into(),
        labels: [("layout".to_owned(), "nd30-2020".to_owned())].into(),
        extra: Extra::default(),
    }
}

#[test]
fn what_goes_in_comes_out() {
    assert_eq!(SealManifest::decode(&manifest().encode()), Ok(manifest()));
    let first = SealManifest { previous: None, ..manifest() };
    assert_eq!(SealManifest::decode(&first.encode()), Ok(first));
}

#[test]
fn every_part_of_the_paper_changes_the_digest() {
    let same = manifest().digest();
    let others = [
        SealManifest { subject: [3; 16], ..manifest() },
        SealManifest { revision: 3, ..manifest() },
        SealManifest { previous: None, ..manifest() },
        SealManifest { checklist: Digest::NONE, ..manifest() },
        SealManifest { charter: Digest::NONE, ..manifest() },
        SealManifest { heads: heads(&[]), ..manifest() },
        SealManifest { evidence: [].into(), ..manifest() },
        SealManifest { labels: [].into(), ..manifest() },
        SealManifest { extra: Extra::one(50, &[0x01]), ..manifest() },
    ];
    assert_eq!(manifest().digest(), same);
    for other in others {
        assert_ne!(other.digest(), same, "{other:?}");
    }
}

#[test]
fn lists_what_moved_on_after_the_sealing() {
    let seal = manifest();
    assert_eq!(seal.drift(&seal.heads), []);

    let now = heads(&[("CD-05/verdict", &[head(1, 3)]), ("MC-19/note", &[head(2, 2)])]);
    let drift: Vec<_> =
        seal.drift(&now).into_iter().map(|d| (d.target.field().to_owned(), d.kind)).collect();

    assert_eq!(
        drift,
        [
            ("CD-05/note".to_owned(), DriftKind::Missing),
            ("CD-05/verdict".to_owned(), DriftKind::Rewritten),
            ("MC-19/note".to_owned(), DriftKind::Added),
        ]
    );
}

#[test]
fn an_op_of_a_fork_is_not_the_one_that_was_sealed() {
    let forged = StatedHead { hash: Digest::of(b"other past"), ..head(1, 2) };
    let mut now = manifest().heads;
    now.insert(target("CD-05/note"), [forged].into());

    let drift = manifest().drift(&now);

    assert_eq!(drift, [Drift { target: target("CD-05/note"), kind: DriftKind::Rewritten }]);
}

#[test]
fn refuses_a_manifest_from_the_future_and_keeps_its_new_fields() {
    let fields = MapReader::read(&manifest().encode()).map(MapReader::rest).unwrap();
    let mut map = MapWriter::with(&fields);
    map.put(FORMAT, |w| w.uint(2));
    assert_eq!(SealManifest::decode(&map.finish()), Err(SealError::UnknownVersion(2)));

    let newer = SealManifest { extra: Extra::one(50, &[0x61, 0x61]), ..manifest() };
    assert_eq!(SealManifest::decode(&newer.encode()), Ok(newer));
}

proptest! {
    #[test]
    fn a_changed_manifest_has_another_digest_or_is_refused(
        at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut bytes = manifest().encode();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        if let Ok(read) = SealManifest::decode(&bytes) {
            prop_assert_ne!(read.digest(), manifest().digest());
        }
    }

    #[test]
    fn any_bytes_are_a_manifest_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(SealManifest::decode(&bytes).is_err());
    }
}
