//! What the screens show as pictures and pages: the scheme `bienban:`.
//!
//! `bienban://localhost/evidence/<id>?size=thumb|full&marks=painted` is a JPEG turned upright,
//! `bienban://localhost/paper/<visit>?v=<version>` the PDF of a visit's minutes,
//! `bienban://localhost/paper/<visit>/<seal>` one of its sealed papers,
//! `bienban://localhost/notice/<campaign>?v=<version>` the PDF of its concluding notice,
//! `bienban://localhost/layout/<campaign>?v=<version>` minutes in the layout of a campaign,
//! `bienban://localhost/blank/<visit>` the sheets to write on by hand,
//! `bienban://localhost/fetch/<visit>/<sample>` the list of drawn case files,
//! `bienban://localhost/letter/<campaign>/<letter>?v=<version>` a letter of reminder.
//! The web view keeps nothing: what is shown was just decrypted. A picture is read and decrypted
//! beside the engine, so that a wall of photographs keeps nobody from typing.

use domain::id::{CampaignId, EvidenceId, LetterId, SampleId, VisitId};
use engine::actions::PaperOf;
use engine::evidence::{Marks, Size};
use tauri::http::{Request, Response, StatusCode, header};

use crate::failure::Failure;
use crate::shared_engine::SharedEngine;

enum Asked {
    Picture(EvidenceId, Size, Marks),
    Paper(VisitId),
    Sealed(VisitId, String),
    Notice(CampaignId),
    Layout(CampaignId),
    Blank(VisitId),
    Fetch(VisitId, SampleId),
    Letter(CampaignId, LetterId),
}

const PDF: &str = "application/pdf";

/// Answers one request of the web view.
pub(crate) async fn answer(engine: SharedEngine, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    let uri = request.uri();
    let Some(asked) = asked(uri.path(), uri.query().unwrap_or_default()) else {
        return empty(StatusCode::NOT_FOUND);
    };
    let (bytes, media_type) = match asked {
        Asked::Picture(id, size, marks) => (picture(&engine, id, size, marks).await, "image/jpeg"),
        Asked::Paper(visit) => (engine.ask(move |engine| engine.paper(visit)).await, PDF),
        Asked::Sealed(visit, seal) => {
            (engine.ask(move |engine| engine.paper_with_seal(visit, &seal)).await, PDF)
        }
        Asked::Notice(campaign) => {
            (engine.ask(move |engine| engine.notice_paper(campaign)).await, PDF)
        }
        Asked::Layout(campaign) => {
            (engine.ask(move |engine| Ok(engine.layout_state(campaign)?.paper.pdf)).await, PDF)
        }
        Asked::Blank(visit) => {
            (engine.ask(move |engine| Ok(engine.blank_sheets(visit)?.pdf)).await, PDF)
        }
        Asked::Fetch(visit, sample) => {
            (engine.ask(move |engine| Ok(engine.fetch_list(visit, sample)?.pdf)).await, PDF)
        }
        Asked::Letter(campaign, letter) => {
            let of = PaperOf::Letter(campaign, letter);
            (engine.ask(move |engine| engine.paper(of)).await, PDF)
        }
    };
    let (bytes, media_type, status) = match bytes {
        Ok(bytes) => (bytes, media_type, StatusCode::OK),
        Err(failure) => (failure.to_json(), "application/json", StatusCode::NOT_FOUND),
    };
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .body(bytes)
        .unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR))
}

async fn picture(
    engine: &SharedEngine,
    id: EvidenceId,
    size: Size,
    marks: Marks,
) -> Result<Vec<u8>, Failure> {
    let source = engine.ask(move |engine| engine.evidence_source(id)).await?;
    engine.aside(move || source.picture(size, marks)).await
}

fn asked(path: &str, query: &str) -> Option<Asked> {
    let mut parts = path.trim_start_matches('/').split('/');
    match (parts.next()?, parts.next()?, parts.next()) {
        ("evidence", id, None) => {
            let size = if query.contains("size=full") { Size::Work } else { Size::Thumb };
            let painted = query.contains("marks=painted");
            let marks = if painted { Marks::Painted } else { Marks::Without };
            Some(Asked::Picture(id.parse().ok()?, size, marks))
        }
        ("paper", visit, None) => Some(Asked::Paper(visit.parse().ok()?)),
        ("paper", visit, Some(seal)) => Some(Asked::Sealed(visit.parse().ok()?, seal.to_owned())),
        ("notice", campaign, None) => Some(Asked::Notice(campaign.parse().ok()?)),
        ("layout", campaign, None) => Some(Asked::Layout(campaign.parse().ok()?)),
        ("blank", visit, None) => Some(Asked::Blank(visit.parse().ok()?)),
        ("fetch", visit, Some(sample)) => {
            Some(Asked::Fetch(visit.parse().ok()?, sample.parse().ok()?))
        }
        ("letter", campaign, Some(letter)) => {
            Some(Asked::Letter(campaign.parse().ok()?, letter.parse().ok()?))
        }
        _ => None,
    }
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
