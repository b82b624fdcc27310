//! Every sentence of the pages.
//!
//! What the engine already says in words (why a file is no longer intact, where a demand stands) comes
//! from there.

mod lists;
mod log;
mod start;

use chrono::{DateTime, FixedOffset, NaiveDate};
use domain::campaign::{Agency, Period, Role as Part};
use domain::date;
use domain::number::grouped;
use domain::visit::VisitForm;
use engine::actions::{PaperState, Seat};
use engine::export::StoreShown;

use crate::access::Role;
use crate::reading::PaperKind;
use crate::routes::UploadFault;

pub(crate) use lists::*;
pub(crate) use log::*;
pub(crate) use start::{bad_certificate, bad_config};

// The frame of every page.
pub(crate) const PRODUCT: &str = "Biên Bản";
pub(crate) const OFFICE: &str = "Trang cơ quan";
pub(crate) const TO_CONTENT: &str = "Đến phần nội dung";
pub(crate) const PAGES: &str = "Các trang";
pub(crate) const CAMPAIGNS: &str = "Đợt kiểm tra";
pub(crate) const CHECK: &str = "Kiểm tra văn bản";
pub(crate) const DEVICES: &str = "Máy của các đoàn";
pub(crate) const DEVICES_SHORT: &str = "Các máy";
pub(crate) const LEAVE: &str = "Đăng xuất";
pub(crate) const ONLY_READS: &str = "Trang này chỉ để xem. Nội dung do máy của các đoàn gửi về; muốn sửa, hãy sửa trên máy của đoàn.";
pub(crate) const BACK: &str = "Về danh sách đợt kiểm tra";

// Signing in.
pub(crate) const SIGN_IN: &str = "Đăng nhập";
pub(crate) const SIGN_IN_WHY: &str =
    "Xem biên bản, thông báo kết luận và thời hạn khắc phục mà các đoàn đã gửi về cơ quan.";
pub(crate) const NAME: &str = "Tên đăng nhập";
pub(crate) const PASSPHRASE: &str = "Mật khẩu";
pub(crate) const NO_ACCOUNT: &str =
    "Chưa có tài khoản hoặc quên mật khẩu: hãy hỏi người quản trị máy chủ của cơ quan.";
pub(crate) const REFUSED: &str = "Tên hoặc mật khẩu chưa đúng. Hãy kiểm tra bộ gõ rồi nhập lại.";
pub(crate) const INCOMPLETE: &str = "Hãy nhập cả tên và mật khẩu.";
pub(crate) const TOO_MANY: &str = "Đã thử đăng nhập quá nhiều lần. Hãy chờ 15 phút rồi thử lại.";

// Why a page is not shown.
pub(crate) const TROUBLE: &str = "Không mở được trang";
pub(crate) const NOT_FOUND: &str =
    "Không có trang, đợt kiểm tra hoặc văn bản này. Hãy kiểm tra lại địa chỉ.";
pub(crate) const FOREIGN: &str =
    "Yêu cầu được gửi từ một trang khác nên không được nhận. Hãy mở trang cơ quan rồi làm lại.";
pub(crate) const ADMINS_ONLY: &str = "Trang này dành cho người quản trị máy chủ.";
pub(crate) const NO_STORE: &str =
    "Kho dữ liệu của máy chủ đang đóng. Hãy báo người quản trị mở kho rồi tải lại trang.";
pub(crate) const INTERNAL: &str =
    "Máy chủ gặp lỗi ngoài dự kiến. Dữ liệu đã nhận vẫn an toàn. Hãy thử lại sau ít phút.";

// The list of campaigns.
pub(crate) const NO_CAMPAIGNS: &str = "Chưa có đợt kiểm tra nào";
pub(crate) const NO_CAMPAIGNS_WHY: &str =
    "Khi máy của một đoàn gửi nội dung về, đợt kiểm tra của đoàn đó sẽ có ở đây.";
pub(crate) const VISITS: &str = "Cuộc kiểm tra";
pub(crate) const SEALED: &str = "Đã chốt";
pub(crate) const SIGNED: &str = "Đã ký";
pub(crate) const OPEN: &str = "Chưa khắc phục xong";
pub(crate) const OVERDUE: &str = "Quá hạn";
pub(crate) const SAMPLE: &str = "Dữ liệu mẫu";
pub(crate) const UNREADABLE: &str = "Máy chủ chưa có bộ nội dung kiểm tra mà đợt này dùng nên chưa đọc được các cuộc kiểm tra. Hãy báo người quản trị nhập bộ nội dung đó vào máy chủ, rồi mở lại trang.";

// One campaign.
pub(crate) const AGENCY: &str = "Cơ quan kiểm tra";
pub(crate) const DELEGATION: &str = "Đoàn";
pub(crate) const DATES: &str = "Ngày kiểm tra";
pub(crate) const PERIOD: &str = "Kỳ được kiểm tra";
pub(crate) const BASES: &str = "Căn cứ";
pub(crate) const UNITS: &str = "Đơn vị và biên bản";
pub(crate) const NO_UNITS: &str = "Đợt này chưa ghi đơn vị nào.";
pub(crate) const NO_VISIT: &str = "Chưa có cuộc kiểm tra.";
pub(crate) const NO_PAPER: &str = "Chưa có biên bản đã chốt.";
pub(crate) const NOTICE: &str = "Thông báo kết luận";
pub(crate) const NO_NOTICE: &str = "Chưa có thông báo kết luận đã chốt.";
pub(crate) const DOWNLOAD: &str = "Tải PDF";
pub(crate) const SCANNED: &str = "có bản quét chữ ký tay";

// What units were told to do.
pub(crate) const FOLLOW_UP: &str = "Theo dõi khắc phục";
pub(crate) const NO_DEMANDS: &str = "Đợt này chưa có kiến nghị, yêu cầu nào.";
pub(crate) const ALL_SETTLED: &str = "Mọi kiến nghị, yêu cầu đã được khắc phục hoặc chuyển kỳ sau.";
pub(crate) const DEMAND: &str = "Nội dung phải khắc phục";
pub(crate) const RESPONSIBLE: &str = "Người chịu trách nhiệm";
pub(crate) const DUE: &str = "Thời hạn";
pub(crate) const STATE: &str = "Tình trạng";
pub(crate) const NOBODY: &str = "chưa ghi";
pub(crate) const DISPUTED: &str = "có ý kiến khác nhau giữa các máy";

// Checking a file.
pub(crate) const CHECK_WHY: &str = "Chọn một văn bản PDF đã ký để xem chữ ký có còn đúng, văn bản có bị sửa sau khi ký, và nội dung in có khớp dữ liệu kèm theo hay không. Tệp chỉ được đọc để kiểm tra, máy chủ không lưu lại.";
pub(crate) const FILE: &str = "Tệp PDF";
pub(crate) const JUDGE: &str = "Kiểm tra";
pub(crate) const RESULT: &str = "Kết quả";
pub(crate) const SIGNATURES: &str = "Chữ ký số";
pub(crate) const NO_SIGNATURES: &str = "Tệp không có chữ ký số nào.";
pub(crate) const TIMESTAMPS: &str = "Dấu thời gian cho toàn văn bản";
pub(crate) const DATA: &str = "Nội dung in và dữ liệu kèm theo";
pub(crate) const BESIDE: &str = "So với bản cơ quan đang giữ";
pub(crate) const LATER: &str = "Sau chữ ký này:";
pub(crate) const PLACE: &str = "Ô ký";
pub(crate) const INTEGRITY: &str = "Chữ ký";
pub(crate) const COVERS: &str = "Phần được ký";
pub(crate) const ISSUER: &str = "Nơi cấp chứng thư";
pub(crate) const CLAIMED: &str = "Giờ máy ký khai";
pub(crate) const NO_TIME: &str = "không ghi";
pub(crate) const SOUND: &str = "Nguyên vẹn";
pub(crate) const UNSOUND: &str = "Cần xem lại";
pub(crate) const UNKNOWN_SIGNER: &str =
    "Chưa xác nhận được người ký: cơ quan chưa tin cậy nơi cấp chứng thư.";

// The laptops of the delegations.
pub(crate) const DEVICES_WHY: &str = "Mỗi máy được coi là đã có một nội dung khi chính máy đó ký báo nhận. Máy còn thiếu nhiều cần kết nối với máy chủ hoặc nhận gói qua USB.";
pub(crate) const PERSON: &str = "Người dùng";
pub(crate) const PART: &str = "Vai trò";
pub(crate) const AREAS: &str = "Lĩnh vực";
pub(crate) const ALL_AREAS: &str = "Mọi lĩnh vực";
pub(crate) const LACKS: &str = "Còn thiếu";
pub(crate) const HEARD: &str = "Tin gần nhất";
pub(crate) const NEVER: &str = "Chưa có tin";
pub(crate) const NOTHING: &str = "–";
pub(crate) const THIS_DEVICE: &str = "Máy chủ này";
pub(crate) const UNNAMED: &str = "Chưa rõ tên";
pub(crate) const FOUNDER: &str = "lập đoàn";
pub(crate) const NO_DEVICES: &str = "Đợt này chưa có nội dung nào nên chưa có đoàn.";

/// What the store answered in the place of a page.
pub(crate) fn store_failed(message: &str, code: &str) -> String {
    format!("{message} ({code})")
}

/// What somebody who is signed in may see.
pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Viewer => "người xem",
        Role::Admin => "người quản trị",
    }
}

/// The title of a page.
pub(crate) fn title(of: &str) -> String {
    format!("{of} – {PRODUCT}")
}

/// An agency below the one it belongs to.
pub(crate) fn agency(agency: &Agency) -> String {
    let Agency { parent, name, .. } = agency;
    if parent.is_empty() { name.clone() } else { format!("{parent} – {name}") }
}

/// Days from one to another, or the one day.
pub(crate) fn days(period: Period) -> String {
    let (from, to) = (date::short(period.from), date::short(period.to));
    if from == to { from } else { format!("{from} – {to}") }
}

/// A moment as people here read it.
pub(crate) fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M, %d/%m/%Y").to_string()
}

/// A moment that is spelled as RFC 3339; as it stands where it is spelled otherwise.
pub(crate) fn moment_of(text: &str) -> String {
    DateTime::parse_from_rfc3339(text).map_or_else(|_| text.to_owned(), moment)
}

/// A count of things.
pub(crate) fn count(number: impl TryInto<u64>) -> String {
    grouped(number.try_into().unwrap_or(u64::MAX))
}

/// Where minutes or another paper stand.
pub(crate) const fn paper_state(state: PaperState) -> &'static str {
    match state {
        PaperState::Draft => "Dự thảo",
        PaperState::Sealed => "Đã chốt, chưa ký",
        PaperState::PartlySigned => "Đã chốt, đang ký",
        PaperState::Signed => "Đã ký",
        PaperState::Replaced => "Đã được bản khác thay",
    }
}

/// How a visit came about.
pub(crate) const fn form(form: VisitForm) -> &'static str {
    match form {
        VisitForm::Planned => "theo kế hoạch",
        VisitForm::Unannounced => "đột xuất",
        VisitForm::FollowUp => "kiểm tra việc khắc phục",
    }
}

/// What a paper is called, with which one it is where there are several.
pub(crate) fn paper(kind: PaperKind, revision: u32) -> String {
    let name = match kind {
        PaperKind::Minutes => "Biên bản".to_owned(),
        PaperKind::Supplement(number) => format!("Biên bản bổ sung {number:02}"),
        PaperKind::Notice => NOTICE.to_owned(),
        PaperKind::Letter(day) => format!("Công văn đôn đốc ngày {}", date::short(day)),
    };
    if revision < 2 { name } else { format!("{name}, bản thứ {revision}") }
}

/// When a paper was sealed and how many signed it.
pub(crate) fn sealed(at: &str, signatures: usize) -> String {
    let at = moment_of(at);
    match signatures {
        0 => format!("chốt lúc {at}"),
        number => format!("chốt lúc {at}, {number:02} chữ ký"),
    }
}

/// When a unit is to be visited.
pub(crate) fn planned(day: NaiveDate) -> String {
    format!("Dự kiến kiểm tra ngày {}.", date::short(day))
}

/// A visit: its day and how it came about.
pub(crate) fn visit(day: NaiveDate, came: VisitForm) -> String {
    format!("Kiểm tra ngày {}, {}", date::short(day), form(came))
}

/// How far a visit has come, and what it found.
pub(crate) fn progress(done: u32, of: u32, shortcomings: u32) -> String {
    let found = match shortcomings {
        0 => "chưa ghi tồn tại nào".to_owned(),
        number => format!("{} tồn tại", count(number)),
    };
    format!("{}/{} mục có kết quả, {found}", count(done), count(of))
}

/// The day for which states hold.
pub(crate) fn states_on(day: NaiveDate) -> String {
    format!("Tình trạng tính đến ngày {}.", date::short(day))
}

/// How many demands are in a state.
pub(crate) fn several(number: u32, state: &str) -> String {
    format!("{} {state}", count(number))
}

/// How many demands are done with.
pub(crate) fn settled(number: u32) -> String {
    format!("Đã khắc phục hoặc chuyển kỳ sau ({})", count(number))
}

/// Years that a term runs into and whose days off are not known.
pub(crate) fn missing_years(years: &[i32]) -> String {
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    format!(
        "Máy chủ chưa có lịch nghỉ năm {}, nên chưa tính được thời hạn rơi vào năm đó.",
        years.join(", ")
    )
}

/// Why a file cannot be judged.
pub(crate) fn upload_fault(fault: UploadFault, max_bytes: usize) -> String {
    match fault {
        UploadFault::TooLong => format!(
            "Tệp quá lớn: chỉ nhận tệp đến {}. Hãy kiểm tra tệp này bằng chương trình trên máy tính.",
            megabytes(max_bytes)
        ),
        UploadFault::NoFile => "Chưa chọn tệp. Hãy chọn một tệp PDF rồi bấm Kiểm tra.".to_owned(),
        UploadFault::NotPdf => {
            "Tệp này không phải PDF. Hãy chọn đúng tệp PDF đã ký, không chọn ảnh chụp hay tệp Word."
                .to_owned()
        }
        UploadFault::Broken => "Tệp chưa gửi lên đủ. Hãy kiểm tra mạng rồi gửi lại.".to_owned(),
        UploadFault::Busy => {
            "Máy chủ đang kiểm tra nhiều tệp cùng lúc. Hãy gửi lại sau ít phút.".to_owned()
        }
    }
}

/// How large a file may be.
pub(crate) fn at_most(max_bytes: usize) -> String {
    format!("Đến {}.", megabytes(max_bytes))
}

fn megabytes(bytes: usize) -> String {
    let whole = bytes / (1024 * 1024);
    if whole == 0 { format!("{} byte", count(bytes)) } else { format!("{} MB", count(whole)) }
}

/// Whether a signature holds.
pub(crate) fn integrity(code: &str) -> &'static str {
    match code {
        "ok" => "đúng",
        "broken" => "KHÔNG đúng",
        _ => "không kết luận được",
    }
}

/// What a signature was made over.
pub(crate) fn covers(code: &str) -> &'static str {
    match code {
        "whole-file" => "toàn bộ tệp",
        "revision" => "tệp tại lúc ký",
        _ => "không rõ phần nào",
    }
}

/// Whether the office trusts whoever issued a certificate.
pub(crate) const fn issuer(is_trusted: bool) -> &'static str {
    if is_trusted { "cơ quan đã tin cậy" } else { "chưa xác nhận được nơi cấp" }
}

/// How a file stands to what the office has of the same paper. The engine says this for somebody at
/// the laptop that has it; whoever reads a page sits elsewhere, and cannot attach the file.
pub(crate) fn standing(found: &StoreShown) -> String {
    let StoreShown { signatures_kept: kept, signatures_found: brought, .. } = found;
    let both = format!("bản đang giữ có {kept:02} chữ ký số, tệp này có {brought:02}");
    let mut text = match found.standing {
        "same" => format!("Trùng với bản cơ quan đang giữ: {kept:02} chữ ký số."),
        "older" => format!("CŨ HƠN bản cơ quan đang giữ: {both}. Hãy dùng bản đang giữ."),
        "newer" => format!(
            "Mới hơn bản cơ quan đang giữ: {both}. Hãy báo đoàn đính tệp này vào văn bản trên máy của đoàn."
        ),
        "apart" => format!(
            "KHÁC bản cơ quan đang giữ: cùng một văn bản đã chốt nhưng được ký tiếp riêng ({both}). Hãy hỏi nơi gửi rồi giữ một bản."
        ),
        _ => "Cơ quan chưa nhận được văn bản này nên không so được.".to_owned(),
    };
    if found.is_replaced {
        text.push_str(" Văn bản này đã được một bản khác thay thế.");
    }
    text
}

/// A timestamp over a whole paper.
pub(crate) fn timestamp(authority: &str, time: Option<&str>, holds: bool, trusted: bool) -> String {
    let time = time.map_or_else(|| "không đọc được giờ".to_owned(), moment_of);
    let state = match (holds, trusted) {
        (false, _) => "KHÔNG đúng",
        (true, false) => "đúng, chưa xác nhận được nơi cấp",
        (true, true) => "đúng, nơi cấp đã được tin cậy",
    };
    format!("{authority}: {time} ({state})")
}

/// What somebody is in the delegation.
pub(crate) const fn part(seat: Option<Seat>) -> &'static str {
    match seat {
        Some(Seat::Person(Part::Leader)) => "Trưởng đoàn",
        Some(Seat::Person(Part::Deputy)) => "Phó trưởng đoàn",
        Some(Seat::Person(Part::Secretary)) => "Thư ký",
        Some(Seat::Person(Part::Member)) => "Thành viên",
        Some(Seat::Hub) => "Máy chủ cơ quan",
        None => "Vai trò của bản mới hơn",
    }
}

/// What a laptop does not answer for yet.
pub(crate) fn lacks(number: u32) -> String {
    match number {
        0 => "Đã báo nhận đủ".to_owned(),
        number => format!("Chưa báo nhận {} nội dung", count(number)),
    }
}

/// A laptop that was ended.
pub(crate) const ENDED: &str = "Đã loại khỏi đoàn";

/// The beginning of the code of a laptop, to be compared with its own screen.
pub(crate) fn device(code: &str) -> String {
    format!("Mã máy {}…", code.chars().take(16).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_days_and_counts_are_written_as_in_vietnam() {
        assert_eq!(moment_of("2022-09-15T09:05:00+07:00"), "09:05, 15/09/2022");
        assert_eq!(moment_of("hôm qua"), "hôm qua");
        assert_eq!(count(4545_u32), "4.545");
        let day = |day| NaiveDate::from_ymd_opt(2022, 9, day).unwrap();
        assert_eq!(days(Period { from: day(1), to: day(1) }), "01/09/2022");
        assert_eq!(days(Period { from: day(1), to: day(15) }), "01/09/2022 – 15/09/2022");
        assert_eq!(
            paper(PaperKind::Letter(day(5)), 2),
            "Công văn đôn đốc ngày 05/09/2022, bản thứ 2"
        );
        assert_eq!(at_most(64 * 1024 * 1024), "Đến 64 MB.");
    }
}
