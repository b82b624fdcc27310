//! The demands of a campaign and where they stand.

use domain::follow_up::{Counts, Due};
use serde::Serialize;

use crate::actions::{Demand, FollowUp, UnitFollowUp};
use crate::words;

/// `follow-up list CAMPAIGN --json`.
#[derive(Debug, Serialize)]
pub struct FollowUpShown {
    /// The day for which the states hold.
    pub on: String,
    /// How many demands are in each state.
    pub counts: CountsShown,
    /// Years whose days off are not known and that a term runs into.
    pub missing_years: Vec<i32>,
    /// The demands, by unit.
    pub demands: Vec<DemandShown>,
}

/// How many demands are in each state.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "named after the states")]
pub struct CountsShown {
    pub overdue: u32,
    pub due_soon: u32,
    pub reported: u32,
    pub partly: u32,
    pub open: u32,
    pub carried: u32,
    pub closed: u32,
}

/// One demand.
#[derive(Debug, Serialize)]
pub struct DemandShown {
    /// The key of its unit.
    pub unit: String,
    /// The name of its unit.
    pub name: String,
    /// The id of the finding.
    pub finding: String,
    /// What was found.
    pub text: String,
    /// What is to be done.
    pub recommendation: String,
    /// By whom.
    pub responsible: String,
    /// The state: `overdue`, `due-soon`, `reported`, `partly`, `open`, `carried`, `closed`.
    pub state: &'static str,
    /// The last day, where there is one.
    pub due: Option<String>,
    /// Until when, or why no day can be named, in Vietnamese.
    pub due_in_words: String,
    /// Days to the last day, negative when it has passed.
    pub days_left: Option<i64>,
    /// Whether a part was seen done.
    pub partly: bool,
}

/// Tells the demands of a campaign; with `remind` only those to be reminded of.
pub fn follow_up_shown(follow_up: &FollowUp, remind: bool) -> FollowUpShown {
    let shown = |unit: &UnitFollowUp| {
        let wanted = unit.demands.iter().filter(|it| !remind || it.wants_reminder());
        wanted.map(|demand| self::demand(unit, demand)).collect::<Vec<_>>()
    };
    FollowUpShown {
        on: follow_up.today.to_string(),
        counts: counts(&follow_up.counts),
        missing_years: follow_up.missing_years.clone(),
        demands: follow_up.units.iter().flat_map(shown).collect(),
    }
}

fn demand(unit: &UnitFollowUp, demand: &Demand) -> DemandShown {
    DemandShown {
        unit: unit.unit.key.clone(),
        name: unit.unit.name.clone(),
        finding: demand.finding.id.to_string(),
        text: demand.finding.text.clone(),
        recommendation: demand.finding.recommendation.clone(),
        responsible: demand.finding.responsible.clone(),
        state: demand.state().code(),
        due: match demand.standing.due {
            Due::On(day) => Some(day.to_string()),
            Due::Unset | Due::Undelivered | Due::NoCalendar { .. } => None,
        },
        due_in_words: words::due_in_words(&demand.standing),
        days_left: demand.standing.days_left,
        partly: demand.standing.partly,
    }
}

const fn counts(counts: &Counts) -> CountsShown {
    let Counts { overdue, due_soon, reported, partly, open, carried, closed } = *counts;
    CountsShown { overdue, due_soon, reported, partly, open, carried, closed }
}
