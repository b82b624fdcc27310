//! The list of campaigns.

use axum::response::Html;
use maud::{Markup, html};

use super::frame::{self, Place};
use super::paging::{seeking, turning};
use crate::access::Viewer;
use crate::paging::{List, Paged, Wish};
use crate::reading::{CampaignLine, Figures};
use crate::words;

/// A page of the campaigns that the office has and that are looked for, latest first; `there` says how
/// many it has.
pub(crate) fn campaigns(
    viewer: &Viewer,
    wish: &Wish,
    paged: &Paged<CampaignLine>,
    there: usize,
) -> Html<String> {
    let content = html! {
        h1 { (words::CAMPAIGNS) }
        (seeking("/", wish, there, words::SEEK_CAMPAIGN))
        @if there == 0 {
            section.card {
                h2 { (words::NO_CAMPAIGNS) }
                p { (words::NO_CAMPAIGNS_WHY) }
            }
        }
        @else if paged.total == 0 {
            p.card { (words::found_nothing(wish.sought(), words::OF_CAMPAIGNS)) }
        }
        @else {
            ul.cards #(List::Main.anchor()) { @for line in &paged.lines { li.card { (card(line)) } } }
            (turning("/", wish, List::Main, (paged, words::OF_CAMPAIGNS)))
        }
    };
    frame::page(words::CAMPAIGNS, viewer, Place::Campaigns, &content)
}

fn card(line: &CampaignLine) -> Markup {
    let campaign = &line.summary.campaign;
    html! {
        h2 {
            a href={ "/dot/" (campaign.id) } { (campaign.name) }
            @if campaign.sample { " " span.tag { (words::SAMPLE) } }
        }
        p.about { (campaign.delegation_name) " · " (campaign.agency.name) }
        p.about {
            (words::DATES) ": " (words::days(campaign.dates))
            " · " (words::PERIOD) ": " (words::days(campaign.period))
        }
        dl.figures {
            (figure(words::VISITS, line.summary.visits, false))
            (figure(words::SEALED, line.summary.sealed, false))
            @if let Some(Figures { signed, open, overdue }) = line.figures {
                (figure(words::SIGNED, signed, false))
                (figure(words::OPEN, open, false))
                (figure(words::OVERDUE, overdue, overdue != 0))
            }
        }
        @if line.figures.is_none() {
            p.alert { (words::UNREADABLE) }
        }
    }
}

fn figure(name: &str, number: u32, is_bad: bool) -> Markup {
    html! {
        div.bad[is_bad] { dt { (name) } dd { (words::count(number)) } }
    }
}
