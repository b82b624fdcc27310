//! Others that are reached over a network: who may ask, and what each says it has.

use ledger::{Charter, DeviceKey, DevicePublic, Digest, Receipt};
use rusqlite::Connection;

use super::super::error::StoreError;
use super::super::{Store, device};
use super::{ExchangeFault, receipts};

impl Store {
    /// The key this laptop is known by, for a connection that proves it.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn device_key(&self) -> Result<DeviceKey, StoreError> {
        device::key(&self.connection)
    }

    /// The campaigns in which `peer` takes part beside this laptop, with the digest of the newest charter.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn campaigns_with(
        &self,
        peer: DevicePublic,
    ) -> Result<Vec<([u8; 16], Digest)>, StoreError> {
        let own = self.device()?;
        let mut shared = Vec::new();
        for campaign in campaigns(&self.connection)? {
            let Some(newest) = device::find_charter(&self.connection, campaign)? else { continue };
            if is_listed(&newest, peer) && is_listed(&newest, own) {
                shared.push((campaign, newest.digest()));
            }
        }
        Ok(shared)
    }

    /// The digest of the newest charter of `campaign`; `None` where it is not here.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn charter_digest(&self, campaign: [u8; 16]) -> Result<Option<Digest>, StoreError> {
        let newest = device::find_charter(&self.connection, campaign)?;
        Ok(newest.map(|charter| charter.digest()))
    }

    /// Makes sure that `peer` takes part in `campaign`.
    ///
    /// # Errors
    ///
    /// [`ExchangeFault::UnknownCampaign`], [`ExchangeFault::SenderStranger`],
    /// [`ExchangeFault::SenderEnded`], and [`StoreError`].
    pub fn check_peer(&self, campaign: [u8; 16], peer: DevicePublic) -> Result<(), ExchangeFault> {
        let newest = device::find_charter(&self.connection, campaign)?
            .ok_or(ExchangeFault::UnknownCampaign)?;
        if newest.draft().ended.iter().any(|ended| ended.device == peer) {
            return Err(ExchangeFault::SenderEnded);
        }
        if is_listed(&newest, peer) { Ok(()) } else { Err(ExchangeFault::SenderStranger) }
    }

    /// What this laptop and others have of `campaign`, signed by each; its own comes last.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn receipts(&mut self, campaign: [u8; 16]) -> Result<Vec<Vec<u8>>, StoreError> {
        self.close_segments()?;
        let wall_ms = self.wall_ms();
        let mut all = receipts::telling(&self.connection, campaign)?;
        let own = receipts::own(&self.connection, &self.home, campaign, wall_ms)?;
        all.push(own.bytes().to_vec());
        Ok(all)
    }

    /// Keeps what those who take part say they have, as told by `peer`, whose own receipt was signed just
    /// now: where it has less than before, it lost something and gets it again. Returns who answers for
    /// something else than what is here.
    ///
    /// # Errors
    ///
    /// [`ExchangeFault::UnknownCampaign`], and [`StoreError`].
    pub fn hear(
        &mut self,
        campaign: [u8; 16],
        came: &[Vec<u8>],
        peer: DevicePublic,
    ) -> Result<Vec<DevicePublic>, ExchangeFault> {
        let own = self.device()?;
        let now_ms = self.ports.clock.now().timestamp_millis();
        let transaction = self.connection.transaction()?;
        let newest =
            device::find_charter(&transaction, campaign)?.ok_or(ExchangeFault::UnknownCampaign)?;
        // Its own comes last; what others keep of it may be older.
        let read = |bytes: &Vec<u8>| Receipt::read(bytes.clone()).ok();
        let is_peers = |bytes: &Vec<u8>| read(bytes).is_some_and(|it| it.device() == peer);
        let fresh = came.iter().rev().find(|bytes| is_peers(bytes)).and_then(read);
        let mut heard: Vec<Vec<u8>> =
            came.iter().filter(|bytes| !is_peers(bytes)).cloned().collect();
        if let Some(fresh) = fresh
            && !receipts::says_as_before(&transaction, &fresh, now_ms)?
        {
            receipts::forget(&transaction, campaign, peer)?;
            heard.push(fresh.bytes().to_vec());
        }
        let contradicted = receipts::hear(&transaction, &newest, (own, now_ms), &heard)?;
        transaction.commit()?;
        Ok(contradicted)
    }
}

fn is_listed(charter: &Charter, device: DevicePublic) -> bool {
    charter.draft().members.iter().any(|member| member.device == device)
}

fn campaigns(connection: &Connection) -> Result<Vec<[u8; 16]>, StoreError> {
    let mut statement =
        connection.prepare_cached("select distinct campaign from charter order by campaign")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.map(|row| row.map_err(StoreError::from)).collect()
}
