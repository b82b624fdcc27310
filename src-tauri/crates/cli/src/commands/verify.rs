//! `verify`: a verdict on the signatures of a PDF, offline; with a store also beside what that has.

use std::path::{Path, PathBuf};

use engine::EngineError;
use engine::crosscheck::crosscheck;
use engine::export::{
    DataShown, StoreShown, VerifyReport, data_shown, place_in_words, store_shown, verdict,
};
use engine::store::Home;
use signing::Certificate;

use super::to_json;
use crate::answer::Answer;
use crate::args::Common;
use crate::failure::Failed;
use crate::{files, store};

/// Judges a file; with a passphrase also beside what the store has of it.
pub(super) fn verify(
    common: &Common,
    file: &Path,
    (trust, extract): (&[PathBuf], Option<&Path>),
) -> Result<Answer, Failed> {
    let pdf = files::read(file)?;
    let mut anchors = anchors(trust)?;
    let kept = of_store(common, &pdf)?;
    anchors.extend(kept.iter().flat_map(|(trusted, _)| trusted.clone()));
    // Each signature is judged at its proven time, or else at the time it claims.
    let mut report = verdict(&signing::verify(&pdf, &anchors, None));
    let data = data_shown(&crosscheck(&pdf));
    report.data = Some(data.clone());
    let mut text = in_words(&report) + &data_in_words(&data);
    if let Some((_, shown)) = kept {
        text.push_str(&format!("{}\n", shown.text));
        report.store = Some(shown);
    }
    if let Some(folder) = extract {
        text.push_str(&extracted(&pdf, file, folder)?);
    }
    let sound = matches!(report.verdict, "intact" | "extended");
    let answer = Answer::new(to_json(&report)?, text);
    if sound && data.verdict == "disagrees" {
        return Ok(answer.no(Failed::no("E-DATA", data.text)));
    }
    if let Some(store) = report.store.filter(|it| sound && it.standing != "same") {
        let strange = matches!(store.standing, "older" | "apart");
        return Ok(if strange { answer.no(Failed::no("E-ROLLBACK", store.text)) } else { answer });
    }
    if sound {
        return Ok(answer);
    }
    let first = report.reasons.first().map_or("", String::as_str);
    Ok(answer.no(Failed::no("E-VERIFY", format!("{} {first}", in_short(report.verdict)))))
}

/// Whom the store trusts, and what it has of the paper; nothing without a passphrase or a store, or
/// for a file that is no paper.
fn of_store(common: &Common, pdf: &[u8]) -> Result<Option<(Vec<Certificate>, StoreShown)>, Failed> {
    let is_here = Home::new(&store::home(common)?).holds_a_store();
    if !is_here || store::find_secret(common)?.is_none() || signing::first_state(pdf).is_err() {
        return Ok(None);
    }
    store::with(common, |engine| {
        let shown = store_shown(engine.beside_store(pdf)?.as_ref());
        Ok(Some((engine.trust()?.anchors, shown)))
    })
}

/// Writes what the paper was at each signature into files of their own; says which.
fn extracted(pdf: &[u8], file: &Path, folder: &Path) -> Result<String, Failed> {
    let states = signing::signed_states(pdf)
        .map_err(|error| EngineError::from(signing::SignError::from(error)))?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut text = String::new();
    for (number, state) in (1..).zip(&states) {
        let out = folder.join(format!("{stem}-lan-ky-{number}.pdf"));
        files::write(&out, pdf.get(..state.end).unwrap_or_default())?;
        let place = place_in_words(&state.field);
        text.push_str(&format!("Lần ký {number} (ô {place}): {}\n", out.display()));
    }
    Ok(text)
}

fn data_in_words(data: &DataShown) -> String {
    let differences = data.differences.iter().map(|it| &it.text);
    let texts = differences.chain(data.remarks.iter().map(|it| &it.text));
    let lines = texts.map(|text| format!("  {text}\n"));
    format!("{}\n{}", data.text, lines.collect::<String>())
}

/// Reads the certificates to trust.
pub(super) fn anchors(paths: &[PathBuf]) -> Result<Vec<Certificate>, Failed> {
    let mut anchors = Vec::new();
    for path in paths {
        anchors.extend(Certificate::list(&files::read(path)?).map_err(|_| {
            let shown = path.display();
            Failed::input(
                "E-TRUST",
                format!("Tệp “{shown}” không phải chứng thư số (PEM hoặc DER). Hãy chọn tệp khác."),
            )
        })?);
    }
    Ok(anchors)
}

fn in_short(verdict: &str) -> &str {
    match verdict {
        "intact" => "Nguyên vẹn: mọi chữ ký đúng, không có thay đổi sau khi ký.",
        "extended" => "Chữ ký đúng; sau khi ký có bổ sung được phép.",
        "changed" => "KHÔNG nguyên vẹn: nội dung hoặc chữ ký đã bị thay đổi.",
        "unsigned" => "Tệp không có chữ ký số.",
        _ => "Không kết luận được.",
    }
}

fn in_words(report: &VerifyReport) -> String {
    let mut text = format!("{}\n", in_short(report.verdict));
    for reason in &report.reasons {
        text.push_str(&format!("  {reason}\n"));
    }
    for signature in &report.signatures {
        let integrity = match signature.integrity {
            "ok" => "đúng",
            "broken" => "KHÔNG đúng",
            _ => "không kết luận được",
        };
        let covers = match signature.covers {
            "whole-file" => "toàn bộ tệp",
            "revision" => "tệp tại lúc ký",
            _ => "không rõ phần nào",
        };
        let trusted = if signature.trusted {
            "chứng thư thuộc chuỗi tin cậy đã nêu"
        } else {
            "chứng thư chưa nối tới chuỗi tin cậy nào đã nêu"
        };
        let time = signature.claimed_time.as_deref().unwrap_or("không ghi");
        text.push_str(&format!(
            "Chữ ký của {} (ô {}): {integrity}; phủ {covers}; {trusted}; giờ do máy ký khai: {time}\n",
            signature.signer,
            place_in_words(&signature.field)
        ));
        if let Some(statement) = &signature.statement {
            text.push_str(&format!("  {statement}\n"));
        }
        for proof in &signature.proofs {
            text.push_str(&format!("  {proof}\n"));
        }
        for change in &signature.later_changes {
            text.push_str(&format!("  sau đó: {change}\n"));
        }
    }
    text
}
