//! Two laptops call each other over the loopback: in slices, torn midway, with clocks that differ.

mod invitations;
mod quotas;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use domain::campaign::Role;
use domain::id::VisitId;
use exchange::{Limits, LineFault, Serving};
use tokio::runtime::Runtime;

use super::*;
use crate::actions::{ByTurns, Meeting, Person, Seat, join, meet};
use crate::minutes::Check;
use crate::ports::{Clock, SystemClock, SystemRandomness};
use crate::record::AnswerField;
use crate::store::{KeyCost, StoreError};

/// The clock of this machine, set wrong by so many seconds.
#[derive(Default)]
struct Wrong(AtomicI64);

impl Wrong {
    fn by(&self) -> TimeDelta {
        TimeDelta::seconds(self.0.load(Ordering::Relaxed))
    }

    fn set(&self, minutes: i64) {
        self.0.store(minutes * 60, Ordering::Relaxed);
    }
}

impl Clock for Wrong {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.by()
    }

    fn local(&self) -> DateTime<FixedOffset> {
        SystemClock.local() + self.by()
    }
}

struct Laptop {
    engine: ByTurns,
    clock: Arc<Wrong>,
    _folder: tempfile::TempDir,
}

impl Laptop {
    fn of(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Wrong::default());
        let person = Person { name: name.to_owned(), ..Person::default() };
        let doors = (clock.clone() as Arc<dyn Clock>, Arc::new(SystemRandomness) as Arc<_>);
        let home = folder.path().join("kho");
        let made = Engine::create(&home, &person, "mật khẩu thử", KeyCost::CHEAP, doors);
        Self { engine: ByTurns::new(made.unwrap().0), clock, _folder: folder }
    }

    fn with<T>(&self, act: impl FnOnce(&mut Engine) -> T) -> T {
        self.engine.clone().moment(|engine| Ok(act(engine))).unwrap()
    }

    fn says(&self, visit: VisitId, note: &str) {
        let note = AnswerField::Note(note.to_owned());
        self.with(|engine| engine.answer(visit, "CD-05", &note).map(drop)).unwrap();
    }

    fn calls(&self, open: &Open, gauge: &Gauge) -> Result<Meeting, EngineError> {
        let told = Some(open.device.as_str());
        meet(&mut self.engine.clone(), &open.address.to_string(), (None, told), gauge)
    }

    fn comes_in(&self, open: &Open, code: &str) -> Result<Meeting, EngineError> {
        let address = open.address.to_string();
        join(&mut self.engine.clone(), &address, code, &Gauge::default())
    }

    fn checks(&self, visit: VisitId) -> Vec<String> {
        let text = |check: Check| check.text;
        self.with(|engine| engine.minutes(visit).unwrap().checks.into_iter().map(text).collect())
    }
}

/// A laptop that others can call.
struct Open {
    runtime: Runtime,
    serving: Option<Serving>,
    address: SocketAddr,
    device: String,
    invitations: Invitations,
}

impl Open {
    fn of(laptop: &Laptop) -> Self {
        Self::with(laptop, Quotas::default())
    }

    fn with(laptop: &Laptop, quotas: Quotas) -> Self {
        let runtime = Runtime::new().unwrap();
        let key = laptop.with(|engine| engine.line_key().unwrap());
        let quiet = Box::new(|_| {});
        let invitations = Invitations::default();
        let station = EngineStation::new(laptop.engine.clone(), Newcomers::Known, quiet);
        let station = Arc::new(station.inviting(&invitations).with_quotas(quotas));
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let serving = exchange::serve(any, &key, station, Limits::default());
        let serving = runtime.block_on(serving).unwrap();
        let (address, device) = (serving.address(), key.public().to_string());
        Self { runtime, serving: Some(serving), address, device, invitations }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(serving) = self.serving.take() {
            self.runtime.block_on(serving.stop());
        }
    }
}

/// A leader with a visit, who took a member in.
fn delegation() -> (Laptop, Laptop, VisitId) {
    let (leader, member) = (Laptop::of("Trưởng đoàn"), Laptop::of("Thư ký Đoàn"));
    let card = member.with(|engine| engine.device_card().unwrap());
    let visit = leader.with(|engine| {
        let campaign = engine.import_sample("2022-cau-tre").unwrap();
        let seat = Seat::Person(Role::Secretary);
        engine.admit(campaign, &card, (seat, Vec::new())).unwrap();
        engine.visits_of(campaign).unwrap()[0].visit.id
    });
    (leader, member, visit)
}

fn photo(number: u8) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend([number; 900]);
    bytes
}

#[test]
fn a_call_that_was_stopped_midway_goes_on_where_it_ended() {
    let (leader, member, visit) = delegation();
    let before = leader.with(|engine| {
        let count = engine.folder(visit).unwrap().evidence.len();
        for number in 0..5 {
            engine.add_evidence(visit, "CD-05", "a.pdf", &photo(number)).unwrap();
        }
        count
    });
    let open = Open::of(&leader);

    let gauge = Gauge::default();
    // Each slice brings one file, of which the first three are read.
    gauge.stop_at(1);
    assert!(matches!(member.calls(&open, &gauge), Err(EngineError::Store(StoreError::Stopped))));
    let first = member.calls(&open, &Gauge::default()).unwrap();
    let again = member.calls(&open, &Gauge::default()).unwrap();

    let [met] = &first.campaigns[..] else { panic!("{first:?}") };
    assert_eq!(met.lacks, 0);
    let [met] = &again.campaigns[..] else { panic!("{again:?}") };
    assert_eq!((met.brought.taken.added, met.brought.taken.files_added), (0, 0));
    member.with(|engine| {
        let evidence = engine.folder(visit).unwrap().evidence;
        assert_eq!(evidence.len(), before + 5);
        for piece in evidence {
            assert!(engine.file(&piece.sha256).is_ok());
        }
        assert!(engine.check().unwrap().is_sound());
    });
}

#[test]
fn both_sides_say_which_clock_is_off_before_anybody_signs() {
    let (leader, member, visit) = delegation();
    let open = Open::of(&leader);
    member.calls(&open, &Gauge::default()).unwrap();
    let about_clocks = |laptop: &Laptop| -> Vec<String> {
        laptop.checks(visit).into_iter().filter(|text| text.contains("Đồng hồ")).collect()
    };
    assert!(about_clocks(&leader).is_empty() && about_clocks(&member).is_empty());

    member.clock.set(22);
    let met = member.calls(&open, &Gauge::default()).unwrap();

    assert!((-1_330_000..-1_310_000).contains(&met.clock_ms), "{}", met.clock_ms);
    let [at_leader] = &about_clocks(&leader)[..] else { panic!() };
    assert!(at_leader.contains("máy của Thư ký Đoàn chạy trước máy này 2"), "{at_leader}");
    let [at_member] = &about_clocks(&member)[..] else { panic!() };
    assert!(at_member.contains("máy của Trưởng đoàn chạy sau máy này 2"), "{at_member}");

    // Set right, and compared again, nothing is off any more.
    member.clock.set(0);
    member.calls(&open, &Gauge::default()).unwrap();
    assert!(about_clocks(&leader).is_empty() && about_clocks(&member).is_empty());
}

#[test]
fn a_clock_that_went_back_between_two_changes_is_named() {
    let (leader, _, visit) = delegation();
    leader.clock.set(120);
    leader.says(visit, "ghi khi đồng hồ chạy trước");
    leader.clock.set(0);
    leader.says(visit, "ghi khi đồng hồ đã chỉnh");

    let checks = leader.checks(visit);

    let named = checks.iter().find(|text| text.contains("đã lùi")).unwrap();
    assert!(named.contains("máy của Trưởng đoàn đã lùi 1"), "{named}");
}

#[test]
fn a_laptop_that_was_ended_is_told_so_and_gets_nothing() {
    let (leader, member, visit) = delegation();
    let open = Open::of(&leader);
    let met = member.calls(&open, &Gauge::default()).unwrap();
    let campaign = met.campaigns[0].brought.campaign;
    let device = member.with(|engine| engine.line_key().unwrap().public().to_string());
    leader.with(|engine| engine.end_participant(campaign, &device).map(drop)).unwrap();
    member.says(visit, "ghi sau khi bị loại");

    let refused = member.calls(&open, &Gauge::default());

    let Err(EngineError::Handover(HandoverFault::Line(LineFault::Refused(why)))) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(why.code, "E-BUNDLE-ENDED");
}

#[test]
fn a_laptop_that_has_the_sealed_paper_countersigns_it() {
    let (leader, member, visit) = delegation();
    let open = Open::of(&leader);
    member.calls(&open, &Gauge::default()).unwrap();
    leader.with(|engine| engine.seal(visit)).unwrap();
    let witnesses = |laptop: &Laptop| {
        laptop.with(|engine| {
            let papers = engine.minutes(visit).unwrap().shelf;
            let paper = papers.sealed().unwrap();
            engine.seal_witnesses(visit.into(), paper).unwrap()
        })
    };
    assert_eq!(witnesses(&leader), []);

    member.calls(&open, &Gauge::default()).unwrap();

    let [witness] = &witnesses(&leader)[..] else { panic!() };
    assert_eq!(witness.name, "Thư ký Đoàn");
    let [founder] = &witnesses(&member)[..] else { panic!() };
    assert_eq!(founder.name, "Trưởng đoàn");
}

#[test]
fn a_laptop_that_woke_up_with_another_address_is_found_again() {
    let (leader, member, _) = delegation();
    let open = Open::of(&leader);
    member.calls(&open, &Gauge::default()).unwrap();
    let before = open.address.to_string();
    drop(open);

    let open = Open::of(&leader);
    let key = leader.with(|engine| engine.line_key().unwrap()).public();
    let announced = exchange::announce(key, open.address.port());
    let patience = std::time::Duration::from_secs(5);
    let seen = exchange::look_around(patience, Some(key), &|| false);
    if !seen.iter().any(|neighbour| neighbour.device == key) {
        // A network that shows nobody: the address has to be typed again.
        return;
    }
    let called = meet(&mut member.engine.clone(), &before, (None, None), &Gauge::default());
    drop(announced);

    // It listens on the loopback alone, which is not where mDNS says machines are called.
    match called {
        Ok(meeting) => assert_eq!(meeting.device, open.device),
        Err(EngineError::Handover(HandoverFault::Line(LineFault::Unreachable {
            address, ..
        }))) => {
            assert!(address.ends_with(&format!(":{}", open.address.port())), "{address}");
        }
        Err(error) => panic!("{error:?}"),
    }
}

#[test]
fn nothing_is_sealed_that_came_beside_the_screen_and_was_not_looked_at() {
    let (leader, member, visit) = delegation();
    leader.with(Engine::heed_arrivals);
    let open = Open::of(&leader);
    member.calls(&open, &Gauge::default()).unwrap();
    member.says(visit, "ghi khi trưởng đoàn đang xem bản in");
    member.calls(&open, &Gauge::default()).unwrap();

    let refused = leader.with(|engine| engine.seal(visit));
    let Err(EngineError::SealRefused(checks)) = refused else { panic!("{refused:?}") };
    assert!(checks[0].text.contains("Xem ngay"), "{checks:?}");

    leader.with(|engine| engine.saw_arrivals(engine.arrivals()));
    leader.with(|engine| engine.seal(visit)).unwrap();
}
