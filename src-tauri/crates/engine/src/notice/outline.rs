//! The slots of a notice, each with what it rests on.

use domain::finding::FindingKind;
use domain::id::{FindingId, VisitId};
use domain::notice::Paragraph;
use domain::notice::duties::Duties;
use sha2::{Digest as _, Sha256};

use super::figures::{self, FigureLine};
use super::sentences::{self, Gathered, areas_with};
use super::words;
use crate::slots::Slot;

/// Where in the notice a slot stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Section {
    /// Before the first part.
    Opening,
    /// I. What was inspected.
    Scope,
    /// II. Strengths, in the area with this id and title.
    Strengths(String, String),
    /// II. Figures of an area, likewise.
    Figures(String, String),
    /// III. Shortcomings, likewise.
    Shortcomings(String, String),
    /// The note on units that were looked at through systems only.
    DeskNote,
    /// IV. What the units said.
    Explained,
    /// V. What is to be done, by this addressee.
    Duties(String),
    /// VI. How it is carried out.
    CarryingOut,
    /// The last sentence.
    Closing,
    /// Nơi nhận.
    Recipients,
}

/// A slot with what it rests on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoticeSlot {
    /// The slot.
    pub slot: Slot,
    /// Where it stands.
    pub section: Section,
    /// The findings it rests on.
    pub sources: Vec<Source>,
    /// The paragraph it prints, for a strength or shortcoming.
    pub paragraph: Option<Paragraph>,
    /// The figures it tells.
    pub figures: Vec<FigureLine>,
}

/// A finding behind a slot.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Source {
    /// The finding.
    pub finding: FindingId,
    /// The visit at which it was noted; `None` for one over the campaign.
    pub visit: Option<VisitId>,
    /// The item to open, or empty.
    pub item: String,
    /// Which units it concerns, as text.
    pub units: String,
    /// What it says.
    pub text: String,
}

/// A person's text for a slot that the data no longer have: a paragraph whose findings were all
/// taken away or reworded. It is shown, and not printed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    /// The slot it was written for.
    pub id: String,
    /// The text.
    pub text: String,
}

/// Returns the slots of the notice, in the order in which they are printed.
pub fn outline(gathered: &Gathered<'_>) -> Vec<NoticeSlot> {
    let material = gathered.material;
    let mut slots = vec![
        plain("mo_dau", "Mở đầu", Section::Opening, sentences::opening(material)),
        plain("pham_vi", "Tình hình chung", Section::Scope, sentences::scope(gathered)),
    ];
    slots.extend(strengths(gathered));
    for (id, title) in areas_with(gathered, FindingKind::Shortcoming) {
        slots.extend(gathered.of(&id, FindingKind::Shortcoming).map(|it| {
            said(gathered, it, "ton_tai", Section::Shortcomings(id.clone(), title.clone()))
        }));
    }
    if gathered.names_desk_checked() {
        let note = words::DESK_NOTE.to_owned();
        slots.push(plain("chu_thich", "Chú thích dấu (*)", Section::DeskNote, note));
    }
    slots.push(plain(
        "giai_trinh",
        "Ý kiến của các đơn vị",
        Section::Explained,
        sentences::explained(material),
    ));
    slots.extend(gathered.duties.iter().map(|duties| asked(gathered, duties)));
    let rest = [
        ("to_chuc", "Tổ chức thực hiện", Section::CarryingOut, sentences::carrying_out(material)),
        ("ket_thuc", "Kết thúc", Section::Closing, sentences::closing(material)),
        ("noi_nhan", "Nơi nhận", Section::Recipients, sentences::recipients(material)),
    ];
    slots
        .extend(rest.into_iter().map(|(id, title, section, text)| plain(id, title, section, text)));
    slots
}

/// The texts that people wrote for slots that are not there now.
pub fn kept(slots: &[NoticeSlot], gathered: &Gathered<'_>) -> Vec<Kept> {
    let known: std::collections::BTreeSet<&str> =
        slots.iter().map(|slot| slot.slot.id.as_str()).collect();
    let edits = &gathered.material.record.slots;
    edits
        .iter()
        .filter(|(id, edit)| !known.contains(id.as_str()) && !edit.text.is_empty())
        .map(|(id, edit)| Kept { id: id.clone(), text: edit.text.clone() })
        .collect()
}

fn plain(id: &str, title: &str, section: Section, generated: String) -> NoticeSlot {
    NoticeSlot {
        slot: Slot::new(id, title, generated),
        section,
        sources: Vec::new(),
        paragraph: None,
        figures: Vec::new(),
    }
}

/// Praise and figures, area by area in the order of the checklist.
fn strengths(gathered: &Gathered<'_>) -> Vec<NoticeSlot> {
    let areas = &gathered.material.agenda.areas;
    let strays = areas_with(gathered, FindingKind::Strength);
    let strays = strays.into_iter().filter(|(id, _)| !areas.iter().any(|area| area.id == *id));
    let mut slots = Vec::new();
    for area in areas {
        let section = || Section::Strengths(area.id.clone(), area.title.clone());
        let praise = gathered.of(&area.id, FindingKind::Strength);
        slots.extend(praise.map(|it| said(gathered, it, "uu_diem", section())));
        let lines = figures::lines(gathered.material, area);
        let text = sentences::figures(gathered, &lines);
        if !text.is_empty() {
            let section = Section::Figures(area.id.clone(), area.title.clone());
            let title = format!("{}: {}", words::FIGURES, area.title);
            let slot = plain(&format!("so_lieu/{}", area.id), &title, section, text);
            slots.push(NoticeSlot { figures: lines, ..slot });
        }
    }
    for (id, title) in strays {
        let section = || Section::Strengths(id.clone(), title.clone());
        let praise = gathered.of(&id, FindingKind::Strength);
        slots.extend(praise.map(|it| said(gathered, it, "uu_diem", section())));
    }
    slots
}

fn said(
    gathered: &Gathered<'_>,
    paragraph: &Paragraph,
    prefix: &str,
    section: Section,
) -> NoticeSlot {
    let item =
        if paragraph.item.is_empty() { String::new() } else { format!("{}. ", paragraph.item) };
    let title = format!("{item}{}", paragraph.sentence());
    let slot = Slot::new(format!("{prefix}/{}", paragraph.key), title, gathered.text(paragraph));
    NoticeSlot {
        slot,
        section,
        sources: sources(gathered, &paragraph.remarks),
        paragraph: Some(paragraph.clone()),
        figures: Vec::new(),
    }
}

fn asked(gathered: &Gathered<'_>, duties: &Duties) -> NoticeSlot {
    let addressee =
        if duties.addressee.is_empty() { words::EVERYBODY } else { duties.addressee.as_str() };
    let digest = Sha256::digest(addressee);
    let short: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let text = sentences::duty_lines(gathered, duties);
    let title = format!("Đối với {addressee}");
    let remarks: Vec<usize> =
        duties.duties.iter().flat_map(|duty| duty.remarks.iter().copied()).collect();
    NoticeSlot {
        sources: sources(gathered, &remarks),
        ..plain(&format!("kien_nghi/{short}"), &title, Section::Duties(addressee.to_owned()), text)
    }
}

fn sources(gathered: &Gathered<'_>, remarks: &[usize]) -> Vec<Source> {
    let source = |at: &usize| {
        let remark = gathered.material.remarks.get(*at)?;
        let units = &remark.finding.units;
        let named: Vec<domain::notice::Named> =
            units.iter().filter_map(|unit| gathered.named.get(unit).copied()).collect();
        Some(Source {
            finding: remark.finding.id,
            visit: remark.visit,
            item: remark.item().to_owned(),
            units: domain::notice::naming::list(
                &named,
                &domain::notice::Listing::default(),
                remark.finding.open_list,
            ),
            text: remark.finding.text.clone(),
        })
    };
    remarks.iter().filter_map(source).collect()
}
