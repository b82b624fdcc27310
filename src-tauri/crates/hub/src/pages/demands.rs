//! What units were told to do, and until when.

use domain::follow_up::State;
use domain::unit::Unit;
use engine::actions::{Demand, FollowUp};
use engine::words::{demand_state, due_in_words};
use maud::{Markup, html};

use super::paging::turning;
use crate::paging::{List, Wish};
use crate::words;

/// A page of the demands on the units that are looked for: those to act on first, those that are done
/// with folded away behind them.
pub(super) fn demands(path: &str, wish: &Wish, follow_up: &FollowUp) -> Markup {
    if follow_up.counts.all() == 0 {
        return html! { p.card { (words::NO_DEMANDS) } };
    }
    let sought = follow_up.units.iter().filter(|it| wish.finds(&it.unit.name));
    let mut every: Vec<_> =
        sought.flat_map(|it| it.demands.iter().map(|one| (&it.unit, one))).collect();
    let counts = State::ALL.map(|state| {
        let number = every.iter().filter(|(_, it)| it.state() == state).count();
        (state, u32::try_from(number).unwrap_or(u32::MAX))
    });
    let settled_in_all = every.iter().filter(|(_, it)| it.state().is_settled()).count();
    // A stable order: within a state the units stay as the campaign lists them.
    every.sort_by_key(|(_, demand)| (demand.state().is_settled(), demand.state()));
    let page = wish.page(List::Demands, every);
    let open = page.lines.partition_point(|(_, it)| !it.state().is_settled());
    let (open, settled) = page.lines.split_at(open);
    let has_none_to_act_on = page.total == settled_in_all;
    html! {
        p { (words::states_on(follow_up.today)) " " (summary(&counts)) }
        @if !follow_up.missing_years.is_empty() {
            p.alert { (words::missing_years(&follow_up.missing_years)) }
        }
        @if page.total == 0 { p.card { (words::NO_DEMANDS_FOUND) } }
        @else if has_none_to_act_on { p.card { (words::ALL_SETTLED) } }
        @if !open.is_empty() { (table(open)) }
        @if !settled.is_empty() {
            details open[open.is_empty() && !has_none_to_act_on] {
                summary { (words::settled(u32::try_from(settled_in_all).unwrap_or(u32::MAX))) }
                (table(settled))
            }
        }
        @if page.total != 0 { (turning(path, wish, List::Demands, (&page, words::OF_DEMANDS))) }
    }
}

/// How many demands are in each state that has some.
fn summary(counts: &[(State, u32)]) -> Markup {
    html! {
        @for (state, number) in counts.iter().filter(|(_, number)| *number != 0) {
            span.tag.(look(*state)) { (words::several(*number, demand_state(*state))) } " "
        }
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
