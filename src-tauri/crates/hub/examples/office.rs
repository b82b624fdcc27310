//! The pages over the samples, to be looked at: `cargo run -p hub --example office`.
//!
//! The store lies in a folder that is thrown away. It is some weeks after the visits of 2017, so that
//! some demands are overdue and others are not; what can be sealed is sealed, and some of it signed.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, FixedOffset, TimeDelta, TimeZone as _, Utc};
use domain::campaign::Role as Part;
use engine::actions::{Moments, PaperOf, Person, Seat};
use engine::ports::{Clock, SystemClock, SystemRandomness};
use engine::store::KeyCost;
use engine::{Engine, EngineError};
use hub::{Account, Office, Role, Settings};

const ADDRESS: &str = "127.0.0.1:8686";
const P12: &[u8] = include_bytes!("../../../../tests/fixtures/keys/p256.p12");
const P12_PASSWORD: &str = "mậtkhẩu";

/// A clock that runs, but so long ago.
struct Ago(TimeDelta);

impl Clock for Ago {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() - self.0
    }

    fn local(&self) -> DateTime<FixedOffset> {
        SystemClock.local() - self.0
    }
}

/// The engine of the hub, one request at a time.
#[derive(Clone)]
struct Shared(Arc<Mutex<Engine>>);

impl Moments for Shared {
    type Error = EngineError;

    fn moment<T>(
        &mut self,
        act: impl FnOnce(&mut Engine) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let day = Utc.with_ymd_and_hms(2018, 1, 8, 2, 0, 0).single().ok_or("no such day")?;
    let clock: Arc<dyn Clock> = Arc::new(Ago(SystemClock.now() - day));
    let doors = (clock, Arc::new(SystemRandomness) as Arc<_>);
    let person = Person { name: "Máy chủ".to_owned(), ..Person::default() };
    let home = folder.path().join("kho");
    let made = Engine::create(&home, &person, "mật khẩu thử", KeyCost::CHEAP, doors.clone());
    let mut engine = made?.0;
    let person = Person { name: "Thư ký Đoàn".to_owned(), ..Person::default() };
    let away = folder.path().join("may");
    let laptop = Engine::create(&away, &person, "mật khẩu thử", KeyCost::CHEAP, doors.clone());
    fill(&mut engine, &laptop?.0.device_card()?)?;

    let phc = hub::phc("mật khẩu thử", &SystemRandomness)?;
    let accounts = vec![
        Account::new("vanthu", Role::Viewer, &phc)?,
        Account::new("quantri", Role::Admin, &phc)?,
    ];
    let settings = Settings { secure: false, metrics: true, ..Settings::new(accounts) };
    let office = Office::new(Shared(Arc::new(Mutex::new(engine))), settings, doors);
    let listener = tokio::net::TcpListener::bind(ADDRESS).await?;
    eprintln!("http://{ADDRESS} – vanthu hoặc quantri, “mật khẩu thử”");
    axum::serve(listener, hub::router(office)).await?;
    Ok(())
}

/// A campaign of a whole province, so that lists have pages.
fn large() -> String {
    let mut file = String::from(
        "[campaign]\nkey = \"tinh\"\nname = \"Kiểm tra cải cách hành chính toàn tỉnh\"\n\
         agency = { parent = \"ỦY BAN NHÂN DÂN TỈNH\", name = \"SỞ NỘI VỤ\", place = \"\" }\n\
         delegation = { name = \"Đoàn kiểm tra của tỉnh\", kind = \"doan\" }\n\
         period = { from = 2017-01-01, to = 2017-09-15 }\n\
         dates = { from = 2017-09-15, to = 2017-12-31 }\n\
         [[campaign.members]]\ntitle = \"Trưởng phòng\"\nrole = \"leader\"\n",
    );
    for number in 1..=672 {
        file.push_str(&format!(
            "[[campaign.units]]\nkey = \"x{number}\"\nname = \"Xã Ea Siên {number}\"\nkind = \"xa\"\n"
        ));
    }
    file
}

/// Imports samples, takes the laptop of `card` into their delegations, seals what can be sealed, signs
/// some of it, and reminds two units.
fn fill(engine: &mut Engine, card: &[u8]) -> Result<(), Box<dyn Error>> {
    engine.import_campaign("tinh.toml", &large(), false)?;
    for sample in ["2022-cau-tre", "2017-dak-lak-3027"] {
        let campaign = engine.import_sample(sample)?;
        engine.admit(campaign, card, (Seat::Person(Part::Secretary), Vec::new()))?;
        for (number, line) in engine.visits_of(campaign)?.iter().enumerate() {
            let visit = line.visit.id;
            // Some samples leave open what must be decided before sealing.
            if engine.seal(visit).is_err() {
                continue;
            }
            for role in ["unit", "secretary", "leader"].into_iter().take(number % 4) {
                let signed = engine.paper_to_sign(visit, role)?.sign_by_p12(P12, P12_PASSWORD)?;
                engine.keep_signed_paper(signed)?;
            }
        }
        engine.seal(campaign).ok();
        let reminded = engine.follow_up(campaign)?.units;
        for unit in reminded.iter().filter(|it| it.counts.overdue != 0).take(2) {
            let letter = engine.make_letter(campaign, unit.unit.id, &[])?;
            engine.seal(PaperOf::Letter(campaign, letter)).ok();
        }
    }
    Ok(())
}
