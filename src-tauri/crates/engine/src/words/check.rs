//! What a check of the store found, in words.

use chrono::{DateTime, FixedOffset};
use domain::number::grouped;

use crate::store::{CheckReport, Flaw, Remark, Writer};

/// The lines that tell what a check found; the last ones name what is wrong.
pub fn check_lines(report: &CheckReport) -> Vec<String> {
    let count = |count: u32| grouped(u64::from(count));
    let mut lines = vec![
        format!(
            "{} thay đổi trong {} chuỗi ghi, {} chữ ký chuỗi.",
            count(report.ops),
            count(report.streams),
            count(report.segments)
        ),
        format!(
            "{} tệp minh chứng và văn bản, {} bản chụp.",
            count(report.files),
            count(report.snapshots)
        ),
    ];
    if report.receipts != 0 {
        lines.push(format!("{} giấy báo nhận của các máy trong đoàn.", count(report.receipts)));
    }
    if report.unsigned != 0 {
        lines.push(format!("{} thay đổi mới chưa tới lúc ký chuỗi.", count(report.unsigned)));
    }
    if report.purged != 0 {
        lines.push(format!("{} nội dung đã xóa theo quy định.", count(report.purged)));
    }
    if report.is_sound() {
        lines.push("Kho dữ liệu nguyên vẹn.".to_owned());
    }
    lines.extend(report.remarks.iter().map(check_remark));
    lines.extend(report.flaws.iter().map(flaw));
    lines
}

/// What a person should know although the store is sound.
pub fn check_remark(remark: &Remark) -> String {
    match remark {
        Remark::Fork { writer, op } => format!(
            "Máy của {} đã ký hai nội dung khác nhau dưới cùng số thứ tự, từ số {}: hai ổ đĩa cùng ghi một chuỗi (bản chép, bản khôi phục). Bản thứ hai được giữ riêng, không áp dụng; hãy hỏi lại người ghi.",
            named(writer),
            op.seq
        ),
        Remark::Disputed { by, writer, op, wall_ms } => format!(
            "Máy của {} báo nhận {} một nội dung khác với nội dung số {} của máy {} đang có ở đây. Hãy đối chiếu hai máy.",
            named(by),
            moment(*wall_ms),
            op.seq,
            named(writer)
        ),
    }
}

/// What was lost since somebody answered for it, and how to get it back.
pub fn loss_sentence(flaw: &Flaw) -> Option<String> {
    match flaw {
        Flaw::Lost { first, last, by, wall_ms } => Some(format!(
            "Thiếu {} thay đổi từng có trên máy này (số {}–{last} của một chuỗi ghi): máy của {} đã báo nhận {}. Hãy đề nghị một máy trong đoàn ghi gói toàn bộ rồi nhận lại.",
            last.saturating_sub(first.seq).saturating_add(1),
            first.seq,
            named(by),
            moment(*wall_ms)
        )),
        Flaw::Exchanged { op, wall_ms } => Some(format!(
            "Thay đổi số {} của một chuỗi ghi không còn là thay đổi mà chính máy này đã báo nhận {}. Hãy giữ nguyên kho và đối chiếu với máy khác trong đoàn.",
            op.seq,
            moment(*wall_ms)
        )),
        Flaw::Receipt { by } => Some(format!(
            "Kho ghi rằng máy của {} đã báo nhận, nhưng không có chữ ký nào của máy đó chứng minh. Hãy trao đổi lại với máy đó.",
            named(by)
        )),
        Flaw::Keys
        | Flaw::Database
        | Flaw::Chain { .. }
        | Flaw::Op { .. }
        | Flaw::Signature { .. }
        | Flaw::Projection(_)
        | Flaw::FileMissing(_)
        | Flaw::FileDamaged(_)
        | Flaw::Snapshot { .. } => None,
    }
}

/// The name, or the beginning of the device's number.
fn named(writer: &Writer) -> String {
    if writer.name.is_empty() {
        writer.device.to_string().chars().take(8).collect()
    } else {
        format!("“{}”", writer.name)
    }
}

/// A moment by another device's clock, as Vietnam reads it.
fn moment(wall_ms: u64) -> String {
    const HOURS_EAST: i32 = 7;
    let at = i64::try_from(wall_ms).ok().and_then(DateTime::from_timestamp_millis);
    let local = at.zip(FixedOffset::east_opt(HOURS_EAST * 3600));
    local.map_or_else(
        || "vào lúc không rõ".to_owned(),
        |(at, zone)| at.with_timezone(&zone).format("lúc %H:%M ngày %d/%m/%Y").to_string(),
    )
}

fn flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::Keys => "Tệp khóa không đọc được.".to_owned(),
        Flaw::Database => "Cơ sở dữ liệu bị hỏng.".to_owned(),
        Flaw::Chain { op } => format!("Chuỗi ghi bị đứt ở {op:?}."),
        Flaw::Op { op } => format!("Không mở được thay đổi {op:?}."),
        Flaw::Signature { stream: _, first_seq } => {
            format!("Chữ ký chuỗi từ thay đổi {first_seq} không khớp.")
        }
        Flaw::Projection(difference) => {
            format!("Bảng “{}” không khớp với sổ ghi.", difference.table)
        }
        Flaw::FileMissing(digest) => format!("Thiếu tệp {digest}."),
        Flaw::FileDamaged(digest) => format!("Tệp {digest} bị hỏng."),
        Flaw::Snapshot { name } => format!("Bản chụp “{name}” không đọc được."),
        Flaw::Lost { .. } | Flaw::Exchanged { .. } | Flaw::Receipt { .. } => {
            loss_sentence(flaw).unwrap_or_default()
        }
    }
}
