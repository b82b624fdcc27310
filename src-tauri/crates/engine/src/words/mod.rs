//! The Vietnamese sentence and the stable code of every failure.
//!
//! One catalogue for the window and the command line: each sentence says what
//! happened and what to do next. Codes are a contract; scripts compare them.

mod check;
mod checklist;
mod data;
mod follow_up;
mod formulas;
mod handover;
mod import;
mod incoming;
mod late;
mod layout;
mod pad;
mod review;
mod sampling;
mod scan;
mod sheet;
mod signing;
mod store;
mod table;
mod token;

pub use check::{check_lines, check_remark, loss_sentence};
pub use checklist::{flaw_in_words, problem_in_words};
pub use data::{
    beside_sentences, difference_sentence, later_sentence, own_sentence, unprinted_sentence,
    why_not,
};
pub use follow_up::{demand_state, due_in_words};
pub use formulas::{FunctionInWords, formula_functions};
pub use handover::{cannot_listen, clock_remark, handover_remarks, unentitled_sentence};
pub use incoming::{signer_told, standing_sentence};
pub use scan::scan_sentence;
pub use sheet::{checklist_refused, column_name, sheet_sentence};
pub use signing::{pdf_failure, stamped_sentence, time_reason, verdict_sentence};
pub use table::line_sentence;
pub use token::pin_state;

use crate::error::{EngineError, Field, Noun};
use crate::minutes::{Check, CheckLevel};

/// A failure as people and scripts see it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    /// The stable code: `E-STORE-PASSPHRASE`.
    pub code: &'static str,
    /// What happened and what to do, in Vietnamese.
    pub message: String,
    /// What kind of failure it is, for an exit code.
    pub class: Class,
}

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Class {
    /// The answer to the question is “no”.
    No,
    /// What was asked or given cannot be taken.
    Input,
    /// The store is locked, damaged or cannot be written.
    Store,
}

impl Failure {
    fn new(class: Class, code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), class }
    }

    /// The store is locked.
    pub fn locked() -> Self {
        Self::new(Class::Store, "E-STORE-LOCKED", "Kho dữ liệu đang khóa. Hãy nhập mật khẩu để mở.")
    }

    /// Somebody wants signatures to last while this is being done already.
    pub fn extending_already() -> Self {
        signing::extending_already()
    }

    /// The program met a state that nobody foresaw.
    pub fn internal() -> Self {
        Self::new(
            Class::Store,
            "E-INTERNAL",
            "Chương trình gặp lỗi ngoài dự kiến. Dữ liệu đã lưu vẫn an toàn. Hãy đóng và mở lại chương trình.",
        )
    }
}

impl From<&EngineError> for Failure {
    fn from(error: &EngineError) -> Self {
        match error {
            EngineError::Store(error) => store::failure(error),
            EngineError::Pad(error) => pad::failure(error),
            EngineError::Import(error) => import::failure(error),
            EngineError::Table(error) => table::failure(error),
            EngineError::Sign(error) => signing::sign_failure(error),
            EngineError::Key(error) => signing::key_failure(error),
            EngineError::SignaturePicture(error) => signing::picture_failure(error),
            EngineError::Token(error) => token::failure(error),
            EngineError::PaperMoved => signing::paper_moved(),
            EngineError::Paper(error) => paper_failure(error),
            EngineError::Sampling(error) => sampling::failure(error),
            EngineError::Record(_) | EngineError::Seal(_) => Self::new(
                Class::Store,
                "E-RECORD",
                "Có dữ liệu mà phiên bản này không đọc được, có thể do phiên bản mới hơn ghi. Hãy cập nhật chương trình; dữ liệu không bị mất.",
            ),
            EngineError::Catalogue(error) => {
                Self::new(Class::Input, "E-CHECKLIST", checklist::failure(&error.0))
            }
            EngineError::Wording(_) => Self::new(
                Class::Input,
                "E-WORDING",
                "Câu mẫu có dấu ngoặc nhọn không khớp. Hãy sửa câu mẫu.",
            ),
            EngineError::Layout(bad) => Self::new(Class::Input, "E-LAYOUT", layout::bad(bad)),
            EngineError::NotFound { what, name } => Self::new(
                Class::Input,
                "E-NOT-FOUND",
                format!(
                    "Không tìm thấy {} “{name}” trên máy này. Hãy kiểm tra lại tên hoặc mã.",
                    noun(*what)
                ),
            ),
            EngineError::BadInput { field, entered } => bad_input(*field, entered),
            EngineError::File { path, .. } => Self::new(
                Class::Input,
                "E-FILE",
                format!(
                    "Không đọc hoặc ghi được tệp “{}”. Hãy kiểm tra đường dẫn, quyền ghi và dung lượng đĩa.",
                    path.display()
                ),
            ),
            EngineError::UnitList { file, .. } => table::unit_list(file),
            EngineError::RefusedToSign => signing::refused_to_sign(),
            EngineError::LeaderSigns => signing::leader_signs(),
            EngineError::Late(fault) => late::failure(*fault),
            EngineError::Scan(fault) => scan::failure(fault),
            EngineError::NoTimeAuthority => signing::no_time_authority(),
            EngineError::Incoming(fault) => incoming::failure(fault),
            EngineError::Handover(fault) => handover::failure(fault),
            EngineError::Published => checklist::published(),
            EngineError::DraftRefused(problems) => checklist::refused(problems),
            EngineError::VersionTaken(version) => checklist::taken(version),
            EngineError::NothingChanged => checklist::unchanged(),
            EngineError::SealRefused(_)
            | EngineError::AlreadySealed
            | EngineError::NotSealed
            | EngineError::DrawnTooLate
            | EngineError::NotTheSealedPaper
            | EngineError::OtherPages
            | EngineError::NothingNew
            | EngineError::NothingToUndo
            | EngineError::NothingToRedo
            | EngineError::NotEntitled(_)
            | EngineError::NothingToReview { .. }
            | EngineError::Picture
            | EngineError::TooLarge { .. } => of_paper(error),
        }
    }
}

fn bad_input(field: Field, entered: &str) -> Failure {
    if field == Field::OpenPlace {
        return Failure::new(
            Class::Input,
            "E-OPEN-PLACE",
            format!(
                "Câu còn chỗ trống {{{entered}}}. Hãy điền nội dung thay cho chỗ trống rồi lưu lại."
            ),
        );
    }
    Failure::new(
        Class::Input,
        "E-INPUT",
        format!("{} không hợp lệ{}. {}", field_name(field), quoted(entered), advice(field)),
    )
}

fn seal_refused(checks: &[Check]) -> Failure {
    let blocks = checks.iter().filter(|check| check.level == CheckLevel::Block);
    let blocks: Vec<&str> = blocks.map(|check| check.text.as_str()).collect();
    Failure::new(
        Class::No,
        "E-SEAL-REFUSED",
        format!("Chưa chốt được văn bản: {} Hãy xử lý rồi chốt lại.", blocks.join(" ")),
    )
}

/// Failures around sealing, signing and evidence.
fn of_paper(error: &EngineError) -> Failure {
    match error {
        EngineError::SealRefused(checks) => seal_refused(checks),
        EngineError::AlreadySealed => Failure::new(
            Class::No,
            "E-SEAL-ALREADY",
            "Văn bản đã chốt. Muốn sửa, hãy lập bản mới thay thế và ghi lý do.",
        ),
        EngineError::NotSealed => {
            Failure::new(Class::No, "E-SEAL-NOT", "Văn bản chưa chốt. Hãy chốt nội dung trước.")
        }
        EngineError::DrawnTooLate => signing::drawn_too_late(),
        EngineError::OtherPages => signing::other_pages(),
        EngineError::NothingNew => signing::nothing_new(),
        EngineError::NotTheSealedPaper => Failure::new(
            Class::No,
            "E-ATTACH-OTHER",
            "Tệp đưa về không chứa nguyên vẹn văn bản đã chốt. Hãy chọn đúng tệp đã xuất ra và ký.",
        ),
        EngineError::NothingToUndo => Failure::new(
            Class::No,
            "E-UNDO-EMPTY",
            "Không còn thao tác nào để hoàn tác trong phiên này.",
        ),
        EngineError::NothingToRedo => Failure::new(
            Class::No,
            "E-REDO-EMPTY",
            "Không có thao tác nào vừa hoàn tác để làm lại.",
        ),
        EngineError::NotEntitled(need) => review::not_entitled(need),
        EngineError::NothingToReview { accepted } => review::nothing_to_review(*accepted),
        EngineError::Picture => Failure::new(
            Class::Input,
            "E-PICTURE",
            "Không đọc được ảnh này. Tệp gốc vẫn được giữ nguyên; hãy mở bằng chương trình khác.",
        ),
        EngineError::TooLarge { bytes, most } => too_large(*bytes, *most),
        EngineError::Store(_)
        | EngineError::Pad(_)
        | EngineError::Import(_)
        | EngineError::Table(_)
        | EngineError::Sign(_)
        | EngineError::Key(_)
        | EngineError::SignaturePicture(_)
        | EngineError::Token(_)
        | EngineError::PaperMoved
        | EngineError::Paper(_)
        | EngineError::Sampling(_)
        | EngineError::Record(_)
        | EngineError::Seal(_)
        | EngineError::Catalogue(_)
        | EngineError::Wording(_)
        | EngineError::Layout(_)
        | EngineError::NotFound { .. }
        | EngineError::BadInput { .. }
        | EngineError::UnitList { .. }
        | EngineError::RefusedToSign
        | EngineError::LeaderSigns
        | EngineError::Late(_)
        | EngineError::Scan(_)
        | EngineError::NoTimeAuthority
        | EngineError::Incoming(_)
        | EngineError::Handover(_)
        | EngineError::Published
        | EngineError::DraftRefused(_)
        | EngineError::VersionTaken(_)
        | EngineError::NothingChanged
        | EngineError::File { .. } => Failure::internal(),
    }
}

fn too_large(bytes: u64, most: u64) -> Failure {
    Failure::new(
        Class::Input,
        "E-FILE-LARGE",
        format!("Tệp có {} MB, lớn hơn mức {} MB. Hãy chọn tệp nhỏ hơn.", bytes >> 20, most >> 20),
    )
}

fn paper_failure(error: &papers::PaperError) -> Failure {
    if let papers::PaperError::NoGlyph { character, around } = error {
        return Failure::new(
            Class::Input,
            "E-PAPER-GLYPH",
            format!(
                "Phông chữ của văn bản không có ký tự “{character}” (trong “{around}”). Hãy thay ký tự đó."
            ),
        );
    }
    Failure::new(
        Class::Input,
        "E-PAPER",
        "Không trình bày được văn bản. Dữ liệu vẫn an toàn; hãy kiểm tra phần vừa sửa.",
    )
}

const fn noun(noun: Noun) -> &'static str {
    match noun {
        Noun::Campaign => "đợt kiểm tra",
        Noun::Unit => "đơn vị",
        Noun::Visit => "cuộc kiểm tra",
        Noun::Item => "mục",
        Noun::Part => "phần số liệu",
        Noun::Finding => "nhận xét",
        Noun::Evidence => "minh chứng",
        Noun::Register => "sổ hoặc cột của sổ",
        Noun::Row => "dòng của sổ",
        Noun::Table => "kiểu nhập từ bảng tính",
        Noun::Procedure => "thủ tục hành chính",
        Noun::Checklist => "bộ nội dung kiểm tra",
        Noun::Sample => "dữ liệu mẫu",
        Noun::Draw => "mẫu hồ sơ đã rút",
        Noun::Slot => "phần của biên bản",
        Noun::Paper => "biên bản đã chốt có mã niêm phong",
        Noun::Layout => "bố cục biên bản của cơ quan",
        Noun::Sheet => "ghi chép khẩn cấp",
        Noun::Signatory => "người ký",
        Noun::Schema => "lược đồ",
        Noun::Opinion => "ý kiến",
        Noun::Report => "báo cáo khắc phục",
        Noun::Letter => "công văn đôn đốc",
        Noun::Laptop => "máy trong đoàn",
    }
}

const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "Tên hoặc nội dung",
        Field::Date => "Ngày",
        Field::Time => "Giờ",
        Field::Period => "Khoảng thời gian",
        Field::Count => "Số đếm",
        Field::Rate => "Tỷ lệ",
        Field::Percent => "Tỷ lệ phần trăm",
        Field::Points => "Điểm",
        Field::Choice => "Lựa chọn",
        Field::Verdict => "Kết quả đánh giá",
        Field::Word => "Từ khóa",
        Field::Id => "Mã",
        Field::Passphrase => "Mật khẩu",
        Field::OpenPlace => "Câu",
        Field::TimeUrl => "Địa chỉ cấp dấu thời gian",
        Field::Certificate => "Tệp chứng thư",
        Field::Strokes => "Chữ ký",
        Field::Bytes => "Nội dung tệp",
        Field::Key => "Khóa",
        Field::Row => "Dòng của sổ",
        Field::Reason => "Lý do",
        Field::Remark => "Ý kiến trả lại",
        Field::Number => "Số biên bản",
        Field::LayoutName => "Tên bố cục",
        Field::Version => "Số phiên bản",
        Field::Marks => "Dấu vẽ trên ảnh",
        Field::EventDay => "Ngày",
        Field::Days => "Số ngày",
        Field::NewDeadline => "Hạn mới",
        Field::ExtensionReason => "Lý do gia hạn",
        Field::WorkYear => "Lịch nghỉ",
        Field::Choices => "Danh sách đã chọn",
    }
}

const fn advice(field: Field) -> &'static str {
    match field {
        Field::Name => "Hãy nhập nội dung.",
        Field::Date => "Hãy nhập ngày/tháng/năm, ví dụ 15/9/2022.",
        Field::Time => "Hãy nhập giờ:phút, ví dụ 08:30.",
        Field::Period => "Ngày cuối phải sau hoặc bằng ngày đầu.",
        Field::Count => "Hãy nhập số nguyên, ví dụ 4545 hoặc 4.545.",
        Field::Rate => "Hãy nhập đủ tử số và mẫu số; mẫu số lớn hơn 0.",
        Field::Percent => "Hãy nhập số phần trăm, ví dụ 60,64.",
        Field::Points => {
            "Hãy nhập điểm với nhiều nhất hai số lẻ, không quá điểm tối đa của mục, ví dụ 1,5."
        }
        Field::Choice | Field::Verdict | Field::Word => "Hãy chọn trong danh sách.",
        Field::Id | Field::Key => "Hãy kiểm tra lại.",
        Field::Passphrase => "Hãy dùng ít nhất 8 ký tự.",
        Field::OpenPlace => "Hãy điền chỗ trống.",
        Field::TimeUrl => "Hãy ghi đủ địa chỉ, bắt đầu bằng http:// hoặc https://.",
        Field::Certificate => "Hãy chọn tệp chứng thư dạng PEM hoặc DER (.pem, .cer, .crt).",
        Field::Strokes => "Hãy ký lại.",
        Field::Bytes => "Hãy chọn lại tệp.",
        Field::Row => "Hãy nhập ít nhất một ô, hoặc xóa cả dòng.",
        Field::Reason => "Hãy ghi lý do để người khác hiểu vì sao.",
        Field::Remark => "Hãy ghi cần sửa gì để người trả lời biết.",
        Field::Number => "Hãy ghi số, ví dụ 12 hoặc 12a; ký hiệu theo bố cục.",
        Field::LayoutName => "Tên này đã có; hãy đặt tên khác.",
        Field::Version => "Hãy dùng chữ số, chữ cái không dấu và dấu chấm, ví dụ 1.1.",
        Field::Marks => "Hãy bỏ dấu vừa vẽ rồi vẽ lại trong khung ảnh.",
        Field::EventDay => "Hãy nhập ngày từ hôm kiểm tra đến hôm nay.",
        Field::Days => "Hãy nhập từ 1 đến 999 ngày.",
        Field::NewDeadline => "Hạn mới phải sau hạn đang có.",
        Field::ExtensionReason => "Hãy ghi vì sao gia hạn.",
        Field::WorkYear => {
            "Mỗi dòng một ngày của năm đó, ví dụ 01/01 Tết Dương lịch; ngày làm bù phải là thứ Bảy hoặc Chủ nhật và không nằm trong ngày nghỉ."
        }
        Field::Choices => "Hãy chọn ít nhất một nội dung.",
    }
}

fn quoted(entered: &str) -> String {
    if entered.is_empty() { String::new() } else { format!(": “{entered}”") }
}
