//! Adds a photograph of 25 megapixels while notes are saved, and says what a save costs meanwhile.
//! With a folder, writes the draft and the contact sheet that show it, marked.
//!
//! ```sh
//! cargo run -p engine --example photo -- FOLDER
//! ```

use std::error::Error;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use domain::id::VisitId;
use engine::Engine;
use engine::actions::{Person, Twice};
use engine::evidence::{Marks, Size};
use engine::ports::{SystemClock, SystemRandomness};
use engine::record::AnswerField;
use engine::store::KeyCost;
use pictures::{Frame, Mark, Point};

type Failed = Box<dyn Error + Send + Sync>;

/// Width and height of the photograph, in pixels.
const SIZE_PX: (u32, u32) = (5776, 4332);

/// Notes saved before, and at least as many while the photograph comes in.
const SAVES: usize = 200;

#[expect(clippy::print_stdout, reason = "what this program is for")]
fn main() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let home = folder.path().join("kho");
    let person = Person { name: "Người dùng thử".into(), ..Person::default() };
    let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
    let (mut engine, _) = Engine::create(&home, &person, "mật khẩu thử", KeyCost::CHEAP, doors)?;
    let campaign = engine.import_sample("2022-cau-tre")?;
    let visit = engine.visits_of(campaign)?.first().ok_or("no visit")?.visit.id;
    let photo = photo()?;
    println!("photograph: {} MP, {} KB", SIZE_PX.0 * SIZE_PX.1 / 1_000_000, photo.len() / 1024);
    let engine = Arc::new(Mutex::new(engine));

    let mut before = Vec::new();
    for round in 0..SAVES {
        before.push(save(&engine, visit, round)?);
    }
    let adding = {
        let engine = Arc::clone(&engine);
        thread::spawn(move || add(&engine, visit, &photo))
    };
    let mut meanwhile = Vec::new();
    while !adding.is_finished() || meanwhile.len() < SAVES {
        let at = Instant::now();
        save(&engine, visit, meanwhile.len() + SAVES)?;
        meanwhile.push((at.elapsed(), !adding.is_finished()));
    }
    let [prepared, kept] = adding.join().map_err(|_| "the adding thread fell over")??;
    println!("made ready beside the engine: {prepared:?}; kept, holding the engine: {kept:?}");
    say("saves before", before);
    say("saves meanwhile", meanwhile.iter().filter(|it| it.1).map(|it| it.0).collect());
    say("saves after", meanwhile.iter().filter(|it| !it.1).map(|it| it.0).collect());
    let mut engine = engine.lock().unwrap_or_else(PoisonError::into_inner);
    match std::env::args_os().nth(1) {
        Some(folder) => papers(&mut engine, visit, folder.as_ref()),
        None => Ok(()),
    }
}

/// Writes the papers that show the photograph, with every kind of mark on it.
fn papers(engine: &mut Engine, visit: VisitId, folder: &Path) -> Result<(), Failed> {
    let at = |x, y| Point { x, y };
    let piece = engine.folder(visit)?.evidence.first().ok_or("no evidence")?.id;
    let marks = vec![
        Mark::Arrow { from: at(100, 900), to: at(400, 500) },
        Mark::Ellipse(Frame::between(at(350, 350), at(600, 550))),
        Mark::Box(Frame::between(at(650, 400), at(950, 900))),
        Mark::Text {
            at: at(60, 60), text: "Thiếu số điện thoại đường dây nóng".to_owned()
        },
        Mark::Blur(Frame::between(at(600, 100), at(950, 250))),
    ];
    engine.mark_evidence(visit, piece, marks)?;
    engine.caption_evidence(visit, piece, "Bảng niêm yết thủ tục tại bộ phận Một cửa")?;
    engine.annex_evidence(visit, &[piece], true)?;
    let small = engine.evidence_source(piece)?.picture(Size::Thumb, Marks::Painted)?;
    for (name, item) in [("a.jpg", "CD-02"), ("b.jpg", "CD-03"), ("c.jpg", "MC-03")] {
        // Another file each time: a byte behind the picture's end is no part of it.
        let bytes = [small.as_slice(), name.as_bytes()].concat();
        let piece = engine.add_evidence(visit, item, name, &bytes)?.0;
        engine.annex_evidence(visit, &[piece], true)?;
    }
    std::fs::create_dir_all(folder)?;
    let at = Instant::now();
    let draft = engine.draft_minutes(visit)?;
    say("drafting with four photographs", vec![at.elapsed()]);
    std::fs::write(folder.join("bien-ban.pdf"), draft.pdf)?;
    engine.contact_sheet(visit, &[])?.write(&folder.join("bang-anh.pdf"))?;
    Ok(())
}

/// One note, as the screen saves it; how long it took.
fn save(engine: &Mutex<Engine>, visit: VisitId, round: usize) -> Result<Duration, Failed> {
    let at = Instant::now();
    let note = AnswerField::Note(format!("Ghi chú lần {round}"));
    let mut engine = engine.lock().unwrap_or_else(PoisonError::into_inner);
    engine.answer(visit, "CD-01", &note)?;
    Ok(at.elapsed())
}

fn add(engine: &Mutex<Engine>, visit: VisitId, photo: &[u8]) -> Result<[Duration; 2], Failed> {
    let hold = || engine.lock().unwrap_or_else(PoisonError::into_inner);
    let intake = hold().intake();
    let at = Instant::now();
    let prepared = intake.prepare(photo, "ảnh.jpg")?;
    let ready = at.elapsed();
    let mut engine = hold();
    let at = Instant::now();
    engine.add_prepared(visit, "CD-01", &prepared, Twice::Tell)?;
    Ok([ready, at.elapsed()])
}

/// A photograph with detail everywhere, which is what decoding costs most for.
fn photo() -> Result<Vec<u8>, Failed> {
    let picture = image::RgbImage::from_fn(SIZE_PX.0, SIZE_PX.1, |x, y| {
        let wave = (x / 7 + y / 5) % 251;
        let part = |shift: u32| u8::try_from((wave * shift + x / 31) % 256).unwrap_or_default();
        image::Rgb([part(1), part(3), part(7)])
    });
    let mut jpeg = Vec::new();
    picture.write_to(&mut Cursor::new(&mut jpeg), image::ImageFormat::Jpeg)?;
    Ok(jpeg)
}

#[expect(clippy::print_stdout, reason = "what this program is for")]
fn say(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |permille: usize| times.get(times.len().saturating_sub(1) * permille / 1000);
    println!(
        "{what}: {} saves, median {:?}, p95 {:?}, longest {:?}",
        times.len(),
        at(500).unwrap_or(&Duration::ZERO),
        at(950).unwrap_or(&Duration::ZERO),
        at(1000).unwrap_or(&Duration::ZERO)
    );
}
