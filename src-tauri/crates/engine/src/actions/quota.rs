//! How much others may leave here: the machine of an office has one disk for every delegation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::id::CampaignId;
use ledger::DevicePublic;
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::{EngineError, HandoverFault, Overfull};

/// Where it is noted what came today; kept here alone, so that a new start forgets nothing.
const RECEIVED: &str = "received";

/// How much others may leave here; nothing is limited that is not said.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Quotas {
    /// Bytes of one campaign in all.
    pub campaign_bytes: Option<u64>,
    /// Bytes that one device sends in a day, by the clock of this machine.
    pub device_bytes_per_day: Option<u64>,
}

/// What came on a day, by devices in hexadecimal.
#[derive(Default, Deserialize, Serialize)]
struct Received {
    day: NaiveDate,
    bytes: BTreeMap<String, u64>,
}

impl Engine {
    /// Bytes of what devices signed about a campaign, and of its files.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn campaign_bytes(&self, campaign: CampaignId) -> Result<u64, EngineError> {
        Ok(self.store.campaign_bytes(campaign.bytes())?)
    }

    /// Whether there is room for `offered` more bytes that `peer` sends of `campaign`.
    ///
    /// A bundle counts with its whole length, though some of it may be here: what it has is not known
    /// before it is read, and laptops send what receipts say is lacking.
    ///
    /// # Errors
    ///
    /// [`HandoverFault::Overfull`], and [`EngineError::Store`].
    pub(crate) fn check_room(
        &self,
        quotas: Quotas,
        (peer, campaign): (DevicePublic, [u8; 16]),
        offered: u64,
    ) -> Result<(), EngineError> {
        if let Some(most) = quotas.device_bytes_per_day {
            let received = self.received_today()?;
            let used = received.bytes.get(&peer.to_string()).copied().unwrap_or_default();
            if most < used.saturating_add(offered) {
                return Err(overfull(Overfull::Device { most, used, offered }));
            }
        }
        if let Some(most) = quotas.campaign_bytes {
            let used = self.store.campaign_bytes(campaign)?;
            if most < used.saturating_add(offered) {
                return Err(overfull(Overfull::Campaign { most, used, offered }));
            }
        }
        Ok(())
    }

    /// Notes that `peer` sent so many bytes today, where that is limited.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub(crate) fn note_received(
        &mut self,
        quotas: Quotas,
        peer: DevicePublic,
        bytes: u64,
    ) -> Result<(), EngineError> {
        if quotas.device_bytes_per_day.is_none() {
            return Ok(());
        }
        let mut received = self.received_today()?;
        let sum = received.bytes.entry(peer.to_string()).or_default();
        *sum = sum.saturating_add(bytes);
        self.save_local(RECEIVED, &received)
    }

    fn received_today(&self) -> Result<Received, EngineError> {
        let day = self.clock.local().date_naive();
        let noted: Option<Received> = self.local(RECEIVED)?;
        let today = noted.filter(|noted| noted.day == day);
        Ok(today.unwrap_or(Received { day, bytes: BTreeMap::new() }))
    }
}

const fn overfull(fault: Overfull) -> EngineError {
    EngineError::Handover(HandoverFault::Overfull(fault))
}
