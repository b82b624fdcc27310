//! The annexes: units by figures, units by items, the register of findings, what is to be done.

use std::collections::{HashMap, HashSet};

use domain::answer::Verdict;
use domain::date;
use domain::finding::FindingKind;
use domain::id::UnitId;
use domain::notice::{Listing, Named, Remark, Wording, naming};
use domain::number;
use papers::{Align, Block, Column, Orientation, ParagraphStyle, Row, Table};

use super::figures::{self, FigureLine};
use super::material::{AgendaItem, Material};
use super::sentences::{Gathered, subject, upper_first};
use crate::blocks::{cells, long_cells, paragraph};
use crate::minutes::{ruling_words, sentence};

/// So many columns of figures stand beside each other on a wide page, each this wide.
const FIGURES: (usize, u16) = (4, 180);
/// So many columns of marks do.
const ITEMS: (usize, u16) = (10, 72);

/// Every annex that has anything in it, on wide pages.
pub(super) fn blocks(gathered: &Gathered<'_>) -> Vec<Block> {
    let material = gathered.material;
    let title = format!("(Kèm theo Thông báo {})", naming::lower_first(&subject(material)));
    let annexes = [
        ("Bảng số liệu theo đơn vị", figure_tables(material)),
        ("Bảng kết quả kiểm tra theo đơn vị và nội dung", item_tables(material)),
        ("Bảng tổng hợp tồn tại, hạn chế", findings(gathered)),
        ("Kế hoạch theo dõi khắc phục", follow_up(gathered)),
    ];
    let printed = annexes.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    let mut all = Vec::new();
    for ((what, blocks), number) in printed.zip(["I", "II", "III", "IV"]) {
        if all.is_empty() {
            all.push(Block::Turn(Orientation::Wide));
        }
        all.push(Block::Annex { label: format!("Phụ lục {number}"), title: what.to_owned() });
        all.push(paragraph(ParagraphStyle::Centred, &title));
        all.extend(blocks);
    }
    all
}

fn figure_tables(material: &Material) -> Vec<Block> {
    let areas = material.agenda.areas.iter();
    let lines: Vec<FigureLine> = areas.flat_map(|area| figures::lines(material, area)).collect();
    let (most, share) = FIGURES;
    let table = |lines: &[FigureLine]| {
        let cell = |line: &FigureLine, unit| {
            let found = line.units.iter().find(|it| it.unit == unit);
            found.map(|it| figures::told(&it.value)).unwrap_or_default()
        };
        let mut columns = unit_columns();
        columns.extend(lines.iter().map(|line| Column::share(&line.label, share, Align::Right)));
        let rows = units_of(material).into_iter().filter_map(|(unit, name)| {
            let told: Vec<String> = lines.iter().map(|line| cell(line, unit)).collect();
            told.iter().any(|text| !text.is_empty()).then_some((name, told))
        });
        Block::Table(Table { caption: None, columns, rows: numbered(rows) })
    };
    apart(lines.chunks(most).map(|lines| vec![table(lines)]))
}

fn item_tables(material: &Material) -> Vec<Block> {
    let items = material.agenda.areas.iter().flat_map(|area| &area.items);
    let judged: Vec<&AgendaItem> = items.filter(|item| is_judged(material, item)).collect();
    let (most, _) = ITEMS;
    let tables = judged.chunks(most).map(|items| {
        let titles = items.iter().map(|item| format!("{}: {}", item.id, item.title));
        let titles = format!("{}.", titles.collect::<Vec<_>>().join("; "));
        let note = paragraph(ParagraphStyle::Note, &titles);
        vec![Block::Table(item_table(material, items)), note]
    });
    let mut blocks = apart(tables);
    if !blocks.is_empty() {
        let signs = "Ký hiệu: Đ – đạt; C – cơ bản đạt; K – chưa đạt; o – không áp dụng; để trống – chưa kiểm tra.";
        blocks.insert(0, paragraph(ParagraphStyle::Note, signs));
    }
    blocks
}

/// Groups of blocks with some space between them.
fn apart(groups: impl Iterator<Item = Vec<Block>>) -> Vec<Block> {
    const BETWEEN_PT: u16 = 10;
    let mut blocks = Vec::new();
    for group in groups {
        if !blocks.is_empty() {
            blocks.push(Block::Space(BETWEEN_PT));
        }
        blocks.extend(group);
    }
    blocks
}

fn is_judged(material: &Material, item: &AgendaItem) -> bool {
    let judged = |answer: &domain::answer::Answer| answer.verdict.is_some();
    material.seen.iter().any(|seen| seen.answers.get(&item.id).is_some_and(judged))
}

fn item_table(material: &Material, items: &[&AgendaItem]) -> Table {
    let (_, share) = ITEMS;
    let mut columns = unit_columns();
    columns.extend(items.iter().map(|item| Column::share(&item.id, share, Align::Centre)));
    let rows = units_of(material).into_iter().filter_map(|(unit, name)| {
        let seen = material.seen.iter().rev().find(|seen| seen.unit == unit)?;
        let mark = |item: &&AgendaItem| {
            mark(seen.answers.get(&item.id).and_then(|answer| answer.verdict)).to_owned()
        };
        let marks: Vec<String> = items.iter().map(mark).collect();
        marks.iter().any(|mark| !mark.is_empty()).then_some((name, marks))
    });
    Table { caption: None, columns, rows: numbered(rows) }
}

/// Number and name; the name takes what the other columns leave.
fn unit_columns() -> Vec<Column> {
    vec![Column::share("STT", 50, Align::Centre), Column::share("Đơn vị", 230, Align::Left)]
}

const fn mark(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Met) => "Đ",
        Some(Verdict::Partly) => "C",
        Some(Verdict::NotMet) => "K",
        Some(Verdict::NotApplicable) => "o",
        None => "",
    }
}

fn findings(gathered: &Gathered<'_>) -> Vec<Block> {
    let rows = register(gathered).into_iter().zip(1_u64..).map(|((units, remark), number)| {
        let finding = &remark.finding;
        long_cells(&[
            &number::grouped(number),
            &units,
            &finding.items.join(", "),
            &sentence(&finding.text),
            &finding.explanation,
            ruling_words(finding.ruling),
        ])
    });
    let columns = vec![
        Column::share("STT", 50, Align::Centre),
        Column::share("Đơn vị", 170, Align::Left),
        Column::share("Mục", 75, Align::Left),
        Column::share("Tồn tại, hạn chế", 355, Align::Left),
        Column::share("Giải trình của đơn vị", 220, Align::Left),
        Column::share("Kết luận", 130, Align::Left),
    ];
    table(columns, rows.collect())
}

/// What each unit is to do: the recommendations of its own visit, and those over the campaign.
fn follow_up(gathered: &Gathered<'_>) -> Vec<Block> {
    let asked = register(gathered).into_iter();
    let asked = asked.filter(|(_, remark)| !remark.finding.recommendation.is_empty());
    let rows = asked.zip(1_u64..).map(|((units, remark), number)| {
        let finding = &remark.finding;
        let deadline = finding.deadline.map(|day| format!("Trước ngày {}", date::short(day)));
        long_cells(&[
            &number::grouped(number),
            &units,
            &sentence(&finding.recommendation),
            &finding.responsible,
            &deadline.unwrap_or_default(),
            "",
        ])
    });
    let columns = vec![
        Column::share("STT", 50, Align::Centre),
        Column::share("Đơn vị", 190, Align::Left),
        Column::share("Nội dung phải khắc phục", 350, Align::Left),
        Column::share("Người chịu trách nhiệm", 170, Align::Left),
        Column::share("Thời hạn", 110, Align::Centre),
        Column::share("Kết quả khắc phục", 130, Align::Left),
    ];
    table(columns, rows.collect())
}

fn table(columns: Vec<Column>, rows: Vec<Row>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Table(Table { caption: None, columns, rows })]
}

/// Every shortcoming once for each unit, as a list of units with what was noted: first what was
/// noted over the campaign, of the units at whose visits it was not, then unit by unit.
fn register<'a>(gathered: &Gathered<'a>) -> Vec<(String, &'a Remark)> {
    let remarks = &gathered.material.remarks;
    let all = remarks.iter().filter(|it| it.finding.kind == FindingKind::Shortcoming);
    let (of_visits, over): (Vec<&Remark>, Vec<&Remark>) = all.partition(|it| it.visit.is_some());
    let told: HashSet<(UnitId, Wording)> = of_visits
        .iter()
        .flat_map(|it| it.finding.units.iter().map(|unit| (*unit, Wording::of(&it.finding))))
        .collect();
    let mut rows: Vec<(String, &Remark)> = Vec::new();
    for remark in over {
        let wording = Wording::of(&remark.finding);
        let units = remark.finding.units.iter();
        let left: Vec<UnitId> =
            units.filter(|unit| !told.contains(&(**unit, wording.clone()))).copied().collect();
        if remark.is_general() {
            rows.push(("Các đơn vị".to_owned(), remark));
        } else if !left.is_empty() {
            rows.push((in_words(gathered, &left), remark));
        }
    }
    let places: HashMap<UnitId, usize> =
        units_of(gathered.material).into_iter().map(|(unit, _)| unit).zip(0..).collect();
    let place =
        |remark: &&Remark| remark.finding.units.first().and_then(|it| places.get(it)).copied();
    let mut of_visits = of_visits;
    of_visits.sort_by_key(place);
    rows.extend(of_visits.into_iter().map(|it| (in_words(gathered, &it.finding.units), it)));
    rows
}

fn in_words(gathered: &Gathered<'_>, units: &[UnitId]) -> String {
    let named: Vec<Named> =
        units.iter().filter_map(|unit| gathered.named.get(unit).copied()).collect();
    upper_first(&naming::list(&named, &Listing::default(), false))
}

/// The units that were visited, as papers list them, with their names.
fn units_of(material: &Material) -> Vec<(UnitId, String)> {
    let visited = material.visited();
    let units = material.campaign.units.iter().filter(|unit| visited.contains(&unit.id));
    let mut named: Vec<Named> = units.map(|unit| Named { unit, visited: true }).collect();
    naming::sort(&mut named);
    named.into_iter().map(|it| (it.unit.id, it.unit.name.clone())).collect()
}

fn numbered(rows: impl Iterator<Item = (String, Vec<String>)>) -> Vec<Row> {
    rows.zip(1_u64..)
        .map(|((name, told), number)| {
            let number = number::grouped(number);
            let mut texts = vec![number.as_str(), name.as_str()];
            texts.extend(told.iter().map(String::as_str));
            cells(&texts)
        })
        .collect()
}
