//! What fields are called and how their values are told, in Vietnamese.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answer::Verdict;
use domain::checklist::{FieldKind, Register};
use domain::date;
use domain::review::ReviewState;
use domain::visit::{Extent, VisitForm};
use serde_json::Value as Json;

use crate::folder::Folder;
use crate::minutes;
use crate::record::{self, BINNED, REMOVED, kind};
use crate::store::Target;

pub(super) const PURGED: &str = "(đã xóa theo quy định)";
pub(super) const WITHHELD: &str = "(máy này không được xem)";
pub(super) const OR: &str = " / ";

/// What a person is called whose name is not on this laptop.
pub fn stranger(stream: [u8; 32]) -> String {
    let code: String = stream.iter().take(2).map(|byte| format!("{byte:02X}")).collect();
    format!("Thành viên khác (máy {code})")
}

/// The item in the name of a field: `MC-03` of `MC-03/note`.
pub(super) fn item_of_field(target: &Target) -> Option<String> {
    match target.kind.as_str() {
        kind::ANSWER => target.field.split_once('/').map(|(item, _)| item.to_owned()),
        kind::REVIEW | kind::ACCEPTANCE => Some(target.field.clone()),
        _ => None,
    }
}

/// What the thing is called.
pub(super) fn title(
    target: &Target,
    folder: &Folder,
    register: Option<&Register>,
    item: Option<&str>,
) -> String {
    match target.kind.as_str() {
        kind::ANSWER | kind::REVIEW | kind::ACCEPTANCE => {
            format!("Mục {}", item.unwrap_or_default())
        }
        kind::FINDING => match item {
            Some(item) => format!("Nhận xét ở mục {item}"),
            None => "Nhận xét".to_owned(),
        },
        kind::EVIDENCE => {
            let known = folder.evidence.iter().find(|piece| piece.id.bytes() == target.id);
            let name = known.map(|piece| format!(" {}", piece.file_name)).unwrap_or_default();
            format!("Minh chứng{name}")
        }
        kind::ROW => match register {
            Some(register) => register.title.clone(),
            None => "Dòng trong sổ".to_owned(),
        },
        kind::VISIT => "Thông tin cuộc kiểm tra".to_owned(),
        kind::LAST => "Lần trước".to_owned(),
        _ => "Biên bản".to_owned(),
    }
}

/// What a field is called; `None` for what only the program reads.
pub(super) fn label(
    target: &Target,
    folder: &Folder,
    register: Option<&Register>,
) -> Option<String> {
    let field = match target.kind.as_str() {
        kind::VISIT => record::without_supplement(&target.field),
        _ => target.field.as_str(),
    };
    let fixed = match (target.kind.as_str(), field) {
        (_, REMOVED) => return None,
        (kind::ANSWER, _) => return answer_label(field, folder),
        (kind::REVIEW, _) => "Rà soát",
        (kind::ACCEPTANCE, _) => "Trưởng đoàn chấp nhận",
        (kind::FINDING, "kind") => "Loại",
        (kind::FINDING, "text") => "Nội dung",
        (kind::FINDING, "items") => "Các mục",
        (kind::FINDING, "open_list") => "Danh sách còn mở",
        (kind::FINDING, "explanation") => "Giải trình",
        (kind::FINDING, "ruling") => "Kết luận về giải trình",
        (kind::FINDING, "recommendation") => "Kiến nghị",
        (kind::FINDING, "responsible") => "Người chịu trách nhiệm",
        (kind::FINDING, "deadline") => "Hạn khắc phục",
        (kind::EVIDENCE, "file_name") => "Tệp",
        (kind::EVIDENCE, "caption") => "Chú thích",
        (kind::ROW, "cells") => "Các ô",
        (kind::ROW, _) => return cell_label(field, register),
        (kind::VISIT, "date") => "Ngày",
        (kind::VISIT, "form") => "Hình thức",
        (kind::VISIT, "start") => "Bắt đầu",
        (kind::VISIT, "end") => "Kết thúc",
        (kind::VISIT, "place") => "Địa điểm",
        (kind::VISIT, "delegation_present") => "Thành phần đoàn",
        (kind::VISIT, "unit_present") => "Thành phần đơn vị",
        (kind::VISIT, "period") => "Kỳ kiểm tra riêng",
        (kind::VISIT, "copies") => "Số bản",
        (kind::VISIT, "extent") => "Dạng biên bản",
        (kind::VISIT, _) if field.starts_with("refusal/") => "Lý do không ký biên bản",
        (kind::VISIT, BINNED) => "Trong thùng rác",
        (kind::SLOT, slot) => return Some(slot_label(slot, folder)),
        (kind::PAPER, "reason") => "Lý do lập bản thay thế, bổ sung",
        (kind::PAPER, "supplement") => "Biên bản bổ sung số",
        (kind::PAPER, "adds_to") => "Bổ sung cho biên bản số",
        (kind::PAPER, "begun") => "Ngày lập biên bản bổ sung",
        (kind::PAPER, "seal") => "Mã niêm phong",
        (kind::PAPER, "signings") => "Chữ ký",
        (kind::NUMBER, _) => "Số biên bản",
        (kind::LAST, "chosen") => "Cuộc kiểm tra kỳ trước",
        (kind::LAST, _) if field.starts_with("entry/") => "Tồn tại kỳ trước nhập tay",
        (kind::LAST, _) if field.starts_with("mended/") => "Đã khắc phục",
        _ => return None,
    };
    Some(fixed.to_owned())
}

fn cell_label(field: &str, register: Option<&Register>) -> Option<String> {
    let column = field.strip_prefix("cell.")?;
    let known = register.and_then(|it| it.field(column));
    Some(known.map_or_else(|| column.to_owned(), |it| it.label.clone()))
}

fn answer_label(field: &str, folder: &Folder) -> Option<String> {
    let (item, field) = field.split_once('/')?;
    match field {
        "verdict" => Some("Kết quả".to_owned()),
        "note" => Some("Ghi chú".to_owned()),
        "reviewed" => Some("Rà soát".to_owned()),
        "self_points" => Some("Điểm tự chấm".to_owned()),
        "points" => Some("Điểm thẩm định".to_owned()),
        other => {
            let name = other.strip_prefix("part/")?;
            let item = folder.view.item(item);
            let part = item.and_then(|it| it.parts.iter().find(|part| part.name == name));
            Some(part.map_or_else(|| "Số liệu".to_owned(), |part| part.label.clone()))
        }
    }
}

fn slot_label(slot: &str, folder: &Folder) -> String {
    let known = minutes::outline(&folder.material()).into_iter().find(|it| it.id == slot);
    known.map_or_else(|| "Phần của biên bản".to_owned(), |it| format!("Phần “{}”", it.title))
}

/// What a value says; empty when it says nothing.
pub(super) fn told(target: &Target, bytes: &[u8], register: Option<&Register>) -> String {
    let is_part = target.kind == kind::ANSWER && target.field.contains("/part/");
    if is_part {
        let value = record::read_part(bytes).ok().flatten();
        return value.map(|value| minutes::printed(&value)).unwrap_or_default();
    }
    let Ok(value) = serde_json::from_slice::<Json>(bytes) else { return String::new() };
    match (target.kind.as_str(), target.field.as_str()) {
        (kind::ANSWER, field) if field.ends_with("/verdict") => verdict(&value),
        (kind::REVIEW, _) => decision(&value),
        (kind::ACCEPTANCE, _) => yes_or_nothing(!value.is_null()),
        (kind::FINDING, "kind") => match value.as_str() {
            Some("strength") => "Ưu điểm".to_owned(),
            _ => "Tồn tại, hạn chế".to_owned(),
        },
        (kind::FINDING, "ruling") => ruling(&value),
        (kind::ROW, "cells") => cells(&value, register),
        (kind::ROW, field) => cell(&value, field, register),
        (kind::VISIT, "form") => form(&value),
        (kind::VISIT, "extent") => extent(&value),
        (kind::VISIT, "start" | "end") => {
            text(&value).get(..5).map(str::to_owned).unwrap_or_default()
        }
        (kind::VISIT, "period") => period(&value),
        (kind::SLOT, _) => text(value.get("text").unwrap_or(&Json::Null)),
        (kind::PAPER, "signings") => names(&value, "signer"),
        (kind::NUMBER, _) => {
            ["number", "symbol"].map(|part| text(value.get(part).unwrap_or(&Json::Null))).concat()
        }
        (kind::LAST, "chosen") => yes_or_nothing(!value.is_null()),
        (kind::LAST, field) if field.starts_with("entry/") => {
            text(value.get("text").unwrap_or(&Json::Null))
        }
        _ => text(&value),
    }
}

fn yes_or_nothing(yes: bool) -> String {
    if yes { "Có".to_owned() } else { String::new() }
}

fn verdict(value: &Json) -> String {
    let verdict = value.as_str().and_then(Verdict::from_code);
    verdict.map(|it| capital(minutes::verdict_word(Some(it)))).unwrap_or_default()
}

fn decision(value: &Json) -> String {
    let state = value.get("state").and_then(Json::as_str).and_then(ReviewState::from_code);
    let remark = value.get("remark").and_then(Json::as_str).unwrap_or_default();
    match state {
        Some(ReviewState::Reviewed | ReviewState::Accepted) => "Đã rà soát".to_owned(),
        Some(ReviewState::Returned) => format!("Trả lại: {remark}"),
        Some(ReviewState::Open | ReviewState::Edited) | None => String::new(),
    }
}

fn ruling(value: &Json) -> String {
    match value.as_str() {
        Some("accepted") => "Chấp nhận giải trình".to_owned(),
        Some("partly") => "Chấp nhận một phần".to_owned(),
        Some("kept") => "Giữ nguyên nhận xét".to_owned(),
        Some(_) | None => String::new(),
    }
}

fn form(value: &Json) -> String {
    match value.as_str().and_then(VisitForm::from_code) {
        Some(VisitForm::Planned) => "Theo kế hoạch".to_owned(),
        Some(VisitForm::Unannounced) => "Đột xuất".to_owned(),
        Some(VisitForm::FollowUp) => "Kiểm tra việc khắc phục".to_owned(),
        None => String::new(),
    }
}

fn extent(value: &Json) -> String {
    match value.as_str().and_then(Extent::from_code) {
        Some(Extent::Full) => "Đầy đủ".to_owned(),
        Some(Extent::Short) => "Rút gọn".to_owned(),
        None => "Theo loại đơn vị".to_owned(),
    }
}

fn period(value: &Json) -> String {
    let day = |name: &str| value.get(name).map(text).unwrap_or_default();
    if value.is_null() { String::new() } else { format!("{} – {}", day("from"), day("to")) }
}

/// The cells of a row in the order of its columns.
/// One cell as its column reads it.
fn cell(value: &Json, field: &str, register: Option<&Register>) -> String {
    let column = field.strip_prefix("cell.").unwrap_or(field);
    let kind = register.and_then(|it| it.field(column)).map(|it| &it.kind);
    match (kind, value.as_str()) {
        (Some(FieldKind::YesNo), Some("yes")) => "Có".to_owned(),
        (Some(FieldKind::YesNo), Some("no")) => "Không".to_owned(),
        _ => text(value),
    }
}

fn cells(value: &Json, register: Option<&Register>) -> String {
    let cells: BTreeMap<String, String> = serde_json::from_value(value.clone()).unwrap_or_default();
    let Some(register) = register else {
        return cells.into_values().collect::<Vec<_>>().join("; ");
    };
    let told = register.fields.iter().filter_map(|field| {
        let cell = cells.get(&field.name)?;
        let cell = match (&field.kind, cell.as_str()) {
            (FieldKind::YesNo, "yes") => "có",
            (FieldKind::YesNo, "no") => "không",
            (_, other) => other,
        };
        Some(format!("{}: {cell}", field.label))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Plain values as a person reads them; lists joined, days in the habit of the country.
fn text(value: &Json) -> String {
    match value {
        Json::Null | Json::Object(_) => String::new(),
        Json::Bool(yes) => if *yes { "Có" } else { "Không" }.to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => {
            NaiveDate::parse_from_str(text, "%Y-%m-%d").map_or_else(|_| text.clone(), date::short)
        }
        Json::Array(list) if list.iter().all(Json::is_object) => names(value, "name"),
        Json::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(", "),
    }
}

/// The people of a list, each with the title if there is one.
fn names(value: &Json, name: &str) -> String {
    let person = |one: &Json| {
        let [name, title] = [name, "title"].map(|key| one.get(key).map(text).unwrap_or_default());
        [name, title].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
    };
    value.as_array().into_iter().flatten().map(person).collect::<Vec<_>>().join("; ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
