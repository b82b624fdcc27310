//! Who used the pages, and for what.

use axum::response::Html;
use maud::{Markup, html};

use super::frame::{self, Place};
use super::paging::turning;
use crate::access::Viewer;
use crate::paging::{List, Paged, Wish};
use crate::visits::{Deed, Visit};
use crate::words;

/// A page of the last visits, latest first.
pub(crate) fn visits(viewer: &Viewer, wish: &Wish, paged: &Paged<Visit>) -> Html<String> {
    let content = html! {
        h1 { (words::LOG) }
        p { (words::LOG_WHY) }
        @if paged.total == 0 { p.card { (words::LOG_EMPTY) } }
        @else {
            table.card #(List::Main.anchor()) {
                thead {
                    tr {
                        th scope="col" { (words::LOG_AT) }
                        th scope="col" { (words::LOG_WHO) }
                        th scope="col" { (words::LOG_WHAT) }
                    }
                }
                tbody { @for visit in &paged.lines { (row(visit)) } }
            }
            (turning("/nhat-ky", wish, List::Main, (paged, words::OF_VISITS)))
        }
    };
    frame::page(words::LOG, viewer, Place::Log, &content)
}

fn row(visit: &Visit) -> Markup {
    let who = if visit.who.is_empty() { words::LOG_STRANGER } else { &visit.who };
    html! {
        tr {
            td data-nhan=(words::LOG_AT) { (words::moment(visit.at)) }
            td data-nhan=(words::LOG_WHO) { (who) }
            td data-nhan=(words::LOG_WHAT) {
                @match &visit.deed {
                    Deed::Refused => { span.tag.bad { (words::deed(&visit.deed)) } }
                    Deed::SignedIn | Deed::SignedOut | Deed::Downloaded(_) | Deed::Verified(_) => {
                        (words::deed(&visit.deed))
                    }
                }
            }
        }
    }
}
