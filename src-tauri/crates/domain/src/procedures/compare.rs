//! The published list beside what hangs on the wall.
//!
//! A posted procedure is found by its code, else by its exact name. By a name without marks it is
//! only ever suggested: a person decides.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{ComponentDifference, Posted, Procedure, code_key, component_difference, name_key};
use crate::text::fold;

/// How a posted procedure was found in the published list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum By {
    /// By its code.
    Code,
    /// By its name; the code is missing or another one.
    Name,
}

/// What a posted procedure is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
    /// In the published list and in force.
    Known(By),
    /// In the published list and ended: it hangs there still.
    Ended(By),
    /// In the published list and not yet in force.
    Early(By),
    /// In the list already, in an earlier line.
    Repeated(By),
    /// Not in the list, as far as code and name tell.
    Unknown,
    /// Not in the list, as a person said.
    Foreign,
}

/// One posted procedure after the comparison.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outcome {
    /// What it is.
    pub state: State,
    /// Which of the published list, by index.
    pub procedure: Option<usize>,
    /// Whom a person might mean, best first, where it is [`State::Unknown`].
    pub near: Vec<usize>,
    /// Components that differ; `None` where one side lists none.
    pub components: Option<ComponentDifference>,
    /// Days from the effective date until it was posted.
    pub late_days: Option<u32>,
}

/// The two lists side by side.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Comparison {
    /// Of each posted procedure, in order.
    pub outcomes: Vec<Outcome>,
    /// What ought to hang there and is in no line at all, by index in the published list.
    pub absent: Vec<usize>,
}

impl Comparison {
    /// What ought to hang on the wall and does not: in no line, or in a line that says no.
    pub fn missing(&self, posted: &[Posted]) -> Vec<usize> {
        let said = self.outcomes.iter().zip(posted).filter(|(outcome, line)| {
            matches!(outcome.state, State::Known(_)) && line.hangs == Some(false)
        });
        let mut missing: Vec<usize> = said.filter_map(|(outcome, _)| outcome.procedure).collect();
        missing.extend(&self.absent);
        missing.sort_unstable();
        missing
    }

    /// The lines of ended procedures that still hang there.
    pub fn ended<'a>(&'a self, posted: &'a [Posted]) -> impl Iterator<Item = usize> + 'a {
        self.lines(posted, |outcome, line| {
            matches!(outcome.state, State::Ended(_)) && line.hangs != Some(false)
        })
    }

    /// The lines whose parts are not all on the wall.
    pub fn incomplete<'a>(&'a self, posted: &'a [Posted]) -> impl Iterator<Item = usize> + 'a {
        self.lines(posted, |_, line| {
            let lacks = line.complete == Some(false) || !line.missing_parts.is_empty();
            line.hangs != Some(false) && lacks
        })
    }

    /// The lines that ask for other papers than published.
    pub fn differing<'a>(&'a self, posted: &'a [Posted]) -> impl Iterator<Item = usize> + 'a {
        self.lines(posted, |outcome, line| {
            let differs = |it: &ComponentDifference| *it != ComponentDifference::default();
            line.hangs != Some(false) && outcome.components.as_ref().is_some_and(differs)
        })
    }

    fn lines<'a>(
        &'a self,
        posted: &'a [Posted],
        wanted: impl Fn(&Outcome, &Posted) -> bool + 'a,
    ) -> impl Iterator<Item = usize> + 'a {
        let pairs = self.outcomes.iter().zip(posted).enumerate();
        pairs.filter(move |(_, (outcome, line))| wanted(outcome, line)).map(|(index, _)| index)
    }
}

/// Lays `posted` beside `published` as they are on `day`.
pub fn compare(published: &[Procedure], posted: &[Posted], day: NaiveDate) -> Comparison {
    let index = Index::of(published, day);
    let mut taken = BTreeSet::new();
    let found: Vec<Option<(usize, By)>> = posted
        .iter()
        .map(|line| if line.foreign { None } else { index.find(published, line) })
        .collect();
    let known: BTreeSet<usize> = found.iter().flatten().map(|(at, _)| *at).collect();
    let outcomes = posted
        .iter()
        .zip(&found)
        .map(|(line, found)| match found {
            Some((at, by)) => {
                let repeated = !taken.insert(*at);
                outcome(published.get(*at), line, (*at, *by), (day, repeated))
            }
            None => stray(published, line, &known),
        })
        .collect();
    let absent = published
        .iter()
        .enumerate()
        .filter(|(at, procedure)| procedure.holds_on(day) && !known.contains(at))
        .map(|(at, _)| at)
        .collect();
    Comparison { outcomes, absent }
}

fn outcome(
    procedure: Option<&Procedure>,
    line: &Posted,
    (at, by): (usize, By),
    (day, repeated): (NaiveDate, bool),
) -> Outcome {
    let state = match procedure {
        _ if repeated => State::Repeated(by),
        Some(procedure) if procedure.ended_by(day) => State::Ended(by),
        Some(procedure) if !procedure.holds_on(day) => State::Early(by),
        Some(_) | None => State::Known(by),
    };
    let components = procedure.filter(|it| !it.components.is_empty()).and_then(|procedure| {
        let posted = line.components.as_ref()?;
        Some(component_difference(&procedure.components, posted))
    });
    let effective = procedure.and_then(|procedure| procedure.effective);
    // What does not hang there is missing, not late.
    let since = line.since.filter(|_| line.hangs != Some(false));
    let late_days = effective
        .zip(since)
        .and_then(|(effective, since)| u32::try_from((since - effective).num_days()).ok())
        .filter(|days| *days != 0 && matches!(state, State::Known(_)));
    Outcome { state, procedure: Some(at), near: Vec::new(), components, late_days }
}

fn stray(published: &[Procedure], line: &Posted, known: &BTreeSet<usize>) -> Outcome {
    let (state, near) = if line.foreign {
        (State::Foreign, Vec::new())
    } else {
        (State::Unknown, near(published, line, known))
    };
    Outcome { state, procedure: None, near, components: None, late_days: None }
}

/// Where codes and names stand in the published list.
struct Index {
    codes: BTreeMap<String, Vec<usize>>,
    names: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn of(published: &[Procedure], day: NaiveDate) -> Self {
        let mut index = Self { codes: BTreeMap::new(), names: BTreeMap::new() };
        let mut order: Vec<usize> = (0..published.len()).collect();
        // Of two versions the one in force counts.
        order.sort_by_key(|at| !published.get(*at).is_some_and(|it| it.holds_on(day)));
        for (at, procedure) in order.into_iter().filter_map(|at| Some((at, published.get(at)?))) {
            let code = code_key(&procedure.code);
            if !code.is_empty() {
                index.codes.entry(code).or_default().push(at);
            }
            index.names.entry(name_key(&procedure.name)).or_default().push(at);
        }
        index
    }

    fn find(&self, published: &[Procedure], line: &Posted) -> Option<(usize, By)> {
        let code = code_key(&line.code);
        if let Some(at) = self.codes.get(&code).and_then(|found| found.first()) {
            return Some((*at, By::Code));
        }
        let name = name_key(&line.name);
        let found = self.names.get(&name).filter(|_| !name.is_empty())?;
        let field = name_key(&line.field);
        let same_field =
            |at: &&usize| published.get(**at).is_some_and(|it| name_key(&it.field) == field);
        let distinct: BTreeSet<String> =
            found.iter().filter_map(|at| published.get(*at)).map(|it| code_key(&it.code)).collect();
        // One name under several codes is told apart by its field, or by a person.
        let one = if distinct.len() <= 1 { found.first() } else { found.iter().find(same_field) };
        one.map(|at| (*at, By::Name))
    }
}

/// At most three procedures whose names resemble the posted one; those nobody posted come first.
fn near(published: &[Procedure], line: &Posted, known: &BTreeSet<usize>) -> Vec<usize> {
    let wanted = words(&line.name);
    let mut found: Vec<(u32, bool, usize)> = published
        .iter()
        .enumerate()
        .map(|(at, procedure)| {
            (likeness(&wanted, &words(&procedure.name)), known.contains(&at), at)
        })
        .filter(|(likeness, ..)| NEAR_ENOUGH <= *likeness)
        .collect();
    found.sort_by_key(|(likeness, known, at)| (std::cmp::Reverse(*likeness), *known, *at));
    found.into_iter().take(3).map(|(_, _, at)| at).collect()
}

/// In hundredths.
const NEAR_ENOUGH: u32 = 60;

fn words(name: &str) -> BTreeSet<String> {
    fold(name)
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words in common in a hundred words of both.
fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> u32 {
    let both = one.intersection(other).count();
    let all = one.union(other).count();
    u32::try_from((both * 100).checked_div(all).unwrap_or(0)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedures::Authority;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 9, 15).unwrap()
    }

    fn procedure(code: &str, name: &str) -> Procedure {
        Procedure {
            code: code.to_owned(),
            name: name.to_owned(),
            field: "Hộ tịch".to_owned(),
            level: String::new(),
            authority: Authority::Commune,
            decision: String::new(),
            effective: NaiveDate::from_ymd_opt(2022, 8, 1),
            ended: None,
            components: Vec::new(),
        }
    }

    fn posted(code: &str, name: &str) -> Posted {
        let hangs = Some(true);
        Posted { code: code.to_owned(), name: name.to_owned(), hangs, ..Posted::default() }
    }

    #[track_caller]
    fn check(published: &[Procedure], line: Posted, state: State) {
        assert_eq!(compare(published, &[line], day()).outcomes[0].state, state);
    }

    #[test]
    fn the_code_comes_first_then_the_exact_name() {
        let list =
            [procedure("1.000894", "Đăng ký kết hôn"), procedure("1.1", "Đăng ký khai sinh")];
        check(&list, posted("1,000894", "tên khác"), State::Known(By::Code));
        check(&list, posted("", "ĐĂNG KÝ KẾT HÔN"), State::Known(By::Name));
        check(&list, posted("9.9", "Đăng ký khai sinh"), State::Known(By::Name));
    }

    #[test]
    fn a_name_without_marks_is_only_suggested() {
        let list = [procedure("1.1", "Cấp bản sao"), procedure("1.2", "Đăng ký khai tử")];
        let comparison = compare(&list, &[posted("", "Cap ban sao")], day());
        assert_eq!(comparison.outcomes[0].state, State::Unknown);
        assert_eq!(comparison.outcomes[0].near, [0]);
        assert_eq!(comparison.absent, [0, 1]);
    }

    #[test]
    fn one_name_under_two_codes_needs_its_field() {
        let mut other = procedure("1.2", "Cấp giấy phép");
        other.field = "Đất đai".to_owned();
        let list = [procedure("1.1", "Cấp giấy phép"), other];
        check(&list, posted("", "Cấp giấy phép"), State::Unknown);
        let line = Posted { field: "đất đai".to_owned(), ..posted("", "Cấp giấy phép") };
        assert_eq!(compare(&list, &[line], day()).outcomes[0].procedure, Some(1));
    }

    #[test]
    fn what_ended_still_hangs_and_what_comes_later_is_not_missed() {
        let ended = Procedure { ended: Some(day()), ..procedure("1.1", "A") };
        let coming = Procedure { effective: day().succ_opt(), ..procedure("1.2", "B") };
        let list = [ended, coming];
        let lines = [posted("1.1", "A"), posted("1.2", "B")];
        let comparison = compare(&list, &lines, day());
        assert_eq!(comparison.outcomes[0].state, State::Ended(By::Code));
        assert_eq!(comparison.outcomes[1].state, State::Early(By::Code));
        assert_eq!(comparison.ended(&lines).count(), 1);
        assert_eq!(compare(&list, &[], day()).absent, []);
    }

    #[test]
    fn of_two_versions_the_one_in_force_counts() {
        let old = Procedure { ended: NaiveDate::from_ymd_opt(2021, 1, 1), ..procedure("1.1", "A") };
        let list = [old, procedure("1.1", "A")];
        let comparison = compare(&list, &[posted("1.1", "A")], day());
        assert_eq!(comparison.outcomes[0].procedure, Some(1));
        assert_eq!(comparison.absent, []);
    }

    #[test]
    fn posted_twice_counts_once() {
        let list = [procedure("1.1", "A")];
        let lines = [posted("1.1", "A"), posted("", "a")];
        let comparison = compare(&list, &lines, day());
        assert_eq!(comparison.outcomes[1].state, State::Repeated(By::Name));
    }

    #[test]
    fn a_line_that_says_no_is_missing_and_only_what_was_posted_late_is_late() {
        let list = [procedure("1.1", "A"), procedure("1.2", "B")];
        let since = NaiveDate::from_ymd_opt(2022, 8, 20);
        let not = Posted { hangs: Some(false), since, ..posted("1.1", "A") };
        let late = Posted { since: NaiveDate::from_ymd_opt(2022, 8, 11), ..posted("1.2", "B") };
        let lines = [not, late];
        let comparison = compare(&list, &lines, day());
        assert_eq!(comparison.missing(&lines), [0]);
        assert_eq!(comparison.outcomes[0].late_days, None);
        assert_eq!(comparison.outcomes[1].late_days, Some(10));
    }

    #[test]
    fn components_are_compared_only_where_both_sides_list_them() {
        let mut list = [procedure("1.1", "A")];
        list[0].components = vec!["Tờ khai".to_owned()];
        let silent = posted("1.1", "A");
        let line = Posted { components: Some(Vec::new()), ..silent.clone() };
        assert_eq!(compare(&list, &[silent], day()).outcomes[0].components, None);
        let lines = [line];
        let comparison = compare(&list, &lines, day());
        assert_eq!(comparison.differing(&lines).collect::<Vec<_>>(), [0]);
    }
}
