//! What other laptops of a delegation have and want: their charters, ops, files and receipts.
//!
//! **Invariant:** what comes is verified whole before any of it is written, and written in one
//! transaction. It never takes anything away: an op that is here stays, whatever comes beside it.

mod audit;
mod charters;
mod incoming;
mod outgoing;
mod peers;
mod receipts;
pub(super) mod rights;
mod size;
pub(super) mod witness;

use ledger::{Charter, DevicePublic, OpRef, StreamId};
use thiserror::Error;

pub use charters::Admission;
pub(super) use charters::keep_charters;
pub use incoming::{Arrival, ArrivedFile};
pub use outgoing::{Outgoing, Wanted};
pub use receipts::MemberState;
pub use rights::Unentitled;

use super::error::StoreError;

/// Why nothing of what came was taken in, or nothing can be handed out.
#[derive(Debug, Error)]
pub enum ExchangeFault {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The campaign is not here.
    #[error("the campaign is not here")]
    UnknownCampaign,
    /// Only the founder's laptop changes the charter.
    #[error("only the founder changes the charter")]
    NotTheFounder,
    /// Only who leads, or a deputy, takes the charter over.
    #[error("only a leader or deputy takes the charter over")]
    NotTheDeputy,
    /// Two laptops signed the next charter and knew nothing of each other.
    #[error("two charters follow the same one")]
    SplitCharter,
    /// Nobody else is in the charter yet.
    #[error("nobody to hand it to")]
    Alone,
    /// The campaign was founded here by another laptop than there.
    #[error("the campaign has another founder here")]
    OtherFounder,
    /// Its charters do not follow each other, or not those that are here.
    #[error("the charters do not follow each other")]
    BrokenCharter,
    /// This laptop is not in the charter.
    #[error("this laptop is not in the charter")]
    NotAMember,
    /// Whoever made the bundle is not in the charter.
    #[error("the sender is not in the charter")]
    SenderStranger,
    /// Whoever made the bundle takes part no longer.
    #[error("the sender takes part no longer")]
    SenderEnded,
    /// A part of the record that belongs to another campaign here.
    #[error("a section or stream of another campaign")]
    OtherCampaign,
    /// A key does not open what it should, or is another than the one that is here.
    #[error("a key that does not fit")]
    BadKey,
    /// An op does not open, or says an impossible time.
    #[error("op {0} cannot be used")]
    BadOp(OpRef),
    /// A segment acts under a charter that did not come along.
    #[error("a segment acts under an unknown charter")]
    UnknownCharter,
    /// A file that comes along does not hold what its name says.
    #[error("file {sha256} does not hold what its name says")]
    BadFile {
        /// Its digest, in hexadecimal.
        sha256: String,
    },
}

impl From<rusqlite::Error> for ExchangeFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Why a run of ops was left out while the rest was taken in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LeftOut {
    /// Ops before it are not here: an earlier bundle is missing.
    Gap,
    /// Other ops have its numbers: two disks wrote one stream. Kept beside the record.
    Fork,
}

/// What taking in a bundle did.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TakenIn {
    /// Whether the campaign was not here before.
    pub new_campaign: bool,
    /// Ops that are new here and apply.
    pub added: u32,
    /// Ops that were here.
    pub known: u32,
    /// Ops that are new here and were not their authors' to write.
    pub quarantined: u32,
    /// Runs that were left out, by device.
    pub left_out: Vec<(DevicePublic, LeftOut)>,
    /// Files that are new here.
    pub files_added: u32,
    /// Files that were here.
    pub files_known: u32,
    /// Devices whose clock is ahead of this laptop's by more than ten minutes, and by how many
    /// milliseconds.
    pub ahead: Vec<(DevicePublic, u64)>,
    /// Devices that answer for an op which is another one here.
    pub contradicted: Vec<DevicePublic>,
    /// The laptop that keeps the charter from now on, where that is another one than before.
    pub keeper: Option<DevicePublic>,
}

impl TakenIn {
    /// Whether anything is new here.
    pub const fn is_news(&self) -> bool {
        self.added != 0 || self.quarantined != 0 || self.files_added != 0
    }

    /// Adds what another bundle of the same exchange did.
    pub fn join(&mut self, later: Self) {
        self.new_campaign |= later.new_campaign;
        for (sum, more) in [
            (&mut self.added, later.added),
            (&mut self.known, later.known),
            (&mut self.quarantined, later.quarantined),
            (&mut self.files_added, later.files_added),
            (&mut self.files_known, later.files_known),
        ] {
            *sum = sum.saturating_add(more);
        }
        // What was left out may have come meanwhile; whose clock is ahead is told once.
        self.left_out = later.left_out;
        self.keeper = later.keeper.or(self.keeper);
        self.contradicted = later.contradicted;
        for (device, lead_ms) in later.ahead {
            match self.ahead.iter_mut().find(|(known, _)| *known == device) {
                Some((_, longest)) => *longest = lead_ms.max(*longest),
                None => self.ahead.push((device, lead_ms)),
            }
        }
    }
}

/// An op that its author had no right to write.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Quarantined {
    /// The op.
    pub op: OpRef,
    /// Why it does not apply.
    pub why: Unentitled,
    /// What it says and where, if its key is here.
    pub version: Option<super::Version>,
}

/// Who writes a stream, by the newest charter that names the device.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Writer {
    /// The device.
    pub device: DevicePublic,
    /// The name the charter gives it; empty where it gives none.
    pub name: String,
}

/// The name that a charter gives to `device`.
pub(super) fn name_in(charter: &Charter, device: DevicePublic) -> String {
    let members = &charter.draft().members;
    let member = members.iter().find(|member| member.device == device);
    member.map(|member| member.name.clone()).unwrap_or_default()
}

impl super::Store {
    /// How many runs of ops are kept beside the record because two disks wrote one stream.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn forks(&self) -> Result<u32, StoreError> {
        let count = "select count(*) from fork";
        Ok(self.connection.prepare_cached(count)?.query_row([], |row| row.get(0))?)
    }

    /// Who writes `stream`.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn stream_writer(&self, stream: StreamId) -> Result<Option<Writer>, StoreError> {
        let Some(place) = super::device::find_place(&self.connection, stream)? else {
            return Ok(None);
        };
        Ok(Some(writer(&self.connection, place.campaign, place.device)?))
    }
}

/// `device`, by the newest charter of `campaign` that gives it a name.
fn writer(
    connection: &rusqlite::Connection,
    campaign: [u8; 16],
    device: DevicePublic,
) -> Result<Writer, StoreError> {
    let charters = super::device::charters(connection, campaign)?;
    let mut names = charters.iter().rev().map(|charter| name_in(charter, device));
    let name = names.find(|name| !name.is_empty()).unwrap_or_default();
    Ok(Writer { device, name })
}

#[cfg(test)]
mod tests;
