//! The concluding notice over every commune of the country, against reading its rows with raw SQL.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::finding::{Finding, FindingKind};
use domain::id::{CampaignId, FindingId, UnitId, VisitId};
use engine::Engine;
use engine::record::finding_edits;
use engine::store::{KeyCost, Secrecy, Store, StoreError, Target};
use rusqlite::{Connection, named_params};

use crate::measure::interleave;
use crate::stores::{self, make_full, note};
use crate::table::{Aim, Row};
use crate::{Outcome, place};

const AIM: Aim = Aim::AtMost(3.0);
const PAIRS: usize = 7;

/// Communes of the country since 01/7/2025, unless `BIENBAN_BENCH_UNITS` says otherwise.
const UNITS: usize = 3321;

/// Shortcomings noted at each visit, at the first items that are not met.
const FINDINGS: usize = 5;

/// Measures reading, gathering and wording the notice; laying it out is measured with drafting.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let units = match std::env::var("BIENBAN_BENCH_UNITS") {
        Ok(text) => text.parse()?,
        Err(_) => UNITS,
    };
    let folder = place::scratch()?;
    let home = folder.path().join("kho");
    let (visits, items) = make_full(&home, KeyCost::CHEAP, units)?;
    let mut store = stores::open_bare(&home)?;
    for visit in &visits {
        note_findings(&mut store, *visit, &items)?;
    }
    store.close()?;
    let raw = open_raw(&folder.path().join("raw.db"), &visits, &items)?;
    let engine = Engine::open(&home, &stores::secret(), stores::doors())?;
    let campaign = engine.campaign_named("do")?;
    let [pairs] = interleave(
        PAIRS,
        |_| Ok([word(&engine, campaign)?]),
        |_| Ok([read(&raw, visits.len() * items.len())?]),
    )?;
    engine.close()?;
    let what = format!("the notice of {units} units × {} items, worded", items.len());
    Ok(vec![Row::measured(what, "reading the same rows with raw SQL", AIM, pairs)])
}

fn word(engine: &Engine, campaign: CampaignId) -> Outcome<Duration> {
    let started = Instant::now();
    let notice = engine.notice(campaign)?;
    let spent = started.elapsed();
    if notice.slots.iter().any(|slot| slot.paragraph.is_some()) {
        Ok(spent)
    } else {
        Err("a notice without a shortcoming".into())
    }
}

fn shortcomings(items: &[String]) -> impl Iterator<Item = &String> {
    items.iter().step_by(FINDINGS).take(FINDINGS)
}

fn note_findings(store: &mut Store, visit: VisitId, items: &[String]) -> Outcome<()> {
    let mut edits = Vec::new();
    for (number, item) in (0_u8..).zip(shortcomings(items)) {
        let mut id = visit.bytes();
        if let Some(last) = id.last_mut() {
            *last = last.wrapping_add(number + 1);
        }
        edits.extend(finding_edits(&Finding {
            id: FindingId::from_bytes(id),
            kind: FindingKind::Shortcoming,
            text: sentence(item),
            items: vec![item.clone()],
            units: Vec::<UnitId>::new(),
            open_list: false,
            explanation: String::new(),
            ruling: None,
            recommendation: "Khắc phục ngay".to_owned(),
            responsible: "Chủ tịch UBND xã".to_owned(),
            deadline: None,
        })?);
    }
    store.write(|tx| {
        for edit in &edits {
            let target = Target::new(visit.bytes(), edit.kind, edit.id, edit.field.as_str());
            tx.set(&target, &edit.value, Secrecy::Shared)?;
        }
        Ok::<(), StoreError>(())
    })?;
    Ok(())
}

fn sentence(item: &str) -> String {
    format!("Chưa thực hiện đầy đủ nội dung của mục {item}.")
}

/// The same answers and findings in two plain tables, one row each, under the same cipher.
fn open_raw(path: &Path, visits: &[VisitId], items: &[String]) -> Outcome<Connection> {
    let mut connection = stores::open_raw(path)?;
    connection.execute_batch(
        "create table answer (visit blob, item text, verdict text, note text, primary key (visit, item)) strict, without rowid;
         create table finding (visit blob, item text, text text, recommendation text, responsible text, primary key (visit, item)) strict, without rowid;",
    )?;
    let tx = connection.transaction()?;
    {
        let mut answer =
            tx.prepare("insert into answer values (:visit, :item, :verdict, :note)")?;
        let mut finding = tx.prepare(
            "insert into finding values (:visit, :item, :text, 'Khắc phục ngay', 'Chủ tịch UBND xã')",
        )?;
        for visit in visits {
            let visit = visit.bytes();
            for (number, item) in items.iter().enumerate() {
                let verdict = if number % 5 == 0 { "not-met" } else { "met" };
                answer.execute(named_params! {
                    ":visit": visit, ":item": item, ":verdict": verdict, ":note": note(number),
                })?;
            }
            for item in shortcomings(items) {
                finding.execute(named_params! {
                    ":visit": visit, ":item": item, ":text": sentence(item),
                })?;
            }
        }
    }
    tx.commit()?;
    Ok(connection)
}

fn read(raw: &Connection, rows: usize) -> Outcome<Duration> {
    let started = Instant::now();
    let mut answers = Vec::with_capacity(rows);
    let mut query = raw.prepare_cached("select visit, item, verdict, note from answer")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let answer: (Vec<u8>, String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        answers.push(answer);
    }
    let mut findings = Vec::new();
    let mut query =
        raw.prepare_cached("select visit, item, text, recommendation, responsible from finding")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let finding: (Vec<u8>, String, String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        findings.push(finding);
    }
    let spent = started.elapsed();
    if answers.len() == rows && !findings.is_empty() {
        Ok(spent)
    } else {
        Err("raw rows are missing".into())
    }
}
