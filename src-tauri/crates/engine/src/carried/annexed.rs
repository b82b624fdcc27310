//! Figures of samples and photographs as they travel: what minutes print and items do not hold.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::minutes::{Extra, FigureRow, Photo};

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
