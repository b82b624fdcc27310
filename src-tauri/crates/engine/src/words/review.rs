//! Why a step of looking over is not to be taken.

use super::{Class, Failure};
use crate::error::Need;

/// Whose step it is.
pub(super) fn not_entitled(need: &Need) -> Failure {
    let message = match need {
        Need::Leader => "Việc này do trưởng đoàn (hoặc phó trưởng đoàn) quyết định. Hãy báo trưởng đoàn; tên trong Cài đặt phải trùng với tên trong danh sách đoàn.".to_owned(),
        Need::LeadOf(area) => format!(
            "Bạn chưa được giao rà soát lĩnh vực {area}. Người được giao lĩnh vực này hoặc trưởng đoàn mới rà soát, trả lại được; việc giao nằm ở phần Thành viên đoàn của đợt."
        ),
    };
    Failure::new(Class::No, "E-REVIEW-RIGHT", message)
}

/// Nothing is there to look over.
pub(super) fn nothing_to_review(accepted: bool) -> Failure {
    let message = if accepted {
        "Trưởng đoàn đã chấp nhận mục này. Muốn xem lại, hãy trả lại mục kèm ý kiến."
    } else {
        "Mục này chưa được đánh giá nên chưa rà soát được. Hãy đánh giá mục trước."
    };
    Failure::new(Class::No, "E-REVIEW-STATE", message)
}
