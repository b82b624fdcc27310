//! The frame of every page: the bar, the way to other pages, who is signed in.

use axum::response::Html;
use maud::{DOCTYPE, Markup, html};

use crate::access::{Role, Viewer};
use crate::words;

/// Where a page stands on the bar.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// Campaigns, one or all.
    Campaigns,
    /// Checking a file.
    Check,
    /// The laptops of the delegations.
    Devices,
    /// Who used the pages.
    Log,
}

/// A page for somebody who is signed in.
pub(super) fn page(title: &str, viewer: &Viewer, here: Place, content: &Markup) -> Html<String> {
    let link = |place: Place, to: &str, name: &str| {
        html! { a href=(to) aria-current=[(place == here).then_some("page")] { (name) } }
    };
    let bar = html! {
        nav aria-label=(words::PAGES) {
            (link(Place::Campaigns, "/", words::CAMPAIGNS))
            (link(Place::Check, "/kiem-tra", words::CHECK))
            @match viewer.role {
                Role::Admin => {
                    (link(Place::Devices, "/may", words::DEVICES_SHORT))
                    (link(Place::Log, "/nhat-ky", words::LOG_SHORT))
                }
                Role::Viewer => {}
            }
        }
        form.who method="post" action="/dang-xuat" {
            span { (viewer.name) " " small { (words::role(viewer.role)) } }
            button.quiet type="submit" { (words::LEAVE) }
        }
    };
    framed(title, &bar, content)
}

/// A page for anybody.
pub(super) fn plain(title: &str, content: &Markup) -> Html<String> {
    framed(title, &Markup::default(), content)
}

/// The page in the place of one that cannot be shown; `sentence` says why, and what to do.
pub(crate) fn trouble(sentence: &str) -> Html<String> {
    let content = html! {
        section.card.narrow {
            h1 { (words::TROUBLE) }
            p { (sentence) }
            p { a href="/" { (words::BACK) } }
        }
    };
    plain(words::TROUBLE, &content)
}

fn framed(title: &str, bar: &Markup, content: &Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="vi" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (words::title(title)) }
                link rel="stylesheet" href="/trang.css";
                link rel="icon" type="image/svg+xml" href="/bieu-tuong.svg";
            }
            body {
                a.skip href="#noi-dung" { (words::TO_CONTENT) }
                header.bar {
                    a.brand href="/" {
                        img src="/bieu-tuong.svg" alt="" width="32" height="32";
                        span { b { (words::PRODUCT) } small { (words::OFFICE) } }
                    }
                    (bar)
                }
                main id="noi-dung" { (content) }
                footer { (words::ONLY_READS) }
            }
        }
    };
    Html(page.into_string())
}
