//! Papers as they are kept: what was sealed leaves byte for byte, and is never laid out anew.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use domain::id::{CampaignId, LetterId, VisitId};
use engine::actions::PaperOf;

use super::{InOffice, SignedIn};
use crate::access::Viewer;
use crate::office::{Office, Store};
use crate::reading::{self, Download};
use crate::trouble::Trouble;
use crate::visits::Deed;

/// The minutes of a visit, or what adds to them.
pub(super) async fn minutes<M: Store>(
    State(office): InOffice<M>,
    Extension(viewer): SignedIn,
    Path((visit, seal)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let visit: VisitId = visit.parse().map_err(|_| Trouble::NotFound)?;
    leave(&office, &viewer, PaperOf::Minutes(visit), seal).await
}

/// The concluding notice of a campaign.
pub(super) async fn notice<M: Store>(
    State(office): InOffice<M>,
    Extension(viewer): SignedIn,
    Path((campaign, seal)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let campaign: CampaignId = campaign.parse().map_err(|_| Trouble::NotFound)?;
    leave(&office, &viewer, PaperOf::Notice(campaign), seal).await
}

/// A letter of reminder.
pub(super) async fn letter<M: Store>(
    State(office): InOffice<M>,
    Extension(viewer): SignedIn,
    Path((campaign, letter, seal)): Path<(String, String, String)>,
) -> Result<Response, Trouble> {
    let campaign: CampaignId = campaign.parse().map_err(|_| Trouble::NotFound)?;
    let letter: LetterId = letter.parse().map_err(|_| Trouble::NotFound)?;
    leave(&office, &viewer, PaperOf::Letter(campaign, letter), seal).await
}

async fn leave<M: Store>(
    office: &Office<M>,
    viewer: &Viewer,
    of: PaperOf,
    seal: String,
) -> Result<Response, Trouble> {
    let Download { name, bytes } =
        office.read(move |engine| reading::download(engine, of, &seal)).await?;
    office.desk().note(&viewer.name, Deed::Downloaded(name.clone()));
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}
