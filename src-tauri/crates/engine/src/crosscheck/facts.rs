//! What a paper says, piece by piece, to name the piece that differs.

use domain::finding::{Finding, FindingKind};

use crate::minutes::{self, Material};
use crate::notice::{self, NoticeSlot};
use crate::record::Letter;

/// A piece of what a paper says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Fact {
    /// What it is, in Vietnamese: `nhận xét “Chưa niêm yết…”`.
    pub(super) about: String,
    /// Its words, as they are printed.
    pub(super) text: String,
}

fn fact(about: String, text: impl Into<String>) -> Fact {
    Fact { about, text: text.into() }
}

/// So many letters of a text name it.
const NAME_MAX: usize = 60;

/// The beginning of `text`, to name it by.
pub(super) fn short(text: &str) -> String {
    let mut letters = text.chars();
    let begins: String = letters.by_ref().take(NAME_MAX).collect();
    if letters.next().is_some() { format!("{}…", begins.trim_end()) } else { begins }
}

/// The pieces of minutes.
pub(super) fn of_minutes(material: &Material) -> Vec<Fact> {
    let mut facts: Vec<Fact> = material.findings.iter().flat_map(of_finding).collect();
    for area in &material.sheet.areas {
        let rows = minutes::figure_rows(material, area);
        facts.extend(rows.into_iter().map(|row| {
            let about = format!("số liệu “{}” (mục {})", row.label, row.item);
            let text = [row.label.as_str(), &row.counts, &row.rate, &row.remark];
            fact(about, text.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" "))
        }));
    }
    let campaign = &material.campaign;
    facts.push(fact("tên đơn vị".to_owned(), material.unit.authority_in_full()));
    facts.push(fact("tên đợt kiểm tra".to_owned(), campaign.name.clone()));
    facts.push(fact("tên đoàn kiểm tra".to_owned(), campaign.delegation_name.clone()));
    facts.push(fact("ngày kiểm tra".to_owned(), domain::date::long(material.visit.date)));
    let people = material.visit.delegation_present.iter().chain(&material.visit.unit_present);
    facts.extend(people.map(|it| fact(format!("người dự “{}”", it.name), it.name.clone())));
    facts
}

fn of_finding(finding: &Finding) -> Vec<Fact> {
    let what = match finding.kind {
        FindingKind::Strength => "ưu điểm",
        FindingKind::Shortcoming => "tồn tại, hạn chế",
    };
    let name = short(&finding.text);
    let of = |part: &str, text: &String| {
        (!text.is_empty()).then(|| fact(format!("{part} “{name}”"), text.clone()))
    };
    [
        of(what, &finding.text),
        of("giải trình về", &finding.explanation),
        of("kiến nghị về", &finding.recommendation),
        of("người chịu trách nhiệm về", &finding.responsible),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The pieces of a notice.
pub(super) fn of_notice(slots: &[NoticeSlot], material: &notice::Material) -> Vec<Fact> {
    let edits = &material.record.slots;
    let printed = slots.iter().map(|slot| {
        let text = crate::slots::slot_text(&slot.slot.id, &slot.slot.generated, edits);
        fact(format!("phần “{}”", short(&slot.slot.title)), text)
    });
    printed.chain(material.remarks.iter().flat_map(|it| of_finding(&it.finding))).collect()
}

/// The pieces of a letter.
pub(super) fn of_letter(letter: &Letter) -> Vec<Fact> {
    let lines = letter.lines.iter();
    lines
        .map(|line| fact(format!("kiến nghị “{}”", short(&line.text)), line.text.clone()))
        .collect()
}
