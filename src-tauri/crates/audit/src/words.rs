//! What is told to people, in Vietnamese.

use std::path::Path;

use custody::{Flaw, Part, ReadFault, Remark, Report};
use ledger::{DevicePublic, Digest, OpRef, Role};

use crate::document::{AskedPaper, uuid};
use crate::moment;

/// The manual.
pub(crate) const HELP: &str = "\
Kiểm tra một hồ sơ lưu vết (.hoso) của đợt kiểm tra: chữ ký, chuỗi ghi, giấy báo nhận, văn bản đã chốt.
Không cần kho dữ liệu, mật khẩu hay mạng.

Cách dùng: bienban-audit [TÙY CHỌN] TỆP.hoso

Tùy chọn:
      --paper TỆP.pdf  Tìm văn bản này trong hồ sơ; có thể nêu nhiều lần
      --json           In kết quả thành một tài liệu JSON
  -h, --help           In hướng dẫn
  -V, --version        In phiên bản

Mã thoát: 0 mọi điều đều khớp; 1 có điều không khớp; 2 không phải hồ sơ đọc được.";

pub(crate) const NO_PAPER: &str = "Sau --paper phải có tệp PDF. Xem `bienban-audit --help`.";
pub(crate) const ONE_RECORD: &str = "Hãy nêu đúng một tệp hồ sơ. Xem `bienban-audit --help`.";
pub(crate) const STRANGE_PAPER: &str = "Văn bản được nêu không phải văn bản nào trong hồ sơ: tệp khác, đã bị sửa, hoặc được ký thêm sau khi xuất hồ sơ.";

/// What no record can show; told with every answer.
pub(crate) const LIMITS: [&str; 3] = [
    "Nội dung ở cuối một chuỗi mà chưa máy nào khác báo nhận có thể đã bị giữ lại; giấy báo nhận cũng có thể bị giữ lại. Hãy đối chiếu với hồ sơ do một máy khác trong đoàn xuất.",
    "Máy lập đoàn có đúng là máy được giao hay không phải đối chiếu mã máy ở nơi khác (quyết định, phòng chuyên môn).",
    "Hồ sơ không chứa nội dung đã ghi; tệp PDF nào thuộc dấu niêm phong nào là lời khai của máy xuất hồ sơ, hãy so mã niêm phong in trên từng trang.",
];

/// The option is none.
pub(crate) fn unknown_option(option: &str) -> String {
    format!("Không có tùy chọn “{}”. Xem `bienban-audit --help`.", plain(option))
}

/// A file cannot be read.
pub(crate) fn unreadable(path: &Path) -> String {
    format!("Không đọc được tệp “{}”.", path.display())
}

/// Why there is nothing to judge.
pub(crate) fn fault(fault: &ReadFault) -> String {
    match fault {
        ReadFault::NotARecord => {
            "Tệp này không phải hồ sơ lưu vết. Hãy chọn tệp có đuôi .hoso.".to_owned()
        }
        ReadFault::TooNew => {
            "Hồ sơ do phiên bản mới hơn ghi. Hãy dùng bản bienban-audit mới hơn.".to_owned()
        }
        ReadFault::Altered { entry } => format!(
            "Hồ sơ đã bị cắt hoặc sửa sau khi xuất: phần “{entry}” không khớp danh mục đã ký. Hãy lấy lại tệp gốc từ nơi xuất."
        ),
        ReadFault::Io(_) => "Không đọc hết được tệp hồ sơ.".to_owned(),
    }
}

/// The one line for a record that does not hold.
pub(crate) fn unsound(flaws: usize, first: &str) -> String {
    format!("Hồ sơ có {flaws} điều không khớp: {first}")
}

/// The whole report.
pub(crate) fn told(report: &Report, papers: &[AskedPaper]) -> String {
    let counts = &report.counts;
    let verdict = if report.is_sound() {
        "Mọi điều trong hồ sơ đều khớp."
    } else {
        "Hồ sơ CÓ ĐIỀU KHÔNG KHỚP."
    };
    let mut lines = vec![
        verdict.to_owned(),
        format!("Đợt kiểm tra: {}", uuid(report.campaign)),
        format!("Xuất bởi: {}, lúc {}", who(report, report.writer), moment::told(report.wall_ms)),
    ];
    lines.extend(report.founder.map(|device| format!("Máy lập đoàn: {device}")));
    lines.extend(report.takeovers.iter().map(|it| {
        let (who, at) = (who(report, it.device), moment::told(it.wall_ms));
        format!("Tiếp quản danh sách đoàn: {who}, từ danh sách thứ {}, lúc {at}", it.revision)
    }));
    lines.push(format!(
        "{} thay đổi trong {} chuỗi, {} chữ ký chuỗi, {} danh sách đoàn, {} giấy báo nhận, {} nhánh giữ riêng.",
        counts.ops, counts.streams, counts.segments, counts.charters, counts.receipts, counts.forks
    ));
    lines.push(format!("Chưa máy nào khác báo nhận: {} thay đổi.", counts.unconfirmed));
    lines.push(format!(
        "Kê khai {} tệp minh chứng, văn bản, {} KB.",
        counts.files,
        counts.file_bytes.div_ceil(1024)
    ));
    for person in &report.people {
        let ended = if person.ended { ", đã bị loại" } else { "" };
        lines.push(format!(
            "  {} · {}{ended} · {} thay đổi, {} giấy báo nhận",
            who(report, person.device),
            role(person.role),
            person.ops,
            person.receipts
        ));
    }
    for paper in &report.papers {
        lines.push(format!(
            "Văn bản chốt lúc {}, lần {}: {} mục từ {} thay đổi\n  mã niêm phong {}\n  PDF khi chốt {}\n  PDF hiện nay {}",
            moment::told(paper.sealed_ms),
            paper.revision,
            paper.fields,
            paper.ops,
            paper.seal,
            paper.pdf,
            paper.current
        ));
    }
    lines.extend(papers.iter().map(asked));
    lines.extend(report.flaws.iter().map(|it| format!("KHÔNG KHỚP: {}", flaw(report, it))));
    lines.extend(report.remarks.iter().map(|it| format!("Chú ý: {}", remark(report, it))));
    lines.extend(LIMITS.iter().map(|limit| format!("Giới hạn: {limit}")));
    lines.join("\n")
}

fn asked(paper: &AskedPaper) -> String {
    match paper.seal {
        Some(seal) => format!("Tệp “{}”: là văn bản có mã niêm phong {seal}.", paper.file),
        None => format!("Tệp “{}”: không có trong hồ sơ (SHA-256 {}).", paper.file, paper.sha256),
    }
}

/// Something that does not hold.
pub(crate) fn flaw(report: &Report, flaw: &Flaw) -> String {
    match flaw {
        Flaw::WriterStranger => {
            format!("Máy xuất hồ sơ ({}) không có trong danh sách đoàn nào.", report.writer)
        }
        Flaw::Charters { place } => format!(
            "Danh sách đoàn thứ {place} không nối tiếp danh sách trước nó; các danh sách từ đó không được tính."
        ),
        Flaw::Unverified { part, place } => {
            format!(
                "{} thứ {place} không đúng chữ ký hoặc không đúng dạng; không được tính.",
                kind(*part)
            )
        }
        Flaw::UnknownCharter { device, first, last } => format!(
            "{} ghi các số {}–{last} theo một danh sách đoàn không có trong hồ sơ.",
            who(report, *device),
            first.seq
        ),
        Flaw::Stranger { device, ops } => {
            format!("Máy {device} ghi {ops} thay đổi nhưng không có trong danh sách đoàn nào.")
        }
        Flaw::Gap { device, first, last } => {
            format!("Thiếu {} ở giữa chuỗi.", run(report, Some(*device), *first, *last))
        }
        Flaw::Broken { device, first } => format!(
            "Đoạn của {} từ số {} không nối vào phần trước nó.",
            who(report, *device),
            first.seq
        ),
        Flaw::Missing { by, wall_ms, device, first, last } => format!(
            "Thiếu {}: {} đã ký báo nhận, lúc {} theo đồng hồ máy đó. Hãy để máy xuất hồ sơ nhận gói toàn bộ của một máy có đủ rồi xuất lại; nếu vẫn thiếu thì nội dung đã mất hoặc bị bỏ đi.",
            run(report, *device, *first, *last),
            who(report, *by),
            moment::told(*wall_ms)
        ),
        Flaw::Altered { by, wall_ms, device, op } => format!(
            "Khác: thay đổi số {} của {} ở đây không phải thay đổi mà {} đã ký báo nhận lúc {} theo đồng hồ máy đó; chỗ khác có thể nằm ở số trước.",
            op.seq,
            who(report, *device),
            who(report, *by),
            moment::told(*wall_ms)
        ),
        Flaw::StrangeReceipt { device } => format!(
            "Có giấy báo nhận của máy {device}, không có trong danh sách đoàn hoặc về đợt khác."
        ),
        Flaw::Unproven { seal, ops, first } => format!(
            "Văn bản {} nêu {ops} thay đổi không có ở đây hoặc khác ở đây, trong đó có số {} của {}.",
            short(*seal),
            first.seq,
            stream(*first)
        ),
        Flaw::StrangeSeal { seal } => format!(
            "Bản kê của văn bản {} về đợt khác hoặc theo danh sách đoàn không có ở đây.",
            short(*seal)
        ),
    }
}

/// What a person should know.
pub(crate) fn remark(report: &Report, remark: &Remark) -> String {
    match remark {
        Remark::Fork { device, first, last } => format!(
            "{} đã ký hai nội dung khác nhau dưới cùng số {}–{last}: hai ổ đĩa cùng ghi một chuỗi. Bản thứ hai được giữ riêng, không áp dụng.",
            who(report, *device),
            first.seq
        ),
        Remark::AfterEnd { device, ops, .. } => format!(
            "{} ghi {ops} thay đổi sau khi bị loại khỏi đoàn; được giữ, không được tính.",
            who(report, *device)
        ),
        Remark::FilesAbsent { files } => {
            format!("{files} tệp được kê khai nhưng máy xuất hồ sơ không giữ.")
        }
        Remark::FilesElsewhere { files } => {
            format!("{files} tệp được máy khác báo nhận nhưng không có trong kê khai.")
        }
        Remark::SealAbsent { seal } => format!(
            "Văn bản {} không có bản kê trong hồ sơ (chưa tới máy xuất, hoặc nhận từ tệp đã ký).",
            short(*seal)
        ),
        Remark::EvidenceUnlisted { seal, files } => {
            format!("Văn bản {} viện dẫn {files} minh chứng không có trong kê khai.", short(*seal))
        }
        Remark::PreviousAbsent { seal } => {
            format!("Văn bản {} thay hoặc bổ sung một văn bản không có trong hồ sơ.", short(*seal))
        }
    }
}

/// `các số 3–5 của máy “Thư ký Đoàn” (…)`.
fn run(report: &Report, device: Option<DevicePublic>, first: OpRef, last: u32) -> String {
    let whose = match device {
        Some(device) if device == report.writer => {
            format!("chính máy xuất hồ sơ, {}", who(report, device))
        }
        Some(device) => who(report, device),
        None => stream(first),
    };
    if first.seq == last {
        format!("thay đổi số {last} của {whose}")
    } else {
        format!("các thay đổi số {}–{last} của {whose}", first.seq)
    }
}

/// Streams are told by the beginning of their number where their device is not known.
fn stream(op: OpRef) -> String {
    let number: String = op.stream.to_string().chars().take(8).collect();
    format!("chuỗi {number}…")
}

fn who(report: &Report, device: DevicePublic) -> String {
    let number: String = device.to_string().chars().take(8).collect();
    match report.name_of(device) {
        "" => format!("máy {number}…"),
        name => format!("máy “{}” ({number}…)", plain(name)),
    }
}

fn short(digest: Digest) -> String {
    digest.to_string().chars().take(16).chain(['…']).collect()
}

/// Names come from outside; a terminal must not obey them.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

const fn kind(part: Part) -> &'static str {
    match part {
        Part::Contents => "Danh mục",
        Part::Charter => "Danh sách đoàn",
        Part::Segment => "Đoạn ghi",
        Part::Fork => "Nhánh giữ riêng",
        Part::Receipt => "Giấy báo nhận",
        Part::Seal => "Bản kê văn bản",
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Leader => "trưởng đoàn",
        Role::Deputy => "phó đoàn",
        Role::Secretary => "thư ký",
        Role::Member => "thành viên",
        Role::Hub => "máy chủ cơ quan",
        Role::Unknown(_) => "vai trò chưa biết",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_move_the_cursor() {
        assert_eq!(plain("Thư\u{1b}[2J ký\n"), "Thư[2J ký");
    }

    #[test]
    fn every_answer_says_what_cannot_be_seen() {
        let device = DevicePublic::from_bytes([1; 32]);
        let report = Report {
            campaign: [0; 16],
            writer: device,
            wall_ms: 0,
            founder: None,
            takeovers: Vec::new(),
            people: Vec::new(),
            counts: custody::Counts::default(),
            papers: Vec::new(),
            flaws: Vec::new(),
            remarks: Vec::new(),
        };

        let text = told(&report, &[]);
        assert!(LIMITS.iter().all(|limit| text.contains(limit)), "{text}");
    }
}
