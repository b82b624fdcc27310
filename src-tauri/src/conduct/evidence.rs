//! Evidence as the screens show it.

use domain::id::VisitId;
use engine::actions::Sighting;
use engine::record::Evidence;
use engine::{Engine, EngineError, Folder};
use pictures::{Frame, Mark, Point};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::shapes::Saved;

/// Kinds of marks on a picture.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, Type)]
#[serde(rename_all = "lowercase")]
#[serde(rename = "MarkKind")]
pub(crate) enum MarkKind {
    /// Points at something.
    Arrow,
    /// Circles something.
    Ellipse,
    /// Frames something.
    Box,
    /// Says something.
    Text,
    /// Makes something unreadable.
    Blur,
}

/// A mark on a picture, in thousandths of it.
#[derive(Clone, Debug, Deserialize, Serialize, Type)]
#[serde(rename = "MarkView")]
pub(crate) struct MarkView {
    kind: MarkKind,
    x1: u16,
    y1: u16,
    x2: u16,
    y2: u16,
    /// The words of a text; empty otherwise.
    text: String,
}

impl MarkView {
    /// The mark that the engine keeps; whether it lies on the picture, the engine says.
    pub(crate) fn mark(self) -> Mark {
        let (from, to) = (Point { x: self.x1, y: self.y1 }, Point { x: self.x2, y: self.y2 });
        match self.kind {
            MarkKind::Arrow => Mark::Arrow { from, to },
            MarkKind::Ellipse => Mark::Ellipse(Frame::between(from, to)),
            MarkKind::Box => Mark::Box(Frame::between(from, to)),
            MarkKind::Text => Mark::Text { at: from, text: self.text },
            MarkKind::Blur => Mark::Blur(Frame::between(from, to)),
        }
    }

    fn of(mark: &Mark) -> Self {
        let (kind, from, to, text) = match mark {
            Mark::Arrow { from, to } => (MarkKind::Arrow, *from, *to, ""),
            Mark::Ellipse(frame) => (MarkKind::Ellipse, frame.from, frame.to, ""),
            Mark::Box(frame) => (MarkKind::Box, frame.from, frame.to, ""),
            Mark::Text { at, text } => (MarkKind::Text, *at, *at, text.as_str()),
            Mark::Blur(frame) => (MarkKind::Blur, frame.from, frame.to, ""),
        };
        Self { kind, x1: from.x, y1: from.y, x2: to.x, y2: to.y, text: text.to_owned() }
    }
}

/// A piece of evidence.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EvidenceView {
    id: String,
    items: Vec<String>,
    file_name: String,
    media_type: String,
    size: u32,
    sha256: String,
    caption: String,
    /// The moment the camera wrote down, as written; empty if none.
    taken_at: String,
    /// The place the camera wrote down: `18°25′12″B, 105°40′00″Đ`; empty if none.
    place: String,
    is_image: bool,
    marks: Vec<MarkView>,
    /// Its number in the annex of the minutes; 0 when it is not there.
    number: u32,
}

/// What adding a file brought.
#[derive(Debug, Serialize, Type)]
#[serde(rename = "AddedView")]
pub(crate) struct AddedView {
    /// Where the visit stands, once the file is kept.
    saved: Option<Saved>,
    /// Where the same bytes are evidence already; nothing was kept then.
    known: Vec<SightingView>,
}

/// Where the same bytes are evidence already.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SightingView {
    /// Whether it is at the visit that is open.
    here: bool,
    /// Whether it lies in the bin of its visit.
    binned: bool,
    id: String,
    unit_name: String,
    date: String,
    items: Vec<String>,
    caption: String,
    file_name: String,
}

/// All evidence of a visit.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EvidenceSheet {
    visit: String,
    unit_name: String,
    campaign_name: String,
    sample: bool,
    /// The items that evidence can be tied to.
    items: Vec<SheetItem>,
    evidence: Vec<EvidenceView>,
    binned: Vec<EvidenceView>,
    undo: String,
}

/// An item by name.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SheetItem {
    id: String,
    title: String,
    area: String,
    area_title: String,
}

impl AddedView {
    /// The file is evidence now.
    pub(crate) const fn kept(saved: Saved) -> Self {
        Self { saved: Some(saved), known: Vec::new() }
    }

    /// Whether the file is evidence now.
    pub(crate) const fn is_kept(&self) -> bool {
        self.saved.is_some()
    }
}

/// Says where the same bytes are evidence already.
pub(crate) fn known(
    engine: &Engine,
    visit: VisitId,
    known: &[Sighting],
) -> Result<AddedView, EngineError> {
    let mut views = Vec::new();
    for sighting in known {
        let folder = engine.folder(sighting.visit)?;
        views.push(SightingView {
            here: sighting.visit == visit,
            binned: sighting.binned,
            id: sighting.piece.id.to_string(),
            unit_name: folder.unit.name,
            date: folder.visit.date.to_string(),
            items: sighting.piece.items.clone(),
            caption: sighting.piece.caption.clone(),
            file_name: sighting.piece.file_name.clone(),
        });
    }
    Ok(AddedView { saved: None, known: views })
}

/// All evidence of a visit.
pub(super) fn views(folder: &Folder) -> Vec<EvidenceView> {
    let annex: Vec<_> = folder.annex().map(|piece| piece.id).collect();
    let number = |piece: &Evidence| {
        let place = annex.iter().position(|id| *id == piece.id);
        place.and_then(|place| u32::try_from(place + 1).ok()).unwrap_or_default()
    };
    folder.evidence.iter().map(|piece| view(piece, number(piece))).collect()
}

fn view(piece: &Evidence, number: u32) -> EvidenceView {
    EvidenceView {
        id: piece.id.to_string(),
        items: piece.items.clone(),
        file_name: piece.file_name.clone(),
        media_type: piece.media_type.clone(),
        size: piece.size,
        sha256: piece.sha256.clone(),
        caption: piece.caption.clone(),
        taken_at: piece.taken_at.clone(),
        place: piece.place.map(|place| place.to_string()).unwrap_or_default(),
        is_image: piece.is_picture(),
        marks: piece.marks.marks().iter().map(MarkView::of).collect(),
        number,
    }
}

/// The evidence of a visit with its bin and the items it can be tied to.
pub(crate) fn evidence_sheet(
    engine: &Engine,
    folder: &Folder,
) -> Result<EvidenceSheet, EngineError> {
    let items = folder.view.areas.iter().flat_map(|area| {
        area.items.iter().map(|item| SheetItem {
            id: item.id.clone(),
            title: item.title.clone(),
            area: area.id.clone(),
            area_title: area.title.clone(),
        })
    });
    let binned = engine.binned_evidence(folder.visit.id)?;
    Ok(EvidenceSheet {
        visit: folder.visit.id.to_string(),
        unit_name: folder.unit.name.clone(),
        campaign_name: folder.campaign.name.clone(),
        sample: folder.campaign.sample,
        items: items.collect(),
        evidence: views(folder),
        binned: binned.iter().map(|piece| view(piece, 0)).collect(),
        undo: engine.undo_name(folder.visit.id).unwrap_or_default().to_owned(),
    })
}
