//! Acts of many edits: a table of 2,000 lines pasted into a register, and taken back.
//!
//! Ours is the whole of what the window waits for: every cell becomes part of a signed, chained
//! op, and the register is read again with the figures and sentences that follow from it. The
//! other side commits the same cells as bare rows, in one transaction under the same settings.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use domain::id::{RowId, VisitId};
use engine::Engine;
use engine::actions::RowChange;
use engine::store::KeyCost;
use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::measure::{Pairs, interleave};
use crate::stores::{self, make_full};
use crate::table::{Aim, Row};
use crate::{Outcome, place};

const PAIRS: usize = 9;
const LINES: usize = 2_000;
const REGISTER: &str = "nhan_su";
const COLUMNS: [&str; 7] =
    ["ho_ten", "chuc_vu", "thuoc_mot_cua", "tinh_trang", "deo_the", "bien_ten", "gio"];
const AGAINST: &str = "one SQLCipher commit of 14.000 rows, one a cell";

/// Measures a paste into an empty register and over a full one, and taking each back.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let folder = place::scratch()?;
    let home = folder.path().join("kho");
    // A visit for each turn, so that no turn finds what an earlier one left behind.
    let (visits, _) = make_full(&home, KeyCost::CHEAP, PAIRS + 1)?;
    let raw = stores::open_raw(&folder.path().join("raw.db"))?;
    raw.execute_batch("create table cell (id integer primary key, words text) strict")?;
    let mut engine = Engine::open(&home, &stores::secret(), stores::doors())?;
    let [filled, emptied, over, back] = interleave(
        PAIRS,
        |turn| acts(&mut engine, *visits.get(turn).ok_or("too few visits")?, turn),
        |turn| {
            let mut each = [Duration::ZERO; 4];
            for (at, spent) in each.iter_mut().enumerate() {
                *spent = commit(&raw, 4 * turn + at)?;
            }
            Ok(each)
        },
    )?;
    engine.close()?;
    let row = |what: &str, pairs: Pairs| Row::measured(what, AGAINST, Aim::None, pairs);
    Ok(vec![
        row("pasting 2.000 × 7 cells as new rows, until the register stands", filled),
        row("… taking that back", emptied),
        row("pasting 2.000 × 7 cells over others, until the register stands", over),
        row("… taking that back", back),
    ])
}

fn acts(engine: &mut Engine, visit: VisitId, turn: usize) -> Outcome<[Duration; 4]> {
    let new = |line| RowChange::Put { id: None, cells: cells(turn, line) };
    let filled = save(engine, visit, &(0..LINES).map(new).collect::<Vec<_>>())?;
    let emptied = undo(engine, visit, 0)?;
    let redone = engine.redo(visit)?;
    let ids: Vec<RowId> =
        engine.register_book(visit, REGISTER)?.rows.iter().map(|it| it.row.id).collect();
    if ids.len() != LINES {
        return Err(format!("after “{redone}” there are {} rows", ids.len()).into());
    }
    let put = |(line, id)| RowChange::Put { id: Some(id), cells: cells(turn + 1, line) };
    let over = save(engine, visit, &ids.into_iter().enumerate().map(put).collect::<Vec<_>>())?;
    let back = undo(engine, visit, LINES)?;
    Ok([filled, emptied, over, back])
}

fn save(engine: &mut Engine, visit: VisitId, changes: &[RowChange]) -> Outcome<Duration> {
    let started = Instant::now();
    engine.save_rows(visit, REGISTER, changes, Some("Dán 2.000 dòng".to_owned()))?;
    let rows = stand(engine, visit)?;
    let spent = started.elapsed();
    if rows == LINES { Ok(spent) } else { Err("not every line was kept".into()) }
}

fn undo(engine: &mut Engine, visit: VisitId, left: usize) -> Outcome<Duration> {
    let started = Instant::now();
    engine.undo(visit)?;
    let rows = stand(engine, visit)?;
    let spent = started.elapsed();
    if rows == left { Ok(spent) } else { Err("the act was not taken back".into()) }
}

/// What the window reads after each act.
fn stand(engine: &Engine, visit: VisitId) -> Outcome<usize> {
    let rows = engine.register_book(visit, REGISTER)?.rows.len();
    engine.folder(visit)?;
    engine.unshared()?;
    Ok(rows)
}

/// A line in which every cell differs from the same one of the turn before.
fn cells(turn: usize, line: usize) -> BTreeMap<String, String> {
    let states = ["có mặt", "đi muộn", "về sớm", "vắng có lý do", "vắng không lý do"];
    let yes = |odd: usize| if (turn + odd).is_multiple_of(2) { "có" } else { "không" }.to_owned();
    let state = states.get((turn + line) % states.len()).copied().unwrap_or_default();
    let texts = [
        format!("Công chức {line} lần {turn}"),
        format!("Chức vụ {turn}"),
        yes(line),
        state.to_owned(),
        yes(line + 1),
        yes(line),
        format!("{} giờ {}", 7 + turn % 2, line % 60),
    ];
    COLUMNS.iter().map(|column| (*column).to_owned()).zip(texts).collect()
}

fn commit(connection: &Connection, turn: usize) -> Outcome<Duration> {
    let lines: Vec<_> = (0..LINES).map(|line| cells(turn, line)).collect();
    let started = Instant::now();
    let transaction =
        rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    for words in lines.iter().flat_map(BTreeMap::values) {
        transaction
            .prepare_cached("insert into cell (words) values (:words)")?
            .execute(named_params! { ":words": words })?;
    }
    transaction.commit()?;
    Ok(started.elapsed())
}
