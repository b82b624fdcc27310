//! Who is inspected.

use crate::id::UnitId;
use crate::places::PlaceId;

/// What kind of body a unit is; it decides which checklist items apply.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum UnitKind {
    /// Xã, a rural commune.
    Xa,
    /// Phường, an urban ward.
    Phuong,
    /// Thị trấn, a township (abolished with the districts on 01/7/2025).
    ThiTran,
    /// Đặc khu, a special zone (from 01/7/2025).
    DacKhu,
    /// Phòng, a department, or a one-stop desk above the commune.
    Phong,
    /// Trường, a school.
    Truong,
    /// Trạm y tế, a health station.
    Tram,
    /// Any other body.
    Khac,
}

impl UnitKind {
    /// Every kind, in the order in which papers list them.
    pub const ALL: [Self; 8] = [
        Self::Xa,
        Self::Phuong,
        Self::ThiTran,
        Self::DacKhu,
        Self::Phong,
        Self::Truong,
        Self::Tram,
        Self::Khac,
    ];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Xa => "xa",
            Self::Phuong => "phuong",
            Self::ThiTran => "thi-tran",
            Self::DacKhu => "dac-khu",
            Self::Phong => "phong",
            Self::Truong => "truong",
            Self::Tram => "tram",
            Self::Khac => "khac",
        }
    }

    /// Finds the kind that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether a People's Committee (UBND) of commune level governs the unit.
    pub const fn is_commune(self) -> bool {
        match self {
            Self::Xa | Self::Phuong | Self::ThiTran | Self::DacKhu => true,
            Self::Phong | Self::Truong | Self::Tram | Self::Khac => false,
        }
    }
}

/// A unit of a campaign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unit {
    /// Which unit.
    pub id: UnitId,
    /// The importer's own key, unique within the campaign.
    pub key: String,
    /// The name as papers print it, with its kind: `Phường Cầu Tre`.
    pub name: String,
    /// What kind of body it is.
    pub kind: UnitKind,
    /// Which commune of the dated list it is, where a person has said so.
    pub place: Option<PlaceId>,
}

impl Unit {
    /// Who answers for the unit: `UBND phường Cầu Tre` for a commune, the unit
    /// itself otherwise.
    pub fn authority(&self) -> String {
        if self.kind.is_commune() {
            format!("UBND {}", lower_first(&self.name))
        } else {
            self.name.clone()
        }
    }

    /// [`Self::authority`] written out: `Ủy ban nhân dân phường Cầu Tre`.
    pub fn authority_in_full(&self) -> String {
        if self.kind.is_commune() {
            format!("Ủy ban nhân dân {}", lower_first(&self.name))
        } else {
            self.name.clone()
        }
    }
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_is_answered_for_by_its_committee() {
        let unit = Unit {
            id: UnitId::from_bytes([1; 16]),
            key: "cau-tre".to_owned(),
            name: "Phường Cầu Tre".to_owned(),
            kind: UnitKind::Phuong,
            place: None,
        };
        assert_eq!(unit.authority(), "UBND phường Cầu Tre");
        assert_eq!(unit.authority_in_full(), "Ủy ban nhân dân phường Cầu Tre");
    }

    #[test]
    fn every_kind_is_found_by_its_code() {
        for kind in UnitKind::ALL {
            assert_eq!(UnitKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(UnitKind::from_code("quan"), None);
    }
}
