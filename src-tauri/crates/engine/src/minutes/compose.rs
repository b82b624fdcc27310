//! From material to a document, in the order of Mẫu 1.9.

use std::collections::BTreeMap;

use domain::date;
use domain::finding::Finding;
use domain::number;
use domain::visit::Attendee;
use papers::{
    Align, Attachment, Block, Document, Head, Number, ParagraphStyle, Row, SignatureBlock,
    StyleSheet, Table, Timestamp, Title,
};

use super::material::{Material, SheetArea};
use super::outline::outline;
use super::{annex, figures, slots, words};
use crate::blocks::{self, cells, column, heading, long_cells, paragraph};
use crate::record::SlotEdit;
use crate::slots::texts;

/// What stands on a paper beside its text.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// When the paper was made; equal stamps and material give equal bytes.
    pub created: Timestamp,
    /// Whether “DỰ THẢO” stands on every page.
    pub draft: bool,
    /// The line at the foot of every page, such as the digest of the seal.
    pub foot: Option<String>,
    /// The data that travel inside the file, as JSON.
    pub data: Option<Vec<u8>>,
}

/// Composes the minutes.
pub fn document(
    material: &Material,
    edits: &BTreeMap<String, SlotEdit>,
    style: &StyleSheet,
    stamp: Stamp,
) -> Document {
    let composer = Composer { material, texts: texts(&outline(material), edits) };
    let subject = composer.subject();
    Document {
        title: format!("Biên bản {}", subject.join(" ")),
        subject: subject.join(" "),
        author: material.campaign.agency.name.clone(),
        created: stamp.created,
        draft: stamp.draft,
        style: style.clone(),
        foot: stamp.foot,
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
        let Material { campaign, unit, .. } = self.material;
        vec![campaign.name.clone(), format!("tại {}", unit.authority_in_full())]
    }

    fn blocks(&self, subject: Vec<String>) -> Vec<Block> {
        let mut blocks = self.front(subject);
        blocks.extend(self.attendance());
        blocks.extend(self.results());
        blocks.extend(self.recommendations());
        blocks.extend(self.end());
        blocks.extend(annex::blocks(self.material));
        blocks
    }

    fn front(&self, subject: Vec<String>) -> Vec<Block> {
        let agency = &self.material.campaign.agency;
        let parent = (!agency.parent.is_empty()).then(|| agency.parent.clone());
        let number = Number {
            value: None,
            symbol: words::symbol(self.material.campaign.delegation_kind).to_owned(),
            slot: Some("so_ky_hieu".to_owned()),
        };
        let mut blocks = vec![
            Block::Head(Head::national(parent, agency.name.clone(), Some(number))),
            Block::Title(Title { kind: words::MINUTES.to_owned(), subject }),
        ];
        blocks.extend(self.paragraphs("can_cu", ParagraphStyle::Basis));
        blocks.extend(self.paragraphs("mo_dau", ParagraphStyle::Body));
        blocks
    }

    fn attendance(&self) -> Vec<Block> {
        let Material { campaign, unit, visit, .. } = self.material;
        let mut blocks = vec![heading(1, words::ATTENDANCE)];
        blocks.push(heading(2, &format!("1. {}", campaign.delegation_name)));
        blocks.extend(people(&visit.delegation_present));
        blocks.push(heading(2, &format!("2. {}", unit.authority_in_full())));
        blocks.extend(people(&visit.unit_present));
        blocks.extend(self.paragraphs("chu_tri", ParagraphStyle::Body));
        blocks
    }

    fn results(&self) -> Vec<Block> {
        let mut blocks = vec![heading(1, words::RESULTS)];
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
        if !figures.is_empty() {
            parts.push((words::FIGURES, vec![Block::Table(figure_table(&figures))]));
        }
        let shortcomings = figures::shortcomings(self.material, area);
        if !shortcomings.is_empty() {
            let table = Block::Table(shortcoming_table(&shortcomings));
            parts.push((words::SHORTCOMINGS, vec![table]));
        }
        // Letters follow what is there: an area without figures goes from a) to b).
        let lettered = ('a'..).zip(parts).map(|(letter, (title, blocks))| {
            std::iter::once(heading(3, &format!("{letter}) {title}"))).chain(blocks)
        });
        lettered.flatten().collect()
    }

    fn recommendations(&self) -> Vec<Block> {
        let kind = self.material.campaign.delegation_kind;
        let title = match kind {
            domain::campaign::DelegationKind::Doan => words::RECOMMENDATIONS,
            domain::campaign::DelegationKind::To => words::RECOMMENDATIONS_TEAM,
        };
        let rows: Vec<Row> = (1_u64..)
            .zip(self.material.findings.iter().filter(|finding| !finding.recommendation.is_empty()))
            .map(|(index, finding)| recommendation_row(index, finding))
            .collect();
        let mut blocks = vec![heading(1, title)];
        if rows.is_empty() {
            blocks.push(paragraph(ParagraphStyle::Body, "Không có kiến nghị riêng."));
        } else {
            blocks.push(Block::Table(Table {
                caption: None,
                columns: vec![
                    column("STT", 80, Align::Centre),
                    column("Nội dung kiến nghị, yêu cầu", 530, Align::Justify),
                    column("Người chịu trách nhiệm", 220, Align::Left),
                    column("Thời hạn", 170, Align::Centre),
                ],
                rows,
            }));
        }
        blocks
    }

    fn end(&self) -> Vec<Block> {
        let mut blocks = vec![heading(1, words::UNIT_SAYS)];
        blocks.extend(self.paragraphs("y_kien", ParagraphStyle::Body));
        blocks.extend(annex::mention(self.material));
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
        let who = [person.name.as_str(), person.title.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        let end = if index + 1 == last { "." } else { ";" };
        paragraph(ParagraphStyle::ListItem, &format!("- {who}{end}"))
    };
    people.iter().enumerate().map(line).collect()
}

fn figure_table(figures: &[figures::FigureRow]) -> Table {
    let row = |(index, figure): (u64, &figures::FigureRow)| {
        cells(&[
            &number::grouped(index),
            &figure.label,
            &figure.counts,
            &figure.rate,
            &figure.remark,
        ])
    };
    Table {
        caption: None,
        columns: vec![
            column("STT", 80, Align::Centre),
            column("Chỉ tiêu", 400, Align::Left),
            column("Số lượng", 165, Align::Right),
            column("Tỷ lệ", 135, Align::Right),
            column("Ghi chú", 220, Align::Left),
        ],
        rows: (1..).zip(figures).map(row).collect(),
    }
}

fn shortcoming_table(findings: &[&Finding]) -> Table {
    let row = |(index, finding): (u64, &&Finding)| {
        long_cells(&[
            &number::grouped(index),
            &slots::sentence(&finding.text),
            &finding.explanation,
            words::ruling_words(finding.ruling),
        ])
    };
    Table {
        caption: None,
        columns: vec![
            column("STT", 80, Align::Centre),
            column("Tồn tại, hạn chế", 420, Align::Left),
            column("Giải trình của đơn vị", 300, Align::Left),
            column("Kết luận", 200, Align::Left),
        ],
        rows: (1..).zip(findings).map(row).collect(),
    }
}

fn recommendation_row(index: u64, finding: &Finding) -> Row {
    let deadline = finding.deadline.map(|day| format!("Trước ngày {}", date::short(day)));
    long_cells(&[
        &number::grouped(index),
        &slots::sentence(&finding.recommendation),
        &finding.responsible,
        &deadline.unwrap_or_default(),
    ])
}
