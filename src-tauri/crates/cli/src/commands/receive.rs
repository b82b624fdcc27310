//! `import-paper`: takes in a visit from its signed minutes.

use std::path::Path;

use domain::finding::FindingKind;
use engine::actions::Incoming;
use engine::{Standing, words};
use serde_json::json;

use crate::answer::Answer;
use crate::args::Common;
use crate::failure::Failed;
use crate::{files, store};

/// Takes in what `file` states, or only says it.
pub(super) fn import(common: &Common, file: &Path, dry_run: bool) -> Result<Answer, Failed> {
    let pdf = files::read(file)?;
    store::with(common, |engine| {
        let incoming = if dry_run { engine.incoming(&pdf)? } else { engine.receive(&pdf)? };
        Ok(answer(&incoming, dry_run))
    })
}

fn answer(incoming: &Incoming, dry_run: bool) -> Answer {
    let findings = incoming.findings.iter();
    let findings = findings.map(|(kind, text)| json!({ "kind": kind.code(), "text": text }));
    let figures = incoming.figures.iter();
    let figures = figures.map(|(label, value)| json!({ "label": label, "printed": value }));
    let signers = incoming.signers.iter();
    let signers = signers.map(|(name, trusted)| json!({ "name": name, "trusted": trusted }));
    let standing = match incoming.standing {
        Standing::New => "new",
        Standing::Here => "here",
        Standing::Older => "older-here",
        Standing::Newer => "newer-here",
        Standing::Other => "other-here",
        Standing::Unsealed => "unsealed-here",
        Standing::Binned => "in-bin",
    };
    let taken = incoming.standing == Standing::New && !dry_run;
    let json = json!({
        "visit": incoming.visit.to_string(),
        "taken_in": taken,
        "standing": standing,
        "campaign": incoming.campaign,
        "campaign_here": incoming.campaign_here,
        "unit": incoming.unit,
        "date": incoming.date.to_string(),
        "number": incoming.number,
        "revision": incoming.revision,
        "seal": incoming.seal,
        "findings": findings.collect::<Vec<_>>(),
        "figures": figures.collect::<Vec<_>>(),
        "answers": incoming.answers,
        "photographs": incoming.photographs,
        "signers": signers.collect::<Vec<_>>(),
        "remarks": words::beside_sentences(&incoming.beside),
    });
    let answer = Answer::new(json, in_words(incoming, taken));
    match incoming.standing {
        Standing::New | Standing::Here => answer,
        other @ (Standing::Older
        | Standing::Newer
        | Standing::Other
        | Standing::Unsealed
        | Standing::Binned) => {
            answer.no(Failed::no("E-INCOMING-HERE", words::standing_sentence(other).to_owned()))
        }
    }
}

fn in_words(incoming: &Incoming, taken: bool) -> String {
    let number = match incoming.number.as_str() {
        "" => String::new(),
        number => format!(" số {number}"),
    };
    let mut text = format!(
        "Biên bản{number} ngày {}, bản thứ {}: {}\n  {}\n",
        domain::date::short(incoming.date),
        incoming.revision,
        incoming.unit,
        incoming.campaign,
    );
    for (kind, finding) in &incoming.findings {
        let what = match kind {
            FindingKind::Strength => "ưu điểm",
            FindingKind::Shortcoming => "tồn tại",
        };
        text.push_str(&format!("  {what}: {finding}\n"));
    }
    for (label, value) in &incoming.figures {
        text.push_str(&format!("  số liệu: {label}: {value}\n"));
    }
    let signers = incoming.signers.iter().map(|(name, trusted)| words::signer_told(name, *trusted));
    text.push_str(&format!("  người ký số: {}\n", signers.collect::<Vec<_>>().join("; ")));
    for remark in words::beside_sentences(&incoming.beside) {
        text.push_str(&format!("  lưu ý: {remark}\n"));
    }
    text.push_str(
        "  không nhận được: ghi chú của đoàn, ảnh gốc, các sổ, điểm chấm, số liệu chọn mẫu hồ sơ, phần xem lại kiến nghị lần trước, ngưỡng, quy tắc, căn cứ riêng của địa phương\n",
    );
    let said = if taken {
        "Đã nhận vào máy này."
    } else {
        words::standing_sentence(incoming.standing)
    };
    text.push_str(&format!("{said}\n"));
    text
}
