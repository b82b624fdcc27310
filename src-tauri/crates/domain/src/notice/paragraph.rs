//! From findings to paragraphs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::naming::{self, Named, lower_first};
use super::{Decision, Listing, Remark, Wording, figures, join};
use crate::finding::FindingKind;
use crate::id::{FindingId, UnitId};
use crate::unit::Unit;

/// One strength or shortcoming of the notice, with everything it rests on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Paragraph {
    /// The name it is kept under.
    pub key: Wording,
    /// Praise or criticism.
    pub kind: FindingKind,
    /// The item under which it stands; empty for a free-standing one.
    pub item: String,
    /// What its findings say, each type once, in order.
    pub sayings: Vec<Saying>,
    /// The findings, as places in the list they were taken from.
    pub remarks: Vec<usize>,
    /// The units it names, in the order in which they were noted; none for a general remark.
    pub units: Vec<UnitId>,
    /// Whether there are more units than are named.
    pub open: bool,
    /// The leader's sentence, or empty.
    pub sentence: String,
    /// How the units are listed.
    pub listing: Listing,
    /// Whether the leader decided anything about it.
    pub decided: bool,
    /// Whether it is left out.
    pub left_out: bool,
}

/// What findings of one type say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Saying {
    /// The type.
    pub wording: Wording,
    /// The sentence; figures that differ stand as ranges.
    pub text: String,
}

impl Paragraph {
    /// The id of the area it belongs to; empty for a free-standing one.
    pub fn area(&self) -> &str {
        self.item.split_once('-').map_or("", |(area, _)| area)
    }

    /// What is said, without the units: the leader's sentence, or the findings' joined into one.
    pub fn sentence(&self) -> String {
        if !self.sentence.is_empty() {
            return bare_end(&self.sentence).to_owned();
        }
        let mut sentence = String::new();
        for saying in &self.sayings {
            let text = bare_end(&saying.text);
            if sentence.is_empty() {
                sentence.push_str(text);
            } else {
                sentence.push_str("; ");
                sentence.push_str(&lower_first(text));
            }
        }
        sentence
    }

    /// The whole paragraph: what is said, and of whom.
    pub fn text(&self, units: &[Named<'_>]) -> String {
        let sentence = self.sentence();
        if units.is_empty() {
            let end = if self.open { " tại một số đơn vị." } else { stop(&sentence) };
            return format!("{sentence}{end}");
        }
        let lead = self.listing.lead.trim();
        let lead = if lead.is_empty() { ":" } else { lead };
        // A word stands apart from the sentence, a mark does not.
        let gap = if lead.starts_with(char::is_alphanumeric) { " " } else { "" };
        let list = naming::list(units, &self.listing, self.open);
        format!("{sentence}{gap}{lead} {list}{}", stop(&list))
    }

    /// Its units out of `known`, in the order in which they were noted.
    pub fn named<'a>(&self, known: &BTreeMap<UnitId, Named<'a>>) -> Vec<Named<'a>> {
        self.units.iter().filter_map(|unit| known.get(unit).copied()).collect()
    }
}

/// Names every unit by its id, and says whether the delegation went there.
pub fn named<'a>(units: &'a [Unit], visited: &BTreeSet<UnitId>) -> BTreeMap<UnitId, Named<'a>> {
    let entry = |unit: &'a Unit| (unit.id, Named { unit, visited: visited.contains(&unit.id) });
    units.iter().map(entry).collect()
}

/// The full stop after `text`, unless it trails off.
fn stop(text: &str) -> &'static str {
    if text.ends_with('…') { "" } else { "." }
}

/// A sentence without the mark at its end, to be gone on with.
pub(super) fn bare_end(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ';', ':', ',']).trim_end()
}

/// Gathers `remarks` into paragraphs, in the order of `items`, the checklist's; what stands at no
/// item comes last. Findings over the campaign are to stand before those of visits.
pub fn paragraphs(
    remarks: &[Remark],
    decisions: &[Decision],
    items: &BTreeMap<&str, usize>,
) -> Vec<Paragraph> {
    let decided = Decided::new(decisions);
    let mut places: HashMap<(FindingKind, Wording), usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (at, remark) in remarks.iter().enumerate() {
        let wording = Wording::of(&remark.finding);
        let decision = decided.of(remark.finding.id, &wording);
        let key = decision.map_or_else(|| wording.clone(), |it| it.key.clone());
        let place = *places.entry((remark.finding.kind, key.clone())).or_insert_with(|| {
            groups.push(Group::new(key, decision));
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.take(at, remark, wording);
        }
    }
    let mut paragraphs: Vec<Paragraph> =
        groups.into_iter().map(|group| group.paragraph(remarks)).collect();
    let place = |item: &str| items.get(item).copied().unwrap_or(usize::MAX);
    paragraphs.sort_by_key(|paragraph| place(&paragraph.item));
    paragraphs
}

/// Decisions by what they name.
struct Decided<'a> {
    findings: HashMap<FindingId, &'a Decision>,
    wordings: HashMap<&'a Wording, &'a Decision>,
}

impl<'a> Decided<'a> {
    fn new(decisions: &'a [Decision]) -> Self {
        let (mut findings, mut wordings) = (HashMap::new(), HashMap::new());
        for decision in decisions {
            findings.extend(decision.findings.iter().map(|id| (*id, decision)));
            wordings.extend(decision.wordings.iter().map(|wording| (wording, decision)));
        }
        Self { findings, wordings }
    }

    /// A finding that is named itself stays where it was put, whatever its words are now.
    fn of(&self, id: FindingId, wording: &Wording) -> Option<&'a Decision> {
        self.findings.get(&id).or_else(|| self.wordings.get(wording)).copied()
    }
}

struct Group<'a> {
    key: Wording,
    decision: Option<&'a Decision>,
    remarks: Vec<usize>,
    types: Vec<(Wording, Vec<usize>)>,
    units: Vec<UnitId>,
    seen: BTreeSet<UnitId>,
    general: bool,
    open: bool,
}

impl<'a> Group<'a> {
    const fn new(key: Wording, decision: Option<&'a Decision>) -> Self {
        Self {
            key,
            decision,
            remarks: Vec::new(),
            types: Vec::new(),
            units: Vec::new(),
            seen: BTreeSet::new(),
            general: false,
            open: false,
        }
    }

    fn take(&mut self, at: usize, remark: &Remark, wording: Wording) {
        self.remarks.push(at);
        match self.types.iter_mut().find(|(known, _)| *known == wording) {
            Some((_, places)) => places.push(at),
            None => self.types.push((wording, vec![at])),
        }
        self.general |= remark.is_general();
        self.open |= remark.finding.open_list;
        for unit in &remark.finding.units {
            join(&mut self.units, &mut self.seen, *unit);
        }
    }

    fn paragraph(self, remarks: &[Remark]) -> Paragraph {
        let of = |at: &usize| remarks.get(*at);
        let first = self.remarks.first().and_then(of);
        let sayings = self.types.into_iter().map(|(wording, places)| {
            let texts: Vec<&str> =
                places.iter().filter_map(of).map(|it| it.finding.text.as_str()).collect();
            Saying { wording, text: figures::said_at_once(&texts) }
        });
        Paragraph {
            sayings: sayings.collect(),
            key: self.key,
            kind: first.map_or(FindingKind::Shortcoming, |remark| remark.finding.kind),
            item: first.map(|remark| remark.item().to_owned()).unwrap_or_default(),
            remarks: self.remarks,
            units: if self.general { Vec::new() } else { self.units },
            open: self.open && !self.general,
            sentence: self.decision.map(|it| it.sentence.clone()).unwrap_or_default(),
            listing: self.decision.map(|it| it.listing.clone()).unwrap_or_default(),
            decided: self.decision.is_some(),
            left_out: self.decision.is_some_and(|it| it.left_out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::testing::{shortcoming, unit};
    use crate::unit::UnitKind;

    fn towns() -> Vec<Unit> {
        vec![
            unit(1, "Xã Ea Siên", UnitKind::Xa),
            unit(2, "Xã Ea Blang", UnitKind::Xa),
            unit(3, "Phường Thiện An", UnitKind::Phuong),
        ]
    }

    fn texts(remarks: &[Remark], decisions: &[Decision]) -> Vec<String> {
        let towns = towns();
        let visited = BTreeSet::from([towns[0].id, towns[1].id]);
        let known = named(&towns, &visited);
        let items = BTreeMap::from([("CD-10", 0), ("MC-01", 1), ("MC-02", 2)]);
        paragraphs(remarks, decisions, &items)
            .iter()
            .map(|paragraph| paragraph.text(&paragraph.named(&known)))
            .collect()
    }

    #[test]
    fn one_sentence_at_one_item_is_one_paragraph_with_its_units() {
        let remarks = [
            shortcoming(1, "MC-01", "Chưa ban hành quyết định.", &[1]),
            shortcoming(2, "CD-10", "Chưa đánh giá.", &[1]),
            shortcoming(3, "MC-01", "chưa ban hành quyết định", &[3]),
            shortcoming(4, "MC-01", "Chưa ban hành quyết định.", &[2, 1]),
        ];
        assert_eq!(
            texts(&remarks, &[]),
            [
                "Chưa đánh giá: xã Ea Siên.",
                "Chưa ban hành quyết định: xã Ea Blang, xã Ea Siên, phường Thiện An (*)."
            ]
        );
    }

    #[test]
    fn a_general_remark_of_the_leader_names_nobody() {
        let mut general = shortcoming(1, "MC-01", "Chưa ban hành quyết định.", &[]);
        general.visit = None;
        let at_a_visit = shortcoming(2, "MC-01", "Chưa ban hành quyết định.", &[1]);
        assert_eq!(texts(&[general, at_a_visit], &[]), ["Chưa ban hành quyết định."]);
    }

    #[test]
    fn an_open_list_ends_in_dots() {
        let mut open = shortcoming(1, "MC-01", "Chưa ban hành.", &[2]);
        open.finding.open_list = true;
        assert_eq!(texts(&[open], &[]), ["Chưa ban hành: xã Ea Blang…"]);
    }

    #[test]
    fn what_the_leader_put_together_stays_together_when_words_change() {
        let mut remarks = vec![
            shortcoming(1, "MC-01", "Chưa ban hành.", &[1]),
            shortcoming(2, "MC-02", "Chưa phân công.", &[1]),
        ];
        let types: Vec<Wording> = remarks.iter().map(|it| Wording::of(&it.finding)).collect();
        let decision = Decision {
            findings: remarks.iter().map(|remark| remark.finding.id).collect(),
            wordings: types.iter().cloned().collect(),
            ..Decision::about(types[0].clone())
        };
        let together = "Chưa ban hành; chưa phân công: xã Ea Siên.";
        assert_eq!(texts(&remarks, std::slice::from_ref(&decision)), [together]);

        remarks[1].finding.text = "Chưa phân công nhiệm vụ.".to_owned();
        remarks.push(shortcoming(3, "MC-02", "Chưa phân công.", &[2]));
        assert_eq!(
            texts(&remarks, &[decision]),
            ["Chưa ban hành; chưa phân công nhiệm vụ; chưa phân công: xã Ea Blang, xã Ea Siên.",]
        );
    }

    #[test]
    fn a_word_or_a_mark_joins_the_list() {
        let remarks = [shortcoming(1, "MC-01", "Chưa ban hành.", &[1])];
        let key = Wording::of(&remarks[0].finding);
        for (lead, expected) in [
            ("như", "Chưa ban hành như xã Ea Siên."),
            (", cụ thể:", "Chưa ban hành, cụ thể: xã Ea Siên."),
        ] {
            let listing = Listing { lead: lead.to_owned(), ..Listing::default() };
            let decision = Decision { listing, ..Decision::about(key.clone()) };
            assert_eq!(texts(&remarks, &[decision]), [expected]);
        }
    }

    #[test]
    fn like_words_are_never_put_together_by_themselves() {
        let remarks = [
            shortcoming(1, "MC-01", "Chưa ban hành quyết định thành lập.", &[1]),
            shortcoming(2, "MC-01", "Chưa ban hành quyết định.", &[2]),
        ];
        assert_eq!(texts(&remarks, &[]).len(), 2);
    }
}
