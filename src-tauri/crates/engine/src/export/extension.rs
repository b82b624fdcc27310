//! What came of giving signed papers lasting proof, in words.

use signing::ExtendError;

use crate::actions::Extension;
use crate::error::EngineError;
use crate::words::{Failure, time_reason};

/// What came of giving signed papers lasting proof.
pub fn extension_in_words(done: &Extension) -> Vec<String> {
    let mut lines = Vec::new();
    let total = done.complete + done.extended + done.waiting + done.too_late;
    if total == 0 && !done.stopped {
        return vec!["Chưa có văn bản nào được ký số.".to_owned()];
    }
    if 0 < done.extended {
        lines.push(format!("Đã bổ sung đủ bằng chứng lâu dài cho {} văn bản.", done.extended));
    }
    if 0 < done.complete {
        lines.push(format!("{} văn bản đã có đủ từ trước.", done.complete));
    }
    if 0 < done.waiting {
        lines.push(format!("{} văn bản còn thiếu; lần sau sẽ làm tiếp.", done.waiting));
    }
    lines.extend(names_in_words(done));
    match &done.failure {
        Some(ExtendError::Time(error)) => lines.push(format!("Lý do: {}.", time_reason(error))),
        Some(ExtendError::NotSound(_)) => {
            lines.push("Có văn bản mà chữ ký không còn đúng; hãy kiểm tra chữ ký.".to_owned());
        }
        Some(ExtendError::Sign(error)) => {
            lines.push(Failure::from(&EngineError::Sign(error.clone())).message);
        }
        None => {}
    }
    if done.stopped {
        lines.push("Đã dừng theo yêu cầu; phần đã bổ sung được giữ.".to_owned());
    }
    lines
}

/// What the run found of certificates, and what to do about it.
fn names_in_words(done: &Extension) -> Vec<String> {
    let mut lines = Vec::new();
    if 0 < done.too_late {
        let names = done.expired.join("; ");
        lines.push(format!(
            "{} văn bản được giữ nguyên: chứng thư của {names} đã hết hạn trước khi có dấu thời gian, thêm lúc này chỉ chứng tỏ ký quá hạn. Nếu cần bằng chứng lâu dài, hãy lập bản mới thay thế và ký lại.",
            done.too_late
        ));
    }
    if done.no_issuers {
        lines.push(
            "Máy này chưa có nơi cấp tin cậy nên chưa hỏi thông tin thu hồi. Hãy thêm chứng thư của nơi cấp trong Cài đặt, mục Tin cậy và dấu thời gian, rồi làm lại."
                .to_owned(),
        );
    }
    if !done.untrusted.is_empty() {
        let names = done.untrusted.join("; ");
        lines.push(format!(
            "Không hỏi về chứng thư không do nơi cấp tin cậy cấp: {names}. Nếu tin nơi cấp, hãy thêm chứng thư của nơi cấp trong Cài đặt, mục Tin cậy và dấu thời gian."
        ));
    }
    if !done.early.is_empty() {
        let names = done.early.join("; ");
        lines.push(format!("Chờ danh sách thu hồi mới hơn thời điểm ký của: {names}."));
    }
    if !done.missing.is_empty() {
        let names = done.missing.join("; ");
        lines.push(format!("Chưa có thông tin thu hồi của: {names}."));
    }
    lines
}
