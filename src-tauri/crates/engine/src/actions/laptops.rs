//! Which laptops are known here: by the charters, and by where they were reached.

use std::collections::BTreeMap;

use domain::id::CampaignId;
use ledger::{DeviceKey, DevicePublic};

use super::exchange::read_device;
use crate::engine::Engine;
use crate::error::{EngineError, HandoverFault};

/// Where addresses are remembered, on this laptop alone.
const ADDRESSES: &str = "addresses";

impl Engine {
    /// The key this laptop is known by, for connections that prove it.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn line_key(&self) -> Result<DeviceKey, EngineError> {
        Ok(self.store.device_key()?)
    }

    /// The campaigns that `peer` takes part in here; refuses one that takes part in none, unless it is
    /// the one that somebody confirmed.
    pub(super) fn shared_with(
        &self,
        peer: DevicePublic,
        confirmed: Option<DevicePublic>,
    ) -> Result<Vec<CampaignId>, EngineError> {
        let shared = self.store.campaigns_with(peer)?;
        if shared.is_empty() && confirmed != Some(peer) {
            let device = peer.to_string();
            return Err(EngineError::Handover(HandoverFault::UnknownStation { device }));
        }
        Ok(shared.into_iter().map(|(id, _)| CampaignId::from_bytes(id)).collect())
    }

    /// Who works at the laptop `device` (hexadecimal), by any charter that is here; empty where none names
    /// it.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn laptop_name(&self, device: &str) -> Result<String, EngineError> {
        let Some(device) = read_device(device) else { return Ok(String::new()) };
        for (campaign, _) in self.store.campaigns_with(device)? {
            let states = self.store.member_states(campaign)?;
            let named = states.into_iter().find(|it| it.device == device && !it.name.is_empty());
            if let Some(named) = named {
                return Ok(named.name);
            }
        }
        Ok(String::new())
    }

    /// Where laptops were reached last: device in hexadecimal, and address.
    ///
    /// # Errors
    ///
    /// [`EngineError::Store`].
    pub fn known_addresses(&self) -> Result<BTreeMap<String, String>, EngineError> {
        Ok(self.local(ADDRESSES)?.unwrap_or_default())
    }

    pub(super) fn remember_address(
        &mut self,
        device: &str,
        address: &str,
    ) -> Result<(), EngineError> {
        let mut known = self.known_addresses()?;
        let before = known.insert(device.to_owned(), address.to_owned());
        if before.as_deref() == Some(address) {
            return Ok(());
        }
        self.save_local(ADDRESSES, &known)
    }
}
