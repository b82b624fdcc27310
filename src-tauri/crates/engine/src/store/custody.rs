//! How much of what was written has no second copy yet.

use super::Store;
use super::error::StoreError;

impl Store {
    /// How many ops of this laptop nobody else answers for by a receipt.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn unshared(&self) -> Result<u32, StoreError> {
        let count = self
            .connection
            .prepare_cached(
                "select coalesce(sum(max(written - answered, 0)), 0) from (
                     select coalesce((select seq from op where stream = stream.id
                                      order by seq desc limit 1), 0) as written,
                            coalesce((select max(seq) from acknowledged
                                      where acknowledged.stream = stream.id), 0) as answered
                     from stream where own = 1)",
            )?
            .query_row([], |row| row.get(0))?;
        Ok(count)
    }
}
