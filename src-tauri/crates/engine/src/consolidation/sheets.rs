//! Everything of a campaign as sheets, for people who go on in Excel.

use std::collections::BTreeMap;

use domain::answer::{Answer, PartValue, Rate};
use domain::campaign::Campaign;
use domain::checklist::{FieldKind, Register};
use domain::finding::{Finding, FindingKind};
use tables::{Column, ColumnKind, SheetOut};

use super::matrix::{Matrix, MatrixUnit, spoken};
use crate::folder::Folder;
use crate::minutes;

/// Excel's limit for the name of a sheet, in letters.
const NAME_MOST: usize = 31;

/// The sheets: the matrix, every answer, every figure, every finding, and each register that has
/// rows. `own` are the findings that rest on no visit.
pub fn sheets(
    campaign: &Campaign,
    matrix: &Matrix,
    folders: &[Folder],
    own: &[Finding],
) -> Vec<SheetOut> {
    let mut sheets =
        vec![squares(matrix), answers(folders), figures(folders), findings(campaign, folders, own)];
    let mut taken: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    for register in registers(folders) {
        let name = sheet_name(&register.title, &mut taken);
        sheets.push(rows(register, name, folders));
    }
    sheets
}

fn squares(matrix: &Matrix) -> SheetOut {
    let fixed = ["Đơn vị", "Ngày", "Đạt", "Cơ bản đạt", "Chưa đạt", "Chưa kiểm tra"];
    let kinds = [ColumnKind::Text, ColumnKind::Day];
    let mut columns: Vec<Column> = fixed
        .into_iter()
        .enumerate()
        .map(|(at, heading)| {
            Column::new(heading, kinds.get(at).copied().unwrap_or(ColumnKind::Number))
        })
        .collect();
    columns
        .extend(matrix.items.iter().map(|item| Column::text(&item.id).explained(&item.title, 14)));
    SheetOut {
        name: "Ma trận".to_owned(),
        columns,
        rows: matrix.units.iter().map(squares_of).collect(),
    }
}

fn squares_of(unit: &MatrixUnit) -> Vec<String> {
    let verdicts = unit.verdicts;
    let counts = [verdicts.met, verdicts.partly, verdicts.not_met, verdicts.open];
    let visited = unit.visit.is_some();
    let mut row = vec![unit.name.clone(), unit.date.map(|day| day.to_string()).unwrap_or_default()];
    row.extend(counts.map(|count| if visited { count.to_string() } else { String::new() }));
    row.extend(unit.cells.iter().map(|cell| spoken(cell.square).to_owned()));
    row
}

fn answers(folders: &[Folder]) -> SheetOut {
    let mut rows = Vec::new();
    for folder in folders {
        for item in folder.view.items() {
            let answer = folder.answers.get(&item.id);
            rows.push(vec![
                folder.unit.name.clone(),
                folder.visit.date.to_string(),
                item.id.clone(),
                item.title.clone(),
                minutes::verdict_word(answer.and_then(|answer| answer.verdict)).to_owned(),
                answer.map(|answer| answer.note.clone()).unwrap_or_default(),
            ]);
        }
    }
    let columns = vec![
        Column::text("Đơn vị"),
        Column::new("Ngày", ColumnKind::Day),
        Column::text("Mục"),
        Column::text("Nội dung"),
        Column::text("Kết quả"),
        Column::text("Ghi chú"),
    ];
    SheetOut { name: "Kết quả".to_owned(), columns, rows }
}

fn figures(folders: &[Folder]) -> SheetOut {
    let mut rows = Vec::new();
    for folder in folders {
        for item in folder.view.items() {
            let Some(answer) = folder.answers.get(&item.id) else { continue };
            for part in &item.parts {
                let Some(figure) = figure(answer, &part.name) else { continue };
                let mut row = vec![
                    folder.unit.name.clone(),
                    folder.visit.date.to_string(),
                    item.id.clone(),
                    part.label.clone(),
                ];
                row.extend(figure);
                rows.push(row);
            }
        }
    }
    let columns = vec![
        Column::text("Đơn vị"),
        Column::new("Ngày", ColumnKind::Day),
        Column::text("Mục"),
        Column::text("Số liệu"),
        Column::new("Số đếm hoặc tử số", ColumnKind::Number),
        Column::new("Mẫu số", ColumnKind::Number),
        Column::text("Như in trên giấy"),
    ];
    SheetOut { name: "Số liệu".to_owned(), columns, rows }
}

/// A figure as counts and as printed; words and days are no figures.
fn figure(answer: &Answer, part: &str) -> Option<[String; 3]> {
    let value = answer.parts.get(part)?;
    let (count, of) = match value {
        PartValue::Count(count) => (count.to_string(), String::new()),
        PartValue::Rate(figure) => match figure.rate {
            Rate::Counts(ratio) => (ratio.numerator().to_string(), ratio.denominator().to_string()),
            Rate::Range { .. } | Rate::PercentOnly(_) | Rate::Stated => {
                (String::new(), String::new())
            }
        },
        PartValue::Date(_) | PartValue::Choice(_) | PartValue::Text(_) | PartValue::Document(_) => {
            return None;
        }
    };
    Some([count, of, minutes::printed(value)])
}

fn findings(campaign: &Campaign, folders: &[Folder], own: &[Finding]) -> SheetOut {
    let names: BTreeMap<_, _> =
        campaign.units.iter().map(|unit| (unit.id, unit.name.as_str())).collect();
    let row = |day: String, finding: &Finding| {
        let units: Vec<&str> =
            finding.units.iter().filter_map(|unit| names.get(unit).copied()).collect();
        let kind = match finding.kind {
            FindingKind::Strength => "Ưu điểm",
            FindingKind::Shortcoming => "Tồn tại, hạn chế",
        };
        vec![
            units.join(", "),
            day,
            kind.to_owned(),
            finding.items.join(", "),
            finding.text.clone(),
            finding.explanation.clone(),
            finding.recommendation.clone(),
            finding.responsible.clone(),
            finding.deadline.map(|day| day.to_string()).unwrap_or_default(),
        ]
    };
    let visited = folders.iter().flat_map(|folder| {
        folder.findings.iter().map(|finding| row(folder.visit.date.to_string(), finding))
    });
    let rows = visited.chain(own.iter().map(|finding| row(String::new(), finding))).collect();
    let columns = vec![
        Column::text("Đơn vị"),
        Column::new("Ngày", ColumnKind::Day),
        Column::text("Loại"),
        Column::text("Mục"),
        Column::text("Nội dung"),
        Column::text("Giải trình"),
        Column::text("Kiến nghị"),
        Column::text("Người chịu trách nhiệm"),
        Column::new("Hạn khắc phục", ColumnKind::Day),
    ];
    SheetOut { name: "Nhận xét".to_owned(), columns, rows }
}

/// The registers that hold a row at any visit, in the order of the checklist.
fn registers(folders: &[Folder]) -> Vec<&Register> {
    let mut found: Vec<&Register> = Vec::new();
    for folder in folders {
        for register in &folder.registers {
            let filled = folder.rows.iter().any(|row| row.register == register.id);
            if filled && !found.iter().any(|known| known.id == register.id) {
                found.push(register);
            }
        }
    }
    found
}

fn rows(register: &Register, name: String, folders: &[Folder]) -> SheetOut {
    let mut columns = vec![Column::text("Đơn vị"), Column::new("Ngày", ColumnKind::Day)];
    columns.extend(register.fields.iter().map(|field| {
        let kind = match field.kind {
            FieldKind::Count => ColumnKind::Number,
            FieldKind::Date => ColumnKind::Day,
            FieldKind::Text | FieldKind::Choice(_) | FieldKind::YesNo => ColumnKind::Text,
        };
        Column::new(&field.label, kind)
    }));
    let mut lines = Vec::new();
    for folder in folders {
        for row in folder.rows.iter().filter(|row| row.register == register.id) {
            let mut line = vec![folder.unit.name.clone(), folder.visit.date.to_string()];
            line.extend(register.fields.iter().map(|field| {
                let text = row.cells.get(&field.name).map_or("", String::as_str);
                said(&field.kind, text).to_owned()
            }));
            lines.push(line);
        }
    }
    SheetOut { name, columns, rows: lines }
}

/// Yes and no as people write them.
fn said<'a>(kind: &FieldKind, text: &'a str) -> &'a str {
    match (kind, text) {
        (FieldKind::YesNo, "yes") => "có",
        (FieldKind::YesNo, "no") => "không",
        _ => text,
    }
}

/// A name that Excel takes, and that no other sheet has.
fn sheet_name(title: &str, taken: &mut Vec<String>) -> String {
    let plain: String = title.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).collect();
    let cut = |room: usize| plain.chars().take(room).collect::<String>().trim().to_owned();
    let first = cut(NAME_MOST);
    let name = if taken.contains(&first) {
        let numbered = (2_u32..).map(|number| format!("{} {number}", cut(NAME_MOST - 4)));
        numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or(first)
    } else {
        first
    };
    taken.push(name.clone());
    name
}
