//! When, where and with whom: between the screen and the domain.

use domain::visit::{Attendee, Visit};
use engine::EngineError;

use super::shapes::{AttendeeView, VisitDetails};
use crate::commands::unpack;

/// Reads the details of a visit over `before`.
pub(crate) fn read_details(before: &Visit, details: &VisitDetails) -> Result<Visit, EngineError> {
    let form = domain::visit::VisitForm::from_code(&details.form);
    let attendee = |person: &AttendeeView| Attendee {
        name: domain::text::clean(&person.name),
        title: domain::text::clean(&person.title),
    };
    let own_period = !(details.period_from.is_empty() && details.period_to.is_empty());
    let present = |people: &[AttendeeView]| {
        let people = people.iter().map(attendee);
        people.filter(|it| !(it.name.is_empty() && it.title.is_empty())).collect()
    };
    Ok(Visit {
        date: unpack::day(&details.date)?,
        form: unpack::word(&details.form, form)?,
        start: unpack::optional_time(&details.start)?,
        end: unpack::optional_time(&details.end)?,
        place: domain::text::clean(&details.place),
        copies: details.copies,
        extent: before.extent,
        period: own_period
            .then(|| unpack::period(&details.period_from, &details.period_to))
            .transpose()?,
        delegation_present: present(&details.delegation_present),
        unit_present: present(&details.unit_present),
        id: before.id,
        campaign: before.campaign,
        unit: before.unit,
    })
}

pub(super) fn details(visit: &Visit) -> VisitDetails {
    let time = |time: Option<chrono::NaiveTime>| {
        time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
    };
    let person = |it: &Attendee| AttendeeView { name: it.name.clone(), title: it.title.clone() };
    VisitDetails {
        date: visit.date.to_string(),
        form: visit.form.code().to_owned(),
        start: time(visit.start),
        end: time(visit.end),
        place: visit.place.clone(),
        copies: visit.copies,
        period_from: unpack::iso(visit.period.map(|period| period.from)),
        period_to: unpack::iso(visit.period.map(|period| period.to)),
        delegation_present: visit.delegation_present.iter().map(person).collect(),
        unit_present: visit.unit_present.iter().map(person).collect(),
    }
}
