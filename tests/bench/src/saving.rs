//! One save against one row committed by SQLite alone, with the same cipher and settings.

use std::time::{Duration, Instant};

use domain::id::VisitId;
use engine::Engine;
use engine::record::{AnswerField, answer_edit};
use engine::store::{KeyCost, Secrecy, Store, StoreError, Target};
use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::measure::interleave;
use crate::stores::{self, make_full, note};
use crate::table::{Aim, Row};
use crate::{Outcome, place};

const PAIRS: usize = 400;
const AIM: Aim = Aim::AtMost(1.5);
const AGAINST: &str = "SQLCipher commit of one row, same settings";

/// Measures both ways in: as a screen saves, and the store alone.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let folder = place::scratch()?;
    let home = folder.path().join("kho");
    let (visits, items) = make_full(&home, KeyCost::CHEAP, 1)?;
    let visit = visits.first().copied().ok_or("no visit to measure on")?;
    let raw = stores::open_raw(&folder.path().join("raw.db"))?;
    raw.execute_batch("create table note (id integer primary key, words text) strict")?;

    let mut engine = Engine::open(&home, &stores::secret(), stores::doors())?;
    let [whole] = interleave(
        PAIRS,
        |turn| Ok([answer(&mut engine, visit, &items, turn)?]),
        |turn| Ok([commit(&raw, turn)?]),
    )?;
    engine.close()?;

    let mut store = stores::open_bare(&home)?;
    let [bare] = interleave(
        PAIRS,
        |turn| Ok([set(&mut store, visit, &items, turn)?]),
        |turn| Ok([commit(&raw, turn)?]),
    )?;
    store.close()?;
    Ok(vec![
        Row::measured("one save of a note, as a screen makes it", AGAINST, AIM, whole),
        Row::measured("one save of a note, store alone", AGAINST, AIM, bare),
    ])
}

/// Writes notes that no earlier turn wrote, at each item in turn.
fn answer(engine: &mut Engine, visit: VisitId, items: &[String], turn: usize) -> Outcome<Duration> {
    let (item, field) = work(items, turn)?;
    let started = Instant::now();
    let saved = engine.answer(visit, item, &field)?;
    let spent = started.elapsed();
    if saved.changed { Ok(spent) } else { Err("nothing was saved".into()) }
}

fn set(store: &mut Store, visit: VisitId, items: &[String], turn: usize) -> Outcome<Duration> {
    let (item, field) = work(items, turn + 2 * PAIRS)?;
    let edit = answer_edit(visit, item, &field)?;
    let target = Target::new(visit.bytes(), edit.kind, edit.id, edit.field.as_str());
    let started = Instant::now();
    let written = store
        .write(|tx| tx.set(&target, &edit.value, Secrecy::Shared))
        .map_err(|error: StoreError| error)?;
    let spent = started.elapsed();
    if written.ops.is_empty() { Err("nothing was saved".into()) } else { Ok(spent) }
}

fn work(items: &[String], turn: usize) -> Outcome<(&str, AnswerField)> {
    let item = items.get(turn % items.len()).ok_or("no item to measure on")?;
    Ok((item, AnswerField::Note(note(stores::ANSWERS + turn))))
}

fn commit(connection: &Connection, turn: usize) -> Outcome<Duration> {
    let words = note(turn);
    let started = Instant::now();
    let transaction =
        rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    transaction
        .prepare_cached("insert into note (words) values (:words)")?
        .execute(named_params! { ":words": words })?;
    transaction.commit()?;
    Ok(started.elapsed())
}
