//! How much of what was written has no second copy yet.

use super::Store;
use super::error::StoreError;

impl Store {
    /// How many ops of this laptop nobody else holds: all of them, as long as no exchange has
    /// brought a receipt.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn unshared(&self) -> Result<u32, StoreError> {
        let count = self
            .connection
            .prepare_cached(
                "select count(*) from op join stream on stream.id = op.stream where stream.own = 1",
            )?
            .query_row([], |row| row.get(0))?;
        Ok(count)
    }
}
