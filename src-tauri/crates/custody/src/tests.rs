//! A record that somebody outside is given: what holds is told to hold, and what was taken away,
//! changed or made up is told, whoever signed the list of contents.

mod bytes;
mod keepers;

use std::collections::{BTreeMap, BTreeSet};

use ledger::{
    Action, Chain, Charter, CharterDraft, CharterMember, ContentKey, CustodyList, DeviceKey,
    Digest, EndedDevice, Epoch, Extra, Hlc, Holding, KeyId, ListedFile, ListedPaper, OpBody, OpRef,
    Receipt, ReceiptDraft, Role, SealManifest, SealedOp, SectionId, Segment, SegmentLink,
    StatedHead, StreamId, Target, Value, seal_op,
};

use super::*;

const CAMPAIGN: [u8; 16] = [7; 16];
const EVIDENCE: &[u8] = b"photo";

fn device(n: u8) -> DeviceKey {
    DeviceKey::from_seed(&[n; 32])
}

fn member(n: u8) -> CharterMember {
    CharterMember {
        device: device(n).public(),
        person: [n; 16],
        role: if n == 1 { Role::Leader } else { Role::Secretary },
        areas: Vec::new(),
        name: if n == 1 { "Trưởng đoàn" } else { "Thư ký Đoàn" }.to_owned(),
        recipient: String::new(),
    }
}

/// The founder alone, then with the secretary; `ended` takes part no longer in a third.
fn charters(ended: Option<EndedDevice>) -> Vec<Charter> {
    let first = Charter::alone(CAMPAIGN, [1; 16], 1, &device(1));
    let mut draft = CharterDraft {
        campaign: CAMPAIGN,
        revision: 2,
        previous: Some(first.digest()),
        wall_ms: 2,
        members: vec![member(1), member(2)],
        reserved: Vec::new(),
        ended: Vec::new(),
    };
    let second = Charter::found(draft.clone(), &device(1));
    let mut charters = vec![first, second];
    if let Some(ended) = ended {
        draft.revision = 3;
        draft.previous = charters.last().map(Charter::digest);
        draft.members.pop();
        draft.ended.push(ended);
        charters.push(Charter::found(draft, &device(1)));
    }
    charters
}

fn target(field: &str) -> Target {
    Target::new("answer", [5; 16], field).unwrap()
}

/// What device `n` writes in runs, a segment each.
struct Written {
    ops: Vec<SealedOp>,
    segments: Vec<Segment>,
}

fn writes(n: u8, charter: &Charter, runs: &[&[&str]]) -> Written {
    let epoch = Epoch::from_bytes([n; 16]);
    let mut chain = Chain::new(StreamId::of(&device(n).public(), epoch));
    let (mut all, mut segments) = (Vec::new(), Vec::new());
    let mut prev_segment = Digest::NONE;
    for run in runs {
        let mut ops = Vec::new();
        for text in *run {
            let body = OpBody::new(
                Hlc::new(1, 0),
                1,
                target("CD-05/note"),
                Action::Set(Value::plain(*text)),
                Vec::new(),
            );
            let (section, key_id) = (SectionId::from_bytes([1; 16]), KeyId::from_bytes([1; 16]));
            let header = chain.next_header(section, key_id).unwrap();
            let op = seal_op(header, &body.unwrap(), &ContentKey::from_bytes([3; 32])).unwrap();
            chain.append(&op).unwrap();
            ops.push(op);
        }
        all.extend(ops.clone());
        let link = SegmentLink {
            epoch,
            prev_segment,
            charter: charter.digest(),
            hlc_last: Hlc::new(1, 0),
        };
        let segment = Segment::close(link, ops, &device(n)).unwrap();
        prev_segment = segment.hash();
        segments.push(segment);
    }
    Written { ops: all, segments }
}

/// The receipt of device `n` for all that was written up to these ops.
fn receipt(n: u8, last: &[&SealedOp]) -> Receipt {
    let holds = last.iter().map(|op| Holding { last: op.op(), tip: op.hash() }).collect();
    let draft = ReceiptDraft { campaign: CAMPAIGN, wall_ms: 77, holds, files: Vec::new() };
    Receipt::sign(draft, &device(n))
}

/// A record as it can be put together by whoever has its parts.
#[derive(Clone)]
struct Parts {
    charters: Vec<Vec<u8>>,
    segments: Vec<Vec<u8>>,
    forks: Vec<Vec<u8>>,
    receipts: Vec<Vec<u8>>,
    seals: Vec<(SealManifest, Vec<u8>)>,
    files: Vec<ListedFile>,
}

impl Parts {
    fn list(&self) -> CustodyList {
        let digests = |parts: &[Vec<u8>]| parts.iter().map(|bytes| Digest::of(bytes)).collect();
        let papers = self.seals.iter().map(|(manifest, bytes)| ListedPaper {
            seal: manifest.digest(),
            manifest: Digest::of(bytes),
            pdf: Digest::of(b"pdf"),
            current: Digest::of(b"signed pdf"),
            carried: true,
        });
        CustodyList {
            campaign: CAMPAIGN,
            wall_ms: 99,
            charters: digests(&self.charters),
            segments: digests(&self.segments),
            forks: digests(&self.forks),
            receipts: digests(&self.receipts),
            papers: papers.collect(),
            files: self.files.clone(),
        }
    }

    fn file_by(&self, n: u8) -> Vec<u8> {
        self.file_with(&self.list().sign(&device(n)))
    }

    fn file_with(&self, contents: &[u8]) -> Vec<u8> {
        let mut writer = Writer::begin(Vec::new(), contents).unwrap();
        let seals: Vec<_> = self.seals.iter().map(|(_, bytes)| bytes.clone()).collect();
        for (part, all) in [
            (Part::Charter, &self.charters),
            (Part::Segment, &self.segments),
            (Part::Fork, &self.forks),
            (Part::Receipt, &self.receipts),
            (Part::Seal, &seals),
        ] {
            for bytes in all {
                writer.put(part, bytes).unwrap();
            }
        }
        writer.finish().unwrap()
    }

    /// What an auditor is told, the list of contents signed anew by the leader.
    #[track_caller]
    fn judged(&self) -> Report {
        verify(&mut self.file_by(1).as_slice()).unwrap()
    }
}

/// The leader wrote four ops, the secretary two; the secretary answers for all, and one paper states
/// the second op of each.
fn record() -> (Parts, Written, Written) {
    let charters = charters(None);
    let leader = writes(1, &charters[1], &[&["a", "b"], &["c"], &["d"]]);
    let member = writes(2, &charters[1], &[&["x", "y"]]);
    let stated = |op: &SealedOp| StatedHead { op: op.op(), hash: op.hash() };
    let manifest = SealManifest {
        campaign: CAMPAIGN,
        subject: [5; 16],
        revision: 1,
        previous: None,
        sealed_ms: 50,
        checklist: Digest::of(b"checklist"),
        charter: charters[1].digest(),
        heads: BTreeMap::from([(
            target("CD-05/note"),
            BTreeSet::from([stated(&leader.ops[1]), stated(&member.ops[1])]),
        )]),
        evidence: BTreeSet::from([Digest::of(EVIDENCE)]),
        labels: BTreeMap::new(),
        extra: Extra::default(),
    };
    let bytes = |segment: &Segment| segment.bytes().to_vec();
    let answer = receipt(2, &[&leader.ops[3], &member.ops[1]]);
    let parts = Parts {
        charters: charters.iter().map(|charter| charter.bytes().to_vec()).collect(),
        segments: leader.segments.iter().chain(&member.segments).map(bytes).collect(),
        forks: Vec::new(),
        receipts: vec![answer.bytes().to_vec()],
        seals: vec![(manifest.clone(), manifest.encode())],
        files: vec![ListedFile {
            sha256: Digest::of(EVIDENCE),
            size_bytes: 5,
            media_type: "image/jpeg".to_owned(),
            here: true,
        }],
    };
    (parts, leader, member)
}

#[test]
fn a_whole_record_holds_and_says_what_is_in_it() {
    let (parts, ..) = record();

    let report = parts.judged();

    assert_eq!((&report.flaws, &report.remarks), (&vec![], &vec![]));
    assert_eq!(
        report.counts,
        Counts {
            charters: 2,
            streams: 2,
            segments: 4,
            ops: 6,
            // What the secretary wrote, the leader never answered for.
            unconfirmed: 2,
            receipts: 1,
            forks: 0,
            seals: 1,
            files: 1,
            file_bytes: 5,
        }
    );
    assert_eq!((report.writer, report.founder), (device(1).public(), Some(device(1).public())));
    assert_eq!(report.name_of(device(2).public()), "Thư ký Đoàn");
    assert_eq!((report.papers[0].fields, report.papers[0].ops), (1, 2));
    assert_eq!(parts.file_by(1), parts.file_by(1));
}

#[test]
fn an_op_taken_away_at_the_end_is_told_by_the_receipt_for_it() {
    let (mut parts, leader, _) = record();
    parts.segments.remove(2);

    let expected = Flaw::Missing {
        by: device(2).public(),
        wall_ms: 77,
        device: Some(device(1).public()),
        first: leader.ops[3].op(),
        last: 4,
    };
    assert_eq!(parts.judged().flaws, [expected]);

    parts.receipts.clear();
    let unseen = parts.judged();
    assert!(unseen.is_sound(), "nobody answers for it: that is the limit, and it is said");
    assert_eq!(unseen.counts.unconfirmed, 5);
}

#[test]
fn an_op_taken_away_between_others_is_told_with_and_without_a_receipt() {
    let (mut parts, leader, _) = record();
    parts.segments.remove(1);

    let third = leader.ops[2].op();
    let report = parts.judged();
    let gap = Flaw::Gap { device: device(1).public(), first: third, last: 3 };
    assert_eq!(report.flaws[0], gap);
    assert!(
        matches!(report.flaws[1], Flaw::Missing { first, last: 3, .. } if first == third),
        "{report:?}"
    );

    parts.receipts.clear();
    assert_eq!(parts.judged().flaws, [gap]);
}

#[test]
fn a_stream_taken_away_whole_is_told_though_nothing_of_it_is_left() {
    let (mut parts, _, member) = record();
    parts.segments.remove(3);

    let report = parts.judged();
    let Flaw::Missing { by, device: None, first, last: 2, .. } = report.flaws[0] else {
        panic!("{report:?}")
    };
    assert_eq!((by, first), (device(2).public(), OpRef::new(member.ops[0].op().stream, 1)));
    assert!(matches!(report.flaws[1], Flaw::Unproven { ops: 1, .. }), "{report:?}");
}

#[test]
fn a_past_that_its_own_author_wrote_anew_is_told_by_the_receipt_and_by_the_paper() {
    let (mut parts, ..) = record();
    let charter = &charters(None)[1];
    let anew = writes(1, charter, &[&["a", "B"], &["c"], &["d"]]);
    for (place, segment) in anew.segments.iter().enumerate() {
        parts.segments[place] = segment.bytes().to_vec();
    }

    let expected = Flaw::Altered {
        by: device(2).public(),
        wall_ms: 77,
        device: device(1).public(),
        op: anew.ops[3].op(),
    };
    let report = parts.judged();
    assert_eq!(report.flaws[0], expected);
    assert!(matches!(report.flaws[1], Flaw::Unproven { ops: 1, .. }), "{report:?}");
}

#[test]
fn a_run_put_in_the_place_of_another_does_not_follow() {
    let (mut parts, ..) = record();
    let anew = writes(1, &charters(None)[1], &[&["A", "b"], &["c"]]);
    parts.segments[1] = anew.segments[1].bytes().to_vec();

    assert!(matches!(parts.judged().flaws[0], Flaw::Broken { .. }));
}

#[test]
fn bytes_that_their_author_did_not_sign_count_for_nothing() {
    let (whole, ..) = record();
    let last = |bytes: &mut Vec<u8>| *bytes.last_mut().unwrap() ^= 1;
    let unverified = |parts: &Parts, part| {
        let flaws = parts.judged().flaws;
        assert!(flaws.contains(&Flaw::Unverified { part, place: 1 }), "{part:?}: {flaws:?}");
    };

    let mut parts = whole.clone();
    last(&mut parts.segments[0]);
    unverified(&parts, Part::Segment);
    let mut parts = whole.clone();
    last(&mut parts.receipts[0]);
    unverified(&parts, Part::Receipt);
    let mut parts = whole.clone();
    last(&mut parts.charters[0]);
    unverified(&parts, Part::Charter);
    let mut parts = whole.clone();
    parts.seals[0].1.push(0);
    unverified(&parts, Part::Seal);
}

#[test]
fn who_stands_in_no_charter_neither_writes_answers_nor_makes_a_record() {
    let (mut parts, leader, _) = record();
    let stranger = writes(9, &charters(None)[1], &[&["z"]]);
    parts.segments.push(stranger.segments[0].bytes().to_vec());
    parts.receipts.push(receipt(9, &[&leader.ops[0]]).bytes().to_vec());

    let nine = device(9).public();
    let expected = [Flaw::StrangeReceipt { device: nine }, Flaw::Stranger { device: nine, ops: 1 }];
    assert_eq!(parts.judged().flaws, expected);
    let (parts, ..) = record();
    let by_a_stranger = verify(&mut parts.file_by(9).as_slice()).unwrap();
    assert_eq!(by_a_stranger.flaws, [Flaw::WriterStranger]);
}

#[test]
fn a_second_past_is_a_remark_and_what_a_paper_states_may_stand_in_it() {
    let (mut parts, ..) = record();
    let other = writes(2, &charters(None)[1], &[&["x", "Y"]]);
    let stated = parts.segments[3].clone();
    parts.segments[3] = other.segments[0].bytes().to_vec();
    parts.forks.push(stated);

    let report = parts.judged();
    assert!(matches!(report.remarks[..], [Remark::Fork { last: 2, .. }]), "{report:?}");
    // The paper finds its op in the fork; the receipt speaks of the record.
    assert!(matches!(report.flaws[..], [Flaw::Altered { .. }]), "{report:?}");
}

#[test]
fn what_was_written_after_the_end_of_a_device_is_told_and_no_flaw() {
    let (mut parts, _, member) = record();
    let first = member.ops[0].op();
    let ended = EndedDevice { device: device(2).public(), accepted: vec![first] };
    parts.charters = charters(Some(ended)).iter().map(|it| it.bytes().to_vec()).collect();

    let report = parts.judged();
    assert_eq!(report.flaws, []);
    let late = Remark::AfterEnd { device: device(2).public(), stream: first.stream, ops: 1 };
    assert_eq!(report.remarks, [late]);
    assert!(report.people.iter().any(|person| person.ended));
}

#[test]
fn evidence_that_is_not_listed_or_not_there_is_told() {
    let (mut parts, ..) = record();
    parts.files[0].here = false;
    assert_eq!(parts.judged().remarks, [Remark::FilesAbsent { files: 1 }]);

    parts.files.clear();
    let remarks = parts.judged().remarks;
    assert!(matches!(remarks[..], [Remark::EvidenceUnlisted { files: 1, .. }]), "{remarks:?}");
}
