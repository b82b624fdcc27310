//! The fixed Vietnamese words of the form.
//!
//! # Source
//!
//! Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4 (văn bản có tên loại), which has no fixed parts for
//! a notice of this kind; the parts follow the conclusions that delegations publish.

use domain::campaign::DelegationKind;

pub(super) const NOTICE: &str = "THÔNG BÁO";
pub(super) const SCOPE: &str = "I. TÌNH HÌNH CHUNG";
pub(super) const STRENGTHS: &str = "II. KẾT QUẢ, ƯU ĐIỂM";
pub(super) const SHORTCOMINGS: &str = "III. TỒN TẠI, HẠN CHẾ";
pub(super) const EXPLAINED: &str = "IV. Ý KIẾN CỦA CÁC ĐƠN VỊ ĐƯỢC KIỂM TRA";
pub(super) const DUTIES: &str = "V. KIẾN NGHỊ, YÊU CẦU";
pub(super) const CARRYING_OUT: &str = "VI. TỔ CHỨC THỰC HIỆN";
pub(super) const FIGURES: &str = "Số liệu";
pub(super) const EVERYBODY: &str = "các đơn vị được kiểm tra";
pub(super) const DESK_NOTE: &str =
    "(*) Đơn vị được kiểm tra qua hệ thống, không có buổi kiểm tra trực tiếp.";

/// The symbol after the number: the type, and who issues it.
///
/// # Source
///
/// Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3 (symbol: abbreviation of the type, then of the
/// issuer) and Phụ lục III, mục I (thông báo: TB).
pub(super) fn symbol(agency: &str, kind: DelegationKind) -> String {
    let upper = agency.to_uppercase();
    let issuer = if upper.starts_with("ĐOÀN KIỂM TRA") || upper.starts_with("TỔ ") {
        match kind {
            DelegationKind::Doan => "ĐKT".to_owned(),
            DelegationKind::To => "TCT".to_owned(),
        }
    } else if upper.starts_with("UBND") || upper.starts_with("ỦY BAN NHÂN DÂN") {
        "UBND".to_owned()
    } else {
        let words = upper.split_whitespace();
        words.filter_map(|word| word.chars().next()).filter(|it| it.is_alphabetic()).collect()
    };
    format!("/TB-{issuer}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbol_says_who_issues_the_notice() {
        let symbol = |agency| symbol(agency, DelegationKind::Doan);
        assert_eq!(symbol("ĐOÀN KIỂM TRA 3027"), "/TB-ĐKT");
        assert_eq!(symbol("SỞ NỘI VỤ"), "/TB-SNV");
        assert_eq!(symbol("UBND HUYỆN HỒNG NGỰ"), "/TB-UBND");
    }
}
