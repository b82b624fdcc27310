//! What a check of the store found, in words.

use domain::number::grouped;

use crate::store::{CheckReport, Flaw};

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
    if report.unsigned != 0 {
        lines.push(format!("{} thay đổi mới chưa tới lúc ký chuỗi.", count(report.unsigned)));
    }
    if report.purged != 0 {
        lines.push(format!("{} nội dung đã xóa theo quy định.", count(report.purged)));
    }
    if report.is_sound() {
        lines.push("Kho dữ liệu nguyên vẹn.".to_owned());
    }
    lines.extend(report.flaws.iter().map(flaw));
    lines
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
    }
}
