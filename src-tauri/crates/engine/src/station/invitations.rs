//! Inviting somebody into a delegation by a code that is read aloud.
//!
//! An invitation lives in memory only: it is over when the program ends, and nothing of it is kept.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use domain::id::CampaignId;
use exchange::{Code, Invitation, Joined, Unwelcome};
use ledger::DevicePublic;

use crate::actions::Seat;
use crate::engine::Engine;
use crate::error::{EngineError, HandoverFault};
use crate::store::{ExchangeFault, StoreError, hex};

/// The invitation of this laptop, if one is open. Cheap to clone; all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Invitations(Arc<Mutex<Option<Offer>>>);

/// A seat that is offered to whoever knows the code.
#[derive(Debug)]
struct Offer {
    campaign: CampaignId,
    seat: Seat,
    areas: Vec<String>,
    invitation: Invitation,
}

/// What the person who reads the code sees of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OpenInvitation {
    /// The campaign.
    pub campaign: CampaignId,
    /// What whoever comes will be.
    pub seat: Seat,
    /// The areas; none means all.
    pub areas: Vec<String>,
    /// The code, as it is read: `4821 0937`.
    pub code: String,
    /// How long it still holds.
    pub seconds_left: u64,
}

/// What a device is taken in as.
pub(super) struct Admitted {
    pub(super) campaign: CampaignId,
    pub(super) seat: Seat,
    pub(super) areas: Vec<String>,
    proof: [u8; 32],
}

impl Admitted {
    /// What the device hears when it was taken in.
    pub(super) fn joined(&self) -> Joined {
        let campaign = hex::encode(&self.campaign.bytes());
        Joined { campaign, proof: hex::encode(&self.proof) }
    }
}

impl Invitations {
    /// Offers a seat (areas: none means all) to whoever knows the new code; an older offer is over.
    ///
    /// # Errors
    ///
    /// [`EngineError::Handover`] on a laptop that did not make the delegation, and
    /// [`EngineError::Store`].
    pub fn invite(
        &self,
        engine: &Engine,
        campaign: CampaignId,
        (seat, areas): (Seat, Vec<String>),
    ) -> Result<OpenInvitation, EngineError> {
        let founded_here = engine.participants(campaign)?.iter().any(|it| it.own && it.founder);
        if !founded_here {
            return Err(ExchangeFault::NotTheFounder.into());
        }
        let mut chance = [0; 8];
        engine.randomness.fill(&mut chance).map_err(StoreError::from)?;
        let code = Code::from_random(chance);
        let invitation = Invitation::new(code, engine.line_key()?.public(), Instant::now());
        let offer = Offer { campaign, seat, areas, invitation };
        let open = offer.open(Instant::now()).ok_or(HandoverFault::Uninvited);
        self.hold(|kept| *kept = Some(offer));
        open.map_err(EngineError::Handover)
    }

    /// The invitation that is open.
    pub fn open(&self) -> Option<OpenInvitation> {
        self.hold(|kept| kept.as_ref()?.open(Instant::now()))
    }

    /// Takes the invitation back; its code is worth nothing from now on.
    pub fn withdraw(&self) {
        self.hold(|kept| *kept = None);
    }

    pub(super) fn knock(&self, peer: DevicePublic, message: &[u8]) -> Result<Vec<u8>, EngineError> {
        self.hold(|kept| {
            let offer = kept.as_mut().ok_or(Unwelcome::Over)?;
            offer.invitation.answer(peer, message, Instant::now())
        })
        .map_err(EngineError::from)
    }

    /// Uses the invitation up.
    pub(super) fn accept(
        &self,
        peer: DevicePublic,
        (proof, card): ([u8; 32], &[u8]),
    ) -> Result<Admitted, EngineError> {
        let admitted = self.hold(|kept| {
            let offer = kept.as_mut().ok_or(Unwelcome::Over)?;
            let campaign = offer.campaign.bytes();
            let own = offer.invitation.accept(peer, (proof, card), campaign, Instant::now())?;
            let (campaign, seat, areas) = (offer.campaign, offer.seat, offer.areas.clone());
            *kept = None;
            Ok::<_, Unwelcome>(Admitted { campaign, seat, areas, proof: own })
        });
        Ok(admitted?)
    }

    fn hold<T>(&self, act: impl FnOnce(&mut Option<Offer>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Offer {
    fn open(&self, now: Instant) -> Option<OpenInvitation> {
        Some(OpenInvitation {
            campaign: self.campaign,
            seat: self.seat,
            areas: self.areas.clone(),
            code: self.invitation.code().to_string(),
            seconds_left: self.invitation.time_left(now)?.as_secs(),
        })
    }
}
