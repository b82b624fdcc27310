//! Who takes part: the founder's laptop takes devices in and ends them; others follow. A deputy's laptop
//! takes the charter over when the founder's is lost.

use std::str::FromStr as _;

use exchange::Identity;
use ledger::{
    Charter, CharterDraft, CharterMember, DeviceCard, DevicePublic, EndedDevice, OpRef, Role,
};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::super::error::StoreError;
use super::super::{Store, device, pen, rebuild};
use super::ExchangeFault;

/// Whom the founder takes in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Admission {
    /// The device's card.
    pub card: DeviceCard,
    /// What its person is in the delegation.
    pub role: Role,
    /// The areas given to the person; none means all.
    pub areas: Vec<String>,
}

impl Store {
    /// What others encrypt to for this laptop; drawn when it is first asked for.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn identity(&mut self) -> Result<Identity, StoreError> {
        let found: Option<String> = self
            .connection
            .prepare_cached("select words from meta where name = 'exchange_identity'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        if let Some(secret) = found.map(zeroize::Zeroizing::new) {
            return Identity::from_str(&secret)
                .map_err(|_| StoreError::Unreadable { what: "identity" });
        }
        let drawn = Identity::draw();
        self.connection.execute(
            "insert into meta (name, words) values ('exchange_identity', :secret)",
            named_params! { ":secret": drawn.secret().as_str() },
        )?;
        Ok(drawn)
    }

    /// The card of this laptop, signed, for a founder to take in.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn card(
        &mut self,
        (name, title, office): (&str, &str, &str),
    ) -> Result<Vec<u8>, StoreError> {
        let card = self.own_card((name, title, office))?;
        Ok(card.sign(&device::key(&self.connection)?))
    }

    fn own_card(
        &mut self,
        (name, title, office): (&str, &str, &str),
    ) -> Result<DeviceCard, StoreError> {
        Ok(DeviceCard {
            device: self.device()?,
            person: self.person()?,
            name: name.to_owned(),
            title: title.to_owned(),
            office: office.to_owned(),
            recipient: self.identity()?.recipient(),
            wall_ms: self.wall_ms(),
        })
    }

    /// Takes a device into the charter of `campaign`, or gives one that is in it another role; the
    /// founder is written in by `founder` (name, title, office) where it has no name yet.
    ///
    /// # Errors
    ///
    /// [`ExchangeFault::NotTheFounder`], [`ExchangeFault::SenderEnded`] for a device that was ended,
    /// and [`StoreError`].
    pub fn admit(
        &mut self,
        campaign: [u8; 16],
        admission: &Admission,
        founder: (&str, &str, &str),
    ) -> Result<Charter, ExchangeFault> {
        let own = self.own_card(founder)?;
        self.amend(campaign, |draft| {
            if draft.ended.iter().any(|ended| ended.device == admission.card.device) {
                return Err(ExchangeFault::SenderEnded);
            }
            for member in &mut draft.members {
                if member.device == own.device {
                    *member = own.member(member.role, std::mem::take(&mut member.areas));
                }
            }
            put_member(draft, admission.card.member(admission.role, admission.areas.clone()));
            Ok(())
        })
    }

    /// Ends a device: lost, stolen, or its person was replaced. What came of it until now still counts.
    ///
    /// # Errors
    ///
    /// [`ExchangeFault::NotTheFounder`], [`ExchangeFault::NotAMember`] for a device that is not in the
    /// charter or is the founder's, and [`StoreError`].
    pub fn end_device(
        &mut self,
        campaign: [u8; 16],
        device: DevicePublic,
    ) -> Result<Charter, ExchangeFault> {
        let accepted = accepted(&self.connection, campaign, device)?;
        let own = self.device()?;
        self.amend(campaign, |draft| {
            let before = draft.members.len();
            draft.members.retain(|member| member.device != device);
            if draft.members.len() == before || device == own {
                return Err(ExchangeFault::NotAMember);
            }
            draft.ended.push(EndedDevice { device, accepted });
            Ok(())
        })
    }

    /// Signs the next revision in the stead of the founder, who is ended where `lost`. From now on this
    /// laptop is the founder's.
    ///
    /// # Errors
    ///
    /// [`ExchangeFault::NotTheDeputy`] for a laptop whose person is neither leader nor deputy, and
    /// [`StoreError`].
    pub fn take_over(
        &mut self,
        campaign: [u8; 16],
        lost: bool,
        own: (&str, &str, &str),
    ) -> Result<Charter, ExchangeFault> {
        let before = device::find_charter(&self.connection, campaign)?
            .ok_or(ExchangeFault::UnknownCampaign)?;
        let own = self.own_card(own)?;
        if own.device == before.founder() {
            return Ok(before);
        }
        let device = before.founder();
        let accepted = accepted(&self.connection, campaign, device)?;
        if !before.may_be_continued_by(&own.device) {
            return Err(ExchangeFault::NotTheDeputy);
        }
        self.sign_next(campaign, |draft| {
            for member in draft.members.iter_mut().filter(|member| member.device == own.device) {
                *member = own.member(member.role, std::mem::take(&mut member.areas));
            }
            if lost {
                draft.members.retain(|member| member.device != device);
                draft.ended.push(EndedDevice { device, accepted });
            }
            Ok(())
        })
    }

    /// Signs the next revision of the charter, as its founder.
    fn amend(
        &mut self,
        campaign: [u8; 16],
        change: impl FnOnce(&mut CharterDraft) -> Result<(), ExchangeFault>,
    ) -> Result<Charter, ExchangeFault> {
        let before = device::find_charter(&self.connection, campaign)?
            .ok_or(StoreError::Unreadable { what: "charter" })?;
        if before.founder() != self.device()? {
            return Err(ExchangeFault::NotTheFounder);
        }
        self.sign_next(campaign, change)
    }

    /// Signs the next revision of the charter, after everything that was written under this one. Nothing
    /// is signed where a founder changes nothing.
    fn sign_next(
        &mut self,
        campaign: [u8; 16],
        change: impl FnOnce(&mut CharterDraft) -> Result<(), ExchangeFault>,
    ) -> Result<Charter, ExchangeFault> {
        self.close_segments()?;
        let wall_ms = self.wall_ms();
        let key = device::key(&self.connection)?;
        let before = device::find_charter(&self.connection, campaign)?
            .ok_or(StoreError::Unreadable { what: "charter" })?;
        let own = key.public();
        let mut draft = before.draft().clone();
        change(&mut draft)?;
        if draft == *before.draft() && before.founder() == own {
            return Ok(before);
        }
        draft.revision = draft.revision.saturating_add(1);
        draft.previous = Some(before.digest());
        draft.wall_ms = wall_ms;
        let charter = Charter::found(draft, &key);
        let transaction = self.connection.transaction()?;
        device::put_charter(&transaction, &charter)?;
        transaction.commit()?;
        Ok(charter)
    }

    /// The clock of this laptop in milliseconds since 1970; before that it is broken.
    pub(super) fn wall_ms(&self) -> u64 {
        u64::try_from(self.ports.clock.now().timestamp_millis()).unwrap_or_default()
    }
}

fn put_member(draft: &mut CharterDraft, member: CharterMember) {
    match draft.members.iter_mut().find(|known| known.device == member.device) {
        Some(known) => *known = member,
        None => draft.members.push(member),
    }
}

/// The last op of each stream of `device` that is here.
fn accepted(
    connection: &Connection,
    campaign: [u8; 16],
    device: DevicePublic,
) -> Result<Vec<OpRef>, StoreError> {
    let mut last = Vec::new();
    for stream in device::streams_of(connection, campaign, Some(device))? {
        let chain = pen::tip(connection, stream)?;
        if !chain.is_empty() {
            last.push(OpRef::new(stream, chain.len()));
        }
    }
    Ok(last)
}

/// Keeps what a store that is put back to a snapshot knew of charters, campaign by campaign, where the
/// snapshot knows the campaign; what they judge is judged anew. Charters that do not follow those of the
/// snapshot stay with what was set aside.
///
/// # Errors
///
/// [`StoreError`].
pub(in crate::store) fn keep_charters(
    connection: &mut Connection,
    known: &[Vec<Charter>],
) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    let mut new = false;
    for charters in known {
        let Some(first) = charters.first() else { continue };
        let campaign = first.draft().campaign;
        let here = device::charters(&transaction, campaign)?;
        let same = here.iter().zip(charters).all(|(one, other)| one.digest() == other.digest());
        if here.is_empty() || !same {
            continue;
        }
        for charter in charters.iter().skip(here.len()) {
            device::put_charter(&transaction, charter)?;
            new = true;
        }
    }
    if new {
        rebuild::again(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Takes in the charters that came, first revision first. Returns whether anything was new.
///
/// # Errors
///
/// [`ExchangeFault::OtherFounder`], [`ExchangeFault::BrokenCharter`], and [`StoreError`].
pub(super) fn follow(
    connection: &Connection,
    campaign: [u8; 16],
    came: &[Charter],
) -> Result<bool, ExchangeFault> {
    let here = device::charters(connection, campaign)?;
    let mut last: Option<&Charter> = None;
    for (place, charter) in came.iter().enumerate() {
        let first =
            last.is_none() && charter.draft().previous.is_none() && charter.draft().revision == 1;
        let follows = last.map_or(first, |before| charter.check_succeeds(before).is_ok());
        if !follows || charter.draft().campaign != campaign {
            return Err(ExchangeFault::BrokenCharter);
        }
        match here.get(place) {
            Some(known) if known.digest() == charter.digest() => {}
            Some(known) if first && known.founder() != charter.founder() => {
                return Err(ExchangeFault::OtherFounder);
            }
            // Both follow the one before: two laptops changed the charter, and knew nothing of another.
            Some(_) if !first => return Err(ExchangeFault::SplitCharter),
            Some(_) => return Err(ExchangeFault::BrokenCharter),
            None => device::put_charter(connection, charter)?,
        }
        last = Some(charter);
    }
    if last.is_none() {
        return Err(ExchangeFault::BrokenCharter);
    }
    Ok(here.len() < came.len())
}
