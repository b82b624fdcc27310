//! `notice`: what may be done with the concluding notice of a campaign.

use std::path::Path;

use engine::notice::{Annexes, NoticeSlot};
use engine::slots::slot_text;
use serde_json::{Value, json};

use super::paper;
use crate::answer::Answer;
use crate::args::{Common, Notice};
use crate::failure::Failed;
use crate::{files, store};

/// What this paper is called.
const NAME: &str = "thông báo";

pub(super) fn run(common: &Common, verb: &Notice) -> Result<Answer, Failed> {
    match verb {
        Notice::Draft { campaign, out, docx } => draft(common, campaign, out, docx.as_deref()),
        Notice::Seal { campaign } => store::with(common, |engine| {
            let campaign = engine.campaign_named(campaign)?;
            let checks = engine.notice(campaign)?.checks;
            paper::seal(engine, campaign, &checks)
        }),
        Notice::Export { campaign, out } => store::with(common, |engine| {
            paper::export(engine, engine.campaign_named(campaign)?, (NAME, out))
        }),
        Notice::Revise { campaign, reason } => store::with(common, |engine| {
            paper::revise(engine, engine.campaign_named(campaign)?, reason)
        }),
        Notice::Withdraw { campaign } => {
            store::with(common, |engine| paper::withdraw(engine, engine.campaign_named(campaign)?))
        }
        Notice::AttachSigned { campaign, brought } => store::with(common, |engine| {
            paper::attach(engine, engine.campaign_named(campaign)?, (NAME, brought))
        }),
        Notice::Slots { campaign } => slots(common, campaign),
    }
}

fn draft(
    common: &Common,
    campaign: &str,
    out: &Path,
    docx: Option<&Path>,
) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let campaign = engine.campaign_named(campaign)?;
        let rendered = engine.draft_notice(campaign, Annexes::All)?;
        let json = json!({
            "out": out.to_string_lossy(),
            "pages": rendered.pages,
            "bytes": rendered.pdf.len(),
        });
        let text =
            format!("Đã xuất dự thảo thông báo {} trang ra {}.", rendered.pages, out.display());
        // Both are made before either is written: one that fails leaves no half of the work.
        let word = docx.map(|docx| Ok::<_, Failed>((docx, engine.draft_word(campaign)?)));
        let word = word.transpose()?;
        files::write(out, &rendered.pdf)?;
        if let Some((docx, bytes)) = word {
            files::write(docx, &bytes)?;
            return Ok(Answer::new(json, text).with_word(docx));
        }
        Ok(Answer::new(json, text))
    })
}

fn slots(common: &Common, campaign: &str) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let state = engine.notice(engine.campaign_named(campaign)?)?;
        let edits = &state.material.record.slots;
        let (mut text, mut listed) = (String::new(), Vec::new());
        for slot in &state.slots {
            let printed = slot_text(&slot.slot.id, &slot.slot.generated, edits);
            text.push_str(&format!("{} ({})\n{printed}\n\n", slot.slot.title, slot.slot.id));
            listed.push(json!({
                "id": slot.slot.id,
                "title": slot.slot.title,
                "text": printed,
                "generated": slot.slot.generated,
                "edited": edits.contains_key(&slot.slot.id),
                "findings": slot.sources.len(),
                "units": units(&state.material.campaign, slot),
            }));
        }
        Ok(Answer::new(json!({ "slots": listed }), text))
    })
}

/// Keys of the units that a paragraph names; `null` for other slots.
fn units(campaign: &domain::campaign::Campaign, slot: &NoticeSlot) -> Value {
    slot.paragraph.as_ref().map_or(Value::Null, |paragraph| {
        let key = |id| campaign.units.iter().find(|unit| unit.id == id).map(|it| it.key.clone());
        paragraph.units.iter().filter_map(|id| key(*id)).collect()
    })
}
