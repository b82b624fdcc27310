//! What the tests of pages share: an office over a store of its own, a clock that stands still, and a
//! browser that keeps its cookie.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use domain::answer::Verdict;
use domain::finding::FindingKind;
use domain::id::{CampaignId, VisitId};
use domain::visit::VisitForm;
use engine::actions::{FindingDraft, Moments, Person};
use engine::ports::{Clock, SystemRandomness};
use engine::record::AnswerField;
use engine::store::KeyCost;
use engine::{Engine, EngineError};
use tower::ServiceExt as _;

use crate::access::tests::account;
use crate::office::Desk;
use crate::{Office, Role, Settings, router};

const CAMPAIGN: &str = r#"
[campaign]
key = "thu"
name = "Kiểm tra cải cách hành chính năm 2022"
agency = { parent = "ỦY BAN NHÂN DÂN THÀNH PHỐ", name = "SỞ NỘI VỤ", place = "" }
delegation = { name = "Đoàn kiểm tra 218", kind = "doan" }
period = { from = 2022-01-01, to = 2022-09-15 }
dates = { from = 2022-09-15, to = 2022-09-16 }
[[campaign.papers]]
type = "KH"
number = "218/KH-UBND"
[[campaign.members]]
title = "Trưởng phòng"
role = "leader"
[[campaign.units]]
key = "phuong"
name = "Phường Cầu Tre"
kind = "phuong"
visit = 2022-09-15
[[campaign.units]]
key = "xa"
name = "Xã Ea Siên"
kind = "xa"
visit = 2022-09-16
"#;

const P12: &[u8] = include_bytes!("../../../../tests/fixtures/keys/p256.p12");

/// What everybody here signs in with.
pub(crate) const PASSPHRASE: &str = "mật khẩu thử";

/// A clock that moves when told to; starts on 15/9/2022 at 08:00.
pub(crate) struct Still(AtomicI64);

impl Still {
    pub(crate) fn advance_minutes(&self, minutes: i64) {
        self.0.fetch_add(60 * minutes, Ordering::Relaxed);
    }
}

impl Clock for Still {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.load(Ordering::Relaxed), 0).unwrap()
    }

    fn local(&self) -> DateTime<FixedOffset> {
        self.now().with_timezone(&FixedOffset::east_opt(7 * 3600).unwrap())
    }
}

/// The engine of the hub, one request at a time; none where its store is closed.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Mutex<Option<Engine>>>);

impl Moments for Shared {
    type Error = EngineError;

    fn moment<T>(
        &mut self,
        act: impl FnOnce(&mut Engine) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let mut engine = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        act(engine.as_mut().ok_or(EngineError::NotSealed)?)
    }
}

/// An office whose pages are tried out.
pub(crate) struct Stage {
    pub(crate) clock: Arc<Still>,
    /// What requests share, to be kept busy.
    pub(crate) desk: Arc<Desk>,
    store: Shared,
    router: Router,
    folder: tempfile::TempDir,
}

/// A new store in `folder` for somebody.
fn made(folder: &Path, name: &str, clock: Arc<dyn Clock>) -> Engine {
    let person = Person { name: name.to_owned(), ..Person::default() };
    let doors = (clock, Arc::new(SystemRandomness) as Arc<_>);
    Engine::create(folder, &person, PASSPHRASE, KeyCost::CHEAP, doors).unwrap().0
}

/// The small campaign with the name `name`.
pub(crate) fn campaign(engine: &mut Engine, name: &str) -> CampaignId {
    // Another number is another campaign.
    let number: String = name.chars().filter(char::is_ascii_digit).collect();
    let file = CAMPAIGN.replace("Kiểm tra cải cách hành chính năm 2022", name);
    let file = file.replacen("key = \"thu\"", &format!("key = \"thu{number}\""), 1);
    engine.import_campaign("thu.toml", &file, false).unwrap()
}

/// A campaign with so many units, “Xã Ea 001” and so on.
fn large_campaign(engine: &mut Engine, units: usize) -> CampaignId {
    let (head, _) = CAMPAIGN.split_once("[[campaign.units]]").unwrap();
    let unit = |number| {
        format!(
            "[[campaign.units]]\nkey = \"x{number}\"\nname = \"Xã Ea {number:03}\"\nkind = \"xa\"\n"
        )
    };
    let file = head.to_owned() + &(1..=units).map(unit).collect::<String>();
    engine.import_campaign("thu.toml", &file, false).unwrap()
}

/// Sealed minutes of the first unit of `campaign`, with one shortcoming that was to be put right by
/// 20/9/2022; returns the visit and its seal.
pub(crate) fn sealed_minutes(engine: &mut Engine, campaign: CampaignId) -> (VisitId, String) {
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let day = NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let visit = engine.open_visit(campaign, unit, day, VisitForm::Planned).unwrap();
    engine.answer(visit, "CD-05", &AnswerField::Verdict(Some(Verdict::NotMet))).unwrap();
    let shortcoming = FindingDraft {
        kind: FindingKind::Shortcoming,
        text: "Chưa ban hành kế hoạch.".to_owned(),
        items: vec!["CD-05".to_owned()],
        open_list: false,
        explanation: String::new(),
        ruling: None,
        recommendation: "Ban hành kế hoạch.".to_owned(),
        responsible: "Chủ tịch UBND".to_owned(),
        deadline: NaiveDate::from_ymd_opt(2022, 9, 20),
    };
    engine.save_finding(visit, None, &shortcoming).unwrap();
    let seal = engine.seal(visit).unwrap();
    (visit, seal)
}

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where the browser is sent on to.
    pub(crate) fn sent_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER);
        self.header(LOCATION.as_str())
    }

    /// The session's cookie, as a browser sends it back.
    pub(crate) fn cookie(&self) -> String {
        let set = self.header(SET_COOKIE.as_str());
        set.split(';').next().unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn says(&self, parts: &[&str]) {
        let text = self.text();
        for part in parts {
            assert!(text.contains(part), "„{part}“ is not in\n{text}");
        }
    }
}

impl Stage {
    /// An office with an empty store, the viewer vanthu and the admin quantri.
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// As [`Self::new`], with other settings.
    pub(crate) fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Still(AtomicI64::new(1_663_203_600)));
        let clocked: Arc<dyn Clock> = clock.clone();
        let engine = made(&folder.path().join("kho"), "Máy chủ Sở Nội vụ", Arc::clone(&clocked));
        let store = Shared(Arc::new(Mutex::new(Some(engine))));
        let mut settings = Settings::new(vec![
            account("vanthu", Role::Viewer, PASSPHRASE),
            account("quantri", Role::Admin, PASSPHRASE),
        ]);
        change(&mut settings);
        let doors = (clocked, Arc::new(SystemRandomness) as Arc<_>);
        let office = Office::new(store.clone(), settings, doors);
        Self { clock, store, desk: office.desk(), router: router(office), folder }
    }

    /// Has the engine, as a laptop that hands over its work does.
    pub(crate) fn engine<T>(&self, act: impl FnOnce(&mut Engine) -> T) -> T {
        act(self.store.0.lock().unwrap().as_mut().unwrap())
    }

    /// The small campaign with the name `name`.
    pub(crate) fn campaign(&self, name: &str) -> CampaignId {
        self.engine(|engine| campaign(engine, name))
    }

    /// A campaign with so many units, “Xã Ea 001” and so on.
    pub(crate) fn large_campaign(&self, units: usize) -> CampaignId {
        self.engine(|engine| large_campaign(engine, units))
    }

    /// As [`sealed_minutes`], in the store of the hub.
    pub(crate) fn sealed_minutes(&self, campaign: CampaignId) -> (VisitId, String) {
        self.engine(|engine| sealed_minutes(engine, campaign))
    }

    /// A laptop of the delegation, with a store of its own.
    pub(crate) fn laptop(&self) -> Engine {
        let clock: Arc<dyn Clock> = self.clock.clone();
        made(&self.folder.path().join("may"), "Thư ký Đoàn", clock)
    }

    /// Hands everything of `campaign` over to the hub, on a stick.
    pub(crate) fn hand_over(&self, laptop: &mut Engine, campaign: CampaignId) {
        let stick = self.folder.path().join("goi.doan");
        laptop.pack(campaign, &stick, true).unwrap();
        self.engine(|engine| engine.unpack(&stick).unwrap());
    }

    /// Signs the minutes of `visit` as `role` with a certificate; returns the signed bytes.
    pub(crate) fn sign(&self, visit: VisitId, role: &str) -> Vec<u8> {
        self.engine(|engine| {
            let paper = engine.paper_to_sign(visit, role).unwrap();
            engine.keep_signed_paper(paper.sign_by_p12(P12, "mậtkhẩu").unwrap()).unwrap();
            engine.paper(visit).unwrap()
        })
    }

    /// The pages, to be served over a socket.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// Closes the store under the pages.
    pub(crate) fn close(&self) {
        drop(self.store.0.lock().unwrap().take());
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        Answer { status, headers, bytes }
    }

    /// Opens `path` with the session of `cookie`.
    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header(COOKIE, cookie).body(Body::empty());
        self.ask(request.unwrap()).await
    }

    /// Tries to sign in.
    pub(crate) async fn try_sign_in(&self, name: &str, passphrase: &str) -> Answer {
        let request = Request::post("/dang-nhap")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("ten={name}&mat_khau={passphrase}")));
        self.ask(request.unwrap()).await
    }

    /// Signs in and returns the cookie.
    pub(crate) async fn sign_in(&self, name: &str) -> String {
        let answer = self.try_sign_in(name, PASSPHRASE).await;
        assert_eq!(answer.sent_to(), "/");
        answer.cookie()
    }

    /// Brings a file to be checked.
    pub(crate) async fn bring(&self, file: &[u8], cookie: &str) -> Answer {
        let mut body = b"--vach\r\nContent-Disposition: form-data; name=\"tep\"; \
            filename=\"bien-ban.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
            .to_vec();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--vach--\r\n");
        let request = Request::post("/kiem-tra")
            .header(COOKIE, cookie)
            .header(CONTENT_TYPE, "multipart/form-data; boundary=vach")
            .body(Body::from(body));
        self.ask(request.unwrap()).await
    }
}
