//! Sentences for what is wrong in a checklist file.

use super::formulas::formula_in_words;
use super::{Class, Failure};
use crate::catalogue::{Flaw, Problem};

/// A published version cannot be changed.
pub(super) fn published() -> Failure {
    Failure::new(
        Class::No,
        "E-CHECKLIST-PUBLISHED",
        "Phiên bản này đã ban hành nên không sửa được nữa. Muốn sửa, hãy tạo bản sửa mới từ phiên bản này.",
    )
}

/// Another version is called the same.
pub(super) fn taken(version: &str) -> Failure {
    Failure::new(
        Class::No,
        "E-CHECKLIST-VERSION",
        format!("Đã có phiên bản {version}. Hãy đặt số khác, ví dụ tăng số cuối."),
    )
}

/// There is nothing to publish.
pub(super) fn unchanged() -> Failure {
    Failure::new(
        Class::No,
        "E-CHECKLIST-SAME",
        "Bản sửa chưa khác gì phiên bản gốc nên không có gì để ban hành. Hãy sửa nội dung trước.",
    )
}

/// How many problems are told at once; the editor shows all of them beside their items.
const TOLD: usize = 5;

/// What keeps a draft from being published.
pub(super) fn refused(problems: &[Problem]) -> Failure {
    let told = problems.iter().take(TOLD).map(|problem| {
        let place = problem.path.split('.').next().unwrap_or_default();
        format!("{place}: {}", flaw_in_words(&problem.flaw))
    });
    let told = told.collect::<Vec<_>>().join("; ");
    let more = problems.len().saturating_sub(TOLD);
    let more = if more == 0 { String::new() } else { format!("; và {more} chỗ khác") };
    Failure::new(
        Class::No,
        "E-CHECKLIST-DRAFT",
        format!("Chưa ban hành được: {told}{more}. Hãy sửa các chỗ này rồi ban hành lại."),
    )
}

/// Says where a checklist file is wrong and why, in Vietnamese.
pub fn problem_in_words(problem: &Problem) -> String {
    let Problem { file, line, path, flaw } = problem;
    let line = line.map(|line| format!(", dòng {line}")).unwrap_or_default();
    let place = if path.is_empty() || path == "." {
        String::new()
    } else {
        format!(", trường `{path}`")
    };
    format!("Tệp “{file}”{line}{place}: {}.", flaw_in_words(flaw))
}

/// Says how much is wrong in a checklist, and the first of it.
pub(super) fn failure(problems: &[Problem]) -> String {
    let first = problems.first().map(problem_in_words).unwrap_or_default();
    format!("Bộ nội dung kiểm tra có {} lỗi. {first} Hãy sửa rồi thử lại.", problems.len())
}

/// Says what is wrong in a checklist that is being edited, without the place.
pub fn flaw_in_words(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Unreadable(said) => unreadable(said),
        Flaw::NotNfc => "chữ không ở dạng Unicode dựng sẵn (NFC)".to_owned(),
        Flaw::Empty => "nội dung còn trống".to_owned(),
        Flaw::BadName(name) => format!("`{name}` không đúng cách đặt mã"),
        Flaw::Duplicate(name) => format!("`{name}` bị dùng hai lần"),
        Flaw::Gone(name) => {
            format!("`{name}` đã ban hành nên không xóa được, chỉ cho thôi dùng từ một ngày")
        }
        Flaw::Taken { id, version } => {
            format!(
                "mã `{id}` đã dùng cho nội dung khác ở phiên bản {version}; hãy thêm lại với mã mới"
            )
        }
        Flaw::UnknownWord { word, allowed } => {
            format!("“{word}” không thuộc: {}", allowed.join(", "))
        }
        Flaw::Dangling { kind, name } => format!("không có {} `{name}`", kind_in_words(kind)),
        Flaw::Backward => "ngày cuối đứng trước ngày đầu".to_owned(),
        Flaw::Title(day) => {
            format!("ngày {} không có đúng một tên lĩnh vực", domain::date::short(*day))
        }
        Flaw::NoBasis(day) => {
            format!("ngày {} không có căn cứ và không nêu lý do", domain::date::short(*day))
        }
        Flaw::BadBasis => {
            "căn cứ phải có nội dung và độ chắc chắn, hoặc chỉ nêu lý do không có".to_owned()
        }
        Flaw::NoReason => "chưa nêu lý do mục chỉ có trong một thời kỳ".to_owned(),
        Flaw::Primary(count) => format!("có {count} phần chính, phải có đúng một"),
        Flaw::PartField { kind, field } => {
            format!("phần kiểu {kind} và trường `{field}` không đi với nhau")
        }
        Flaw::BadThreshold(text) => {
            format!("ngưỡng `{text}` không phải là phần trăm từ 0 đến 100, nhiều nhất hai số lẻ")
        }
        Flaw::WrongFeed(rule) => format!("quy tắc `{rule}` không cho ra loại số liệu của phần"),
        Flaw::BadMeasure => {
            "phép tính phải có hoặc dòng hoặc tổng; điều kiện phải có nội dung hoặc `filled`"
                .to_owned()
        }
        Flaw::UnknownPlaceholder(name) => format!("không có gì điền vào chỗ trống {{{name}}}"),
        Flaw::BadTemplate => "dấu ngoặc nhọn không khớp".to_owned(),
        Flaw::Formula(error) => formula_in_words(error),
    }
}

/// The reader of TOML says it in English; its two commonest openings are told in Vietnamese.
fn unreadable(said: &str) -> String {
    if let Some(name) = said.strip_prefix("missing field ") {
        return format!("thiếu trường {name}");
    }
    match said.strip_prefix("unknown field ").and_then(|rest| rest.split_once(", expected ")) {
        Some((name, known)) => {
            let known = known.trim_start_matches("one of ");
            format!("không có trường {name}; dùng được: {known}")
        }
        None => format!("không đọc được ({said})"),
    }
}

fn kind_in_words(kind: &str) -> &str {
    match kind {
        "basis" => "căn cứ",
        "register" => "sổ",
        "rule" => "quy tắc",
        "field" => "cột",
        "item" => "mục",
        "part" => "phần",
        "area" => "lĩnh vực",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_reader_says_is_told_in_vietnamese() {
        let said = |text: &str| flaw_in_words(&Flaw::Unreadable(text.to_owned()));
        assert_eq!(said("missing field `id`"), "thiếu trường `id`");
        assert_eq!(
            said("unknown field `x`, expected one of `a`, `b`"),
            "không có trường `x`; dùng được: `a`, `b`"
        );
    }
}
