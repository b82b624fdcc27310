//! Follow-up (theo dõi khắc phục): the demands of a campaign and where they stand today.

mod letters;
mod looking_back;
mod recording;
#[cfg(test)]
mod tests;
mod work_years;

use chrono::NaiveDate;
use domain::finding::{Finding, FindingKind, Ruling};
use domain::follow_up::{
    Counts, Due, Outcome, Recorded, Standing, Start, State, Term, WorkCalendar, standing,
};
use domain::id::{CampaignId, FindingId, UnitId, VisitId};
use domain::unit::Unit;
use domain::visit::Visit;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::record::{self, DeliveredPaper, Delivery, Extension, Facts, Letter, RemedyReport, kind};

pub use letters::{LetterDraft, LetterForm};
pub use recording::ReportDraft;
pub use work_years::OfficeYear;

use looking_back::TakenUp;

/// The demands of a campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// The day for which the states hold.
    pub today: NaiveDate,
    /// Units that something is demanded of, in the order of the campaign.
    pub units: Vec<UnitFollowUp>,
    /// How many demands are in each state, over all units.
    pub counts: Counts,
    /// Years that a term runs into and whose days off are not known, in order.
    pub missing_years: Vec<i32>,
    /// What undo would take back at the campaign.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
}

/// What is demanded of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitFollowUp {
    /// The unit.
    pub unit: Unit,
    /// The papers that it is to be given: minutes by day, then the notice.
    pub papers: Vec<PaperDelivery>,
    /// The demands, by visit and in the order of writing; then those without a visit.
    pub demands: Vec<Demand>,
    /// Its reports, in the order of coming in.
    pub reports: Vec<RemedyReport>,
    /// Letters of reminder to it, oldest first.
    pub letters: Vec<Letter>,
    /// How many demands are in each state.
    pub counts: Counts,
}

/// A paper and its delivery.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PaperDelivery {
    /// Which paper.
    pub paper: DeliveredPaper,
    /// The day of the visit; none for the notice.
    pub visited: Option<NaiveDate>,
    /// When it was delivered, once it was.
    pub delivery: Option<Delivery>,
}

/// What the delegation saw last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Seen {
    /// On which day.
    pub date: NaiveDate,
    /// What it saw.
    pub outcome: Outcome,
    /// Who looked.
    pub by: String,
    /// A remark.
    pub note: String,
    /// The later visit that saw it; none when it was recorded here.
    pub visit: Option<VisitId>,
}

/// A finding that a unit is to act on.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// The finding with its recommendation.
    pub finding: Finding,
    /// The visit it comes from, and its day; none for a desk check.
    pub visit: Option<(VisitId, NaiveDate)>,
    /// A term counted from a delivery, where one was set.
    pub term: Option<Term>,
    /// More time, where it was given.
    pub extension: Option<Extension>,
    /// What the delegation saw last.
    pub seen: Option<Seen>,
    /// Where it stands.
    pub standing: Standing,
    /// Whether people disagree about what was recorded.
    pub disputed: bool,
}

impl Engine {
    /// The demands of a campaign and where they stand today.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn follow_up(&self, id: CampaignId) -> Result<FollowUp, EngineError> {
        let (campaign, _) = self.campaign(id)?;
        let calendar = self.work_calendar()?;
        let book = self.book(id, &calendar, self.today())?;
        let visits = self.visits_with_findings(id)?;
        let desk: Vec<Finding> = record::findings(&book.facts)?;
        let mut units = Vec::new();
        for unit in &campaign.units {
            let own: Vec<_> = visits.iter().filter(|(visit, _)| visit.unit == unit.id).collect();
            let mut demands = Vec::new();
            for (visit, findings) in &own {
                for finding in findings.iter().filter(|it| is_demand(it)) {
                    demands.push(book.demand(finding, unit.id, Some(visit))?);
                }
            }
            let over_units = desk.iter().filter(|it| is_demand(it) && it.units.contains(&unit.id));
            for finding in over_units {
                if repeats(finding, &demands) {
                    continue;
                }
                demands.push(book.demand(finding, unit.id, None)?);
            }
            if !demands.is_empty() {
                let visits: Vec<&Visit> = own.iter().map(|(visit, _)| visit).collect();
                units.push(book.unit(unit, &visits, demands)?);
            }
        }
        let all = || units.iter().flat_map(|it| &it.demands);
        let mut missing_years: Vec<i32> = all().filter_map(missing_year).collect();
        missing_years.sort_unstable();
        missing_years.dedup();
        Ok(FollowUp {
            today: book.today,
            counts: Counts::of(all().map(|it| it.standing.state)),
            missing_years,
            units,
            undo: self.undo_name_at_campaign(id).map(str::to_owned),
            redo: self.redo_name_at_campaign(id).map(str::to_owned),
        })
    }

    /// What is asked of one unit of a campaign; `None` when nothing is.
    pub(super) fn follow_up_of(
        &self,
        campaign: CampaignId,
        unit: UnitId,
    ) -> Result<Option<UnitFollowUp>, EngineError> {
        Ok(self.follow_up(campaign)?.units.into_iter().find(|it| it.unit.id == unit))
    }

    /// What was recorded after the minutes of a campaign, ready to be asked.
    fn book<'a>(
        &self,
        campaign: CampaignId,
        calendar: &'a WorkCalendar,
        today: NaiveDate,
    ) -> Result<Book<'a>, EngineError> {
        let facts = self.facts(campaign.bytes())?;
        let reports = record::reports(&facts)?;
        Ok(Book { taken_up: self.taken_up()?, facts, reports, calendar, today })
    }

    fn visits_with_findings(
        &self,
        campaign: CampaignId,
    ) -> Result<Vec<(Visit, Vec<Finding>)>, EngineError> {
        let mut visits = Vec::new();
        for id in self.visit_ids_of(campaign)? {
            let Some(visit) = record::visit(&self.facts_of(id.bytes(), kind::VISIT)?, id)? else {
                continue;
            };
            let findings = record::findings(&self.facts_of(id.bytes(), kind::FINDING)?)?;
            visits.push((visit, findings));
        }
        visits.sort_by_key(|(visit, _)| (visit.date, visit.id));
        Ok(visits)
    }
}

/// Whether a finding asks something of its unit: it recommends something, or it is a shortcoming
/// that the unit has not explained away.
fn is_demand(finding: &Finding) -> bool {
    !finding.recommendation.is_empty()
        || (finding.kind == FindingKind::Shortcoming && finding.ruling != Some(Ruling::Accepted))
}

/// Whether a finding over several units says again what the unit's own minutes say: all its items
/// are demanded there already.
fn repeats(finding: &Finding, own: &[Demand]) -> bool {
    let at_visit = || own.iter().filter(|it| it.visit.is_some());
    let demanded = |item: &String| at_visit().any(|it| it.finding.items.contains(item));
    !finding.items.is_empty() && finding.items.iter().all(demanded)
}

fn missing_year(demand: &Demand) -> Option<i32> {
    let Due::NoCalendar { year } = demand.standing.due else { return None };
    (!demand.state().is_settled()).then_some(year)
}

/// Everything that was recorded after the minutes of a campaign.
struct Book<'a> {
    facts: Facts,
    reports: Vec<RemedyReport>,
    taken_up: TakenUp,
    calendar: &'a WorkCalendar,
    today: NaiveDate,
}

impl Book<'_> {
    fn demand(
        &self,
        finding: &Finding,
        unit: UnitId,
        visit: Option<&Visit>,
    ) -> Result<Demand, EngineError> {
        let facts = record::demand_facts(&self.facts, finding.id, unit)?;
        let delivered = match facts.term.map(|term| (term.start, visit)) {
            Some((Start::Minutes, Some(visit))) => {
                record::visit_delivery(&self.facts, unit, visit.id)?
            }
            Some((Start::Notice, _)) => record::notice_delivery(&self.facts, unit)?,
            Some((Start::Minutes, None)) | None => None,
        };
        let here = facts.verification.map(|it| Seen {
            date: it.date,
            outcome: it.outcome,
            by: it.by,
            note: it.note,
            visit: None,
        });
        // What a later visit saw counts like what was recorded here; the later day holds.
        let later = self.taken_up.seen(finding.id);
        let seen = match (here, later) {
            (Some(here), Some(later)) if here.date < later.date => Some(later),
            (here, later) => here.or(later),
        };
        let recorded = Recorded {
            fixed: finding.deadline,
            term: facts.term,
            delivered: delivered.map(|it| it.date),
            extended: facts.extension.as_ref().map(|it| it.to),
            reported: self.reported(finding.id, unit),
            verified: seen.as_ref().map(|it| (it.date, it.outcome)),
            carried: seen
                .as_ref()
                .is_some_and(|it| it.visit.is_some() && it.outcome == Outcome::Not),
        };
        Ok(Demand {
            finding: finding.clone(),
            visit: visit.map(|it| (it.id, it.date)),
            term: facts.term,
            extension: facts.extension,
            standing: standing(&recorded, self.calendar, self.today),
            seen,
            disputed: facts.disputed,
        })
    }

    fn reported(&self, finding: FindingId, unit: UnitId) -> Vec<NaiveDate> {
        let speaks = |it: &&RemedyReport| it.unit == unit && it.demands.contains(&finding);
        self.reports.iter().filter(speaks).map(|it| it.received).collect()
    }

    fn unit(
        &self,
        unit: &Unit,
        visits: &[&Visit],
        demands: Vec<Demand>,
    ) -> Result<UnitFollowUp, EngineError> {
        let mut papers = Vec::new();
        for visit in visits {
            papers.push(PaperDelivery {
                paper: DeliveredPaper::Minutes(visit.id),
                visited: Some(visit.date),
                delivery: record::visit_delivery(&self.facts, unit.id, visit.id)?,
            });
        }
        papers.push(PaperDelivery {
            paper: DeliveredPaper::Notice,
            visited: None,
            delivery: record::notice_delivery(&self.facts, unit.id)?,
        });
        let mut reports: Vec<RemedyReport> =
            self.reports.iter().filter(|it| it.unit == unit.id).cloned().collect();
        reports.sort_by_key(|it| (it.received, it.id));
        let letters = record::letters(&self.facts)?;
        Ok(UnitFollowUp {
            unit: unit.clone(),
            papers,
            counts: Counts::of(demands.iter().map(|it| it.standing.state)),
            demands,
            reports,
            letters: letters.into_iter().filter(|it| it.unit == unit.id).collect(),
        })
    }
}

impl Demand {
    /// What is to be done: the recommendation, or where there is none what was found.
    pub fn asked(&self) -> &str {
        let Finding { recommendation, text, .. } = &self.finding;
        if recommendation.is_empty() { text } else { recommendation }
    }

    /// Whether its unit should be reminded of it.
    pub const fn wants_reminder(&self) -> bool {
        self.standing.state.wants_reminder()
    }

    /// Its state.
    pub const fn state(&self) -> State {
        self.standing.state
    }
}
