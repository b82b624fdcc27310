//! The commune's own list of what it posts, laid beside the published list in the same act.

use std::collections::{BTreeMap, BTreeSet};

use domain::checklist::{NO, Register, YES};
use domain::id::RowId;
use domain::procedures::{Part, code_key, name_key};
use domain::text::fold;
use tables::Line;

use super::catalogue::group;
use super::register::flaw;
use super::{Act, At, Lines, Plan, Target, length, visit_of};
use crate::actions::RowChange;
use crate::actions::procedures::{Cells, REGISTER, changes, sides};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::import::{TableReader, WantedColumn};
use crate::record::Row;

pub(super) struct PostedList;

/// What stood in the rows before the list was laid over them.
type Before = BTreeMap<RowId, Cells>;

impl Target for PostedList {
    fn id(&self) -> &'static str {
        "posted"
    }

    fn columns(&self, _: &Engine, _: &At) -> Result<Vec<WantedColumn>, EngineError> {
        let column = WantedColumn::new;
        let mut columns = vec![
            column(
                "ten",
                "Tên TTHC",
                &["Tên thủ tục hành chính", "Tên thủ tục", "Thủ tục hành chính", "Thủ tục", "Tên"],
                true,
            ),
            column("ma", "Mã TTHC", &["Mã số TTHC", "Mã thủ tục", "Mã số", "Mã"], false),
            column("linh_vuc", "Lĩnh vực", &["Tên lĩnh vực"], false),
            column(
                "co_niem_yet",
                "Có niêm yết",
                &["Niêm yết", "Đã niêm yết", "Tình trạng niêm yết"],
                false,
            ),
            column("ngay_niem_yet", "Ngày niêm yết", &["Ngày cập nhật", "Cập nhật ngày"], false),
            column("du_bo_phan", "Đủ bộ phận", &["Đủ nội dung"], false),
            column("bo_phan_thieu", "Bộ phận còn thiếu", &["Nội dung còn thiếu"], false),
            column(
                "thanh_phan_niem_yet",
                "Thành phần hồ sơ đang niêm yết",
                &["Thành phần hồ sơ", "Hồ sơ gồm"],
                false,
            ),
        ];
        for part in Part::ALL.into_iter().filter(|part| *part != Part::Components) {
            columns.push(column(part.code(), &sentence(part.label()), &[], false));
        }
        Ok(columns)
    }

    fn plan(
        &self,
        engine: &mut Engine,
        at: &At,
        lines: Lines<'_, '_>,
    ) -> Result<Plan, EngineError> {
        let visit = visit_of(at)?;
        let register = engine.register_at(visit, REGISTER)?;
        let standing = engine.rows_of(visit, REGISTER)?;
        let read = read(lines, &register);
        let (campaign, day, unit) = engine.place_of(visit)?;
        let published = engine.procedures_of(campaign)?;
        let mut plan =
            Plan { name: "Nhập danh sách TTHC niêm yết".to_owned(), ..Plan::default() };
        let (rows, before) = merged(engine, standing, read, &mut plan)?;
        let sides = sides(published, rows, (day, unit));
        // Without a published list there is nothing to compare with.
        let settled =
            if sides.published.is_empty() { Vec::new() } else { changes(&sides, Some(NO)) };
        plan.act = Act::Rows {
            visit,
            register: register.id,
            changes: together(&sides.rows, &before, settled),
        };
        Ok(plan)
    }
}

fn sentence(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Reads the lines as rows of the register.
fn read(lines: Lines<'_, '_>, register: &Register) -> Vec<Cells> {
    let Lines { lines, reader, mapping, .. } = lines;
    let mut field = String::new();
    let mut read = Vec::new();
    for line in &lines {
        if let Some(title) = group(line, mapping.columns.len()) {
            field = title;
        } else if let Some(cells) = cells(line, &field, reader, register) {
            read.push(with_parts(cells, line, &mapping.columns));
        }
    }
    read
}

fn cells(
    line: &Line,
    field: &str,
    reader: &mut TableReader<'_>,
    register: &Register,
) -> Option<Cells> {
    if !reader.sound(line) {
        return None;
    }
    let before = reader.problems.len();
    let mut cells = Cells::new();
    for column in &register.fields {
        let typed = line.get(&column.name);
        let read = column.kind.read(typed.split_once(" 00:").map_or(typed, |(day, _)| day));
        if let Some(fault) = read.fault {
            reader.note(line, &column.name, flaw(fault, &column.kind));
        }
        if !read.text.is_empty() {
            cells.insert(column.name.clone(), read.text);
        }
    }
    if !field.is_empty() {
        cells.entry("linh_vuc".to_owned()).or_insert_with(|| field.to_owned());
    }
    // A list of what is posted says so by naming it.
    cells.entry("co_niem_yet".to_owned()).or_insert_with(|| YES.to_owned());
    (reader.problems.len() == before).then_some(cells)
}

/// Columns of single parts say which parts are missing.
fn with_parts(mut cells: Cells, line: &Line, mapped: &BTreeMap<String, u32>) -> Cells {
    let named = |part: &Part| mapped.contains_key(part.code());
    let known: Vec<Part> = Part::ALL.into_iter().filter(named).collect();
    if known.is_empty() {
        return cells;
    }
    let empty = |part: &Part| {
        matches!(
            fold(line.get(part.code())).trim(),
            "" | "khong" | "thieu" | "chua" | "chua co" | "0" | "k"
        )
    };
    let missing: Vec<Part> = known.into_iter().filter(empty).collect();
    let complete = if missing.is_empty() { YES } else { NO };
    cells.insert("du_bo_phan".to_owned(), complete.to_owned());
    if !missing.is_empty() {
        cells.insert("bo_phan_thieu".to_owned(), Part::list(&missing));
    }
    cells
}

/// Lays the lines over the rows of the same procedures; others become new rows.
fn merged(
    engine: &mut Engine,
    standing: Vec<Row>,
    read: Vec<Cells>,
    plan: &mut Plan,
) -> Result<(Vec<Row>, Before), EngineError> {
    let keys = |cells: &Cells| {
        let text = |name: &str| cells.get(name).map_or("", String::as_str);
        (code_key(text("ma")), name_key(text("ten")))
    };
    let before = standing.iter().map(|row| (row.id, row.cells.clone())).collect();
    let mut codes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in standing.iter().enumerate() {
        let (code, name) = keys(&row.cells);
        codes.entry(code).or_default().push(at);
        names.entry(name).or_default().push(at);
    }
    let mut taken = BTreeSet::new();
    let mut rows = standing;
    for cells in read {
        let (code, name) = keys(&cells);
        // A row that was found by its name has got its code since; a line with another code is
        // another procedure.
        let by_code = codes.get(&code).filter(|_| !code.is_empty());
        let nameless = |at: &&usize| {
            let known = rows.get(**at).map(|row| keys(&row.cells).0).unwrap_or_default();
            code.is_empty() || known.is_empty()
        };
        let by_name = names.get(&name).into_iter().flatten().filter(nameless);
        let mut found = by_code.into_iter().flatten().chain(by_name);
        let at = found.find(|at| taken.insert(**at)).copied();
        if let Some(row) = at.and_then(|at| rows.get_mut(at)) {
            let was = row.cells.clone();
            row.cells.extend(cells);
            let counted = if was == row.cells { &mut plan.same } else { &mut plan.changed };
            *counted = counted.saturating_add(1);
        } else {
            plan.added = plan.added.saturating_add(1);
            let id = RowId::from_bytes(engine.new_id()?);
            rows.push(Row { id, register: REGISTER.to_owned(), cells });
        }
    }
    debug_assert!(plan.added <= length(rows.len()));
    Ok((rows, before))
}

/// The list and the comparison as one act: each row is written once.
fn together(rows: &[Row], before: &Before, settled: Vec<RowChange>) -> Vec<RowChange> {
    let mut over: BTreeMap<RowId, Cells> = BTreeMap::new();
    let mut absent = Vec::new();
    for change in settled {
        match change {
            RowChange::Put { id: Some(id), cells } => {
                over.insert(id, cells);
            }
            RowChange::Put { id: None, .. }
            | RowChange::PutBelow { .. }
            | RowChange::Remove { .. } => absent.push(change),
        }
    }
    let mut changes = Vec::new();
    for row in rows {
        let mut cells = row.cells.clone();
        cells.extend(over.remove(&row.id).unwrap_or_default());
        let known = before.get(&row.id);
        if let Some(known) = known {
            cells.retain(|name, text| known.get(name).map_or("", String::as_str) != text);
        }
        if !cells.is_empty() {
            changes.push(RowChange::Put { id: known.map(|_| row.id), cells });
        }
    }
    changes.extend(absent);
    changes
}
