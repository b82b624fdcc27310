//! One campaign: its units with their visits and papers, and what they were told to do.

use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::id::{CampaignId, LetterId, UnitId};
use engine::actions::{FollowUp, VisitSummary};
use engine::{Engine, EngineError};

use super::papers::PaperLine;
use crate::paging::{List, Paged, Wish};

/// A campaign with everything its page shows.
pub(crate) struct CampaignFolder {
    /// The campaign.
    pub(crate) campaign: Campaign,
    /// How many units it has, whatever is looked for.
    pub(crate) all_units: usize,
    /// A page of its units that are looked for, in the order of the campaign.
    pub(crate) units: Paged<UnitFolder>,
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

/// Reads a page of a campaign without its papers: each of those is read by itself, so that nobody waits for all
/// of them at once.
pub(crate) fn opened(
    engine: &Engine,
    id: CampaignId,
    wish: &Wish,
) -> Result<CampaignFolder, EngineError> {
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
    let sought = campaign.units.iter().filter(|unit| wish.finds(&unit.name));
    let page = wish.page(List::Main, sought);
    let units = page.lines.iter().map(|unit| UnitFolder {
        name: unit.name.clone(),
        planned: planned.get(&unit.id).copied(),
        visits: visits_to(unit.id),
        letters: letters_to(unit.id),
        letter_papers: Vec::new(),
    });
    let (units, all_units) = (page.with(units.collect()), campaign.units.len());
    Ok(CampaignFolder { all_units, units, campaign, notice: Vec::new(), follow_up })
}
