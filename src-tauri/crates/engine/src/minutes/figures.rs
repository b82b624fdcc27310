//! Figures as papers print them.

use domain::answer::{PartValue, Rate, RateFigure, Verdict};
use domain::number;
use domain::ratio::Ratio;
use domain::{date, finding};

use super::material::{Material, SheetArea, SheetItem};

/// One row of a table of figures.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FigureRow {
    /// The item it belongs to.
    pub item: String,
    /// What is counted.
    pub label: String,
    /// The counts: `14/27`, `4.545`, or a dash.
    pub counts: String,
    /// The rate: `51,85%`, or empty.
    pub rate: String,
    /// What has to be said beside it.
    pub remark: String,
}

/// Returns how a value is printed in one piece: `4.545`, `60,64%`, `3–4/9 (33,33–44,44%)`.
pub fn printed(value: &PartValue) -> String {
    match value {
        PartValue::Count(count) => number::grouped(u64::from(*count)),
        PartValue::Rate(figure) => rate_printed(figure),
        PartValue::Date(day) => date::short(*day),
        PartValue::Choice(text) | PartValue::Text(text) => text.clone(),
        PartValue::Document(document) => {
            let day = document.date.map(|day| format!("ngày {}", date::cited(day)));
            let number = (!document.number.is_empty()).then(|| format!("số {}", document.number));
            let subject = (!document.subject.is_empty()).then(|| document.subject.clone());
            [number, day, subject].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    }
}

/// A value with its counts: `14/27 (51,85%)`.
pub(super) fn whole(value: &PartValue) -> String {
    let PartValue::Rate(figure) = value else { return printed(value) };
    match figure.rate {
        Rate::Counts(_) => {
            let (counts, rate) = rate_cells(figure);
            format!("{counts} ({rate})")
        }
        Rate::PercentOnly(_) | Rate::Range { .. } | Rate::Stated => rate_printed(figure),
    }
}

fn rate_printed(figure: &RateFigure) -> String {
    let (counts, rate) = rate_cells(figure);
    match figure.rate {
        Rate::Range { .. } => format!("{counts} ({rate})"),
        Rate::Counts(_) | Rate::PercentOnly(_) => rate,
        Rate::Stated => "có nêu, không có số".to_owned(),
    }
}

fn rate_cells(figure: &RateFigure) -> (String, String) {
    match figure.rate {
        Rate::Counts(ratio) => (counts(ratio), format!("{}%", ratio.percent().printed())),
        Rate::PercentOnly(percent) => (String::new(), format!("{}%", percent.printed())),
        Rate::Range { from, to, denominator } => {
            let percent = |part| Ratio::new(part, denominator).map(|it| it.percent().printed());
            let rate = match (percent(from), percent(to)) {
                (Ok(low), Ok(high)) => format!("{low}–{high}%"),
                (Err(_), _) | (_, Err(_)) => String::new(),
            };
            (format!("{from}–{to}/{denominator}"), rate)
        }
        Rate::Stated => (String::new(), String::new()),
    }
}

fn counts(ratio: Ratio) -> String {
    let grouped = |count| number::grouped(u64::from(count));
    format!("{}/{}", grouped(ratio.numerator()), grouped(ratio.denominator()))
}

fn remark(figure: &RateFigure) -> String {
    let mut remarks = Vec::new();
    match figure.rate {
        Rate::PercentOnly(_) => remarks.push("đơn vị chỉ báo cáo tỷ lệ".to_owned()),
        Rate::Stated => remarks.push("có nêu, không có số".to_owned()),
        Rate::Counts(_) | Rate::Range { .. } => {}
    }
    if let (Some(quoted), Some(false)) = (figure.quoted, figure.quoted_agrees()) {
        remarks.push(format!("đơn vị báo cáo {}%", quoted.printed()));
    }
    if let Some(day) = figure.as_of {
        remarks.push(format!("tính đến ngày {}", date::cited(day)));
    }
    remarks.join("; ")
}

/// Returns the rows that an area's table of figures has, in the order of the checklist.
pub(crate) fn rows(material: &Material, area: &SheetArea) -> Vec<FigureRow> {
    let mut rows = Vec::new();
    for item in &area.items {
        let Some(answer) = material.answers.get(&item.id) else { continue };
        for part in &item.parts {
            let row = |counts, rate, remark| FigureRow {
                item: item.id.clone(),
                label: part.label.clone(),
                counts,
                rate,
                remark,
            };
            match answer.parts.get(&part.name) {
                Some(PartValue::Count(count)) => {
                    rows.push(row(
                        number::grouped(u64::from(*count)),
                        String::new(),
                        String::new(),
                    ));
                }
                Some(PartValue::Rate(figure)) => {
                    let (counts, rate) = rate_cells(figure);
                    rows.push(row(counts, rate, remark(figure)));
                }
                Some(
                    PartValue::Date(_)
                    | PartValue::Choice(_)
                    | PartValue::Text(_)
                    | PartValue::Document(_),
                )
                | None => {}
            }
        }
    }
    let extras = material.extras.iter().filter(|extra| extra.area == area.id);
    rows.extend(extras.flat_map(|extra| extra.figures.iter().cloned()));
    rows
}

/// Returns the sentences that an area's documents, dates, choices and texts make, one an item.
///
/// Choices and texts of an item that falls short are what its shortcoming is worded with; they are
/// not said a second time among the results.
pub(super) fn sentences(material: &Material, area: &SheetArea) -> Vec<String> {
    area.items.iter().filter_map(|item| sentence(material, item)).collect()
}

fn sentence(material: &Material, item: &SheetItem) -> Option<String> {
    let answer = material.answers.get(&item.id)?;
    let falls_short = answer.verdict.is_some_and(Verdict::falls_short);
    let said = item.parts.iter().enumerate().filter_map(|(index, part)| {
        let value = answer.parts.get(&part.name)?;
        let is_said = match value {
            PartValue::Document(_) | PartValue::Date(_) => true,
            PartValue::Text(_) | PartValue::Choice(_) => !falls_short,
            PartValue::Count(_) | PartValue::Rate(_) => false,
        };
        let text = printed(value);
        let text = text.trim_end_matches('.');
        // The first part is what the title names, and a document names itself.
        let is_plain = index == 0 || matches!(value, PartValue::Document(_));
        let named =
            if is_plain { text.to_owned() } else { format!("{}: {text}", lowered(&part.label)) };
        is_said.then_some(named)
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("{}: {}.", item.title, said.join("; ")))
}

/// `label` inside a sentence: its first letter lowered, unless the first word is an abbreviation.
pub(super) fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next();
    let rest = letters.as_str();
    match first {
        Some(first) if rest.chars().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        Some(_) | None => label.to_owned(),
    }
}

/// Returns the shortcomings of an area that still stand, or all of them, in order.
pub(super) fn shortcomings<'a>(
    material: &'a Material,
    area: &'a SheetArea,
) -> Vec<&'a finding::Finding> {
    material.findings_in(&area.id, finding::FindingKind::Shortcoming).collect()
}
