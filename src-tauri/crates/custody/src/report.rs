//! What a verification found, as values: who tells it to people chooses the words.

use ledger::{DevicePublic, Digest, OpRef, Role, StreamId};

use crate::Part;

/// What a record of custody says, and whether it holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Report {
    /// The campaign, by the bytes of a UUID.
    pub campaign: [u8; 16],
    /// The device that wrote the record down, and signed its list of contents.
    pub writer: DevicePublic,
    /// When, in milliseconds since 1970 (UTC), by its clock.
    pub wall_ms: u64,
    /// Who founded the delegation; absent where no charter holds.
    pub founder: Option<DevicePublic>,
    /// Who took the charter over from whoever kept it before, first one first.
    pub takeovers: Vec<Takeover>,
    /// Everybody who ever took part, as the newest charter that names them has it.
    pub people: Vec<Person>,
    /// How much there is.
    pub counts: Counts,
    /// The papers whose manifests are here.
    pub papers: Vec<SealedPaper>,
    /// Everything that does not hold.
    pub flaws: Vec<Flaw>,
    /// What a person should know and is no flaw of the record.
    pub remarks: Vec<Remark>,
}

/// A leader or deputy signed the next charter in the stead of whoever kept it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Takeover {
    /// The device that keeps it from then on.
    pub device: DevicePublic,
    /// The first charter that it signed.
    pub revision: u32,
    /// When, in milliseconds since 1970 (UTC), by its clock.
    pub wall_ms: u64,
}

impl Report {
    /// Whether everything holds. Remarks are no flaw.
    pub const fn is_sound(&self) -> bool {
        self.flaws.is_empty()
    }

    /// What `device` is called; empty where no charter gives it a name.
    pub fn name_of(&self, device: DevicePublic) -> &str {
        let person = self.people.iter().find(|person| person.device == device);
        person.map_or("", |person| person.name.as_str())
    }
}

/// One device of the delegation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Person {
    /// The device.
    pub device: DevicePublic,
    /// What its person is called; empty for one who works alone.
    pub name: String,
    /// What its person is.
    pub role: Role,
    /// Whether it takes part no longer.
    pub ended: bool,
    /// Ops of it in the record.
    pub ops: u32,
    /// Receipts of it in the record.
    pub receipts: u32,
}

/// How much there is in a record.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Revisions of the charter.
    pub charters: u32,
    /// Streams, one for each device and epoch.
    pub streams: u32,
    /// Signed runs of ops.
    pub segments: u32,
    /// Ops in them.
    pub ops: u32,
    /// Ops that no other device than their author's answers for: if some of them were held back,
    /// nobody could tell.
    pub unconfirmed: u32,
    /// Receipts.
    pub receipts: u32,
    /// Runs that give other ops under numbers that are taken.
    pub forks: u32,
    /// Manifests of seals.
    pub seals: u32,
    /// Pieces of evidence and papers in the list.
    pub files: u32,
    /// Their bytes together.
    pub file_bytes: u64,
}

/// A sealed paper, by digests alone.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealedPaper {
    /// The digest that is printed on its pages.
    pub seal: Digest,
    /// The SHA-256 of the PDF as it was sealed.
    pub pdf: Digest,
    /// The SHA-256 of the PDF as it stands now, with its signatures.
    pub current: Digest,
    /// 1, then one more for each paper that replaces the one before.
    pub revision: u32,
    /// When it was sealed, in milliseconds since 1970 (UTC), by the sealing device's clock.
    pub sealed_ms: u64,
    /// Fields that it states.
    pub fields: u32,
    /// Ops that it states.
    pub ops: u32,
}

/// Something that does not hold.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Flaw {
    /// The device that wrote the record stands in no charter of it.
    WriterStranger,
    /// The charters do not lead from the first, one revision after the other, each by whoever
    /// the one before lets sign; those from this one on say nothing.
    Charters {
        /// The place of the first that does not follow, from 1.
        place: u32,
    },
    /// The entry's own signature or shape does not hold; nothing of it counts.
    Unverified {
        /// What it should be.
        part: Part,
        /// Its place, from 1.
        place: u32,
    },
    /// A run was signed under a charter that is not here.
    UnknownCharter {
        /// Who wrote it.
        device: DevicePublic,
        /// Its first op.
        first: OpRef,
        /// The number of its last op.
        last: u32,
    },
    /// A device that stands in no charter wrote.
    Stranger {
        /// Who wrote.
        device: DevicePublic,
        /// How many ops.
        ops: u32,
    },
    /// Ops between others are not here.
    Gap {
        /// Who wrote them.
        device: DevicePublic,
        /// The first that is not here.
        first: OpRef,
        /// The number of the last.
        last: u32,
    },
    /// A run does not follow what stands before it in its stream.
    Broken {
        /// Who wrote it.
        device: DevicePublic,
        /// Its first op.
        first: OpRef,
    },
    /// Ops that a device answers for are not here.
    Missing {
        /// Who answers for them.
        by: DevicePublic,
        /// When it did, in milliseconds since 1970 (UTC), by its clock.
        wall_ms: u64,
        /// Who wrote them; absent where nothing of the stream is here.
        device: Option<DevicePublic>,
        /// The first that is not here.
        first: OpRef,
        /// The number of the last.
        last: u32,
    },
    /// A device answers for another op than the one that is here.
    Altered {
        /// Who answers for it.
        by: DevicePublic,
        /// When it did, in milliseconds since 1970 (UTC), by its clock.
        wall_ms: u64,
        /// Who wrote it.
        device: DevicePublic,
        /// The op; the difference may lie in any before it.
        op: OpRef,
    },
    /// A receipt of a device that stands in no charter, or about another campaign.
    StrangeReceipt {
        /// Who signed it.
        device: DevicePublic,
    },
    /// A paper states ops that are not here, or are others here.
    Unproven {
        /// The digest that is printed on its pages.
        seal: Digest,
        /// How many.
        ops: u32,
        /// One of them.
        first: OpRef,
    },
    /// A manifest is about another campaign, or goes by a charter that is not here.
    StrangeSeal {
        /// The digest that is printed on its pages.
        seal: Digest,
    },
}

/// What a person should know.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Remark {
    /// A device signed two pasts under the same numbers: two disks wrote one stream.
    Fork {
        /// Who wrote.
        device: DevicePublic,
        /// The first op of the one that does not apply.
        first: OpRef,
        /// The number of its last op.
        last: u32,
    },
    /// A device wrote after it had been ended; those ops are kept and do not count.
    AfterEnd {
        /// Who wrote.
        device: DevicePublic,
        /// The stream.
        stream: StreamId,
        /// How many ops.
        ops: u32,
    },
    /// Files that are listed and that the writer of the record does not have.
    FilesAbsent {
        /// How many.
        files: u32,
    },
    /// Files that others answer for and that are not listed.
    FilesElsewhere {
        /// How many.
        files: u32,
    },
    /// The manifest of a sealed paper has not come to the writer of the record.
    SealAbsent {
        /// The digest that is printed on its pages.
        seal: Digest,
    },
    /// A paper refers to evidence that is not listed.
    EvidenceUnlisted {
        /// The digest that is printed on its pages.
        seal: Digest,
        /// How many pieces.
        files: u32,
    },
    /// A paper replaces, or adds to, one that is not here.
    PreviousAbsent {
        /// The digest that is printed on its pages.
        seal: Digest,
    },
}
