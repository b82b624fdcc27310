//! Supplementary minutes (biên bản bổ sung): what came after a sealed paper, in sentences and points.
//! They add to that paper and replace nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::answer::{Answer, PartValue};
use domain::date;
use domain::finding::FindingKind;
use domain::id::FindingId;
use domain::layout::LayoutText;
use domain::number;
use papers::{Block, List, ListItem, ListKind, ParagraphStyle};

use super::material::{Material, SheetItem};
use super::outline::{Check, CheckLevel};
use super::{figures, short, slots, words};
use crate::blocks::{heading, paragraph, paragraphs};

/// What supplementary minutes add, and to which paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Addition {
    /// 1 for the first paper that adds to the minutes, and so on.
    pub number: u32,
    /// The number that the minutes were given, such as `12/BB-ĐKT`; may be empty.
    pub to_number: String,
    /// The digest of the minutes' seal, in hexadecimal.
    pub to_seal: String,
    /// The day on which this paper was begun.
    pub begun: Option<NaiveDate>,
    /// Why it is made.
    pub reason: String,
    /// The items recorded since, and what the minutes had told of them.
    pub items: BTreeMap<String, Since>,
    /// Findings of the minutes that were worded anew since.
    pub reworded: BTreeSet<FindingId>,
    /// How many findings of the minutes were taken away since.
    pub withdrawn: u32,
}

/// What became of what minutes told at an item.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Since {
    /// Whether the minutes told something else.
    pub rewritten: bool,
    /// What they told that stands no more, as they printed it.
    pub cleared: Vec<String>,
}

impl Addition {
    /// Groups of the digest, so that its line can break and a person can compare it.
    fn seal_in_groups(&self) -> String {
        const GROUP: usize = 8;
        let digits: Vec<char> = self.to_seal.chars().collect();
        digits.chunks(GROUP).map(|group| group.iter().collect()).collect::<Vec<String>>().join(" ")
    }
}

/// What the paper adds to, and that it replaces nothing.
pub(super) fn opening(material: &Material, addition: &Addition) -> String {
    let visit = &material.visit;
    let symbol = material.printed(LayoutText::Symbol);
    let to_number = match addition.to_number.as_str() {
        "" => format!("……{symbol}"),
        number => number.to_owned(),
    };
    let mut lines = Vec::new();
    if let Some(day) = addition.begun {
        lines.push(format!("Thời gian lập: {}.", date::long(day)));
    }
    if !visit.place.is_empty() {
        lines.push(format!("Địa điểm: {}.", visit.place.trim_end_matches('.')));
    }
    let order = match addition.number {
        0 | 1 => String::new(),
        number => format!(" (lần thứ {})", number::ordinal(u64::from(number))),
    };
    lines.push(format!(
        "Biên bản này bổ sung{order} Biên bản số {to_number} lập {} (mã niêm phong: {}), là bộ phận không tách rời của Biên bản đó và không thay thế Biên bản đó; những nội dung không nêu dưới đây giữ nguyên như đã ghi.",
        date::long(visit.date),
        addition.seal_in_groups(),
    ));
    lines.push(format!("Lý do bổ sung: {}.", addition.reason.trim_end_matches('.')));
    lines.join("\n")
}

/// What was recorded since at items, one a line.
pub(super) fn recorded(material: &Material, addition: &Addition) -> String {
    let items = material.sheet.areas.iter().flat_map(|area| &area.items);
    let told = items.filter_map(|item| {
        let since = addition.items.get(&item.id)?;
        Some(answer(item, material.answers.get(&item.id), since))
    });
    told.collect::<Vec<_>>().join("\n")
}

fn answer(item: &SheetItem, answer: Option<&Answer>, since: &Since) -> String {
    // Notes are the inspector's own, as in the minutes.
    let mut said: Vec<String> = Vec::new();
    if let Some(answer) = answer {
        if answer.verdict.is_some() {
            said.push(words::verdict_word(answer.verdict).to_owned());
        }
        let parts = item.parts.iter();
        said.extend(
            parts.filter_map(|part| Some(told(&part.label, answer.parts.get(&part.name)?))),
        );
    }
    let again = if since.rewritten && !said.is_empty() { " (ghi lại)" } else { "" };
    if !since.cleared.is_empty() {
        said.push(format!("xóa ghi nhận “{}”", since.cleared.join("; ")));
    }
    format!("- {}{again}: {}.", item.title, said.join("; "))
}

/// A figure of an item in running text.
pub(crate) fn told(label: &str, value: &PartValue) -> String {
    format!("{}: {}", figures::lowered(label), figures::whole(value))
}

/// The part that says what is added.
pub(super) fn blocks(material: &Material, addition: &Addition, recorded: &str) -> Vec<Block> {
    let mut parts: Vec<(&str, Vec<Block>)> = Vec::new();
    let lines = paragraphs(ParagraphStyle::ListItem, recorded);
    if !lines.is_empty() {
        parts.push(("Kết quả kiểm tra bổ sung", lines));
    }
    for (kind, title) in [
        (FindingKind::Strength, "Kết quả, ưu điểm bổ sung"),
        (FindingKind::Shortcoming, "Tồn tại, hạn chế và kiến nghị, yêu cầu bổ sung"),
    ] {
        let findings = material.findings.iter().filter(|finding| finding.kind == kind);
        let items: Vec<ListItem> = findings
            .map(|finding| {
                let is_new = !addition.reworded.contains(&finding.id);
                let again = if is_new { "" } else { "(Ghi lại) " };
                ListItem::plain(format!("{again}{}", short::point(finding)))
            })
            .collect();
        if !items.is_empty() {
            parts.push((title, vec![Block::List(List { kind: ListKind::Numbered, items })]));
        }
    }
    if parts.is_empty() {
        return vec![paragraph(ParagraphStyle::Body, words::NOTHING_ADDED)];
    }
    let numbered = (1_u32..).zip(parts).map(|(number, (title, blocks))| {
        std::iter::once(heading(2, &format!("{number}. {title}"))).chain(blocks)
    });
    numbered.flatten().collect()
}

/// When the paper was done with.
pub(super) fn ended(addition: &Addition) -> String {
    match addition.begun {
        Some(day) => format!("Biên bản bổ sung được lập xong trong {}.", date::long(day)),
        None => "Biên bản bổ sung được lập xong trong ngày nêu trên.".to_owned(),
    }
}

/// What has to be looked at before sealing, besides what every paper is asked.
pub(super) fn checks(material: &Material, addition: &Addition) -> Vec<Check> {
    let check = |level, text: String| Check { level, text, item: String::new() };
    let mut checks = Vec::new();
    let count = material.findings.len() + addition.items.len();
    if count == 0 {
        checks.push(check(
            CheckLevel::Block,
            "Chưa có gì mới so với biên bản đã chốt: hãy ghi kết quả hoặc nhận xét cần bổ sung."
                .to_owned(),
        ));
    } else {
        let text = format!(
            "Bổ sung {} mục và {} nhận xét so với biên bản đã chốt.",
            slots::counted(addition.items.len()),
            slots::counted(material.findings.len()),
        );
        checks.push(check(CheckLevel::Ok, text));
    }
    if addition.withdrawn != 0 {
        let count = number::in_text(u64::from(addition.withdrawn));
        checks.push(check(
            CheckLevel::Warn,
            format!(
                "{count} nhận xét của biên bản đã bị bỏ sau khi chốt; biên bản bổ sung không bỏ được điều đã ghi, hãy lập bản mới thay thế."
            ),
        ));
    }
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_printed_in_groups_that_a_person_can_compare() {
        let addition = Addition {
            number: 1,
            to_number: String::new(),
            to_seal: "7f3a91c2d4e5".to_owned(),
            begun: None,
            reason: String::new(),
            items: BTreeMap::new(),
            reworded: BTreeSet::new(),
            withdrawn: 0,
        };
        assert_eq!(addition.seal_in_groups(), "7f3a91c2 d4e5");
    }
}
