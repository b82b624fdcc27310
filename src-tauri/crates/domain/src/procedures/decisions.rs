//! The decisions (quyết định công bố) behind a published list.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Procedure;
use crate::date;
use crate::text::{clean, fold};

/// A decision that published procedures, as the list tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
    /// Its number and symbol: `1500/QĐ-UBND`.
    pub number: String,
    /// The day of its signing, where the list names it behind the number.
    pub signed: Option<NaiveDate>,
    /// The first day on which its procedures hold.
    pub effective: Option<NaiveDate>,
    /// The places in the list of the procedures it published.
    pub procedures: Vec<usize>,
}

/// The decisions of `published`, in the order of their effective days, the latest first; those
/// without one come last. A decision whose procedures begin on several days is one for each day.
pub fn decisions(published: &[Procedure]) -> Vec<Decision> {
    let mut found: BTreeMap<(String, Option<NaiveDate>), Decision> = BTreeMap::new();
    for (at, procedure) in published.iter().enumerate() {
        let (number, signed) = cited(&procedure.decision);
        if number.is_empty() {
            continue;
        }
        let key = (number_key(&number), procedure.effective);
        let decision = found.entry(key).or_insert_with(|| Decision {
            number,
            signed,
            effective: procedure.effective,
            procedures: Vec::new(),
        });
        decision.signed = decision.signed.or(signed);
        decision.procedures.push(at);
    }
    let mut all: Vec<Decision> = found.into_values().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.effective));
    all
}

/// How numbers of decisions are compared: without marks, capitals and spaces.
pub fn number_key(number: &str) -> String {
    fold(&cited(number).0).split_whitespace().collect()
}

/// The number and the day of signing of `Quyết định số 1500/QĐ-UBND ngày 12/5/2022 của …`.
fn cited(text: &str) -> (String, Option<NaiveDate>) {
    let text = clean(text);
    let lower = text.to_lowercase();
    // Lowering keeps the length of every letter of the language, so that places agree.
    let (number, rest) = match lower.find(" ngày ").filter(|_| lower.len() == text.len()) {
        Some(at) => text.split_at_checked(at).unwrap_or((&text, "")),
        None => (text.as_str(), ""),
    };
    let day = rest.split_whitespace().nth(1).map(|it| it.trim_end_matches([',', ';', '.', ')']));
    let mut number = number.trim().trim_end_matches([',', ';']);
    for word in ["quyết định", "qđ", "số"] {
        let head = number.get(..word.len()).filter(|head| head.to_lowercase() == word);
        let tail = head.and_then(|_| number.get(word.len()..));
        if let Some(tail) = tail.filter(|tail| tail.starts_with([' ', ':'])) {
            number = tail.trim_start_matches([' ', ':']);
        }
    }
    (number.to_owned(), day.and_then(date::parse))
}

#[cfg(test)]
mod tests {
    use super::super::Authority;
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        date::parse(text)
    }

    fn procedure(decision: &str, effective: &str) -> Procedure {
        Procedure {
            code: String::new(),
            name: "Đăng ký khai sinh".to_owned(),
            field: "Hộ tịch".to_owned(),
            level: String::new(),
            authority: Authority::Commune,
            decision: decision.to_owned(),
            effective: day(effective),
            ended: None,
            components: Vec::new(),
        }
    }

    #[test]
    fn a_decision_is_cited_in_many_ways() {
        let read = |text: &str| cited(text);
        let number = "1500/QĐ-UBND".to_owned();
        assert_eq!(read("1500/QĐ-UBND"), (number.clone(), None));
        assert_eq!(
            read("Quyết định số 1500/QĐ-UBND ngày 12/5/2022 của UBND tỉnh"),
            (number.clone(), day("12/5/2022"))
        );
        assert_eq!(
            read("QĐ số: 1500/QĐ-UBND, ngày 12/5/2022,"),
            (number.clone(), day("12/5/2022"))
        );
        assert_eq!(read("QĐ 1500/QĐ-UBND"), (number, None));
        assert_eq!(read(""), (String::new(), None));
    }

    #[test]
    fn procedures_of_one_decision_are_gathered_by_the_day_they_begin() {
        let list = [
            procedure("1500/QĐ-UBND", "1/6/2022"),
            procedure("Quyết định số 1500/qđ-ubnd ngày 12/5/2022", "1/6/2022"),
            procedure("1500/QĐ-UBND", "1/7/2022"),
            procedure("", "1/6/2022"),
            procedure("88/QĐ-UBND", ""),
        ];
        let told: Vec<_> = decisions(&list)
            .into_iter()
            .map(|it| (it.number, it.signed, it.effective, it.procedures))
            .collect();
        let number = "1500/QĐ-UBND".to_owned();
        assert_eq!(
            told,
            [
                (number.clone(), None, day("1/7/2022"), vec![2]),
                (number, day("12/5/2022"), day("1/6/2022"), vec![0, 1]),
                ("88/QĐ-UBND".to_owned(), None, None, vec![4]),
            ]
        );
    }
}
