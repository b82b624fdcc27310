//! Follow-up as the screens show it.

use domain::follow_up::{Counts, Due, Term};
use domain::id::CampaignId;
use engine::actions::{Demand, PaperDelivery, UnitFollowUp};
use engine::record::{DeliveredPaper, Letter, RemedyReport, ReportFile};
use engine::words::due_in_words;
use engine::{Engine, EngineError};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::commands::unpack;
use crate::screen::Screen;

/// The demands of a campaign.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FollowUpView {
    campaign: String,
    campaign_name: String,
    delegation: String,
    sample: bool,
    today: String,
    counts: DemandCounts,
    units: Vec<UnitFollowUpView>,
    missing_years: Vec<i32>,
    undo: String,
    redo: String,
}

/// How many demands are in each state.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DemandCounts {
    overdue: u32,
    due_soon: u32,
    reported: u32,
    partly: u32,
    open: u32,
    carried: u32,
    closed: u32,
}

/// What is demanded of one unit.
#[derive(Debug, Serialize, Type)]
pub(crate) struct UnitFollowUpView {
    id: String,
    name: String,
    papers: Vec<DeliveryView>,
    demands: Vec<DemandView>,
    reports: Vec<RemedyReportView>,
    letters: Vec<LetterLineView>,
    counts: DemandCounts,
}

/// A paper and its delivery.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DeliveryView {
    /// The visit whose minutes it is, or `notice`.
    paper: String,
    /// The day of the visit; empty for the notice.
    visited: String,
    /// The day of delivery; empty until there is one.
    date: String,
    to: String,
}

/// A term counted from a delivery.
#[derive(Debug, Deserialize, Serialize, Type)]
pub(crate) struct TermView {
    pub(crate) days: String,
    /// `calendar` or `working`.
    pub(crate) counting: String,
    /// `minutes` or `notice`.
    pub(crate) start: String,
}

/// A finding that a unit is to act on.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DemandView {
    id: String,
    /// The visit it comes from; empty for a desk check.
    visit: String,
    visited: String,
    text: String,
    recommendation: String,
    responsible: String,
    items: Vec<String>,
    state: String,
    /// The last day; empty where none can be named.
    due: String,
    /// Until when, or why no day can be named.
    due_words: String,
    days_left: Option<i32>,
    reported_late: Option<i32>,
    partly: bool,
    term: Option<TermView>,
    /// The day that the minutes name; empty without one.
    fixed: String,
    extended: String,
    extension_reason: String,
    seen: Option<SeenView>,
    disputed: bool,
}

/// What the delegation saw last.
#[derive(Debug, Serialize, Type)]
pub(crate) struct SeenView {
    date: String,
    outcome: String,
    by: String,
    note: String,
    /// The later visit that saw it; empty when it was recorded here.
    visit: String,
}

/// A unit's report.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RemedyReportView {
    id: String,
    number: String,
    date: String,
    received: String,
    summary: String,
    evidence: String,
    demands: Vec<String>,
    files: Vec<ReportFileView>,
}

/// A file that came with a report.
#[derive(Debug, Serialize, Type)]
pub(crate) struct ReportFileView {
    sha256: String,
    name: String,
    size: u32,
}

/// A letter of reminder on the list.
#[derive(Debug, Serialize, Type)]
pub(crate) struct LetterLineView {
    id: String,
    date: String,
    demands: u32,
}

impl Screen for FollowUpView {
    type Place = CampaignId;

    fn of(engine: &Engine, id: CampaignId) -> Result<Self, EngineError> {
        let (campaign, _) = engine.campaign(id)?;
        let told = engine.follow_up(id)?;
        Ok(Self {
            campaign: id.to_string(),
            campaign_name: campaign.name,
            delegation: campaign.delegation_name,
            sample: campaign.sample,
            today: told.today.to_string(),
            counts: counts(&told.counts),
            units: told.units.iter().map(unit).collect(),
            missing_years: told.missing_years,
            undo: told.undo.unwrap_or_default(),
            redo: told.redo.unwrap_or_default(),
        })
    }
}

const fn counts(counts: &Counts) -> DemandCounts {
    let Counts { overdue, due_soon, reported, partly, open, carried, closed } = *counts;
    DemandCounts { overdue, due_soon, reported, partly, open, carried, closed }
}

fn unit(told: &UnitFollowUp) -> UnitFollowUpView {
    UnitFollowUpView {
        id: told.unit.id.to_string(),
        name: told.unit.name.clone(),
        papers: told.papers.iter().map(delivery).collect(),
        demands: told.demands.iter().map(demand).collect(),
        reports: told.reports.iter().map(report).collect(),
        letters: told.letters.iter().map(letter).collect(),
        counts: counts(&told.counts),
    }
}

fn delivery(told: &PaperDelivery) -> DeliveryView {
    let delivery = told.delivery.as_ref();
    DeliveryView {
        paper: match told.paper {
            DeliveredPaper::Minutes(visit) => visit.to_string(),
            DeliveredPaper::Notice => "notice".to_owned(),
        },
        visited: unpack::iso(told.visited),
        date: unpack::iso(delivery.map(|it| it.date)),
        to: delivery.map(|it| it.to.clone()).unwrap_or_default(),
    }
}

fn demand(told: &Demand) -> DemandView {
    let standing = &told.standing;
    let due = match standing.due {
        Due::On(day) => Some(day),
        Due::Unset | Due::Undelivered | Due::NoCalendar { .. } => None,
    };
    // Days between two dates of chrono's calendar fit.
    let small = |days: i64| i32::try_from(days).ok();
    DemandView {
        id: told.finding.id.to_string(),
        visit: told.visit.map(|(id, _)| id.to_string()).unwrap_or_default(),
        visited: unpack::iso(told.visit.map(|(_, day)| day)),
        text: told.finding.text.clone(),
        recommendation: told.finding.recommendation.clone(),
        responsible: told.finding.responsible.clone(),
        items: told.finding.items.clone(),
        state: standing.state.code().to_owned(),
        due: unpack::iso(due),
        due_words: due_in_words(standing),
        days_left: standing.days_left.and_then(small),
        reported_late: standing.reported_late.and_then(small),
        partly: standing.partly,
        term: told.term.map(term),
        fixed: unpack::iso(told.finding.deadline),
        extended: unpack::iso(told.extension.as_ref().map(|it| it.to)),
        extension_reason: told.extension.as_ref().map(|it| it.reason.clone()).unwrap_or_default(),
        seen: told.seen.as_ref().map(|it| SeenView {
            date: it.date.to_string(),
            outcome: it.outcome.code().to_owned(),
            by: it.by.clone(),
            note: it.note.clone(),
            visit: it.visit.map(|id| id.to_string()).unwrap_or_default(),
        }),
        disputed: told.disputed,
    }
}

fn term(term: Term) -> TermView {
    TermView {
        days: term.days.to_string(),
        counting: term.counting.code().to_owned(),
        start: term.start.code().to_owned(),
    }
}

fn report(told: &RemedyReport) -> RemedyReportView {
    let file = |it: &ReportFile| ReportFileView {
        sha256: it.sha256.clone(),
        name: it.name.clone(),
        size: it.size,
    };
    RemedyReportView {
        id: told.id.to_string(),
        number: told.number.clone(),
        date: unpack::iso(told.date),
        received: told.received.to_string(),
        summary: told.summary.clone(),
        evidence: told.evidence.clone(),
        demands: told.demands.iter().map(ToString::to_string).collect(),
        files: told.files.iter().map(file).collect(),
    }
}

fn letter(told: &Letter) -> LetterLineView {
    LetterLineView {
        id: told.id.to_string(),
        date: told.date.to_string(),
        demands: u32::try_from(told.lines.len()).unwrap_or(u32::MAX),
    }
}
