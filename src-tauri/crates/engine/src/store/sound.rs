//! Whether the database has to be read through before it is used.
//!
//! Reading every page takes longer the more is in it, and a start should not.
//! A database that looks exactly as this program left it an hour ago, with no
//! log beside it, is not read again. One that was killed, copied in, touched by
//! anything else, or not read for a day, is. Nothing is trusted on this note's
//! word alone: each page carries its own HMAC and is verified whenever it is
//! read, and every hourly snapshot reads them all.

use std::fs;
use std::time::UNIX_EPOCH;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::home::{self, DATABASE, Home};

/// After this long without reading it through, a database is read again.
const LONGEST_TRUST: Duration = Duration::hours(24);

#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
struct Look {
    size_bytes: u64,
    modified_ns: String,
}

#[derive(Debug, Deserialize, Serialize)]
struct Note {
    look: Look,
    read_through_ms: i64,
}

/// Notes how the database looks, now that it is closed, and when every page of
/// it was last read.
pub(super) fn note(home: &Home, read_through: DateTime<Utc>) {
    let Some(look) = look(home) else {
        return;
    };
    let note = Note { look, read_through_ms: read_through.timestamp_millis() };
    // Without the note the next start merely takes longer.
    if let Ok(text) = serde_json::to_vec(&note) {
        drop(home::write_whole(&home.sound(), &text));
    }
}

/// When the database was last read through, if it still looks as it did when it
/// was closed after that, and that is not long ago.
pub(super) fn read_through_at(home: &Home, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = fs::read(home.sound()).ok()?;
    let note: Note = serde_json::from_slice(&text).ok()?;
    let at = DateTime::from_timestamp_millis(note.read_through_ms)?;
    let recent = at <= now && now - at < LONGEST_TRUST;
    (recent && !has_log(home) && look(home)? == note.look).then_some(at)
}

fn look(home: &Home) -> Option<Look> {
    let metadata = fs::metadata(home.database()).ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Look { size_bytes: metadata.len(), modified_ns: modified.as_nanos().to_string() })
}

/// Whether a log lies beside the database: then it was not closed cleanly.
fn has_log(home: &Home) -> bool {
    let log = home.root().join(format!("{DATABASE}-wal"));
    fs::metadata(log).is_ok_and(|log| 0 < log.len())
}
