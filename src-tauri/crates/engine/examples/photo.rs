//! Adds a photograph of 25 megapixels while notes are saved, and says what a save costs meanwhile.
//!
//! ```sh
//! cargo run -p engine --example photo
//! ```

use std::error::Error;
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use domain::id::VisitId;
use engine::Engine;
use engine::actions::{Person, Twice};
use engine::ports::{SystemClock, SystemRandomness};
use engine::record::AnswerField;
use engine::store::KeyCost;

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
    let campaign = engine.import_sample("cau-tre-2022")?;
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
