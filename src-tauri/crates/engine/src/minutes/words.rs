//! The fixed Vietnamese words of the form.
//!
//! # Source
//!
//! Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9 (biên bản), adapted to an
//! inspection: three parties sign, and the text is read back.

use domain::answer::Verdict;
use domain::campaign::{DelegationKind, Role};
use domain::finding::Ruling;
use domain::visit::VisitForm;

use super::figures;

pub(super) const MINUTES: &str = "BIÊN BẢN";
pub(super) const ATTENDANCE: &str = "THÀNH PHẦN THAM DỰ";
pub(super) const RESULTS: &str = "NỘI DUNG VÀ KẾT QUẢ KIỂM TRA";
pub(super) const ADDED: &str = "NỘI DUNG BỔ SUNG";
pub(super) const NOTHING_ADDED: &str = "Chưa có nội dung bổ sung.";
pub(super) const SEEN_AGAIN: &str = "KẾT QUẢ KHẮC PHỤC TỒN TẠI, HẠN CHẾ KỲ TRƯỚC";
pub(super) const RECOMMENDATIONS: &str = "KIẾN NGHỊ, YÊU CẦU CỦA ĐOÀN KIỂM TRA";
pub(super) const RECOMMENDATIONS_TEAM: &str = "KIẾN NGHỊ, YÊU CẦU CỦA TỔ CÔNG TÁC";
pub(super) const UNIT_SAYS: &str = "Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA";
pub(super) const STRENGTHS: &str = "Kết quả, ưu điểm";
pub(super) const FIGURES: &str = "Số liệu";
pub(super) const SHORTCOMINGS: &str = "Tồn tại, hạn chế";
pub(crate) const OTHER_AREA: &str = "Nội dung khác";
pub(super) const CHECKED: &str = "1. Nội dung đã kiểm tra";
pub(super) const SHORT_AND_ASKED: &str = "2. Tồn tại, hạn chế và kiến nghị, yêu cầu";
pub(super) const NOTHING_SHORT: &str =
    "Không ghi nhận tồn tại, hạn chế ở những nội dung đã kiểm tra; không có kiến nghị riêng.";
pub(super) const NO_RECOMMENDATION: &str = "Không có kiến nghị riêng.";
pub(super) const PHOTO_ANNEX: &str = "Phụ lục ảnh";
pub(crate) const SIGN_HINT: &str = "(Ký, ghi rõ họ tên)";
pub(super) const NOT_SIGNED: &str = "(Không ký biên bản)";
pub(crate) const ARCHIVE: &str = "- Lưu: VT, Hồ sơ.";

/// What a verdict is called on papers and screens.
pub const fn verdict_word(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Met) => "đạt",
        Some(Verdict::Partly) => "cơ bản đạt",
        Some(Verdict::NotMet) => "chưa đạt",
        Some(Verdict::NotApplicable) => "không áp dụng",
        None => "chưa kiểm tra",
    }
}

/// What a role is called, in a delegation or in a team.
pub const fn role_title(role: Role, kind: DelegationKind) -> &'static str {
    match (role, kind) {
        (Role::Leader, DelegationKind::Doan) => "Trưởng đoàn",
        (Role::Leader, DelegationKind::To) => "Tổ trưởng",
        (Role::Deputy, DelegationKind::Doan) => "Phó Trưởng đoàn",
        (Role::Deputy, DelegationKind::To) => "Tổ phó",
        (Role::Secretary, _) => "Thư ký",
        (Role::Member, _) => "Thành viên",
    }
}

/// What the inspecting body calls itself in running text.
pub(crate) const fn body_word(kind: DelegationKind) -> &'static str {
    match kind {
        DelegationKind::Doan => "Đoàn kiểm tra",
        DelegationKind::To => "Tổ công tác",
    }
}

pub(super) const fn symbol(kind: DelegationKind) -> &'static str {
    match kind {
        DelegationKind::Doan => "/BB-ĐKT",
        DelegationKind::To => "/BB-TCT",
    }
}

/// What the leader made of an explanation.
pub(crate) const fn ruling_words(ruling: Option<Ruling>) -> &'static str {
    match ruling {
        Some(Ruling::Accepted) => "Chấp nhận giải trình",
        Some(Ruling::Partly) => "Chấp nhận một phần giải trình",
        Some(Ruling::Kept) => "Giữ nguyên nhận xét",
        None => "",
    }
}

pub(super) const fn form_words(form: VisitForm) -> &'static str {
    match form {
        VisitForm::Planned => "kiểm tra theo kế hoạch",
        VisitForm::Unannounced => "kiểm tra đột xuất",
        VisitForm::FollowUp => "kiểm tra việc khắc phục tồn tại, hạn chế (phúc tra)",
    }
}

/// What the minutes of a visit of this form are about: the campaign's name, said so that nobody takes
/// an unannounced visit for a planned one, or a look at what was put right for an inspection.
pub(super) fn subject(campaign: &str, form: VisitForm) -> String {
    const INSPECTION: &str = "kiểm tra ";
    let name = campaign.trim_end_matches('.');
    let folded = name.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match form {
        VisitForm::Planned => name.to_owned(),
        VisitForm::Unannounced if says(&["đột xuất"]) => name.to_owned(),
        VisitForm::FollowUp if says(&["khắc phục", "phúc tra"]) => name.to_owned(),
        VisitForm::Unannounced => match folded.strip_prefix(INSPECTION) {
            Some(rest) => {
                let what = name.get(name.len() - rest.len()..).unwrap_or(rest);
                format!("Kiểm tra đột xuất {what}")
            }
            None => format!("Kiểm tra đột xuất theo {}", figures::lowered(name)),
        },
        VisitForm::FollowUp => {
            format!("Kiểm tra việc khắc phục tồn tại, hạn chế sau {}", figures::lowered(name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_says_how_the_visit_came_about() {
        let name = "Kiểm tra công tác cải cách hành chính năm 2022";
        for (campaign, form, expected) in [
            (name, VisitForm::Planned, name),
            (
                name,
                VisitForm::Unannounced,
                "Kiểm tra đột xuất công tác cải cách hành chính năm 2022",
            ),
            (
                name,
                VisitForm::FollowUp,
                "Kiểm tra việc khắc phục tồn tại, hạn chế sau kiểm tra công tác cải cách hành chính năm 2022",
            ),
            ("Kiểm tra đột xuất kỷ luật", VisitForm::Unannounced, "Kiểm tra đột xuất kỷ luật"),
            ("CCHC năm 2022", VisitForm::Unannounced, "Kiểm tra đột xuất theo CCHC năm 2022"),
            ("Phúc tra năm 2022", VisitForm::FollowUp, "Phúc tra năm 2022"),
        ] {
            assert_eq!(subject(campaign, form), expected);
        }
    }
}
