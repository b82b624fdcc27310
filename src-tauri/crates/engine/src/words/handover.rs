//! Sentences for work that laptops hand to each other.

use super::{Class, Failure};
use crate::error::HandoverFault;
use crate::store::{ExchangeFault, LeftOut, Unentitled};

/// Why a bundle or a card is not made, or not taken in.
pub(super) fn failure(fault: &HandoverFault) -> Failure {
    let (code, message) = match fault {
        HandoverFault::Exchange(fault) => return exchange(fault),
        HandoverFault::NotABundle => (
            "E-BUNDLE-OTHER",
            "Tệp này không phải gói trao đổi của đoàn. Hãy chọn tệp có đuôi .doan.".to_owned(),
        ),
        HandoverFault::NotForUs => (
            "E-BUNDLE-NOT-FOR-US",
            "Gói này được mã hóa cho các máy khác nên máy này không mở được. Nếu máy vừa được thêm vào đoàn, hãy đề nghị người gửi ghi lại gói mới.".to_owned(),
        ),
        HandoverFault::Damaged { entry } => (
            "E-BUNDLE-DAMAGED",
            format!(
                "Gói bị hỏng hoặc thiếu phần (dừng ở “{entry}”); máy này chưa nhận gì. Nếu gói có nhiều tệp (.doan, .doan.2, …), hãy để đủ trong cùng một thư mục; nếu vẫn hỏng, hãy đề nghị người gửi ghi lại."
            ),
        ),
        HandoverFault::NotACard => (
            "E-CARD-OTHER",
            "Tệp này không phải thẻ máy, hoặc đã bị sửa. Hãy đề nghị người đó xuất lại thẻ máy.".to_owned(),
        ),
        HandoverFault::SameKey(key) => (
            "E-CAMPAIGN-TWICE",
            format!(
                "Máy này có hai đợt kiểm tra cùng khóa “{key}” (một đợt lập trên máy, một đợt nhận từ máy khác). Hãy ghi mã đợt thay cho khóa, hoặc bỏ đợt không dùng vào thùng rác."
            ),
        ),
        HandoverFault::OwnCard => (
            "E-CARD-OWN",
            "Đây là thẻ của chính máy này. Hãy chọn thẻ máy của người cần thêm vào đoàn.".to_owned(),
        ),
    };
    Failure::new(Class::Input, code, message)
}

fn exchange(fault: &ExchangeFault) -> Failure {
    let (class, code, message) = match fault {
        ExchangeFault::Store(_) => return Failure::internal(),
        ExchangeFault::NotTheFounder => (
            Class::No,
            "E-CHARTER-FOUNDER",
            "Chỉ máy đã lập đoàn mới thêm, bớt được máy trong đoàn. Hãy thực hiện trên máy đó.",
        ),
        ExchangeFault::Alone => (
            Class::No,
            "E-CHARTER-ALONE",
            "Đoàn chưa có máy nào khác. Hãy thêm máy của thành viên bằng thẻ máy trước khi ghi gói.",
        ),
        ExchangeFault::OtherFounder => (
            Class::No,
            "E-BUNDLE-FOUNDER",
            "Đợt kiểm tra này trên máy do một máy khác lập, không phải máy đã lập đoàn trong gói. Chưa nhận gì; hãy hỏi lại nơi lập đợt.",
        ),
        ExchangeFault::BrokenCharter => (
            Class::Input,
            "E-BUNDLE-CHARTER",
            "Danh sách máy trong đoàn ở gói không nối tiếp danh sách trên máy này. Chưa nhận gì; hãy đề nghị máy lập đoàn ghi lại gói.",
        ),
        ExchangeFault::NotAMember => (
            Class::No,
            "E-CHARTER-MEMBER",
            "Máy này không có trong danh sách máy của đoàn. Hãy gửi thẻ máy cho người lập đoàn để được thêm vào.",
        ),
        ExchangeFault::SenderStranger => (
            Class::No,
            "E-BUNDLE-STRANGER",
            "Gói do một máy không có trong đoàn ghi. Chưa nhận gì.",
        ),
        ExchangeFault::SenderEnded => (
            Class::No,
            "E-BUNDLE-ENDED",
            "Máy này đã bị loại khỏi đoàn (mất máy hoặc thay người) nên gói của nó không được nhận. Muốn dùng lại, hãy tạo kho mới trên máy đó và thêm bằng thẻ máy mới.",
        ),
        ExchangeFault::OtherCampaign => (
            Class::Input,
            "E-BUNDLE-CAMPAIGN",
            "Gói có phần thuộc đợt kiểm tra khác trên máy này. Chưa nhận gì; gói có thể đã bị sửa.",
        ),
        ExchangeFault::BadKey => (
            Class::Input,
            "E-BUNDLE-KEY",
            "Khóa mở nội dung trong gói không khớp với khóa trên máy này. Chưa nhận gì; gói có thể đã bị sửa.",
        ),
        ExchangeFault::BadOp(_) => (
            Class::Input,
            "E-BUNDLE-EDIT",
            "Gói có nội dung không mở được hoặc ghi thời gian không thể có. Chưa nhận gì; gói có thể đã bị sửa.",
        ),
        ExchangeFault::UnknownCharter => (
            Class::Input,
            "E-BUNDLE-CHARTER-MISSING",
            "Gói có nội dung ghi theo một danh sách máy không kèm theo. Chưa nhận gì; hãy đề nghị người gửi ghi lại gói.",
        ),
        ExchangeFault::BadFile { .. } => (
            Class::Input,
            "E-BUNDLE-FILE",
            "Một ảnh hoặc văn bản trong gói không đúng với mã của nó. Chưa nhận gì; hãy đề nghị người gửi kiểm tra kho rồi ghi lại gói.",
        ),
    };
    Failure::new(class, code, message)
}

/// Why a run of edits was left out, in Vietnamese.
const fn left_out_sentence(why: LeftOut) -> &'static str {
    match why {
        LeftOut::Gap => "thiếu phần trước đó: hãy nhận gói đã bỏ sót, hoặc đề nghị ghi lại toàn bộ",
        LeftOut::Fork => {
            "trùng số thứ tự với nội dung khác: có hai bản sao của một máy cùng ghi; phần này được giữ riêng, chưa đưa vào"
        }
    }
}

/// What has to be told beside what a bundle brought, in Vietnamese.
///
/// Who wrote what was left out, whose clock is ahead by how many minutes, who answers for something
/// else than what is here, and that the visits cannot be opened here.
pub fn handover_remarks(
    left_out: &[(String, LeftOut)],
    ahead: &[(String, u64)],
    contradicted: &[String],
    is_readable: bool,
) -> Vec<String> {
    let unreadable = "Máy này chưa có bộ nội dung kiểm tra mà đợt dùng nên chưa mở được các cuộc kiểm tra. Dữ liệu đã nhận đủ; hãy nhập bộ nội dung đó rồi mở lại.";
    let left_out = left_out
        .iter()
        .map(|(name, why)| format!("Chưa nhận một phần của {name}: {}.", left_out_sentence(*why)));
    let ahead = ahead.iter().map(|(name, minutes)| {
        format!("Đồng hồ máy của {name} chạy trước máy này {minutes} phút.")
    });
    let contradicted = contradicted.iter().map(|name| {
        format!(
            "{name} xác nhận một nội dung khác với máy này ở cùng số thứ tự: có thể một máy đã bị chép hoặc khôi phục."
        )
    });
    let unreadable = (!is_readable).then(|| unreadable.to_owned());
    left_out.chain(ahead).chain(contradicted).chain(unreadable).collect()
}

/// Why an edit does not apply, in Vietnamese.
pub const fn unentitled_sentence(why: Unentitled) -> &'static str {
    match why {
        Unentitled::Stranger => "máy không có trong đoàn khi ghi",
        Unentitled::Reserved => "chỉ trưởng đoàn được ghi",
        Unentitled::OutsideArea => "ngoài lĩnh vực được phân công",
        Unentitled::UnknownRole => "vai trò do bản mới hơn của chương trình đặt ra",
        Unentitled::Ended => "máy đã bị loại khỏi đoàn",
        Unentitled::UnknownCharter => "danh sách máy khi ghi không có ở đây",
    }
}
