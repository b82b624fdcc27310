//! The list itself: places found by id, by official code and by name on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use thiserror::Error;

use super::spelling::{spelling, split_kind};
use super::suggest::Words;
use super::{Place, PlaceId, Province};

/// Why places do not make a list.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum BadPlaces {
    /// Two places have one id.
    #[error("two places are called {0}")]
    SameId(PlaceId),
    /// A place became something that is not on the list.
    #[error("{0} became {1}, which is not on the list")]
    NoSuchSuccessor(PlaceId, PlaceId),
    /// A place lies in a province that is not on the list.
    #[error("{0} lies in `{1}`, which is not on the list")]
    NoSuchProvince(PlaceId, String),
}

/// Every place and every province, past ones too.
#[derive(Debug)]
pub struct Places {
    pub(super) places: BTreeMap<PlaceId, Place>,
    pub(super) provinces: Vec<Province>,
    /// Those whose end a place was, for each place that came of an end.
    pub(super) predecessors: BTreeMap<PlaceId, Vec<PlaceId>>,
    /// What a person may type, prepared once.
    pub(super) words: Vec<Words>,
    by_name: BTreeMap<String, Vec<PlaceId>>,
    by_code: BTreeMap<String, Vec<PlaceId>>,
}

/// What a name stands for on a day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Found<'a> {
    /// Nothing on the list.
    Nothing,
    /// This place and no other.
    One(&'a Place),
    /// Several places; a person has to say which.
    Several(Vec<&'a Place>),
}

impl<'a> Found<'a> {
    fn of(mut places: Vec<&'a Place>) -> Self {
        if let [one] = *places.as_slice() {
            return Self::One(one);
        }
        // One that may have ended before gives way to one that certainly stood.
        let certain = |place: &&Place| place.until.is_none_or(|until| until.exact);
        if places.iter().filter(|place| certain(place)).count() == 1 {
            places.retain(certain);
        }
        match *places.as_slice() {
            [] => Self::Nothing,
            [one] => Self::One(one),
            _ => Self::Several(places),
        }
    }

    /// The place, where there is no doubt.
    pub const fn one(&self) -> Option<&'a Place> {
        match self {
            Self::One(place) => Some(place),
            Self::Nothing | Self::Several(_) => None,
        }
    }
}

impl Places {
    /// Makes the list.
    ///
    /// # Errors
    ///
    /// [`BadPlaces`].
    pub fn new(places: Vec<Place>, provinces: Vec<Province>) -> Result<Self, BadPlaces> {
        let mut list = BTreeMap::new();
        let mut by_name: BTreeMap<String, Vec<PlaceId>> = BTreeMap::new();
        let mut by_code: BTreeMap<String, Vec<PlaceId>> = BTreeMap::new();
        let mut predecessors: BTreeMap<PlaceId, Vec<PlaceId>> = BTreeMap::new();
        let mut words = Vec::with_capacity(places.len());
        for place in places {
            if !provinces.iter().any(|province| province.key == place.province) {
                return Err(BadPlaces::NoSuchProvince(place.id, place.province));
            }
            by_name.entry(spelling(place.bare_name())).or_default().push(place.id);
            by_code.entry(place.code.clone()).or_default().push(place.id);
            for successor in &place.successors {
                predecessors.entry(*successor).or_default().push(place.id);
            }
            words.push(Words::of(&place, &provinces));
            if let Some(former) = list.insert(place.id, place) {
                return Err(BadPlaces::SameId(former.id));
            }
        }
        for (successor, of) in &predecessors {
            if let (false, Some(place)) = (list.contains_key(successor), of.first()) {
                return Err(BadPlaces::NoSuchSuccessor(*place, *successor));
            }
        }
        Ok(Self { places: list, provinces, predecessors, words, by_name, by_code })
    }

    /// The place `id`.
    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        self.places.get(&id)
    }

    /// Every place, past ones too, by id.
    pub fn all(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// The name of a province on `day`; the nearest later one for a day before the list.
    pub fn province_name(&self, key: &str, day: NaiveDate) -> &str {
        let mut names = self.provinces.iter().filter(|province| province.key == key);
        let standing = names.clone().find(|province| province.stands_on(day));
        standing.or_else(|| names.next()).map_or("", |province| province.name.as_str())
    }

    /// What has the official code `code` on `day`.
    pub fn with_code(&self, code: &str, day: NaiveDate) -> Found<'_> {
        let ids = self.by_code.get(code).into_iter().flatten();
        Found::of(ids.filter_map(|id| self.place(*id)).filter(|it| it.stands_on(day)).collect())
    }

    /// What is called `name` on `day`, under any spelling of the same letters and tones.
    ///
    /// A kind written before the name must agree. `district` and `province` narrow the search where
    /// they are not empty. Marks are never ignored, and other names of a place do not count: both
    /// only make suggestions.
    pub fn named(&self, name: &str, district: &str, province: &str, day: NaiveDate) -> Found<'_> {
        let (kind, bare) = split_kind(name);
        let ids = self.by_name.get(&spelling(bare)).into_iter().flatten();
        let places = ids.filter_map(|id| self.place(*id)).filter(|place| {
            place.stands_on(day)
                && kind.is_none_or(|kind| kind == place.kind)
                && (district.is_empty() || same_area(&place.district, district))
                && (province.is_empty() || self.in_province(place, province, day))
        });
        Found::of(places.collect())
    }

    fn in_province(&self, place: &Place, province: &str, day: NaiveDate) -> bool {
        place.province == province || same_area(self.province_name(&place.province, day), province)
    }
}

/// Whether two names of districts or provinces say the same, with or without their kind.
fn same_area(one: &str, other: &str) -> bool {
    bare_area(one) == bare_area(other)
}

fn bare_area(name: &str) -> String {
    let form = spelling(name);
    let kinds = ["thành phố ", "tỉnh ", "huyện ", "quận ", "thị xã ", "tp ", "tp. ", "tp."];
    let bare = kinds.iter().find_map(|kind| form.strip_prefix(spelled(kind).as_str()));
    bare.map_or_else(|| form.clone(), str::to_owned)
}

fn spelled(kind: &str) -> String {
    let form = spelling(kind);
    if kind.ends_with(' ') { form + " " } else { form }
}
