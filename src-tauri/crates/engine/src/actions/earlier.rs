//! Earlier visits of a unit through mergers: a commune that was formed of three is compared with
//! what was seen at all three.

use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::id::CampaignId;
use domain::places::{PlaceId, Places};
use domain::text::clean;
use domain::unit::Unit;
use domain::visit::{Visit, VisitForm};

use super::last::PastVisit;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::folder::Folder;
use crate::record::{self, kind};

/// Every visit on this laptop that is not in the bin, with its unit and campaign.
pub(super) struct PastVisits {
    places: &'static Places,
    campaigns: Vec<Campaign>,
    visits: Vec<Seen>,
}

struct Seen {
    visit: Visit,
    unit: Unit,
    campaign: usize,
}

/// What one earlier campaign saw of a unit: one visit to the unit itself, or the latest visit to
/// each of the units it was made of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Generation {
    /// The campaign.
    pub(super) campaign: CampaignId,
    /// The visits, latest first.
    pub(super) visits: Vec<PastVisit>,
}

impl Engine {
    /// Reads where every visit on this laptop belongs, once for all who look back.
    pub(super) fn past_visits(&self) -> Result<PastVisits, EngineError> {
        let campaigns: Vec<Campaign> =
            self.campaigns()?.into_iter().map(|it| it.campaign).collect();
        let mut visits = Vec::new();
        for (id, of) in self.visit_campaigns()? {
            let Some(campaign) = campaigns.iter().position(|it| it.id == of) else { continue };
            let facts = self.facts_of(id.bytes(), kind::VISIT)?;
            let Some(visit) = record::visit(&facts, id)? else { continue };
            let units = campaigns.get(campaign).map(|it| it.units.as_slice()).unwrap_or_default();
            if let Some(unit) = units.iter().find(|unit| unit.id == visit.unit).cloned() {
                visits.push(Seen { visit, unit, campaign });
            }
        }
        visits.sort_by_key(|seen| std::cmp::Reverse((seen.visit.date, seen.visit.id)));
        Ok(PastVisits { places: self.places()?, campaigns, visits })
    }
}

impl PastVisits {
    /// Every visit before `folder`'s, latest first: in other campaigns, and in its own when it looks
    /// again at what was asked for (phúc tra).
    pub(super) fn before(&self, folder: &Folder) -> Vec<PastVisit> {
        self.earlier(folder).map(|(past, _, _)| past).collect()
    }

    /// What earlier campaigns saw of the unit of `folder`, latest first.
    pub(super) fn generations(&self, folder: &Folder) -> Vec<Generation> {
        let mut found: Vec<(Generation, Vec<&Unit>)> = Vec::new();
        for (past, unit, campaign) in self.earlier(folder).filter(|(past, _, _)| past.same) {
            let at =
                found.iter().position(|(it, _)| it.campaign == campaign).unwrap_or_else(|| {
                    found.push((Generation { campaign, visits: Vec::new() }, Vec::new()));
                    found.len() - 1
                });
            let Some((generation, units)) = found.get_mut(at) else { continue };
            // Of each unit the latest visit counts.
            if !units.iter().any(|known| known.id == unit.id) {
                generation.visits.push(past);
                units.push(unit);
            }
        }
        let own = |unit: &Unit| unit.place.is_some() && unit.place == folder.unit.place;
        found
            .into_iter()
            .map(|(mut generation, units)| {
                // A visit to the unit itself says more than those to its parts.
                if let Some(at) = units.iter().position(|unit| own(unit)) {
                    generation.visits = generation.visits.into_iter().skip(at).take(1).collect();
                }
                generation
            })
            .collect()
    }

    fn earlier<'a>(
        &'a self,
        folder: &'a Folder,
    ) -> impl Iterator<Item = (PastVisit, &'a Unit, CampaignId)> {
        let looks_again = folder.visit.form == VisitForm::FollowUp;
        let day = folder.visit.date;
        self.visits.iter().filter(move |seen| seen.visit.date < day).filter_map(move |seen| {
            let campaign = self.campaigns.get(seen.campaign)?;
            if campaign.id == folder.campaign.id && !looks_again {
                return None;
            }
            let (then, now) = ((&seen.unit, campaign), (&folder.unit, &folder.campaign));
            let past = PastVisit {
                visit: seen.visit.id,
                unit: seen.unit.name.clone(),
                campaign: campaign.name.clone(),
                date: seen.visit.date,
                same: seen.unit.id == folder.unit.id || self.continues(then, now, day),
            };
            Some((past, &seen.unit, campaign.id))
        })
    }

    /// Whether `now` is what `then` was on an earlier day: the same place of the dated list or one
    /// that it went into, where both name one; else same kind, same name to the letter, inspected by
    /// the same agency. Two communes of one name in different districts are two units; where a name
    /// changed, or another agency inspects, a person says that they are one.
    fn continues(
        &self,
        (then, in_then): (&Unit, &Campaign),
        (now, in_now): (&Unit, &Campaign),
        day: NaiveDate,
    ) -> bool {
        if let (Some(then), Some(now)) = (then.place, now.place) {
            return then == now || self.became(then, now, day);
        }
        then.kind == now.kind
            && clean(&then.name) == clean(&now.name)
            && (&in_then.agency.parent, &in_then.agency.name)
                == (&in_now.agency.parent, &in_now.agency.name)
    }

    fn became(&self, then: PlaceId, now: PlaceId, day: NaiveDate) -> bool {
        self.places.became(then, day).iter().any(|place| place.id == now)
    }
}
