//! What a posted procedure consists of, and which papers it asks for.

use super::name_key;
use crate::text::fold;

/// A part that makes up a procedure.
///
/// # Source
///
/// Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Part {
    /// Trình tự thực hiện.
    Steps,
    /// Cách thức thực hiện.
    Manner,
    /// Thành phần hồ sơ.
    Components,
    /// Số lượng hồ sơ.
    Copies,
    /// Thời hạn giải quyết.
    Time,
    /// Đối tượng thực hiện.
    Subjects,
    /// Cơ quan thực hiện.
    Office,
    /// Kết quả thực hiện.
    Result,
    /// Phí, lệ phí.
    Fees,
    /// Mẫu đơn, mẫu tờ khai.
    Forms,
    /// Yêu cầu, điều kiện.
    Conditions,
    /// Căn cứ pháp lý.
    Basis,
}

impl Part {
    /// Every part, in the order of the decree.
    pub const ALL: [Self; 12] = [
        Self::Steps,
        Self::Manner,
        Self::Components,
        Self::Copies,
        Self::Time,
        Self::Subjects,
        Self::Office,
        Self::Result,
        Self::Fees,
        Self::Forms,
        Self::Conditions,
        Self::Basis,
    ];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Steps => "trinh_tu",
            Self::Manner => "cach_thuc",
            Self::Components => "thanh_phan_ho_so",
            Self::Copies => "so_luong",
            Self::Time => "thoi_han",
            Self::Subjects => "doi_tuong",
            Self::Office => "co_quan_thuc_hien",
            Self::Result => "ket_qua",
            Self::Fees => "phi",
            Self::Forms => "mau_don",
            Self::Conditions => "yeu_cau",
            Self::Basis => "can_cu",
        }
    }

    /// What people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Steps => "trình tự thực hiện",
            Self::Manner => "cách thức thực hiện",
            Self::Components => "thành phần hồ sơ",
            Self::Copies => "số lượng hồ sơ",
            Self::Time => "thời hạn giải quyết",
            Self::Subjects => "đối tượng thực hiện",
            Self::Office => "cơ quan thực hiện",
            Self::Result => "kết quả thực hiện",
            Self::Fees => "phí, lệ phí",
            Self::Forms => "mẫu đơn, tờ khai",
            Self::Conditions => "yêu cầu, điều kiện",
            Self::Basis => "căn cứ pháp lý",
        }
    }

    /// The parts that a text names, separated by semicolons or lines: `thời hạn; phí, lệ phí`.
    /// What names no part is left out.
    pub fn read_list(text: &str) -> Vec<Self> {
        let mut parts = Vec::new();
        for word in text.split([';', '\n']).map(fold) {
            let word = word.trim();
            let found = Self::ALL.into_iter().find(|part| {
                let label = fold(part.label());
                let head = label.split(',').next().unwrap_or(&label).trim();
                !word.is_empty()
                    && (label == word || word.starts_with(head) || head.starts_with(word))
            });
            parts.extend(found.filter(|part| !parts.contains(part)));
        }
        parts
    }

    /// The parts as a text that [`Part::read_list`] reads.
    pub fn list(parts: &[Self]) -> String {
        parts.iter().map(|part| part.label()).collect::<Vec<_>>().join("; ")
    }
}

/// Which papers are asked for beyond the published ones, and which are forgotten.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ComponentDifference {
    /// Posted, not published.
    pub surplus: Vec<String>,
    /// Published, not posted.
    pub lacking: Vec<String>,
}

impl ComponentDifference {
    /// The word of the register: `khớp`, `thừa`, `thiếu`, `thừa và thiếu`.
    pub const fn word(&self) -> &'static str {
        match (self.surplus.is_empty(), self.lacking.is_empty()) {
            (true, true) => "khớp",
            (false, true) => "thừa",
            (true, false) => "thiếu",
            (false, false) => "thừa và thiếu",
        }
    }
}

/// The components that a cell lists: one a line or behind semicolons, marks of a list left out.
pub fn components(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.split(['\n', ';']) {
        let line = line.trim().trim_start_matches(['-', '+', '*', '•', '–', ' ']);
        let line = match line.split_once(['.', ')']) {
            Some((number, rest))
                if number.len() <= 2 && number.bytes().all(|it| it.is_ascii_digit()) =>
            {
                rest
            }
            _ => line,
        };
        let line = line.trim().trim_end_matches(['.', ',']).trim();
        if !line.is_empty() && !found.iter().any(|known| name_key(known) == name_key(line)) {
            found.push(line.to_owned());
        }
    }
    found
}

/// Lays posted components beside the published ones.
pub fn component_difference(published: &[String], posted: &[String]) -> ComponentDifference {
    let without = |these: &[String], those: &[String]| {
        let known: Vec<String> = those.iter().map(|it| name_key(it)).collect();
        these.iter().filter(|it| !known.contains(&name_key(it))).cloned().collect()
    };
    ComponentDifference { surplus: without(posted, published), lacking: without(published, posted) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_back_from_their_list() {
        let parts = [Part::Time, Part::Fees, Part::Components];
        assert_eq!(Part::read_list(&Part::list(&parts)), parts);
        assert_eq!(Part::read_list("Thời hạn; lệ phí gì đó; mẫu đơn"), [Part::Time, Part::Forms]);
        for part in Part::ALL {
            assert_eq!(Part::read_list(part.label()), [part]);
        }
    }

    #[test]
    fn components_are_compared_one_by_one() {
        let published = components("- Tờ khai;\n- Bản sao hộ khẩu.");
        let posted = components("1. Tờ khai\n2) Giấy khám sức khỏe");
        assert_eq!(published, ["Tờ khai", "Bản sao hộ khẩu"]);
        let difference = component_difference(&published, &posted);
        assert_eq!(difference.surplus, ["Giấy khám sức khỏe"]);
        assert_eq!(difference.lacking, ["Bản sao hộ khẩu"]);
        assert_eq!(difference.word(), "thừa và thiếu");
    }
}
