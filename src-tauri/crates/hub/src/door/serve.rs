//! Connections in, pages out.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::places::{Place, Places};

/// A system that is out of handles gets a moment before it is asked again.
const BREATH: Duration = Duration::from_millis(100);
/// Bytes of what comes before the body of a request: far more than a browser sends.
const HEAD_BYTES_MAX: usize = 64 << 10;
const HEADERS_MAX: usize = 64;

/// How long and how often others may keep the pages busy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manners {
    /// Connections at once; who comes next is turned away.
    pub(crate) places: usize,
    /// Connections of one address at once, unless it is this machine itself.
    pub(crate) places_each: usize,
    /// So long a handshake may take, and what comes before the body of a request; a connection on
    /// which nothing is asked ends after this time, too.
    pub(crate) patience: Duration,
    /// After so long a connection answers what it was asked and ends; one that does not is cut off
    /// after the same time again. That is enough for the longest file over a poor line.
    pub(crate) life: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            places: 256,
            places_each: 64,
            patience: Duration::from_secs(20),
            life: Duration::from_secs(10 * 60),
        }
    }
}

/// What every connection comes through.
#[derive(Clone)]
pub(crate) struct Door {
    /// The pages.
    pub(crate) router: Router,
    /// How connections are secured; none where something before this machine does that.
    pub(crate) tls: Option<TlsAcceptor>,
    /// What others may cost.
    pub(crate) manners: Manners,
}

/// Answers on `listener` until `stopped`, and then lets those end that are under way.
pub(crate) async fn serve(listener: TcpListener, door: Door, mut stopped: watch::Receiver<bool>) {
    let places = Places::new(door.manners.places, door.manners.places_each);
    let (door, mut talks) = (Arc::new(door), JoinSet::new());
    loop {
        let came = tokio::select! {
            _ = stopped.wait_for(|stopped| *stopped) => break,
            Some(_) = talks.join_next() => continue,
            came = listener.accept() => came,
        };
        let Ok((stream, peer)) = came else {
            sleep(BREATH).await;
            continue;
        };
        if let Some(place) = places.take(peer.ip()) {
            talks.spawn(answer(stream, Arc::clone(&door), stopped.clone(), place));
        }
    }
    while talks.join_next().await.is_some() {}
}

/// Answers on one connection until it ends. What goes wrong on the other side is its own to notice.
async fn answer(stream: TcpStream, door: Arc<Door>, stopped: watch::Receiver<bool>, place: Place) {
    // A page is a few small pieces; it works without this, only slower.
    drop(stream.set_nodelay(true));
    if let Some(tls) = &door.tls {
        let secured = timeout(door.manners.patience, tls.accept(stream)).await;
        if let Ok(Ok(stream)) = secured {
            talk(stream, &door, stopped).await;
        }
    } else {
        talk(stream, &door, stopped).await;
    }
    drop(place);
}

async fn talk<S>(stream: S, door: &Door, mut stopped: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let Manners { patience, life, .. } = door.manners;
    let service = TowerToHyperService::new(door.router.clone());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    http.max_headers(HEADERS_MAX).max_buf_size(HEAD_BYTES_MAX);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    let over = async {
        tokio::select! {
            _ = stopped.wait_for(|stopped| *stopped) => {}
            () = sleep(life) => {}
        }
    };
    tokio::select! {
        _ = connection.as_mut() => return,
        () = over => connection.as_mut().graceful_shutdown(),
    }
    drop(timeout(life, connection).await);
}
