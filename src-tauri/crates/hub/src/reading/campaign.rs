//! One campaign: its units with their visits and papers, and what they were told to do.

use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::id::{CampaignId, LetterId, UnitId};
use engine::actions::{FollowUp, VisitSummary};
use engine::{Engine, EngineError};

use super::papers::PaperLine;

/// A campaign with everything its page shows.
pub(crate) struct CampaignFolder {
    /// The campaign.
    pub(crate) campaign: Campaign,
    /// Its units, in the order of the campaign.
    pub(crate) units: Vec<UnitFolder>,
    /// Its concluding notices.
    pub(crate) notice: Vec<PaperLine>,
    /// What its units were told to do.
    pub(crate) follow_up: FollowUp,
}

/// A unit of a campaign.
pub(crate) struct UnitFolder {
    /// What it is called.
    pub(crate) name: String,
    /// The day on which a visit was planned.
    pub(crate) planned: Option<NaiveDate>,
    /// Its visits, by day.
    pub(crate) visits: Vec<VisitLine>,
    /// Letters of reminder to it, by day; their papers are read apart.
    pub(crate) letters: Vec<(LetterId, NaiveDate)>,
    /// Those of the letters that are sealed.
    pub(crate) letter_papers: Vec<PaperLine>,
}

/// A visit to a unit.
pub(crate) struct VisitLine {
    /// What the list of the engine says.
    pub(crate) summary: VisitSummary,
    /// Its sealed papers; they are read apart.
    pub(crate) papers: Vec<PaperLine>,
}

/// Reads a campaign without its papers: each of those is read by itself, so that nobody waits for all
/// of them at once.
pub(crate) fn opened(engine: &Engine, id: CampaignId) -> Result<CampaignFolder, EngineError> {
    let (campaign, planned) = engine.campaign(id)?;
    let visits = engine.visits_of(id)?;
    let follow_up = engine.follow_up(id)?;
    let visits_to = |unit: UnitId| {
        let own = visits.iter().filter(move |it| it.visit.unit == unit).cloned();
        own.map(|summary| VisitLine { summary, papers: Vec::new() }).collect()
    };
    let letters_to = |unit: UnitId| {
        let own = follow_up.units.iter().filter(|it| it.unit.id == unit);
        own.flat_map(|it| it.letters.iter().map(|letter| (letter.id, letter.date))).collect()
    };
    let units = campaign.units.iter().map(|unit| UnitFolder {
        name: unit.name.clone(),
        planned: planned.get(&unit.id).copied(),
        visits: visits_to(unit.id),
        letters: letters_to(unit.id),
        letter_papers: Vec::new(),
    });
    Ok(CampaignFolder { units: units.collect(), campaign, notice: Vec::new(), follow_up })
}
