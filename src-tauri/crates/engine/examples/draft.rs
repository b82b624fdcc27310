//! Draws up the draft minutes of every sample: `cargo run -p engine --example draft -- FOLDER`.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use engine::Engine;
use engine::actions::Person;
use engine::ports::{SystemClock, SystemRandomness};
use engine::store::KeyCost;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder for the papers")?);
    std::fs::create_dir_all(&folder)?;
    let home = tempfile::tempdir()?;
    let person = Person { name: "Mẫu".to_owned(), ..Person::default() };
    let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
    let store = home.path().join("kho");
    let (mut engine, _) = Engine::create(&store, &person, "mật khẩu mẫu", KeyCost::CHEAP, doors)?;
    for sample in engine.samples()? {
        let id = engine.import_sample(sample.id)?;
        let units = engine.campaign(id)?.0.units;
        for entry in engine.visits_of(id)? {
            let unit = units.iter().find(|unit| unit.id == entry.visit.unit);
            let unit = unit.map_or("", |unit| unit.key.as_str());
            let drawn = engine.draft_minutes(entry.visit.id)?;
            std::fs::write(folder.join(format!("{}--{unit}.pdf", sample.id)), drawn.pdf)?;
        }
    }
    engine.close()?;
    Ok(())
}
