//! The machine of an office at work: the station that laptops call, and the pages beside it.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use engine::actions::{ByTurns, Moments as _};
use engine::ports::{Clock, Randomness};
use engine::station::{EngineStation, Journal, Newcomers};
use engine::{Engine, EngineError};
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::Config;
use crate::office::Office;
use crate::routes::router;

/// Why the machine does not work.
#[derive(Debug, Error)]
pub enum HubFault {
    /// The store fails.
    #[error(transparent)]
    Engine(#[from] EngineError),
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
    /// The device it is, in hexadecimal.
    pub device: String,
}

/// Works until `stopped` is there, lets what is under way end, and locks the store. `started` hears
/// where it listens; `journal` hears what laptops do.
///
/// # Errors
///
/// [`HubFault`].
pub async fn run(
    engine: Engine,
    config: Config,
    doors: (Arc<dyn Clock>, Arc<dyn Randomness>),
    (started, journal): (impl FnOnce(&Listening), Journal),
    stopped: impl Future<Output = ()>,
) -> Result<(), HubFault> {
    let store = ByTurns::new(engine);
    let worked = work(&store, config, doors, (started, journal), stopped).await;
    let closed = store.close();
    worked?;
    Ok(closed?)
}

async fn work(
    store: &ByTurns,
    config: Config,
    doors: (Arc<dyn Clock>, Arc<dyn Randomness>),
    (started, journal): (impl FnOnce(&Listening), Journal),
    stopped: impl Future<Output = ()>,
) -> Result<(), HubFault> {
    let key = store.clone().moment(|engine| engine.line_key())?;
    let station = EngineStation::new(store.clone(), Newcomers::Listed(config.accept), journal);
    let serving = exchange::serve(config.listen, &key, Arc::new(station), config.limits).await;
    let failed = |address| move |source| HubFault::Listen { address, source };
    let serving = serving.map_err(failed(config.listen))?;
    let (stop, mut ended) = watch::channel(false);
    let mut listening =
        Listening { station: serving.address(), office: None, device: key.public().to_string() };
    let mut pages = None;
    if let Some((address, settings)) = config.office {
        let listener = TcpListener::bind(address).await.map_err(failed(address))?;
        listening.office = Some(listener.local_addr().map_err(failed(address))?);
        let office = router(Office::new(store.clone(), settings, doors));
        let server = axum::serve(listener, office).with_graceful_shutdown(async move {
            // Whoever would say so is gone with the machine itself.
            drop(ended.changed().await);
        });
        pages = Some(tokio::spawn(server.into_future()));
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
