//! The list of campaigns.

use axum::response::Html;
use maud::{Markup, html};

use super::frame::{self, Place};
use crate::access::Viewer;
use crate::reading::{CampaignLine, Figures};
use crate::words;

/// Every campaign that the office has, latest first.
pub(crate) fn campaigns(viewer: &Viewer, lines: &[CampaignLine]) -> Html<String> {
    let content = html! {
        h1 { (words::CAMPAIGNS) }
        @if lines.is_empty() {
            section.card {
                h2 { (words::NO_CAMPAIGNS) }
                p { (words::NO_CAMPAIGNS_WHY) }
            }
        }
        ul.cards { @for line in lines { li.card { (card(line)) } } }
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
