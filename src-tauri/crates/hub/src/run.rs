//! The machine of an office at work: the station that laptops call, and the pages beside it.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use engine::actions::{ByTurns, Moments as _};
use engine::ports::{Clock, Randomness};
use engine::station::{EngineStation, Journal, Newcomers};
use engine::{Engine, EngineError};
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use crate::config::{Config, Pages};
use crate::door::{BadCertificate, Door, Identity, Manners, serve};
use crate::events::PageJournal;
use crate::metrics::Metrics;
use crate::office::Office;
use crate::routes::router;

/// How often the files of the certificate are looked at: whatever renews them is at it for days.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Why the machine does not work.
#[derive(Debug, Error)]
pub enum HubFault {
    /// The store fails.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The certificate of the pages cannot be shown.
    #[error(transparent)]
    Certificate(#[from] BadCertificate),
    /// Nobody may listen there, or another program does.
    #[error("cannot listen on {address}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
}

/// Where the machine can be reached.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Listening {
    /// Where laptops call.
    pub station: SocketAddr,
    /// Where the pages are.
    pub office: Option<SocketAddr>,
    /// Whether the pages have a certificate of their own.
    pub secured: bool,
    /// The device it is, in hexadecimal.
    pub device: String,
}

/// Who hears what happens at a machine that works.
pub struct Journals {
    /// Hears what laptops do.
    pub laptops: Journal,
    /// Hears what happens at the pages.
    pub pages: PageJournal,
}

/// Works until `stopped` is there, lets what is under way end, and locks the store. `started` hears
/// where it listens.
///
/// # Errors
///
/// [`HubFault`].
pub async fn run(
    engine: Engine,
    config: Config,
    doors: (Arc<dyn Clock>, Arc<dyn Randomness>),
    (started, journals): (impl FnOnce(&Listening), Journals),
    stopped: impl Future<Output = ()>,
) -> Result<(), HubFault> {
    let store = ByTurns::new(engine);
    let worked = work(&store, config, doors, (started, journals), stopped).await;
    let closed = store.close();
    worked?;
    Ok(closed?)
}

async fn work(
    store: &ByTurns,
    config: Config,
    doors: (Arc<dyn Clock>, Arc<dyn Randomness>),
    (started, journals): (impl FnOnce(&Listening), Journals),
    stopped: impl Future<Output = ()>,
) -> Result<(), HubFault> {
    let identity = identity(config.office.as_ref(), &*doors.0)?;
    let key = store.clone().moment(|engine| engine.line_key())?;
    let newcomers = Newcomers::Listed(config.accept);
    let station =
        EngineStation::new(store.clone(), newcomers, journals.laptops).with_quotas(config.quotas);
    let serving = exchange::serve(config.listen, &key, Arc::new(station), config.limits).await;
    let serving = serving.map_err(failed(config.listen))?;
    let (stop, ended) = watch::channel(false);
    let mut listening = Listening {
        station: serving.address(),
        office: None,
        secured: identity.is_some(),
        device: key.public().to_string(),
    };
    let (mut pages, page_journal) = (None, Arc::new(journals.pages));
    if let Some(Pages { listen, settings, .. }) = config.office {
        let listener = TcpListener::bind(listen).await.map_err(failed(listen))?;
        listening.office = Some(listener.local_addr().map_err(failed(listen))?);
        let clock = Arc::clone(&doors.0);
        let office = Office::new(store.clone(), settings, doors);
        let desk = office.desk();
        desk.visits.tell_to(Arc::clone(&page_journal));
        let tls = identity.as_ref().map(Identity::tls).transpose().map_err(|fault| {
            HubFault::Listen { address: listen, source: io::Error::other(fault) }
        })?;
        let tls = tls.map(|tls| TlsAcceptor::from(Arc::new(tls)));
        let door = Door { router: router(office), tls, manners: Manners::default() };
        let served = serve(listener, door, ended.clone());
        pages = Some(tokio::spawn(async move {
            tokio::select! {
                () = served => {}
                () = keep_renewed(identity, clock, &desk.metrics, &page_journal) => {}
            }
        }));
    }
    started(&listening);
    stopped.await;
    stop.send_replace(true);
    serving.stop().await;
    if let Some(pages) = pages {
        // Whatever a page was still waiting for, the store is whole.
        drop(tokio::time::timeout(config.limits.patience, pages).await);
    }
    Ok(())
}

fn failed(address: SocketAddr) -> impl FnOnce(io::Error) -> HubFault {
    move |source| HubFault::Listen { address, source }
}

/// What the pages are secured with, where they are.
fn identity(
    pages: Option<&Pages>,
    clock: &dyn Clock,
) -> Result<Option<Arc<Identity>>, BadCertificate> {
    let files = pages.and_then(|pages| pages.certificate.clone());
    files.map(|files| Identity::read(files, clock.now())).transpose()
}

/// Looks at the files of the certificate again and again, and tells what came of it; never ends.
async fn keep_renewed(
    identity: Option<Arc<Identity>>,
    clock: Arc<dyn Clock>,
    metrics: &Metrics,
    journal: &PageJournal,
) {
    let Some(identity) = identity else { return std::future::pending().await };
    loop {
        let (at_work, now) = (Arc::clone(&identity), clock.now());
        let looked = tokio::task::spawn_blocking(move || at_work.look(now)).await;
        metrics.certificate_holds_until(identity.until());
        if let Some(renewal) = looked.ok().flatten() {
            journal(renewal.into());
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
