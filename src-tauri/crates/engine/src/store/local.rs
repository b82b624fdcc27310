//! What belongs to this laptop alone and is never shared: who works here, and how.

use rusqlite::{OptionalExtension as _, named_params};

use super::Store;
use super::error::StoreError;

/// Keeps local facts apart from what the store notes of itself in the same table.
const PREFIX: &str = "local/";

impl Store {
    /// The local fact `name`, if it was ever written.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn local(&self, name: &str) -> Result<Option<String>, StoreError> {
        let words: Option<Option<String>> = self
            .connection
            .prepare_cached("select words from meta where name = :name")?
            .query_row(named_params! { ":name": format!("{PREFIX}{name}") }, |row| row.get(0))
            .optional()?;
        Ok(words.flatten())
    }

    /// Writes the local fact `name`.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn set_local(&mut self, name: &str, words: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("insert or replace into meta (name, words) values (:name, :words)")?
            .execute(named_params! { ":name": format!("{PREFIX}{name}"), ":words": words })?;
        Ok(())
    }
}
