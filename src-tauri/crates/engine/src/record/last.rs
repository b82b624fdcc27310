//! Last time (lần trước): which earlier visit this one looks back on, what became of its findings,
//! and what was entered by hand where no earlier visit is on the laptop.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::id::{FindingId, VisitId};
use domain::text::clean;
use serde::{Deserialize, Serialize};

use super::{Edit, Facts, RecordError, kind};

/// A shortcoming of an earlier visit, entered by hand.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct PastEntry {
    /// The item it belongs to; may be empty.
    pub item: String,
    /// What was found.
    pub text: String,
    /// What was to be done.
    #[serde(default)]
    pub recommendation: String,
    /// Until when.
    #[serde(default)]
    pub deadline: Option<NaiveDate>,
    /// The paper that said so: `Kết luận số 12/KL-SNV`.
    #[serde(default)]
    pub paper: String,
}

/// What a visit says about the time before it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LookBack {
    /// The earlier visit that a person chose; `None` lets the program find it.
    pub chosen: Option<VisitId>,
    /// Entered by hand, by number, in the order of entering.
    pub entries: BTreeMap<FindingId, PastEntry>,
    /// Whether an earlier finding, or one entered by hand, is mended by now; absent while unsaid.
    pub mended: BTreeMap<FindingId, bool>,
}

const CHOSEN: &str = "chosen";
const ENTRY: &str = "entry/";
const MENDED: &str = "mended/";

/// The edit that chooses the earlier visit; `None` lets the program find it.
///
/// # Errors
///
/// [`RecordError`].
pub fn chosen_edit(visit: VisitId, chosen: Option<VisitId>) -> Result<Edit, RecordError> {
    Edit::new(kind::LAST, visit.bytes(), CHOSEN, &chosen.map(|id| id.to_string()))
}

/// The edit that enters an earlier shortcoming by hand; `None` takes it away.
///
/// # Errors
///
/// [`RecordError`].
pub fn entry_edit(
    visit: VisitId,
    id: FindingId,
    entry: Option<&PastEntry>,
) -> Result<Edit, RecordError> {
    let entry = entry.map(|it| PastEntry {
        item: clean(&it.item),
        text: clean(&it.text),
        recommendation: clean(&it.recommendation),
        deadline: it.deadline,
        paper: clean(&it.paper),
    });
    Edit::new(kind::LAST, visit.bytes(), format!("{ENTRY}{id}"), &entry)
}

/// The edit that says whether an earlier finding is mended; `None` takes that back.
///
/// # Errors
///
/// [`RecordError`].
pub fn mended_edit(
    visit: VisitId,
    id: FindingId,
    mended: Option<bool>,
) -> Result<Edit, RecordError> {
    Edit::new(kind::LAST, visit.bytes(), format!("{MENDED}{id}"), &mended)
}

/// Reads what a visit says about the time before it.
///
/// # Errors
///
/// [`RecordError`].
pub fn look_back(facts: &Facts, visit: VisitId) -> Result<LookBack, RecordError> {
    let id = visit.bytes();
    let chosen: Option<String> = facts.get::<Option<String>>(kind::LAST, id, CHOSEN)?.flatten();
    let mut found =
        LookBack { chosen: chosen.and_then(|text| text.parse().ok()), ..LookBack::default() };
    for field in facts.fields(kind::LAST, id, ENTRY) {
        let number = field.strip_prefix(ENTRY).and_then(|text| text.parse().ok());
        let entry = facts.get::<Option<PastEntry>>(kind::LAST, id, field)?.flatten();
        if let (Some(number), Some(entry)) = (number, entry) {
            found.entries.insert(number, entry);
        }
    }
    for field in facts.fields(kind::LAST, id, MENDED) {
        let number = field.strip_prefix(MENDED).and_then(|text| text.parse().ok());
        let mended = facts.get::<Option<bool>>(kind::LAST, id, field)?.flatten();
        if let (Some(number), Some(mended)) = (number, mended) {
            found.mended.insert(number, mended);
        }
    }
    Ok(found)
}
