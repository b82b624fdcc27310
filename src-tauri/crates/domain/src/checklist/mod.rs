//! Checklists (bộ nội dung kiểm tra) as data: areas, items and registers with
//! the days on which their words and legal bases hold.
//!
//! **Invariant:** nothing here names a decree. A published version never
//! changes; an item is retired by its last day, never deleted.

mod amend;
mod basis;
mod cell;
mod condition;
mod difference;
mod figures;
mod misplaced;
mod part;
mod register;
mod statement;
#[cfg(test)]
pub(crate) mod testing;
mod texts;
mod validity;
mod view;
pub mod wording;

use chrono::NaiveDate;

pub use amend::{Amendments, AreaAmendment, ItemAmendment, PartAmendment, Retirement};
pub use basis::{Basis, BasisKind, Gap, uncovered};
pub use cell::{CellFault, CellRead, NO, YES};
pub use condition::{Indicator, ItemCondition, Warning};
pub use difference::{
    AreaChange, AreaChangeKind, Change, Difference, ItemChange, Reorder, keeps_answers,
};
pub use figures::figure_values;
pub use misplaced::{Misplaced, misplaced};
pub use part::{Feed, Part, PartKind};
pub use register::{
    Condition, Derived, Field, FieldKind, Measure, Preference, Register, Row, Rule,
};
pub use statement::{COUNTED, DAYS, Listing, Naming, Sentence, Statement, When};
pub use texts::Wording;
pub use validity::Validity;
pub use view::{AreaView, ItemView, Selection, View};
pub use wording::brackets_pair_up;

use crate::unit::UnitKind;

/// One published version of a checklist.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checklist {
    /// The stable id: `cchc`.
    pub id: String,
    /// The version, unique under the id.
    pub version: String,
    /// What people call it.
    pub title: String,
    /// The first day of campaigns that use this version.
    pub valid_from: NaiveDate,
    /// Where the content comes from.
    pub source: String,
    /// Who must check it before it is relied on.
    pub to_check: String,
    /// The areas, in the order of papers.
    pub areas: Vec<Area>,
    /// The registers that its items use.
    pub registers: Vec<Register>,
    /// Figures that follow from others.
    pub indicators: Vec<Indicator>,
    /// What figures say about items; at most one an item.
    pub conditions: Vec<ItemCondition>,
}

/// An area (lĩnh vực).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Area {
    /// Two capital letters: `MC`.
    pub id: String,
    /// What it is called, day by day; exactly one title holds on any day.
    pub titles: Vec<Title>,
    /// Whether a campaign may switch it off.
    pub optional: bool,
    /// The items, in the order in which they are asked.
    pub items: Vec<Item>,
}

/// A title for some days.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Title {
    /// The words.
    pub text: String,
    /// When they hold.
    pub validity: Validity,
}

/// An item (mục): one question with all that hangs on it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// The stable id: `MC-19`.
    pub id: String,
    /// A short name for lists.
    pub title: String,
    /// The question; may hold `{words}` of the vocabulary.
    pub question: String,
    /// The kind of answer in the short code of the draft: `dat3 + van_ban`.
    pub answer: String,
    /// What is entered besides the verdict; at most one part is primary.
    pub parts: Vec<Part>,
    /// The registers filled at this item, by id.
    pub registers: Vec<String>,
    /// What proves the answer.
    pub evidence: String,
    /// The legal bases of all times, in the order in which they are cited.
    pub bases: Vec<Basis>,
    /// Times without a basis, each with the reason.
    pub gaps: Vec<Gap>,
    /// Whether the bases as a whole were matched to a source.
    pub certain: bool,
    /// The default praise (ưu điểm); a template, see [`wording`].
    pub strength: String,
    /// The default shortcoming (tồn tại), likewise.
    pub shortcoming: String,
    /// The milder one for what is met on the whole (cơ bản đạt); empty where the
    /// other fits as well.
    pub partly: String,
    /// The default recommendation (kiến nghị); a template.
    pub recommendation: String,
    /// A remark for whoever answers.
    pub note: String,
    /// When the item exists at all.
    pub validity: Validity,
    /// Why it exists only then; empty when it always does.
    pub validity_reason: String,
    /// Which units it is asked of.
    pub kinds: Vec<UnitKind>,
    /// The source articles whose sentences it covers: `000` to `004`.
    pub seeds: Vec<String>,
}

impl Item {
    /// The part that a bare `figure` in a file means.
    pub fn primary(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.primary)
    }

    /// The rate that a bare rate in a file means: the primary part, or the
    /// first rate where the primary part is none.
    pub fn rate_part(&self) -> Option<&Part> {
        let rate = |part: &&Part| matches!(part.kind, PartKind::Rate { .. });
        self.primary().filter(rate).or_else(|| self.parts.iter().find(rate))
    }

    /// The count that a bare count in a file means, likewise.
    pub fn count_part(&self) -> Option<&Part> {
        let count = |part: &&Part| matches!(part.kind, PartKind::Count { .. });
        self.primary().filter(count).or_else(|| self.parts.iter().find(count))
    }

    /// The part called `name`.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

impl Area {
    /// The title on `date`; empty when the data has none, which the catalogue refuses.
    pub fn title(&self, date: NaiveDate) -> &str {
        let title = self.titles.iter().find(|title| title.validity.holds(date));
        title.map_or("", |title| title.text.as_str())
    }
}

impl Checklist {
    /// Every item, area by area.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.areas.iter().flat_map(|area| &area.items)
    }

    /// The item `id`.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().find(|item| item.id == id)
    }

    /// The area that holds the item `id`.
    pub fn area_of(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.items.iter().any(|item| item.id == id))
    }

    /// The items at which the register `id` is filled.
    pub fn users_of(&self, id: &str) -> Vec<&Item> {
        self.items().filter(|item| item.registers.iter().any(|register| register == id)).collect()
    }

    /// The register `id`.
    pub fn register(&self, id: &str) -> Option<&Register> {
        self.registers.iter().find(|register| register.id == id)
    }
}
