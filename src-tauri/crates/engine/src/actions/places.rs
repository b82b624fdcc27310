//! The dated list of communes at work: choosing a unit, and following one through mergers.

use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::id::{CampaignId, UnitId, VisitId};
use domain::places::{Closeness, Place, PlaceId, Places};

use super::seal::PaperState;
use crate::catalogue;
use crate::engine::Engine;
use crate::error::{EngineError, Noun};

/// A commune as a screen names it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PlaceLine {
    /// Which place.
    pub id: PlaceId,
    /// The name with its kind.
    pub name: String,
    /// Its kind, as files name it.
    pub kind: &'static str,
    /// District and province: `huyện Can Lộc, tỉnh Hà Tĩnh`; province alone since 01/7/2025.
    pub area: String,
    /// Its official code.
    pub code: String,
    /// Its first day; `None` when the list does not go back so far.
    pub from: Option<NaiveDate>,
    /// Its last day; `None` while it stands.
    pub until: Option<NaiveDate>,
    /// Whether that day is exact; otherwise it ended no later.
    pub until_exact: bool,
    /// Whether the name typed was another name of it, or that of one merged into it.
    pub by_other_name: bool,
}

/// What became of a commune, and what it came of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PlaceStory {
    /// The commune.
    pub place: PlaceLine,
    /// What it was made of, in whole or in part.
    pub made_of: Vec<PlaceLine>,
    /// What it is today; itself, while it stands.
    pub today: Vec<PlaceLine>,
}

/// A visit to the same commune, or to one it came of or became.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RelatedVisit {
    /// The visit.
    pub visit: VisitId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// What the campaign is called.
    pub campaign_name: String,
    /// What the unit was called then.
    pub unit_name: String,
    /// The day.
    pub date: NaiveDate,
    /// Where its minutes stand.
    pub state: PaperState,
    /// How many shortcomings were found.
    pub shortcomings: u32,
}

/// A unit of a campaign, followed through mergers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitHistory {
    /// The commune it is, where that is known.
    pub story: Option<PlaceStory>,
    /// Visits of every campaign, latest first.
    pub visits: Vec<RelatedVisit>,
}

/// Suggestions shown at once.
const SUGGESTIONS_MAX: usize = 12;

impl Engine {
    /// The dated list of communes.
    ///
    /// # Errors
    ///
    /// [`EngineError::Catalogue`] when the shipped list is broken.
    pub fn places(&self) -> Result<&'static Places, EngineError> {
        Ok(catalogue::places()?)
    }

    /// Communes standing on `day` that `text` may mean, nearest first; those of the province of
    /// `near` come first among equals. A person has to confirm.
    ///
    /// # Errors
    ///
    /// [`EngineError::Catalogue`].
    pub fn suggest_places(
        &self,
        text: &str,
        near: Option<PlaceId>,
        day: NaiveDate,
    ) -> Result<Vec<PlaceLine>, EngineError> {
        let places = self.places()?;
        let near = near.and_then(|id| places.place(id)).map_or("", |place| place.province.as_str());
        let found = places.suggest(text, near, day, SUGGESTIONS_MAX);
        let line = |suggestion: &domain::places::Suggestion<'_>| PlaceLine {
            by_other_name: suggestion.closeness == Closeness::Also,
            ..line(places, suggestion.place, day)
        };
        Ok(found.iter().map(line).collect())
    }

    /// What became of `id` by today, and what it came of.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] and [`EngineError::Catalogue`].
    pub fn place_story(&self, id: PlaceId) -> Result<PlaceStory, EngineError> {
        let (places, today) = (self.places()?, self.today());
        let place = places.place(id);
        let place = place
            .ok_or_else(|| EngineError::NotFound { what: Noun::Unit, name: id.to_string() })?;
        let own = |place: &Place| line(places, place, day_of(place, today));
        Ok(PlaceStory {
            place: own(place),
            made_of: places.predecessors(id).into_iter().map(own).collect(),
            today: places.became(id, today).into_iter().map(own).collect(),
        })
    }

    /// A unit with the visits that anybody paid to it, or to what it came of or became.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when it is not here, or the store cannot be read.
    pub fn unit_history(
        &self,
        campaign: CampaignId,
        unit: UnitId,
    ) -> Result<UnitHistory, EngineError> {
        let (of, _) = self.campaign(campaign)?;
        let unit = of
            .units
            .iter()
            .find(|it| it.id == unit)
            .ok_or_else(|| EngineError::NotFound { what: Noun::Unit, name: unit.to_string() })?;
        let places = self.places()?;
        let lineage = unit.place.map(|place| places.lineage(place)).unwrap_or_default();
        let mut visits = Vec::new();
        for entry in self.campaigns()? {
            let same: Vec<UnitId> = entry
                .campaign
                .units
                .iter()
                .filter(|it| it.id == unit.id || it.place.is_some_and(|id| lineage.contains(&id)))
                .map(|it| it.id)
                .collect();
            if !same.is_empty() {
                self.add_visits(&entry.campaign, &same, &mut visits)?;
            }
        }
        visits.sort_by_key(|visit| std::cmp::Reverse((visit.date, visit.visit)));
        let story = unit.place.map(|place| self.place_story(place)).transpose()?;
        Ok(UnitHistory { story, visits })
    }

    fn add_visits(
        &self,
        campaign: &Campaign,
        units: &[UnitId],
        list: &mut Vec<RelatedVisit>,
    ) -> Result<(), EngineError> {
        for entry in self.visits_of(campaign.id)? {
            if !units.contains(&entry.visit.unit) {
                continue;
            }
            let unit = campaign.units.iter().find(|unit| unit.id == entry.visit.unit);
            list.push(RelatedVisit {
                visit: entry.visit.id,
                campaign: campaign.id,
                campaign_name: campaign.name.clone(),
                unit_name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
                date: entry.visit.date,
                state: entry.state,
                shortcomings: entry.shortcomings,
            });
        }
        Ok(())
    }
}

/// The day whose names of provinces a place is shown with: today, or its last.
fn day_of(place: &Place, today: NaiveDate) -> NaiveDate {
    place.until.map_or(today, |until| until.day.min(today))
}

pub(super) fn line(places: &Places, place: &Place, day: NaiveDate) -> PlaceLine {
    let province = places.province_name(&place.province, day);
    let area = if place.district.is_empty() {
        province.to_owned()
    } else {
        format!("{}, {province}", place.district)
    };
    PlaceLine {
        id: place.id,
        name: place.name.clone(),
        kind: place.kind.code(),
        area,
        code: place.code.clone(),
        from: place.from,
        until: place.until.map(|until| until.day),
        until_exact: place.until.is_none_or(|until| until.exact),
        by_other_name: false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::actions::Person;
    use crate::ports::{SystemClock, SystemRandomness};
    use crate::store::KeyCost;

    const LATER: &str = r#"
[campaign]
key = "2026"
name = "Kiểm tra công tác cải cách hành chính năm 2026"
agency = { parent = "UBND TỈNH ĐẮK LẮK", name = "SỞ NỘI VỤ", place = "Đắk Lắk" }
delegation = { name = "Đoàn kiểm tra cải cách hành chính", kind = "doan" }
period = { from = 2026-01-01, to = 2026-09-30 }
dates = { from = 2026-10-05, to = 2026-10-05 }
[[campaign.units]]
key = "ea-drong"
name = "Xã Ea Drông"
kind = "xa"
place = "PLACE"
[[campaign.units]]
key = "so"
name = "Sở Y tế"
kind = "phong"
"#;

    fn engine(folder: &std::path::Path) -> Engine {
        let person = Person { name: "Người thử".to_owned(), ..Person::default() };
        let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
        Engine::create(folder, &person, "mật khẩu thử", KeyCost::CHEAP, doors).unwrap().0
    }

    #[test]
    fn a_unit_shows_the_visits_paid_before_its_merger() {
        let folder = tempfile::tempdir().unwrap();
        let mut engine = engine(&folder.path().join("kho"));
        engine.import_sample("2017-dak-lak-3027").unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 10, 5).unwrap();
        let now = engine.places().unwrap().named("Ea Drông", "", "Đắk Lắk", day).one().unwrap();
        let file = LATER.replace("PLACE", &now.id.to_string());
        let campaign = engine.import_campaign("2026.toml", &file, false).unwrap();
        assert_eq!(engine.import_campaign("2026.toml", &file, false).unwrap(), campaign);
        let units = engine.campaign(campaign).unwrap().0.units;
        let [commune, office] = units.as_slice() else { panic!("{units:?}") };

        let history = engine.unit_history(campaign, commune.id).unwrap();

        let story = history.story.unwrap();
        assert!(story.made_of.iter().any(|place| place.name == "Xã Ea Siên"));
        assert_eq!(story.today, std::slice::from_ref(&story.place));
        let paid = |visit: &RelatedVisit| (visit.unit_name.clone(), visit.date.to_string());
        let paid: Vec<_> = history.visits.iter().map(paid).collect();
        let expected = [
            ("Xã Ea Blang", "2017-10-30"),
            ("Xã Ea Drông", "2017-10-27"),
            ("Xã Ea Siên", "2017-10-26"),
        ];
        assert_eq!(paid, expected.map(|(unit, date)| (unit.to_owned(), date.to_owned())));
        let none = engine.unit_history(campaign, office.id).unwrap();
        assert_eq!((none.story, none.visits), (None, Vec::new()));
    }

    #[test]
    fn a_file_with_a_place_off_the_list_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut engine = engine(&folder.path().join("kho"));
        let file = LATER.replace("PLACE", "c99999");
        assert!(engine.import_campaign("2026.toml", &file, false).is_err());
        assert!(engine.campaigns().unwrap().is_empty());
    }
}
