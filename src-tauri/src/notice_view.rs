//! The concluding notice as its screen shows it.

use std::collections::BTreeMap;

use domain::id::{CampaignId, UnitId};
use domain::notice::alike::Because;
use domain::notice::naming::{ListOrder, Listing, Naming, OpenEnd};
use domain::notice::{Paragraph, Wording};
use domain::text::clean;
use engine::actions::{NoticeState, Phrasing};
use engine::notice::{FigureLine, NoticeSlot, Section, Source};
use engine::{Engine, EngineError, Field};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::commands::minutes::{PreSignCheck, check};
use crate::commands::unpack;
use crate::paper_view::{FileName, StandingView};
use crate::screen::Screen;
use crate::slot_view::SlotView;

/// The notice of a campaign.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NoticeView {
    campaign: String,
    campaign_name: String,
    sample: bool,
    paper: StandingView,
    slots: Vec<NoticeSlotView>,
    kept: Vec<KeptView>,
    suggestions: Vec<SuggestionView>,
    left_out: Vec<LeftOutView>,
    checks: Vec<PreSignCheck>,
    pages: u32,
    /// Whether the pages on screen are without the annexes, since there are very many units.
    without_annexes: bool,
    version: String,
    file_name: String,
    /// What undo would take back; empty for nothing.
    undo: String,
}

/// A slot with what it rests on.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "NoticeSlot")]
pub(crate) struct NoticeSlotView {
    slot: SlotView,
    /// The heading it stands under in the list of parts.
    part: NoticePart,
    /// The area or addressee; may be empty.
    under: String,
    sources: Vec<SourceView>,
    figures: Vec<NoticeFigure>,
    paragraph: Option<ParagraphView>,
}

/// The parts of a notice.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum NoticePart {
    /// Opening and scope.
    Opening,
    /// Praise and figures.
    Strengths,
    /// Shortcomings.
    Shortcomings,
    /// What the units said.
    Explained,
    /// What is to be done.
    Duties,
    /// How it is carried out, the end, who gets a copy.
    End,
}

/// A finding behind a slot.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "NoticeSource")]
pub(crate) struct SourceView {
    finding: String,
    /// Empty for a finding over the campaign.
    visit: String,
    item: String,
    units: String,
    text: String,
}

/// A figure over the units.
#[derive(Debug, Serialize, Type)]
pub(crate) struct NoticeFigure {
    key: String,
    label: String,
    spread: String,
    /// Whether the units with the highest and lowest rate are named.
    extremes: bool,
    units: Vec<NoticeUnitFigure>,
}

/// A figure at one unit.
#[derive(Debug, Serialize, Type)]
pub(crate) struct NoticeUnitFigure {
    visit: String,
    unit: String,
    told: String,
}

/// What was decided of a paragraph.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "NoticeParagraph")]
pub(crate) struct ParagraphView {
    key: String,
    phrasing: PhrasingForm,
    decided: bool,
    /// The sentences it is made of.
    sayings: Vec<String>,
    units: u32,
}

/// How a paragraph is said and listed.
#[derive(Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
#[serde(rename = "NoticePhrasing")]
pub(crate) struct PhrasingForm {
    sentence: String,
    lead: String,
    naming: String,
    order: String,
    end: String,
}

/// A person's text that nothing carries any more.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "KeptText")]
pub(crate) struct KeptView {
    id: String,
    text: String,
}

/// Paragraphs that may be put together.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "NoticeSuggestion")]
pub(crate) struct SuggestionView {
    because: BecauseView,
    paragraphs: Vec<LeftOutView>,
}

/// Why they may.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
#[serde(rename = "Because")]
pub(crate) enum BecauseView {
    /// They stand at one item.
    Item,
    /// They share many words.
    Words,
    /// They name the very same units.
    Units,
}

/// A paragraph by its key.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "KeyedParagraph")]
pub(crate) struct LeftOutView {
    key: String,
    text: String,
}

impl Screen for NoticeView {
    type Place = CampaignId;

    fn of(engine: &Engine, id: CampaignId) -> Result<Self, EngineError> {
        let (state, paper) = engine.notice_and_version(id)?;
        let campaign = &state.material.campaign;
        let names: BTreeMap<UnitId, &str> =
            campaign.units.iter().map(|unit| (unit.id, unit.name.as_str())).collect();
        let keyed =
            |key: &Wording, text: &String| LeftOutView { key: key.to_string(), text: text.clone() };
        let name = FileName { kind: "ThongBaoKetLuan", about: campaign.dates.to.to_string() };
        Ok(Self {
            campaign: campaign.id.to_string(),
            campaign_name: campaign.name.clone(),
            sample: campaign.sample,
            paper: StandingView::of(engine, &state.shelf, &state.later, &name)?,
            slots: state.slots.iter().map(|slot| slot_view(&state, slot, &names)).collect(),
            kept: state
                .kept
                .iter()
                .map(|it| KeptView { id: it.id.clone(), text: it.text.clone() })
                .collect(),
            suggestions: state
                .suggestions
                .iter()
                .map(|(it, texts)| SuggestionView {
                    because: it.because.into(),
                    paragraphs: it
                        .keys
                        .iter()
                        .zip(texts)
                        .map(|(key, text)| keyed(key, text))
                        .collect(),
                })
                .collect(),
            left_out: state.left_out.iter().map(|(it, text)| keyed(&it.key, text)).collect(),
            checks: state.checks.iter().map(check).collect(),
            pages: paper.pages,
            without_annexes: state.without_annexes(),
            version: paper.version,
            file_name: name.of(state.shelf.papers.last()),
            undo: engine.undo_name_at_campaign(id).unwrap_or_default().to_owned(),
        })
    }
}

fn slot_view(
    state: &NoticeState,
    slot: &NoticeSlot,
    names: &BTreeMap<UnitId, &str>,
) -> NoticeSlotView {
    let record = &state.material.record;
    let (part, under) = place(&slot.section);
    let figure = |line: &FigureLine| NoticeFigure {
        key: line.key.clone(),
        label: line.label.clone(),
        spread: line.spread().unwrap_or_default(),
        extremes: record.extremes.contains(&line.key),
        units: line
            .units
            .iter()
            .map(|it| NoticeUnitFigure {
                visit: it.visit.to_string(),
                unit: names.get(&it.unit).copied().unwrap_or_default().to_owned(),
                told: engine::minutes::printed(&it.value),
            })
            .collect(),
    };
    NoticeSlotView {
        slot: SlotView::of(&slot.slot, record.slots.get(&slot.slot.id)),
        part,
        under,
        sources: slot.sources.iter().map(SourceView::from).collect(),
        figures: slot.figures.iter().map(figure).collect(),
        paragraph: slot.paragraph.as_ref().map(ParagraphView::from),
    }
}

fn place(section: &Section) -> (NoticePart, String) {
    match section {
        Section::Opening | Section::Scope => (NoticePart::Opening, String::new()),
        Section::Strengths(_, title) | Section::Figures(_, title) => {
            (NoticePart::Strengths, title.clone())
        }
        Section::Shortcomings(_, title) => (NoticePart::Shortcomings, title.clone()),
        Section::DeskNote => (NoticePart::Shortcomings, String::new()),
        Section::Explained => (NoticePart::Explained, String::new()),
        Section::Duties(addressee) => (NoticePart::Duties, addressee.clone()),
        Section::CarryingOut | Section::Closing | Section::Recipients => {
            (NoticePart::End, String::new())
        }
    }
}

impl From<&Source> for SourceView {
    fn from(source: &Source) -> Self {
        Self {
            finding: source.finding.to_string(),
            visit: source.visit.map(|visit| visit.to_string()).unwrap_or_default(),
            item: source.item.clone(),
            units: source.units.clone(),
            text: source.text.clone(),
        }
    }
}

impl From<&Paragraph> for ParagraphView {
    fn from(paragraph: &Paragraph) -> Self {
        let Listing { lead, naming, order, end } = paragraph.listing.clone();
        Self {
            key: paragraph.key.to_string(),
            phrasing: PhrasingForm {
                sentence: paragraph.sentence.clone(),
                lead,
                naming: naming.code().to_owned(),
                order: order.code().to_owned(),
                end: end.code().to_owned(),
            },
            decided: paragraph.decided,
            sayings: paragraph.sayings.iter().map(|saying| saying.text.clone()).collect(),
            units: u32::try_from(paragraph.units.len()).unwrap_or(u32::MAX),
        }
    }
}

impl From<Because> for BecauseView {
    fn from(because: Because) -> Self {
        match because {
            Because::SameItem => Self::Item,
            Because::LikeWords => Self::Words,
            Because::SameUnits => Self::Units,
        }
    }
}

impl PhrasingForm {
    /// What the form says.
    pub(crate) fn read(&self) -> Result<Phrasing, EngineError> {
        let bad = |entered: &str| unpack::bad(Field::Name, entered);
        Ok(Phrasing {
            sentence: clean(&self.sentence),
            listing: Listing {
                lead: clean(&self.lead),
                naming: Naming::from_code(&self.naming).ok_or_else(|| bad(&self.naming))?,
                order: ListOrder::from_code(&self.order).ok_or_else(|| bad(&self.order))?,
                end: OpenEnd::from_code(&self.end).ok_or_else(|| bad(&self.end))?,
            },
        })
    }
}
