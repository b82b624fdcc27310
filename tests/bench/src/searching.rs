//! Finding words in a great many notes, against a raw FTS5 query over the same texts.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::id::VisitId;
use engine::Engine;
use engine::store::{KeyCost, Secrecy, Store, StoreError, Target};
use rusqlite::{Connection, named_params};

use crate::measure::interleave;
use crate::stores::{self, make_full};
use crate::table::{Aim, Row};
use crate::{Outcome, place};

const AIM: Aim = Aim::AtMost(1.3);
const PAIRS: usize = 200;
const VISITS: usize = 300;

/// Notes searched unless `BIENBAN_BENCH_ROWS` says otherwise: making a million takes minutes, most
/// of them for signing and chaining each note as a person's edit.
const ROWS: usize = 100_000;

/// What is typed: whole words and beginnings, with marks and without, frequent and rare.
const TYPED: &[&str] = &[
    "niêm yết",
    "niem yet",
    "ho so qua",
    "hồ sơ quá hạn",
    "cong khai thu tuc",
    "bộ phận một cửa",
    "dươ",
    "duong",
    "số 4",
    "xã 77",
    "chữ ký số",
    "khong co trong cau nao",
];

const WORDS: &[&str] = &[
    "niêm yết",
    "thủ tục",
    "hồ sơ",
    "quá hạn",
    "bộ phận một cửa",
    "chữ ký số",
    "đường",
    "Dương",
    "kế hoạch",
    "cập nhật",
    "hộ tịch",
    "đất đai",
    "chứng thực",
    "phiếu kiểm soát",
    "văn thư",
    "lưu trữ",
    "chưa công khai",
    "đã công khai",
    "đúng quy định",
    "xin lỗi",
    "trực tuyến",
    "tiếp nhận",
    "trả kết quả",
    "biển tên",
    "giờ làm việc",
    "đầy đủ",
    "còn thiếu",
    "cán bộ",
    "công chức",
    "người dân",
    "phòng chờ",
    "máy tính",
    "mạng",
    "quyết định",
    "báo cáo",
    "quý",
];

/// Measures the whole search of the engine against the bare index.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let rows = match std::env::var("BIENBAN_BENCH_ROWS") {
        Ok(text) => text.parse()?,
        Err(_) => ROWS,
    };
    let folder = place::scratch()?;
    let home = folder.path().join("kho");
    let (visits, _) = make_full(&home, KeyCost::CHEAP, VISITS)?;
    let mut store = stores::open_bare(&home)?;
    fill(&mut store, &visits, rows)?;
    // The first search after many edits makes the index; a person waits for it once.
    let started = Instant::now();
    store.close()?;
    eprintln!("index over {rows} notes made in {:.1} s", started.elapsed().as_secs_f64());
    let raw = open_raw(&folder.path().join("raw.db"), rows)?;
    let engine = Engine::open(&home, &stores::secret(), stores::doors())?;
    let [pairs] = interleave(
        PAIRS,
        |turn| Ok([search(&engine, typed(turn)?)?]),
        |turn| Ok([query(&raw, typed(turn)?)?]),
    )?;
    engine.close()?;
    let what = format!("finding words in {rows} notes: ranked, marked, with their places");
    Ok(vec![Row::measured(what, "one FTS5 query for the same words, 50 texts", AIM, pairs)])
}

fn typed(turn: usize) -> Outcome<&'static str> {
    Ok(TYPED.get(turn % TYPED.len()).copied().ok_or("nothing is typed")?)
}

/// A note of a few words; the same number gives the same note.
fn note(number: usize) -> String {
    let mut seed = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    let mut words: Vec<String> = Vec::new();
    for _ in 0..9 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let word = WORDS.get((seed >> 33) % WORDS.len()).copied().unwrap_or_default();
        words.push(word.to_owned());
    }
    words.push(format!("xã {}", number % 997));
    words.join(" ")
}

fn fill(store: &mut Store, visits: &[VisitId], rows: usize) -> Outcome<()> {
    let mut number = 0;
    for (turn, visit) in visits.iter().enumerate() {
        let end = rows * (turn + 1) / visits.len();
        store.write(|tx| {
            while number < end {
                let field = format!("ZZ-{number}/note");
                let target = Target::new(visit.bytes(), "answer", visit.bytes(), field);
                let value = format!("\"{}\"", note(number));
                tx.set(&target, value.as_bytes(), Secrecy::Shared)?;
                number += 1;
            }
            Ok::<(), StoreError>(())
        })?;
    }
    Ok(())
}

fn search(engine: &Engine, typed: &str) -> Outcome<Duration> {
    let started = Instant::now();
    let hits = engine.search(typed, None)?;
    let spent = started.elapsed();
    if hits.len() <= 50 { Ok(spent) } else { Err("more hits than are shown".into()) }
}

/// The same texts, folded by the same function, in one table with one index and nothing else.
fn open_raw(path: &Path, rows: usize) -> Outcome<Connection> {
    let mut connection = stores::open_raw(path)?;
    connection.execute_batch(
        "create table note (no integer primary key, words text, folded text) strict;
         create virtual table search using fts5 (
             folded, content = 'note', content_rowid = 'no',
             tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3', detail = 'column');",
    )?;
    let transaction = connection.transaction()?;
    for number in 0..rows {
        let words = note(number);
        transaction
            .prepare_cached("insert into note (words, folded) values (:words, :folded)")?
            .execute(named_params! { ":folded": domain::text::fold(&words), ":words": words })?;
    }
    transaction.execute("insert into search (search) values ('rebuild')", [])?;
    transaction.commit()?;
    Ok(connection)
}

fn query(connection: &Connection, typed: &str) -> Outcome<Duration> {
    let folded = domain::text::fold(typed);
    let words: Vec<String> = folded.split(' ').map(|word| format!("\"{word}\"")).collect();
    let query = format!("{}*", words.join(" AND "));
    let started = Instant::now();
    let mut statement = connection.prepare_cached(
        "select words from note where no in
             (select rowid from search where search match :query order by rowid desc limit 50)",
    )?;
    let found = statement
        .query_map(named_params! { ":query": query }, |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<String>, _>>()?;
    let spent = started.elapsed();
    if found.len() <= 50 { Ok(spent) } else { Err("more texts than were asked for".into()) }
}
