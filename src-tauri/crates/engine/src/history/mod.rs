//! The timeline of a visit (nhật ký thay đổi): every op, told with both values.
//!
//! **Invariant:** nothing here reads the store or a clock. Equal versions give an equal timeline.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use domain::checklist::Register;

use crate::folder::Folder;
use crate::record::kind;
use crate::store::{Head, OpRef, Target, Value, Version};

pub use words::stranger;

/// What kind of thing was touched.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EventKind {
    /// A judgement, note or figure at an item.
    Answer,
    /// The looking over of an answer.
    Review,
    /// A finding.
    Finding,
    /// A photograph or file.
    Evidence,
    /// A row of a register.
    Row,
    /// When, where and with whom.
    Details,
    /// Words of the minutes, seals and signatures.
    Minutes,
    /// What is said about the time before.
    Last,
}

impl EventKind {
    /// The word used on the window's border.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Review => "review",
            Self::Finding => "finding",
            Self::Evidence => "evidence",
            Self::Row => "row",
            Self::Details => "details",
            Self::Minutes => "minutes",
            Self::Last => "last",
        }
    }

    fn of(target_kind: &str) -> Option<Self> {
        Some(match target_kind {
            kind::ANSWER => Self::Answer,
            kind::REVIEW | kind::ACCEPTANCE => Self::Review,
            kind::FINDING => Self::Finding,
            kind::EVIDENCE => Self::Evidence,
            kind::ROW => Self::Row,
            kind::VISIT => Self::Details,
            kind::SLOT | kind::PAPER | kind::NUMBER => Self::Minutes,
            kind::LAST => Self::Last,
            _ => return None,
        })
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Deed {
    /// Something was written.
    Wrote,
    /// A thing was taken away.
    Removed,
    /// An earlier act was taken back, or done again.
    Undid,
    /// One of several opinions was chosen.
    Resolved,
    /// The minutes were sealed.
    Sealed,
}

impl Deed {
    /// The word used on the window's border.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wrote => "wrote",
            Self::Removed => "removed",
            Self::Undid => "undid",
            Self::Resolved => "resolved",
            Self::Sealed => "sealed",
        }
    }
}

/// One field, before and after.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// The field, in Vietnamese.
    pub label: String,
    /// What stood there; empty when nothing did.
    pub before: String,
    /// What stands there since; empty when it was taken back.
    pub after: String,
}

/// One act: everything that was written at one thing at one moment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Event {
    /// The device that wrote it.
    pub stream: [u8; 32],
    /// The writer's own clock, in milliseconds since 1970.
    pub wall_ms: u64,
    /// What kind of thing was touched.
    pub kind: EventKind,
    /// The thing: `Mục MC-03`, `Minh chứng anh.jpg`.
    pub title: String,
    /// The item it belongs to; empty when it belongs to none.
    pub item: String,
    /// The finding, row or piece of evidence; all zero for what belongs to the visit itself.
    pub thing: [u8; 16],
    /// What was done.
    pub deed: Deed,
    /// Whether it was taken back later.
    pub undone: bool,
    /// Why, where one of several opinions was chosen.
    pub reason: String,
    /// The fields, before and after.
    pub changes: Vec<Change>,
}

/// A field in words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ToldField {
    /// The thing: `Mục MC-03`.
    pub title: String,
    /// The field: `Kết quả`.
    pub label: String,
    /// The item; empty when it belongs to none.
    pub item: String,
}

/// Tells what a field is.
pub fn told_field(target: &Target, folder: &Folder) -> ToldField {
    let item = words::item_of_field(target).or_else(|| item_of(target, folder));
    ToldField {
        title: row_of(target, folder).unwrap_or_else(|| {
            words::title(target, folder, register_of(target, folder), item.as_deref())
        }),
        label: words::label(target, folder, register_of(target, folder))
            .unwrap_or_else(|| target.field.clone()),
        item: item.unwrap_or_default(),
    }
}

/// Tells what a version says.
pub fn told_value(head: &Head, folder: &Folder) -> String {
    let register = register_of(&head.target, folder);
    match &head.value {
        Value::Set(bytes) => words::told(&head.target, bytes, register),
        Value::Purged => words::PURGED.to_owned(),
        Value::Withheld => words::WITHHELD.to_owned(),
        Value::Retracted => String::new(),
    }
}

fn item_of(target: &Target, folder: &Folder) -> Option<String> {
    let finding = folder.findings.iter().find(|it| it.id.bytes() == target.id);
    let evidence = folder.evidence.iter().find(|it| it.id.bytes() == target.id);
    finding.and_then(|it| it.items.first()).or(evidence.and_then(|it| it.items.first())).cloned()
}

/// Which row of a register: `Sổ nhân sự lúc kiểm tra, dòng 3 (Trưởng trạm y tế)`.
fn row_of(target: &Target, folder: &Folder) -> Option<String> {
    let register = register_of(target, folder)?;
    let mut own = folder.rows.iter().filter(|row| row.register == register.id);
    let at = own.clone().position(|row| row.id.bytes() == target.id)?;
    let row = own.nth(at)?;
    let first = register.fields.iter().find_map(|field| row.cells.get(&field.name));
    let named = first.map(|text| format!(" ({text})")).unwrap_or_default();
    Some(format!("{}, dòng {}{named}", register.title, at.saturating_add(1)))
}

fn register_of<'a>(target: &Target, folder: &'a Folder) -> Option<&'a Register> {
    let row = folder.rows.iter().find(|row| row.id.bytes() == target.id)?;
    folder.registers.iter().find(|register| register.id == row.register)
}

/// Tells `versions`, which are in the order of time, as acts, oldest first.
pub fn events(versions: &[Version], folder: &Folder) -> Vec<Event> {
    let by_op: BTreeMap<OpRef, &Version> = versions.iter().map(|it| (it.head.op, it)).collect();
    let undone: BTreeSet<OpRef> = versions.iter().filter_map(|it| it.undoes).collect();
    let teller = Teller { folder, places: places(versions), cells: cells(versions) };
    let mut events = Vec::new();
    let mut open: Vec<&Version> = Vec::new();
    let mut close = |open: &mut Vec<&Version>| {
        events.extend(teller.event(open, &by_op, &undone));
        open.clear();
    };
    for version in versions {
        if open.first().is_some_and(|first| !is_same_act(first, version)) {
            close(&mut open);
        }
        open.push(version);
    }
    close(&mut open);
    events
}

/// Whether two ops were written at one thing at one moment.
fn is_same_act(one: &Version, other: &Version) -> bool {
    let (first, second) = (&one.head, &other.head);
    let thing = |version: &Version| (version.head.target.kind.clone(), version.head.target.id);
    first.op.stream == second.op.stream
        && first.wall_ms == second.wall_ms
        && thing(one) == thing(other)
        && words::item_of_field(&first.target) == words::item_of_field(&second.target)
        && one.undoes.is_some() == other.undoes.is_some()
}

/// The item of each finding and piece of evidence, and the register of each row, even of those
/// that were taken away.
fn places(versions: &[Version]) -> BTreeMap<(String, [u8; 16]), String> {
    let mut places = BTreeMap::new();
    for version in versions {
        let target = &version.head.target;
        let Value::Set(bytes) = &version.head.value else { continue };
        let named = match (target.kind.as_str(), target.field.as_str()) {
            (kind::FINDING, "items") => serde_json::from_slice::<Vec<String>>(bytes)
                .ok()
                .and_then(|items| items.into_iter().next()),
            (kind::EVIDENCE, "item") | (kind::ROW, "register") => {
                serde_json::from_slice(bytes).ok()
            }
            _ => None,
        };
        if let Some(named) = named {
            places.insert((target.kind.clone(), target.id), named);
        }
    }
    places
}

/// The cells of each row as it was made.
fn cells(versions: &[Version]) -> BTreeMap<[u8; 16], BTreeMap<String, String>> {
    let of_rows = versions.iter().filter(|version| {
        let target = &version.head.target;
        target.kind == kind::ROW && target.field == "cells"
    });
    let made = of_rows.filter_map(|version| {
        let cells = serde_json::from_slice(version.head.value.bytes()?).ok()?;
        Some((version.head.target.id, cells))
    });
    made.collect()
}

struct Teller<'a> {
    folder: &'a Folder,
    places: BTreeMap<(String, [u8; 16]), String>,
    /// The cells of each row as it was made.
    cells: BTreeMap<[u8; 16], BTreeMap<String, String>>,
}

impl Teller<'_> {
    fn event(
        &self,
        ops: &[&Version],
        by_op: &BTreeMap<OpRef, &Version>,
        undone: &BTreeSet<OpRef>,
    ) -> Option<Event> {
        let first = ops.first()?;
        let target = &first.head.target;
        let kind = EventKind::of(&target.kind)?;
        let register = self.register(target.kind.as_str(), target.id);
        let mut changes = Vec::new();
        let mut deed = if first.undoes.is_some() { Deed::Undid } else { Deed::Wrote };
        for version in ops {
            deed = match version.action {
                "resolve" => Deed::Resolved,
                "seal" => Deed::Sealed,
                _ if deed == Deed::Wrote && is_removal(version) => Deed::Removed,
                _ => deed,
            };
            let Some(label) = words::label(&version.head.target, self.folder, register) else {
                continue;
            };
            let told = |value: Option<&Value>| match value {
                Some(Value::Set(bytes)) => words::told(&version.head.target, bytes, register),
                Some(Value::Purged) => words::PURGED.to_owned(),
                Some(Value::Withheld) => words::WITHHELD.to_owned(),
                Some(Value::Retracted) | None => String::new(),
            };
            let before: Vec<String> = version
                .replaces
                .iter()
                .map(|op| told(by_op.get(op).map(|it| &it.head.value)))
                .filter(|text| !text.is_empty())
                .collect();
            let mut before = before.join(words::OR);
            if before.is_empty() {
                before = self.first_cell(&version.head.target);
            }
            let after = told(Some(&version.head.value));
            if before != after {
                changes.push(Change { label, before, after });
            }
        }
        let says_itself = matches!(deed, Deed::Removed | Deed::Sealed);
        if changes.is_empty() && !says_itself {
            return None;
        }
        let place = self.places.get(&(target.kind.clone(), target.id)).cloned();
        let item =
            words::item_of_field(target).or_else(|| place.filter(|_| target.kind != kind::ROW));
        Some(Event {
            stream: first.head.op.stream.bytes(),
            wall_ms: first.head.wall_ms,
            kind,
            title: words::title(target, self.folder, register, item.as_deref()),
            item: item.unwrap_or_default(),
            thing: if target.id == self.folder.visit.id.bytes() { [0; 16] } else { target.id },
            deed,
            undone: ops.iter().all(|op| undone.contains(&op.head.op)),
            reason: ops.iter().find_map(|op| op.reason.clone()).unwrap_or_default(),
            changes,
        })
    }

    /// What a cell held when its row was made: the field of the cell begins with its first change.
    fn first_cell(&self, target: &Target) -> String {
        let column = target.field.strip_prefix("cell.").unwrap_or_default();
        let cells = self.cells.get(&target.id).filter(|_| target.kind == kind::ROW);
        cells.and_then(|cells| cells.get(column)).cloned().unwrap_or_default()
    }

    fn register(&self, target_kind: &str, id: [u8; 16]) -> Option<&Register> {
        let name = self.places.get(&(target_kind.to_owned(), id))?;
        self.folder.registers.iter().find(|register| register.id == *name)
    }
}

fn is_removal(version: &Version) -> bool {
    version.head.target.field == crate::record::REMOVED
        && version.head.value == Value::Set(b"true".to_vec())
}
