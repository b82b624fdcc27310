//! What units were told to do, and until when.

use domain::follow_up::{Counts, State};
use domain::unit::Unit;
use engine::actions::{Demand, FollowUp};
use engine::words::{demand_state, due_in_words};
use maud::{Markup, html};

use crate::words;

/// Every demand of a campaign: those to act on first, those that are done with folded away.
pub(super) fn demands(follow_up: &FollowUp) -> Markup {
    if follow_up.counts.all() == 0 {
        return html! { p.card { (words::NO_DEMANDS) } };
    }
    let every = follow_up.units.iter().flat_map(|it| it.demands.iter().map(|one| (&it.unit, one)));
    let (settled, mut open): (Vec<_>, Vec<_>) = every.partition(|(_, it)| it.state().is_settled());
    // A stable order: within a state the units stay as the campaign lists them.
    open.sort_by_key(|(_, demand)| demand.state());
    html! {
        p { (words::states_on(follow_up.today)) " " (summary(&follow_up.counts)) }
        @if !follow_up.missing_years.is_empty() {
            p.alert { (words::missing_years(&follow_up.missing_years)) }
        }
        @if open.is_empty() { p.card { (words::ALL_SETTLED) } }
        @else { (table(&open)) }
        @if !settled.is_empty() {
            details {
                summary { (words::settled(u32::try_from(settled.len()).unwrap_or(u32::MAX))) }
                (table(&settled))
            }
        }
    }
}

/// How many demands are in each state that has some.
fn summary(counts: &Counts) -> Markup {
    let some = State::ALL.into_iter().map(|state| (state, number(counts, state)));
    html! {
        @for (state, number) in some.filter(|(_, number)| *number != 0) {
            span.tag.(look(state)) { (words::several(number, demand_state(state))) } " "
        }
    }
}

const fn number(counts: &Counts, state: State) -> u32 {
    match state {
        State::Overdue => counts.overdue,
        State::DueSoon => counts.due_soon,
        State::Reported => counts.reported,
        State::Partly => counts.partly,
        State::Open => counts.open,
        State::Carried => counts.carried,
        State::Closed => counts.closed,
    }
}

/// A table in which each run of demands on one unit stands under the name of the unit.
fn table(demands: &[(&Unit, &Demand)]) -> Markup {
    html! {
        table.card {
            thead {
                tr {
                    th scope="col" { (words::DEMAND) }
                    th scope="col" { (words::RESPONSIBLE) }
                    th scope="col" { (words::DUE) }
                    th scope="col" { (words::STATE) }
                }
            }
            @for group in demands.chunk_by(|(one, _), (other, _)| one.id == other.id) {
                tbody {
                    @if let Some((unit, _)) = group.first() {
                        tr { th colspan="4" scope="rowgroup" { (unit.name) } }
                    }
                    @for (_, demand) in group { (row(demand)) }
                }
            }
        }
    }
}

fn row(demand: &Demand) -> Markup {
    let responsible = match demand.finding.responsible.as_str() {
        "" => words::NOBODY,
        title => title,
    };
    html! {
        tr {
            td { (demand.asked()) }
            td data-nhan=(words::RESPONSIBLE) { (responsible) }
            td data-nhan=(words::DUE) { (due_in_words(&demand.standing)) }
            td data-nhan=(words::STATE) {
                span.tag.(look(demand.state())) { (demand_state(demand.state())) }
                @if demand.disputed { small { (words::DISPUTED) } }
            }
        }
    }
}

const fn look(state: State) -> &'static str {
    match state {
        State::Overdue => "bad",
        State::DueSoon | State::Partly => "warn",
        State::Reported | State::Open | State::Carried => "quiet",
        State::Closed => "ok",
    }
}
