//! Which papers carry data, and how each is laid out again from them.

use std::sync::Arc;

use chrono::NaiveDate;
use papers::Layouts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use signing::Contents;

use super::beside::{self, Beside};
use super::facts::{self, Fact};
use super::{WhyNot, bounds};
use crate::carried::{LetterSource, Made, MinutesSource, NoticeSource, SealedData};
use crate::letters::{self, LETTER_DATA_VERSION};
use crate::minutes::{self, DATA_VERSION, Material, Stamp};
use crate::notice::{self, Annexes, Gathered, NOTICE_DATA_VERSION};
use crate::record::RecordError;
use crate::seal;

/// A paper that carries data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// Minutes, or what adds to them.
    Minutes,
    /// A concluding notice.
    Notice,
    /// A letter of reminder.
    Letter,
}

/// A paper laid out again from the data inside it.
pub(super) struct Again {
    /// The paper.
    pub(super) pdf: Vec<u8>,
    /// The data as this program tells them.
    pub(super) data: Vec<u8>,
    /// The forms that the data are of.
    pub(super) forms: u32,
    /// What is said, to name what differs.
    pub(super) facts: Vec<Fact>,
    /// The numbers of photographs that the data name and the file does not hold.
    pub(super) photographs: Vec<u32>,
    /// What is told where page and data agree.
    pub(super) beside: Beside,
}

/// What every version of the data has.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// What is read beside what the paper is laid out from.
#[derive(Deserialize)]
struct Sealed<S> {
    #[serde(default = "first")]
    revision: u32,
    #[serde(default)]
    checklist: String,
    seal: Option<String>,
    source: Option<S>,
}

const fn first() -> u32 {
    1
}

/// Minutes as they were read from the data inside them.
pub(crate) struct MinutesRead {
    /// What they are made of; photographs without bytes.
    pub(crate) material: Material,
    /// Texts that people wrote.
    pub(crate) slots: std::collections::BTreeMap<String, crate::record::SlotEdit>,
    /// How they were made.
    pub(crate) made: Made,
    /// Digest of the seal in hexadecimal.
    pub(crate) seal: String,
    /// SHA-256 of each photograph as printed.
    pub(super) digests: Vec<(u32, String)>,
}

impl Kind {
    /// The paper whose data are called `name`.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "bien-ban.json" => Some(Self::Minutes),
            "thong-bao.json" => Some(Self::Notice),
            "cong-van.json" => Some(Self::Letter),
            _ => None,
        }
    }

    /// Lays the paper out again from its data.
    pub(super) fn again(
        self,
        data: &[u8],
        contents: &Contents,
        layouts: &Layouts,
    ) -> Result<Again, WhyNot> {
        match self {
            Self::Minutes => minutes_again(minutes_read(data)?, contents, layouts),
            Self::Notice => notice_again(data, contents, layouts),
            Self::Letter => letter_again(data, contents, layouts),
        }
    }
}

/// Reads the data of a sealed paper, whose versions from `since` hold what it is laid out from.
fn sealed<S: DeserializeOwned>(
    data: &[u8],
    (since, newest): (u32, u32),
) -> Result<(Sealed<S>, String, S), WhyNot> {
    let Versioned { version } = serde_json::from_slice(data).map_err(|_| WhyNot::Damaged)?;
    if newest < version {
        return Err(WhyNot::NewVersion(version));
    }
    if version < since {
        return Err(WhyNot::OldVersion(version));
    }
    bounds::texts(&serde_json::from_slice(data).map_err(|_| WhyNot::Damaged)?)?;
    let mut read: Sealed<S> = serde_json::from_slice(data).map_err(|_| WhyNot::Damaged)?;
    let seal = read.seal.clone().ok_or(WhyNot::Draft)?;
    let source = read.source.take().ok_or(WhyNot::Draft)?;
    Ok((read, seal, source))
}

fn damaged(_: RecordError) -> WhyNot {
    WhyNot::Damaged
}

/// Reads minutes from the data inside them.
///
/// # Errors
///
/// [`WhyNot`].
pub(crate) fn minutes_read(data: &[u8]) -> Result<MinutesRead, WhyNot> {
    let (read, seal, source) = sealed::<MinutesSource>(data, (2, DATA_VERSION))?;
    let (material, slots) = source.read(read.revision, &read.checklist).map_err(damaged)?;
    bounds::once(material.sheet.areas.iter().map(|area| area.id.as_str()))?;
    let items = material.sheet.areas.iter().flat_map(|area| &area.items);
    bounds::once(items.map(|item| item.id.as_str()))?;
    let digests = source.photos.iter().map(|photo| (photo.number, photo.sha256.clone())).collect();
    Ok(MinutesRead { material, slots, made: source.made, seal, digests })
}

/// The stamp of a paper laid out again.
fn stamp(made: &Made, seal: &str, data: Vec<u8>) -> Result<Stamp, WhyNot> {
    Ok(seal::stamp(made.at().map_err(damaged)?, seal, data))
}

fn style<'l>(
    made: &Made,
    layouts: &'l Layouts,
    day: NaiveDate,
) -> Result<&'l papers::StyleSheet, WhyNot> {
    made.style(layouts, day).ok_or(WhyNot::OtherForms)
}

fn json(data: &impl serde::Serialize) -> Result<Vec<u8>, WhyNot> {
    serde_json::to_vec(data).map_err(|_| WhyNot::Damaged)
}

fn minutes_again(
    read: MinutesRead,
    contents: &Contents,
    layouts: &Layouts,
) -> Result<Again, WhyNot> {
    let MinutesRead { mut material, slots, made, seal, digests } = read;
    let mut photographs = Vec::new();
    for (photo, (number, digest)) in material.photos.iter_mut().zip(&digests) {
        let mut inside = contents.photographs.iter();
        match inside.find(|jpeg| seal::sha256_hex(jpeg) == *digest) {
            Some(jpeg) => photo.jpeg = Some(Arc::from(jpeg.as_slice())),
            None => photographs.push(*number),
        }
    }
    let source = MinutesSource::of(&material, &slots, made.clone()).map_err(damaged)?;
    let data = json(&SealedData { data: minutes::data(&material, Some(seal.clone())), source })?;
    let style = style(&made, layouts, material.visit.date)?;
    let stamp = stamp(&made, &seal, Vec::new())?;
    let compose = |pages| {
        let stamp = Stamp { pages, ..stamp.clone() };
        made.in_its_forms(minutes::document(&material, &slots, style, stamp))
    };
    bounds::printed(&compose(None), contents)?;
    let settled = minutes::settled(&mut papers::Memory::default(), compose);
    let pdf = settled.map_err(|_| WhyNot::Damaged)?.1.pdf;
    let facts = facts::of_minutes(&material);
    let beside = beside::of_minutes(&material, &slots);
    Ok(Again { pdf, data, forms: made.forms, facts, photographs, beside })
}

fn notice_again(data: &[u8], contents: &Contents, layouts: &Layouts) -> Result<Again, WhyNot> {
    let (read, seal, source) = sealed::<NoticeSource>(data, (2, NOTICE_DATA_VERSION))?;
    let made = source.made.clone();
    let material = source.read(read.revision, &read.checklist).map_err(damaged)?;
    bounds::once(material.agenda.areas.iter().map(|area| area.id.as_str()))?;
    let items = material.agenda.areas.iter().flat_map(|area| &area.items);
    bounds::once(items.map(|item| item.id.as_str()))?;
    let gathered = Gathered::new(&material);
    let slots = notice::outline(&gathered);
    let source = NoticeSource::of(&gathered, &slots, made.clone()).map_err(damaged)?;
    let data = notice::data(&gathered, &slots, Some(seal.clone()));
    let data = json(&SealedData { data, source })?;
    let style = style(&made, layouts, material.days().1)?;
    let stamp = stamp(&made, &seal, Vec::new())?;
    let document = notice::document(&gathered, &slots, Annexes::All, (style, stamp));
    let document = made.in_its_forms(document);
    bounds::printed(&document, contents)?;
    let pdf = papers::render(&document).map_err(|_| WhyNot::Damaged)?.pdf;
    let facts = facts::of_notice(&slots, &material);
    let beside = beside::of_notice(&slots, &material.record.slots);
    Ok(Again { pdf, data, forms: made.forms, facts, photographs: Vec::new(), beside })
}

fn letter_again(data: &[u8], contents: &Contents, layouts: &Layouts) -> Result<Again, WhyNot> {
    let (_, seal, source) = sealed::<LetterSource>(data, (1, LETTER_DATA_VERSION))?;
    let made = source.made.clone();
    let material = source.read().map_err(damaged)?;
    let reminder = material.reminder();
    let source = LetterSource::of(&reminder, made.clone()).map_err(damaged)?;
    let data = json(&SealedData { data: letters::data(&reminder, &seal), source })?;
    let style = style(&made, layouts, material.letter.date)?;
    let document = letters::document(&reminder, style, stamp(&made, &seal, Vec::new())?);
    let document = made.in_its_forms(document);
    bounds::printed(&document, contents)?;
    let pdf = papers::render(&document).map_err(|_| WhyNot::Damaged)?.pdf;
    let facts = facts::of_letter(&material.letter);
    let (photographs, beside) = (Vec::new(), Beside::default());
    Ok(Again { pdf, data, forms: made.forms, facts, photographs, beside })
}
