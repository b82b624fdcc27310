//! The keys that open what is written: of sections, of personal values, of files.
//!
//! They travel beside the ledger, never in it. A destroyed key leaves its row,
//! so that "erased by law" and "not received yet" stay two different things.

use ledger::{ContentKey, KeyId, SectionId};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::cipher::Key;
use super::error::StoreError;
use crate::ports::Randomness;

/// What a key opens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Purpose {
    /// Every op of a section.
    Section,
    /// One personal value.
    Value,
    /// One file.
    File,
}

impl Purpose {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Value => "value",
            Self::File => "file",
        }
    }
}

/// What this laptop has of a key.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// The key itself.
    Key(ContentKey),
    /// It was destroyed by a lawful purge.
    Purged,
    /// It never came here.
    Absent,
}

/// Draws a key and notes it.
pub(super) fn draw(
    connection: &Connection,
    randomness: &dyn Randomness,
    purpose: Purpose,
    section: Option<SectionId>,
) -> Result<(KeyId, ContentKey), StoreError> {
    let key = Key::draw(randomness)?;
    let id = put(connection, randomness, purpose, section, &key)?;
    Ok((id, ContentKey::from_bytes(*key.bytes())))
}

/// Notes a key that was drawn already, under a new number.
pub(super) fn put(
    connection: &Connection,
    randomness: &dyn Randomness,
    purpose: Purpose,
    section: Option<SectionId>,
    key: &Key,
) -> Result<KeyId, StoreError> {
    let mut id = [0; KeyId::SIZE];
    randomness.fill(&mut id)?;
    let id = KeyId::from_bytes(id);
    note(connection, (id, key.bytes()), purpose, section)?;
    Ok(id)
}

fn note(
    connection: &Connection,
    (id, key): (KeyId, &[u8; 32]),
    purpose: Purpose,
    section: Option<SectionId>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "insert into content_key (id, purpose, section, key)
             values (:id, :purpose, :section, :key)",
        )?
        .execute(named_params! {
            ":id": id.bytes(),
            ":purpose": purpose.word(),
            ":section": section.map(SectionId::bytes),
            ":key": key,
        })?;
    Ok(())
}

/// Finds the key `id`.
pub(super) fn find(connection: &Connection, id: KeyId) -> Result<Held, StoreError> {
    let row: Option<Option<[u8; 32]>> = connection
        .prepare_cached("select key from content_key where id = :id")?
        .query_row(named_params! { ":id": id.bytes() }, |row| row.get(0))
        .optional()?;
    Ok(match row {
        None => Held::Absent,
        Some(None) => Held::Purged,
        Some(Some(bytes)) => Held::Key(ContentKey::from_bytes(bytes)),
    })
}

/// Notes a key that came from another laptop, under the number it has there. Returns whether it is new.
///
/// # Errors
///
/// `None` inside when another key has this number here. A destroyed key stays destroyed.
pub(super) fn take_in(
    connection: &Connection,
    (id, key): (KeyId, &ContentKey),
    purpose: Purpose,
    section: Option<SectionId>,
) -> Result<Option<bool>, StoreError> {
    match find(connection, id)? {
        Held::Purged => Ok(Some(false)),
        Held::Key(held) => Ok((held.expose() == key.expose()).then_some(false)),
        Held::Absent => {
            note(connection, (id, key.expose()), purpose, section)?;
            Ok(Some(true))
        }
    }
}

/// Finds the key that new ops of `section` are written under.
///
/// Two laptops may have begun a section before they met; then both go on with the key whose number is
/// the lower one.
pub(super) fn find_section(
    connection: &Connection,
    section: SectionId,
) -> Result<Option<(KeyId, ContentKey)>, StoreError> {
    let row: Option<([u8; 16], Option<[u8; 32]>)> = connection
        .prepare_cached(
            "select id, key from content_key where section = :section and purpose = 'section'
             order by key is null, id limit 1",
        )?
        .query_row(named_params! { ":section": section.bytes() }, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match row {
        None => Ok(None),
        Some((_, None)) => Err(StoreError::Purged),
        Some((id, Some(key))) => Ok(Some((KeyId::from_bytes(id), ContentKey::from_bytes(key)))),
    }
}
