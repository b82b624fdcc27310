//! Proof that lasts: whom this laptop trusts, and giving signed papers timestamps and answers about
//! their certificates.

use std::sync::{Arc, Mutex, PoisonError};

use domain::text::clean;
use serde::{Deserialize, Serialize};
use signing::{Certificate, ExtendError, Extended, TimeError, Unreachable};

use super::papers::PaperOf;
use crate::engine::Engine;
use crate::error::{EngineError, Field};
use crate::gauge::Gauge;
use crate::online::Online;
use crate::record::{Paper, Signing, SigningWay};
use crate::store::StoreError;

/// Whom this laptop asks for the time, and whose certificates it trusts.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
struct Kept {
    time_url: String,
    /// In DER.
    anchors: Vec<Vec<u8>>,
}

/// Whom this laptop asks for the time, and whose certificates it trusts.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Trust {
    /// Address of the office's time authority (RFC 3161); empty for none.
    pub time_url: String,
    /// Certificates that chains must lead to, in the order in which they were added.
    pub anchors: Vec<Certificate>,
}

/// What came of giving signed papers lasting proof.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Extension {
    /// Papers that had all of it already.
    pub complete: u32,
    /// Papers that have all of it now.
    pub extended: u32,
    /// Papers that got a part, or nothing; the next time goes on with them.
    pub waiting: u32,
    /// Papers that stay as they are, since a certificate expired before any time was proven.
    pub too_late: u32,
    /// Certificates of which nobody could say whether they were revoked, by name.
    pub missing: Vec<String>,
    /// Those of which this is known only from before they signed.
    pub early: Vec<String>,
    /// Those that lead to no trusted issuer, about which nobody was asked.
    pub untrusted: Vec<String>,
    /// Those that expired before any time was proven.
    pub expired: Vec<String>,
    /// Whether this laptop trusts no issuer yet, so that nobody was asked about certificates.
    pub no_issuers: bool,
    /// Why the first of those that wait does, if something failed.
    pub failure: Option<ExtendError>,
    /// Whether somebody stopped it.
    pub stopped: bool,
}

impl Extension {
    /// Whether every paper has all of it.
    pub fn is_whole(&self) -> bool {
        self.waiting == 0 && self.too_late == 0 && !self.stopped
    }
}

/// The store, had for a moment at a time: whoever waits for a network lets others work meanwhile.
pub trait Moments {
    /// What may go wrong.
    type Error: From<EngineError>;

    /// Has the store for `act`, and lets it go.
    ///
    /// # Errors
    ///
    /// Those of `act`, and where the store cannot be had.
    fn moment<T>(
        &mut self,
        act: impl FnOnce(&mut Engine) -> Result<T, EngineError>,
    ) -> Result<T, Self::Error>;
}

/// A store that several have by turns. Clones share it.
#[derive(Clone)]
pub struct ByTurns(Arc<Mutex<Option<Engine>>>);

impl ByTurns {
    /// Shares `engine`.
    pub fn new(engine: Engine) -> Self {
        Self(Arc::new(Mutex::new(Some(engine))))
    }

    /// Locks the store for everybody who shares it.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn close(&self) -> Result<(), EngineError> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        open.map_or(Ok(()), Engine::close)
    }
}

impl Moments for ByTurns {
    type Error = EngineError;

    fn moment<T>(
        &mut self,
        act: impl FnOnce(&mut Engine) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        // A panic inside an earlier act rolled its transaction back, so the engine is still sound.
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        act(open.as_mut().ok_or(StoreError::Stopped)?)
    }
}

impl Moments for Engine {
    type Error = EngineError;

    fn moment<T>(
        &mut self,
        act: impl FnOnce(&mut Self) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        act(self)
    }
}

/// Papers that are to get lasting proof, and who is asked for it.
struct ToExtend {
    online: Online,
    trusted: Vec<Certificate>,
    papers: Vec<(PaperOf, Paper)>,
}

const TRUST: &str = "trust";

/// Gives every signed paper of this laptop what makes its signatures last (PAdES B-LTA): a
/// timestamp over all of it, answers about its certificates, and a timestamp over those.
///
/// Each paper is done and kept by itself, so whatever ends this early, the next time goes on.
/// `time_url` is asked in the place of the office's authority; `gauge` tells how many papers are
/// through, and stops.
///
/// # Errors
///
/// [`EngineError::NoTimeAuthority`], and [`EngineError`] when the store cannot be read or
/// written. A paper that gets nothing is no error; it waits.
pub fn extend_papers<S: Moments>(
    store: &mut S,
    gauge: &Gauge,
    time_url: Option<&str>,
    anchors: &[Certificate],
) -> Result<Extension, S::Error> {
    let work = store.moment(|engine| engine.papers_to_extend(time_url, anchors))?;
    let online = work.online.heeding(gauge.clone());
    let run = online.run();
    gauge.begin(work.papers.len());
    let mut done = Extension { no_issuers: work.trusted.is_empty(), ..Extension::default() };
    for entry in &work.papers {
        if gauge.step(0).is_err() {
            done.stopped = true;
            break;
        }
        let before = store.moment(|engine| engine.file(&entry.1.current))?;
        let outcome = signing::extend(&before, &work.trusted, &run, &run);
        let grown = outcome.as_ref().ok().filter(|it| it.pdf != before);
        let kept = match grown {
            Some(grown) => store.moment(|engine| engine.keep_extended(entry, &grown.pdf))?,
            None => true,
        };
        let is_new = grown.is_some();
        done.note(outcome, is_new, kept);
        gauge.step(1).ok();
    }
    Ok(done)
}

impl Engine {
    /// Whom this laptop trusts.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn trust(&self) -> Result<Trust, EngineError> {
        let Kept { time_url, anchors } = self.local(TRUST)?.unwrap_or_default();
        let anchors = anchors.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
        Ok(Trust { time_url, anchors })
    }

    /// Changes where timestamps are to be had; empty for nowhere.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] for what is no address of the web, and [`EngineError::Store`].
    pub fn save_time_url(&mut self, url: &str) -> Result<(), EngineError> {
        let url = checked_url(url)?;
        let anchors = self.trust()?.anchors;
        self.save_trust(&Trust { time_url: url, anchors })
    }

    /// Trusts the certificates of a file (PEM or DER) from now on; returns how many are new.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] for a file without any, and [`EngineError::Store`].
    pub fn add_anchors(&mut self, file: &[u8]) -> Result<usize, EngineError> {
        let list = Certificate::list(file).map_err(|_| EngineError::BadInput {
            field: Field::Certificate,
            entered: String::new(),
        })?;
        let mut trust = self.trust()?;
        let before = trust.anchors.len();
        for certificate in list {
            if !trust.anchors.contains(&certificate) {
                trust.anchors.push(certificate);
            }
        }
        self.save_trust(&trust)?;
        Ok(trust.anchors.len() - before)
    }

    /// No longer trusts the certificate with this fingerprint.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn remove_anchor(&mut self, fingerprint: &str) -> Result<(), EngineError> {
        let mut trust = self.trust()?;
        trust.anchors.retain(|it| it.fingerprint() != fingerprint);
        self.save_trust(&trust)
    }

    fn save_trust(&mut self, trust: &Trust) -> Result<(), EngineError> {
        let anchors = trust.anchors.iter().map(|it| it.as_der().to_vec()).collect();
        self.save_local(TRUST, &Kept { time_url: trust.time_url.clone(), anchors })
    }

    /// The way to the time authority, if there is one: the one named here, or the office's.
    pub(super) fn online(&self, time_url: Option<&str>) -> Result<Option<Online>, EngineError> {
        let Trust { time_url: own, anchors } = self.trust()?;
        let url = time_url.map_or(Ok(own), checked_url)?;
        let online = || Online::new(&url, self.clock.local(), self.store.gauge().clone());
        Ok((!url.is_empty()).then(|| online().trusting(anchors)))
    }

    /// Takes out what giving every signed paper lasting proof needs.
    fn papers_to_extend(
        &self,
        time_url: Option<&str>,
        anchors: &[Certificate],
    ) -> Result<ToExtend, EngineError> {
        let online = self.online(time_url)?.ok_or(EngineError::NoTimeAuthority)?;
        let trusted = [self.trust()?.anchors.as_slice(), anchors].concat();
        Ok(ToExtend { online, trusted, papers: self.certified_papers()? })
    }

    /// Keeps a paper with more proof; says whether it did. It does not when somebody signed the
    /// paper meanwhile.
    fn keep_extended(
        &mut self,
        (of, paper): &(PaperOf, Paper),
        longer: &[u8],
    ) -> Result<bool, EngineError> {
        let now = self.papers_of(*of)?;
        let Some(now) = now.iter().find(|it| it.id == paper.id && it.current == paper.current)
        else {
            return Ok(false);
        };
        self.keep_signed(*of, now, longer, None)?;
        Ok(true)
    }

    /// Every sealed paper that somebody signed with a certificate, replaced ones among them.
    fn certified_papers(&self) -> Result<Vec<(PaperOf, Paper)>, EngineError> {
        let mut found = self.every_paper()?;
        found.retain(|(_, paper)| !paper.seal.is_empty() && paper.signings.iter().any(is_digital));
        Ok(found)
    }
}

impl Extension {
    /// Takes note of one paper: whether it got anything new, and whether that was kept.
    fn note(&mut self, outcome: Result<Extended, ExtendError>, is_new: bool, kept: bool) {
        let extended = match outcome {
            Ok(extended) => extended,
            Err(error) => {
                self.note_failure(error);
                return;
            }
        };
        let whole = extended.is_whole() && kept;
        if whole && is_new {
            self.extended += 1;
        } else if whole {
            self.complete += 1;
        }
        add_names(&mut self.missing, extended.missing);
        add_names(&mut self.early, extended.early);
        add_names(&mut self.untrusted, extended.untrusted);
        match extended.failure {
            Some(error) => self.note_failure(error.into()),
            None if !whole => self.waiting += 1,
            None => {}
        }
    }

    /// Takes note of why a paper does not have all of it.
    fn note_failure(&mut self, error: ExtendError) {
        match error {
            ExtendError::Time(TimeError::Unreachable(Unreachable::Cancelled)) => {
                self.stopped = true;
            }
            ExtendError::Time(TimeError::TooLate { subjects }) => {
                self.too_late += 1;
                add_names(&mut self.expired, subjects);
            }
            error @ (ExtendError::Time(_) | ExtendError::Sign(_) | ExtendError::NotSound(_)) => {
                self.waiting += 1;
                self.failure.get_or_insert(error);
            }
        }
    }
}

fn add_names(all: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !all.contains(&name) {
            all.push(name);
        }
    }
}

/// Whether somebody signed with a certificate, here or elsewhere.
fn is_digital(signing: &Signing) -> bool {
    match signing.way {
        SigningWay::Certificate => true,
        SigningWay::Elsewhere => !signing.field.is_empty(),
        SigningWay::Drawn => false,
    }
}

/// An address of the web, or nothing.
fn checked_url(typed: &str) -> Result<String, EngineError> {
    let url = clean(typed);
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let sound = host.is_some_and(|host| {
        !host.is_empty() && !host.starts_with('/') && !host.contains(char::is_whitespace)
    });
    if url.is_empty() || sound {
        Ok(url)
    } else {
        Err(EngineError::BadInput { field: Field::TimeUrl, entered: url })
    }
}

#[cfg(test)]
mod tests {
    use authority::{Authority, PASSWORD, Server};
    use domain::id::VisitId;

    use super::*;
    use crate::minutes_kinds_tests::{sealed_minutes, stage};

    fn sign(engine: &mut Engine, visit: VisitId, role: &str, p12: &[u8]) {
        let paper = engine.paper_to_sign(visit, role).unwrap();
        engine.keep_signed_paper(paper.sign_by_p12(p12, PASSWORD).unwrap()).unwrap();
    }

    /// A store in which somebody signs while the network is waited for.
    struct Busy<'a> {
        engine: &'a mut Engine,
        visit: VisitId,
        p12: Vec<u8>,
        moments: u32,
    }

    impl Moments for Busy<'_> {
        type Error = EngineError;

        fn moment<T>(
            &mut self,
            act: impl FnOnce(&mut Engine) -> Result<T, EngineError>,
        ) -> Result<T, EngineError> {
            let done = act(self.engine);
            self.moments += 1;
            // The list, and the bytes of the only paper: now the network is asked.
            if self.moments == 2 {
                sign(self.engine, self.visit, "secretary", &self.p12);
            }
            done
        }
    }

    #[test]
    fn of_two_roots_with_one_name_and_number_the_meant_one_goes() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let now = engine.clock.local().to_utc();
        let [old, new] = ["http://cu", "http://moi"].map(|base| Authority::new(base, now));
        for root in [&old, &new] {
            assert_eq!(engine.add_anchors(root.root_der()).unwrap(), 1);
        }
        let anchors = engine.trust().unwrap().anchors;
        let [first, second] = anchors.as_slice() else { panic!("two roots") };
        assert_eq!((first.subject(), first.serial()), (second.subject(), second.serial()));

        engine.remove_anchor(&first.fingerprint()).unwrap();

        assert_eq!(engine.trust().unwrap().anchors, std::slice::from_ref(second));
    }

    #[test]
    fn a_paper_that_is_signed_while_the_network_answers_keeps_the_signature_and_waits() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let server = Server::open(engine.clock.local().to_utc());
        engine.add_anchors(server.authority().root_der()).unwrap();
        let p12 = server.authority().person_p12();
        sign(engine, visit, "leader", &p12);
        let (url, gauge) = (server.time_url(), Gauge::default());

        let mut busy = Busy { engine, visit, p12, moments: 0 };
        let done = extend_papers(&mut busy, &gauge, Some(&url), &[]).unwrap();

        assert_eq!((done.extended, done.waiting, done.complete), (0, 1, 0));
        let shelf = engine.shelf(visit).unwrap();
        let signed: Vec<&str> =
            shelf.standing().unwrap().signings.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(signed, ["ky_truong_doan", "ky_thu_ky"]);

        let again = extend_papers(engine, &gauge, Some(&url), &[]).unwrap();
        assert_eq!((again.extended, again.waiting), (1, 0));
        assert_eq!(gauge.reading(), (1, 1));
    }

    #[test]
    fn a_paper_stamped_by_somebody_unknown_waits_until_the_issuer_is_trusted() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let server = Server::open(engine.clock.local().to_utc());
        engine.save_time_url(&server.time_url()).unwrap();
        sign(engine, visit, "leader", &server.authority().person_p12());
        let gauge = Gauge::default();

        let nobody = extend_papers(engine, &gauge, None, &[]).unwrap();
        assert_eq!((nobody.waiting, nobody.complete, nobody.no_issuers), (1, 0, true));
        let other = Server::open(engine.clock.local().to_utc());
        engine.add_anchors(other.authority().root_der()).unwrap();
        let before = engine.paper(visit).unwrap();
        let stranger = extend_papers(engine, &gauge, None, &[]).unwrap();
        assert_eq!((stranger.waiting, stranger.complete), (1, 0));
        let failure = stranger.failure;
        let untrusted = matches!(failure, Some(ExtendError::Time(TimeError::Untrusted { .. })));
        assert!(untrusted, "{failure:?}");
        assert!(engine.paper(visit).unwrap() == before, "nothing is laid on it");
        engine.add_anchors(server.authority().root_der()).unwrap();
        let known = extend_papers(engine, &gauge, None, &[]).unwrap();
        assert_eq!((known.waiting, known.extended), (0, 1));
    }
}
