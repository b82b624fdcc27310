//! Who used the pages, and for what.

use crate::visits::Deed;

pub(crate) const LOG: &str = "Nhật ký trang";
pub(crate) const LOG_SHORT: &str = "Nhật ký";
pub(crate) const LOG_WHY: &str = "Ai đã đăng nhập, tải văn bản, kiểm tra tệp, mới nhất trước, từ khi máy chủ chạy lần gần nhất. Nhật ký đầy đủ là các dòng mà máy chủ in ra.";
pub(crate) const LOG_EMPTY: &str = "Chưa có việc nào.";
pub(crate) const LOG_AT: &str = "Lúc";
pub(crate) const LOG_WHO: &str = "Tài khoản";
pub(crate) const LOG_WHAT: &str = "Việc";
pub(crate) const LOG_STRANGER: &str = "tên không có tài khoản";
pub(crate) const OF_VISITS: &str = "việc";

/// What somebody did at the pages.
pub(crate) fn deed(deed: &Deed) -> String {
    match deed {
        Deed::SignedIn => "Đăng nhập".to_owned(),
        Deed::Refused => "Đăng nhập không được".to_owned(),
        Deed::SignedOut => "Đăng xuất".to_owned(),
        Deed::Downloaded(name) => format!("Tải {name}"),
        Deed::Verified(name) if name.is_empty() => "Kiểm tra một tệp".to_owned(),
        Deed::Verified(name) => format!("Kiểm tra tệp {name}"),
    }
}
