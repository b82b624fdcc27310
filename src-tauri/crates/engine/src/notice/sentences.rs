//! The generated text of the slots.

use std::collections::{BTreeMap, BTreeSet};

use domain::campaign::Role;
use domain::finding::{FindingKind, Ruling};
use domain::id::UnitId;
use domain::notice::duties::{Duties, Duty, duties};
use domain::notice::naming::{self, lower_first};
use domain::notice::{Listing, Named, Paragraph, paragraphs};
use domain::{date, number};

use super::figures::{FigureLine, told};
use super::material::{AgendaArea, Material};
use crate::minutes::{body_word, citation, role_title};
use crate::record::{self, Paper};

/// What follows from the material once, for every slot that needs it.
#[derive(Clone, Debug)]
pub struct Gathered<'a> {
    /// The material.
    pub material: &'a Material,
    /// The strengths and shortcomings, in the order of the checklist.
    pub paragraphs: Vec<Paragraph>,
    /// What is to be done, by addressee.
    pub duties: Vec<Duties>,
    /// The units, by id.
    pub named: BTreeMap<UnitId, Named<'a>>,
    visited: BTreeSet<UnitId>,
}

impl<'a> Gathered<'a> {
    /// Gathers what `material` says.
    pub fn new(material: &'a Material) -> Self {
        let places = material.places();
        let paragraphs = paragraphs(&material.remarks, &material.record.decisions, &places);
        let duties = duties(&paragraphs, &material.remarks);
        let (named, visited) = (material.named(), material.visited());
        Self { material, paragraphs, duties, named, visited }
    }

    /// The paragraphs of `kind` in the area `id` that are printed.
    pub fn of<'b>(&'b self, id: &'b str, kind: FindingKind) -> impl Iterator<Item = &'b Paragraph> {
        let wanted = move |it: &&Paragraph| it.kind == kind && it.area() == id && !it.left_out;
        self.paragraphs.iter().filter(wanted)
    }

    /// What the data say in a paragraph.
    pub fn text(&self, paragraph: &Paragraph) -> String {
        let units = paragraph.named(&self.named);
        match self.everywhere(paragraph) {
            Some(all) => format!("{} ({all}).", paragraph.sentence()),
            None => paragraph.text(&units),
        }
    }

    /// `tất cả 07 xã, phường được kiểm tra trực tiếp`, for praise of every unit of its kinds.
    fn everywhere(&self, paragraph: &Paragraph) -> Option<String> {
        const MANY: usize = 3;
        let praised: BTreeSet<UnitId> = paragraph.units.iter().copied().collect();
        if paragraph.kind != FindingKind::Strength || praised.len() < MANY || paragraph.open {
            return None;
        }
        let kind = |unit: &UnitId| self.named.get(unit).map(|named| named.unit.kind);
        let kinds: BTreeSet<_> = praised.iter().filter_map(kind).collect();
        let all =
            self.visited.iter().filter(|unit| kind(unit).is_some_and(|it| kinds.contains(&it)));
        if !all.eq(&praised) {
            return None;
        }
        let count = number::in_text(u64::try_from(praised.len()).unwrap_or(u64::MAX));
        let words: Vec<&str> = kinds.into_iter().map(naming::kind_word).collect();
        let words = if words.len() <= 2 { words.join(", ") } else { "đơn vị".to_owned() };
        Some(format!("tất cả {count} {words} được kiểm tra trực tiếp"))
    }

    fn list(&self, units: &BTreeSet<UnitId>) -> String {
        // What is said of these units here needs no mark.
        let named = units.iter().filter_map(|unit| self.named.get(unit));
        let named: Vec<Named> = named.map(|it| Named { visited: true, ..*it }).collect();
        naming::list(&named, &Listing::default(), false)
    }

    /// Whether any printed paragraph names a unit that was looked at through systems only.
    pub fn names_desk_checked(&self) -> bool {
        let printed = self.paragraphs.iter().filter(|paragraph| !paragraph.left_out);
        let mut named = printed.flat_map(|paragraph| paragraph.named(&self.named));
        named.any(|named| !named.visited)
    }
}

/// The subject: `Kết luận kiểm tra công tác cải cách hành chính năm 2017`.
pub(super) fn subject(material: &Material) -> String {
    let name = &material.campaign.name;
    if name.to_lowercase().starts_with("kiểm tra") {
        format!("Kết luận {}", lower_first(name))
    } else {
        format!("Kết luận kiểm tra: {name}")
    }
}

/// On what ground, when, who, what.
pub(super) fn opening(material: &Material) -> String {
    let campaign = &material.campaign;
    let papers: Vec<String> = campaign.papers.iter().map(citation).collect();
    let ground = match papers.as_slice() {
        [] => String::new(),
        papers => format!("Thực hiện {}, ", papers.join("; ")),
    };
    let (from, to) = material.days();
    let days = if from == to {
        format!("ngày {}", date::cited(from))
    } else {
        format!("từ ngày {} đến ngày {}", date::cited(from), date::cited(to))
    };
    let led = material.leads().map(|member| {
        let who = [member.name.as_str(), member.title.as_str()];
        let who: Vec<&str> = who.into_iter().filter(|part| !part.is_empty()).collect();
        let part = role_title(member.role, campaign.delegation_kind);
        let chaired = if member.role == Role::Leader { "làm" } else { "là" };
        if who.is_empty() {
            String::new()
        } else {
            format!(" do {}, {chaired} {part}", who.join(", "))
        }
    });
    let done = if campaign.name.to_lowercase().starts_with("kiểm tra") {
        lower_first(&campaign.name)
    } else {
        "kiểm tra theo kế hoạch".to_owned()
    };
    let body = &campaign.delegation_name;
    let led = led.unwrap_or_default();
    let days = if ground.is_empty() { upper_first(&days) } else { days };
    let replaces = replaces(&material.papers);
    format!(
        "{ground}{days}, {body}{led} đã tổ chức {done}. {replaces}{body} thông báo kết luận như sau:"
    )
}

/// That the notice takes the place of another, and why; empty for the first.
fn replaces(papers: &[Paper]) -> String {
    let revision = u64::from(record::revision(papers));
    if revision < 2 {
        return String::new();
    }
    let reason = papers.last().map_or("", |paper| paper.reason.trim_end_matches('.'));
    format!(
        "Thông báo này là bản thứ {}, thay thế bản thứ {}; lý do: {reason}. ",
        number::ordinal(revision),
        number::ordinal(revision - 1),
    )
}

/// `text` with a capital first letter.
pub(super) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The period inspected, where the delegation went, what it looked at.
pub(super) fn scope(gathered: &Gathered<'_>) -> String {
    let material = gathered.material;
    let period = material.campaign.period;
    let mut lines = vec![format!(
        "Thời kỳ kiểm tra: từ ngày {} đến ngày {}.",
        date::cited(period.from),
        date::cited(period.to)
    )];
    let mut tell = |before: &str, after: &str, units: &BTreeSet<UnitId>| {
        if !units.is_empty() {
            let count = number::in_text(u64::try_from(units.len()).unwrap_or(u64::MAX));
            let list = gathered.list(units);
            // Of very many the list tells the number itself.
            let list = list.strip_prefix(&format!("{count} đơn vị ")).unwrap_or(&list);
            lines.push(format!("{before}{count} đơn vị{after}: {list}."));
        }
    };
    tell("Kiểm tra trực tiếp tại ", "", &gathered.visited);
    tell("Kiểm tra qua hệ thống, không đến trực tiếp ", "", &material.desk_checked());
    tell("Có ", " trong kế hoạch chưa ghi nhận nội dung kiểm tra", &material.outstanding());
    let asked = material.agenda.areas.iter().map(|area| lower_first(&area.title));
    let asked: Vec<String> = asked.collect();
    if !asked.is_empty() {
        lines.push(format!("Nội dung kiểm tra: {}.", asked.join("; ")));
    }
    lines.join("\n")
}

/// One line for each rate of an area that differs or is shared, ends named where the leader wants.
pub(super) fn figures(gathered: &Gathered<'_>, lines: &[FigureLine]) -> String {
    let material = gathered.material;
    let said = lines.iter().filter_map(|line| {
        let spread = line.spread()?;
        let count = number::in_text(u64::try_from(line.units.len()).unwrap_or(u64::MAX));
        let mut text = match line.units.as_slice() {
            [only] => {
                let unit = gathered.list(&BTreeSet::from([only.unit]));
                format!("{}: {}, {unit}", line.label, told(&only.value))
            }
            _ => format!("{}: {spread} tại {count} đơn vị", line.label),
        };
        if material.record.extremes.contains(&line.key) {
            text.push_str(&ends(gathered, line));
        }
        Some(format!("- {text}."))
    });
    said.collect::<Vec<_>>().join("\n")
}

fn ends(gathered: &Gathered<'_>, line: &FigureLine) -> String {
    let Some(ends) = line.extremes() else { return String::new() };
    let tell = |units: &[UnitId]| {
        let value = line.units.iter().find(|it| units.contains(&it.unit));
        let list = gathered.list(&units.iter().copied().collect());
        value.map(|it| format!("{list}, {}", told(&it.value))).unwrap_or_default()
    };
    format!("; cao nhất: {}; thấp nhất: {}", tell(&ends.highest), tell(&ends.lowest))
}

/// What the units said to it all.
pub(super) fn explained(material: &Material) -> String {
    let body = body_word(material.campaign.delegation_kind);
    let mut said = format!("Các đơn vị được kiểm tra tiếp thu nhận xét, đánh giá của {body}");
    let count = |ruling: Option<Ruling>| {
        material.explained().filter(|remark| remark.finding.ruling == ruling).count()
    };
    let all = material.explained().count();
    if all != 0 {
        let in_text = |count: usize| number::in_text(u64::try_from(count).unwrap_or(u64::MAX));
        let rulings = [
            (count(Some(Ruling::Accepted)), "chấp nhận giải trình"),
            (count(Some(Ruling::Partly)), "chấp nhận một phần"),
            (count(Some(Ruling::Kept)), "giữ nguyên nhận xét"),
            (count(None), "chưa kết luận"),
        ];
        let told: Vec<String> = rulings
            .into_iter()
            .filter(|(count, _)| *count != 0)
            .map(|(count, words)| format!("{words}: {}", in_text(count)))
            .collect();
        said.push_str(&format!(
            "; có ý kiến giải trình đối với {} nhận xét tại các biên bản ({})",
            in_text(all),
            told.join("; ")
        ));
    }
    said.push('.');
    said
}

/// One line for each thing an addressee is to do.
pub(super) fn duty_lines(gathered: &Gathered<'_>, duties: &Duties) -> String {
    let line = |duty: &Duty| {
        let mut text = format!("- {}", duty.text);
        if !duty.units.is_empty() {
            let units = duty.units.iter().filter_map(|unit| gathered.named.get(unit));
            let named: Vec<Named> = units.map(|it| Named { visited: true, ..*it }).collect();
            let list = naming::list(&named, &Listing::default(), duty.open);
            text.push_str(&format!(" ({list})"));
        }
        if let Some(day) = duty.deadline {
            text.push_str(&format!("; hoàn thành trước ngày {}", date::short(day)));
        }
        text + "."
    };
    duties.duties.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Who reports what to whom.
pub(super) fn carrying_out(material: &Material) -> String {
    let body = &material.campaign.delegation_name;
    let until = if material.remarks.iter().any(|remark| remark.finding.deadline.is_some()) {
        "trong thời hạn ghi tại Phần V"
    } else {
        "theo kiến nghị, yêu cầu tại Phần V"
    };
    format!(
        "Các đơn vị được kiểm tra, các đơn vị có tên trong Thông báo này khắc phục tồn tại, hạn chế {until}; báo cáo kết quả bằng văn bản, kèm tài liệu chứng minh, về {body}."
    )
}

/// The last sentence.
pub(super) fn closing(material: &Material) -> String {
    let body = &material.campaign.delegation_name;
    let what = lower_first(&subject(material));
    format!("Trên đây là Thông báo {what}; {body} thông báo để các đơn vị biết, thực hiện./.")
}

/// Who gets a copy, one a line.
pub(super) fn recipients(material: &Material) -> String {
    let agency = &material.campaign.agency;
    let mut lines = Vec::new();
    if !agency.parent.is_empty() {
        lines.push(format!("- {} (để báo cáo);", in_running_text(&agency.parent)));
    }
    lines.push("- Các đơn vị được kiểm tra;".to_owned());
    lines.push(format!("- {};", material.campaign.delegation_name));
    lines.push(crate::minutes::ARCHIVE.to_owned());
    lines.join("\n")
}

/// A name in capitals as running text has it: `UBND THỊ XÃ` as `UBND thị xã`. Names of places are
/// not known from capitals, so a name of more than its kind stays as it is.
fn in_running_text(name: &str) -> String {
    const KINDS: [&str; 4] = ["UBND THỊ XÃ", "UBND HUYỆN", "UBND TỈNH", "UBND THÀNH PHỐ"];
    match name.strip_prefix("UBND ").filter(|_| KINDS.contains(&name)) {
        Some(kind) => format!("UBND {}", kind.to_lowercase()),
        None => name.to_owned(),
    }
}

/// The areas with anything of `kind` in them, and the free-standing remarks under a heading of
/// their own.
pub(super) fn areas_with(gathered: &Gathered<'_>, kind: FindingKind) -> Vec<(String, String)> {
    let areas = &gathered.material.agenda.areas;
    let known: BTreeSet<&str> = areas.iter().map(|area| area.id.as_str()).collect();
    let mut with: Vec<(String, String)> = areas
        .iter()
        .filter(|area| gathered.of(&area.id, kind).next().is_some())
        .map(|area: &AgendaArea| (area.id.clone(), area.title.clone()))
        .collect();
    for paragraph in gathered.paragraphs.iter().filter(|it| it.kind == kind && !it.left_out) {
        let area = paragraph.area();
        if !known.contains(area) && !with.iter().any(|(id, _)| id == area) {
            with.push((area.to_owned(), crate::minutes::OTHER_AREA.to_owned()));
        }
    }
    with
}
