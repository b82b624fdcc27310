//! The record shape of every noun: which fields it has in the ledger, and how
//! their values are spelled.
//!
//! Domain types are not serializable, so that no rename in the code can change
//! what was signed. The names and spellings here are what was signed: they are
//! only ever added to.

mod amendment;
mod answer;
mod campaign;
mod checklist;
mod evidence;
mod facts;
mod finding;
mod follow_up;
mod last;
mod layer;
mod layout;
mod notice;
mod number;
mod paper;
mod part;
mod procedure;
mod register;
mod reminder;
mod review;
mod sample;
mod visit;
mod words;
mod work_year;

use thiserror::Error;

pub use amendment::{DraftEdit, amendments, cleared_draft, draft_edit, drafted_ids, drafted_names};
pub use answer::{AnswerField, answer_edit, answers, area_of};
pub use campaign::{campaign, campaign_edits, pin_edit, planned_days};
pub use checklist::{OwnChecklist, own_checklist, own_checklist_edits};
pub use evidence::{
    Evidence, annex_edit, binned_evidence, evidence, evidence_edits, items_edit, marks_edit, piece,
};
pub use facts::{Facts, Value};
pub use finding::{finding_edits, findings};
pub use follow_up::{
    DeliveredPaper, Delivery, DemandFacts, Extension, RemedyReport, ReportFile, Verification,
    delivery_edit, demand_facts, extension_edit, notice_delivery, report_edits, reports, term_edit,
    verification_edit, visit_delivery,
};
pub use last::{LookBack, PastEntry, chosen_edit, entry_edit, look_back, mended_edit};
pub use layer::layer_digest;
pub use layout::{
    KeptLayout, OFFICE_LAYOUTS, kept_layout_edits, kept_layout_removed, kept_layouts, layout,
    layout_edits,
};
pub use notice::{
    NoticeRecord, apart_edit, decision_edit, extremes_edit, notice, notice_slot_edit,
};
pub use number::{PaperNumber, number, number_edit};
pub use paper::{
    Drawing, Paper, PenPoint, Scan, Signing, SigningWay, SlotEdit, paper_edits, papers, revision,
    sealed, slot_edits, standing,
};
pub use part::read_part;
pub use procedure::{procedure_edits, procedures};
pub use register::{Row, cell_edit, disputed_cells, row, row_edits, row_removed, rows};
pub use reminder::{
    Letter, LetterHabit, LetterLine, letter_edits, letter_habit, letter_habit_edit, letters,
};
pub use review::{review_edits, reviews};
pub use sample::{Draw, draw_edits, draws};
pub(crate) use visit::{COPIES_DEFAULT, is_of_another};
pub use visit::{
    Sitting, extent_edit, refusal_edit, refusals, sitting, sitting_edits, supplement_prefix, visit,
    visit_edits, without_supplement,
};
pub use words::words_of;
pub use work_year::{WORK_YEARS, WorkYearRecord, work_year_edit, work_years};

/// Kinds of things that have fields in the ledger.
pub mod kind {
    /// A campaign.
    pub const CAMPAIGN: &str = "campaign";
    /// A member of a delegation.
    pub const MEMBER: &str = "member";
    /// A unit of a campaign.
    pub const UNIT: &str = "unit";
    /// A visit.
    pub const VISIT: &str = "visit";
    /// The answers of a visit; its id is the visit's.
    pub const ANSWER: &str = "answer";
    /// A finding.
    pub const FINDING: &str = "finding";
    /// A row of a register.
    pub const ROW: &str = "row";
    /// A piece of evidence.
    pub const EVIDENCE: &str = "evidence";
    /// The edited slots of a visit's minutes; its id is the visit's.
    pub const SLOT: &str = "slot";
    /// A procedure of a campaign's published list.
    pub const PROCEDURE: &str = "procedure";
    /// A sealed paper.
    pub const PAPER: &str = "paper";
    /// A sample of case files as it was drawn.
    pub const SAMPLE: &str = "sample";
    /// What the leads decided about the answers of a visit; its id is the visit's.
    pub const REVIEW: &str = "review";
    /// What the leader accepted of the answers of a visit; its id is the visit's.
    pub const ACCEPTANCE: &str = "acceptance";
    /// A checklist of the office: a draft, or the version it became.
    pub const CHECKLIST: &str = "checklist";
    /// The edits of a checklist draft; its id is the draft's.
    pub const CHECKLIST_DRAFT: &str = "checklist_draft";
    /// What a visit says about the time before it; its id is the visit's.
    pub const LAST: &str = "last";
    /// Which papers were delivered to a unit; its id is the unit's, or the campaign's for what all
    /// letters of reminder have in common.
    pub const FOLLOW_UP: &str = "follow_up";
    /// What became of a demand; its id is the finding's.
    pub const REMEDY: &str = "remedy";
    /// A unit's report on what it put right.
    pub const REMEDY_REPORT: &str = "remedy_report";
    /// A letter of reminder that was made.
    pub const REMINDER: &str = "reminder";
    /// Days off that the office added; in a section of their own.
    pub const WORK_YEARS: &str = "work_years";

    /// Kinds that belong to a campaign and are no part of what minutes state: follow-up begins when
    /// the minutes are done.
    pub const AFTER_MINUTES: [&str; 4] = [FOLLOW_UP, REMEDY, REMEDY_REPORT, REMINDER];
    /// How the minutes of a campaign are printed; its id is the campaign's.
    pub const LAYOUT: &str = "layout";
    /// A layout of minutes that the office keeps; in a section of their own.
    pub const OFFICE_LAYOUT: &str = "office_layout";
    /// The number given to a paper of a visit; its id is the visit's for minutes, the paper's for what
    /// adds to them.
    pub const NUMBER: &str = "number";
    /// What the leader decided of a campaign's concluding notice; its id is the campaign's.
    pub const NOTICE: &str = "notice";
}

/// Field that says a thing is in the bin (`true`) or was taken out of it.
pub const BINNED: &str = "binned";

/// Field that says a thing was taken away by its author; undo brings it back.
pub const REMOVED: &str = "removed";

/// A value in the ledger that this version cannot read.
#[derive(Debug, Error)]
pub enum RecordError {
    /// The bytes are not the JSON this field should hold.
    #[error("field {field} of {kind} cannot be read")]
    Unreadable {
        /// Kind of the thing.
        kind: String,
        /// Its field.
        field: String,
        /// What the reader says.
        source: serde_json::Error,
    },
    /// A thing lacks a field without which it means nothing.
    #[error("a {kind} has no {field}")]
    Missing {
        /// Kind of the thing.
        kind: &'static str,
        /// The field it should have.
        field: &'static str,
    },
    /// A word that names no verdict, role, kind or form known here.
    #[error("`{word}` is no {what}")]
    UnknownWord {
        /// What it should have been.
        what: &'static str,
        /// What is written.
        word: String,
    },
    /// A value is spelled right and still impossible, such as a period that ends before it starts.
    #[error("{what}: {reason}")]
    Impossible {
        /// What the value is.
        what: &'static str,
        /// Why it cannot be.
        reason: String,
    },
}

/// One field of one thing, to be set; equal values write nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// Kind of the thing, from [`kind`].
    pub kind: &'static str,
    /// Its id.
    pub id: [u8; 16],
    /// The field.
    pub field: String,
    /// The value as JSON.
    pub value: Vec<u8>,
    /// Whether the value names a person and gets a key of its own, so that it can be erased lawfully.
    pub personal: bool,
}

impl Edit {
    /// Sets `field` of a thing to `value`.
    ///
    /// # Errors
    ///
    /// [`RecordError::Unreadable`] when the value cannot be spelled as JSON, which no record here
    /// brings about.
    pub fn new(
        kind: &'static str,
        id: [u8; 16],
        field: impl Into<String>,
        value: &impl serde::Serialize,
    ) -> Result<Self, RecordError> {
        let field = field.into();
        let value = serde_json::to_vec(value).map_err(|source| RecordError::Unreadable {
            kind: kind.to_owned(),
            field: field.clone(),
            source,
        })?;
        Ok(Self { kind, id, field, value, personal: false })
    }

    /// The same edit, its value under a key of its own.
    #[must_use]
    pub fn personal(self) -> Self {
        Self { personal: true, ..self }
    }
}

/// Collects the edits of one thing.
struct Edits {
    kind: &'static str,
    id: [u8; 16],
    edits: Vec<Edit>,
}

impl Edits {
    const fn of(kind: &'static str, id: [u8; 16]) -> Self {
        Self { kind, id, edits: Vec::new() }
    }

    fn set(&mut self, field: &str, value: &impl serde::Serialize) -> Result<(), RecordError> {
        self.edits.push(Edit::new(self.kind, self.id, field, value)?);
        Ok(())
    }

    fn set_personal(
        &mut self,
        field: &str,
        value: &impl serde::Serialize,
    ) -> Result<(), RecordError> {
        self.edits.push(Edit::new(self.kind, self.id, field, value)?.personal());
        Ok(())
    }
}

/// Finds the meaning of `word`, or says what it should have been.
fn word<T>(what: &'static str, word: &str, found: Option<T>) -> Result<T, RecordError> {
    found.ok_or_else(|| RecordError::UnknownWord { what, word: word.to_owned() })
}
