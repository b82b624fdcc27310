//! An agency's own list of units, laid beside the dated list of communes.

use chrono::NaiveDate;
use domain::places::Found;

use super::places::{PlaceLine, line};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::{ListedUnit, read_unit_list};

/// A unit of the list with the commune it is, where there is no doubt.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitFromList {
    /// The unit as the list has it.
    pub unit: ListedUnit,
    /// The commune it is.
    pub place: Option<PlaceLine>,
    /// How many communes it may be, where a person has to say which.
    pub choices: u32,
}

impl Engine {
    /// Reads a list of units from a workbook, for a campaign that begins on `day`. Nothing is
    /// written.
    ///
    /// A commune is found by its code where the name agrees, or by its name in its district or
    /// province; a name alone, and one that several have, is left for a person to say.
    ///
    /// # Errors
    ///
    /// [`EngineError::UnitList`] for a file that is no table, and [`EngineError::Catalogue`].
    pub fn read_unit_list(
        &self,
        file: &str,
        bytes: &[u8],
        day: NaiveDate,
    ) -> Result<Vec<UnitFromList>, EngineError> {
        let list = read_unit_list(file, bytes)
            .map_err(|source| EngineError::UnitList { file: file.to_owned(), source })?;
        list.into_iter().map(|unit| self.placed(unit, day)).collect()
    }

    fn placed(&self, unit: ListedUnit, day: NaiveDate) -> Result<UnitFromList, EngineError> {
        let places = self.places()?;
        let by_name = places.named(&unit.name, &unit.district, &unit.province, day);
        let by_code = places.with_code(&unit.code, day).one();
        let narrowed = !unit.district.is_empty() || !unit.province.is_empty();
        let (place, choices) = match by_name {
            Found::Nothing => (None, 0),
            Found::One(place) if narrowed || by_code == Some(place) => (Some(place), 0),
            Found::One(_) => (None, 1),
            Found::Several(several) => {
                let coded = several.iter().copied().find(|place| by_code == Some(*place));
                let choices = u32::try_from(several.len()).unwrap_or(u32::MAX);
                coded.map_or((None, choices), |place| (Some(place), 0))
            }
        };
        Ok(UnitFromList { place: place.map(|place| line(places, place, day)), choices, unit })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::actions::Person;
    use crate::ports::{SystemClock, SystemRandomness};
    use crate::store::KeyCost;

    const LIST: &str = "Tên đơn vị;Huyện;Tỉnh;Mã\n\
        Xã Thiên Lộc;Can Lộc;Hà Tĩnh;\nXã Thiên Lộc;;;\nXã Tân Thành;;;\nXã Thiên Lộc;;;18415\n\
        Xã Yên Lộc;Can Lộc;Hà Tĩnh;\nXã Thien Loc;Can Lộc;Hà Tĩnh;\nSở Y tế;;;\n";

    #[test]
    fn doubtful_names_are_asked_and_never_guessed() {
        let folder = tempfile::tempdir().unwrap();
        let person = Person { name: "Người thử".to_owned(), ..Person::default() };
        let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
        let home = folder.path().join("kho");
        let engine =
            Engine::create(&home, &person, "mật khẩu thử", KeyCost::CHEAP, doors).unwrap().0;
        let day = NaiveDate::from_ymd_opt(2017, 4, 12).unwrap();

        let list = engine.read_unit_list("don-vi.csv", LIST.as_bytes(), day).unwrap();

        let areas: Vec<_> =
            list.iter().map(|it| it.place.as_ref().map(|place| place.area.as_str())).collect();
        let can_loc = Some("Huyện Can Lộc, Tỉnh Hà Tĩnh");
        assert_eq!(areas, [can_loc, None, None, can_loc, None, None, None]);
        assert!(1 < list.get(2).unwrap().choices);
        assert_eq!(list.last().unwrap().choices, 0);
    }
}
