//! What the figures of an answer put into a default sentence.

use super::wording::Values;
use super::{Part, PartKind};
use crate::answer::{Answer, PartValue, Rate, RateFigure};
use crate::{date, number};

/// The placeholders that the parts of `answer` fill, with `parts` as the item
/// declares them.
///
/// The first rate with something known fills `{tu}`, `{mau}`, `{thieu}` and
/// `{pct}`, the first count `{so}`; without a count, `{so}` is what the rate
/// falls short by. Every part but a rate also fills the placeholder of its own
/// name: `{so_phut}`, `{linh_vuc}`.
pub fn figure_values(parts: &[Part], answer: &Answer) -> Values {
    let mut values = Values::new();
    let known = || parts.iter().filter_map(|part| Some((part, answer.parts.get(&part.name)?)));
    for (part, value) in known() {
        if let Some(text) = own(&part.kind, value) {
            values.insert(part.name.clone(), text);
        }
    }
    let rate = known().find_map(|(_, value)| rate(value));
    if let Some(figure) = rate {
        values.extend(rate_values(figure).map(|(name, text)| (name.to_owned(), text)));
    }
    let count = known().find_map(|(_, value)| match value {
        PartValue::Count(count) => Some(*count),
        PartValue::Rate(_)
        | PartValue::Date(_)
        | PartValue::Choice(_)
        | PartValue::Text(_)
        | PartValue::Document(_) => None,
    });
    if let Some(count) = count.or_else(|| rate.and_then(short_by)) {
        values.insert("so".to_owned(), number::in_text(u64::from(count)));
    }
    values
}

fn own(kind: &PartKind, value: &PartValue) -> Option<String> {
    match (kind, value) {
        (PartKind::Count { .. }, PartValue::Count(count)) => {
            Some(number::in_text(u64::from(*count)))
        }
        (PartKind::Date, PartValue::Date(day)) => Some(date::short(*day)),
        (PartKind::Choice { .. }, PartValue::Choice(text))
        | (PartKind::Text, PartValue::Text(text)) => Some(text.clone()),
        (PartKind::Document, PartValue::Document(document)) => {
            let day = document.date.map(|day| format!(" ngày {}", date::short(day)));
            Some(format!("{}{}", document.number, day.unwrap_or_default()))
        }
        // A rate has names of its own, and a value of another kind is left over
        // from another version of the item.
        (
            PartKind::Count { .. }
            | PartKind::Rate { .. }
            | PartKind::Date
            | PartKind::Choice { .. }
            | PartKind::Text
            | PartKind::Document,
            _,
        ) => None,
    }
}

fn rate(value: &PartValue) -> Option<&RateFigure> {
    match value {
        PartValue::Rate(figure) => match figure.rate {
            Rate::Counts(_) | Rate::PercentOnly(_) | Rate::Range { .. } => Some(figure),
            Rate::Stated => None,
        },
        PartValue::Count(_)
        | PartValue::Date(_)
        | PartValue::Choice(_)
        | PartValue::Text(_)
        | PartValue::Document(_) => None,
    }
}

fn rate_values(figure: &RateFigure) -> impl Iterator<Item = (&'static str, String)> {
    let count = |count: u32| number::grouped(u64::from(count));
    let (part, whole, percent) = match figure.rate {
        Rate::Counts(ratio) => (
            Some(count(ratio.numerator())),
            Some(count(ratio.denominator())),
            Some(ratio.percent().printed()),
        ),
        Rate::PercentOnly(percent) => (None, None, Some(percent.printed())),
        Rate::Range { from, to, denominator } => {
            (Some(format!("{}–{}", count(from), count(to))), Some(count(denominator)), None)
        }
        Rate::Stated => (None, None, None),
    };
    let short = short_by(figure).map(|count| number::in_text(u64::from(count)));
    [("tu", part), ("mau", whole), ("pct", percent), ("thieu", short)]
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)))
}

fn short_by(figure: &RateFigure) -> Option<u32> {
    match figure.rate {
        Rate::Counts(ratio) => ratio.denominator().checked_sub(ratio.numerator()),
        Rate::PercentOnly(_) | Rate::Range { .. } | Rate::Stated => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::DocumentRef;
    use crate::checklist::wording::fill;
    use crate::ratio::{Percent, Ratio};

    fn part(name: &str, kind: PartKind) -> Part {
        Part { name: name.to_owned(), label: String::new(), kind, primary: false, feed: None }
    }

    fn rate_kind() -> PartKind {
        PartKind::Rate { numerator: String::new(), denominator: String::new(), percent_only: false }
    }

    fn count_kind() -> PartKind {
        PartKind::Count { unit: String::new() }
    }

    fn rate_of(rate: Rate) -> PartValue {
        PartValue::Rate(RateFigure { rate, quoted: None, as_of: None })
    }

    fn answer(values: Vec<(&str, PartValue)>) -> Answer {
        let parts = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Answer { parts, ..Answer::default() }
    }

    #[track_caller]
    fn check(template: &str, parts: &[Part], given: Vec<(&str, PartValue)>, expected: &str) {
        let filled = fill(template, &figure_values(parts, &answer(given)));
        assert_eq!(filled.to_template(), expected);
    }

    #[test]
    fn a_rate_fills_its_four_places() {
        let parts = [part("nhiem_vu", rate_kind())];
        let counts = rate_of(Rate::Counts(Ratio::new(14, 27).unwrap()));
        check(
            "{tu}/{mau}, {pct}%, {thieu}",
            &parts,
            vec![("nhiem_vu", counts)],
            "14/27, 51,85%, 13",
        );
        let percent = rate_of(Rate::PercentOnly(Percent::parse("44,66").unwrap()));
        check("{pct}% ({tu})", &parts, vec![("nhiem_vu", percent)], "44,66% ({tu})");
        let range = rate_of(Rate::Range { from: 3, to: 4, denominator: 9 });
        check("{tu}/{mau} {so}", &parts, vec![("nhiem_vu", range)], "3–4/9 {so}");
        check("{pct}", &parts, vec![("nhiem_vu", rate_of(Rate::Stated))], "{pct}");
    }

    #[test]
    fn a_count_beside_a_rate_keeps_both_places() {
        let parts = [part("qua_han", count_kind()), part("ty_le", rate_kind())];
        let counts = rate_of(Rate::Counts(Ratio::new(4, 4545).unwrap()));
        let given = vec![("qua_han", PartValue::Count(4)), ("ty_le", counts)];
        check("Còn {so} hồ sơ ({pct}%).", &parts, given, "Còn 04 hồ sơ (0,09%).");
    }

    #[test]
    fn without_a_count_the_rest_of_the_rate_counts() {
        let parts = [part("dat_chuan", rate_kind())];
        let counts = rate_of(Rate::Counts(Ratio::new(18, 20).unwrap()));
        check("Còn {so} người.", &parts, vec![("dat_chuan", counts)], "Còn 02 người.");
    }

    #[test]
    fn parts_fill_the_place_of_their_own_name() {
        let parts = [
            part("so_phut", count_kind()),
            part("linh_vuc", PartKind::Text),
            part("van_ban", PartKind::Document),
        ];
        let document = DocumentRef {
            number: "18/CT-UBND".to_owned(),
            date: "2016-12-28".parse().ok(),
            subject: String::new(),
        };
        let given = vec![
            ("so_phut", PartValue::Count(15)),
            ("linh_vuc", PartValue::Text("đất đai".to_owned())),
            ("van_ban", PartValue::Document(document)),
        ];
        let expected = "15; đất đai; 18/CT-UBND ngày 28/12/2016";
        check("{so_phut}; {linh_vuc}; {van_ban}", &parts, given, expected);
    }
}
