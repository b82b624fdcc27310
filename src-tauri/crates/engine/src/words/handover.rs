//! Sentences for work that laptops hand to each other.

use domain::number::grouped;
use exchange::LineFault;

use super::{Class, Failure};
use crate::error::{HandoverFault, Overfull};
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
        HandoverFault::Line(fault) => return line(fault),
        HandoverFault::UnknownStation { device } => (
            "E-LINE-STRANGER",
            format!(
                "Máy trả lời có mã {device}, không thuộc đoàn nào trên máy này. Hãy so mã này với mã trên màn hình máy kia; nếu đúng là máy đó thì xác nhận mã rồi nối lại."
            ),
        ),
        HandoverFault::Uninvited => (
            "E-CODE-OVER",
            "Máy này không có mã mời nào đang mở: chưa tạo, đã dùng, đã gõ sai ba lần hoặc đã quá mười phút. Hãy đề nghị trưởng đoàn tạo mã mới.".to_owned(),
        ),
        HandoverFault::WrongCode { tries_left: 0 } => (
            "E-CODE-WRONG",
            "Mã mời không đúng và không còn lượt thử. Hãy đề nghị trưởng đoàn tạo mã mới.".to_owned(),
        ),
        HandoverFault::WrongCode { tries_left } => (
            "E-CODE-WRONG",
            format!("Mã mời không đúng. Còn {tries_left} lượt thử; hãy hỏi lại người đọc mã."),
        ),
        HandoverFault::NotACode => (
            "E-CODE-FORM",
            "Mã mời gồm 8 chữ số, ví dụ 4821 0937. Hãy gõ đúng như trưởng đoàn đọc.".to_owned(),
        ),
        HandoverFault::OwnCard => (
            "E-CARD-OWN",
            "Đây là thẻ của chính máy này. Hãy chọn thẻ máy của người cần thêm vào đoàn.".to_owned(),
        ),
        HandoverFault::Overfull(fault) => overfull(*fault),
    };
    Failure::new(Class::Input, code, message)
}

/// Why there is no room, told to whoever sends.
fn overfull(fault: Overfull) -> (&'static str, String) {
    match fault {
        Overfull::Campaign { most, used, offered } => (
            "E-QUOTA-CAMPAIGN",
            format!(
                "Máy chủ giữ cho mỗi đợt kiểm tra đến {}; đợt này đã dùng {} nên không nhận thêm phần gửi {}. Phần đã báo nhận vẫn giữ nguyên. Hãy báo người quản trị máy chủ nâng mức; trong lúc chờ, sao phần mới sang máy khác của đoàn bằng gói .doan.",
                megabytes(most),
                megabytes(used),
                megabytes(offered)
            ),
        ),
        Overfull::Device { most, used, offered } => (
            "E-QUOTA-DAY",
            format!(
                "Máy chủ nhận của mỗi máy đến {} trong một ngày; hôm nay máy này đã gửi {} nên không nhận thêm phần gửi {}. Phần đã báo nhận vẫn giữ nguyên. Hãy gửi tiếp vào ngày mai; nếu gấp, chuyển bằng gói .doan.",
                megabytes(most),
                megabytes(used),
                megabytes(offered)
            ),
        ),
    }
}

fn megabytes(bytes: u64) -> String {
    match bytes.div_ceil(1 << 20) {
        0 => "0 MB".to_owned(),
        1 if bytes < 1 << 20 => "dưới 1 MB".to_owned(),
        whole => format!("{} MB", grouped(whole)),
    }
}

/// No port of this machine can be listened on.
pub fn cannot_listen() -> Failure {
    Failure::new(
        Class::Input,
        "E-LISTEN",
        "Không mở được máy này cho máy khác nối vào: hệ thống không cho nhận kết nối. Hãy xem phần mềm bảo vệ có chặn Biên Bản không; trong lúc chờ, trao đổi bằng gói .doan.",
    )
}

/// Why a call to another laptop came to nothing.
fn line(fault: &LineFault) -> Failure {
    let (code, message) = match fault {
        LineFault::Address { address } => (
            "E-LINE-ADDRESS",
            format!(
                "“{address}” không phải địa chỉ máy. Hãy gõ như trên màn hình máy kia, ví dụ 192.168.1.5:4610."
            ),
        ),
        LineFault::Unreachable { address, .. } => (
            "E-LINE-NOBODY",
            format!(
                "Không máy nào trả lời ở {address}. Hãy xem hai máy có cùng một mạng không, máy kia đã bật “Mở cho đoàn” chưa, và tường lửa của máy kia có cho Biên Bản nhận kết nối trong mạng riêng không."
            ),
        ),
        LineFault::NoStation { address } => (
            "E-LINE-OTHER",
            format!(
                "Ở {address} có chương trình khác trả lời, không phải Biên Bản. Hãy kiểm tra lại địa chỉ trên màn hình máy kia."
            ),
        ),
        LineFault::OtherProtocol { found } => (
            "E-LINE-VERSION",
            format!(
                "Máy kia dùng cách trao đổi khác (số {found}). Hãy cập nhật để hai máy cùng bản; trong lúc chờ, trao đổi bằng gói .doan."
            ),
        ),
        LineFault::Refused(denial) => (
            "E-LINE-REFUSED",
            format!("Máy kia từ chối ({}). Máy kia trả lời: “{}”", denial.code, denial.sentence),
        ),
        LineFault::UnknownCampaign => (
            "E-LINE-CAMPAIGN",
            "Máy kia không có đợt kiểm tra này, hoặc chưa nhận danh sách máy mới của đoàn.".to_owned(),
        ),
        LineFault::TooOften => (
            "E-LINE-OFTEN",
            "Máy này hỏi máy kia quá nhiều lần trong một phút. Hãy chờ một phút rồi trao đổi lại.".to_owned(),
        ),
        LineFault::TooLong => (
            "E-LINE-LONG",
            "Phần cần gửi dài hơn mức máy kia nhận qua mạng. Hãy chuyển bằng gói .doan.".to_owned(),
        ),
        LineFault::FullThere => (
            "E-LINE-FULL",
            "Ổ đĩa của máy kia không còn chỗ. Phần đã báo nhận vẫn giữ nguyên; hãy dọn chỗ trên máy kia rồi trao đổi lại.".to_owned(),
        ),
        LineFault::NotTheInviter => (
            "E-LINE-INVITER",
            "Máy trả lời không biết mã mời này, nên có thể không phải máy của trưởng đoàn. Máy này chưa nhận gì; hãy kiểm tra lại địa chỉ và xin mã mới.".to_owned(),
        ),
        // The last two are failures of this laptop and told as such; see `From<LineFault>`.
        LineFault::Torn | LineFault::Disk(_) | LineFault::Stopped => (
            "E-LINE-TORN",
            "Kết nối bị đứt giữa chừng. Phần đã báo nhận vẫn giữ nguyên; hãy trao đổi lại để đi tiếp từ đó.".to_owned(),
        ),
    };
    Failure::new(Class::Input, code, message)
}

/// Whoever is not the one to change the list of the delegation.
const NOT_THE_KEEPER: &str = "Chỉ máy đang giữ danh sách đoàn mới thêm, bớt được máy trong đoàn. Hãy thực hiện trên máy đó; nếu máy đó bị mất hoặc hỏng, máy của phó đoàn tiếp quản được.";
/// Two who both changed it.
const TWO_CHARTERS: &str = "Danh sách máy trong đoàn đã bị sửa ở hai máy không biết nhau (máy lập đoàn và máy tiếp quản), nên hai bên không nhận nội dung của nhau. Chưa nhận gì, không mất gì: nội dung trên mỗi máy vẫn xem, in và ký được. Hãy thống nhất một máy giữ danh sách; máy kia tạo kho mới, vào lại đoàn rồi ghi lại phần chưa gửi.";

fn exchange(fault: &ExchangeFault) -> Failure {
    let (class, code, message) = match fault {
        ExchangeFault::Store(_) => return Failure::internal(),
        ExchangeFault::UnknownCampaign => {
            (Class::No, "E-CAMPAIGN-NOT-HERE", "Máy này không có đợt kiểm tra đó.")
        }
        ExchangeFault::NotTheFounder => (Class::No, "E-CHARTER-FOUNDER", NOT_THE_KEEPER),
        ExchangeFault::NotTheDeputy => (
            Class::No,
            "E-CHARTER-DEPUTY",
            "Chỉ máy của trưởng đoàn hoặc phó đoàn trong danh sách mới thay đổi, tiếp quản được danh sách đoàn.",
        ),
        ExchangeFault::SplitCharter => (Class::No, "E-CHARTER-SPLIT", TWO_CHARTERS),
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
/// else than what is here, who keeps the list of the delegation from now on, and that the visits cannot
/// be opened here.
pub fn handover_remarks(
    left_out: &[(String, LeftOut)],
    ahead: &[(String, u64)],
    contradicted: &[String],
    keeper: Option<&str>,
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
    let keeper = keeper.map(|name| {
        format!("Từ nay {name} giữ danh sách đoàn: thêm máy, loại máy trên máy của {name}.")
    });
    left_out.chain(keeper).chain(ahead).chain(contradicted).chain(unreadable).collect()
}

/// What has to be told of a clock that differs from this laptop's by `ahead_ms` milliseconds, in
/// Vietnamese; nothing of one that differs by less than two minutes.
pub fn clock_remark(ahead_ms: i64) -> Option<String> {
    let minutes = ahead_ms.unsigned_abs() / 60_000;
    let side = if ahead_ms < 0 { "sau" } else { "trước" };
    (2 <= minutes).then(|| {
        format!(
            "Đồng hồ máy kia chạy {side} máy này {minutes} phút. Hãy chỉnh giờ trên máy sai trước khi lập biên bản."
        )
    })
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
