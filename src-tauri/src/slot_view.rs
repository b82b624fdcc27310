//! Slots of papers as the screens show them.

use domain::weave::{Origin, Piece, Woven};
use engine::record::SlotEdit;
use engine::slots::Slot;
use serde::Serialize;
use specta::Type;

/// A piece of generated text that may be edited.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SlotView {
    id: String,
    title: String,
    generated: String,
    edited: Option<String>,
    moved_on: bool,
    woven: Option<WovenView>,
}

/// A person's text woven with what the data say now.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "Woven")]
pub(crate) struct WovenView {
    text: String,
    clashes: u32,
    pieces: Vec<PieceView>,
}

/// A stretch of a woven text; `theirs` is what the data would have where both changed the words.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "WovenPiece")]
pub(crate) struct PieceView {
    text: String,
    origin: OriginView,
    theirs: String,
}

/// Where a stretch of a woven text comes from.
#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
#[serde(rename = "WovenOrigin")]
pub(crate) enum OriginView {
    /// Both sides.
    Both,
    /// The person.
    Mine,
    /// The data.
    Theirs,
    /// The person, against the data.
    Clash,
}

impl SlotView {
    /// Shows `slot` with what a person made of it.
    pub(crate) fn of(slot: &Slot, edit: Option<&SlotEdit>) -> Self {
        Self {
            id: slot.id.clone(),
            title: slot.title.clone(),
            generated: slot.generated.clone(),
            edited: edit.map(|edit| edit.text.clone()),
            moved_on: edit.is_some_and(|edit| edit.generated != slot.generated),
            woven: edit.and_then(|edit| slot.woven(edit)).as_ref().map(WovenView::from),
        }
    }
}

impl From<&Woven> for WovenView {
    fn from(woven: &Woven) -> Self {
        Self {
            text: woven.text(),
            clashes: u32::try_from(woven.clashes()).unwrap_or(u32::MAX),
            pieces: woven.pieces.iter().map(PieceView::from).collect(),
        }
    }
}

impl From<&Piece> for PieceView {
    fn from(piece: &Piece) -> Self {
        let (origin, theirs) = match &piece.origin {
            Origin::Both => (OriginView::Both, String::new()),
            Origin::Mine => (OriginView::Mine, String::new()),
            Origin::Theirs => (OriginView::Theirs, String::new()),
            Origin::Clash { theirs } => (OriginView::Clash, theirs.clone()),
        };
        Self { text: piece.text.clone(), origin, theirs }
    }
}
