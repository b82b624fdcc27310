//! Which fields hold words that a person may look for, and which words.

use serde_json::Value;

use super::{kind, without_supplement};

/// The words of `value`, written at `field` of a thing of `kind`; `None` when nobody looks there.
///
/// Several texts of one value are separated by line ends. Kinds of a later version are searched by
/// what their fields are called.
pub fn words_of(kind: &str, field: &str, value: &[u8]) -> Option<String> {
    if !is_searched(kind, field) {
        return None;
    }
    let value: Value = serde_json::from_slice(value).ok()?;
    let mut texts = Vec::new();
    gather(&value, skipped(kind, field), &mut texts);
    let text = texts.join("\n");
    if text.trim().is_empty() { None } else { Some(text) }
}

fn is_searched(of: &str, field: &str) -> bool {
    match of {
        kind::CAMPAIGN => {
            matches!(field, "name" | "agency" | "delegation" | "papers" | "local_bases")
        }
        kind::MEMBER => matches!(field, "name" | "title" | "office"),
        kind::UNIT => field == "name",
        kind::VISIT => {
            let field = without_supplement(field);
            matches!(field, "place" | "delegation_present" | "unit_present")
                || field.starts_with("refusal/")
        }
        kind::ANSWER => field.ends_with("/note") || field.contains("/part/"),
        kind::FINDING => {
            matches!(field, "text" | "explanation" | "recommendation" | "responsible")
        }
        kind::ROW => field == "cells",
        kind::EVIDENCE => matches!(field, "caption" | "file_name"),
        kind::SLOT => true,
        kind::LAYOUT => matches!(field, "intro" | "closing"),
        kind::PAPER => matches!(field, "reason" | "adds_to" | "signings"),
        kind::NOTICE => field.starts_with("slot/") || field.starts_with("paragraph/"),
        kind::NUMBER => true,
        // Kept beside campaigns, where nobody looks for words.
        kind::OFFICE_LAYOUT => false,
        kind::REMINDER => field == "lines",
        // What all letters have in common, and who took a paper.
        kind::FOLLOW_UP => field == "letter" || field.starts_with("delivery/"),
        kind::REMEDY => field.starts_with("verified/") || field.starts_with("extension/"),
        kind::REMEDY_REPORT => matches!(field, "number" | "summary" | "evidence" | "files"),
        _ => matches!(
            field,
            "name" | "title" | "text" | "note" | "caption" | "subject" | "reason" | "content"
        ),
    }
}

/// Members of an object that are codes, dates or copies, not words.
fn skipped(of: &str, field: &str) -> &'static [&'static str] {
    match (of, field) {
        (kind::CAMPAIGN, "delegation") => &["kind"],
        (kind::CAMPAIGN, "papers") => &["type", "date"],
        (kind::SLOT, _) => &["generated"],
        (kind::NOTICE, _) => {
            &["generated", "findings", "wordings", "lead", "naming", "order", "end"]
        }
        (kind::REMINDER, _) => &["finding", "due"],
        (kind::FOLLOW_UP, _) => &["date"],
        (kind::REMEDY, _) => &["date", "outcome", "to"],
        (kind::REMEDY_REPORT, "files") => &["sha256", "media_type"],
        (kind::PAPER, "signings") => &["field", "way", "claimed_at", "strokes"],
        (kind::ANSWER, _) => &[
            "date",
            "count",
            "numerator",
            "numerator_to",
            "denominator",
            "percent_only",
            "quoted",
            "as_of",
        ],
        _ => &[],
    }
}

fn gather(value: &Value, skipped: &[&str], texts: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.trim().is_empty() => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|it| gather(it, skipped, texts)),
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| !skipped.contains(&name.as_str()))
            .for_each(|(_, it)| gather(it, skipped, texts)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: &str, field: &str, value: &str, expected: Option<&str>) {
        assert_eq!(words_of(kind, field, value.as_bytes()).as_deref(), expected, "{kind} {field}");
    }

    #[test]
    fn every_noun_gives_its_words_and_no_codes() {
        check("answer", "MC-03/note", r#""chưa niêm yết""#, Some("chưa niêm yết"));
        check("answer", "MC-03/verdict", r#""met""#, None);
        check("answer", "MC-03/part/x", r#"{"text":"đủ"}"#, Some("đủ"));
        check("answer", "MC-03/part/x", r#"{"rate":{"quoted":"51,8","numerator":14}}"#, None);
        check(
            "row",
            "cells",
            r#"{"ma":"IO-01","nguoi":"Chuyên viên"}"#,
            Some("IO-01\nChuyên viên"),
        );
        check("slot", "mo_dau", r#"{"text":"Mở đầu","generated":"Câu máy"}"#, Some("Mở đầu"));
        check(
            "visit",
            "unit_present",
            r#"[{"name":"Bà A","title":"Chủ tịch"}]"#,
            Some("Bà A\nChủ tịch"),
        );
        check("evidence", "file_name", r#""anh.jpg""#, Some("anh.jpg"));
        check("evidence", "sha256", r#""ab""#, None);
        check(
            "notice",
            "slot/ket_luan",
            r#"{"text":"Yêu cầu","generated":"Câu máy"}"#,
            Some("Yêu cầu"),
        );
        check(
            "notice",
            "paragraph/MC-01/1a",
            r#"{"findings":["01a"],"wordings":["MC-01/1a"],"sentence":"Chưa niêm yết","lead":":","naming":"bare","order":"noted","end":"dots","left_out":false}"#,
            Some("Chưa niêm yết"),
        );
        check("notice", "apart/MC-01/1a/MC-02/3c", "true", None);
        check(
            "reminder",
            "lines",
            r#"[{"finding":"01a","text":"Niêm yết đủ","due":"2022-10-31","days_left":3,"partly":false}]"#,
            Some("Niêm yết đủ"),
        );
        check("remedy_report", "number", r#""45/BC-UBND""#, Some("45/BC-UBND"));
        check("remedy_report", "date", r#""2022-10-31""#, None);
        check(
            "remedy_report",
            "files",
            r#"[{"sha256":"ab","name":"bao cao.pdf","media_type":"application/pdf","size":9}]"#,
            Some("bao cao.pdf"),
        );
        check(
            "remedy",
            "verified/01a",
            r#"{"date":"2022-11-02","outcome":"partly","by":"Thư ký","note":"còn thiếu sổ"}"#,
            Some("Thư ký\ncòn thiếu sổ"),
        );
        check(
            "campaign",
            "papers",
            r#"[{"type":"KH","number":"218/KH-UBND","date":"2020-12-22","issuer":"UBND huyện","subject":"kiểm tra"}]"#,
            Some("UBND huyện\n218/KH-UBND\nkiểm tra"),
        );
    }

    #[test]
    fn a_kind_of_a_later_version_is_found_by_its_text() {
        check("task", "text", r#""Nộp báo cáo""#, Some("Nộp báo cáo"));
        check("task", "state", r#""open""#, None);
    }

    #[test]
    fn what_was_taken_back_or_cannot_be_read_has_no_words() {
        check("finding", "text", "null", None);
        check("finding", "text", "{", None);
        check("finding", "text", r#""  ""#, None);
    }
}
