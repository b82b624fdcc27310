//! The checklist as it travels.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::minutes::{SheetArea, SheetItem, SheetPart};

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
