//! The rates of a campaign over its units: `3–4/9 tại 2 đơn vị`.

use domain::answer::{PartValue, Rate};
use domain::checklist::PartKind;
use domain::id::{CampaignId, VisitId};
use domain::spread::Spread;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::fed;
use crate::folder::Folder;
use crate::minutes;

/// One rate as it was found at the units of a campaign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CampaignRate {
    /// The item it belongs to.
    pub item: String,
    /// What is counted: `Chìa khóa IO đang sử dụng`.
    pub label: String,
    /// The range over all of them, as printed; `None` where a rate has no number.
    pub spread: Option<String>,
    /// What was found at each unit, in the order of the visits.
    pub units: Vec<UnitRate>,
}

/// A rate at one visit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitRate {
    /// The visit.
    pub visit: VisitId,
    /// Whose it is.
    pub unit: String,
    /// The rate, as printed: `4/9, 44,44%`.
    pub said: String,
    /// The rate in hundredths of a per cent, for drawing; `None` where it has no single number.
    pub hundredths: Option<u32>,
}

impl Engine {
    /// Gathers the rates over the visits of a campaign, typed or following from registers, in the
    /// order of the checklist.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn campaign_rates(&self, campaign: CampaignId) -> Result<Vec<CampaignRate>, EngineError> {
        let folders = self.folders_of(campaign)?;
        let mut found: Vec<(CampaignRate, Vec<Rate>)> = Vec::new();
        for (place, folder) in folders.iter().enumerate() {
            for FoundRate { item: key, label, rate, .. } in rates(folder) {
                let unit = UnitRate {
                    visit: folder.visit.id,
                    unit: folder.unit.name.clone(),
                    said: said(rate),
                    hundredths: hundredths(rate),
                };
                let same = |it: &&mut (CampaignRate, Vec<Rate>)| {
                    it.0.item == key && it.0.label == label && it.1.len() <= place
                };
                match found.iter_mut().find(same) {
                    Some((known, all)) => {
                        known.units.push(unit);
                        all.push(rate);
                    }
                    None => found.push((
                        CampaignRate { item: key, label, spread: None, units: vec![unit] },
                        vec![rate],
                    )),
                }
            }
        }
        let order = |item: &str| {
            let all = folders.iter().flat_map(|folder| folder.view.items());
            all.map(|it| it.id.as_str()).position(|id| id == item)
        };
        found.sort_by_key(|(rate, _)| order(&rate.item));
        let told = |(rate, all): (CampaignRate, Vec<Rate>)| CampaignRate {
            spread: Spread::of(&all).map(Spread::printed),
            ..rate
        };
        Ok(found.into_iter().map(told).collect())
    }
}

/// A rate of one visit.
pub(super) struct FoundRate {
    pub(super) item: String,
    /// The part of the item, by name.
    pub(super) part: String,
    /// What is counted.
    pub(super) label: String,
    pub(super) rate: Rate,
}

/// The rates of one visit, typed or following from registers, in the order of its checklist.
pub(super) fn rates(folder: &Folder) -> Vec<FoundRate> {
    let mut rates = Vec::new();
    for item in folder.view.items() {
        let answer = folder.answers.get(&item.id);
        for part in item.parts.iter().filter(|it| matches!(it.kind, PartKind::Rate { .. })) {
            let typed = answer.and_then(|answer| answer.parts.get(&part.name)).cloned();
            let value = typed
                .or_else(|| fed::derived(part, &folder.registers, &folder.rows, folder.visit.date));
            if let Some(PartValue::Rate(figure)) = value {
                rates.push(FoundRate {
                    item: item.id.clone(),
                    part: part.name.clone(),
                    label: part.label.clone(),
                    rate: figure.rate,
                });
            }
        }
    }
    rates
}

pub(super) fn hundredths(rate: Rate) -> Option<u32> {
    match rate {
        Rate::Counts(ratio) => ratio.percent().hundredths(),
        Rate::PercentOnly(percent) => percent.hundredths(),
        Rate::Range { .. } | Rate::Stated => None,
    }
}

pub(super) fn said(rate: Rate) -> String {
    let figure = domain::answer::RateFigure { rate, quoted: None, as_of: None };
    let printed = minutes::printed(&PartValue::Rate(figure));
    match rate {
        Rate::Counts(ratio) => {
            let grouped = |count| domain::number::grouped(u64::from(count));
            format!("{}/{}, {printed}", grouped(ratio.numerator()), grouped(ratio.denominator()))
        }
        Rate::PercentOnly(_) | Rate::Range { .. } | Rate::Stated => printed,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_keys_of_two_communes_make_the_range_of_the_article() {
        let folder = tempfile::tempdir().unwrap();
        let mut engine = crate::tests::engine(&folder.path().join("kho"));
        let campaign = engine.import_sample("2017-can-loc").unwrap();

        let rates = engine.campaign_rates(campaign).unwrap();

        let keys = rates.iter().find(|rate| rate.item == "CN-01").unwrap();
        assert_eq!(keys.spread.as_deref(), Some("3–4/9"));
        let said: Vec<_> = keys.units.iter().map(|unit| unit.said.as_str()).collect();
        assert_eq!(said, ["4/9, 44,44%", "3/9, 33,33%"]);
    }
}
