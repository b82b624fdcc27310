//! Short minutes (biên bản rút gọn): what was checked, what falls short and what is to be done, in
//! sentences and points, so that a school gets one page and not five of empty tables.

use domain::date;
use domain::finding::{Finding, FindingKind};
use domain::number;
use domain::progress::Progress;
use papers::{Block, List, ListItem, ListKind, ParagraphStyle};

use super::material::{Material, SheetArea};
use super::{figures, slots, words};
use crate::blocks::paragraph;

/// What was checked in an area, in one paragraph: how much, what was seen, figures, strengths.
pub(super) fn checked(material: &Material, area: &SheetArea) -> String {
    let mut lines: Vec<String> = summary(material, area).into_iter().collect();
    lines.extend(figures::sentences(material, area));
    lines.extend(figure_sentence(material, area));
    let strengths = material.findings_in(&area.id, FindingKind::Strength);
    lines.extend(strengths.map(|finding| slots::sentence(&finding.text)));
    lines.join(" ")
}

fn summary(material: &Material, area: &SheetArea) -> Option<String> {
    let mut progress = Progress::default();
    for item in &area.items {
        progress.count(material.answers.get(&item.id), 0);
    }
    let done = progress.answered.done;
    let verdicts = [
        (progress.met, "đạt"),
        (progress.partly, "cơ bản đạt"),
        (progress.not_met, "chưa đạt"),
        (progress.not_applicable, "không áp dụng"),
    ];
    let of: Vec<(u32, &str)> = verdicts.into_iter().filter(|(count, _)| *count != 0).collect();
    let text = |count: u32| number::in_text(u64::from(count));
    let told = match of.as_slice() {
        [] => return None,
        [(1, word)] => (*word).to_owned(),
        [(_, word)] => format!("đều {word}"),
        several => several
            .iter()
            .map(|(count, word)| format!("{} {word}", text(*count)))
            .collect::<Vec<_>>()
            .join(", "),
    };
    Some(format!("{}: kiểm tra {} nội dung, {told}.", area.title, text(done)))
}

/// The figures of an area in one sentence: `Số liệu: công chức đeo thẻ: 7/9 (77,78%); …`.
fn figure_sentence(material: &Material, area: &SheetArea) -> Option<String> {
    let told: Vec<String> = figures::rows(material, area).iter().filter_map(figure).collect();
    (!told.is_empty()).then(|| format!("Số liệu: {}.", told.join("; ")))
}

/// A figure in running text; what was only stated has none to tell.
fn figure(row: &figures::FigureRow) -> Option<String> {
    let value = match (row.counts.as_str(), row.rate.as_str()) {
        ("", "") => return None,
        ("", rate) => rate.to_owned(),
        (counts, "") => counts.to_owned(),
        (counts, rate) => format!("{counts} ({rate})"),
    };
    let remark = if row.remark.is_empty() { String::new() } else { format!(", {}", row.remark) };
    Some(format!("{}: {value}{remark}", figures::lowered(&row.label)))
}

/// That nothing else was looked at.
pub(super) fn scope(material: &Material) -> String {
    let body = words::body_word(material.campaign.delegation_kind);
    format!("Ngoài những nội dung nêu trên, {body} không kiểm tra nội dung khác tại đơn vị.")
}

/// What falls short with what was said to it and what is to be done, one point each.
pub(super) fn shortcomings(material: &Material) -> Block {
    let short = |finding: &&Finding| {
        finding.kind == FindingKind::Shortcoming || !finding.recommendation.is_empty()
    };
    let items: Vec<ListItem> =
        material.findings.iter().filter(short).map(|it| ListItem::plain(point(it))).collect();
    if items.is_empty() {
        return paragraph(ParagraphStyle::Body, words::NOTHING_SHORT);
    }
    Block::List(List { kind: ListKind::Numbered, items })
}

pub(super) fn point(finding: &Finding) -> String {
    let mut said = Vec::new();
    said.push(slots::sentence(&finding.text));
    if !finding.explanation.is_empty() {
        said.push(format!("Giải trình của đơn vị: {}", slots::sentence(&finding.explanation)));
    }
    if finding.ruling.is_some() {
        said.push(format!("Kết luận: {}.", words::ruling_words(finding.ruling).to_lowercase()));
    }
    if !finding.recommendation.is_empty() {
        said.push(format!("Kiến nghị: {}", slots::sentence(&finding.recommendation)));
    }
    if !finding.responsible.is_empty() {
        said.push(format!("Người chịu trách nhiệm: {}.", finding.responsible));
    }
    if let Some(day) = finding.deadline {
        said.push(format!("Thời hạn: trước ngày {}.", date::cited(day)));
    }
    said.join(" ")
}
