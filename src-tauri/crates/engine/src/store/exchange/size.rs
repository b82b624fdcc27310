//! How much of the disk a campaign takes.

use rusqlite::named_params;

use super::super::Store;
use super::super::error::StoreError;
use super::outgoing;

impl Store {
    /// Bytes of what devices signed about `campaign`, and of the files that it names. What the store makes
    /// of that for itself is not counted: nobody sent it.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn campaign_bytes(&self, campaign: [u8; 16]) -> Result<u64, StoreError> {
        let signed: i64 = self
            .connection
            .prepare_cached(
                "select coalesce(sum(length(bytes)), 0) from (
                    select stream, bytes from segment union all select stream, bytes from fork
                 ) as run join stream on stream.id = run.stream
                 where stream.campaign = :campaign",
            )?
            .query_row(named_params! { ":campaign": campaign }, |row| row.get(0))?;
        let files = outgoing::files_of(&self.connection, campaign)?;
        let files = files.iter().fold(0_u64, |sum, file| sum.saturating_add(file.size_bytes));
        Ok(u64::try_from(signed).unwrap_or_default().saturating_add(files))
    }
}
