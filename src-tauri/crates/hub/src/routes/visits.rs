//! Who used the pages, for those who look after the hub.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;

use super::{AtDesk, SignedIn};
use crate::pages;
use crate::paging::{List, Pairs, Wish};

/// A page of the last visits.
pub(super) async fn list(
    State(desk): AtDesk,
    Extension(viewer): SignedIn,
    pairs: Pairs,
) -> Html<String> {
    let wish = Wish::read(pairs);
    let page = wish.page(List::Main, desk.visits.recent());
    pages::visits(&viewer, &wish, &page)
}
