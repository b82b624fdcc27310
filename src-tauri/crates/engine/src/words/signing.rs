//! Sentences for keys and signatures.

use signing::{
    Distrust, KeyError, PdfError, PictureError, SignError, Stamped, StampedTime, TimeError,
    Unreachable,
};

use super::{Class, Failure};

pub(super) fn refused_to_sign() -> Failure {
    Failure::new(
        Class::No,
        "E-SIGN-REFUSED",
        "Biên bản đã ghi người này không ký. Nếu người đó đồng ý ký, hãy lập bản mới thay thế và bỏ ghi không ký.",
    )
}

pub(super) fn leader_signs() -> Failure {
    Failure::new(
        Class::No,
        "E-SIGN-LEADER",
        "Biên bản phải có chữ ký của người chủ trì. Nếu trưởng đoàn vắng, hãy ghi phó trưởng đoàn chủ trì.",
    )
}

pub(super) fn other_pages() -> Failure {
    Failure::new(
        Class::No,
        "E-ATTACH-CHANGED",
        "Tệp đưa về có nội dung trang hoặc dữ liệu kèm theo khác bản đã chốt, hoặc đã bị sửa sau khi ký. Chưa đính gì; hãy lấy lại bản gốc từ chương trình rồi ký lại.",
    )
}

pub(super) fn drawn_too_late() -> Failure {
    Failure::new(
        Class::No,
        "E-SIGN-DRAWN-LATE",
        "Đã có chữ ký số nên không thể thêm chữ ký vẽ tay. Hãy ký số, hoặc lập bản mới thay thế.",
    )
}

pub(super) fn paper_moved() -> Failure {
    Failure::new(
        Class::No,
        "E-SIGN-MOVED",
        "Văn bản vừa được ký hoặc thay bằng bản mới trong lúc chờ khóa. Chưa ghi gì. Hãy xem lại văn bản rồi ký lại.",
    )
}

pub(super) fn no_time_authority() -> Failure {
    Failure::new(
        Class::No,
        "E-TIME-NONE",
        "Máy này chưa có địa chỉ cấp dấu thời gian. Hãy ghi địa chỉ trong Cài đặt, mục Tin cậy và dấu thời gian.",
    )
}

pub(super) fn key_failure(error: &KeyError) -> Failure {
    let (code, message) = match error {
        KeyError::WrongPassword => {
            ("E-KEY-PASSWORD", "Mật khẩu của tệp chứng thư số không đúng. Hãy nhập lại.".to_owned())
        }
        KeyError::Damaged => (
            "E-KEY-DAMAGED",
            "Tệp chứng thư số bị hỏng hoặc không phải tệp .p12/.pfx. Hãy chọn tệp khác.".to_owned(),
        ),
        KeyError::UnknownEncryption => (
            "E-KEY-ENCRYPTION",
            "Tệp chứng thư số dùng kiểu mã hóa chưa được hỗ trợ. Hãy xuất lại tệp .p12 từ nơi cấp."
                .to_owned(),
        ),
        KeyError::NoKey | KeyError::NoCertificate | KeyError::Certificate(_) => (
            "E-KEY-EMPTY",
            "Tệp không có đủ khóa và chứng thư số dùng được. Hãy xuất lại tệp .p12 kèm chứng thư."
                .to_owned(),
        ),
        KeyError::SeveralKeys { count } => (
            "E-KEY-SEVERAL",
            format!(
                "Tệp có {count} khóa nên không rõ dùng khóa nào. Hãy xuất tệp chỉ có một khóa."
            ),
        ),
        KeyError::UnsupportedKey { kind } => (
            "E-KEY-KIND",
            format!("Loại khóa {kind} chưa được hỗ trợ. Hãy dùng RSA từ 2048 bit hoặc P-256."),
        ),
        KeyError::Refused => ("E-KEY-REFUSED", "Khóa từ chối ký. Hãy thử lại.".to_owned()),
    };
    Failure::new(Class::Input, code, message)
}

pub(super) fn picture_failure(error: &PictureError) -> Failure {
    let (code, message) = match error {
        PictureError::NotPng => (
            "E-SIGN-PICTURE-KIND",
            "Hình chữ ký phải là tệp PNG. Hãy lưu hình thành tệp .png rồi chọn lại.".to_owned(),
        ),
        PictureError::Damaged => (
            "E-SIGN-PICTURE-DAMAGED",
            "Tệp hình chữ ký bị hỏng. Hãy lưu lại hình rồi chọn lại.".to_owned(),
        ),
        PictureError::TooLarge { width, height } => (
            "E-SIGN-PICTURE-LARGE",
            format!(
                "Hình chữ ký quá lớn ({width} × {height} điểm). Hãy thu nhỏ còn dưới 4.000 điểm mỗi chiều."
            ),
        ),
        PictureError::Empty => (
            "E-SIGN-PICTURE-EMPTY",
            "Hình chữ ký trống: không có nét nào. Hãy chọn tệp khác.".to_owned(),
        ),
    };
    Failure::new(Class::Input, code, message)
}

pub(super) fn sign_failure(error: &SignError) -> Failure {
    let (code, message) = match error {
        SignError::Pdf(error) => return pdf_failure(error),
        SignError::Key(error) => return key_failure(error),
        SignError::NoSuchField { name, known } => (
            "E-SIGN-FIELD",
            format!("Văn bản không có ô ký “{name}”; có: {}.", known.join(", ")),
        ),
        SignError::AlreadySigned { .. } => {
            ("E-SIGN-ALREADY", "Ô này đã được ký. Hãy chọn người ký khác.".to_owned())
        }
        SignError::Locked { .. } => {
            ("E-SIGN-LOCKED", "Chữ ký trước không cho thay đổi ô này.".to_owned())
        }
        SignError::AlreadyFilled { .. } => {
            ("E-FIELD-FILLED", "Ô này đã được điền, không điền lại được.".to_owned())
        }
        SignError::AlreadyDrawn { .. } => (
            "E-SIGN-PICTURE-DRAWN",
            "Ô này đã có chữ ký vẽ tay nên không thay bằng hình được. Hãy bỏ hình rồi ký số; chữ ký vẽ tay vẫn hiện trong ô.".to_owned(),
        ),
        SignError::AlreadyCertified => (
            "E-SIGN-DRAWN-LATE",
            "Đã có chữ ký số nên không thể thêm chữ ký vẽ tay. Hãy ký số, hoặc lập bản mới thay thế.".to_owned(),
        ),
        SignError::EmptyDrawing => ("E-SIGN-EMPTY", "Chữ ký còn trống. Hãy ký lại.".to_owned()),
        SignError::KeyMismatch => {
            ("E-KEY-MISMATCH", "Khóa và chứng thư không khớp nhau nên chưa ký. Hãy xuất lại tệp .p12, hoặc chọn chứng thư khác trên USB token.".to_owned())
        }
        SignError::TooLarge { .. } => (
            "E-SIGN-LARGE",
            "Chuỗi chứng thư quá dài so với chỗ dành cho chữ ký. Hãy xuất tệp .p12 ít chứng thư hơn.".to_owned(),
        ),
        SignError::Font => ("E-INTERNAL", Failure::internal().message),
    };
    Failure::new(Class::Input, code, message)
}

/// The sentence for a PDF file that cannot be read.
pub fn pdf_failure(error: &PdfError) -> Failure {
    let (code, message) = match error {
        PdfError::NotPdf => ("E-PDF-NOT", "Tệp này không phải PDF. Hãy chọn tệp khác.".to_owned()),
        PdfError::Unsupported(_) => {
            ("E-PDF-KIND", "Tệp PDF được tạo theo cách chưa xử lý được ở đây.".to_owned())
        }
        PdfError::Damaged { at } => ("E-PDF-DAMAGED", format!("Tệp PDF bị hỏng ở byte {at}.")),
        PdfError::TrailingBytes { count } => {
            ("E-PDF-TRAILING", format!("Có {count} byte lạ sau phần kết thúc của tệp PDF."))
        }
    };
    Failure::new(Class::Input, code, message)
}

/// What a verdict means, in one sentence.
pub fn verdict_sentence(verdict: &str) -> &'static str {
    match verdict {
        "intact" => "Văn bản nguyên vẹn kể từ khi ký.",
        "extended" => "Nội dung đã ký nguyên vẹn; sau đó có phần bổ sung được phép.",
        "changed" => "Văn bản đã bị thay đổi sau khi ký.",
        "unsigned" => "Văn bản chưa có chữ ký số.",
        _ => "Không kết luận được về văn bản này.",
    }
}

/// Where a person says whom this laptop trusts.
const HOW_TO_TRUST: &str =
    "Hãy thêm chứng thư của nơi cấp trong Cài đặt, mục Tin cậy và dấu thời gian";

pub(super) fn nothing_new() -> Failure {
    Failure::new(
        Class::No,
        "E-ATTACH-KNOWN",
        "Tệp đưa về không có chữ ký nào mới. Bản đang lưu có đủ các chữ ký đó kèm bằng chứng lâu dài nên được giữ nguyên.",
    )
}

pub(super) fn extending_already() -> Failure {
    Failure::new(
        Class::No,
        "E-EXTEND-BUSY",
        "Đang bổ sung bằng chứng lâu dài từ trước. Hãy đợi việc đó xong rồi xem kết quả; không cần bấm lại.",
    )
}

/// What came of asking for the time while signing; nothing where nobody was asked.
pub fn stamped_sentence(stamped: Option<&Stamped>) -> Option<String> {
    Some(match stamped? {
        Ok(told) => told_sentence(told),
        Err(TimeError::Unreachable(Unreachable::Failed { .. } | Unreachable::Cancelled)) => {
            "Chưa có dấu thời gian; sẽ bổ sung khi có mạng.".to_owned()
        }
        Err(error) => format!("Chưa có dấu thời gian: {}.", time_reason(error)),
    })
}

/// That there is a timestamp, and whether this laptop believes it.
fn told_sentence(told: &StampedTime) -> String {
    let authority = &told.authority;
    match told.distrust {
        None => "Đã có dấu thời gian.".to_owned(),
        Some(Distrust::NoAnchor) => format!(
            "Đã có dấu thời gian của {authority}, nhưng máy này chưa có nơi cấp tin cậy nào để xác nhận. {HOW_TO_TRUST}."
        ),
        Some(distrust) => {
            format!("Đã có dấu thời gian của {authority}, nhưng {}.", distrust_reason(distrust))
        }
    }
}

/// Why a time authority is not believed and what to do, as the rest of a sentence.
fn distrust_reason(distrust: Distrust) -> String {
    match distrust {
        Distrust::Expired | Distrust::NotYetValid => {
            "chứng thư của nơi cấp dấu thời gian không còn hạn. Hãy báo người quản trị".to_owned()
        }
        Distrust::Revoked => {
            "chứng thư của nơi cấp dấu thời gian đã bị thu hồi. Hãy báo người quản trị".to_owned()
        }
        Distrust::NoAnchor
        | Distrust::Unreadable
        | Distrust::NoChain
        | Distrust::NoTime
        | Distrust::WrongUse
        | Distrust::CriticalExtension
        | Distrust::Broken => {
            format!("máy này chưa tin cậy nơi cấp đó. {HOW_TO_TRUST}; nếu lạ, hãy kiểm tra địa chỉ")
        }
    }
}

/// Why there is no timestamp, as the rest of a sentence.
pub fn time_reason(error: &TimeError) -> String {
    match error {
        TimeError::Unreachable(Unreachable::Cancelled) => "đã dừng theo yêu cầu".to_owned(),
        TimeError::Unreachable(Unreachable::Failed { .. }) => {
            "không kết nối được nơi cấp dấu thời gian".to_owned()
        }
        TimeError::Unreachable(Unreachable::Status { code: code @ 500.. }) => {
            format!("máy chủ trả lời lỗi {code}; hãy thử lại sau")
        }
        TimeError::Unreachable(Unreachable::Status { code }) => {
            format!(
                "máy chủ trả lời lỗi {code}; hãy kiểm tra địa chỉ cấp dấu thời gian trong Cài đặt"
            )
        }
        TimeError::Untrusted { authority, distrust } => {
            format!(
                "dấu thời gian của {authority} chưa dùng được vì {}",
                distrust_reason(*distrust)
            )
        }
        TimeError::TooLate { subjects } => {
            format!("chứng thư của {} đã hết hạn trước đó", subjects.join("; "))
        }
        TimeError::Refused { said } if said.is_empty() => "nơi cấp từ chối".to_owned(),
        TimeError::Refused { said } => format!("nơi cấp từ chối ({said})"),
        TimeError::Unreadable => "nơi cấp trả lời không đúng chuẩn RFC 3161".to_owned(),
        TimeError::NotAsked | TimeError::Broken(_) => {
            "nơi cấp trả dấu thời gian không đúng cho văn bản này".to_owned()
        }
        TimeError::TooLarge => "dấu thời gian lớn hơn chỗ dành sẵn".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn a_timestamp_that_nobody_vouches_for_is_told_as_such() {
        let told = |distrust| {
            let time = DateTime::parse_from_rfc3339("2026-11-30T09:00:00+07:00").unwrap();
            let stamp = StampedTime { time, authority: "ĐỒNG HỒ".to_owned(), distrust };
            stamped_sentence(Some(&Ok(stamp))).unwrap()
        };
        assert_eq!(told(None), "Đã có dấu thời gian.");
        for distrust in [Distrust::NoAnchor, Distrust::NoChain] {
            let said = told(Some(distrust));
            assert!(said.contains("ĐỒNG HỒ, nhưng") && said.contains("Cài đặt"), "{said}");
        }
    }

    #[test]
    fn a_status_of_the_server_leads_to_its_address() {
        let told =
            |code| stamped_sentence(Some(&Err(Unreachable::Status { code }.into()))).unwrap();
        assert_eq!(
            told(404),
            "Chưa có dấu thời gian: máy chủ trả lời lỗi 404; hãy kiểm tra địa chỉ cấp dấu thời gian trong Cài đặt."
        );
        assert!(told(503).ends_with("503; hãy thử lại sau."));
    }
}
