//! What a device answers to others that reach it over a network.

use std::path::{Path, PathBuf};

use ledger::DevicePublic;
use thiserror::Error;

use super::messages::{CampaignState, Denial, Hello, Joined, TakenReport};

/// Why a station does not do what was asked.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Refusal {
    /// The caller has no business here: not in the charter, or ended.
    #[error("denied: {}", .0.code)]
    Denied(Denial),
    /// The campaign is not here.
    #[error("unknown campaign")]
    UnknownCampaign,
    /// What was sent does not hold.
    #[error("unacceptable: {}", .0.code)]
    Unacceptable(Denial),
    /// The station cannot just now: its disk, or its store is locked.
    #[error("unable: {}", .0.code)]
    Unable(Denial),
}

/// A device that others reach over a network. `peer` is the device that proved to call. Every act may
/// take its time and is called where that holds up nobody else.
pub trait Station: Send + Sync + 'static {
    /// What it speaks, and what its clock shows.
    fn hello(&self) -> Hello;

    /// The campaigns in which `peer` takes part.
    ///
    /// # Errors
    ///
    /// [`Refusal`].
    fn campaigns(&self, peer: DevicePublic) -> Result<Vec<CampaignState>, Refusal>;

    /// Hears what `peer` and others have of a campaign, each signed, and says what is here.
    ///
    /// # Errors
    ///
    /// [`Refusal`].
    fn receipts(
        &self,
        peer: DevicePublic,
        campaign: [u8; 16],
        came: Vec<Vec<u8>>,
    ) -> Result<Vec<Vec<u8>>, Refusal>;

    /// Whether `peer` may hand over so many bytes as it announced (0 where it did not), asked before they
    /// are let in.
    ///
    /// # Errors
    ///
    /// [`Refusal`].
    fn admits(&self, peer: DevicePublic, campaign: [u8; 16], announced: u64)
    -> Result<(), Refusal>;

    /// Takes in the bundle that lies in `file`.
    ///
    /// # Errors
    ///
    /// [`Refusal`]; nothing of it was taken in then.
    fn take(
        &self,
        peer: DevicePublic,
        campaign: [u8; 16],
        file: &Path,
    ) -> Result<TakenReport, Refusal>;

    /// Writes to `file` a bundle of what `peer` lacks, which has the charter with the digest `charter`
    /// (empty for none); says whether there was anything.
    ///
    /// # Errors
    ///
    /// [`Refusal`].
    fn give(
        &self,
        peer: DevicePublic,
        campaign: [u8; 16],
        charter: &str,
        file: &Path,
    ) -> Result<bool, Refusal>;

    /// Answers the first message of one who has the code of an invitation.
    ///
    /// # Errors
    ///
    /// [`Refusal`].
    fn knock(&self, peer: DevicePublic, message: &[u8]) -> Result<Vec<u8>, Refusal>;

    /// Takes the device of `card` in, which `proof` shows to have known the code.
    ///
    /// # Errors
    ///
    /// [`Refusal`].
    fn join(&self, peer: DevicePublic, proof: [u8; 32], card: &[u8]) -> Result<Joined, Refusal>;

    /// A new path for bytes that are on their way; whoever gets it takes the file away again.
    ///
    /// # Errors
    ///
    /// [`Refusal::Unable`] where nothing can be kept.
    fn draft(&self) -> Result<PathBuf, Refusal>;
}
