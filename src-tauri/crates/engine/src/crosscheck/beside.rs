//! What has to be known of a paper whose data agree with its pages: what they could not be compared
//! in, and what was laid over pages after the signing.

use std::collections::BTreeMap;

use super::facts::short;
use crate::minutes::{self, Material};
use crate::notice::NoticeSlot;
use crate::record::SlotEdit;
use crate::slots::Slot;

/// What is told beside an agreement.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Beside {
    /// The parts that a person wrote in the place of generated text, by title: what such a text says
    /// of a figure or a verdict is compared with nothing.
    pub own: Vec<String>,
    /// What the data say and no page prints.
    pub unprinted: Vec<Unprinted>,
    /// The pages, from 1, over which something was laid after the signing, as the signatures allow.
    pub later: Vec<u32>,
}

impl Beside {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}

/// What the data say and no page prints.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Unprinted {
    /// A figure.
    Figure {
        /// The item it belongs to.
        item: String,
        /// What is counted.
        label: String,
        /// Counts and rate.
        value: String,
    },
    /// The beginning of a strength.
    Strength(String),
}

/// What is told beside minutes that agree with their data.
pub(super) fn of_minutes(material: &Material, edits: &BTreeMap<String, SlotEdit>) -> Beside {
    let outline = minutes::outline(material);
    // What the unit says is its own: the data say nothing of it.
    let said = outline.iter().filter(|slot| !minutes::is_of_unit(&slot.id));
    let figures = minutes::unprinted_figures(material, edits).into_iter().map(|row| {
        let value = [row.counts, row.rate].into_iter().filter(|it| !it.is_empty());
        let value = value.collect::<Vec<_>>().join(" – ");
        Unprinted::Figure { item: row.item, label: row.label, value }
    });
    let strengths = minutes::unprinted_strengths(material, edits).into_iter();
    let strengths = strengths.map(|finding| Unprinted::Strength(short(&finding.text)));
    Beside {
        own: own(said, edits),
        unprinted: figures.chain(strengths).collect(),
        later: Vec::new(),
    }
}

/// What is told beside a notice that agrees with its data. Its annexes print every figure and verdict.
pub(super) fn of_notice(slots: &[NoticeSlot], edits: &BTreeMap<String, SlotEdit>) -> Beside {
    let own = own(slots.iter().map(|slot| &slot.slot), edits);
    Beside { own, ..Beside::default() }
}

/// The titles of the slots in which a person says something else than is generated.
fn own<'s>(
    slots: impl Iterator<Item = &'s Slot>,
    edits: &BTreeMap<String, SlotEdit>,
) -> Vec<String> {
    let is_own = |slot: &&Slot| edits.get(&slot.id).is_some_and(|edit| edit.text != slot.generated);
    slots.filter(is_own).map(|slot| slot.title.clone()).collect()
}
