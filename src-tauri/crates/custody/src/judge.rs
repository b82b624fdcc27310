//! Holding the entries of a record against each other, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{
    Charter, CustodyList, DevicePublic, Digest, ListedPaper, OpRef, Receipt, Right, SealManifest,
    Segment, StreamId,
};

use crate::papers::{self, Shelf, count};
use crate::people::People;
use crate::receipts::Answers;
use crate::streams::{Joint, Streams};
use crate::{Counts, Flaw, Part, Remark, Report};

/// What was seen of a record so far. Entries come part by part, in the order of [`Part`].
pub(crate) struct Judge<'l> {
    list: &'l CustodyList,
    writer: DevicePublic,
    people: People,
    streams: Streams,
    answers: Answers,
    forked: BTreeSet<(OpRef, Digest)>,
    seals: Vec<(ListedPaper, SealManifest)>,
    ops: BTreeMap<DevicePublic, u32>,
    receipts: BTreeMap<DevicePublic, u32>,
    late: BTreeMap<(DevicePublic, StreamId), u32>,
    strangers: BTreeMap<DevicePublic, u32>,
    segments: u32,
    flaws: Vec<Flaw>,
    remarks: Vec<Remark>,
}

impl<'l> Judge<'l> {
    pub(crate) fn new(list: &'l CustodyList, writer: DevicePublic) -> Self {
        Self {
            list,
            writer,
            people: People::new(list.campaign),
            streams: Streams::default(),
            answers: Answers::default(),
            forked: BTreeSet::new(),
            seals: Vec::new(),
            ops: BTreeMap::new(),
            receipts: BTreeMap::new(),
            late: BTreeMap::new(),
            strangers: BTreeMap::new(),
            segments: 0,
            flaws: Vec::new(),
            remarks: Vec::new(),
        }
    }

    pub(crate) fn charter(&mut self, place: usize, charter: Option<Charter>) {
        let Some(charter) = charter else { return self.unverified(Part::Charter, place) };
        // After the first that does not follow, none of the next can.
        let broken = self.flaws.iter().any(|flaw| matches!(flaw, Flaw::Charters { .. }));
        if !broken && !self.people.take(charter) {
            self.flaws.push(Flaw::Charters { place: count(place).saturating_add(1) });
        }
    }

    pub(crate) fn segment(&mut self, place: usize, segment: Option<Segment>) {
        let Some(segment) = segment else { return self.unverified(Part::Segment, place) };
        let header = segment.header();
        let (device, first) = (header.device, OpRef::new(header.stream, header.first_seq));
        match self.streams.take(&segment) {
            Joint::Follows => {}
            Joint::Gap(due) => self.flaws.push(Flaw::Gap {
                device,
                first: OpRef::new(header.stream, due),
                last: header.first_seq.saturating_sub(1),
            }),
            Joint::Broken => self.flaws.push(Flaw::Broken { device, first }),
        }
        self.standing(&segment);
        self.segments = self.segments.saturating_add(1);
        add(&mut self.ops, device, header.count);
        let late = self.people.newest().map_or(0, |newest| {
            let ended =
                segment.ops().iter().filter(|op| newest.counts(&device, op.op()) == Right::Ended);
            count(ended.count())
        });
        if late != 0 {
            add(&mut self.late, (device, header.stream), late);
        }
    }

    pub(crate) fn fork(&mut self, place: usize, segment: Option<Segment>) {
        let Some(segment) = segment else { return self.unverified(Part::Fork, place) };
        let header = segment.header();
        self.standing(&segment);
        self.forked.extend(segment.ops().iter().map(|op| (op.op(), op.hash())));
        self.remarks.push(Remark::Fork {
            device: header.device,
            first: OpRef::new(header.stream, header.first_seq),
            last: header.last_seq(),
        });
    }

    pub(crate) fn receipt(&mut self, place: usize, receipt: Option<Receipt>) {
        let Some(receipt) = receipt else { return self.unverified(Part::Receipt, place) };
        let device = receipt.device();
        if receipt.draft().campaign != self.list.campaign || !self.people.stands(device) {
            self.flaws.push(Flaw::StrangeReceipt { device });
            return;
        }
        add(&mut self.receipts, device, 1);
        self.answers.take(&receipt, &self.streams);
    }

    pub(crate) fn seal(
        &mut self,
        place: usize,
        paper: ListedPaper,
        manifest: Option<SealManifest>,
    ) {
        match manifest {
            Some(manifest) if manifest.digest() == paper.seal => self.seals.push((paper, manifest)),
            Some(_) | None => self.unverified(Part::Seal, place),
        }
    }

    /// Whether the author of a run may stand in the record at all.
    fn standing(&mut self, segment: &Segment) {
        let header = segment.header();
        if !self.people.knows(header.link.charter) {
            self.flaws.push(Flaw::UnknownCharter {
                device: header.device,
                first: OpRef::new(header.stream, header.first_seq),
                last: header.last_seq(),
            });
        }
        if !self.people.stands(header.device) {
            add(&mut self.strangers, header.device, header.count);
        }
    }

    fn unverified(&mut self, part: Part, place: usize) {
        let place = count(place).saturating_add(1);
        self.flaws.push(Flaw::Unverified { part, place });
    }

    /// What came of it.
    pub(crate) fn report(mut self) -> Report {
        if !self.people.stands(self.writer) {
            self.flaws.push(Flaw::WriterStranger);
        }
        let strangers = self.strangers.iter();
        self.flaws
            .extend(strangers.map(|(device, ops)| Flaw::Stranger { device: *device, ops: *ops }));
        self.flaws.extend(self.answers.flaws(&self.streams, self.writer));
        self.judge_papers();
        self.remark();
        Report {
            campaign: self.list.campaign,
            writer: self.writer,
            wall_ms: self.list.wall_ms,
            founder: self.people.founder(),
            takeovers: self.people.takeovers(),
            people: self.people.list(&self.ops, &self.receipts),
            counts: self.counts(),
            papers: self.seals.iter().map(|(paper, it)| papers::told(*paper, it)).collect(),
            flaws: self.flaws,
            remarks: self.remarks,
        }
    }

    fn judge_papers(&mut self) {
        let files = self.list.files.iter().map(|file| file.sha256).collect();
        let seals = self.list.papers.iter().map(|paper| paper.seal).collect();
        let shelf = Shelf {
            campaign: self.list.campaign,
            people: &self.people,
            streams: &self.streams,
            forked: &self.forked,
            files: &files,
            seals: &seals,
        };
        for (paper, manifest) in &self.seals {
            let (flaws, remarks) = shelf.judge(manifest, paper.seal);
            self.flaws.extend(flaws);
            self.remarks.extend(remarks);
        }
        let absent = self.list.papers.iter().filter(|paper| !paper.carried);
        self.remarks.extend(absent.map(|paper| Remark::SealAbsent { seal: paper.seal }));
        let beside = self.answers.files_beside(&files);
        if beside != 0 {
            self.remarks.push(Remark::FilesElsewhere { files: beside });
        }
    }

    fn remark(&mut self) {
        let late = self.late.iter();
        self.remarks.extend(late.map(|((device, stream), ops)| Remark::AfterEnd {
            device: *device,
            stream: *stream,
            ops: *ops,
        }));
        let absent = self.list.files.iter().filter(|file| !file.here).count();
        if absent != 0 {
            self.remarks.push(Remark::FilesAbsent { files: count(absent) });
        }
    }

    fn counts(&self) -> Counts {
        let sum =
            |of: &BTreeMap<DevicePublic, u32>| of.values().copied().fold(0, u32::saturating_add);
        let bytes = self.list.files.iter().map(|file| file.size_bytes);
        Counts {
            charters: count(self.people.count()),
            streams: count(self.streams.iter().count()),
            segments: self.segments,
            ops: sum(&self.ops),
            unconfirmed: self.answers.unconfirmed(&self.streams),
            receipts: sum(&self.receipts),
            forks: count(self.list.forks.len()),
            seals: count(self.seals.len()),
            files: count(self.list.files.len()),
            file_bytes: bytes.fold(0, u64::saturating_add),
        }
    }
}

fn add<K: Ord>(sums: &mut BTreeMap<K, u32>, key: K, more: u32) {
    let sum = sums.entry(key).or_default();
    *sum = sum.saturating_add(more);
}
