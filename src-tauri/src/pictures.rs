//! What the screens show as pictures and pages: the scheme `bienban:`.
//!
//! `bienban://localhost/evidence/<id>?size=thumb|full` is a JPEG turned upright,
//! `bienban://localhost/paper/<visit>?v=<version>` the PDF of a visit's minutes.
//! Nothing is cached: what is shown was just decrypted.

use domain::id::{EvidenceId, VisitId};
use tauri::http::{Request, Response, StatusCode, header};

use crate::shared_engine::SharedEngine;

/// Width and height of the small pictures beside an item, in pixels.
const THUMB_PX: u32 = 320;

/// Width and height of a picture that fills the screen, in pixels.
const FULL_PX: u32 = 1600;

enum Asked {
    Picture(EvidenceId, u32),
    Paper(VisitId),
}

/// Answers one request of the web view.
pub(crate) async fn answer(engine: SharedEngine, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    let uri = request.uri();
    let Some(asked) = asked(uri.path(), uri.query().unwrap_or_default()) else {
        return empty(StatusCode::NOT_FOUND);
    };
    let (bytes, media_type) = match asked {
        Asked::Picture(id, edge_px) => {
            (engine.ask(move |engine| engine.evidence_picture(id, edge_px)).await, "image/jpeg")
        }
        Asked::Paper(visit) => {
            (engine.ask(move |engine| engine.paper(visit)).await, "application/pdf")
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

fn asked(path: &str, query: &str) -> Option<Asked> {
    let mut parts = path.trim_start_matches('/').split('/');
    match (parts.next()?, parts.next()?, parts.next()) {
        ("evidence", id, None) => {
            let edge_px = if query.contains("size=full") { FULL_PX } else { THUMB_PX };
            Some(Asked::Picture(id.parse().ok()?, edge_px))
        }
        ("paper", visit, None) => Some(Asked::Paper(visit.parse().ok()?)),
        _ => None,
    }
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
