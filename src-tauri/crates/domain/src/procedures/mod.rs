//! Administrative procedures (TTHC): the published list, what hangs on the wall, and the two
//! laid side by side.

mod compare;
mod decisions;
mod parts;
mod tally;

use chrono::NaiveDate;

pub use compare::{By, Comparison, Outcome, State, compare};
pub use decisions::{Decision, decisions, number_key};
pub use parts::{ComponentDifference, Part, component_difference, components};
pub use tally::{Tally, TallyLine, tally};

use crate::text::{clean, fold};
use crate::unit::UnitKind;

/// Who decides on a procedure that the commune receives.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Authority {
    /// UBND cấp xã.
    Commune,
    /// Ban Chỉ huy quân sự.
    Military,
    /// Công an.
    Police,
    /// Bảo hiểm xã hội.
    Insurance,
    /// Several offices in one chain.
    Linked,
}

impl Authority {
    /// Every one, in the order of papers.
    pub const ALL: [Self; 5] =
        [Self::Commune, Self::Military, Self::Police, Self::Insurance, Self::Linked];

    /// The word that registers use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Commune => "xã",
            Self::Military => "BCHQS",
            Self::Police => "Công an",
            Self::Insurance => "BHXH",
            Self::Linked => "liên thông",
        }
    }

    /// Finds the one that registers call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|authority| authority.code() == code)
    }

    /// Reads what a list says of the office in charge, or of the field: `Ban CHQS xã`,
    /// `Công an cấp xã`, `Bảo hiểm xã hội`. The commune where nothing else is named.
    pub fn read(text: &str) -> Self {
        let folded = fold(text);
        let named = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        if named(&["lien thong"]) {
            Self::Linked
        } else if named(&["quan su", "chqs", "nghia vu quan", "dan quan"]) {
            Self::Military
        } else if named(&["cong an"]) {
            Self::Police
        } else if named(&["bao hiem", "bhxh"]) {
            Self::Insurance
        } else {
            Self::Commune
        }
    }
}

/// A procedure of the published list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Procedure {
    /// The code of the national database: `1.000894`; may be empty.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Lĩnh vực.
    pub field: String,
    /// At which level it is carried out, as the list says it.
    pub level: String,
    /// Who decides.
    pub authority: Authority,
    /// The decision that published it.
    pub decision: String,
    /// The first day on which it holds.
    pub effective: Option<NaiveDate>,
    /// The first day on which it no longer holds.
    pub ended: Option<NaiveDate>,
    /// Thành phần hồ sơ, one each.
    pub components: Vec<String>,
}

impl Procedure {
    /// Whether it had ended by `day`.
    pub fn ended_by(&self, day: NaiveDate) -> bool {
        self.ended.is_some_and(|ended| ended <= day)
    }

    /// Whether it has to hang on the wall on `day`.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        !self.ended_by(day) && self.effective.is_none_or(|effective| effective <= day)
    }

    /// Whether a unit of `kind` has to post it: communes post what is carried out at their level,
    /// as far as the list says levels at all.
    pub fn concerns(&self, kind: UnitKind) -> bool {
        let level =
            format!(" {} ", fold(&self.level).replace(|it: char| !it.is_alphanumeric(), " "));
        let commune = [" xa ", " phuong ", " thi tran ", " dac khu "];
        match kind {
            UnitKind::Xa | UnitKind::Phuong | UnitKind::ThiTran | UnitKind::DacKhu => {
                level.trim().is_empty() || commune.iter().any(|word| level.contains(word))
            }
            UnitKind::Phong | UnitKind::Truong | UnitKind::Tram | UnitKind::Khac => true,
        }
    }
}

/// What hangs on the wall, or stands in the commune's own list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Posted {
    /// The code, as posted.
    pub code: String,
    /// The name, as posted.
    pub name: String,
    /// The field, as posted.
    pub field: String,
    /// Whether it hangs there; `None` while nobody looked.
    pub hangs: Option<bool>,
    /// A person said that the published list does not have it.
    pub foreign: bool,
    /// Whether every part of it is on the wall; `None` while nobody looked.
    pub complete: Option<bool>,
    /// The parts of it that are not on the wall.
    pub missing_parts: Vec<Part>,
    /// The components that are posted; `None` where nobody wrote them down.
    pub components: Option<Vec<String>>,
    /// The day it was posted.
    pub since: Option<NaiveDate>,
}

/// A code in the form in which codes are compared: a workbook may hold `1.000894` as a number
/// and show `1,000894`, or drop zeros at its end.
pub fn code_key(code: &str) -> String {
    let plain: String = clean(code)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect::<String>()
        .to_uppercase();
    let numeric = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    let mut parts = plain.splitn(2, ['.', ',']);
    match (parts.next(), parts.next()) {
        (Some(whole), Some(rest))
            if numeric && whole.len() == 1 && rest.len() <= 6 && !rest.contains(['.', ',']) =>
        {
            format!("{whole}.{rest:0<6}")
        }
        _ => plain,
    }
}

/// A name in the form in which names are compared: NFC, lower case, single spaces. Marks stay:
/// without them different procedures look alike.
pub fn name_key(name: &str) -> String {
    let lowered = clean(name).to_lowercase();
    let words: Vec<&str> = lowered.split_whitespace().collect();
    words.join(" ").trim_end_matches(['.', ';']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_a_workbook_kept_as_a_number_is_the_same_code() {
        assert_eq!(code_key("1,000894"), "1.000894");
        assert_eq!(code_key(" 1.00089 "), "1.000890");
        assert_eq!(code_key("2.001009.000.00.00.h02"), "2.001009.000.00.00.H02");
        assert_eq!(code_key(""), "");
    }

    #[test]
    fn names_differ_by_their_marks() {
        assert_eq!(name_key("Đăng  ký KẾT HÔN."), name_key("Đăng ký kết hôn"));
        assert_ne!(name_key("Cấp bản sao"), name_key("Cáp bản sao"));
    }

    #[test]
    fn communes_post_what_is_carried_out_at_their_level() {
        let concerns = |level: &str| {
            let procedure = Procedure {
                code: String::new(),
                name: String::new(),
                field: String::new(),
                level: level.to_owned(),
                authority: Authority::Commune,
                decision: String::new(),
                effective: None,
                ended: None,
                components: Vec::new(),
            };
            procedure.concerns(UnitKind::Phuong)
        };
        assert!(concerns("Cấp xã") && concerns("") && concerns("Huyện; xã, phường"));
        assert!(!concerns("Cấp tỉnh"));
    }

    #[test]
    fn the_office_in_charge_is_read_from_what_lists_say() {
        let read = |text| Authority::read(text).code();
        assert_eq!(read("Ban Chỉ huy quân sự xã"), "BCHQS");
        assert_eq!(read("Công an cấp xã"), "Công an");
        assert_eq!(read("BHXH huyện"), "BHXH");
        assert_eq!(read("UBND cấp xã"), "xã");
        assert_eq!(read("Liên thông: khai sinh, BHYT"), "liên thông");
    }
}
