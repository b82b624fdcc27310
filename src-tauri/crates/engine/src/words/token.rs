//! Sentences for tokens.
#![expect(clippy::wildcard_enum_match_arm, reason = "each kind has its place in one of four")]

use tokens::{PinState, TokenError, TriesLeft};

use super::{Class, Failure};

pub(super) fn failure(error: &TokenError) -> Failure {
    let (code, message) = match error {
        TokenError::NoModule { .. }
        | TokenError::NotAModule { .. }
        | TokenError::OtherWidth { .. } => of_module(error),
        TokenError::WrongPin { .. }
        | TokenError::PinLocked
        | TokenError::PinExpired
        | TokenError::PinUnset
        | TokenError::PinForm { .. } => of_pin(error),
        TokenError::NoCertificate
        | TokenError::UnknownCertificate { .. }
        | TokenError::SeveralCertificates { .. }
        | TokenError::NoKey { .. }
        | TokenError::UnsupportedKey { .. }
        | TokenError::UnsupportedMechanism { .. } => of_certificate(error),
        TokenError::NoToken
        | TokenError::UnknownToken { .. }
        | TokenError::SeveralTokens { .. }
        | TokenError::Removed
        | TokenError::Silent { .. }
        | TokenError::Busy
        | TokenError::Stopped
        | TokenError::Failed { .. } => of_device(error),
    };
    Failure::new(Class::Input, code, message)
}

fn of_module(error: &TokenError) -> (&'static str, String) {
    match error {
        TokenError::NoModule { path } => (
            "E-TOKEN-MODULE-MISSING",
            format!(
                "Không có tệp trình điều khiển “{}”. Hãy cài phần mềm của nơi cấp USB token, hoặc chọn tệp khác.",
                path.display()
            ),
        ),
        TokenError::OtherWidth { path, theirs, ours } => (
            "E-TOKEN-MODULE-WIDTH",
            format!(
                "Trình điều khiển “{}” là bản {theirs} bit, chương trình này là bản {ours} bit nên không dùng được. Hãy cài bản {ours} bit của nơi cấp USB token.",
                path.display()
            ),
        ),
        TokenError::NotAModule { path, .. } => (
            "E-TOKEN-MODULE",
            format!(
                "Tệp “{}” không phải trình điều khiển PKCS#11 dùng được trên máy này. Hãy chọn tệp do nơi cấp USB token cài vào máy.",
                path.display()
            ),
        ),
        _ => internal(),
    }
}

fn of_pin(error: &TokenError) -> (&'static str, String) {
    match error {
        TokenError::WrongPin { left } => ("E-TOKEN-PIN", wrong_pin(*left).to_owned()),
        TokenError::PinLocked => (
            "E-TOKEN-PIN-LOCKED",
            "USB token đã bị khóa vì nhập sai PIN quá số lần cho phép. Hãy nhờ nơi cấp chứng thư mở khóa; chưa ký gì.".to_owned(),
        ),
        TokenError::PinExpired => (
            "E-TOKEN-PIN-EXPIRED",
            "PIN của USB token đã hết hạn hoặc còn là PIN mặc định. Hãy đổi PIN bằng phần mềm của nơi cấp rồi ký lại.".to_owned(),
        ),
        TokenError::PinUnset => (
            "E-TOKEN-PIN-UNSET",
            "USB token chưa được đặt PIN. Hãy đặt PIN bằng phần mềm của nơi cấp rồi ký lại.".to_owned(),
        ),
        TokenError::PinForm { least, most } => ("E-TOKEN-PIN-LENGTH", pin_form(*least, *most)),
        _ => internal(),
    }
}

/// The sentence for a wrong PIN. Tokens name no number of tries, only how close the last one is.
const fn wrong_pin(left: TriesLeft) -> &'static str {
    match left {
        TriesLeft::Last => {
            "PIN không đúng. Chỉ còn MỘT lần thử: sai lần nữa là USB token bị khóa. Nếu không chắc, hãy hỏi nơi cấp trước khi nhập."
        }
        TriesLeft::Fewer => {
            "PIN không đúng; USB token báo số lần thử còn lại đã giảm. Nhập sai nhiều lần liên tiếp thì token bị khóa. Hãy xem lại PIN rồi nhập."
        }
        TriesLeft::Unknown => {
            "PIN không đúng; USB token không cho biết còn mấy lần thử. Nhập sai nhiều lần liên tiếp thì token có thể bị khóa. Hãy xem lại PIN rồi nhập."
        }
    }
}

/// What a token says of its PIN before it is entered, where that is worth a sentence.
pub const fn pin_state(state: PinState) -> Option<&'static str> {
    match state {
        PinState::Fine => None,
        PinState::SomeWrong => {
            Some("Đã có lần nhập sai PIN; nhập sai nhiều lần liên tiếp thì token bị khóa.")
        }
        PinState::LastTry => Some("Chỉ còn MỘT lần thử PIN: sai lần nữa là token bị khóa."),
        PinState::Locked => {
            Some("Token đã bị khóa vì nhập sai PIN; hãy nhờ nơi cấp chứng thư mở khóa.")
        }
        PinState::ToBeChanged => {
            Some("PIN đã hết hạn hoặc còn là PIN mặc định; hãy đổi PIN bằng phần mềm của nơi cấp.")
        }
        PinState::Unset => Some("Token chưa được đặt PIN; hãy đặt PIN bằng phần mềm của nơi cấp."),
    }
}

fn pin_form(least: usize, most: usize) -> String {
    // Modules that do not know the longest one name none, or one nobody could type.
    let length = match (least, most) {
        (0, 0) => String::new(),
        (0, most) => format!(" PIN có nhiều nhất {most} ký tự."),
        (least, most) if most < least || 64 < most => format!(" PIN có ít nhất {least} ký tự."),
        (least, most) => format!(" PIN có từ {least} đến {most} ký tự."),
    };
    format!("PIN có độ dài hoặc ký tự mà USB token không nhận.{length} Hãy nhập lại.")
}

fn of_certificate(error: &TokenError) -> (&'static str, String) {
    match error {
        TokenError::NoCertificate => (
            "E-TOKEN-CERTIFICATE",
            "USB token không có chứng thư số nào. Hãy nhờ nơi cấp nạp chứng thư, hoặc dùng token khác.".to_owned(),
        ),
        TokenError::UnknownCertificate { name, known } => (
            "E-TOKEN-CERTIFICATE",
            format!("USB token không có chứng thư “{name}”; có: {}.", known.join(", ")),
        ),
        TokenError::SeveralCertificates { count } => (
            "E-TOKEN-CERTIFICATES",
            format!("Có {count} chứng thư phù hợp nên không rõ dùng chứng thư nào. Hãy chọn rõ một chứng thư."),
        ),
        TokenError::NoKey { certificate } => (
            "E-TOKEN-KEY",
            format!("USB token không có khóa bí mật của chứng thư “{certificate}”. Hãy chọn chứng thư khác, hoặc nhờ nơi cấp kiểm tra token."),
        ),
        TokenError::UnsupportedKey { kind } => (
            "E-KEY-KIND",
            format!("Loại khóa {kind} chưa được hỗ trợ. Hãy dùng RSA từ 2048 bit hoặc P-256."),
        ),
        TokenError::UnsupportedMechanism { mechanism } => (
            "E-TOKEN-MECHANISM",
            format!("USB token không ký được theo kiểu {mechanism} mà chứng thư này cần. Hãy chọn chứng thư khác hoặc ký bằng phần mềm của nơi cấp."),
        ),
        _ => internal(),
    }
}

fn of_device(error: &TokenError) -> (&'static str, String) {
    match error {
        TokenError::NoToken => (
            "E-TOKEN-NONE",
            "Trình điều khiển không thấy USB token nào. Hãy cắm token, đợi đèn sáng rồi thử lại; nếu vẫn không thấy, hãy chọn trình điều khiển khác.".to_owned(),
        ),
        TokenError::UnknownToken { name, known } => (
            "E-TOKEN-OTHER",
            format!("Không thấy USB token “{name}”; đang cắm: {}. Hãy cắm đúng token hoặc chọn lại.", known.join(", ")),
        ),
        TokenError::SeveralTokens { count, name } if name.is_empty() => (
            "E-TOKEN-SEVERAL",
            format!("Có {count} USB token đang cắm nên không rõ dùng token nào. Hãy chọn rõ một token."),
        ),
        TokenError::SeveralTokens { count, name } => (
            "E-TOKEN-SEVERAL",
            format!("Có {count} USB token cùng tên “{name}”. Hãy chọn theo số sê-ri."),
        ),
        TokenError::Removed => (
            "E-TOKEN-REMOVED",
            "USB token đã bị rút ra giữa chừng. Chưa ký và chưa ghi gì. Hãy cắm lại rồi ký lại.".to_owned(),
        ),
        TokenError::Silent { seconds } => (
            "E-TOKEN-SILENT",
            format!("Trình điều khiển USB token không trả lời sau {seconds} giây. Chưa ghi gì. Hãy rút token ra cắm lại, rồi đóng và mở lại chương trình."),
        ),
        TokenError::Busy => (
            "E-TOKEN-BUSY",
            "Trình điều khiển USB token còn treo ở lần gọi trước. Hãy rút token ra cắm lại; nếu vẫn vậy, hãy đóng và mở lại chương trình.".to_owned(),
        ),
        TokenError::Stopped => ("E-STOPPED", "Đã dừng theo yêu cầu. Chưa ghi gì vào kho.".to_owned()),
        TokenError::Failed { said } => (
            "E-TOKEN-FAILED",
            format!("USB token báo lỗi {said}. Chưa ghi gì. Hãy rút token ra cắm lại rồi thử lại; nếu còn lỗi, hãy báo mã này cho nơi cấp."),
        ),
        _ => internal(),
    }
}

/// A failure told in another place of this file.
fn internal() -> (&'static str, String) {
    ("E-INTERNAL", Failure::internal().message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_as_far_as_the_token_knows_it() {
        assert!(pin_form(4, 255).contains("ít nhất 4 ký tự"));
        assert!(pin_form(6, 16).contains("từ 6 đến 16 ký tự"));
        assert!(pin_form(0, 8).contains("nhiều nhất 8 ký tự"));
        assert!(!pin_form(0, 0).contains("ký tự."));
    }

    #[test]
    fn no_sentence_is_told_in_the_wrong_place() {
        let path = std::path::PathBuf::from("/x.so");
        for error in [
            TokenError::NoModule { path: path.clone() },
            TokenError::NotAModule { path, reason: String::new() },
            TokenError::WrongPin { left: TriesLeft::Last },
            TokenError::PinUnset,
            TokenError::SeveralCertificates { count: 2 },
            TokenError::UnsupportedMechanism { mechanism: "CKM_ECDSA" },
            TokenError::Silent { seconds: 90 },
            TokenError::Failed { said: "CKR_DEVICE_ERROR".to_owned() },
        ] {
            assert_ne!(failure(&error).code, "E-INTERNAL", "{error}");
        }
    }
}
