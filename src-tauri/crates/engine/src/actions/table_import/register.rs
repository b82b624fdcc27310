//! Rows of any register of a visit.

use std::collections::BTreeMap;

use domain::checklist::{CellFault, FieldKind};

use super::{Act, At, Lines, Plan, Target, visit_of};
use crate::actions::RowChange;
use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::import::{LineFlaw, WantedColumn};

pub(super) struct Rows;

impl Target for Rows {
    fn id(&self) -> &'static str {
        "register"
    }

    fn columns(&self, engine: &Engine, at: &At) -> Result<Vec<WantedColumn>, EngineError> {
        let register = engine.register_at(visit_of(at)?, register_of(at)?)?;
        let column = |field: &domain::checklist::Field| {
            WantedColumn::new(&field.name, &field.label, &[], false)
        };
        Ok(register.fields.iter().map(column).collect())
    }

    fn plan(
        &self,
        engine: &mut Engine,
        at: &At,
        lines: Lines<'_, '_>,
    ) -> Result<Plan, EngineError> {
        let visit = visit_of(at)?;
        let register = engine.register_at(visit, register_of(at)?)?;
        let mut standing: BTreeMap<BTreeMap<String, String>, u32> = BTreeMap::new();
        for row in engine.rows_of(visit, &register.id)? {
            *standing.entry(row.cells).or_default() += 1;
        }
        let mut plan = Plan {
            name: format!("Nhập sổ “{}” từ tệp", register.title),
            ..Plan::default()
        };
        let mut changes = Vec::new();
        for line in &lines.lines {
            if line.cells.is_empty() {
                continue;
            }
            let before = lines.reader.problems.len();
            let mut sound = lines.reader.sound(line);
            let mut cells = BTreeMap::new();
            for field in &register.fields {
                let read = field.kind.read(line.get(&field.name));
                if let Some(fault) = read.fault {
                    lines.reader.note(line, &field.name, flaw(fault, &field.kind));
                }
                if !read.text.is_empty() {
                    cells.insert(field.name.clone(), read.text);
                }
            }
            sound = sound && lines.reader.problems.len() == before;
            if !sound {
                continue;
            }
            // A row that is there already is counted off, so that equal rows stay as many as
            // they are.
            if let Some(left) = standing.get_mut(&cells).filter(|left| 0 < **left) {
                *left -= 1;
                plan.same = plan.same.saturating_add(1);
            } else {
                plan.added = plan.added.saturating_add(1);
                changes.push(RowChange::Put { id: None, cells });
            }
        }
        plan.act = Act::Rows { visit, register: register.id, changes };
        Ok(plan)
    }
}

fn register_of(at: &At) -> Result<&str, EngineError> {
    let register = at.register.as_deref();
    register.ok_or_else(|| EngineError::NotFound { what: Noun::Register, name: String::new() })
}

pub(super) fn flaw(fault: CellFault, kind: &FieldKind) -> LineFlaw {
    match (fault, kind) {
        (CellFault::NotADate, _) => LineFlaw::NotADate,
        (CellFault::NotACount, _) => LineFlaw::NotACount,
        (CellFault::NotYesNo, _) => LineFlaw::NotYesNo,
        (CellFault::NotAnOption, FieldKind::Choice(options)) => {
            LineFlaw::NotAnOption(options.clone())
        }
        (
            CellFault::NotAnOption,
            FieldKind::Text | FieldKind::Date | FieldKind::YesNo | FieldKind::Count,
        ) => LineFlaw::NotAnOption(Vec::new()),
    }
}
