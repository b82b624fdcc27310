//! What answers to which address.

mod campaigns;
mod check;
mod devices;
mod papers;
mod sign_in;
mod still;
mod visits;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

use crate::access::{admins_only, let_in, same_site};
use crate::metrics;
use crate::office::{Office, Store};
use crate::trouble::Trouble;
use crate::{headers, office};

pub(crate) use check::UploadFault;
pub(crate) use sign_in::sign_in_then;

/// Bytes of a form with a name and a passphrase.
const FORM_MAX_BYTES: usize = 16 * 1024;

/// What a form with a file has around the file.
const AROUND_FILE_BYTES: usize = 16 * 1024;

/// The pages of `office`, to be served by whoever has a socket. The runtime must keep time.
pub fn router<M: Store>(office: Office<M>) -> Router {
    let desk = office.desk();
    let upload_max = desk.settings.upload_max_bytes.saturating_add(AROUND_FILE_BYTES);
    let for_admins = Router::new()
        .route("/may", get(devices::list::<M>))
        .route("/nhat-ky", get(visits::list))
        .route_layer(from_fn(admins_only));
    // Whatever stands here is seen by those alone who are signed in.
    let inside = Router::new()
        .route("/", get(campaigns::list::<M>))
        .route("/dot/{campaign}", get(campaigns::show::<M>))
        .route("/van-ban/bien-ban/{visit}/{seal}", get(papers::minutes::<M>))
        .route("/van-ban/thong-bao/{campaign}/{seal}", get(papers::notice::<M>))
        .route("/van-ban/cong-van/{campaign}/{letter}/{seal}", get(papers::letter::<M>))
        .route(
            "/kiem-tra",
            get(check::form).post(check::judge::<M>).layer(DefaultBodyLimit::max(upload_max)),
        )
        .route("/dang-xuat", post(sign_in::leave))
        .merge(for_admins)
        .route_layer(from_fn_with_state(desk.clone(), let_in));
    let outside = Router::new()
        .route(
            "/dang-nhap",
            get(sign_in::form).post(sign_in::enter).layer(DefaultBodyLimit::max(FORM_MAX_BYTES)),
        )
        .route("/suc-khoe", get(still::health))
        .route("/metrics", get(still::numbers::<M>))
        .route("/trang.css", get(still::style))
        .route("/bieu-tuong.svg", get(still::icon));
    inside
        .merge(outside)
        .fallback(|| async { Trouble::NotFound })
        .layer(from_fn(same_site))
        .layer(from_fn_with_state(desk.clone(), headers::guard))
        .layer(from_fn_with_state(desk, metrics::count))
        .with_state(office)
}

/// What a handler takes that needs the store.
type InOffice<M> = axum::extract::State<Office<M>>;

/// What a handler takes that needs no store.
type AtDesk = axum::extract::State<std::sync::Arc<office::Desk>>;

/// Who is signed in, as the gate says.
type SignedIn = axum::Extension<crate::access::Viewer>;
