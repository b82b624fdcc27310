//! What the figures of an answer put into a default sentence.

use super::wording::Values;
use super::{Part, PartKind};
use crate::answer::{Answer, PartValue, Rate, RateFigure};
use crate::ratio::Percent;
use crate::{date, number};

/// The placeholders that the parts of `answer` fill, with `parts` as the item
/// declares them.
///
/// The first rate fills `{tu}`, `{mau}`, `{thieu}` and
/// `{pct}`, the first count `{so}`; without a count, `{so}` is what the rate
/// falls short by. `{da_so}` says in words how much of the whole is reached, and
/// `{pct_neu}` what was quoted where it does not follow from the counts. A rate
/// that was stated without a number fills `{da_so}`, `{so}` and `{thieu}` with
/// words. Every part but a rate also fills the placeholder of its own name:
/// `{so_phut}`, `{linh_vuc}`.
pub fn figure_values(parts: &[Part], answer: &Answer) -> Values {
    let mut values = Values::new();
    let known = parts.iter().filter_map(|part| Some((part, answer.parts.get(&part.name)?)));
    for (part, value) in known {
        if let Some(text) = own(&part.kind, value) {
            values.insert(part.name.clone(), text);
        }
    }
    // Only the first rate and the first count: a sentence that speaks of signed papers must not be
    // filled with what is known of certificates.
    let first = |of: fn(&PartKind) -> bool| {
        let part = parts.iter().find(|part| of(&part.kind))?;
        answer.parts.get(&part.name)
    };
    let first_rate = first(|kind| matches!(kind, PartKind::Rate { .. }));
    let rate = first_rate.and_then(rate);
    if let Some(figure) = rate {
        values.extend(rate_values(figure).map(|(name, text)| (name.to_owned(), text)));
    }
    let count = first(|kind| matches!(kind, PartKind::Count { .. })).and_then(count);
    if let Some(count) = count.or_else(|| rate.and_then(short_by)) {
        values.insert("so".to_owned(), number::in_text(u64::from(count)));
    }
    if first_rate.is_some_and(is_stated) {
        for (name, words) in [("da_so", MOST), ("so", SOME), ("thieu", SOME)] {
            values.entry(name.to_owned()).or_insert_with(|| words.to_owned());
        }
    }
    values
}

const ALL: &str = "Toàn bộ";
const MOST: &str = "Đa số";
const SOME: &str = "một số";

const fn is_stated(value: &PartValue) -> bool {
    matches!(value, PartValue::Rate(RateFigure { rate: Rate::Stated, .. }))
}

fn own(kind: &PartKind, value: &PartValue) -> Option<String> {
    match (kind, value) {
        (PartKind::Count { .. }, PartValue::Count(count)) => {
            Some(number::in_text(u64::from(*count)))
        }
        (PartKind::Date, PartValue::Date(day)) => Some(date::short(*day)),
        (PartKind::Choice { .. }, PartValue::Choice(text))
        | (PartKind::Text, PartValue::Text(text)) => Some(text.trim_end_matches('.').to_owned()),
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

const fn count(value: &PartValue) -> Option<u32> {
    match value {
        PartValue::Count(count) => Some(*count),
        PartValue::Rate(_)
        | PartValue::Date(_)
        | PartValue::Choice(_)
        | PartValue::Text(_)
        | PartValue::Document(_) => None,
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
    let most = match figure.rate {
        Rate::Counts(ratio) if ratio.numerator() == ratio.denominator() => Some(ALL),
        Rate::Counts(ratio) if ratio.denominator() < ratio.numerator().saturating_mul(2) => {
            Some(MOST)
        }
        Rate::Counts(_) | Rate::PercentOnly(_) | Rate::Range { .. } | Rate::Stated => None,
    };
    let quoted = figure.quoted.filter(|_| figure.quoted_agrees() == Some(false));
    [
        ("tu", part),
        ("mau", whole),
        ("pct", percent),
        ("thieu", short),
        ("da_so", most.map(str::to_owned)),
        ("pct_neu", quoted.map(Percent::printed)),
    ]
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
    use crate::checklist::wording::{compose, fill};
    use crate::ratio::Ratio;

    fn part(name: &str, kind: PartKind) -> Part {
        Part { name: name.to_owned(), label: String::new(), kind, primary: false, feed: None }
    }

    fn rate_kind() -> PartKind {
        PartKind::Rate {
            numerator: String::new(),
            denominator: String::new(),
            percent_only: false,
            least: None,
        }
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
        let stated = || vec![("nhiem_vu", rate_of(Rate::Stated))];
        check("{pct}", &parts, stated(), "{pct}");
        check(
            "{da_so} đạt, {thieu} chưa ({so})",
            &parts,
            stated(),
            "Đa số đạt, một số chưa (một số)",
        );
    }

    #[test]
    fn how_much_is_reached_is_said_in_words() {
        for (numerator, denominator, expected) in
            [(9, 9, "Toàn bộ"), (5, 9, "Đa số"), (4, 9, "{da_so}"), (4, 8, "{da_so}")]
        {
            let rate = rate_of(Rate::Counts(Ratio::new(numerator, denominator).unwrap()));
            check("{da_so}", &[part("it", rate_kind())], vec![("it", rate)], expected);
        }
    }

    #[test]
    fn a_quoted_rate_is_told_where_it_does_not_follow() {
        for (quoted, expected) in [("51,8", "51,85% (nêu 51,8%)"), ("51,85", "51,85%")] {
            let figure = RateFigure {
                rate: Rate::Counts(Ratio::new(14, 27).unwrap()),
                quoted: Percent::parse(quoted).ok(),
                as_of: None,
            };
            let answer = answer(vec![("it", PartValue::Rate(figure))]);
            let values = figure_values(&[part("it", rate_kind())], &answer);
            let said = compose("{pct}%[ (nêu {pct_neu}%)]", &values);
            assert_eq!(said.to_template(), expected);
        }
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
