//! The network, which nothing but proofs needs: the office's time authority, and the certificate
//! authorities that certificates name.
//!
//! Plain `http` is usual there and does no harm: every answer is signed and is checked.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use signing::{Certificate, RevocationSource, TimeAuthority, Unreachable};
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
    /// Whom certificates of time authorities must lead to.
    trusted: Vec<Certificate>,
    /// When the act began, by the clock of this laptop.
    now: DateTime<FixedOffset>,
    gauge: Gauge,
}

/// What came of one question.
type Answer = Result<Vec<u8>, Unreachable>;

/// The way out for one run over many papers: what was answered is not asked for again, and who was
/// silent is not waited for again.
pub(crate) struct Run<'a> {
    online: &'a Online,
    /// By address and question.
    answers: RefCell<BTreeMap<(String, Vec<u8>), Answer>>,
    /// Hosts from which nothing came, and how.
    silent: RefCell<BTreeMap<String, Unreachable>>,
    /// Why the time authority gave nothing.
    no_time: RefCell<Option<Unreachable>>,
}

impl Online {
    /// `time_url` is where timestamps are to be had; `gauge` tells whether somebody wants to stop.
    pub(crate) fn new(time_url: &str, now: DateTime<FixedOffset>, gauge: Gauge) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .timeout_connect(Some(PATIENCE_AT_FIRST))
            .max_redirects(3)
            .user_agent("bienban");
        let agent = config.build().new_agent();
        Self { agent, time_url: time_url.to_owned(), trusted: Vec::new(), now, gauge }
    }

    /// Knows whom certificates of time authorities must lead to.
    pub(crate) fn trusting(self, trusted: Vec<Certificate>) -> Self {
        Self { trusted, ..self }
    }

    /// Whom certificates of time authorities must lead to.
    pub(crate) fn trusted(&self) -> &[Certificate] {
        &self.trusted
    }

    /// Goes out for many papers.
    pub(crate) fn run(&self) -> Run<'_> {
        Run {
            online: self,
            answers: RefCell::default(),
            silent: RefCell::default(),
            no_time: RefCell::default(),
        }
    }

    /// Listens to another gauge for the wish to stop.
    pub(crate) fn heeding(self, gauge: Gauge) -> Self {
        Self { gauge, ..self }
    }

    fn get(&self, url: &str) -> Answer {
        self.go_on()?;
        bytes(self.agent.get(url).call())
    }

    fn post(&self, url: &str, kind: &str, body: &[u8]) -> Answer {
        self.go_on()?;
        bytes(self.agent.post(url).header("Content-Type", kind).send(body))
    }

    fn go_on(&self) -> Result<(), Unreachable> {
        self.gauge.step(0).map_err(|_| Unreachable::Cancelled)
    }
}

fn bytes(answer: Result<Response<Body>, ureq::Error>) -> Answer {
    let whole = |mut answer: Response<Body>| {
        answer.body_mut().with_config().limit(LENGTH_MAX).read_to_vec()
    };
    let failed = |error: ureq::Error| {
        if let ureq::Error::StatusCode(code) = error {
            Unreachable::Status { code }
        } else {
            Unreachable::Failed { reason: error.to_string() }
        }
    };
    answer.and_then(whole).map_err(failed)
}

impl TimeAuthority for Online {
    fn stamp(&self, request: &[u8]) -> Answer {
        self.post(&self.time_url, "application/timestamp-query", request)
    }

    fn now(&self) -> Option<DateTime<FixedOffset>> {
        Some(self.now)
    }
}

impl Run<'_> {
    fn once(&self, url: &str, request: &[u8], ask: impl FnOnce() -> Answer) -> Answer {
        let key = (url.to_owned(), request.to_vec());
        if let Some(known) = self.answers.borrow().get(&key) {
            return known.clone();
        }
        let host = url.split('/').nth(2).unwrap_or_default();
        if let Some(reason) = self.silent.borrow().get(host) {
            return Err(reason.clone());
        }
        let answer = ask();
        match &answer {
            Err(Unreachable::Cancelled) => {}
            Err(reason @ Unreachable::Failed { .. }) => {
                self.silent.borrow_mut().insert(host.to_owned(), reason.clone());
            }
            Ok(_) | Err(Unreachable::Status { .. }) => {
                self.answers.borrow_mut().insert(key, answer.clone());
            }
        }
        answer
    }
}

impl TimeAuthority for Run<'_> {
    fn stamp(&self, request: &[u8]) -> Answer {
        if let Some(reason) = self.no_time.borrow().as_ref() {
            return Err(reason.clone());
        }
        let answer = self.online.stamp(request);
        if let Err(reason @ (Unreachable::Failed { .. } | Unreachable::Status { .. })) = &answer {
            self.no_time.replace(Some(reason.clone()));
        }
        answer
    }

    fn now(&self) -> Option<DateTime<FixedOffset>> {
        self.online.now()
    }
}

impl RevocationSource for Run<'_> {
    fn crl(&self, url: &str) -> Answer {
        self.once(url, &[], || self.online.get(url))
    }

    fn ocsp(&self, url: &str, request: &[u8]) -> Answer {
        self.once(url, request, || self.online.post(url, "application/ocsp-request", request))
    }

    fn certificate(&self, url: &str) -> Answer {
        self.once(url, &[], || self.online.get(url))
    }
}

#[cfg(test)]
mod tests {
    use authority::Server;

    use super::*;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-30T09:00:00+07:00").unwrap()
    }

    #[test]
    fn a_status_of_the_server_is_told_apart_from_silence() {
        let server = Server::open(now().to_utc());
        let nothing = server.time_url().replace("/tsa", "/nothing");
        let online = Online::new(&nothing, now(), Gauge::default());
        assert_eq!(online.stamp(b"?"), Err(Unreachable::Status { code: 404 }));
        server.set_silent(true);
        assert!(matches!(online.stamp(b"?"), Err(Unreachable::Failed { .. })));
    }

    #[test]
    fn a_run_asks_for_a_list_once() {
        let server = Server::open(now().to_utc());
        let online = Online::new(&server.time_url(), now(), Gauge::default());
        let (run, url) = (online.run(), server.time_url().replace("/tsa", "/issuing.crl"));
        let list = run.crl(&url).unwrap();
        assert_eq!(run.crl(&url), Ok(list));
        assert_eq!(server.asked(), 1);
        let nowhere = server.time_url().replace("/tsa", "/nothing");
        for _ in 0..2 {
            assert_eq!(run.crl(&nowhere), Err(Unreachable::Status { code: 404 }));
        }
        assert_eq!(server.asked(), 2, "a status is an answer, too");
    }

    #[test]
    fn a_run_waits_once_for_a_host_that_is_silent() {
        let server = Server::open(now().to_utc());
        server.set_silent(true);
        let online = Online::new(&server.time_url(), now(), Gauge::default());
        let run = online.run();
        for path in ["/issuing.crl", "/root.crl", "/ocsp"] {
            let url = server.time_url().replace("/tsa", path);
            assert!(matches!(run.crl(&url), Err(Unreachable::Failed { .. })));
        }
        assert_eq!(server.asked(), 1);
        for _ in 0..2 {
            assert!(matches!(run.stamp(b"?"), Err(Unreachable::Failed { .. })));
        }
        assert_eq!(server.asked(), 2, "so is the clock");
    }

    #[test]
    fn a_run_remembers_no_wish_to_stop() {
        let server = Server::open(now().to_utc());
        let gauge = Gauge::default();
        let online = Online::new(&server.time_url(), now(), gauge.clone());
        let (run, url) = (online.run(), server.time_url().replace("/tsa", "/issuing.crl"));
        gauge.stop();
        assert_eq!(run.crl(&url), Err(Unreachable::Cancelled));
        gauge.begin(0);
        assert!(run.crl(&url).is_ok());
    }
}
