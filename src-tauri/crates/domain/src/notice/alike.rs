//! Paragraphs that may mean the same: suggestions for the leader, never more.

use std::collections::{BTreeMap, BTreeSet};

use super::{Paragraph, Wording};
use crate::finding::FindingKind;
use crate::text::fold;

/// Two paragraphs are alike when at least this many thousandths of their words are shared.
const ALIKE_PERMILLE: usize = 500;

/// In an area with more paragraphs than this, words are not compared: nobody would look through
/// what comes of it.
const COMPARED_MAX: usize = 400;

/// From so many units on, the very same list is a reason to look.
const SAME_UNITS_MIN: usize = 3;

/// Why paragraphs are suggested to be put together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Because {
    /// They stand at one item.
    SameItem,
    /// They share many words.
    LikeWords,
    /// They name the very same units.
    SameUnits,
}

/// Paragraphs that the leader may put together.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Suggestion {
    /// Their keys, in the order of the notice.
    pub keys: Vec<Wording>,
    /// Why.
    pub because: Because,
}

/// Two keys that the leader wants apart, the smaller first.
pub type Apart = BTreeSet<(Wording, Wording)>;

/// The pair that says `one` and `other` are to stay apart.
pub fn apart(one: &Wording, other: &Wording) -> (Wording, Wording) {
    if one < other { (one.clone(), other.clone()) } else { (other.clone(), one.clone()) }
}

/// Suggests what to put together among `paragraphs`, but nothing that is to stay `apart`.
pub fn suggestions(paragraphs: &[Paragraph], kept_apart: &Apart) -> Vec<Suggestion> {
    let offered: Vec<&Paragraph> = paragraphs.iter().filter(|it| !it.left_out).collect();
    let mut found = Vec::new();
    let mut taken = BTreeSet::new();
    let mut offer = |group: Vec<&Paragraph>, because| {
        let keys = loose(&group, kept_apart, &taken);
        if 1 < keys.len() {
            taken.extend(keys.iter().cloned());
            found.push(Suggestion { keys, because });
        }
    };
    for group in by(&offered, |it| (!it.item.is_empty()).then(|| it.item.clone())) {
        offer(group, Because::SameItem);
    }
    for group in by(&offered, same_units) {
        offer(group, Because::SameUnits);
    }
    for area in by(&offered, |it| Some(it.area().to_owned())) {
        if area.len() <= COMPARED_MAX {
            for group in like_words(&area) {
                offer(group, Because::LikeWords);
            }
        }
    }
    found
}

/// Those of a group that are free and that nobody wants apart from the first of them.
fn loose(group: &[&Paragraph], kept_apart: &Apart, taken: &BTreeSet<Wording>) -> Vec<Wording> {
    let mut keys: Vec<Wording> = Vec::new();
    for paragraph in group.iter().filter(|it| !taken.contains(&it.key)) {
        let wanted = keys.iter().all(|key| !kept_apart.contains(&apart(key, &paragraph.key)));
        if wanted {
            keys.push(paragraph.key.clone());
        }
    }
    keys
}

/// Paragraphs of one kind with one value, in order; those without a value stand alone.
fn by<'a, K: Ord>(
    paragraphs: &[&'a Paragraph],
    value: impl Fn(&Paragraph) -> Option<K>,
) -> Vec<Vec<&'a Paragraph>> {
    let mut groups: BTreeMap<(bool, K), Vec<&Paragraph>> = BTreeMap::new();
    for paragraph in paragraphs {
        if let Some(value) = value(paragraph) {
            let key = (paragraph.kind == FindingKind::Strength, value);
            groups.entry(key).or_default().push(paragraph);
        }
    }
    groups.into_values().filter(|group| 1 < group.len()).collect()
}

fn same_units(paragraph: &Paragraph) -> Option<(BTreeSet<[u8; 16]>, bool)> {
    let is_reason =
        paragraph.kind == FindingKind::Shortcoming && SAME_UNITS_MIN <= paragraph.units.len();
    is_reason.then(|| (paragraph.units.iter().map(|it| it.bytes()).collect(), paragraph.open))
}

fn like_words<'a>(area: &[&'a Paragraph]) -> Vec<Vec<&'a Paragraph>> {
    let words: Vec<BTreeSet<String>> = area.iter().map(|it| words_of(it)).collect();
    let mut groups = Vec::new();
    let mut grouped = BTreeSet::new();
    for (at, (paragraph, own)) in area.iter().zip(&words).enumerate() {
        if grouped.contains(&at) {
            continue;
        }
        let mut group = vec![*paragraph];
        for (further, (other, others)) in area.iter().zip(&words).enumerate().skip(at + 1) {
            if !grouped.contains(&further) && are_alike(own, others) {
                grouped.insert(further);
                group.push(*other);
            }
        }
        groups.push(group);
    }
    groups.into_iter().filter(|group| 1 < group.len()).collect()
}

fn words_of(paragraph: &Paragraph) -> BTreeSet<String> {
    let folded = fold(&paragraph.sentence());
    folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

fn are_alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    all != 0 && ALIKE_PERMILLE * all <= 1000 * shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::testing::shortcoming;
    use crate::notice::{Remark, paragraphs};

    fn found(remarks: &[Remark], kept_apart: &Apart) -> Vec<(usize, Because)> {
        let items = BTreeMap::new();
        let paragraphs = paragraphs(remarks, &[], &items);
        let found = suggestions(&paragraphs, kept_apart);
        found.into_iter().map(|it| (it.keys.len(), it.because)).collect()
    }

    #[test]
    fn one_item_like_words_and_the_same_units_are_reasons() {
        let remarks = [
            shortcoming(1, "MC-01", "Chưa ban hành quyết định.", &[1]),
            shortcoming(2, "MC-01", "Không có quy chế.", &[2]),
            shortcoming(3, "MC-03", "Niêm yết chưa đủ bộ thủ tục.", &[3]),
            shortcoming(4, "MC-04", "Niêm yết chưa đủ các bộ thủ tục.", &[4]),
            shortcoming(5, "CD-01", "Chưa có kế hoạch.", &[1, 2, 3]),
            shortcoming(6, "TT-02", "Không rà soát.", &[3, 2, 1]),
        ];
        assert_eq!(
            found(&remarks, &Apart::new()),
            [(2, Because::SameItem), (2, Because::SameUnits), (2, Because::LikeWords)]
        );
    }

    #[test]
    fn what_the_leader_wants_apart_is_not_offered_again() {
        let remarks = [
            shortcoming(1, "MC-01", "Chưa ban hành quyết định.", &[1]),
            shortcoming(2, "MC-01", "Không có quy chế.", &[2]),
        ];
        let [one, other] = [0, 1].map(|at: usize| Wording::of(&remarks[at].finding));
        assert_eq!(found(&remarks, &Apart::from([apart(&other, &one)])), []);
    }
}
