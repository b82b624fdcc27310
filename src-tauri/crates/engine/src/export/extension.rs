//! What came of giving signed papers lasting proof, in words.

use signing::ExtendError;

use crate::actions::Extension;
use crate::error::EngineError;
use crate::words::{Failure, time_reason};

/// What came of giving signed papers lasting proof.
pub fn extension_in_words(done: &Extension) -> Vec<String> {
    let mut lines = Vec::new();
    let total = done.complete + done.extended + done.waiting;
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
    if !done.missing.is_empty() {
        let names = done.missing.join("; ");
        lines.push(format!("Chưa có thông tin thu hồi của: {names}."));
    }
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
