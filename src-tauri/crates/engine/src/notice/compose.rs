//! From material to a document.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use papers::{
    Attachment, Block, Document, Head, HeadLine, Number, ParagraphStyle, SignatureBlock,
    StyleSheet, Title,
};

use super::material::signatory;
use super::outline::{NoticeSlot, Section};
use super::sentences::{Gathered, subject};
use super::{annexes, words};
use crate::blocks::{heading, paragraphs};
use crate::late::{COPY_FIELD, NUMBER_FIELD};
use crate::minutes::{SIGN_HINT, Stamp};
use crate::slots::texts;

/// Whether a notice is laid out with its annexes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Annexes {
    /// All of them.
    All,
    /// None: a look at the text of a campaign with very many units.
    None,
}

/// Composes the notice of `gathered`, whose slots are `slots`.
pub fn document(
    gathered: &Gathered<'_>,
    slots: &[NoticeSlot],
    annexes: Annexes,
    (style, stamp): (&StyleSheet, Stamp),
) -> Document {
    let material = gathered.material;
    let edits = &material.record.slots;
    let texts = texts(slots.iter().map(|slot| &slot.slot), edits);
    let subject = subject(material);
    let mut blocks = front(gathered, &subject);
    blocks.extend(body(slots, &texts));
    blocks.extend(signatures(gathered, texts.get("noi_nhan").map_or("", String::as_str)));
    if annexes == Annexes::All {
        blocks.extend(annexes::blocks(gathered));
    }
    Document {
        title: format!("Thông báo: {subject}"),
        subject,
        author: material.campaign.agency.name.clone(),
        created: stamp.created,
        draft: stamp.draft,
        style: style.clone(),
        foot: stamp.foot,
        copy_field: Some(COPY_FIELD.to_owned()),
        blocks,
        attachments: stamp.data.into_iter().map(attachment).collect(),
    }
}

fn attachment(bytes: Vec<u8>) -> Attachment {
    Attachment {
        name: "thong-bao.json".to_owned(),
        mime: "application/json".to_owned(),
        description: "Dữ liệu của thông báo kết luận, cho máy đọc".to_owned(),
        bytes,
    }
}

fn front(gathered: &Gathered<'_>, subject: &str) -> Vec<Block> {
    let campaign = &gathered.material.campaign;
    let agency = &campaign.agency;
    let parent = (!agency.parent.is_empty()).then(|| agency.parent.clone());
    let number = Number {
        value: None,
        symbol: words::symbol(&agency.name, campaign.delegation_kind),
        slot: Some(NUMBER_FIELD.to_owned()),
    };
    let mut head = Head::national(parent, agency.name.clone(), Some(number));
    let place = if agency.place.is_empty() { "…………" } else { &agency.place };
    // Day and month are written when the notice is signed.
    let year = gathered.material.days().1.year();
    head.right.push(HeadLine::PlaceDate(format!("{place}, ngày … tháng … năm {year}")));
    let subject = vec![subject.to_owned()];
    vec![Block::Head(head), Block::Title(Title { kind: words::NOTICE.to_owned(), subject })]
}

/// The parts, areas and paragraphs, each heading where something stands under it.
fn body(slots: &[NoticeSlot], texts: &BTreeMap<String, String>) -> Vec<Block> {
    let mut body = Body::default();
    for slot in slots.iter().filter(|slot| slot.section != Section::Recipients) {
        let text = texts.get(&slot.slot.id).map_or("", String::as_str);
        if !text.trim().is_empty() {
            body.add(&slot.section, text);
        }
    }
    body.blocks
}

#[derive(Default)]
struct Body {
    blocks: Vec<Block>,
    part: &'static str,
    /// How many headings stand under the part, and the last of them.
    numbered: u32,
    last: String,
}

impl Body {
    fn add(&mut self, section: &Section, text: &str) {
        let (part, under, style) = place(section);
        if part != self.part {
            self.part = part;
            self.numbered = 0;
            self.last.clear();
            self.blocks.push(heading(1, part));
        }
        if let Some(under) = under.filter(|under| *under != self.last) {
            self.numbered += 1;
            self.last = under.to_owned();
            let about = if matches!(section, Section::Duties(_)) { "Đối với " } else { "" };
            self.blocks.push(heading(2, &format!("{}. {about}{under}", self.numbered)));
        }
        let listed = matches!(section, Section::Strengths(..) | Section::Shortcomings(..));
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let text: Vec<String> = lines
            .map(|line| {
                let is_point = line.starts_with("- ");
                if listed && !is_point { format!("- {line}") } else { line.to_owned() }
            })
            .collect();
        self.blocks.extend(paragraphs(style, &text.join("\n")));
    }
}

/// The part a section belongs to, the heading under it, and how its text is set.
fn place(section: &Section) -> (&'static str, Option<&str>, ParagraphStyle) {
    match section {
        Section::Opening => ("", None, ParagraphStyle::Body),
        Section::Scope => (words::SCOPE, None, ParagraphStyle::Body),
        Section::Strengths(_, title) | Section::Figures(_, title) => {
            (words::STRENGTHS, Some(title), ParagraphStyle::ListItem)
        }
        Section::Shortcomings(_, title) => {
            (words::SHORTCOMINGS, Some(title), ParagraphStyle::ListItem)
        }
        Section::DeskNote => (words::SHORTCOMINGS, None, ParagraphStyle::Note),
        Section::Explained => (words::EXPLAINED, None, ParagraphStyle::Body),
        Section::Duties(addressee) => (words::DUTIES, Some(addressee), ParagraphStyle::ListItem),
        Section::CarryingOut | Section::Closing => {
            (words::CARRYING_OUT, None, ParagraphStyle::Body)
        }
        Section::Recipients => ("", None, ParagraphStyle::Body),
    }
}

fn signatures(gathered: &Gathered<'_>, recipients: &str) -> Vec<Block> {
    let signatory = signatory(&gathered.material.campaign);
    let block = SignatureBlock {
        field: signatory.field.to_owned(),
        heading: signatory.heading,
        hint: Some(SIGN_HINT.to_owned()),
        name: signatory.name,
        seal: Some("dau_co_quan".to_owned()),
    };
    let lines = recipients.lines().map(str::trim).filter(|line| !line.is_empty());
    vec![Block::Signatures(vec![block]), Block::Recipients(lines.map(str::to_owned).collect())]
}
