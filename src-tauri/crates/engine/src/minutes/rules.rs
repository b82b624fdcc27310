//! Rules on critical items, as checks before sealing.

use std::collections::BTreeMap;

use domain::checklist::Misplaced;
use domain::rule::{Gravity, Lack};

use super::outline::{Check, CheckLevel};

/// Something that matters and is missing at an item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unmet {
    /// The item.
    pub item: String,
    /// What is missing.
    pub lack: Lack,
    /// How much that matters; never [`Gravity::Ignore`].
    pub gravity: Gravity,
}

/// What is missing, in words that follow the name of an item.
pub const fn lack_words(lack: Lack) -> &'static str {
    match lack {
        Lack::Verdict => "chưa được đánh giá",
        Lack::Finding => "chưa đạt nhưng chưa ghi tồn tại",
        Lack::Evidence => "chưa có minh chứng",
        Lack::Figure => "chưa có số liệu",
    }
}

/// One check for each kind of lack and gravity, which names its items.
pub fn rule_checks(unmet: &[Unmet]) -> Vec<Check> {
    let mut groups: BTreeMap<(Gravity, Lack), Vec<&str>> = BTreeMap::new();
    for one in unmet {
        groups.entry((one.gravity, one.lack)).or_default().push(&one.item);
    }
    let check = |((gravity, lack), items): ((Gravity, Lack), Vec<&str>)| Check {
        level: if gravity == Gravity::Block { CheckLevel::Block } else { CheckLevel::Warn },
        text: format!("Nội dung trọng yếu: mục {} {}.", items.join(", "), lack_words(lack)),
        item: items.first().map(|item| (*item).to_owned()).unwrap_or_default(),
    };
    groups.into_iter().rev().map(check).collect()
}

/// Says that answers have no place in the checklist and are not printed, where there are any.
pub fn misplaced_check(misplaced: &[Misplaced]) -> Option<Check> {
    let first = misplaced.first()?;
    let items: Vec<&str> = misplaced.iter().map(|it| it.item.as_str()).collect();
    let text = format!(
        "{} câu trả lời không còn chỗ trong bộ nội dung nên không in vào biên bản: mục {}.",
        misplaced.len(),
        items.join(", ")
    );
    Some(Check { level: CheckLevel::Warn, text, item: first.item.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_names_every_item_that_lacks_the_same() {
        let unmet = |item: &str, lack, gravity| Unmet { item: item.to_owned(), lack, gravity };
        let checks = rule_checks(&[
            unmet("MC-03", Lack::Evidence, Gravity::Block),
            unmet("MC-07", Lack::Evidence, Gravity::Block),
            unmet("CD-01", Lack::Verdict, Gravity::Warn),
        ]);

        let told: Vec<(CheckLevel, &str)> =
            checks.iter().map(|check| (check.level, check.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (CheckLevel::Block, "Nội dung trọng yếu: mục MC-03, MC-07 chưa có minh chứng."),
                (CheckLevel::Warn, "Nội dung trọng yếu: mục CD-01 chưa được đánh giá."),
            ]
        );
    }
}
