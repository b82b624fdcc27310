//! `minutes`: what may be done with the minutes of a visit.

use std::path::Path;

use domain::visit::Extent;
use engine::slots::slot_text;
use serde_json::json;

use super::paper;
use crate::answer::Answer;
use crate::args::{Common, Minutes};
use crate::failure::Failed;
use crate::{files, store};

/// What this paper is called.
pub(super) const NAME: &str = "biên bản";

pub(super) fn run(common: &Common, verb: &Minutes) -> Result<Answer, Failed> {
    match verb {
        Minutes::Draft { visit, out, docx } => draft(common, visit, out, docx.as_deref()),
        Minutes::Extent { visit, extent } => store::with(common, |engine| {
            engine.choose_extent(store::visit(engine, visit)?, Extent::from_code(extent))?;
            Ok(Answer::new(json!({ "extent": extent }), "Đã chọn dạng biên bản.".to_owned()))
        }),
        Minutes::Seal { visit } => store::with(common, |engine| {
            let visit = store::visit(engine, visit)?;
            let checks = engine.minutes(visit)?.checks;
            paper::seal(engine, visit, &checks)
        }),
        Minutes::Export { visit, out, seal } => store::with(common, |engine| {
            let visit = store::visit(engine, visit)?;
            match seal {
                Some(seal) => paper::wrote(&engine.paper_with_seal(visit, seal)?, (NAME, out)),
                None => paper::export(engine, visit, (NAME, out)),
            }
        }),
        Minutes::Supplement { visit, reason, number } => store::with(common, |engine| {
            let supplement = engine.supplement(store::visit(engine, visit)?, reason, number)?;
            let text = format!("Đã mở biên bản bổ sung số {supplement}; bản đã chốt giữ nguyên.");
            Ok(Answer::new(json!({ "supplement": supplement }), text))
        }),
        Minutes::ExportLayout { campaign, out } => store::with(common, |engine| {
            let text = engine.layout_file(engine.campaign_named(campaign)?)?;
            files::write(out, text.as_bytes())?;
            let json = json!({ "out": out.to_string_lossy(), "bytes": text.len() });
            Ok(Answer::new(json, format!("Đã xuất bố cục biên bản ra {}.", out.display())))
        }),
        Minutes::ImportLayout { campaign, file } => {
            let (name, text) = files::read_text(file)?;
            store::with(common, |engine| {
                let campaign = engine.campaign_named(campaign)?;
                engine.import_layout(campaign, &name, &text)?;
                let json = json!({ "campaign": campaign.to_string() });
                Ok(Answer::new(json, "Đã dùng bố cục biên bản của tệp.".to_owned()))
            })
        }
        Minutes::Withdraw { visit } => {
            store::with(common, |engine| paper::withdraw(engine, store::visit(engine, visit)?))
        }
        Minutes::Revise { visit, reason } => store::with(common, |engine| {
            paper::revise(engine, store::visit(engine, visit)?, reason)
        }),
        Minutes::Slots { visit } => slots(common, visit),
    }
}

fn draft(common: &Common, visit: &str, out: &Path, docx: Option<&Path>) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let visit = store::visit(engine, visit)?;
        let rendered = engine.draft_minutes(visit)?;
        let json = json!({
            "out": out.to_string_lossy(),
            "pages": rendered.pages,
            "bytes": rendered.pdf.len(),
        });
        let text = format!("Đã xuất dự thảo {} trang ra {}.", rendered.pages, out.display());
        // Both are made before either is written: one that fails leaves no half of the work.
        let word =
            docx.map(|docx| Ok::<_, Failed>((docx, engine.draft_word(visit)?))).transpose()?;
        files::write(out, &rendered.pdf)?;
        if let Some((docx, bytes)) = word {
            files::write(docx, &bytes)?;
            return Ok(Answer::new(json, text).with_word(docx));
        }
        Ok(Answer::new(json, text))
    })
}

fn slots(common: &Common, visit: &str) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let state = engine.minutes(store::visit(engine, visit)?)?;
        let edits = &state.folder.slots;
        let (mut text, mut listed) = (String::new(), Vec::new());
        for slot in &state.slots {
            let printed = slot_text(&slot.id, &slot.generated, edits);
            let edited = edits.contains_key(&slot.id);
            text.push_str(&format!("{} ({})\n{printed}\n\n", slot.title, slot.id));
            listed.push(json!({
                "id": slot.id,
                "title": slot.title,
                "text": printed,
                "generated": slot.generated,
                "edited": edited,
            }));
        }
        Ok(Answer::new(json!({ "slots": listed }), text))
    })
}
