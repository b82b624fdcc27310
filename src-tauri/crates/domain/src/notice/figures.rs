//! Sentences that differ only in their figures, said as one: `Mới sử dụng 3–4/9 chìa khóa`.

use crate::answer::Rate;
use crate::number;
use crate::ratio::{Percent, Ratio};
use crate::spread::Spread;

/// After these words a number is a name: a day, an article of a law, the number of a paper.
const NAMED_BY: [&str; 14] = [
    "ngày", "tháng", "năm", "quý", "số", "điều", "khoản", "điểm", "lần", "thứ", "mức", "cấp",
    "phiên", "mục",
];

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Figure {
    Count(u32),
    Rate(Ratio),
    Percent(Percent),
}

impl Figure {
    const fn mark(self) -> &'static str {
        match self {
            Self::Count(_) => "#",
            Self::Rate(_) => "#/#",
            Self::Percent(_) => "#%",
        }
    }
}

/// A stretch of a sentence: its words as written, and what they count.
struct Token<'a> {
    before: &'a str,
    core: &'a str,
    after: &'a str,
    figure: Option<Figure>,
}

/// What is left of a sentence when its figures, its case and its last mark are taken away: sentences
/// with one skeleton say the same of several units.
pub(super) fn skeleton(text: &str) -> String {
    let mut skeleton = String::with_capacity(text.len());
    for token in tokens(text.trim().trim_end_matches(['.', ';', '…'])) {
        if !skeleton.is_empty() {
            skeleton.push(' ');
        }
        let core = match token.figure {
            Some(figure) => figure.mark(),
            None => token.core,
        };
        for part in [token.before, core, token.after] {
            skeleton.extend(part.chars().flat_map(char::to_lowercase));
        }
    }
    skeleton
}

/// Says sentences of one skeleton at once; figures that differ become a range. Figures that have
/// none, such as counts of which nobody says the whole, are told from the lowest to the highest.
pub(super) fn said_at_once(texts: &[&str]) -> String {
    let Some((first, rest)) = texts.split_first() else { return String::new() };
    if rest.iter().all(|text| text == first) {
        return (*first).to_owned();
    }
    let all: Vec<Vec<Token>> = texts.iter().map(|text| tokens(text)).collect();
    let Some(own) = all.first() else { return String::new() };
    let said = own.iter().enumerate().map(|(at, token)| {
        let figures: Vec<Figure> = all.iter().filter_map(|tokens| tokens.get(at)?.figure).collect();
        let core = match token.figure {
            Some(_) if figures.iter().any(|it| Some(*it) != token.figure) => range(&figures),
            Some(_) | None => None,
        };
        let core = core.unwrap_or_else(|| token.core.to_owned());
        format!("{}{core}{}", token.before, token.after)
    });
    said.collect::<Vec<_>>().join(" ")
}

fn range(figures: &[Figure]) -> Option<String> {
    let counts: Option<Vec<u32>> = figures
        .iter()
        .map(|figure| match figure {
            Figure::Count(count) => Some(*count),
            Figure::Rate(_) | Figure::Percent(_) => None,
        })
        .collect();
    if let Some(counts) = counts {
        let (low, high) = (*counts.iter().min()?, *counts.iter().max()?);
        let in_text = |count: u32| number::in_text(u64::from(count));
        return Some(format!("{}–{}", in_text(low), in_text(high)));
    }
    let rates: Vec<Rate> = figures
        .iter()
        .map(|figure| match *figure {
            Figure::Rate(ratio) => Rate::Counts(ratio),
            Figure::Percent(percent) => Rate::PercentOnly(percent),
            Figure::Count(_) => Rate::Stated,
        })
        .collect();
    Spread::of(&rates).map(Spread::printed)
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    for word in text.split_whitespace() {
        let core = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '%');
        let (before, after) = word.split_once(core).unwrap_or(("", ""));
        let named = tokens.last().is_some_and(|last| {
            let last = last.core.to_lowercase();
            NAMED_BY.contains(&last.as_str())
        });
        let figure = if named || core.is_empty() { None } else { figure(core) };
        tokens.push(Token { before, core, after, figure });
    }
    tokens
}

fn figure(core: &str) -> Option<Figure> {
    if !core.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    if let Some(percent) = core.strip_suffix('%') {
        return Percent::parse(percent).ok().map(Figure::Percent);
    }
    match core.split_once('/') {
        Some((part, whole)) => {
            let (part, whole) = (number::parse(part).ok()?, number::parse(whole).ok()?);
            Ratio::new(part, whole).ok().map(Figure::Rate)
        }
        None => number::parse(core).ok().map(Figure::Count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expected: &str) {
        let skeletons: Vec<String> = texts.iter().map(|text| skeleton(text)).collect();
        assert!(skeletons.windows(2).all(|pair| pair[0] == pair[1]), "{skeletons:?}");
        assert_eq!(said_at_once(texts), expected);
    }

    #[test]
    fn the_keys_of_two_communes_become_a_range() {
        check(
            &["Mới sử dụng 4/9 chìa khóa (44,44%).", "Mới sử dụng 3/9 chìa khóa (33,33%)."],
            "Mới sử dụng 3–4/9 chìa khóa (33,33–44,44%).",
        );
        check(&["Có 04 hồ sơ quá hạn.", "Có 12 hồ sơ quá hạn"], "Có 04–12 hồ sơ quá hạn.");
        check(&["Đạt 5/7 việc.", "Đạt 6/9 việc."], "Đạt 66,67–71,43% việc.");
    }

    #[test]
    fn days_and_numbers_of_papers_are_no_figures() {
        let pairs = [
            ("Báo cáo ngày 15/9 chưa đủ.", "Báo cáo ngày 16/9 chưa đủ."),
            ("Trái NĐ 61/2018/NĐ-CP.", "Trái NĐ 107/2021/NĐ-CP."),
            ("Trái khoản 9 Điều 19.", "Trái khoản 8 Điều 19."),
            ("Kế hoạch năm 2017 chậm.", "Kế hoạch năm 2016 chậm."),
        ];
        for (one, other) in pairs {
            assert_ne!(skeleton(one), skeleton(other));
        }
    }

    #[test]
    fn equal_sentences_stay_as_they_are_written() {
        check(&["Chưa  niêm yết.", "Chưa  niêm yết."], "Chưa  niêm yết.");
        check(&["Chưa niêm yết.", "chưa niêm yết"], "Chưa niêm yết.");
    }
}
