//! From material to a document, in the order of Mẫu 1.9.

use std::collections::BTreeMap;

use domain::layout::{LayoutText, Leavable, Section};
use domain::visit::{Attendee, Extent};
use papers::{
    Attachment, Block, Document, Foot, Head, Number, ParagraphStyle, SignatureBlock, StyleSheet,
    Timestamp, Title,
};

use super::material::{Material, SheetArea};
use super::outline::{outline, slot_id};
use super::{addition, annex, figures, pages, seen_again, short, tables, words};
use crate::blocks::{self, heading, paragraph};
use crate::late::{COPY_FIELD, NUMBER_FIELD};
use crate::record::SlotEdit;
use crate::slots::texts;

/// What stands on a paper beside its text.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// When the paper was made; equal stamps and material give equal bytes.
    pub created: Timestamp,
    /// Whether “DỰ THẢO” stands on every page.
    pub draft: bool,
    /// What stands at the foot of every page, such as the digest of the seal.
    pub foot: Option<Foot>,
    /// The data that travel inside the file, as JSON.
    pub data: Option<Vec<u8>>,
    /// How many pages the closing words read out; see [`super::settled`].
    pub pages: Option<u32>,
}

/// Composes the minutes.
pub fn document(
    material: &Material,
    edits: &BTreeMap<String, SlotEdit>,
    style: &StyleSheet,
    stamp: Stamp,
) -> Document {
    let own = slot_id(material, "");
    let texts = texts(&outline(material), edits).into_iter().map(|(id, text)| {
        let id = id.strip_prefix(&own).unwrap_or(&id).to_owned();
        (id, pages::with_pages(&text, stamp.pages))
    });
    let texts = texts.collect();
    let composer = Composer { material, texts };
    let subject = composer.subject();
    Document {
        title: format!("Biên bản {}", subject.join(" ")),
        subject: subject.join(" "),
        author: material.campaign.agency.name.clone(),
        created: stamp.created,
        draft: stamp.draft,
        style: style.clone(),
        foot: stamp.foot,
        copy_field: Some(COPY_FIELD.to_owned()),
        blocks: composer.blocks(subject),
        attachments: stamp.data.into_iter().map(attachment).collect(),
    }
}

fn attachment(bytes: Vec<u8>) -> Attachment {
    Attachment {
        name: "bien-ban.json".to_owned(),
        mime: "application/json".to_owned(),
        description: "Dữ liệu của biên bản, cho máy đọc".to_owned(),
        bytes,
    }
}

struct Composer<'a> {
    material: &'a Material,
    texts: BTreeMap<String, String>,
}

impl Composer<'_> {
    fn subject(&self) -> Vec<String> {
        let Material { campaign, unit, visit, .. } = self.material;
        let what = words::subject(&campaign.name, visit.form);
        let what = match self.material.addition {
            Some(_) => format!("Bổ sung Biên bản {}", figures::lowered(&what)),
            None => what,
        };
        vec![what, format!("tại {}", unit.authority_in_full())]
    }

    fn blocks(&self, subject: Vec<String>) -> Vec<Block> {
        let mut blocks = self.front(subject);
        for section in self.material.sections() {
            blocks.push(heading(1, &self.material.title_of(section)));
            blocks.extend(self.section(section));
        }
        blocks.extend(self.end());
        blocks.extend(annex::blocks(self.material));
        blocks
    }

    fn front(&self, subject: Vec<String>) -> Vec<Block> {
        let parent = self.material.printed(LayoutText::Parent);
        let parent = (!parent.is_empty()).then_some(parent);
        let number = Number {
            value: self.number(),
            symbol: self.material.printed(LayoutText::Symbol),
            slot: Some(NUMBER_FIELD.to_owned()),
        };
        let mut blocks = vec![
            Block::Head(Head::national(
                parent,
                self.material.printed(LayoutText::Agency),
                Some(number),
            )),
            Block::Title(Title { kind: words::MINUTES.to_owned(), subject }),
        ];
        blocks.extend(self.paragraphs("can_cu", ParagraphStyle::Basis));
        blocks.extend(blocks::paragraphs(ParagraphStyle::Body, &self.material.layout.intro));
        blocks.extend(self.paragraphs("mo_dau", ParagraphStyle::Body));
        blocks
    }

    /// The number with its leading zero.
    fn number(&self) -> Option<String> {
        let number = self.material.number.as_str();
        let is_short = number.chars().take_while(char::is_ascii_digit).count() == 1;
        let zero = if is_short { "0" } else { "" };
        (!number.is_empty()).then(|| format!("{zero}{number}"))
    }

    fn section(&self, section: Section) -> Vec<Block> {
        match (section, self.material.extent()) {
            (Section::Attendance, Extent::Full) => self.attendance(),
            (Section::Attendance, Extent::Short) => self.short_attendance(),
            (Section::SeenAgain, _) => {
                let mut blocks = self.paragraphs("khac_phuc", ParagraphStyle::Body);
                blocks.extend(seen_again::blocks(self.material));
                blocks
            }
            (Section::Results, _) if self.material.addition.is_some() => self.added(),
            (Section::Results, Extent::Full) => self.results(),
            (Section::Results, Extent::Short) => self.short_results(),
            (Section::Recommendations, _) => vec![self.recommendations()],
            (Section::UnitSays, _) => self.paragraphs("y_kien", ParagraphStyle::Body),
        }
    }

    fn attendance(&self) -> Vec<Block> {
        let Material { campaign, unit, visit, .. } = self.material;
        let mut blocks = vec![heading(2, &format!("1. {}", campaign.delegation_name))];
        blocks.extend(people(&visit.delegation_present));
        blocks.push(heading(2, &format!("2. {}", unit.authority_in_full())));
        blocks.extend(people(&visit.unit_present));
        blocks.extend(self.paragraphs("chu_tri", ParagraphStyle::Body));
        blocks
    }

    /// Both sides in a paragraph each.
    fn short_attendance(&self) -> Vec<Block> {
        let Material { campaign, unit, visit, .. } = self.material;
        let side = |name: &str, present: &[Attendee]| {
            let who: Vec<String> = present.iter().map(in_one_line).collect();
            let who = if who.is_empty() { "………………".to_owned() } else { who.join("; ") };
            paragraph(ParagraphStyle::Body, &format!("{name}: {who}."))
        };
        let mut blocks = vec![
            side(&format!("1. {}", campaign.delegation_name), &visit.delegation_present),
            side(&format!("2. {}", unit.authority_in_full()), &visit.unit_present),
        ];
        blocks.extend(self.paragraphs("chu_tri", ParagraphStyle::Body));
        blocks
    }

    fn short_results(&self) -> Vec<Block> {
        let mut blocks = vec![heading(2, words::CHECKED)];
        for area in self.material.areas_to_print() {
            let slot = format!("rut_gon/{}", area.id);
            blocks.extend(self.paragraphs(&slot, ParagraphStyle::Body));
        }
        blocks.extend(self.paragraphs("pham_vi", ParagraphStyle::Body));
        blocks.push(heading(2, words::SHORT_AND_ASKED));
        blocks.push(short::shortcomings(self.material));
        blocks
    }

    fn added(&self) -> Vec<Block> {
        let recorded = self.texts.get("bo_sung").map_or("", String::as_str);
        let addition = self.material.addition.as_ref();
        addition.map(|it| addition::blocks(self.material, it, recorded)).unwrap_or_default()
    }

    fn results(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (index, area) in (1_u32..).zip(self.material.areas_to_print()) {
            blocks.push(heading(2, &format!("{index}. {}", area.title)));
            blocks.extend(self.area(&area));
        }
        blocks.extend(self.paragraphs("chua_kiem_tra", ParagraphStyle::Note));
        blocks
    }

    fn area(&self, area: &SheetArea) -> Vec<Block> {
        let mut parts = Vec::new();
        let strengths = self.paragraphs(&format!("uu_diem/{}", area.id), ParagraphStyle::Body);
        if !strengths.is_empty() {
            parts.push((words::STRENGTHS, strengths));
        }
        let figures = figures::rows(self.material, area);
        if !figures.is_empty() && !self.material.layout.leaves_out(Leavable::Figures) {
            parts.push((words::FIGURES, vec![Block::Table(tables::figures(&figures))]));
        }
        let shortcomings = figures::shortcomings(self.material, area);
        if !shortcomings.is_empty() {
            let table = Block::Table(tables::shortcomings(&shortcomings));
            parts.push((words::SHORTCOMINGS, vec![table]));
        }
        // Letters follow what is there: an area without figures goes from a) to b).
        let lettered = ('a'..).zip(parts).map(|(letter, (title, blocks))| {
            std::iter::once(heading(3, &format!("{letter}) {title}"))).chain(blocks)
        });
        lettered.flatten().collect()
    }

    fn recommendations(&self) -> Block {
        tables::recommendations(&self.material.findings)
            .map_or_else(|| paragraph(ParagraphStyle::Body, words::NO_RECOMMENDATION), Block::Table)
    }

    fn end(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = annex::mention(self.material).into_iter().collect();
        blocks.extend(blocks::paragraphs(ParagraphStyle::Body, &self.material.layout.closing));
        blocks.extend(self.paragraphs("ket_thuc", ParagraphStyle::Body));
        if let Some(Block::Paragraph(last)) = blocks.last_mut() {
            last.keep_with_next = true;
        }
        blocks.push(Block::Signatures(self.signatures()));
        blocks.push(Block::Recipients(self.lines("noi_nhan").map(str::to_owned).collect()));
        blocks
    }

    fn signatures(&self) -> Vec<SignatureBlock> {
        let block = |signatory: super::Signatory| {
            let signs = signatory.refusal.is_none();
            let sealed = signs && signatory.role != "secretary";
            SignatureBlock {
                field: if signs { signatory.field.to_owned() } else { String::new() },
                heading: signatory.heading,
                hint: Some(if signs { words::SIGN_HINT } else { words::NOT_SIGNED }.to_owned()),
                name: signatory.name,
                seal: sealed.then(|| format!("dau_{}", signatory.role)),
            }
        };
        self.material.signatories().into_iter().map(block).collect()
    }

    fn lines(&self, slot: &str) -> impl Iterator<Item = &str> {
        let text = self.texts.get(slot).map_or("", String::as_str);
        text.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    fn paragraphs(&self, slot: &str, style: ParagraphStyle) -> Vec<Block> {
        blocks::paragraphs(style, self.texts.get(slot).map_or("", String::as_str))
    }
}

fn people(people: &[Attendee]) -> Vec<Block> {
    let last = people.len();
    let line = |(index, person): (usize, &Attendee)| {
        let end = if index + 1 == last { "." } else { ";" };
        paragraph(ParagraphStyle::ListItem, &format!("- {}{end}", in_one_line(person)))
    };
    people.iter().enumerate().map(line).collect()
}

fn in_one_line(person: &Attendee) -> String {
    let parts = [person.name.as_str(), person.title.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
