//! Sentences for papers from which a visit is taken in.

use super::{Class, Failure, difference_sentence, why_not};
use crate::error::{IncomingFault, Misplaced, Standing};

/// Who signed, and whether this laptop trusts whoever issued the certificate, in Vietnamese.
pub fn signer_told(name: &str, is_trusted: bool) -> String {
    let issuer =
        if is_trusted { "nơi cấp đã tin cậy" } else { "chưa xác nhận nơi cấp" };
    format!("{name} ({issuer})")
}

/// How a signed paper stands to what this laptop has, in Vietnamese.
pub fn standing_sentence(standing: Standing) -> &'static str {
    match standing {
        Standing::New => "Máy này chưa có cuộc kiểm tra này: có thể nhận.",
        Standing::Here => {
            "Máy này đã có đúng biên bản này (cùng mã niêm phong). Không cần nhận lại."
        }
        Standing::Older => {
            "Máy này đã có cuộc kiểm tra này, với biên bản cũ hơn tệp. Chương trình không tự thay: hãy mở cuộc kiểm tra để đối chiếu."
        }
        Standing::Newer => {
            "Máy này đã có cuộc kiểm tra này, với biên bản mới hơn tệp. Không nhận bản cũ."
        }
        Standing::Other => {
            "Máy này đã có cuộc kiểm tra này, với biên bản chốt cùng lần nhưng mã niêm phong khác. Chương trình không tự thay: hãy hỏi nơi lập xem bản nào đúng."
        }
        Standing::Binned => {
            "Cuộc kiểm tra này đang ở thùng rác của máy, với nội dung khác. Hãy lấy lại từ thùng rác để đối chiếu."
        }
        Standing::Unsealed => {
            "Máy này đã có cuộc kiểm tra này, biên bản chưa chốt. Chương trình không ghi đè phần đang làm: hãy mở cuộc kiểm tra để đối chiếu."
        }
    }
}

/// Why a visit is not taken in from a paper.
pub(super) fn failure(fault: &IncomingFault) -> Failure {
    let (code, message) = code_and_sentence(fault);
    Failure::new(Class::Input, code, message)
}

fn code_and_sentence(fault: &IncomingFault) -> (&'static str, String) {
    let (code, message) = match fault {
        IncomingFault::Unsigned => (
            "E-INCOMING-UNSIGNED",
            "Tệp không có chữ ký số nên không nhận được; chưa có gì thay đổi trên máy này. Hãy xin bản PDF đã ký số.",
        ),
        IncomingFault::Changed => (
            "E-INCOMING-CHANGED",
            "Tệp đã bị thay đổi sau khi ký nên không nhận; chưa có gì thay đổi trên máy này. Hãy xin lại bản gốc từ nơi lập.",
        ),
        IncomingFault::CannotJudge => (
            "E-INCOMING-UNCLEAR",
            "Không kết luận được về chữ ký của tệp nên không nhận; chưa có gì thay đổi trên máy này. Hãy xin lại bản gốc từ nơi lập.",
        ),
        IncomingFault::Disagrees(first) => {
            return (
                "E-DATA",
                format!(
                    "Dữ liệu đính kèm không khớp với nội dung in nên không nhận; chưa có gì thay đổi trên máy này. {}",
                    difference_sentence(first)
                ),
            );
        }
        IncomingFault::Data(why) => {
            return (
                "E-INCOMING-DATA",
                format!(
                    "Không nhận được cuộc kiểm tra từ tệp này; chưa có gì thay đổi trên máy này. {}",
                    why_not(*why)
                ),
            );
        }
        IncomingFault::Misplaced(why) => return misplaced(why),
        IncomingFault::NotMinutes => (
            "E-INCOMING-KIND",
            "Tệp này không phải biên bản; chỉ nhận được cuộc kiểm tra từ biên bản. Hãy chọn tệp khác.",
        ),
        IncomingFault::Supplement => (
            "E-INCOMING-SUPPLEMENT",
            "Đây là biên bản bổ sung, không nhận riêng được; chưa có gì thay đổi trên máy này. Hãy nhận từ biên bản gốc.",
        ),
        IncomingFault::NoChecklist => (
            "E-INCOMING-CHECKLIST",
            "Máy này chưa có bộ nội dung kiểm tra mà biên bản dùng; chưa có gì thay đổi. Hãy nhập bộ nội dung đó rồi nhận lại.",
        ),
    };
    (code, message.to_owned())
}

fn misplaced(why: &Misplaced) -> (&'static str, String) {
    match why {
        Misplaced::Ids => (
            "E-INCOMING-IDS",
            "Mã bên trong tệp trùng với nội dung khác trên máy này nên không nhận; chưa có gì thay đổi. Hãy hỏi nơi lập và xin lại bản gốc.".to_owned(),
        ),
        Misplaced::Named { what, printed, here } => (
            "E-INCOMING-NAMES",
            format!(
                "Biên bản ghi {what} là “{printed}”, còn máy này ghi “{here}” dưới cùng một mã nên không nhận; chưa có gì thay đổi. Hãy hỏi nơi lập bên nào đúng, sửa trên máy này nếu cần rồi nhận lại."
            ),
        ),
        Misplaced::Checklist { paper, here } => (
            "E-INCOMING-VERSION",
            format!(
                "Biên bản lập theo bộ nội dung {paper}, còn đợt này trên máy dùng {here} nên không nhận; chưa có gì thay đổi. Hãy mở biên bản bản PDF để đối chiếu, hoặc nhận trên máy không có đợt này."
            ),
        ),
        Misplaced::CampaignBinned(name) => (
            "E-INCOMING-BIN",
            format!(
                "Đợt “{name}” đang ở thùng rác; hãy khôi phục trước rồi nhận lại. Chưa có gì thay đổi."
            ),
        ),
    }
}
