//! Sentences for scans of papers signed in ink.

use domain::scan::ScanMatch;
use scans::{PAGES_MAX, ScanError};

use super::{Class, Failure};
use crate::error::ScanFault;

/// How a scan fits its paper: `Bản quét khớp đủ 05 trang của bản đã chốt.`
pub fn scan_sentence(found: &ScanMatch) -> String {
    let pages = domain::number::in_text(u64::from(found.pages));
    if found.is_whole() {
        return format!("Bản quét khớp đủ {pages} trang của bản đã chốt.");
    }
    let mut faults = Vec::new();
    let (missing, repeated, unread) = (found.missing(), found.repeated(), found.unread());
    if found.pages != 0 && missing.len() < usize::try_from(found.pages).unwrap_or(usize::MAX) {
        if !missing.is_empty() {
            faults.push(format!("chưa thấy trang {}", listed(&missing)));
        }
        if !repeated.is_empty() {
            faults.push(format!("trang {} có hai lần", listed(&repeated)));
        }
        if !found.is_in_order() {
            faults.push("các trang không đúng thứ tự".to_owned());
        }
        if unread != 0 {
            let unread = domain::number::in_text(u64::try_from(unread).unwrap_or(u64::MAX));
            faults.push(format!("{unread} trang quét không đọc được mã"));
        }
        return format!("Bản quét chưa khớp {pages} trang của bản đã chốt: {}.", faults.join("; "));
    }
    "Không đọc được mã trang nào trên bản quét, nên chương trình không đối chiếu được với bản đã chốt."
        .to_owned()
}

fn listed(pages: &[u32]) -> String {
    pages.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

pub(super) fn failure(fault: &ScanFault) -> Failure {
    match fault {
        ScanFault::Strange => Failure::new(
            Class::No,
            "E-SCAN-OTHER",
            "Có trang mang mã của văn bản khác hoặc bản khác. Chưa đính gì; hãy bỏ trang đó ra rồi đính lại.",
        ),
        ScanFault::Gaps(found) => Failure::new(
            Class::No,
            "E-SCAN-GAPS",
            format!(
                "{} Hãy quét lại (từ 200 dpi, đủ trang, thấy rõ mã ở chân trang), hoặc xem kỹ từng trang rồi chọn đính như hiện có.",
                scan_sentence(found)
            ),
        ),
        ScanFault::Unreadable(ScanError::TooManyPages) => Failure::new(
            Class::Input,
            "E-SCAN-LONG",
            format!("Bản quét có hơn {PAGES_MAX} trang. Hãy chọn đúng bản quét của văn bản này."),
        ),
        ScanFault::Unreadable(ScanError::Unreadable | ScanError::Stopped) => Failure::new(
            Class::Input,
            "E-SCAN-UNREADABLE",
            "Không đọc được bản quét: tệp hỏng, hoặc không phải PDF, JPEG, PNG. Hãy quét lại hoặc chọn tệp khác.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::scan::Scanned::{Page, Unread};

    #[test]
    fn a_scan_is_told_in_one_sentence() {
        let told =
            |pages, scanned: &[_]| scan_sentence(&ScanMatch { pages, scanned: scanned.to_vec() });
        assert_eq!(told(2, &[Page(1), Page(2)]), "Bản quét khớp đủ 02 trang của bản đã chốt.");
        assert_eq!(
            told(4, &[Page(4), Page(2), Unread, Page(2)]),
            "Bản quét chưa khớp 04 trang của bản đã chốt: chưa thấy trang 1, 3; trang 2 có hai lần; \
             các trang không đúng thứ tự; 01 trang quét không đọc được mã.",
        );
        assert!(told(2, &[Unread, Unread]).starts_with("Không đọc được mã trang nào"));
    }
}
