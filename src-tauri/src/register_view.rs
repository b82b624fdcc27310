//! A register on its way to the screen.

use domain::campaign::Campaign;
use domain::checklist::{Field, FieldKind, Register, Sentence};
use domain::id::UnitId;
use engine::actions::{
    BookRow, CampaignRate, CampaignSaid, FedFigure, RegisterBook, RegisterSummary,
};
use serde::Serialize;
use specta::Type;

use crate::commands::campaigns::PaperStateView;

/// A register on the list of a visit.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterSummaryView {
    id: String,
    title: String,
    rows: u32,
    items: Vec<String>,
}

/// A register with its rows.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterView {
    id: String,
    title: String,
    items: Vec<RegisterItemView>,
    fields: Vec<RegisterFieldView>,
    rows: Vec<RegisterRowView>,
    follows: RegisterFollows,
    undo: String,
}

/// An item at which a register is filled.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterItemView {
    id: String,
    title: String,
}

/// A column.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterFieldView {
    name: String,
    label: String,
    kind: FieldKindView,
    options: Vec<String>,
    personal: bool,
    /// A width in pixels in which most of its texts fit.
    width: u32,
}

/// What a column holds.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FieldKindView {
    Text,
    Date,
    Choice,
    YesNo,
    Count,
}

/// A row; its cells in the order of the columns.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterRowView {
    id: String,
    cells: Vec<String>,
    marks: Vec<CellMarkView>,
}

/// Something to be seen to in a cell: the column by its place, and `date`, `count`, `choice` or
/// `yes_no` for what it should hold, `disputed` where people disagree.
#[derive(Debug, Serialize, Type)]
pub(crate) struct CellMarkView {
    column: u32,
    what: String,
}

/// What follows from the rows of a register.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterFollows {
    figures: Vec<FedFigureView>,
    sentences: Vec<SentenceView>,
}

/// A sentence that is true of the rows; what nobody could fill stands as `{place}`.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SentenceView {
    id: String,
    kind: String,
    item: String,
    text: String,
    /// The same with people named; empty where that adds nothing.
    naming: String,
}

/// A figure of an item; `derived` is empty without rows, `typed` where nothing was typed over it.
#[derive(Debug, Serialize, Type)]
pub(crate) struct FedFigureView {
    item: String,
    label: String,
    derived: String,
    typed: String,
    differs: bool,
}

/// What a change of rows brought, after its commit.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RegisterSaved {
    pub(crate) at: String,
    pub(crate) undo: String,
    /// The row of each change, in their order.
    pub(crate) ids: Vec<String>,
    /// The rows that were changed, as they stand now.
    pub(crate) rows: Vec<RegisterRowView>,
    pub(crate) follows: RegisterFollows,
    pub(crate) state: PaperStateView,
    pub(crate) unshared: u32,
}

/// A rate over the units of a campaign; `spread` is empty where one of them has no number.
#[derive(Debug, Serialize, Type)]
pub(crate) struct CampaignRateView {
    item: String,
    label: String,
    spread: String,
    units: Vec<UnitRateView>,
}

/// The rate at one visit.
#[derive(Debug, Serialize, Type)]
pub(crate) struct UnitRateView {
    visit: String,
    unit: String,
    said: String,
    /// In hundredths of a per cent, for drawing; `null` where it has no single number.
    hundredths: Option<u32>,
}

/// A sentence that is true of several units of a campaign.
#[derive(Debug, Serialize, Type)]
pub(crate) struct CampaignSentenceView {
    item: String,
    /// `strength` or `shortcoming`.
    kind: String,
    text: String,
    /// What the units are called, in the order of their visits.
    units: Vec<String>,
}

impl CampaignSentenceView {
    /// The view of `sentence` in `campaign`.
    pub(crate) fn of(sentence: CampaignSaid, campaign: &Campaign) -> Self {
        let name = |id: UnitId| campaign.units.iter().find(|unit| unit.id == id);
        let units = sentence.units.into_iter().filter_map(name);
        Self {
            units: units.map(|unit| unit.name.clone()).collect(),
            item: sentence.said.item,
            kind: sentence.said.kind.code().to_owned(),
            text: sentence.said.text,
        }
    }
}

impl From<CampaignRate> for CampaignRateView {
    fn from(rate: CampaignRate) -> Self {
        let unit = |unit: engine::actions::UnitRate| UnitRateView {
            visit: unit.visit.to_string(),
            unit: unit.unit,
            said: unit.said,
            hundredths: unit.hundredths,
        };
        Self {
            item: rate.item,
            label: rate.label,
            spread: rate.spread.unwrap_or_default(),
            units: rate.units.into_iter().map(unit).collect(),
        }
    }
}

impl From<RegisterSummary> for RegisterSummaryView {
    fn from(summary: RegisterSummary) -> Self {
        let RegisterSummary { id, title, rows, items } = summary;
        Self { id, title, rows, items }
    }
}

impl RegisterView {
    /// The view of `book`; `undo` is what undo would take back.
    pub(crate) fn of(book: &RegisterBook, undo: String) -> Self {
        let items = book.items.iter().cloned();
        Self {
            id: book.register.id.clone(),
            title: book.register.title.clone(),
            items: items.map(|(id, title)| RegisterItemView { id, title }).collect(),
            fields: book.register.fields.iter().map(field).collect(),
            rows: book.rows.iter().map(|it| row(&book.register, it)).collect(),
            follows: follows(book),
            undo,
        }
    }
}

/// A row with its marks.
pub(crate) fn row(register: &Register, of: &BookRow) -> RegisterRowView {
    let cells = &of.row.cells;
    let text = |field: &Field| cells.get(&field.name).cloned().unwrap_or_default();
    let place = |name: &str| {
        let at = register.fields.iter().position(|field| field.name == name)?;
        u32::try_from(at).ok()
    };
    let faults = register.faults(cells).map(|(field, fault)| (field.name.as_str(), fault.code()));
    let disputes = of.disputed.iter().map(|column| (column.as_str(), "disputed"));
    let mark = |(name, what): (&str, &str)| {
        Some(CellMarkView { column: place(name)?, what: what.to_owned() })
    };
    RegisterRowView {
        id: of.row.id.to_string(),
        cells: register.fields.iter().map(text).collect(),
        marks: faults.chain(disputes).filter_map(mark).collect(),
    }
}

/// What follows from the rows.
pub(crate) fn follows(book: &RegisterBook) -> RegisterFollows {
    let figure = |it: &FedFigure| FedFigureView {
        item: it.item.clone(),
        label: it.label.clone(),
        derived: it.derived.clone().unwrap_or_default(),
        typed: it.typed.clone().unwrap_or_default(),
        differs: it.differs,
    };
    let named = |sentence: &Sentence| {
        let same = book.naming.iter().find(|other| other.statement == sentence.statement);
        let text = same.filter(|_| sentence.may_name).map(|other| other.text.to_template());
        text.unwrap_or_default()
    };
    let sentence = |it: &Sentence| SentenceView {
        id: it.statement.clone(),
        kind: it.kind.code().to_owned(),
        item: it.item.clone(),
        text: it.text.to_template(),
        naming: named(it),
    };
    RegisterFollows {
        figures: book.figures.iter().map(figure).collect(),
        sentences: book.sentences.iter().map(sentence).collect(),
    }
}

fn field(field: &Field) -> RegisterFieldView {
    let (kind, options) = match &field.kind {
        FieldKind::Text => (FieldKindView::Text, Vec::new()),
        FieldKind::Date => (FieldKindView::Date, Vec::new()),
        FieldKind::Choice(options) => (FieldKindView::Choice, options.clone()),
        FieldKind::YesNo => (FieldKindView::YesNo, Vec::new()),
        FieldKind::Count => (FieldKindView::Count, Vec::new()),
    };
    RegisterFieldView {
        name: field.name.clone(),
        label: field.label.clone(),
        kind,
        options,
        personal: field.personal,
        width: width(field),
    }
}

fn width(field: &Field) -> u32 {
    let letters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let of_options = |options: &[String]| {
        let longest = options.iter().map(|option| letters(option)).max().unwrap_or_default();
        longest.saturating_mul(8).saturating_add(28).clamp(110, 200)
    };
    let content = match &field.kind {
        FieldKind::Text if field.personal => 180,
        FieldKind::Text => 170,
        FieldKind::Date => 108,
        FieldKind::Choice(options) => of_options(options),
        FieldKind::YesNo => 84,
        FieldKind::Count => 84,
    };
    let heading = letters(&field.label).saturating_mul(8).saturating_add(34).min(150);
    content.max(heading)
}
