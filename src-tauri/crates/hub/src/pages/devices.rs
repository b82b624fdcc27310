//! The laptops of the delegations, with what each lacks.

use axum::response::Html;
use chrono::{DateTime, FixedOffset};
use engine::actions::Participant;
use maud::{Markup, html};

use super::frame::{self, Place};
use super::paging::turning;
use crate::access::Viewer;
use crate::paging::{List, Paged, Wish};
use crate::words;

/// The laptops of one campaign's delegation.
pub(crate) struct DelegationDevices {
    /// What the campaign is called.
    pub(crate) campaign: String,
    /// What its delegation is called.
    pub(crate) delegation: String,
    /// The laptops, this machine among them.
    pub(crate) devices: Vec<Participant>,
}

/// A page of delegations with its laptops; moments are told as the clock `here` reads them.
pub(crate) fn devices(
    viewer: &Viewer,
    wish: &Wish,
    delegations: &Paged<DelegationDevices>,
    here: FixedOffset,
) -> Html<String> {
    let content = html! {
        h1 { (words::DEVICES) }
        p { (words::DEVICES_WHY) }
        @if delegations.total == 0 { p.card { (words::NO_CAMPAIGNS) } }
        @for one in &delegations.lines {
            section {
                h2 { (one.campaign) }
                p.about { (one.delegation) }
                @if one.devices.is_empty() { p.card { (words::NO_DEVICES) } }
                @else { (table(&one.devices, here)) }
            }
        }
        @if delegations.total != 0 {
            (turning("/may", wish, List::Main, (delegations, words::OF_CAMPAIGNS)))
        }
    };
    frame::page(words::DEVICES, viewer, Place::Devices, &content)
}

fn table(devices: &[Participant], here: FixedOffset) -> Markup {
    html! {
        table.card {
            thead {
                tr {
                    th scope="col" { (words::PERSON) }
                    th scope="col" { (words::PART) }
                    th scope="col" { (words::AREAS) }
                    th scope="col" { (words::LACKS) }
                    th scope="col" { (words::HEARD) }
                }
            }
            tbody { @for device in devices { (row(device, here)) } }
        }
    }
}

fn row(device: &Participant, here: FixedOffset) -> Markup {
    let name = match (device.name.as_str(), device.own) {
        ("", true) => words::THIS_DEVICE,
        ("", false) => words::UNNAMED,
        (name, _) => name,
    };
    html! {
        tr {
            th scope="row" {
                (name)
                @if device.own && !device.name.is_empty() { " " span.tag { (words::THIS_DEVICE) } }
                small { (words::device(&device.device)) }
            }
            td data-nhan=(words::PART) {
                (words::part(device.seat))
                @if device.founder { ", " (words::FOUNDER) }
            }
            td data-nhan=(words::AREAS) {
                @if device.areas.is_empty() { (words::ALL_AREAS) }
                @else { (device.areas.join(", ")) }
            }
            td data-nhan=(words::LACKS) { (lacks(device)) }
            td data-nhan=(words::HEARD) { (heard(device, here)) }
        }
    }
}

fn lacks(device: &Participant) -> Markup {
    html! {
        @if device.ended { span.tag.quiet { (words::ENDED) } }
        @else if device.own { (words::NOTHING) }
        @else {
            @let look = if device.lacks == 0 { "ok" } else { "warn" };
            span.tag.(look) { (words::lacks(device.lacks)) }
        }
    }
}

fn heard(device: &Participant, here: FixedOffset) -> String {
    if device.own {
        return words::NOTHING.to_owned();
    }
    let heard = device.heard_ms.and_then(DateTime::from_timestamp_millis);
    let heard = heard.map(|at| words::moment(at.with_timezone(&here)));
    heard.unwrap_or_else(|| words::NEVER.to_owned())
}
