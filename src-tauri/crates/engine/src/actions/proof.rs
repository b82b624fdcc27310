//! Proof that lasts: whom this laptop trusts, and giving signed papers timestamps and answers about
//! their certificates.

use domain::id::CampaignId;
use domain::text::clean;
use serde::{Deserialize, Serialize};
use signing::{Certificate, ExtendError, Extended, Level, TimeError, Unreachable};

use super::papers::PaperOf;
use crate::engine::Engine;
use crate::error::{EngineError, Field};
use crate::online::Online;
use crate::record::{self, Paper, Signing, SigningWay, kind};

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
    /// Certificates of which nobody could say whether they were revoked, by name.
    pub missing: Vec<String>,
    /// Why the first of those that wait does, if something failed.
    pub failure: Option<ExtendError>,
    /// Whether somebody stopped it.
    pub stopped: bool,
}

const TRUST: &str = "trust";

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

    /// No longer trusts the certificate with this serial number and name.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn remove_anchor(&mut self, subject: &str, serial: &str) -> Result<(), EngineError> {
        let mut trust = self.trust()?;
        trust.anchors.retain(|it| it.subject() != subject || it.serial() != serial);
        self.save_trust(&trust)
    }

    fn save_trust(&mut self, trust: &Trust) -> Result<(), EngineError> {
        let anchors = trust.anchors.iter().map(|it| it.as_der().to_vec()).collect();
        self.save_local(TRUST, &Kept { time_url: trust.time_url.clone(), anchors })
    }

    /// The way to the time authority, if there is one: the one named here, or the office's.
    pub(super) fn online(&self, time_url: Option<&str>) -> Result<Option<Online>, EngineError> {
        let url = match time_url {
            Some(url) => checked_url(url)?,
            None => self.trust()?.time_url,
        };
        Ok((!url.is_empty()).then(|| Online::new(&url, self.store.gauge().clone())))
    }

    /// Gives every signed paper of this laptop what makes its signatures last (PAdES B-LTA): a
    /// timestamp over all of it, answers about its certificates, and a timestamp over those. Each
    /// paper is done and kept by itself, so whatever ends this early, the next time goes on.
    /// `time_url` is asked in the place of the office's authority.
    ///
    /// # Errors
    ///
    /// [`EngineError::NoTimeAuthority`], and [`EngineError`] when the store cannot be read or
    /// written. A paper that gets nothing is no error; it waits.
    pub fn extend_papers(
        &mut self,
        time_url: Option<&str>,
        anchors: &[Certificate],
    ) -> Result<Extension, EngineError> {
        let online = self.online(time_url)?.ok_or(EngineError::NoTimeAuthority)?;
        let trusted = [self.trust()?.anchors.as_slice(), anchors].concat();
        let papers = self.certified_papers()?;
        let gauge = self.store.gauge().clone();
        gauge.begin(papers.len());
        let mut done = Extension::default();
        for (number, (of, paper)) in (1..).zip(&papers) {
            if gauge.step(0).is_err() {
                done.stopped = true;
                break;
            }
            let before = self.file(&paper.current)?;
            let outcome = signing::extend(&before, &trusted, &online, &online);
            let nobody = matches!(outcome, Err(ExtendError::Time(TimeError::Unreachable(_))));
            if let Some(longer) = done.note(outcome, &before) {
                self.keep_signed(*of, paper, &longer, None)?;
                // Keeping it was an act of its own.
                gauge.begin(papers.len());
                gauge.step(number - 1).ok();
            }
            gauge.step(1).ok();
            if nobody {
                // Nor would the others find anybody, each after the same wait.
                done.waiting += u32::try_from(papers.len()).unwrap_or(u32::MAX) - number;
                break;
            }
        }
        Ok(done)
    }

    /// Every sealed paper that somebody signed with a certificate, replaced ones among them.
    fn certified_papers(&self) -> Result<Vec<(PaperOf, Paper)>, EngineError> {
        let mut found = Vec::new();
        for (visit, _) in self.visit_campaigns()? {
            let of = PaperOf::from(visit);
            found.extend(self.papers_of(of)?.into_iter().map(|paper| (of, paper)));
        }
        for section in self.sections_of(kind::CAMPAIGN)? {
            let campaign = CampaignId::from_bytes(section);
            for paper in record::papers(&self.facts_of(section, kind::PAPER)?)? {
                let of = match paper.letter {
                    Some(letter) => PaperOf::Letter(campaign, letter),
                    None => campaign.into(),
                };
                found.push((of, paper));
            }
        }
        found.retain(|(_, paper)| !paper.seal.is_empty() && paper.signings.iter().any(is_digital));
        Ok(found)
    }
}

impl Extension {
    /// Takes note of one paper; returns its bytes where they are new.
    fn note(&mut self, outcome: Result<Extended, ExtendError>, before: &[u8]) -> Option<Vec<u8>> {
        let extended = match outcome {
            Ok(extended) => extended,
            Err(ExtendError::Time(TimeError::Unreachable(Unreachable::Cancelled))) => {
                self.stopped = true;
                return None;
            }
            Err(error) => {
                self.waiting += 1;
                self.failure.get_or_insert(error);
                return None;
            }
        };
        let grown = extended.pdf != before;
        if extended.level != Level::Archival {
            self.waiting += 1;
        } else if grown {
            self.extended += 1;
        } else {
            self.complete += 1;
        }
        for name in extended.missing {
            if !self.missing.contains(&name) {
                self.missing.push(name);
            }
        }
        grown.then_some(extended.pdf)
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
