//! The rates of units over campaigns (diễn biến): what a unit has now beside what it had the times
//! before, through mergers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::answer::{PartValue, Rate, RateFigure};
use domain::consolidation::summed;
use domain::id::{CampaignId, VisitId};

use super::campaign_rates::{FoundRate, hundredths, rates, said};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::folder::Folder;

/// One rate over the units that have it in more than one campaign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Trend {
    /// The item it belongs to.
    pub item: String,
    /// What is counted.
    pub label: String,
    /// The units, in the order of the visits.
    pub units: Vec<UnitTrend>,
}

/// A rate of one unit over campaigns.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitTrend {
    /// The unit, as it is called now.
    pub unit: String,
    /// What was found, oldest first; the last one is of the campaign itself.
    pub points: Vec<TrendPoint>,
}

/// A rate at one time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TrendPoint {
    /// The visit, or the latest of several.
    pub visit: VisitId,
    /// Its day.
    pub date: NaiveDate,
    /// The campaign.
    pub campaign: String,
    /// The units that became the unit and whose counts are added up here; none for itself.
    pub made_of: Vec<String>,
    /// The rate as printed, or those of several units side by side.
    pub said: String,
    /// The rate in hundredths of a per cent, for drawing; `None` where it has no single number.
    pub hundredths: Option<u32>,
}

/// Item and part of a rate.
type Key = (String, String);

impl Engine {
    /// Gathers the rates that units of a campaign have in earlier campaigns too, in the order of the
    /// checklist.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn campaign_trends(&self, campaign: CampaignId) -> Result<Vec<Trend>, EngineError> {
        let past = self.past_visits()?;
        let mut order: Vec<(Key, Trend)> = Vec::new();
        for folder in self.folders_of(campaign)? {
            let own = rates(&folder);
            if own.is_empty() {
                continue;
            }
            let mut points: BTreeMap<Key, Vec<TrendPoint>> = BTreeMap::new();
            for generation in past.generations(&folder).into_iter().rev() {
                let ids = generation.visits.iter().map(|it| self.folder(it.visit));
                add(&ids.collect::<Result<Vec<_>, _>>()?, &mut points);
            }
            if points.is_empty() {
                continue;
            }
            let unit = folder.unit.name.clone();
            let labels: Vec<(Key, String)> =
                own.into_iter().map(|it| ((it.item, it.part), it.label)).collect();
            add(&[folder], &mut points);
            for (key, label) in labels {
                let points = points.remove(&key).unwrap_or_default();
                if 1 < points.len() {
                    put(&mut order, (key, label), UnitTrend { unit: unit.clone(), points });
                }
            }
        }
        Ok(order.into_iter().map(|(_, trend)| trend).collect())
    }
}

fn put(order: &mut Vec<(Key, Trend)>, (key, label): (Key, String), unit: UnitTrend) {
    match order.iter_mut().find(|(known, _)| *known == key) {
        Some((_, trend)) => trend.units.push(unit),
        None => {
            let trend = Trend { item: key.0.clone(), label, units: vec![unit] };
            order.push((key, trend));
        }
    }
}

/// Adds what one campaign saw, at one unit or at several that became one.
fn add(folders: &[Folder], points: &mut BTreeMap<Key, Vec<TrendPoint>>) {
    let Some(latest) = folders.first() else { return };
    let mut found: BTreeMap<Key, Vec<(&str, Rate)>> = BTreeMap::new();
    for folder in folders {
        for FoundRate { item, part, rate, .. } in rates(folder) {
            found.entry((item, part)).or_default().push((&folder.unit.name, rate));
        }
    }
    let made_of: Vec<String> = match folders {
        [_] => Vec::new(),
        several => several.iter().map(|folder| folder.unit.name.clone()).collect(),
    };
    for (key, rates) in found {
        let rate = match rates.as_slice() {
            [(_, only)] if folders.len() == 1 => Some(*only),
            several if several.len() == folders.len() => sum(several),
            _ => None,
        };
        let each = rates.iter().map(|(unit, rate)| format!("{unit}: {}", said(*rate)));
        points.entry(key).or_default().push(TrendPoint {
            visit: latest.visit.id,
            date: latest.visit.date,
            campaign: latest.campaign.name.clone(),
            made_of: made_of.clone(),
            said: rate.map_or_else(|| each.collect::<Vec<_>>().join("; "), said),
            hundredths: rate.and_then(hundredths),
        });
    }
}

/// The rate of all units together, by their counts.
fn sum(rates: &[(&str, Rate)]) -> Option<Rate> {
    let figure = |rate| PartValue::Rate(RateFigure { rate, quoted: None, as_of: None });
    let figures: Vec<PartValue> = rates.iter().map(|(_, rate)| figure(*rate)).collect();
    match summed(&figures.iter().collect::<Vec<_>>())? {
        PartValue::Rate(sum) => Some(sum.rate),
        PartValue::Count(_)
        | PartValue::Date(_)
        | PartValue::Choice(_)
        | PartValue::Text(_)
        | PartValue::Document(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::answer::{PartValue, Rate, RateFigure, Verdict};
    use domain::id::VisitId;
    use domain::ratio::Ratio;
    use domain::visit::VisitForm;

    use crate::Engine;
    use crate::record::AnswerField;

    const FILE: &str = r#"
[campaign]
key = "KEY"
name = "Kiểm tra năm YEAR"
agency = { parent = "UBND TỈNH ĐẮK LẮK", name = "SỞ NỘI VỤ", place = "Đắk Lắk" }
delegation = { name = "Đoàn kiểm tra", kind = "doan" }
period = { from = YEAR-01-01, to = YEAR-09-30 }
dates = { from = YEAR-10-05, to = YEAR-10-30 }
"#;

    /// A campaign of `year` over these communes, each visited on the fifth of October.
    fn campaign(engine: &mut Engine, year: i32, places: &[&domain::places::Place]) -> Vec<VisitId> {
        let mut file = FILE.replace("KEY", &year.to_string()).replace("YEAR", &year.to_string());
        for (number, place) in places.iter().enumerate() {
            file.push_str(&format!(
                "[[campaign.units]]\nkey = \"u{number}\"\nname = \"{}\"\nkind = \"{}\"\nplace = \"{}\"\n",
                place.name,
                place.kind.code(),
                place.id
            ));
        }
        let id = engine.import_campaign("dot.toml", &file, false).unwrap();
        let day = NaiveDate::from_ymd_opt(year, 10, 5).unwrap();
        let units = engine.campaign(id).unwrap().0.units;
        let open = |unit: &domain::unit::Unit| {
            engine.open_visit(id, unit.id, day, VisitForm::Planned).unwrap()
        };
        units.iter().map(open).collect()
    }

    fn answer(engine: &mut Engine, visit: VisitId, verdict: Verdict, counts: (u32, u32)) {
        let parts = engine.folder(visit).unwrap().view.item("CD-05").unwrap().parts.clone();
        let rate = Rate::Counts(Ratio::new(counts.0, counts.1).unwrap());
        let value = PartValue::Rate(RateFigure { rate, quoted: None, as_of: None });
        let part = AnswerField::Part(parts.first().unwrap().name.clone(), Some(value));
        engine.answer(visit, "CD-05", &AnswerField::Verdict(Some(verdict))).unwrap();
        engine.answer(visit, "CD-05", &part).unwrap();
    }

    /// Xã Ea Drông was formed on 01/7/2025 of xã Ea Siên and xã Ea Drông of the former town.
    #[test]
    fn a_commune_formed_in_2025_is_compared_with_those_it_was_made_of() {
        let folder = tempfile::tempdir().unwrap();
        let mut engine = crate::tests::engine(&folder.path().join("kho"));
        let places = engine.places().unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 10, 5).unwrap();
        let now = places.named("Ea Drông", "", "Đắk Lắk", day).one().unwrap();
        let parts = places.predecessors(now.id);
        assert!(1 < parts.len(), "{parts:?}");
        let before = campaign(&mut engine, 2024, &parts);
        answer(&mut engine, before[0], Verdict::Met, (3, 9));
        answer(&mut engine, before[1], Verdict::NotMet, (4, 11));
        for visit in before.iter().skip(2) {
            answer(&mut engine, *visit, Verdict::Met, (1, 2));
        }
        let visit = campaign(&mut engine, 2026, &[now])[0];
        answer(&mut engine, visit, Verdict::Met, (20, 25));
        let id = engine.folder(visit).unwrap().campaign.id;
        let rest = u32::try_from(before.len() - 2).unwrap();
        let (all, of) = (7 + rest, 20 + 2 * rest);

        let matrix = engine.consolidation(id).unwrap();
        let unit = matrix.units.first().unwrap();
        assert_eq!(unit.made_of.len(), parts.len());
        let place = matrix.items.iter().position(|item| item.id == "CD-05").unwrap();
        let cell = unit.cells.get(place).unwrap();
        assert_eq!((cell.before, cell.change), (None, None), "they do not agree");
        assert!(cell.before_each.contains("Xã Ea Siên: "), "{}", cell.before_each);
        assert!(cell.before_each.contains(": chưa đạt"), "{}", cell.before_each);
        let sum = format!("cộng {:?} đơn vị: ", parts.len());
        assert!(cell.figure_before.starts_with(&sum), "{}", cell.figure_before);

        let last = engine.last_time(visit).unwrap();
        assert_eq!(last.beside.len() + 1, parts.len());
        let trends = engine.campaign_trends(id).unwrap();
        let points = &trends.first().unwrap().units.first().unwrap().points;
        let said: Vec<&str> = points.iter().map(|point| point.said.as_str()).collect();
        assert!(said[0].starts_with(&format!("{all}/{of}, ")), "{said:?}");
        assert!(said[1].starts_with("20/25, 80"), "{said:?}");
        assert_eq!(points[0].made_of.len(), parts.len());
    }
}
