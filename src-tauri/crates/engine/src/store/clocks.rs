//! What the record itself says of the clocks that wrote it.

use ledger::StreamId;
use rusqlite::named_params;

use super::Store;
use super::error::StoreError;

/// A clock that showed an earlier time at the later of two changes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct StepBack {
    /// Who wrote both.
    pub stream: StreamId,
    /// What the clock showed at the earlier one, in milliseconds since 1970.
    pub before_ms: u64,
    /// What it showed at the later one.
    pub after_ms: u64,
}

impl Store {
    /// Where a clock went back by more than `least_ms` between two changes of `section`, the furthest
    /// step of each writer.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn steps_back(
        &self,
        section: [u8; 16],
        least_ms: u32,
    ) -> Result<Vec<StepBack>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "select stream, before_ms, wall_ms, max(before_ms - wall_ms)
             from (select stream, wall_ms,
                          lag(wall_ms) over (partition by stream order by seq) as before_ms
                   from version where section = :section)
             where wall_ms + :least_ms < before_ms
             group by stream order by stream",
        )?;
        let given = named_params! { ":section": section, ":least_ms": least_ms };
        let rows = statement.query_map(given, |row| {
            let ms = |place: usize| -> Result<u64, rusqlite::Error> {
                Ok(u64::try_from(row.get::<_, i64>(place)?).unwrap_or_default())
            };
            Ok(StepBack {
                stream: StreamId::from_bytes(row.get(0)?),
                before_ms: ms(1)?,
                after_ms: ms(2)?,
            })
        })?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }
}
