//! What may be done with any paper that is sealed and signed: seal it, save it, replace it, bring it
//! back signed.

use std::path::Path;

use domain::scan::Scanned;
use engine::Engine;
use engine::actions::{Addition, Brought, Gaps, PaperOf};
use engine::export::added_in_words;
use engine::minutes::{Check, CheckLevel};
use engine::words::scan_sentence;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::args::BroughtFiles;
use crate::failure::Failed;
use crate::files;

/// Seals a paper of which `checks` say what is to be looked at.
pub(super) fn seal(
    engine: &mut Engine,
    of: impl Into<PaperOf>,
    checks: &[Check],
) -> Result<Answer, Failed> {
    let seal = engine.seal(of)?;
    let warnings: Vec<&str> = checks
        .iter()
        .filter(|check| check.level == CheckLevel::Warn)
        .map(|check| check.text.as_str())
        .collect();
    let mut text = format!("{seal}\n");
    for warning in &warnings {
        text.push_str(&format!("Lưu ý: {warning}\n"));
    }
    Ok(Answer::new(json!({ "seal": seal, "warnings": warnings }), text))
}

/// Saves a sealed paper with the signatures that it has; `name` says what it is.
pub(super) fn export(
    engine: &Engine,
    of: impl Into<PaperOf>,
    (name, out): (&str, &Path),
) -> Result<Answer, Failed> {
    wrote(&engine.sealed_paper(of)?, (name, out))
}

/// Writes the bytes of a sealed paper to a file; `name` says what it is.
pub(super) fn wrote(pdf: &[u8], (name, out): (&str, &Path)) -> Result<Answer, Failed> {
    files::write(out, pdf)?;
    let json = json!({ "out": out.to_string_lossy(), "bytes": pdf.len() });
    Ok(Answer::new(json, format!("Đã xuất {name} đã chốt ra {}.", out.display())))
}

/// Opens the revision that will replace a sealed paper.
pub(super) fn revise(
    engine: &mut Engine,
    of: impl Into<PaperOf>,
    reason: &str,
) -> Result<Answer, Failed> {
    let revision = engine.revise(of, reason)?;
    let text = format!("Đã mở bản thứ {revision} thay thế bản đã chốt.");
    Ok(Answer::new(json!({ "revision": revision }), text))
}

/// Puts away the paper that was begun after a sealed one.
pub(super) fn withdraw(engine: &mut Engine, of: impl Into<PaperOf>) -> Result<Answer, Failed> {
    engine.withdraw_paper(of)?;
    let text = "Đã bỏ bản đang soạn; bản đã chốt giữ nguyên.".to_owned();
    Ok(Answer::new(json!({ "withdrawn": true }), text))
}

/// Brings back a paper signed elsewhere, or a scan of one signed in ink; `name` says what it is.
pub(super) fn attach(
    engine: &mut Engine,
    of: impl Into<PaperOf>,
    (name, brought): (&str, &BroughtFiles),
) -> Result<Answer, Failed> {
    let files =
        brought.files.iter().map(|file| files::read(file)).collect::<Result<Vec<_>, _>>()?;
    let gaps = if brought.incomplete { Gaps::Accepted } else { Gaps::Told };
    match engine.bring_back(of, &files, gaps)? {
        Brought::Signed(added) => {
            let mut text = format!("Đã đưa về {name} ký số; nội dung đã chốt còn nguyên.");
            let lines = added.iter().map(|it| format!("\n  {}", added_in_words(it)));
            text.extend(lines);
            let shown = |it: &Addition| {
                let signer = it.signature.as_ref().map(|it| &it.signer);
                let field = it.signature.as_ref().map(|it| &it.field);
                json!({ "text": added_in_words(it), "field": field, "signer": signer })
            };
            let added: Vec<Value> = added.iter().map(shown).collect();
            Ok(Answer::new(json!({ "kind": "signed", "added": added }), text))
        }
        Brought::Scan(found) => {
            let number = |page: &Scanned| match page {
                Scanned::Page(number) => Some(*number),
                Scanned::Unread | Scanned::Strange => None,
            };
            let scanned: Vec<Option<u32>> = found.scanned.iter().map(number).collect();
            let text = format!("Đã lưu bản quét kèm mã băm. {}", scan_sentence(&found));
            let json = json!({
                "kind": "scan",
                "whole": found.is_whole(),
                "pages": found.pages,
                "scanned": scanned,
                "missing": found.missing(),
            });
            Ok(Answer::new(json, text))
        }
    }
}
