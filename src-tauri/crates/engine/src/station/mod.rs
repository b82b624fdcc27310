//! Answering others of the delegation that call: the leader's laptop in the field, or the office's
//! machine behind the internet.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use domain::id::CampaignId;
use exchange::{CampaignState, Denial, Hello, Joined, PROTOCOL, Refusal, Station, TakenReport};
use ledger::{DevicePublic, Receipt};

use crate::actions::{Moments, Quotas, SLICE_BYTES, take_bundle, write_bundle};
use crate::engine::Engine;
use crate::error::{EngineError, HandoverFault};
use crate::gauge::Gauge;
use crate::store::{ExchangeFault, TakenIn, Wanted, hex};
use crate::words::{self, Class};

mod invitations;

pub use invitations::{Invitations, OpenInvitation};

/// Who may bring a campaign that is not here yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Newcomers {
    /// Whoever takes part in something here already: a laptop in the field.
    Known,
    /// Whoever takes part here, and these devices, by their codes: the machine of an office.
    Listed(Vec<String>),
}

/// What another device did here.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StationEvent {
    /// The device, in hexadecimal.
    pub device: String,
    /// The campaign.
    pub campaign: CampaignId,
    /// What it did.
    pub deed: Deed,
}

/// What another device did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Deed {
    /// It handed something over, of which this became.
    Brought(TakenReport),
    /// It came in by the code of an invitation; this is who its card says it is.
    Joined(String),
    /// It fetched what it lacked.
    Fetched,
    /// It was refused, with this code.
    Refused(String),
}

/// Hears what others do here, as it happens.
pub type Journal = Box<dyn Fn(StationEvent) + Send + Sync>;

/// This store, as others reach it over a network.
pub struct EngineStation<M> {
    moments: M,
    newcomers: Newcomers,
    journal: Journal,
    invitations: Invitations,
    quotas: Quotas,
    /// One after the other, so that two that fit by themselves do not come in together.
    taking: Mutex<()>,
}

impl<M: Moments + Clone> EngineStation<M> {
    /// Answers for the store behind `moments`.
    pub fn new(moments: M, newcomers: Newcomers, journal: Journal) -> Self {
        let (invitations, quotas, taking) = Default::default();
        Self { moments, newcomers, journal, invitations, quotas, taking }
    }

    /// Lets in whoever knows the code of one of these, too.
    #[must_use]
    pub fn inviting(self, invitations: &Invitations) -> Self {
        Self { invitations: invitations.clone(), ..self }
    }

    /// The same, but others may leave only so much here.
    #[must_use]
    pub fn with_quotas(mut self, quotas: Quotas) -> Self {
        self.quotas = quotas;
        self
    }

    /// Notes what `peer` did, or was refused.
    fn note<T>(
        &self,
        (peer, campaign): (DevicePublic, [u8; 16]),
        outcome: Result<T, Refusal>,
        deed: impl FnOnce(&T) -> Option<Deed>,
    ) -> Result<T, Refusal> {
        let deed = match &outcome {
            Ok(done) => deed(done),
            Err(refusal) => Some(Deed::Refused(code_of(refusal))),
        };
        if let Some(deed) = deed {
            let campaign = CampaignId::from_bytes(campaign);
            (self.journal)(StationEvent { device: peer.to_string(), campaign, deed });
        }
        outcome
    }

    /// Has the store for `act`; what goes wrong is told to whoever calls.
    fn have<T>(
        &self,
        act: impl FnOnce(&mut Engine) -> Result<T, EngineError>,
    ) -> Result<T, Refusal> {
        Told(self.moments.clone()).moment(act)
    }

    /// Takes in the bundle in `file`, if there is room for it.
    fn take_measured(
        &self,
        (peer, campaign): (DevicePublic, [u8; 16]),
        file: &Path,
    ) -> Result<TakenReport, Refusal> {
        let quotas = self.quotas;
        let unmeasured = quotas == Quotas::default();
        let _turn =
            (!unmeasured).then(|| self.taking.lock().unwrap_or_else(PoisonError::into_inner));
        if !unmeasured {
            let length = file.metadata().map(|about| about.len());
            let length = length.map_err(|source| {
                let path = file.to_owned();
                refusal(&EngineError::File { path, source })
            })?;
            self.have(|engine| {
                engine.check_room(quotas, (peer, campaign), length)?;
                engine.note_received(quotas, peer, length)
            })?;
        }
        let id = CampaignId::from_bytes(campaign);
        let taken = take_bundle(&mut Told(self.moments.clone()), file, id, &Gauge::default())?;
        Ok(report(&taken))
    }

    fn may_bring(&self, peer: DevicePublic) -> Result<bool, Refusal> {
        let code = peer.to_string();
        match &self.newcomers {
            Newcomers::Listed(codes) if codes.contains(&code) => Ok(true),
            Newcomers::Known | Newcomers::Listed(_) => {
                self.have(|engine| Ok(!engine.store.campaigns_with(peer)?.is_empty()))
            }
        }
    }
}

impl<M: Moments + Clone + Send + Sync + 'static> Station for EngineStation<M> {
    fn hello(&self) -> Hello {
        let now = self.have(|engine| Ok(engine.clock.now().timestamp_millis()));
        let wall_ms = u64::try_from(now.unwrap_or_default()).unwrap_or_default();
        Hello { protocol: PROTOCOL, wall_ms }
    }

    fn campaigns(&self, peer: DevicePublic) -> Result<Vec<CampaignState>, Refusal> {
        let shared = self.have(|engine| Ok(engine.store.campaigns_with(peer)?))?;
        let told = |(id, charter): ([u8; 16], ledger::Digest)| CampaignState {
            id: hex::encode(&id),
            charter: charter.to_string(),
        };
        Ok(shared.into_iter().map(told).collect())
    }

    fn receipts(
        &self,
        peer: DevicePublic,
        campaign: [u8; 16],
        came: Vec<Vec<u8>>,
    ) -> Result<Vec<Vec<u8>>, Refusal> {
        self.have(|engine| {
            engine.store.check_peer(campaign, peer)?;
            engine.compare_clock(peer, &came)?;
            engine.store.hear(campaign, &came, peer)?;
            Ok(engine.store.receipts(campaign)?)
        })
    }

    fn admits(
        &self,
        peer: DevicePublic,
        campaign: [u8; 16],
        announced: u64,
    ) -> Result<(), Refusal> {
        let checked = self.have(|engine| {
            match engine.store.check_peer(campaign, peer) {
                Ok(()) => Ok(true),
                // A newer charter may come with the bundle; the bundle is judged by that one.
                Err(ExchangeFault::SenderStranger | ExchangeFault::UnknownCampaign) => Ok(false),
                Err(fault) => Err(fault.into()),
            }
        })?;
        let admitted = if checked || self.may_bring(peer)? {
            let quotas = self.quotas;
            self.have(|engine| engine.check_room(quotas, (peer, campaign), announced))
        } else {
            Err(refusal(&ExchangeFault::SenderStranger.into()))
        };
        self.note((peer, campaign), admitted, |()| None)
    }

    fn take(
        &self,
        peer: DevicePublic,
        campaign: [u8; 16],
        file: &Path,
    ) -> Result<TakenReport, Refusal> {
        let report = self.take_measured((peer, campaign), file);
        self.note((peer, campaign), report, |report| Some(Deed::Brought(*report)))
    }

    fn give(
        &self,
        peer: DevicePublic,
        campaign: [u8; 16],
        charter: &str,
        file: &Path,
    ) -> Result<bool, Refusal> {
        let outgoing = self.have(|engine| {
            engine.store.check_peer(campaign, peer)?;
            let newest = engine.store.charter_digest(campaign)?;
            let outgoing = engine.store.shipment(campaign, Wanted::By(peer, SLICE_BYTES))?;
            let has_charter = newest.is_some_and(|digest| digest.to_string() == charter);
            Ok((!has_charter || !outgoing.is_empty()).then_some(outgoing))
        })?;
        let Some(outgoing) = outgoing else { return Ok(false) };
        let written = write_bundle(&outgoing, file).map_err(|error| refusal(&error));
        self.note((peer, campaign), written.map(|()| true), |_| Some(Deed::Fetched))
    }

    fn knock(&self, peer: DevicePublic, message: &[u8]) -> Result<Vec<u8>, Refusal> {
        Ok(self.invitations.knock(peer, message)?)
    }

    fn join(&self, peer: DevicePublic, proof: [u8; 32], card: &[u8]) -> Result<Joined, Refusal> {
        let admitted = self.invitations.accept(peer, (proof, card))?;
        let taken_in = self.have(|engine| {
            let of = engine.read_card(card)?;
            if of.device != peer {
                return Err(EngineError::Handover(HandoverFault::NotACard));
            }
            engine.admit(admitted.campaign, card, (admitted.seat, admitted.areas.clone()))?;
            Ok(of.name)
        });
        let campaign = admitted.campaign.bytes();
        let name = self.note((peer, campaign), taken_in, |name| Some(Deed::Joined(name.clone())));
        name.map(|_| admitted.joined())
    }

    fn draft(&self) -> Result<PathBuf, Refusal> {
        self.have(|engine| Ok(engine.store.drafts().bundle_path()?))
    }
}

/// The store, whose failures are told to whoever calls.
struct Told<M>(M);

impl<M: Moments> Moments for Told<M> {
    type Error = Refusal;

    fn moment<T>(
        &mut self,
        act: impl FnOnce(&mut Engine) -> Result<T, EngineError>,
    ) -> Result<T, Refusal> {
        let done = self.0.moment(|engine| Ok(act(engine)));
        let locked = |_| Refusal::Unable(denial(&words::Failure::locked()));
        done.map_err(locked)?.map_err(|error| refusal(&error))
    }
}

impl From<EngineError> for Refusal {
    fn from(error: EngineError) -> Self {
        refusal(&error)
    }
}

impl Engine {
    /// Compares the clock of whoever calls with this one, by the receipt it signed just now.
    fn compare_clock(&mut self, peer: DevicePublic, came: &[Vec<u8>]) -> Result<(), EngineError> {
        let receipts = came.iter().filter_map(|bytes| Receipt::read(bytes.clone()).ok());
        let latest = receipts.filter(|it| it.device() == peer).map(|it| it.draft().wall_ms).max();
        let Some(wall_ms) = latest.and_then(|ms| i64::try_from(ms).ok()) else { return Ok(()) };
        let ahead_ms = wall_ms.saturating_sub(self.clock.now().timestamp_millis());
        self.note_clock(&peer.to_string(), ahead_ms)
    }
}

fn report(taken: &TakenIn) -> TakenReport {
    TakenReport {
        added: taken.added,
        known: taken.known,
        quarantined: taken.quarantined,
        left_out: u32::try_from(taken.left_out.len()).unwrap_or(u32::MAX),
        files_added: taken.files_added,
    }
}

fn refusal(error: &EngineError) -> Refusal {
    if let EngineError::Handover(HandoverFault::Exchange(ExchangeFault::UnknownCampaign)) = error {
        return Refusal::UnknownCampaign;
    }
    let failure = words::Failure::from(error);
    let denial = denial(&failure);
    match failure.class {
        Class::No => Refusal::Denied(denial),
        Class::Input => Refusal::Unacceptable(denial),
        Class::Store => Refusal::Unable(denial),
    }
}

fn code_of(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Denied(why) | Refusal::Unacceptable(why) | Refusal::Unable(why) => {
            why.code.clone()
        }
        Refusal::UnknownCampaign => "E-CAMPAIGN-NOT-HERE".to_owned(),
    }
}

fn denial(failure: &words::Failure) -> Denial {
    Denial { code: failure.code.to_owned(), sentence: failure.message.clone() }
}

#[cfg(test)]
mod tests;
