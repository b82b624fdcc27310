//! Campaigns: all of them, and one.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Html;
use domain::id::CampaignId;
use engine::Engine;

use super::{InOffice, SignedIn};
use crate::office::{Office, Store};
use crate::pages;
use crate::paging::{List, Pairs, Wish};
use crate::reading::{self, CampaignFolder, CampaignLine};
use crate::trouble::Trouble;

/// The list of campaigns. One that cannot be read whole is listed all the same.
pub(super) async fn list<M: Store>(
    State(office): InOffice<M>,
    Extension(viewer): SignedIn,
    pairs: Pairs,
) -> Result<Html<String>, Trouble> {
    let wish = Wish::read(pairs);
    let mut all = office.read(Engine::campaigns).await?;
    let there = all.len();
    all.retain(|summary| wish.finds(&summary.campaign.name));
    let page = wish.page(List::Main, all);
    let mut lines = Vec::new();
    for summary in page.lines.clone() {
        let id = summary.campaign.id;
        let figures = match office.read(move |engine| reading::figures(engine, id)).await {
            Ok(figures) => Some(figures),
            Err(Trouble::Engine(_) | Trouble::NoChecklist | Trouble::NotFound) => None,
            Err(
                other @ (Trouble::Foreign
                | Trouble::AdminsOnly
                | Trouble::NoStore
                | Trouble::Internal),
            ) => return Err(other),
        };
        lines.push(CampaignLine { summary, figures });
    }
    Ok(pages::campaigns(&viewer, &wish, &page.with(lines), there))
}

/// The page of one campaign.
pub(super) async fn show<M: Store>(
    State(office): InOffice<M>,
    Extension(viewer): SignedIn,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Result<Html<String>, Trouble> {
    let id: CampaignId = id.parse().map_err(|_| Trouble::NotFound)?;
    let wish = Wish::read(pairs);
    let asked = wish.clone();
    let mut folder = office.read(move |engine| reading::opened(engine, id, &asked)).await?;
    fill(&office, &mut folder).await?;
    Ok(pages::campaign(&viewer, &wish, &folder))
}

/// Reads the papers of a campaign, each in a moment of its own.
async fn fill<M: Store>(office: &Office<M>, folder: &mut CampaignFolder) -> Result<(), Trouble> {
    let id = folder.campaign.id;
    for unit in &mut folder.units.lines {
        for line in &mut unit.visits {
            let visit = line.summary.visit.id;
            line.papers = office.read(move |engine| reading::minutes(engine, visit)).await?;
        }
        for letter in unit.letters.clone() {
            let papers = office.read(move |engine| reading::letter(engine, id, letter)).await?;
            unit.letter_papers.extend(papers);
        }
    }
    folder.notice = office.read(move |engine| reading::notice(engine, id)).await?;
    Ok(())
}
