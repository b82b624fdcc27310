//! Stores to measure on, made the way a person would have made them.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use domain::answer::Verdict;
use domain::id::VisitId;
use domain::visit::VisitForm;
use engine::Engine;
use engine::actions::Person;
use engine::ports::{Clock, Randomness, SystemClock, SystemRandomness};
use engine::record::{AnswerField, answer_edit};
use engine::store::{Home, KeyCost, Passphrase, Ports, Secrecy, Secret, Store, Target};

use rusqlite::Connection;

use crate::Outcome;

/// Answers of a visit.
pub(crate) const ANSWERS: usize = 97;

const PASSPHRASE: &str = "mật khẩu để đo";

const CAMPAIGN: &str = r#"
[campaign]
key = "do"
name = "Kiểm tra công tác cải cách hành chính năm 2026"
agency = { parent = "ỦY BAN NHÂN DÂN TỈNH", name = "SỞ NỘI VỤ", place = "" }
delegation = { name = "Đoàn kiểm tra cải cách hành chính", kind = "doan" }
period = { from = 2026-01-01, to = 2026-09-15 }
dates = { from = 2026-09-15, to = 2026-09-15 }
[[campaign.members]]
title = "Trưởng phòng"
role = "leader"
"#;

/// The clock and the chance of this machine.
pub(crate) fn doors() -> (Arc<dyn Clock>, Arc<dyn Randomness>) {
    (Arc::new(SystemClock), Arc::new(SystemRandomness))
}

/// What opens every store that is made here.
pub(crate) fn secret() -> Secret {
    Secret::Passphrase(Passphrase::new(PASSPHRASE))
}

/// Opens the store in `folder` without the engine around it.
pub(crate) fn open_bare(folder: &Path) -> Outcome<Store> {
    let (clock, randomness) = doors();
    Ok(Store::open(&Home::new(folder), &secret(), Ports { clock, randomness })?)
}

/// Opens a database with the cipher and the settings of a store, and nothing in it.
pub(crate) fn open_raw(path: &Path) -> Outcome<Connection> {
    let connection = Connection::open(path)?;
    // Any 32 bytes cost the same; a raw key is not derived from anything.
    connection.execute_batch(&format!("pragma key = \"x'{}'\"", "5a".repeat(32)))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", "on")?;
    connection.pragma_update(None, "secure_delete", "on")?;
    connection.pragma_update(None, "trusted_schema", "off")?;
    Ok(connection)
}

/// Makes a store in `folder` with nothing in it.
pub(crate) fn make_empty(folder: &Path, cost: KeyCost) -> Outcome<Engine> {
    let person =
        Person { name: "Người đo".to_owned(), title: String::new(), office: String::new() };
    Ok(Engine::create(folder, &person, PASSPHRASE, cost, doors())?.0)
}

/// Makes a store in `folder` with one campaign and so many visits, each with a verdict and a note
/// at every item, and closes it. Returns the visits and the ids of the items.
pub(crate) fn make_full(
    folder: &Path,
    cost: KeyCost,
    visits: usize,
) -> Outcome<(Vec<VisitId>, Vec<String>)> {
    let mut engine = make_empty(folder, cost)?;
    let campaign = engine.import_campaign("do.toml", &campaign(visits)?, false)?;
    let units: Vec<_> = engine.campaign(campaign)?.0.units.iter().map(|unit| unit.id).collect();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 9, 15).ok_or("no such day")?;
    let mut opened = Vec::new();
    for unit in units {
        opened.push(engine.open_visit(campaign, unit, day, VisitForm::Planned)?);
    }
    let first = opened.first().copied().ok_or("no visit to measure on")?;
    let items: Vec<String> =
        engine.folder(first)?.view.items().map(|item| item.id.clone()).collect();
    if items.len() != ANSWERS {
        return Err(format!("a commune is asked {} items, not {ANSWERS}", items.len()).into());
    }
    engine.close()?;

    let mut store = open_bare(folder)?;
    for visit in &opened {
        answer_all(&mut store, *visit, &items)?;
    }
    store.close()?;
    Ok((opened, items))
}

/// A note such as a person writes; different for each number.
pub(crate) fn note(number: usize) -> String {
    format!(
        "Lần {number}: đã ban hành kế hoạch và niêm yết đủ thủ tục; còn chậm cập nhật hai thủ tục \
         lĩnh vực hộ tịch theo quyết định công bố mới."
    )
}

fn campaign(units: usize) -> Outcome<String> {
    let mut text = CAMPAIGN.to_owned();
    for number in 1..=units {
        writeln!(
            text,
            "[[campaign.units]]\nkey = \"xa-{number}\"\nname = \"Xã Số {number}\"\nkind = \"xa\"\n\
             visit = 2026-09-15"
        )?;
    }
    Ok(text)
}

/// Answers every item of a visit in one transaction.
fn answer_all(store: &mut Store, visit: VisitId, items: &[String]) -> Outcome<()> {
    let mut edits = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let verdict = if number % 5 == 0 { Verdict::NotMet } else { Verdict::Met };
        edits.push(answer_edit(visit, item, &AnswerField::Verdict(Some(verdict)))?);
        edits.push(answer_edit(visit, item, &AnswerField::Note(note(number)))?);
    }
    store.write(|tx| {
        for edit in &edits {
            let target = Target::new(visit.bytes(), edit.kind, edit.id, edit.field.as_str());
            tx.set(&target, &edit.value, Secrecy::Shared)?;
        }
        Ok::<(), engine::store::StoreError>(())
    })?;
    Ok(())
}
