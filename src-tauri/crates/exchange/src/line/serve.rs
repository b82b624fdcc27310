//! A station on a network: connections in, answers out.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Extension, Json, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use ledger::{DeviceKey, DevicePublic};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_rustls::TlsAcceptor;

use super::body::{Draft, FileBody, Spilled, spill, store};
use super::messages::{self, Denial};
use super::pinned;
use super::station::{Refusal, Station};

/// Receipts are not longer: each names some streams and the files of a campaign.
const RECEIPTS_BYTES_MAX: usize = 64 << 20;
/// A first message has 33 bytes; a proof and a card have some hundred.
const CARD_BYTES_MAX: usize = 16 << 10;
const MINUTE: Duration = Duration::from_secs(60);
/// A system that is out of handles gets a moment before it is asked again.
const BREATH: Duration = Duration::from_millis(100);

/// What a station lets others cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A bundle is not longer.
    pub bundle_bytes: u64,
    /// So many calls at once; who comes next is turned away.
    pub calls: usize,
    /// So many questions one device may ask in a minute.
    pub questions: u32,
    /// So long others may keep it waiting for the next piece of what they began.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bundle_bytes: 2 << 30, calls: 64, questions: 600, patience: Duration::from_secs(30) }
    }
}

/// A station that listens.
#[derive(Debug)]
pub struct Serving {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Serving {
    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more calls, and lets those that are under way end.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        // A task that was lost with its runtime has nothing more to end.
        drop(self.task.await);
    }
}

/// Listens on `address` and answers as `station`, known by `key`. Runs on the runtime it is called on.
///
/// # Errors
///
/// Where nobody may listen there, or another program does.
pub async fn serve<S: Station>(
    address: SocketAddr,
    key: &DeviceKey,
    station: Arc<S>,
    limits: Limits,
) -> io::Result<Serving> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let config = pinned::server(key).map_err(io::Error::other)?;
    let (stop, stopped) = watch::channel(false);
    let door = Door {
        acceptor: TlsAcceptor::from(Arc::new(config)),
        router: router(Desk { station, limits, asked: Arc::default() }),
        patience: limits.patience,
    };
    let task = tokio::spawn(listen(listener, door, limits.calls, stopped));
    Ok(Serving { address, stop, task })
}

/// What every call comes through.
#[derive(Clone)]
struct Door {
    acceptor: TlsAcceptor,
    router: Router,
    patience: Duration,
}

async fn listen(
    listener: TcpListener,
    door: Door,
    calls: usize,
    mut stopped: watch::Receiver<bool>,
) {
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(calls));
    loop {
        let came = tokio::select! {
            _ = stopped.changed() => break,
            came = listener.accept() => came,
        };
        let Ok((stream, _)) = came else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        if let Ok(place) = Arc::clone(&room).try_acquire_owned() {
            tokio::spawn(answer(stream, door.clone(), graceful.watcher(), place));
        }
    }
    drop(tokio::time::timeout(door.patience, graceful.shutdown()).await);
}

/// Answers one caller until it hangs up. What goes wrong on its side is its own to notice.
async fn answer(stream: TcpStream, door: Door, watcher: Watcher, place: OwnedSemaphorePermit) {
    let handshake = tokio::time::timeout(door.patience, door.acceptor.accept(stream)).await;
    let Ok(Ok(stream)) = handshake else { return };
    let Some(peer) = pinned::device(stream.get_ref().1.peer_certificates()) else { return };
    let service = TowerToHyperService::new(door.router.layer(Extension(Peer(peer))));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(door.patience);
    let connection = http.serve_connection(TokioIo::new(stream), service);
    drop(watcher.watch(connection).await);
    drop(place);
}

/// The device that proved to call.
#[derive(Clone, Copy)]
struct Peer(DevicePublic);

struct Desk<S> {
    station: Arc<S>,
    limits: Limits,
    asked: Arc<Mutex<HashMap<DevicePublic, Asked>>>,
}

/// How often a device asked since a minute began.
struct Asked {
    since: Instant,
    times: u32,
}

impl<S> Clone for Desk<S> {
    fn clone(&self) -> Self {
        let (station, asked) = (Arc::clone(&self.station), Arc::clone(&self.asked));
        Self { station, limits: self.limits, asked }
    }
}

fn router<S: Station>(desk: Desk<S>) -> Router {
    Router::new()
        .route("/v1/hello", get(hello::<S>))
        .route("/v1/campaigns", get(campaigns::<S>))
        .route("/v1/campaigns/{id}/receipts", put(receipts::<S>))
        .route("/v1/campaigns/{id}/bundle", put(take::<S>))
        .route("/v1/campaigns/{id}/bundle/{charter}", get(give::<S>))
        .route("/v1/knock", put(knock::<S>))
        .route("/v1/join", put(join::<S>))
        .with_state(desk)
}

impl<S: Station> Desk<S> {
    /// Counts a question of `peer`; refuses one too many in a minute.
    fn count(&self, Peer(peer): Peer) -> Result<(), Answer> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        asked.retain(|_, asked| now.duration_since(asked.since) < MINUTE);
        let asked = asked.entry(peer).or_insert(Asked { since: now, times: 0 });
        asked.times = asked.times.saturating_add(1);
        if asked.times <= self.limits.questions { Ok(()) } else { Err(Answer::TooOften) }
    }

    /// Reads what is sent, as long as it comes in time and is not too long.
    async fn read(&self, body: Body, bytes_max: usize) -> Result<Bytes, Answer> {
        let came = tokio::time::timeout(self.limits.patience, to_bytes(body, bytes_max)).await;
        came.map_err(|_| Answer::Torn)?.map_err(|_| Answer::TooLong)
    }

    /// Lets the station work where it holds up nobody else.
    async fn ask<T: Send + 'static>(
        &self,
        act: impl FnOnce(&S) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Answer> {
        let station = Arc::clone(&self.station);
        let done = tokio::task::spawn_blocking(move || act(&station)).await;
        done.map_err(|_| Answer::Broken)?.map_err(Answer::Refused)
    }
}

async fn hello<S: Station>(
    State(desk): State<Desk<S>>,
    Extension(peer): Extension<Peer>,
) -> Result<Response, Answer> {
    desk.count(peer)?;
    Ok(Json(desk.ask(|station| Ok(station.hello())).await?).into_response())
}

async fn campaigns<S: Station>(
    State(desk): State<Desk<S>>,
    Extension(Peer(peer)): Extension<Peer>,
) -> Result<Response, Answer> {
    desk.count(Peer(peer))?;
    Ok(Json(desk.ask(move |station| station.campaigns(peer)).await?).into_response())
}

async fn receipts<S: Station>(
    State(desk): State<Desk<S>>,
    Extension(Peer(peer)): Extension<Peer>,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Answer> {
    desk.count(Peer(peer))?;
    let campaign = campaign(&id)?;
    let came = desk.read(body, RECEIPTS_BYTES_MAX).await?;
    let came = messages::split(&came).ok_or(Answer::Nonsense)?;
    let own = desk.ask(move |station| station.receipts(peer, campaign, came)).await?;
    Ok(messages::join(&own).into_response())
}

async fn take<S: Station>(
    State(desk): State<Desk<S>>,
    Extension(Peer(peer)): Extension<Peer>,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Answer> {
    desk.count(Peer(peer))?;
    let campaign = campaign(&id)?;
    let announced = body.size_hint().lower();
    if let Err(refused) = desk.ask(move |station| station.admits(peer, campaign, announced)).await {
        // Whoever is sending reads the reason only if nobody hangs up on it meanwhile.
        tokio::spawn(spill(body, desk.limits.patience));
        return Err(refused);
    }
    let draft = Draft::at(desk.ask(S::draft).await?);
    store(body, draft.path(), desk.limits.bundle_bytes, desk.limits.patience).await?;
    let report = desk.ask(move |station| station.take(peer, campaign, draft.path())).await?;
    Ok(Json(report).into_response())
}

async fn give<S: Station>(
    State(desk): State<Desk<S>>,
    Extension(Peer(peer)): Extension<Peer>,
    Path((id, charter)): Path<(String, String)>,
) -> Result<Response, Answer> {
    desk.count(Peer(peer))?;
    let campaign = campaign(&id)?;
    let draft = Draft::at(desk.ask(S::draft).await?);
    let (draft, found) = desk
        .ask(move |station| {
            let found = station.give(peer, campaign, &charter, draft.path())?;
            Ok((draft, found))
        })
        .await?;
    if !found {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let path = draft.path().to_path_buf();
    let body = FileBody::open(&path, Some(draft)).await.map_err(|_| Answer::Broken)?;
    Ok(body.into_response())
}

async fn knock<S: Station>(
    State(desk): State<Desk<S>>,
    Extension(Peer(peer)): Extension<Peer>,
    body: Body,
) -> Result<Response, Answer> {
    desk.count(Peer(peer))?;
    let message = desk.read(body, CARD_BYTES_MAX).await?;
    Ok(desk.ask(move |station| station.knock(peer, &message)).await?.into_response())
}

async fn join<S: Station>(
    State(desk): State<Desk<S>>,
    Extension(Peer(peer)): Extension<Peer>,
    body: Body,
) -> Result<Response, Answer> {
    desk.count(Peer(peer))?;
    let came = desk.read(body, CARD_BYTES_MAX).await?;
    let (proof, card) = came.split_first_chunk().ok_or(Answer::Nonsense)?;
    let (proof, card) = (*proof, card.to_vec());
    Ok(Json(desk.ask(move |station| station.join(peer, proof, &card)).await?).into_response())
}

fn campaign(id: &str) -> Result<[u8; 16], Answer> {
    messages::unhex(id).ok_or(Answer::Refused(Refusal::UnknownCampaign))
}

/// What is answered in place of what was asked for.
enum Answer {
    Refused(Refusal),
    Nonsense,
    TooOften,
    TooLong,
    Torn,
    Full,
    Broken,
}

impl From<Spilled> for Answer {
    fn from(spilled: Spilled) -> Self {
        match spilled {
            Spilled::Torn => Self::Torn,
            Spilled::TooLong => Self::TooLong,
            Spilled::Disk(_) => Self::Full,
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let say = |status: StatusCode, denial: Denial| (status, Json(denial)).into_response();
        match self {
            Self::Refused(Refusal::Denied(why)) => say(StatusCode::FORBIDDEN, why),
            Self::Refused(Refusal::Unacceptable(why)) => say(StatusCode::UNPROCESSABLE_ENTITY, why),
            Self::Refused(Refusal::Unable(why)) => say(StatusCode::SERVICE_UNAVAILABLE, why),
            Self::Refused(Refusal::UnknownCampaign) => StatusCode::NOT_FOUND.into_response(),
            Self::Nonsense => StatusCode::BAD_REQUEST.into_response(),
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS.into_response(),
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::Torn => StatusCode::REQUEST_TIMEOUT.into_response(),
            Self::Full => StatusCode::INSUFFICIENT_STORAGE.into_response(),
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}
