//! Counts of fields and procedures, by who decides and at which level.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::fold;

use super::{Authority, Comparison, Posted, Procedure, State, name_key};

/// One line of the counts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct TallyLine {
    /// Fields in which something has to be posted.
    pub fields: u32,
    /// Procedures that have to be posted.
    pub due: u32,
    /// … and hang there.
    pub posted: u32,
    /// … and do not.
    pub missing: u32,
    /// Ended ones that hang there still.
    pub ended: u32,
}

/// The counts of a comparison.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// Over everything.
    pub all: TallyLine,
    /// By who decides, in the order of papers; only who decides on something.
    pub authorities: Vec<(Authority, TallyLine)>,
    /// By level, as the published list names them.
    pub levels: Vec<(String, TallyLine)>,
    /// The fields in which procedures are missing, in the order of the published list.
    pub fields_missing: Vec<String>,
    /// Lines that nobody has looked at yet.
    pub open: u32,
}

/// Counts a comparison of `published`, all of which the unit has to post, with `posted`.
pub fn tally(published: &[Procedure], posted: &[Posted], comparison: &Comparison) -> Tally {
    let mut marks: BTreeMap<usize, Mark> = BTreeMap::new();
    for at in &comparison.absent {
        marks.insert(*at, Mark::Missing);
    }
    let mut open = 0_u32;
    for (outcome, line) in comparison.outcomes.iter().zip(posted) {
        let Some(at) = outcome.procedure else { continue };
        let mark = match (outcome.state, line.hangs) {
            (State::Known(_), Some(true)) => Mark::Posted,
            (State::Known(_), Some(false)) => Mark::Missing,
            (State::Known(_), None) => {
                open = open.saturating_add(1);
                Mark::Open
            }
            (State::Ended(_), Some(true) | None) => Mark::Ended,
            (State::Ended(_), Some(false))
            | (State::Early(_) | State::Repeated(_) | State::Unknown | State::Foreign, _) => {
                continue;
            }
        };
        marks.insert(at, mark);
    }
    let marked: Vec<(&Procedure, Mark)> =
        marks.iter().filter_map(|(at, mark)| Some((published.get(*at)?, *mark))).collect();
    let missing = marked.iter().filter(|(_, mark)| *mark == Mark::Missing);
    Tally {
        all: count(marked.iter().copied()),
        authorities: authorities(&marked),
        levels: levels(&marked),
        fields_missing: distinct(missing.map(|(procedure, _)| procedure.field.as_str())),
        open,
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mark {
    Posted,
    Missing,
    Open,
    Ended,
}

fn authorities(marked: &[(&Procedure, Mark)]) -> Vec<(Authority, TallyLine)> {
    let line =
        |authority| count(marked.iter().copied().filter(|(it, _)| it.authority == authority));
    let counted = Authority::ALL.into_iter().map(|authority| (authority, line(authority)));
    counted.filter(|(_, line)| *line != TallyLine::default()).collect()
}

fn levels(marked: &[(&Procedure, Mark)]) -> Vec<(String, TallyLine)> {
    let mut known: Vec<(String, &str)> = Vec::new();
    for (procedure, _) in marked {
        let (key, name) = (level_key(&procedure.level), procedure.level.as_str());
        match known.iter_mut().find(|(it, _)| *it == key) {
            None if key.is_empty() => {}
            None => known.push((key, name)),
            // The full name is shown where any line has it.
            Some((_, shown)) if says_level(name) && !says_level(shown) => *shown = name,
            Some(_) => {}
        }
    }
    let line =
        |key: &str| count(marked.iter().copied().filter(|(it, _)| level_key(&it.level) == key));
    known.into_iter().map(|(key, name)| (name.to_owned(), line(&key))).collect()
}

/// What “Cấp xã”, “xã” and “UBND cấp xã” have in common; several levels at once are a level of
/// their own, in whatever order.
fn level_key(level: &str) -> String {
    let folded = fold(level);
    let words = folded.split(|it: char| !it.is_alphanumeric());
    let telling: BTreeSet<&str> =
        words.filter(|word| !matches!(*word, "" | "cap" | "ubnd")).collect();
    telling.into_iter().collect::<Vec<_>>().join(" ")
}

fn says_level(name: &str) -> bool {
    fold(name).starts_with("cap ")
}

fn count<'a>(marked: impl Iterator<Item = (&'a Procedure, Mark)>) -> TallyLine {
    let mut line = TallyLine::default();
    let mut fields = BTreeSet::new();
    for (procedure, mark) in marked {
        match mark {
            Mark::Ended => {
                line.ended = line.ended.saturating_add(1);
                continue;
            }
            Mark::Posted => line.posted = line.posted.saturating_add(1),
            Mark::Missing => line.missing = line.missing.saturating_add(1),
            Mark::Open => {}
        }
        line.due = line.due.saturating_add(1);
        fields.insert(name_key(&procedure.field));
    }
    line.fields = u32::try_from(fields.len()).unwrap_or(u32::MAX);
    line
}

/// The texts that differ, empty ones left out, in order.
fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut known = BTreeSet::new();
    texts
        .filter(|text| !text.is_empty() && known.insert(name_key(text)))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedures::compare;
    use chrono::NaiveDate;

    fn procedure(number: usize, field: &str, authority: Authority) -> Procedure {
        Procedure {
            code: format!("1.{number:06}"),
            name: format!("Thủ tục {number}"),
            field: field.to_owned(),
            level: "Cấp xã".to_owned(),
            authority,
            decision: String::new(),
            effective: None,
            ended: None,
            components: Vec::new(),
        }
    }

    #[test]
    fn fields_and_procedures_are_counted_by_who_decides() {
        let day = NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let mut list = vec![
            procedure(1, "Hộ tịch", Authority::Commune),
            procedure(2, "Hộ tịch", Authority::Commune),
            procedure(3, "Chứng thực", Authority::Commune),
            procedure(4, "Nghĩa vụ quân sự", Authority::Military),
            procedure(5, "Cũ", Authority::Commune),
        ];
        list[4].ended = Some(day);
        let line = |number: usize, hangs| Posted {
            code: format!("1.{number:06}"),
            hangs,
            ..Posted::default()
        };
        let posted =
            [line(1, Some(true)), line(2, Some(false)), line(3, None), line(5, Some(true))];
        let counts = tally(&list, &posted, &compare(&list, &posted, day));

        let all = TallyLine { fields: 3, due: 4, posted: 1, missing: 2, ended: 1 };
        assert_eq!((counts.all, counts.open), (all, 1));
        let military = TallyLine { fields: 1, due: 1, missing: 1, ..TallyLine::default() };
        assert_eq!(counts.authorities[1], (Authority::Military, military));
        assert_eq!(counts.fields_missing, ["Hộ tịch", "Nghĩa vụ quân sự"]);
        assert_eq!(counts.levels.len(), 1);
    }

    #[test]
    fn spellings_of_one_level_are_one_line() {
        let day = NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let levels = ["xã", "Cấp xã", "CẤP XÃ", "UBND cấp xã", "Cấp huyện, xã", "xã; huyện", ""];
        let list: Vec<Procedure> = levels
            .iter()
            .enumerate()
            .map(|(number, level)| Procedure {
                level: (*level).to_owned(),
                ..procedure(number, "Hộ tịch", Authority::Commune)
            })
            .collect();
        let counts = tally(&list, &[], &compare(&list, &[], day)).levels;
        let said: Vec<(&str, u32)> =
            counts.iter().map(|(it, line)| (it.as_str(), line.due)).collect();
        assert_eq!(said, [("Cấp xã", 4), ("Cấp huyện, xã", 2)]);
    }
}
