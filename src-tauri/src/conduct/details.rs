//! When, where and with whom: between the screen and the domain.

use domain::visit::{Attendee, Visit};
use engine::EngineError;

use super::shapes::{AttendeeView, VisitDetails};
use crate::commands::unpack;

/// Reads the details of a visit over `before`.
pub(crate) fn read_details(before: &Visit, details: &VisitDetails) -> Result<Visit, EngineError> {
    let form = domain::visit::VisitForm::from_code(&details.form);
    let own_period = !(details.period_from.is_empty() && details.period_to.is_empty());
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
        delegation_present: read_people(&details.delegation_present),
        unit_present: read_people(&details.unit_present),
        id: before.id,
        campaign: before.campaign,
        unit: before.unit,
    })
}

pub(super) fn details(visit: &Visit) -> VisitDetails {
    let time = |time: Option<chrono::NaiveTime>| {
        time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
    };
    VisitDetails {
        date: visit.date.to_string(),
        form: visit.form.code().to_owned(),
        start: time(visit.start),
        end: time(visit.end),
        place: visit.place.clone(),
        copies: visit.copies,
        period_from: unpack::iso(visit.period.map(|period| period.from)),
        period_to: unpack::iso(visit.period.map(|period| period.to)),
        delegation_present: people(&visit.delegation_present),
        unit_present: people(&visit.unit_present),
    }
}

/// Reads who was there; lines in which nothing stands are left out.
pub(crate) fn read_people(people: &[AttendeeView]) -> Vec<Attendee> {
    let people = people.iter().map(|person| Attendee {
        name: domain::text::clean(&person.name),
        title: domain::text::clean(&person.title),
    });
    people.filter(|it| !(it.name.is_empty() && it.title.is_empty())).collect()
}

/// Shows who was there.
pub(crate) fn people(people: &[Attendee]) -> Vec<AttendeeView> {
    let person = |it: &Attendee| AttendeeView { name: it.name.clone(), title: it.title.clone() };
    people.iter().map(person).collect()
}
