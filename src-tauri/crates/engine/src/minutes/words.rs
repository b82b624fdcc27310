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

pub(super) const MINUTES: &str = "BIÊN BẢN";
pub(super) const ATTENDANCE: &str = "I. THÀNH PHẦN THAM DỰ";
pub(super) const RESULTS: &str = "II. NỘI DUNG VÀ KẾT QUẢ KIỂM TRA";
pub(super) const RECOMMENDATIONS: &str = "III. KIẾN NGHỊ, YÊU CẦU CỦA ĐOÀN KIỂM TRA";
pub(super) const RECOMMENDATIONS_TEAM: &str = "III. KIẾN NGHỊ, YÊU CẦU CỦA TỔ CÔNG TÁC";
pub(super) const UNIT_SAYS: &str = "IV. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA";
pub(super) const STRENGTHS: &str = "Kết quả, ưu điểm";
pub(super) const FIGURES: &str = "Số liệu";
pub(super) const SHORTCOMINGS: &str = "Tồn tại, hạn chế";
pub(crate) const OTHER_AREA: &str = "Nội dung khác";
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
        VisitForm::FollowUp => "phúc tra",
    }
}
