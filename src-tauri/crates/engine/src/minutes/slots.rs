//! The pieces of text that are generated and may be edited.

use domain::campaign::{LegalPaper, Role};
use domain::date;
use domain::finding::{Finding, FindingKind};
use domain::layout::Section;
use domain::number;
use domain::progress::Progress;

use super::material::{Material, SheetArea, Signatory};
use super::{addition, figures, pages, seen_again, words};

/// The bases (căn cứ), one a line, each ending with `;`, the last with `.`.
pub(super) fn bases(material: &Material) -> String {
    let count = material.campaign.papers.len();
    let line = |(index, paper): (usize, &LegalPaper)| {
        let end = if index + 1 == count { "." } else { ";" };
        format!("Căn cứ {}{end}", citation(paper))
    };
    material.campaign.papers.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

/// Openings of a subject that join the issuer without “về”: “của Chính phủ ban hành …”.
const JOINING: [&str; 4] = ["về ", "ban hành ", "quy định ", "thành lập "];

/// A legal paper as running text cites it: `Kế hoạch số 37/KH-UBND ngày … của … về …`.
pub(crate) fn citation(paper: &LegalPaper) -> String {
    let mut text = format!("{} số {}", paper.kind_in_full(), paper.number);
    if let Some(day) = paper.date {
        text.push_str(&format!(" {}", date::long(day)));
    }
    if !paper.issuer.is_empty() {
        text.push_str(&format!(" của {}", paper.issuer));
    }
    if !paper.subject.is_empty() {
        let is_joined = JOINING.iter().any(|word| paper.subject.starts_with(word));
        let about = if is_joined { "" } else { "về " };
        text.push_str(&format!(" {about}{}", paper.subject));
    }
    text
}

/// Beginning, place, form and inspected period: the first lines of Mẫu 1.9.
pub(super) fn opening(material: &Material) -> String {
    if let Some(addition) = &material.addition {
        return addition::opening(material, addition);
    }
    let visit = &material.visit;
    let mut lines = Vec::new();
    let begun = visit.start.map(|time| format!("{}, ", date::clock(time))).unwrap_or_default();
    lines.push(format!("Thời gian bắt đầu: {begun}{}.", date::long(visit.date)));
    if !visit.place.is_empty() {
        lines.push(format!("Địa điểm: {}.", visit.place.trim_end_matches('.')));
    }
    lines.push(format!("Hình thức: {}.", words::form_words(visit.form)));
    let told = seen_again::papers(material.demands());
    if !told.is_empty() {
        lines.push(format!(
            "Nội dung: xem lại việc khắc phục tồn tại, hạn chế đã nêu tại {}.",
            told.join("; ")
        ));
    }
    let period = visit.period.unwrap_or(material.campaign.period);
    lines.push(format!(
        "Thời kỳ kiểm tra: từ ngày {} đến ngày {}.",
        date::cited(period.from),
        date::cited(period.to)
    ));
    if 1 < material.revision {
        lines.push(format!(
            "Biên bản này là bản thứ {}, thay thế bản thứ {}. Lý do: {}.",
            number::ordinal(u64::from(material.revision)),
            number::ordinal(u64::from(material.revision - 1)),
            material.reason.trim_end_matches('.')
        ));
    }
    lines.join("\n")
}

/// Who chaired and who wrote, after the lists of those present.
pub(super) fn chair(material: &Material) -> String {
    let kind = material.campaign.delegation_kind;
    let named = |label: &str, role: Role| {
        let member = material.campaign.member_as(role)?;
        let who = [member.name.as_str(), member.title.as_str()];
        let who: Vec<&str> = who.into_iter().filter(|part| !part.is_empty()).collect();
        let who = (!who.is_empty()).then(|| who.join(", "));
        // “Thư ký: …” says the part already; who chairs may be leader or deputy.
        let part =
            (role != Role::Secretary || who.is_none()).then(|| words::role_title(role, kind));
        let said: Vec<&str> = who.as_deref().into_iter().chain(part).collect();
        Some(format!("{label}: {}.", said.join(" - ")))
    };
    let chair = named("Chủ trì", Role::Leader).or_else(|| named("Chủ trì", Role::Deputy));
    chair.into_iter().chain(named("Thư ký", Role::Secretary)).collect::<Vec<_>>().join("\n")
}

/// What an area did well: a count of what was looked at, documents seen, strengths.
pub(super) fn strengths(material: &Material, area: &SheetArea) -> String {
    let mut lines = Vec::new();
    if let Some(summary) = summary(material, area) {
        lines.push(summary);
    }
    lines.extend(figures::sentences(material, area));
    lines.extend(
        material
            .findings_in(&area.id, FindingKind::Strength)
            .map(|finding| sentence(&finding.text)),
    );
    lines.join("\n")
}

fn summary(material: &Material, area: &SheetArea) -> Option<String> {
    let mut progress = Progress::default();
    for item in &area.items {
        progress.count(material.answers.get(&item.id), 0);
    }
    if progress.answered.done == 0 {
        return None;
    }
    let counts = [
        (progress.met, "đạt"),
        (progress.partly, "cơ bản đạt"),
        (progress.not_met, "chưa đạt"),
        (progress.not_applicable, "không áp dụng"),
    ];
    let named: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count != 0)
        .map(|(count, word)| format!("{} {word}", number::in_text(u64::from(count))))
        .collect();
    Some(format!(
        "Đã kiểm tra {}/{} nội dung: {}.",
        number::in_text(u64::from(progress.answered.done)),
        number::in_text(u64::from(progress.answered.of)),
        named.join(", ")
    ))
}

/// Items of the checklist at which nothing at all was recorded, by id.
pub(super) fn unanswered(material: &Material) -> String {
    let items = material.sheet.areas.iter().flat_map(|area| &area.items);
    let open: Vec<&str> = items
        .filter(|item| !material.answers.contains_key(&item.id))
        .map(|item| item.id.as_str())
        .collect();
    if open.is_empty() {
        return String::new();
    }
    let count = u64::try_from(open.len()).unwrap_or(u64::MAX);
    format!("Nội dung chưa kiểm tra ({} mục): {}.", number::in_text(count), open.join(", "))
}

/// What the unit as a whole said.
pub(super) fn unit_says(material: &Material) -> String {
    let body = words::body_word(material.campaign.delegation_kind);
    let any = |is: fn(&Finding) -> bool| material.findings.iter().any(is);
    // Who does not sign is not said to agree.
    if let Some(reason) = material.refusals.get("unit") {
        return refuses(&format!("Đại diện {}", material.unit.authority()), reason);
    }
    let mut said =
        format!("Đại diện {} tiếp thu nhận xét, đánh giá của {body}", material.unit.authority());
    if any(|finding| !finding.explanation.is_empty()) {
        let part = material.part_of(Section::Results);
        said.push_str(&format!(", giải trình như đã ghi tại Phần {part}"));
    }
    if any(|finding| finding.kind == FindingKind::Shortcoming) {
        let part = material.part_of(Section::Recommendations);
        let until = if any(|finding| finding.deadline.is_some()) {
            format!("trong thời hạn ghi tại Phần {part}")
        } else {
            format!("theo kiến nghị, yêu cầu tại Phần {part}")
        };
        said.push_str(&format!(" và cam kết khắc phục những tồn tại, hạn chế đã nêu {until}"));
    }
    said.push('.');
    said
}

/// Reading back, number of pages and copies, end.
pub(super) fn closing(material: &Material) -> String {
    let visit = &material.visit;
    let visit_ended = || {
        visit.end.map_or_else(
            || format!("Buổi kiểm tra kết thúc trong {}.", date::long(visit.date)),
            |time| {
                format!(
                    "Buổi kiểm tra kết thúc vào hồi {}, {}.",
                    date::clock(time),
                    date::long(visit.date)
                )
            },
        )
    };
    let ended = material.addition.as_ref().map_or_else(visit_ended, addition::ended);
    let read = read_back(material);
    format!("{read} Biên bản gồm {} trang, {}.\n{ended}", pages::COUNT, copies(material))
}

/// How many copies there are, and who keeps them; numbers are read out.
fn copies(material: &Material) -> String {
    let count = u64::from(material.visit.copies);
    let body = words::body_word(material.campaign.delegation_kind);
    let unit = material.unit.authority();
    let said = |count: u64| number::read_out(count);
    match count {
        0 | 1 => format!("được lập thành {} bản do {body} giữ", said(1)),
        2 => format!(
            "được lập thành {} bản có giá trị như nhau; {unit} và {body} mỗi bên giữ {} bản",
            said(2),
            said(1)
        ),
        _ => format!(
            "được lập thành {} bản có giá trị như nhau; {unit} giữ {} bản, {body} giữ {} bản",
            said(count),
            said(1),
            said(count - 1)
        ),
    }
}

/// That the minutes were read out, and who signs them or does not, with each reason.
fn read_back(material: &Material) -> String {
    let refused: Vec<String> = material.signatories().iter().filter_map(refusal).collect();
    if refused.is_empty() {
        return "Biên bản đã được đọc lại cho những người tham dự cùng nghe, nhất trí thông qua và cùng ký tên dưới đây.".to_owned();
    }
    format!(
        "Biên bản đã được đọc lại cho những người tham dự cùng nghe. {} Những người còn lại nhất trí thông qua và ký tên dưới đây.",
        refused.join(" ")
    )
}

fn refusal(signatory: &Signatory) -> Option<String> {
    let reason = signatory.refusal.as_deref()?;
    let who = [signatory.name.as_str(), signatory.title.as_str()];
    let who: Vec<&str> = who.into_iter().filter(|part| !part.is_empty()).collect();
    let who = if who.is_empty() { "Đại diện đơn vị".to_owned() } else { who.join(", ") };
    Some(refuses(&who, reason))
}

fn refuses(who: &str, reason: &str) -> String {
    sentence(&format!("{who} không ký biên bản; lý do: {reason}"))
}

/// Who gets a copy, one a line.
pub(super) fn recipients(material: &Material) -> String {
    let unit = format!("- {};", material.unit.authority());
    let body = format!("- {};", material.campaign.delegation_name);
    let more = material.layout.recipients.lines().map(|line| {
        let name = line.trim().trim_start_matches("- ").trim_end_matches([';', '.']);
        format!("- {name};")
    });
    let lines = [unit, body].into_iter().chain(more).chain([words::ARCHIVE.to_owned()]);
    lines.filter(|line| line != "- ;").collect::<Vec<_>>().join("\n")
}

/// How many things there are, as running text has it.
pub(super) fn counted(count: usize) -> String {
    number::in_text(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Ends `text` with a full stop unless it ends with a mark already.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', '…', ';', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
