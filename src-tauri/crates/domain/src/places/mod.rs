//! The dated list of communes (danh mục đơn vị hành chính cấp xã), as pure values.
//!
//! A place is one commune for as long as its name, kind and area stayed what they are; a merger
//! ends places and begins others, and the links between them are its history. Its id is our own:
//! an official code was given to another commune more than once.

mod history;
mod list;
mod spelling;
mod suggest;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

pub use list::{BadPlaces, Found, Places};
pub use spelling::{spelling, split_kind};
pub use suggest::{Closeness, Suggestion};

use crate::id::BadId;
use crate::unit::UnitKind;

/// Which place: our own number, never given twice.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PlaceId(u32);

impl fmt::Display for PlaceId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "c{:05}", self.0)
    }
}

impl FromStr for PlaceId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let digits = text.strip_prefix('c').filter(|digits| digits.len() == 5);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let number = digits.and_then(|digits| digits.parse().ok());
        number.map(Self).ok_or_else(|| BadId(text.to_owned()))
    }
}

/// The last day of a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Until {
    /// The day.
    pub day: NaiveDate,
    /// Whether it ended on that very day; otherwise on some day no later.
    pub exact: bool,
}

/// A commune, from its first day to its last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// Which place.
    pub id: PlaceId,
    /// Xã, phường, thị trấn or đặc khu.
    pub kind: UnitKind,
    /// The name with its kind: `Phường Cầu Tre`.
    pub name: String,
    /// The district it belonged to; empty since there are none.
    pub district: String,
    /// The province it belongs to, by its key: `ha-tinh`.
    pub province: String,
    /// The first day; `None` for one before the list begins.
    pub from: Option<NaiveDate>,
    /// The last day; `None` while it stands.
    pub until: Option<Until>,
    /// The official code while it stands: `11338`.
    pub code: String,
    /// What it became, the one that took most of it first.
    pub successors: Vec<PlaceId>,
    /// Names by which it was known too, or that were merged into it.
    pub also: Vec<String>,
    /// Such names of which only the form without marks is known.
    pub also_folded: Vec<String>,
}

impl Place {
    /// Whether the place stands, or may still have stood, on `day`.
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until.day)
    }

    /// The name without its kind: `Cầu Tre`.
    pub fn bare_name(&self) -> &str {
        split_kind(&self.name).1
    }
}

/// A province under one name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Province {
    /// Its key, the same under every name: `dong-nai`.
    pub key: String,
    /// The name with its kind: `Thành phố Đồng Nai`.
    pub name: String,
    /// The first day of the name; `None` for one before the list begins.
    pub from: Option<NaiveDate>,
    /// The last day; `None` while it holds.
    pub until: Option<NaiveDate>,
    /// Its official code.
    pub code: String,
    /// The keys of the provinces it went into.
    pub successors: Vec<String>,
}

impl Province {
    /// Whether the province has this name on `day`.
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_in_one_way_only() {
        let id: PlaceId = "c00042".parse().unwrap();
        assert_eq!(id.to_string(), "c00042");
        for text in ["42", "c42", "c+0042", "x00042", "c000421"] {
            assert!(text.parse::<PlaceId>().is_err(), "{text}");
        }
    }
}
