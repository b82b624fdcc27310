//! Lists of units: `xã Ea Blang, Ea Drông, phường Đạt Hiếu`.

use std::collections::BTreeMap;

use crate::collation::Vietnamese;
use crate::number;
use crate::unit::{Unit, UnitKind};

/// So many units are named one by one; of more the number is told, by kind.
pub const NAMED_MAX: usize = 60;

/// What stands behind a unit that was looked at through systems only.
pub const DESK_MARK: &str = " (*)";

/// How units are called in a list.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Naming {
    /// The kind once for each run of three or more, with each of one or two:
    /// `xã Bình Thuận, Ea Blang, Ea Drông, phường Đạt Hiếu, phường Thiện An`.
    #[default]
    KindOnce,
    /// The kind with each: `phường Đạt Hiếu, phường Thiện An`.
    KindEach,
    /// The bare names of communes: `An Bình, An Lạc`.
    Bare,
}

/// In which order they stand.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ListOrder {
    /// By kind, then by the alphabet.
    #[default]
    Alphabet,
    /// As they were noted.
    Noted,
}

/// How an open list ends.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum OpenEnd {
    /// `…`
    #[default]
    Dots,
    /// `và một số đơn vị khác`
    Others,
}

impl Naming {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::KindOnce, Self::KindEach, Self::Bare];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::KindOnce => "kind-once",
            Self::KindEach => "kind-each",
            Self::Bare => "bare",
        }
    }

    /// Finds the way that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

impl ListOrder {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Alphabet, Self::Noted];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alphabet => "alphabet",
            Self::Noted => "noted",
        }
    }

    /// Finds the way that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

impl OpenEnd {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Dots, Self::Others];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dots => "dots",
            Self::Others => "others",
        }
    }

    /// Finds the way that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// How a list of units is joined to its sentence and written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Listing {
    /// What joins it, such as `, cụ thể:` or `như`; empty for a colon.
    pub lead: String,
    /// How the units are called.
    pub naming: Naming,
    /// In which order.
    pub order: ListOrder,
    /// How an open list ends.
    pub end: OpenEnd,
}

/// A unit to be named.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// Whether the delegation went there.
    pub visited: bool,
}

/// Lists `units` as `listing` wants; `open` says that there are more.
pub fn list(units: &[Named<'_>], listing: &Listing, open: bool) -> String {
    let mut text = if units.len() <= NAMED_MAX {
        named(&ordered(units, listing.order), listing.naming)
    } else {
        counted(units)
    };
    if open {
        text.push_str(match listing.end {
            OpenEnd::Dots => "…",
            OpenEnd::Others => " và một số đơn vị khác",
        });
    }
    text
}

/// `10 đơn vị (07 xã, 03 phường)`.
pub fn counted(units: &[Named<'_>]) -> String {
    let mut kinds: BTreeMap<UnitKind, u64> = BTreeMap::new();
    for named in units {
        *kinds.entry(named.unit.kind).or_default() += 1;
    }
    let all = number::in_text(u64::try_from(units.len()).unwrap_or(u64::MAX));
    let each: Vec<String> = kinds
        .into_iter()
        .map(|(kind, count)| format!("{} {}", number::in_text(count), kind_word(kind)))
        .collect();
    format!("{all} đơn vị ({})", each.join(", "))
}

/// What a kind is called in running text.
pub const fn kind_word(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Xa => "xã",
        UnitKind::Phuong => "phường",
        UnitKind::ThiTran => "thị trấn",
        UnitKind::DacKhu => "đặc khu",
        UnitKind::Phong => "phòng, ban",
        UnitKind::Truong => "trường học",
        UnitKind::Tram => "trạm y tế",
        UnitKind::Khac => "cơ quan, đơn vị khác",
    }
}

/// Sorts units as papers list them: by kind, then by the Vietnamese alphabet.
pub fn sort(units: &mut [Named<'_>]) {
    if units.len() <= 1 {
        return;
    }
    let order = Vietnamese::new();
    units.sort_by(|one, other| {
        let kinds = one.unit.kind.cmp(&other.unit.kind);
        kinds.then_with(|| order.compare(bare(one.unit), bare(other.unit)))
    });
}

fn ordered<'a>(units: &[Named<'a>], order: ListOrder) -> Vec<Named<'a>> {
    let mut units = units.to_vec();
    match order {
        ListOrder::Alphabet => sort(&mut units),
        ListOrder::Noted => {}
    }
    units
}

/// From so many communes of one kind on their kind is said once.
const RUN_MIN: usize = 3;

fn named(units: &[Named<'_>], naming: Naming) -> String {
    let runs = units.chunk_by(|one, other| one.unit.kind == other.unit.kind);
    let mut names = Vec::with_capacity(units.len());
    for run in runs {
        let once = naming == Naming::KindOnce && RUN_MIN <= run.len();
        for (at, Named { unit, visited }) in run.iter().enumerate() {
            let bare_here = naming == Naming::Bare || once && at != 0;
            let said = if bare_here { bare(unit).to_owned() } else { in_full(unit) };
            names.push(if *visited { said } else { said + DESK_MARK });
        }
    }
    names.join(", ")
}

/// The name of a commune without its kind; any other name as it is.
pub fn bare(unit: &Unit) -> &str {
    if !unit.kind.is_commune() {
        return &unit.name;
    }
    let mut rest = unit.name.as_str();
    for word in kind_word(unit.kind).split(' ') {
        let Some((first, after)) = rest.split_once(' ') else { return &unit.name };
        if first.to_lowercase() != word {
            return &unit.name;
        }
        rest = after;
    }
    rest
}

/// The name as it stands inside a sentence: `xã Ea Drông`, `phòng Tài nguyên và Môi trường`.
pub fn in_full(unit: &Unit) -> String {
    let common = ["Phòng ", "Bộ phận ", "Trạm ", "Trường ", "Ban "];
    let is_common = common.iter().any(|word| unit.name.starts_with(word));
    if unit.kind.is_commune() || is_common { lower_first(&unit.name) } else { unit.name.clone() }
}

/// `text` with a small first letter, unless its first word is an abbreviation.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::testing::unit;

    fn units() -> Vec<Unit> {
        vec![
            unit(1, "Phòng Tài nguyên và Môi trường", UnitKind::Phong),
            unit(2, "Xã Ea Drông", UnitKind::Xa),
            unit(3, "Xã Bình Thuận", UnitKind::Xa),
            unit(7, "Xã Ea Blang", UnitKind::Xa),
            unit(4, "Phường Thiện An", UnitKind::Phuong),
            unit(5, "Phường Đạt Hiếu", UnitKind::Phuong),
            unit(6, "Thị trấn Cần Giuộc", UnitKind::ThiTran),
        ]
    }

    #[track_caller]
    fn check(listing: &Listing, open: bool, expected: &str) {
        let units = units();
        let named: Vec<Named> = units
            .iter()
            .map(|unit| Named { unit, visited: unit.name != "Xã Bình Thuận" })
            .collect();
        assert_eq!(list(&named, listing, open), expected);
    }

    #[test]
    fn units_stand_by_kind_in_the_order_of_the_alphabet() {
        check(
            &Listing::default(),
            false,
            "xã Bình Thuận (*), Ea Blang, Ea Drông, phường Đạt Hiếu, phường Thiện An, thị trấn Cần Giuộc, phòng Tài nguyên và Môi trường",
        );
    }

    #[test]
    fn a_leader_may_want_them_otherwise() {
        let noted = Listing {
            naming: Naming::KindEach,
            order: ListOrder::Noted,
            end: OpenEnd::Others,
            ..Listing::default()
        };
        check(
            &noted,
            true,
            "phòng Tài nguyên và Môi trường, xã Ea Drông, xã Bình Thuận (*), xã Ea Blang, phường Thiện An, phường Đạt Hiếu, thị trấn Cần Giuộc và một số đơn vị khác",
        );
        let bare = Listing { naming: Naming::Bare, order: ListOrder::Noted, ..Listing::default() };
        check(
            &bare,
            true,
            "Phòng Tài nguyên và Môi trường, Ea Drông, Bình Thuận (*), Ea Blang, Thiện An, Đạt Hiếu, Cần Giuộc…",
        );
    }

    #[test]
    fn of_very_many_units_the_number_is_told() {
        let many: Vec<Unit> = (0..=60_u8).map(|at| unit(at, "Xã A", UnitKind::Xa)).collect();
        let named: Vec<Named> = many.iter().map(|unit| Named { unit, visited: true }).collect();
        assert_eq!(list(&named, &Listing::default(), false), "61 đơn vị (61 xã)");
    }
}
