//! How an agency prints its minutes, as a campaign keeps it: one field a choice.

use domain::id::CampaignId;
use domain::layout::{LayoutText, Leavable, MinutesLayout, Section};
use domain::text::clean;

use super::{Edit, Facts, RecordError, kind, word};

const ORDER: &str = "order";
const LEFT_OUT: &str = "left_out";

/// The edits that turn `before` into `after`.
///
/// # Errors
///
/// [`RecordError`].
pub fn layout_edits(
    campaign: CampaignId,
    before: &MinutesLayout,
    after: &MinutesLayout,
) -> Result<Vec<Edit>, RecordError> {
    let (of, id) = (kind::LAYOUT, campaign.bytes());
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
    let (of, id) = (kind::LAYOUT, campaign.bytes());
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
