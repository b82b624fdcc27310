//! Sentences for what comes onto a paper after it was signed.

use super::{Class, Failure};
use crate::late::LateFault;

pub(super) fn failure(fault: LateFault) -> Failure {
    let (code, message) = match fault {
        LateFault::LeaderFirst => (
            "E-SIGN-LEADER-FIRST",
            "Người đứng đầu (Trưởng đoàn, người ký) chưa ký trên tệp này. Hãy để người đó ký trước, rồi mới điền số, đóng dấu cơ quan hoặc ký bản sao.",
        ),
        LateFault::NoPicture => (
            "E-SEAL-PICTURE",
            "Đóng dấu cơ quan cần hình con dấu: hãy chọn tệp PNG của con dấu, màu đỏ, nền trong suốt hoặc trắng.",
        ),
        LateFault::NoSealField => (
            "E-SEAL-FIELD",
            "Văn bản này không có ô dành cho dấu cơ quan nên không đóng dấu bằng chương trình này được.",
        ),
        LateFault::NoCopyField => (
            "E-COPY-FIELD",
            "Văn bản này chốt trước khi có ô dành cho bản sao, nên không ký bản sao lên tệp này được. Chữ ký đã có vẫn giữ nguyên; hãy in ra sao y trên giấy, hoặc lập bản mới thay thế rồi ký lại.",
        ),
        LateFault::NoForm => {
            ("E-COPY-FORM", "Chưa chọn hình thức sao. Hãy chọn sao y, sao lục hoặc trích sao.")
        }
        LateFault::CopyPicture => {
            ("E-COPY-PICTURE", "Chữ ký của bản sao điện tử không kèm hình. Hãy bỏ hình rồi ký lại.")
        }
        LateFault::IsCopy => (
            "E-COPY-BACK",
            "Tệp này là bản sao điện tử (đã có chữ ký sao), không thay cho bản gốc đang giữ. Chưa đính gì; hãy chọn bản gốc đã ký.",
        ),
        LateFault::NoNumber => (
            "E-NUMBER-FIELD",
            "Văn bản này đã có số hoặc không có ô số còn trống, nên không điền số được.",
        ),
    };
    Failure::new(Class::No, code, message)
}
