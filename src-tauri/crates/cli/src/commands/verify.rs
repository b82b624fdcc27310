//! `verify`: a verdict on the signatures of a PDF, offline and without a store.

use std::path::{Path, PathBuf};

use engine::crosscheck::crosscheck;
use engine::export::{DataShown, VerifyReport, data_shown, place_in_words, verdict};
use signing::Certificate;

use super::to_json;
use crate::answer::Answer;
use crate::failure::Failed;
use crate::files;

pub(super) fn verify(file: &Path, trust: &[PathBuf]) -> Result<Answer, Failed> {
    let pdf = files::read(file)?;
    let anchors = anchors(trust)?;
    // Each signature is judged at its proven time, or else at the time it claims.
    let mut report = verdict(&signing::verify(&pdf, &anchors, None));
    let data = data_shown(&crosscheck(&pdf));
    report.data = Some(data.clone());
    let text = in_words(&report) + &data_in_words(&data);
    let sound = matches!(report.verdict, "intact" | "extended");
    let answer = Answer::new(to_json(&report)?, text);
    if sound && data.verdict == "disagrees" {
        return Ok(answer.no(Failed::no("E-DATA", data.text)));
    }
    if sound {
        return Ok(answer);
    }
    let first = report.reasons.first().map_or("", String::as_str);
    Ok(answer.no(Failed::no("E-VERIFY", format!("{} {first}", in_short(report.verdict)))))
}

fn data_in_words(data: &DataShown) -> String {
    let lines = data.differences.iter().map(|it| format!("  {}\n", it.text));
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
        for proof in &signature.proofs {
            text.push_str(&format!("  {proof}\n"));
        }
        for change in &signature.later_changes {
            text.push_str(&format!("  sau đó: {change}\n"));
        }
    }
    text
}
