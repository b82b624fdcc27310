//! One campaign: units with their papers, and what they were told to do.

use axum::response::Html;
use engine::actions::PaperState;
use maud::{Markup, html};

use super::demands::demands;
use super::frame::{self, Place};
use super::paging::{seeking, turning};
use super::papers::{papers, state};
use crate::access::Viewer;
use crate::paging::{List, Wish};
use crate::reading::{CampaignFolder, UnitFolder, VisitLine};
use crate::words;

/// The page of a campaign, with the units that are looked for.
pub(crate) fn campaign(viewer: &Viewer, wish: &Wish, folder: &CampaignFolder) -> Html<String> {
    let path = format!("/dot/{}", folder.campaign.id);
    let content = html! {
        p.back { a href="/" { (words::BACK) } }
        h1 { (folder.campaign.name) }
        (about(folder))
        (seeking(&path, wish, folder.all_units, words::SEEK_UNIT))
        @if 1 < folder.units.pages {
            p.about { a href={ "#" (List::Demands.anchor()) } { (words::TO_DEMANDS) } }
        }
        section #(List::Main.anchor()) {
            h2 { (words::UNITS) }
            (units(&path, wish, folder))
        }
        section {
            h2 { (words::NOTICE) }
            div.card {
                @if folder.notice.is_empty() { p { (words::NO_NOTICE) } }
                @else { (papers(&folder.notice)) }
            }
        }
        section #(List::Demands.anchor()) {
            h2 { (words::FOLLOW_UP) }
            (demands(&path, wish, &folder.follow_up))
        }
    };
    frame::page(&folder.campaign.name, viewer, Place::Campaigns, &content)
}

fn units(path: &str, wish: &Wish, folder: &CampaignFolder) -> Markup {
    html! {
        @if folder.all_units == 0 { p.card { (words::NO_UNITS) } }
        @else if folder.units.total == 0 {
            p.card { (words::found_nothing(wish.sought(), words::OF_UNITS)) }
        }
        @else {
            ul.cards { @for one in &folder.units.lines { li.card { (unit(one)) } } }
            (turning(path, wish, List::Main, (&folder.units, words::OF_UNITS)))
        }
    }
}

fn about(folder: &CampaignFolder) -> Markup {
    let campaign = &folder.campaign;
    html! {
        dl.card.about {
            dt { (words::AGENCY) } dd { (words::agency(&campaign.agency)) }
            dt { (words::DELEGATION) } dd { (campaign.delegation_name) }
            dt { (words::DATES) } dd { (words::days(campaign.dates)) }
            dt { (words::PERIOD) } dd { (words::days(campaign.period)) }
            @if !campaign.papers.is_empty() {
                dt { (words::BASES) }
                @for paper in &campaign.papers { dd { (paper.kind_in_full()) " " (paper.number) } }
            }
        }
    }
}

fn unit(unit: &UnitFolder) -> Markup {
    html! {
        h3 { (unit.name) }
        @if unit.visits.is_empty() {
            p.about {
                (words::NO_VISIT)
                @if let Some(day) = unit.planned { " " (words::planned(day)) }
            }
        }
        @for line in &unit.visits { (visit(line)) }
        @if !unit.letter_papers.is_empty() { (papers(&unit.letter_papers)) }
    }
}

fn visit(line: &VisitLine) -> Markup {
    let summary = &line.summary;
    let answered = summary.progress.answered;
    // Each paper says where it stands; the visit says it only of what is no paper yet.
    let is_open = line.papers.is_empty() || summary.state == PaperState::Draft;
    html! {
        p {
            (words::visit(summary.visit.date, summary.visit.form))
            @if is_open { " " (state(summary.state)) }
        }
        p.about { (words::progress(answered.done, answered.of, summary.shortcomings)) }
        @if line.papers.is_empty() { p.about { (words::NO_PAPER) } }
        @else { (papers(&line.papers)) }
    }
}
