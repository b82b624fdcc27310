//! Sentences for the emergency pad.

use super::{Class, Failure};
use crate::pad::{PadError, TEXT_BYTES_MAX};
use crate::store::StoreError;

pub(super) fn failure(error: &PadError) -> Failure {
    let (code, message) = match error {
        PadError::NoStore => (
            "E-PAD-NO-STORE",
            "Máy này chưa thiết lập kho dữ liệu nên chưa có khóa để niêm phong: những gì gõ ở đây chưa được lưu. Hãy thiết lập xong rồi ghi, hoặc ghi ra giấy.".to_owned(),
        ),
        PadError::NoKey { .. } => (
            "E-PAD-NO-KEY",
            "Thiếu khóa niêm phong của sổ tay (tệp pad.key) nên những gì gõ ở đây chưa được lưu. Hãy ghi ra giấy; khóa được tạo lại khi mở kho dữ liệu lần tới.".to_owned(),
        ),
        PadError::TooLong { .. } => (
            "E-PAD-LONG",
            format!(
                "Tờ này dài quá {} KB nên phần mới gõ chưa được lưu. Phần trước vẫn an toàn; hãy sang tờ mới.",
                TEXT_BYTES_MAX / 1024
            ),
        ),
        PadError::Store(StoreError::DiskFull) => (
            "E-PAD-FULL",
            "Đĩa đã đầy nên phần mới gõ chưa được lưu. Phần trước vẫn an toàn; hãy xóa bớt tệp không cần, chương trình sẽ tự lưu lại.".to_owned(),
        ),
        PadError::Store(StoreError::ReadOnly { path } | StoreError::Io { path, .. }) => (
            "E-PAD-IO",
            format!(
                "Không ghi được vào “{}” nên phần mới gõ chưa được lưu. Hãy kiểm tra ổ đĩa và quyền ghi, hoặc chép ra giấy.",
                path.display()
            ),
        ),
        PadError::Store(error) => return super::store::failure(error),
    };
    Failure::new(Class::Store, code, message)
}
