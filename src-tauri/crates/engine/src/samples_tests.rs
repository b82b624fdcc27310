//! The samples are what a newcomer sees first, and the yardstick: every figure and finding of the
//! five articles has to come out of the minutes again. Here is how minutes are read.

mod articles;
mod sentences;
mod whole;

use std::sync::Arc;

use domain::id::VisitId;
use papers::Timestamp;

use crate::Engine;
use crate::actions::{Person, Said};
use crate::minutes::{self, Stamp};
use crate::minutes_kinds_tests::{self, says};
use crate::ports::{SystemClock, SystemRandomness};
use crate::samples::SAMPLES;
use crate::store::KeyCost;

const STAMP: Timestamp =
    Timestamp { year: 2026, month: 1, day: 1, hour: 0, minute: 0, second: 0, offset_minutes: 420 };

fn engine(folder: &std::path::Path) -> Engine {
    let person =
        Person {
            name: "Người dùng thử".to_owned(), title: String::new(), office: String::new()
        };
    let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
    Engine::create(folder, &person, "mật khẩu thử", KeyCost::CHEAP, doors).unwrap().0
}

/// The text of the minutes as the document has it, one block a line.
fn text(engine: &Engine, visit: VisitId) -> String {
    let folder = engine.folder(visit).unwrap();
    let stamp = Stamp { created: STAMP, draft: true, foot: None, data: None, pages: None };
    let style = engine.style(folder.visit.date);
    let document = minutes::document(&folder.material(), &folder.slots, style, stamp);
    assert!(1 <= papers::render(&document).unwrap().pages);
    minutes_kinds_tests::text(&document)
}

/// The text of the minutes of `unit` in the sample `key`.
#[track_caller]
fn minutes_of(key: &str, unit: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let campaign = engine.import_sample(key).unwrap();
    let units = engine.campaign(campaign).unwrap().0.units;
    let unit = units.iter().find(|known| known.key == unit).unwrap().id;
    let visits = engine.visits_of(campaign).unwrap();
    let visit = visits.iter().find(|entry| entry.visit.unit == unit).unwrap();
    text(&engine, visit.visit.id)
}

/// A sample imported, its visits by the keys of their units.
struct Imported {
    _folder: tempfile::TempDir,
    engine: Engine,
    campaign: domain::id::CampaignId,
    visits: Vec<(String, VisitId)>,
}

fn imported(id: &str) -> Imported {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let campaign = engine.import_sample(id).unwrap();
    let units = engine.campaign(campaign).unwrap().0.units;
    let key = |id| units.iter().find(|unit| unit.id == id).unwrap().key.clone();
    let visits = engine.visits_of(campaign).unwrap();
    let visits = visits.into_iter().map(|it| (key(it.visit.unit), it.visit.id)).collect();
    Imported { _folder: folder, engine, campaign, visits }
}
