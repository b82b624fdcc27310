//! How an agency prints its minutes, as a campaign keeps it: one field a choice.

use domain::id::{CampaignId, LayoutId};
use domain::layout::{LayoutText, Leavable, MinutesLayout, Section};
use domain::text::clean;

use super::{Edit, Facts, REMOVED, RecordError, kind, word};

const ORDER: &str = "order";
const LEFT_OUT: &str = "left_out";

const NAME: &str = "name";

/// The section that holds the layouts that the office keeps.
pub const OFFICE_LAYOUTS: [u8; 16] = *b"bienban-layouts!";

/// A layout that the office keeps under a name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeptLayout {
    /// Which one.
    pub id: LayoutId,
    /// What it is called.
    pub name: String,
    /// The layout.
    pub layout: MinutesLayout,
}

/// The edits that turn the layout of a campaign from `before` into `after`.
///
/// # Errors
///
/// [`RecordError`].
pub fn layout_edits(
    campaign: CampaignId,
    before: &MinutesLayout,
    after: &MinutesLayout,
) -> Result<Vec<Edit>, RecordError> {
    edits_at((kind::LAYOUT, campaign.bytes()), before, after)
}

/// The edits that keep a layout for the office, where `before` is kept or nothing.
///
/// # Errors
///
/// [`RecordError`].
pub fn kept_layout_edits(
    before: Option<&KeptLayout>,
    after: &KeptLayout,
) -> Result<Vec<Edit>, RecordError> {
    let (of, id) = (kind::OFFICE_LAYOUT, after.id.bytes());
    let usual = MinutesLayout::default();
    let known = before.map_or(&usual, |kept| &kept.layout);
    let mut edits = edits_at((of, id), known, &after.layout)?;
    edits.push(Edit::new(of, id, NAME, &after.name)?);
    edits.push(Edit::new(of, id, REMOVED, &false)?);
    Ok(edits)
}

/// The edit that takes a layout away from those that the office keeps.
///
/// # Errors
///
/// [`RecordError`].
pub fn kept_layout_removed(id: LayoutId) -> Result<Edit, RecordError> {
    Edit::new(kind::OFFICE_LAYOUT, id.bytes(), REMOVED, &true)
}

/// Reads the layouts that the office keeps.
///
/// # Errors
///
/// [`RecordError`].
pub fn kept_layouts(facts: &Facts) -> Result<Vec<KeptLayout>, RecordError> {
    let of = kind::OFFICE_LAYOUT;
    let read = |id| {
        Ok(KeptLayout {
            id: LayoutId::from_bytes(id),
            name: facts.need(of, id, NAME)?,
            layout: layout_at(facts, (of, id))?,
        })
    };
    facts.ids(of).into_iter().map(read).collect()
}

fn edits_at(
    (of, id): (&'static str, [u8; 16]),
    before: &MinutesLayout,
    after: &MinutesLayout,
) -> Result<Vec<Edit>, RecordError> {
    let mut edits = Vec::new();
    for text in LayoutText::ALL {
        let new = clean(after.text(text));
        if before.text(text) != new {
            edits.push(Edit::new(of, id, text.code(), &new)?);
        }
    }
    if before.order != after.order {
        let codes: Vec<&str> = after.order.iter().map(|section| section.code()).collect();
        edits.push(Edit::new(of, id, ORDER, &codes)?);
    }
    if before.left_out != after.left_out {
        let codes: Vec<&str> = after.left_out.iter().map(|block| block.code()).collect();
        edits.push(Edit::new(of, id, LEFT_OUT, &codes)?);
    }
    Ok(edits)
}

/// Reads how the minutes of a campaign are printed.
///
/// # Errors
///
/// [`RecordError`].
pub fn layout(facts: &Facts, campaign: CampaignId) -> Result<MinutesLayout, RecordError> {
    layout_at(facts, (kind::LAYOUT, campaign.bytes()))
}

fn layout_at(
    facts: &Facts,
    (of, id): (&'static str, [u8; 16]),
) -> Result<MinutesLayout, RecordError> {
    let text = |which: LayoutText| facts.get_or_default::<String>(of, id, which.code());
    let order: Vec<String> = facts.get_or_default(of, id, ORDER)?;
    let left_out: Vec<String> = facts.get_or_default(of, id, LEFT_OUT)?;
    let section = |code: &String| word("part of minutes", code, Section::from_code(code));
    let block = |code: &String| word("block of minutes", code, Leavable::from_code(code));
    Ok(MinutesLayout {
        parent: text(LayoutText::Parent)?,
        agency: text(LayoutText::Agency)?,
        symbol: text(LayoutText::Symbol)?,
        intro: text(LayoutText::Intro)?,
        closing: text(LayoutText::Closing)?,
        recipients: text(LayoutText::Recipients)?,
        order: order.iter().map(section).collect::<Result<_, _>>()?,
        left_out: left_out.iter().map(block).collect::<Result<_, _>>()?,
    })
}
