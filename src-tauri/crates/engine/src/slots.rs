//! Text of papers that is generated and may be edited: the same for every paper.
//!
//! **Invariant:** what a person wrote is never overwritten. It stands beside what the data say, and
//! when those move on, the person takes the new text, keeps the own one, or weaves both.

use std::collections::BTreeMap;

use domain::weave::{Woven, weave};

use crate::record::SlotEdit;

/// A piece of generated text that a person may edit.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Slot {
    /// Its id: `can_cu`, `uu_diem/MC`.
    pub id: String,
    /// What it is called on screen.
    pub title: String,
    /// What the data say.
    pub generated: String,
}

impl Slot {
    /// The slot `id`, called `title`, of which the data say `generated`.
    pub fn new(id: impl Into<String>, title: impl Into<String>, generated: String) -> Self {
        Self { id: id.into(), title: title.into(), generated }
    }

    /// A person's text for this slot, beside what is generated now.
    pub fn edit(&self, text: &str) -> SlotEdit {
        SlotEdit { text: domain::text::clean(text), generated: self.generated.clone() }
    }

    /// The person's text woven with what the data say now; `None` while they say what they said
    /// when the person wrote.
    pub fn woven(&self, edit: &SlotEdit) -> Option<Woven> {
        (edit.generated != self.generated)
            .then(|| weave(&edit.generated, &edit.text, &self.generated))
    }
}

/// Returns the text that is printed for a slot: the person's, or the generated one.
pub fn slot_text<'a>(
    id: &str,
    generated: &'a str,
    edits: &'a BTreeMap<String, SlotEdit>,
) -> &'a str {
    edits.get(id).map_or(generated, |edit| edit.text.as_str())
}

/// What is printed, by slot.
pub fn texts<'a>(
    slots: impl IntoIterator<Item = &'a Slot>,
    edits: &BTreeMap<String, SlotEdit>,
) -> BTreeMap<String, String> {
    slots
        .into_iter()
        .map(|slot| (slot.id.clone(), slot_text(&slot.id, &slot.generated, edits).to_owned()))
        .collect()
}
