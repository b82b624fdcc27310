//! The edits of a draft, as the screens send them.

use domain::checklist::{Basis, BasisKind, PartAmendment, PartKind, Retirement, Validity, Wording};
use domain::id::ChecklistId;
use domain::ratio::Percent;
use domain::text::clean;
use domain::unit::UnitKind;
use engine::record::DraftEdit;
use engine::{Engine, EngineError};
use serde::Deserialize;
use specta::Type;

use crate::commands::unpack;

/// One edit of a draft. Texts that are absent go back to what the base says.
#[derive(Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[serde(rename = "DraftEdit")]
pub(crate) enum DraftEditInput {
    /// A text of the checklist itself: `title`, `source` or `to_check`.
    Head { field: String, text: Option<String> },
    /// Makes an area.
    AddArea { title: String, optional: bool },
    /// Takes away an area that the draft made.
    DropArea { area: String },
    /// What an area is called, and whether a campaign may switch it off.
    Area { area: String, title: String, optional: bool },
    /// Makes an item.
    AddItem { area: String },
    /// Takes away an item that the draft made.
    DropItem { item: String },
    /// A text of an item.
    Worded { item: String, field: String, text: Option<String> },
    /// Which units an item is asked of.
    Kinds { item: String, kinds: Option<Vec<String>> },
    /// From when an item is not asked any more.
    Retire { item: String, from: String, reason: String },
    /// Takes that back.
    Unretire { item: String },
    /// The last day of a basis of the base, by its place; empty takes it back.
    BasisEnd { item: String, at: u32, to: String },
    /// A basis that the draft adds; with an empty key a new one.
    Basis { item: String, key: String, basis: BasisInput },
    /// Takes away a basis that the draft added.
    DropBasis { item: String, key: String },
    /// A part; with an empty name a new one.
    Part { item: String, name: String, part: PartInput },
    /// Takes a part out.
    DropPart { item: String, name: String },
    /// Goes back to what the base says of a part.
    RestorePart { item: String, name: String },
    /// The order of the items of an area; empty goes back to that of the base.
    Order { area: String, items: Vec<String> },
    /// The order of the areas; empty goes back to that of the base.
    AreaOrder { areas: Vec<String> },
}

/// A legal basis.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct BasisInput {
    text: String,
    from: String,
    to: String,
    kind: String,
    certain: bool,
    note: String,
}

/// A part.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PartInput {
    label: String,
    kind: String,
    unit: String,
    numerator: String,
    denominator: String,
    percent_only: bool,
    /// `98,00`; empty for none.
    least: String,
    options: Vec<String>,
}

impl DraftEditInput {
    /// Writes the edit; returns the id of what it made, or nothing.
    pub(crate) fn write(self, engine: &mut Engine, id: ChecklistId) -> Result<String, EngineError> {
        let (edit, made) = match self {
            Self::AddArea { title, optional } => {
                return Ok(engine.add_draft_area(id, &title, optional)?.area);
            }
            Self::Area { area, title, optional } => {
                engine.edit_draft_area(id, &area, &title, optional)?;
                return Ok(String::new());
            }
            Self::AddItem { area } => return Ok(engine.add_draft_item(id, &area)?.item),
            Self::Basis { item, key, basis } => {
                let key = if key.is_empty() { engine.free_basis_key(id, &item)? } else { key };
                (DraftEdit::Basis(item, key.clone(), Some(basis.read()?)), key)
            }
            Self::Part { item, name, part } => {
                let name = if name.is_empty() {
                    engine.free_part_name(id, &item, &part.label)?
                } else {
                    name
                };
                (DraftEdit::Part(item, name.clone(), Some(Some(part.read()?))), name)
            }
            plain @ (Self::Head { .. }
            | Self::DropArea { .. }
            | Self::DropItem { .. }
            | Self::Worded { .. }
            | Self::Kinds { .. }
            | Self::Retire { .. }
            | Self::Unretire { .. }
            | Self::BasisEnd { .. }
            | Self::DropBasis { .. }
            | Self::DropPart { .. }
            | Self::RestorePart { .. }
            | Self::Order { .. }
            | Self::AreaOrder { .. }) => (plain.plain()?, String::new()),
        };
        engine.edit_draft(id, &edit)?;
        Ok(made)
    }

    fn plain(self) -> Result<DraftEdit, EngineError> {
        Ok(match self {
            Self::Head { field, text } => head(&field, text)?,
            Self::DropArea { area } => DraftEdit::AreaAdded(area, false),
            Self::DropItem { item } => DraftEdit::ItemAdded(item, None),
            Self::Worded { item, field, text } => {
                DraftEdit::Worded(item, unpack::word(&field, Wording::from_code(&field))?, text)
            }
            Self::Kinds { item, kinds } => {
                DraftEdit::Kinds(item, kinds.as_deref().map(read_kinds).transpose()?)
            }
            Self::Retire { item, from, reason } => {
                let retired = Retirement { from: unpack::day(&from)?, reason };
                DraftEdit::Retired(item, Some(retired))
            }
            Self::Unretire { item } => DraftEdit::Retired(item, None),
            Self::BasisEnd { item, at, to } => {
                let at = usize::try_from(at).unwrap_or(usize::MAX);
                DraftEdit::BasisEnd(item, at, unpack::optional_day(&to)?)
            }
            Self::DropBasis { item, key } => DraftEdit::Basis(item, key, None),
            Self::DropPart { item, name } => DraftEdit::Part(item, name, Some(None)),
            Self::RestorePart { item, name } => DraftEdit::Part(item, name, None),
            Self::Order { area, items } => {
                DraftEdit::Order(area, Some(items).filter(|items| !items.is_empty()))
            }
            Self::AreaOrder { areas } => {
                DraftEdit::AreaOrder(Some(areas).filter(|areas| !areas.is_empty()))
            }
            Self::AddArea { title: name, .. }
            | Self::Area { area: name, .. }
            | Self::AddItem { area: name }
            | Self::Basis { key: name, .. }
            | Self::Part { name, .. } => return Err(unpack::bad(engine::Field::Word, &name)),
        })
    }
}

fn head(field: &str, text: Option<String>) -> Result<DraftEdit, EngineError> {
    match field {
        "title" => Ok(DraftEdit::Title(text)),
        "source" => Ok(DraftEdit::Source(text)),
        "to_check" => Ok(DraftEdit::ToCheck(text)),
        other => Err(unpack::bad(engine::Field::Word, other)),
    }
}

fn read_kinds(codes: &[String]) -> Result<Vec<UnitKind>, EngineError> {
    codes.iter().map(|code| unpack::word(code, UnitKind::from_code(code))).collect()
}

impl BasisInput {
    fn read(self) -> Result<Basis, EngineError> {
        Ok(Basis {
            validity: Validity {
                from: unpack::optional_day(&self.from)?,
                to: unpack::optional_day(&self.to)?,
            },
            kind: unpack::word(&self.kind, BasisKind::from_code(&self.kind))?,
            text: self.text,
            certain: self.certain,
            note: self.note,
        })
    }
}

impl PartInput {
    fn read(self) -> Result<PartAmendment, EngineError> {
        let kind = match self.kind.as_str() {
            "count" => PartKind::Count { unit: clean(&self.unit) },
            "rate" => PartKind::Rate {
                numerator: clean(&self.numerator),
                denominator: clean(&self.denominator),
                percent_only: self.percent_only,
                least: self.least()?,
            },
            "choice" => {
                let options = self.options.iter().map(|option| clean(option));
                PartKind::Choice { options: options.filter(|it| !it.is_empty()).collect() }
            }
            "date" => PartKind::Date,
            "text" => PartKind::Text,
            "document" => PartKind::Document,
            other => return Err(unpack::bad(engine::Field::Word, other)),
        };
        Ok(PartAmendment { label: self.label, kind })
    }

    fn least(&self) -> Result<Option<u32>, EngineError> {
        if self.least.trim().is_empty() {
            return Ok(None);
        }
        let least = Percent::parse(&self.least).ok().and_then(Percent::hundredths);
        let least = least.filter(|least| *least <= 10_000);
        least.map(Some).ok_or_else(|| unpack::bad(engine::Field::Percent, &self.least))
    }
}
