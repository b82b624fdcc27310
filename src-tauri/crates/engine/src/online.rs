//! The network, which nothing but proofs needs: the office's time authority, and the certificate
//! authorities that certificates name.
//!
//! Plain `http` is usual there and does no harm: every answer is signed and is checked.

use std::time::Duration;

use signing::{RevocationSource, TimeAuthority, Unreachable};
use ureq::{Agent, Body, http::Response};

use crate::gauge::Gauge;

/// How long one answer may take, from looking up the name to the last byte.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long it may take until somebody picks up; where there is no network this is what is waited.
const PATIENCE_AT_FIRST: Duration = Duration::from_secs(3);
/// Longer answers are no certificates and no lists of them.
const LENGTH_MAX: u64 = 32 * 1024 * 1024;

/// The way out, for one act.
#[derive(Clone, Debug)]
pub(crate) struct Online {
    agent: Agent,
    time_url: String,
    gauge: Gauge,
}

impl Online {
    /// `time_url` is where timestamps are to be had; `gauge` tells whether somebody wants to stop.
    pub(crate) fn new(time_url: &str, gauge: Gauge) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .timeout_connect(Some(PATIENCE_AT_FIRST))
            .max_redirects(3)
            .user_agent("bienban");
        let agent = config.build().new_agent();
        Self { agent, time_url: time_url.to_owned(), gauge }
    }

    /// Listens to another gauge for the wish to stop.
    pub(crate) fn heeding(self, gauge: Gauge) -> Self {
        Self { gauge, ..self }
    }

    fn get(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        self.go_on()?;
        bytes(self.agent.get(url).call())
    }

    fn post(&self, url: &str, kind: &str, body: &[u8]) -> Result<Vec<u8>, Unreachable> {
        self.go_on()?;
        bytes(self.agent.post(url).header("Content-Type", kind).send(body))
    }

    fn go_on(&self) -> Result<(), Unreachable> {
        self.gauge.step(0).map_err(|_| Unreachable::Cancelled)
    }
}

fn bytes(answer: Result<Response<Body>, ureq::Error>) -> Result<Vec<u8>, Unreachable> {
    let whole = |mut answer: Response<Body>| {
        answer.body_mut().with_config().limit(LENGTH_MAX).read_to_vec()
    };
    let failed = |error: ureq::Error| Unreachable::Failed { reason: error.to_string() };
    answer.and_then(whole).map_err(failed)
}

impl TimeAuthority for Online {
    fn stamp(&self, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
        self.post(&self.time_url, "application/timestamp-query", request)
    }
}

impl RevocationSource for Online {
    fn crl(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        self.get(url)
    }

    fn ocsp(&self, url: &str, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
        self.post(url, "application/ocsp-request", request)
    }

    fn certificate(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        self.get(url)
    }
}
