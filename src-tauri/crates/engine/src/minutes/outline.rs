//! The slots of a visit's minutes, and what has to be looked at before signing.

use std::collections::BTreeMap;

use domain::finding::FindingKind;
use domain::layout::Leavable;
use domain::number;
use domain::rule::{Lack, Rule};
use domain::visit::{Extent, VisitForm};

use super::addition::{self, Addition};
use super::material::Material;
use super::statement::open_places;
use super::{seen_again, short, slots, words};
use crate::record::{self, SlotEdit};
use crate::slots::{Slot, slot_text};

/// How much a check matters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum CheckLevel {
    /// In order.
    Ok,
    /// To be looked at; sealing goes on.
    Warn,
    /// Sealing is refused.
    Block,
}

/// One thing that was looked at before signing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Check {
    /// How much it matters.
    pub level: CheckLevel,
    /// What was found, in Vietnamese.
    pub text: String,
    /// The item to open, or empty.
    pub item: String,
}

/// Returns the slots of these minutes, in the order in which they are printed.
pub fn outline(material: &Material) -> Vec<Slot> {
    let mut outline = match &material.addition {
        Some(addition) => added(material, addition),
        None => whole(material),
    };
    outline.retain(|slot| match slot.id.as_str() {
        "can_cu" => !material.layout.leaves_out(Leavable::Bases),
        "chu_tri" => !material.layout.leaves_out(Leavable::Chair),
        _ => true,
    });
    for slot in &mut outline {
        slot.id = slot_id(material, &slot.id);
    }
    outline
}

/// What the slot `id` of the form is called in the ledger: every paper that adds to minutes keeps its
/// own words, and those of the minutes stay as they were sealed.
pub(super) fn slot_id(material: &Material, id: &str) -> String {
    match &material.addition {
        Some(addition) => record::supplement_prefix(material.revision, addition.number) + id,
        None => id.to_owned(),
    }
}

/// The slots of a paper that adds to another one.
fn added(material: &Material, addition: &Addition) -> Vec<Slot> {
    let slots = [
        ("can_cu", "Căn cứ", slots::bases(material)),
        ("mo_dau", "Bổ sung cho biên bản nào, lý do", slots::opening(material)),
        ("chu_tri", "Chủ trì, thư ký", slots::chair(material)),
        ("bo_sung", "Kết quả kiểm tra bổ sung", addition::recorded(material, addition)),
        ("y_kien", "Ý kiến của đơn vị", slots::unit_says(material)),
        ("ket_thuc", "Đọc lại, số bản, kết thúc", slots::closing(material)),
        ("noi_nhan", "Nơi nhận", slots::recipients(material)),
    ];
    slots.into_iter().map(|(id, title, text)| Slot::new(id, title, text)).collect()
}

fn whole(material: &Material) -> Vec<Slot> {
    let mut outline = vec![
        Slot::new("can_cu", "Căn cứ", slots::bases(material)),
        Slot::new("mo_dau", "Thời gian, địa điểm", slots::opening(material)),
        Slot::new("chu_tri", "Chủ trì, thư ký", slots::chair(material)),
    ];
    if !material.demands().is_empty() {
        let summary = seen_again::summary(material);
        outline.push(Slot::new("khac_phuc", "Kết quả khắc phục kỳ trước", summary));
    }
    // A person's words for a full paper are not those for a short one: each keeps its own.
    let is_short = material.extent() == Extent::Short;
    for area in material.areas_to_print() {
        let (id, text) = if is_short {
            (format!("rut_gon/{}", area.id), short::checked(material, &area))
        } else {
            (format!("uu_diem/{}", area.id), slots::strengths(material, &area))
        };
        outline.push(Slot::new(id, area.title.as_str(), text));
    }
    let unchecked = if is_short {
        ("pham_vi", "Phạm vi kiểm tra", short::scope(material))
    } else {
        ("chua_kiem_tra", "Nội dung chưa kiểm tra", slots::unanswered(material))
    };
    let rest = [
        unchecked,
        ("y_kien", "Ý kiến của đơn vị", slots::unit_says(material)),
        ("ket_thuc", "Đọc lại, số bản, kết thúc", slots::closing(material)),
        ("noi_nhan", "Nơi nhận", slots::recipients(material)),
    ];
    outline.extend(rest.into_iter().map(|(id, title, text)| Slot::new(id, title, text)));
    outline
}

/// Looks over what is to be sealed. `disputes` fields hold different values side by side;
/// `missing_evidence` pieces are not on this laptop or damaged.
pub fn checks(
    material: &Material,
    edits: &BTreeMap<String, SlotEdit>,
    disputes: u32,
    missing_evidence: u32,
) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut say = |level, text: String, item: &str| {
        checks.push(Check { level, text, item: item.to_owned() });
    };
    if disputes != 0 {
        let text = format!(
            "Còn {} chỗ có ý kiến khác nhau, cần chọn trước khi chốt.",
            number::in_text(u64::from(disputes))
        );
        say(CheckLevel::Block, text, "");
    }
    for check in file_checks(missing_evidence, 0) {
        say(check.level, check.text, "");
    }
    let bare = material.photos.iter().filter(|photo| photo.caption.is_empty());
    for photo in bare {
        let number = super::photo_number(photo.number);
        let item = photo.items.first().map_or("", String::as_str);
        say(CheckLevel::Warn, format!("{number} của phụ lục chưa có chú thích."), item);
    }
    for (text, item) in unfilled(material, edits) {
        say(CheckLevel::Block, text, &item);
    }
    for text in unsaid_refusals(material, edits) {
        say(CheckLevel::Block, text, "");
    }
    if let Some(addition) = &material.addition {
        checks.extend(addition::checks(material, addition));
        checks.sort_by_key(|check| std::cmp::Reverse(check.level));
        return checks;
    }
    let (answered, all) = answered(material);
    if answered == all {
        say(CheckLevel::Ok, format!("Đủ {answered}/{all} mục đã kiểm tra."), "");
    } else {
        let rest = match material.extent() {
            Extent::Full => "mục còn lại in là “chưa kiểm tra”",
            Extent::Short => "biên bản rút gọn chỉ ghi mục đã kiểm tra",
        };
        say(CheckLevel::Warn, format!("Mới kiểm tra {answered}/{all} mục; {rest}."), "");
    }
    if let Some(text) = unseen(material) {
        say(CheckLevel::Warn, text, "");
    }
    for (text, item) in gaps(material) {
        say(CheckLevel::Warn, text, &item);
    }
    for (text, item) in wrong_quotes(material) {
        say(CheckLevel::Warn, text, &item);
    }
    for text in material.extras.iter().flat_map(|extra| &extra.warnings) {
        say(CheckLevel::Warn, text.clone(), "");
    }
    checks.sort_by_key(|check| std::cmp::Reverse(check.level));
    checks
}

/// That something came from others which the screen does not show, so that it would be sealed unseen.
pub fn unseen_check() -> Check {
    let text = "Vừa nhận nội dung mới từ máy khác mà màn hình chưa hiện. Hãy bấm “Xem ngay”, xem lại bản này rồi chốt.";
    Check { level: CheckLevel::Block, text: text.to_owned(), item: String::new() }
}

/// What keeps a paper from being sealed for its files: `missing` pieces of evidence that are not
/// here or damaged, `unseen` photographs of the annex that cannot be read.
pub fn file_checks(missing: u32, unseen: u32) -> Vec<Check> {
    let block = |text: String| Check { level: CheckLevel::Block, text, item: String::new() };
    let mut checks = Vec::new();
    if missing != 0 {
        let count = number::in_text(u64::from(missing));
        checks.push(block(format!("{count} minh chứng bị thiếu hoặc hỏng.")));
    }
    if unseen != 0 {
        let count = number::in_text(u64::from(unseen));
        checks.push(block(format!(
            "{count} ảnh của phụ lục không đọc được; hãy bỏ khỏi phụ lục hoặc thêm lại ảnh."
        )));
    }
    checks
}

fn unfilled(material: &Material, edits: &BTreeMap<String, SlotEdit>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for finding in &material.findings {
        for text in [&finding.text, &finding.recommendation] {
            let places = open_places(text);
            if !places.is_empty() {
                let names: Vec<String> = places.into_iter().map(|place| place.0).collect();
                let item = finding.items.first().cloned().unwrap_or_default();
                found.push((format!("Câu còn chỗ trống ({}): “{text}”", names.join(", ")), item));
            }
        }
    }
    for slot in outline(material) {
        let text = slot_text(&slot.id, &slot.generated, edits);
        if !open_places(text).is_empty() && edits.contains_key(&slot.id) {
            found.push((format!("Phần “{}” còn chỗ trống.", slot.title), String::new()));
        }
    }
    found
}

/// Refusals that the closing words, as a person left them, do not tell.
fn unsaid_refusals(material: &Material, edits: &BTreeMap<String, SlotEdit>) -> Vec<String> {
    let Some(closing) = edits.get(&slot_id(material, "ket_thuc")) else { return Vec::new() };
    let unsaid =
        material.refusals.values().filter(|reason| !closing.text.contains(reason.as_str()));
    unsaid
        .map(|reason| {
            format!("Phần “Đọc lại, số bản, kết thúc” chưa ghi lý do không ký: “{reason}”.")
        })
        .collect()
}

fn answered(material: &Material) -> (usize, usize) {
    let items = || material.sheet.areas.iter().flat_map(|area| &area.items);
    let has_verdict =
        |id: &String| material.answers.get(id).is_some_and(|answer| answer.verdict.is_some());
    (items().filter(|item| has_verdict(&item.id)).count(), items().count())
}

/// What a visit that looks again has not looked at.
fn unseen(material: &Material) -> Option<String> {
    if material.visit.form != VisitForm::FollowUp {
        return None;
    }
    let demands = material.demands();
    if demands.is_empty() {
        return Some(
            "Chưa có tồn tại kỳ trước để xem lại: hãy chọn cuộc kiểm tra kỳ trước, hoặc nhập tay."
                .to_owned(),
        );
    }
    let unseen = demands.iter().filter(|demand| demand.mended.is_none()).count();
    let count = number::in_text(u64::try_from(unseen).unwrap_or(u64::MAX));
    (unseen != 0).then(|| format!("{count} tồn tại kỳ trước chưa ghi đã khắc phục hay chưa."))
}

fn gaps(material: &Material) -> Vec<(String, String)> {
    let mut gaps = Vec::new();
    let visit = &material.visit;
    for (missing, what) in [
        (visit.start.is_none(), "giờ bắt đầu"),
        (visit.end.is_none(), "giờ kết thúc"),
        (visit.place.is_empty(), "địa điểm"),
        (visit.unit_present.is_empty(), "thành phần của đơn vị"),
        (visit.delegation_present.is_empty(), "thành phần của đoàn"),
        (material.campaign.papers.is_empty(), "căn cứ (kế hoạch, quyết định)"),
    ] {
        if missing {
            gaps.push((format!("Chưa ghi {what}."), String::new()));
        }
    }
    for (id, answer) in &material.answers {
        let falls_short = answer.verdict.is_some_and(domain::answer::Verdict::falls_short);
        let noted = material
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::Shortcoming && finding.items.contains(id));
        // A campaign's own rule on that speaks for itself.
        let ruled = |rule: &Rule| rule.item == *id && rule.lack == Lack::Finding;
        if falls_short && !noted && !material.campaign.rules.iter().any(ruled) {
            let word = words::verdict_word(answer.verdict);
            gaps.push((format!("Mục {id} {word} nhưng chưa ghi tồn tại."), id.clone()));
        }
    }
    gaps
}

fn wrong_quotes(material: &Material) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (id, answer) in &material.answers {
        for value in answer.parts.values() {
            let domain::answer::PartValue::Rate(figure) = value else { continue };
            if let (Some(quoted), Some(false)) = (figure.quoted, figure.quoted_agrees()) {
                let text = format!(
                    "Mục {id}: đơn vị báo cáo {}%, tính lại là {}.",
                    quoted.printed(),
                    super::figures::printed(value)
                );
                found.push((text, id.clone()));
            }
        }
    }
    found
}
