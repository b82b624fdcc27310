//! The edits of a checklist draft, each a field of its own.
//!
//! `null` means “as the base says”. Names of fields: `title`, `area/XA/title`,
//! `item/MC-19/wording/question`, `item/MC-19/end/2`, `item/MC-19/part/so_may`, `order/MC`,
//! `area_order`.

use chrono::NaiveDate;
use domain::checklist::{
    Amendments, AreaAmendment, Basis, BasisKind, ItemAmendment, PartAmendment, PartKind,
    Retirement, Validity, Wording,
};
use domain::id::ChecklistId;
use domain::unit::UnitKind;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Edit, Facts, RecordError, kind, word};

/// One edit of a draft; `None` goes back to what the base says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DraftEdit {
    /// What people call the checklist.
    Title(Option<String>),
    /// Where the content comes from.
    Source(Option<String>),
    /// Who must check it before it is relied on.
    ToCheck(Option<String>),
    /// Makes an area, or takes a new one away.
    AreaAdded(String, bool),
    /// What an area is called.
    AreaTitle(String, Option<String>),
    /// Whether a campaign may switch an area off.
    AreaOptional(String, Option<bool>),
    /// Makes an item in an area, or takes a new one away.
    ItemAdded(String, Option<String>),
    /// A text of an item.
    Worded(String, Wording, Option<String>),
    /// Which units an item is asked of.
    Kinds(String, Option<Vec<UnitKind>>),
    /// From when an item is not asked any more.
    Retired(String, Option<Retirement>),
    /// The last day of a basis that the base has, by its place.
    BasisEnd(String, usize, Option<NaiveDate>),
    /// A basis that was added, by its key.
    Basis(String, String, Option<Basis>),
    /// A part: as it is now, or taken out.
    Part(String, String, Option<Option<PartAmendment>>),
    /// The order of the items of an area.
    Order(String, Option<Vec<String>>),
    /// The order of the areas.
    AreaOrder(Option<Vec<String>>),
}

#[derive(Deserialize, Serialize)]
struct RetirementRecord {
    from: NaiveDate,
    reason: String,
}

#[derive(Deserialize, Serialize)]
struct BasisRecord {
    text: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    kind: String,
    certain: bool,
    note: String,
}

/// `kind` is `gone` for a part that was taken out.
#[derive(Default, Deserialize, Serialize)]
struct PartRecord {
    kind: String,
    #[serde(default)]
    label: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    unit: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    numerator: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    denominator: String,
    #[serde(default)]
    percent_only: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
}

const GONE: &str = "gone";

/// The edit that writes `edit` into the draft `id`.
///
/// # Errors
///
/// [`RecordError`].
pub fn draft_edit(id: ChecklistId, edit: &DraftEdit) -> Result<Edit, RecordError> {
    match edit {
        DraftEdit::Title(text) => write(id, "title", text),
        DraftEdit::Source(text) => write(id, "source", text),
        DraftEdit::ToCheck(text) => write(id, "to_check", text),
        DraftEdit::AreaAdded(area, added) => write(id, format!("area/{area}/added"), added),
        DraftEdit::AreaTitle(area, text) => write(id, format!("area/{area}/title"), text),
        DraftEdit::AreaOptional(area, yes) => write(id, format!("area/{area}/optional"), yes),
        DraftEdit::ItemAdded(item, area) => write(id, format!("item/{item}/added_to"), area),
        DraftEdit::Worded(item, wording, text) => {
            write(id, format!("item/{item}/wording/{}", wording.code()), text)
        }
        DraftEdit::Kinds(item, kinds) => {
            let codes = kinds.as_ref().map(|it| it.iter().map(|it| it.code()).collect::<Vec<_>>());
            write(id, format!("item/{item}/kinds"), &codes)
        }
        DraftEdit::Retired(item, retired) => {
            let record = retired
                .as_ref()
                .map(|it| RetirementRecord { from: it.from, reason: it.reason.clone() });
            write(id, format!("item/{item}/retired"), &record)
        }
        DraftEdit::BasisEnd(item, at, end) => write(id, format!("item/{item}/end/{at}"), end),
        DraftEdit::Basis(item, key, basis) => {
            write(id, format!("item/{item}/basis/{key}"), &basis.as_ref().map(BasisRecord::from))
        }
        DraftEdit::Part(item, name, part) => {
            let record = part.as_ref().map(|part| PartRecord::from(part.as_ref()));
            write(id, format!("item/{item}/part/{name}"), &record)
        }
        DraftEdit::Order(area, ids) => write(id, format!("order/{area}"), ids),
        DraftEdit::AreaOrder(ids) => write(id, "area_order", ids),
    }
}

fn write(
    id: ChecklistId,
    field: impl Into<String>,
    value: &impl Serialize,
) -> Result<Edit, RecordError> {
    Edit::new(kind::CHECKLIST_DRAFT, id.bytes(), field, value)
}

/// The edits that go back to the base everywhere.
///
/// # Errors
///
/// [`RecordError`].
pub fn cleared_draft(facts: &Facts, id: ChecklistId) -> Result<Vec<Edit>, RecordError> {
    let fields = facts.fields(kind::CHECKLIST_DRAFT, id.bytes(), "");
    fields
        .into_iter()
        .map(|field| Edit::new(kind::CHECKLIST_DRAFT, id.bytes(), field, &None::<()>))
        .collect()
}

/// The ids of items and areas that a draft ever made, those it took away again among them.
pub fn drafted_ids(facts: &Facts, id: ChecklistId) -> Vec<String> {
    let made = |field: &&str| field.ends_with("/added_to") || field.ends_with("/added");
    let fields = facts.fields(kind::CHECKLIST_DRAFT, id.bytes(), "").into_iter().filter(made);
    fields.filter_map(|field| field.split('/').nth(1).map(str::to_owned)).collect()
}

/// The names of parts of `item`, and keys of its bases, that a draft ever wrote.
pub fn drafted_names(facts: &Facts, id: ChecklistId, item: &str, of: &str) -> Vec<String> {
    let prefix = format!("item/{item}/{of}/");
    let fields = facts.fields(kind::CHECKLIST_DRAFT, id.bytes(), &prefix);
    fields.into_iter().filter_map(|it| it.strip_prefix(&prefix).map(str::to_owned)).collect()
}

/// Reads every edit of the draft `id`.
///
/// # Errors
///
/// [`RecordError`].
pub fn amendments(facts: &Facts, id: ChecklistId) -> Result<Amendments, RecordError> {
    let draft = Draft { facts, id };
    let mut found = Amendments {
        title: draft.get("title")?,
        source: draft.get("source")?,
        to_check: draft.get("to_check")?,
        area_order: draft.get("area_order")?,
        ..Amendments::default()
    };
    for field in facts.fields(kind::CHECKLIST_DRAFT, id.bytes(), "") {
        let mut steps = field.splitn(3, '/');
        match (steps.next(), steps.next(), steps.next()) {
            (Some("area"), Some(area), Some(what)) => {
                draft.area(field, what, found.areas.entry(area.to_owned()).or_default())?;
            }
            (Some("item"), Some(item), Some(what)) => {
                draft.item(field, what, found.items.entry(item.to_owned()).or_default())?;
            }
            (Some("order"), Some(area), None) => {
                if let Some(order) = draft.get(field)? {
                    found.orders.insert(area.to_owned(), order);
                }
            }
            // A field of a later version is kept in the ledger and not shown here.
            _ => {}
        }
    }
    Ok(found)
}

struct Draft<'a> {
    facts: &'a Facts,
    id: ChecklistId,
}

impl Draft<'_> {
    fn get<T: DeserializeOwned>(&self, field: &str) -> Result<Option<T>, RecordError> {
        let value = self.facts.get(kind::CHECKLIST_DRAFT, self.id.bytes(), field)?;
        Ok(Option::<Option<T>>::flatten(value))
    }

    fn area(&self, field: &str, what: &str, into: &mut AreaAmendment) -> Result<(), RecordError> {
        match what {
            "added" => into.added = self.get(field)?.unwrap_or_default(),
            "title" => into.title = self.get(field)?,
            "optional" => into.optional = self.get(field)?,
            _ => {}
        }
        Ok(())
    }

    fn item(&self, field: &str, what: &str, into: &mut ItemAmendment) -> Result<(), RecordError> {
        match what.split_once('/').unwrap_or((what, "")) {
            ("added_to", _) => into.added_to = self.get(field)?,
            ("kinds", _) => into.kinds = self.kinds(field)?,
            ("retired", _) => {
                let record: Option<RetirementRecord> = self.get(field)?;
                into.retired =
                    record.map(|RetirementRecord { from, reason }| Retirement { from, reason });
            }
            ("wording", code) => {
                if let (Some(wording), Some(text)) = (Wording::from_code(code), self.get(field)?) {
                    into.wordings.insert(wording, text);
                }
            }
            ("end", at) => {
                if let (Ok(at), Some(end)) = (at.parse(), self.get(field)?) {
                    into.ends.insert(at, end);
                }
            }
            ("basis", key) => {
                if let Some(record) = self.get::<BasisRecord>(field)? {
                    into.bases.insert(key.to_owned(), record.try_into()?);
                }
            }
            ("part", name) => {
                if let Some(record) = self.get::<PartRecord>(field)? {
                    into.parts.insert(name.to_owned(), record.read()?);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn kinds(&self, field: &str) -> Result<Option<Vec<UnitKind>>, RecordError> {
        let codes: Option<Vec<String>> = self.get(field)?;
        let kind = |code: &String| word("unit kind", code, UnitKind::from_code(code));
        codes.map(|codes| codes.iter().map(kind).collect()).transpose()
    }
}

impl From<&Basis> for BasisRecord {
    fn from(basis: &Basis) -> Self {
        Self {
            text: basis.text.clone(),
            from: basis.validity.from,
            to: basis.validity.to,
            kind: basis.kind.code().to_owned(),
            certain: basis.certain,
            note: basis.note.clone(),
        }
    }
}

impl TryFrom<BasisRecord> for Basis {
    type Error = RecordError;

    fn try_from(record: BasisRecord) -> Result<Self, RecordError> {
        Ok(Self {
            kind: word("basis kind", &record.kind, BasisKind::from_code(&record.kind))?,
            text: record.text,
            validity: Validity { from: record.from, to: record.to },
            certain: record.certain,
            note: record.note,
        })
    }
}

impl From<Option<&PartAmendment>> for PartRecord {
    fn from(part: Option<&PartAmendment>) -> Self {
        let Some(PartAmendment { label, kind }) = part else {
            return Self { kind: GONE.to_owned(), ..Self::default() };
        };
        let mut record =
            Self { kind: kind.code().to_owned(), label: label.clone(), ..Self::default() };
        match kind.clone() {
            PartKind::Count { unit } => record.unit = unit,
            PartKind::Rate { numerator, denominator, percent_only, least } => {
                record.numerator = numerator;
                record.denominator = denominator;
                record.percent_only = percent_only;
                record.least = least;
            }
            PartKind::Choice { options } => record.options = options,
            PartKind::Date | PartKind::Text | PartKind::Document => {}
        }
        record
    }
}

impl PartRecord {
    fn read(self) -> Result<Option<PartAmendment>, RecordError> {
        let kind = match self.kind.as_str() {
            GONE => return Ok(None),
            "count" => PartKind::Count { unit: self.unit },
            "rate" => PartKind::Rate {
                numerator: self.numerator,
                denominator: self.denominator,
                percent_only: self.percent_only,
                least: self.least,
            },
            "choice" => PartKind::Choice { options: self.options },
            "date" => PartKind::Date,
            "text" => PartKind::Text,
            "document" => PartKind::Document,
            other => {
                return Err(RecordError::UnknownWord { what: "part kind", word: other.to_owned() });
            }
        };
        Ok(Some(PartAmendment { label: self.label, kind }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::record::Value;

    fn read_back(edits: &[DraftEdit]) -> Amendments {
        let id = ChecklistId::from_bytes([7; 16]);
        let mut facts = Facts::default();
        for edit in edits {
            let edit = draft_edit(id, edit).unwrap();
            let value = Value { bytes: edit.value, wall_ms: 0, stream: [0; 32] };
            facts.add(edit.kind, edit.id, &edit.field, value);
        }
        amendments(&facts, id).unwrap()
    }

    #[test]
    fn every_edit_is_read_as_it_was_written() {
        let item = || "MC-19".to_owned();
        let day: NaiveDate = "2026-07-01".parse().unwrap();
        let basis = Basis {
            text: "QĐ 15/2026/QĐ-UBND".to_owned(),
            validity: Validity { from: Some(day), to: None },
            kind: BasisKind::Local,
            certain: true,
            note: String::new(),
        };
        let part = PartAmendment {
            label: "Tỷ lệ".to_owned(),
            kind: PartKind::Rate {
                numerator: "đúng hạn".to_owned(),
                denominator: "đã giải quyết".to_owned(),
                percent_only: true,
                least: Some(9_800),
            },
        };
        let retired = Retirement { from: day, reason: "Hết hiệu lực.".to_owned() };
        let read = read_back(&[
            DraftEdit::Title(Some("Bộ riêng".to_owned())),
            DraftEdit::AreaAdded("XA".to_owned(), true),
            DraftEdit::AreaTitle("XA".to_owned(), Some("Lĩnh vực riêng".to_owned())),
            DraftEdit::ItemAdded("XA-L01".to_owned(), Some("XA".to_owned())),
            DraftEdit::Worded(item(), Wording::Question, Some("Đã làm?".to_owned())),
            DraftEdit::Kinds(item(), Some(vec![UnitKind::Phuong])),
            DraftEdit::Retired(item(), Some(retired.clone())),
            DraftEdit::BasisEnd(item(), 2, Some(day)),
            DraftEdit::Basis(item(), "L01".to_owned(), Some(basis.clone())),
            DraftEdit::Part(item(), "ty_le".to_owned(), Some(Some(part.clone()))),
            DraftEdit::Part(item(), "so_cu".to_owned(), Some(None)),
            DraftEdit::Order("MC".to_owned(), Some(vec![item()])),
            DraftEdit::AreaOrder(Some(vec!["XA".to_owned(), "MC".to_owned()])),
        ]);
        let expected = ItemAmendment {
            added_to: None,
            wordings: [(Wording::Question, "Đã làm?".to_owned())].into(),
            kinds: Some(vec![UnitKind::Phuong]),
            retired: Some(retired),
            ends: BTreeMap::from([(2, day)]),
            bases: [("L01".to_owned(), basis)].into(),
            parts: [("so_cu".to_owned(), None), ("ty_le".to_owned(), Some(part))].into(),
        };
        assert_eq!(read.items["MC-19"], expected);
        assert_eq!(read.items["XA-L01"].added_to.as_deref(), Some("XA"));
        assert!(read.areas["XA"].added);
        assert_eq!(read.orders["MC"], ["MC-19"]);
        assert_eq!(read.area_order.unwrap(), ["XA", "MC"]);
        assert_eq!(read.title.as_deref(), Some("Bộ riêng"));
    }

    #[test]
    fn what_goes_back_to_the_base_changes_nothing() {
        let read = read_back(&[
            DraftEdit::Title(None),
            DraftEdit::Worded("MC-19".to_owned(), Wording::Note, None),
            DraftEdit::Part("MC-19".to_owned(), "so".to_owned(), None),
            DraftEdit::Order("MC".to_owned(), None),
            DraftEdit::AreaOrder(None),
        ]);
        assert_eq!(read.items["MC-19"], ItemAmendment::default());
        assert!(read.title.is_none() && read.orders.is_empty() && read.area_order.is_none());
    }
}
