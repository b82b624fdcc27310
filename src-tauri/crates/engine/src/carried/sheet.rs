//! The checklist, figures of samples, photographs and earlier findings as they travel: what a paper
//! prints and the ledger has no fields for.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id_of;
use crate::minutes::{
    Addition, Extra, FigureRow, Photo, SeenAgain, SheetArea, SheetItem, SheetPart, Since,
};
use crate::record::RecordError;

/// One area of the checklist.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct AreaEntry {
    /// Its id: `MC`.
    pub(crate) id: String,
    /// Its title on that day.
    pub(crate) title: String,
    /// Its items.
    pub(crate) items: Vec<ItemEntry>,
}

/// One item.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct ItemEntry {
    /// Its id: `MC-19`.
    pub(crate) id: String,
    /// What it is about.
    pub(crate) title: String,
    /// What is entered there beside the verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) parts: Vec<PartEntry>,
}

/// One part of an item.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct PartEntry {
    /// Its name in files.
    pub(crate) name: String,
    /// What it is called in tables.
    pub(crate) label: String,
    /// What is counted; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) unit: String,
}

/// What samples of case files add to an area.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct ExtraEntry {
    /// The area.
    pub(crate) area: String,
    /// Rows for its table of figures.
    pub(crate) figures: Vec<FigureEntry>,
}

/// One row of a table of figures, as printed.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct FigureEntry {
    /// The item.
    pub(crate) item: String,
    /// What is counted.
    pub(crate) label: String,
    /// The counts.
    pub(crate) counts: String,
    /// The rate.
    pub(crate) rate: String,
    /// What is said beside it.
    pub(crate) remark: String,
}

/// A photograph of the annex; its bytes stand in the paper itself.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct PhotoEntry {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// What it shows.
    pub(crate) caption: String,
    /// The items it proves something about.
    pub(crate) items: Vec<String>,
    /// The moment the camera wrote down.
    pub(crate) taken_at: String,
    /// SHA-256 of the picture as printed, in hexadecimal.
    pub(crate) sha256: String,
}

/// A demand of last time.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct SeenAgainEntry {
    /// What was found then.
    pub(crate) text: String,
    /// What was to be done.
    pub(crate) recommendation: String,
    /// The paper that said so.
    pub(crate) paper: String,
    /// Until when.
    #[schemars(with = "Option<String>")]
    pub(crate) deadline: Option<NaiveDate>,
    /// Whether this visit found it mended.
    pub(crate) mended: Option<bool>,
}

/// To what supplementary minutes add, and what.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct AdditionEntry {
    /// Which supplement, from 1.
    pub(crate) number: u32,
    /// The number of the minutes.
    pub(crate) to_number: String,
    /// The seal of the minutes.
    pub(crate) to_seal: String,
    /// The day it was begun.
    #[schemars(with = "Option<String>")]
    pub(crate) begun: Option<NaiveDate>,
    /// Why.
    pub(crate) reason: String,
    /// The items recorded since.
    pub(crate) items: BTreeMap<String, SinceEntry>,
    /// Findings that were worded anew.
    pub(crate) reworded: Vec<String>,
    /// How many findings were taken away.
    pub(crate) withdrawn: u32,
}

/// What became of what minutes told at an item.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
pub(crate) struct SinceEntry {
    /// Whether they told something else.
    pub(crate) rewritten: bool,
    /// What they told that stands no more.
    pub(crate) cleared: Vec<String>,
}

/// A part of an item as it travels.
fn part(SheetPart { name, label, unit }: &SheetPart) -> PartEntry {
    PartEntry { name: name.clone(), label: label.clone(), unit: unit.clone() }
}

/// An item as it travels.
pub(super) fn item((id, title, parts): (&str, &str, &[SheetPart])) -> ItemEntry {
    let parts = parts.iter().map(part).collect();
    ItemEntry { id: id.to_owned(), title: title.to_owned(), parts }
}

/// The parts of an item as papers need them.
pub(super) fn parts(item: &ItemEntry) -> Vec<SheetPart> {
    let part = |PartEntry { name, label, unit }: &PartEntry| SheetPart {
        name: name.clone(),
        label: label.clone(),
        unit: unit.clone(),
    };
    item.parts.iter().map(part).collect()
}

impl From<&SheetArea> for AreaEntry {
    fn from(area: &SheetArea) -> Self {
        let items = area.items.iter().map(|it| item((&it.id, &it.title, &it.parts)));
        Self { id: area.id.clone(), title: area.title.clone(), items: items.collect() }
    }
}

impl From<&AreaEntry> for SheetArea {
    fn from(area: &AreaEntry) -> Self {
        let item = |item: &ItemEntry| SheetItem {
            id: item.id.clone(),
            title: item.title.clone(),
            question: String::new(),
            parts: parts(item),
        };
        let items = area.items.iter().map(item).collect();
        Self { id: area.id.clone(), title: area.title.clone(), items }
    }
}

impl From<&Extra> for ExtraEntry {
    fn from(extra: &Extra) -> Self {
        let figures = extra.figures.iter().map(|row| {
            let FigureRow { item, label, counts, rate, remark } = row.clone();
            FigureEntry { item, label, counts, rate, remark }
        });
        Self { area: extra.area.clone(), figures: figures.collect() }
    }
}

impl From<&ExtraEntry> for Extra {
    fn from(extra: &ExtraEntry) -> Self {
        let figures = extra.figures.iter().map(|row| {
            let FigureEntry { item, label, counts, rate, remark } = row.clone();
            FigureRow { item, label, counts, rate, remark }
        });
        Self { area: extra.area.clone(), figures: figures.collect(), warnings: Vec::new() }
    }
}

impl From<&Photo> for PhotoEntry {
    fn from(photo: &Photo) -> Self {
        let jpeg = photo.jpeg.as_deref().unwrap_or_default();
        let printed = papers::printed_jpeg(jpeg).unwrap_or_default();
        Self {
            number: photo.number,
            caption: photo.caption.clone(),
            items: photo.items.clone(),
            taken_at: photo.taken_at.clone(),
            sha256: crate::seal::sha256_hex(&printed),
        }
    }
}

impl From<&PhotoEntry> for Photo {
    fn from(photo: &PhotoEntry) -> Self {
        Self {
            number: photo.number,
            caption: photo.caption.clone(),
            items: photo.items.clone(),
            taken_at: photo.taken_at.clone(),
            jpeg: None,
        }
    }
}

impl From<&SeenAgain> for SeenAgainEntry {
    fn from(seen: &SeenAgain) -> Self {
        let SeenAgain { text, recommendation, paper, deadline, mended } = seen.clone();
        Self { text, recommendation, paper, deadline, mended }
    }
}

impl From<&SeenAgainEntry> for SeenAgain {
    fn from(seen: &SeenAgainEntry) -> Self {
        let SeenAgainEntry { text, recommendation, paper, deadline, mended } = seen.clone();
        Self { text, recommendation, paper, deadline, mended }
    }
}

impl From<&Addition> for AdditionEntry {
    fn from(addition: &Addition) -> Self {
        let since = |(item, since): (&String, &Since)| {
            let Since { rewritten, cleared } = since.clone();
            (item.clone(), SinceEntry { rewritten, cleared })
        };
        Self {
            number: addition.number,
            to_number: addition.to_number.clone(),
            to_seal: addition.to_seal.clone(),
            begun: addition.begun,
            reason: addition.reason.clone(),
            items: addition.items.iter().map(since).collect(),
            reworded: addition.reworded.iter().map(ToString::to_string).collect(),
            withdrawn: addition.withdrawn,
        }
    }
}

impl AdditionEntry {
    /// Reads it back.
    ///
    /// # Errors
    ///
    /// [`RecordError::UnknownWord`].
    pub(super) fn read(&self) -> Result<Addition, RecordError> {
        let since = |(item, since): (&String, &SinceEntry)| {
            let SinceEntry { rewritten, cleared } = since.clone();
            (item.clone(), Since { rewritten, cleared })
        };
        let reworded = self.reworded.iter().map(|id| id_of("finding id", id));
        Ok(Addition {
            number: self.number,
            to_number: self.to_number.clone(),
            to_seal: self.to_seal.clone(),
            begun: self.begun,
            reason: self.reason.clone(),
            items: self.items.iter().map(since).collect(),
            reworded: reworded.collect::<Result<_, _>>()?,
            withdrawn: self.withdrawn,
        })
    }
}
