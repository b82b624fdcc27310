//! What a register says in words: a sentence of praise or of criticism that
//! follows from its counts.

use chrono::NaiveDate;

use super::wording::{self, Filled, Values};
use super::{Condition, Derived, FieldKind, NO, Register, Row, YES};
use crate::finding::FindingKind;
use crate::{date, number};

/// Things named in one sentence; more of them end in “…”.
const NAMED_MAX: usize = 12;

/// Placeholders that a statement fills from its own counts.
pub const COUNTED: [&str; 6] = ["tu", "mau", "thieu", "so", "pct", "ten"];

/// The placeholder of a listing for the days between its two dates.
pub const DAYS: &str = "so_ngay";

/// A sentence that a register offers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Statement {
    /// The id, unique within the register.
    pub id: String,
    /// Praise or criticism.
    pub kind: FindingKind,
    /// The item it rests on.
    pub item: String,
    /// The rule whose counts it tells.
    pub rule: String,
    /// When it is true.
    pub when: When,
    /// The sentence, see [`wording::compose`]. Besides its own counts it may name
    /// any counting rule of the register: `{so_linh_vuc}`.
    pub text: String,
    /// The same for exactly one thing; empty where `text` fits one as well.
    pub text_one: String,
    /// What `{ten}` names.
    pub listing: Option<Listing>,
}

/// When a statement is true of a figure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum When {
    /// The whole is reached: 9/9.
    All,
    /// More than half, and not the whole: 7/9.
    Most,
    /// Something is lacking, and not everything: 7/9, 2/9.
    Short,
    /// Nothing of the whole: 0/9.
    None,
    /// The count is above zero.
    Any,
    /// The count is zero, although there are rows.
    Zero,
}

/// Which rows a sentence names, and how.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Listing {
    /// Which rows; all without a condition.
    pub rows: Vec<Condition>,
    /// How one of them is named: a template over the columns.
    pub each: String,
    /// What follows the name, said once for neighbours that share it: a template; may be empty.
    pub tail: String,
    /// The columns of two dates whose distance is `{so_ngay}`; an empty second
    /// one counts as the day of the visit.
    pub days: Option<(String, String)>,
}

/// Whether people are named.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Naming {
    /// Personal data stay out of the sentence.
    Counts,
    /// Everything is named.
    Names,
}

/// A composed sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sentence {
    /// The statement it was made from.
    pub statement: String,
    /// Praise or criticism.
    pub kind: FindingKind,
    /// The item it rests on.
    pub item: String,
    /// The text; what nobody could fill stands open.
    pub text: Filled,
    /// Whether naming would add personal data to it.
    pub may_name: bool,
}

impl When {
    /// Every one, for the catalogue.
    pub const ALL: [Self; 6] =
        [Self::All, Self::Most, Self::Short, Self::None, Self::Any, Self::Zero];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Most => "most",
            Self::Short => "short",
            Self::None => "none",
            Self::Any => "any",
            Self::Zero => "zero",
        }
    }

    /// Reads the word used in files.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|when| when.code() == code)
    }

    /// Whether it is asked of a rate; else of a count.
    pub const fn of_a_rate(self) -> bool {
        match self {
            Self::All | Self::Most | Self::Short | Self::None => true,
            Self::Any | Self::Zero => false,
        }
    }

    /// Whether it holds of `figure`; a rate of nothing is neither.
    fn holds(self, figure: Derived) -> bool {
        let part = figure.numerator;
        let whole = figure.denominator.filter(|whole| *whole != 0);
        match self {
            Self::All => whole.is_some_and(|whole| part == whole),
            Self::Most => whole.is_some_and(|whole| part < whole && whole - part < part),
            Self::Short => whole.is_some_and(|whole| 0 < part && part < whole),
            Self::None => whole.is_some() && part == 0,
            Self::Any => 0 < part,
            Self::Zero => part == 0,
        }
    }

    /// How many things the sentence is about.
    const fn about(self, figure: Derived) -> u32 {
        let whole = match figure.denominator {
            Some(whole) => whole,
            None => figure.numerator,
        };
        match self {
            Self::All | Self::None => whole,
            Self::Most | Self::Short => whole.saturating_sub(figure.numerator),
            Self::Any | Self::Zero => figure.numerator,
        }
    }
}

impl Register {
    /// Composes every sentence that is true of `rows` on the day of the visit.
    /// `words` fills what the counts do not.
    pub fn sentences(
        &self,
        rows: &[Row],
        day: NaiveDate,
        words: &Values,
        naming: Naming,
    ) -> Vec<Sentence> {
        let compose = |statement: &Statement| {
            let figure = self.rule(&statement.rule)?.apply(rows, day)?;
            if !statement.when.holds(figure) {
                return None;
            }
            let mut values = words.clone();
            values.extend(self.other_counts(rows, day));
            values.extend(counts(figure));
            let names = statement.listing.as_ref().map(|it| self.names(it, rows, day));
            let personal = statement.listing.as_ref().is_some_and(|it| self.names_people(it));
            let names = names.filter(|names| !names.is_empty());
            let may_name = personal && names.is_some();
            if let Some(names) = names.filter(|_| !personal || naming == Naming::Names) {
                values.insert("ten".to_owned(), names);
            }
            let one = statement.when.about(figure) == 1 && !statement.text_one.is_empty();
            let template = if one { &statement.text_one } else { &statement.text };
            Some(Sentence {
                statement: statement.id.clone(),
                kind: statement.kind,
                item: statement.item.clone(),
                text: wording::compose(template, &values),
                may_name,
            })
        };
        self.statements.iter().filter_map(compose).collect()
    }

    /// What the rules that count, and are not asked here, say: by their ids.
    fn other_counts(&self, rows: &[Row], day: NaiveDate) -> Values {
        let counting = self.rules.iter().filter(|rule| rule.denominator.is_none());
        let counted = counting.filter_map(|rule| {
            let count = rule.apply(rows, day)?.numerator;
            (count != 0).then(|| (rule.id.clone(), number::in_text(u64::from(count))))
        });
        counted.collect()
    }

    /// Whether a listing tells personal data.
    pub fn names_people(&self, listing: &Listing) -> bool {
        let of = |template| wording::placeholders(template).unwrap_or_default();
        let names = [of(&listing.each), of(&listing.tail)].concat();
        names.iter().any(|name| self.field(name).is_some_and(|field| field.personal))
    }

    fn names(&self, listing: &Listing, rows: &[Row], day: NaiveDate) -> String {
        let met = |row: &&Row| listing.rows.iter().all(|condition| condition.met_by(row, day));
        // Names by what follows them, in the order in which that comes up.
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for row in rows.iter().filter(met) {
            let values = self.words_of(row, listing, day);
            let complete = |template| wording::compose(template, &values).complete();
            let (Some(name), Some(tail)) = (complete(&listing.each), complete(&listing.tail))
            else {
                continue;
            };
            match groups.iter_mut().find(|(it, _)| *it == tail) {
                Some((_, names)) if names.contains(&name) => {}
                Some((_, names)) => names.push(name),
                None => groups.push((tail, vec![name])),
            }
        }
        said(groups)
    }

    /// The cells of a row in the words of a sentence.
    fn words_of(&self, row: &Row, listing: &Listing, day: NaiveDate) -> Values {
        let mut values = Values::new();
        for field in &self.fields {
            let Some(text) = row.get(&field.name) else { continue };
            values.insert(field.name.clone(), in_words(&field.kind, text.trim()));
        }
        if let Some((from, to)) = &listing.days {
            let read = |name: &str| row.get(name).and_then(|text| date::parse(text));
            let to = if row.get(to).is_none_or(|text| text.trim().is_empty()) {
                Some(day)
            } else {
                read(to)
            };
            if let (Some(from), Some(to)) = (read(from), to) {
                let days = (to - from).num_days();
                if let Ok(days) = u64::try_from(days) {
                    values.insert(DAYS.to_owned(), number::in_text(days));
                }
            }
        }
        values
    }
}

/// Names with what they share behind them: `IO-02, IO-03 – chưa dùng; IO-04 – hết hạn`.
fn said(groups: Vec<(String, Vec<String>)>) -> String {
    let joint = |texts: &[String]| {
        if texts.iter().any(|text| text.contains(',')) { "; " } else { ", " }
    };
    let (mut left, mut more) = (NAMED_MAX, false);
    let mut told = Vec::new();
    for (tail, mut names) in groups {
        more |= left < names.len();
        names.truncate(left);
        left -= names.len();
        if !names.is_empty() {
            told.push((names.join(joint(&names)), joint(&names), tail));
        }
    }
    let inner = match told.as_slice() {
        [(_, inner, _)] => Some(*inner),
        _ => None,
    };
    let told: Vec<String> = told.into_iter().map(|(names, _, tail)| names + &tail).collect();
    let outer = inner.unwrap_or_else(|| joint(&told));
    let mut text = told.join(outer);
    if more {
        text.push_str(outer);
        text.push('…');
    }
    text
}

fn in_words(kind: &FieldKind, text: &str) -> String {
    match (kind, text) {
        (FieldKind::YesNo, YES) => "có".to_owned(),
        (FieldKind::YesNo, NO) => "không".to_owned(),
        (FieldKind::Date, text) => date::parse(text).map_or_else(|| text.to_owned(), date::cited),
        (FieldKind::Count, text) => number::parse(text)
            .map_or_else(|_| text.to_owned(), |count| number::in_text(u64::from(count))),
        (FieldKind::Text | FieldKind::Choice(_) | FieldKind::YesNo, text) => text.to_owned(),
    }
}

/// What the counts of a figure fill.
fn counts(figure: Derived) -> Values {
    let grouped = |count: u32| number::grouped(u64::from(count));
    let in_text = |count: u32| number::in_text(u64::from(count));
    let mut values = Values::new();
    let mut put = |name: &str, text: String| values.insert(name.to_owned(), text);
    match figure.denominator {
        None => drop(put("so", in_text(figure.numerator))),
        Some(whole) => {
            put("tu", grouped(figure.numerator));
            put("mau", grouped(whole));
            if let Some(rest) = whole.checked_sub(figure.numerator) {
                put("thieu", in_text(rest));
                put("so", in_text(rest));
            }
            if let Ok(ratio) = crate::ratio::Ratio::new(figure.numerator, whole) {
                put("pct", ratio.percent().printed());
            }
        }
    }
    values
}

#[cfg(test)]
#[path = "statement_tests.rs"]
mod tests;
