//! Lists in pages, and what is looked for in them.

use super::count;

pub(crate) const PREVIOUS: &str = "‹ Trước";
pub(crate) const NEXT: &str = "Sau ›";
pub(crate) const SEEK: &str = "Tìm";
pub(crate) const SEEK_NO_MORE: &str = "Bỏ tìm, xem tất cả";
pub(crate) const SEEK_HINT: &str = "Gõ có dấu hoặc không dấu";
pub(crate) const SEEK_UNIT: &str = "Tìm đơn vị theo tên";
pub(crate) const SEEK_CAMPAIGN: &str = "Tìm đợt kiểm tra theo tên";
pub(crate) const TO_DEMANDS: &str = "Đến phần theo dõi khắc phục";
pub(crate) const OF_UNITS: &str = "đơn vị";
pub(crate) const OF_CAMPAIGNS: &str = "đợt kiểm tra";
pub(crate) const OF_DEMANDS: &str = "kiến nghị, yêu cầu";

pub(crate) const NO_DEMANDS_FOUND: &str = "Các đơn vị đang tìm chưa có kiến nghị, yêu cầu nào.";

/// How many lines a list has, when all of them are shown.
pub(crate) fn lines(total: usize, what: &str) -> String {
    format!("{} {what}", count(u64::try_from(total).unwrap_or(u64::MAX)))
}

/// Which page of how many is open, and how many lines all of them have.
pub(crate) fn page_of(page: usize, pages: usize, total: usize, what: &str) -> String {
    format!("Trang {page}/{pages} · {}", lines(total, what))
}

/// What a number leads to, for whoever hears the page.
pub(crate) fn page_number(number: usize) -> String {
    format!("Trang {number}")
}

/// The pages of a list, for whoever hears the page.
pub(crate) fn pages_of(what: &str) -> String {
    format!("Các trang: {what}")
}

/// Nothing has what is looked for.
pub(crate) fn found_nothing(sought: &str, what: &str) -> String {
    format!("Không tìm thấy {what} nào tên “{sought}”. Hãy gõ ít chữ hơn.")
}
