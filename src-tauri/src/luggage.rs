//! Files on their way from the screens into the engine, as raw bytes in pieces.
//!
//! A photograph crosses the window's border without becoming text, is made ready beside the engine
//! and waits here until a command says which item it belongs to. Nothing here outlives a lock of
//! the store.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use engine::evidence::{BYTES_MAX, Prepared};
use engine::{EngineError, Field};

/// Most files on their way at a time.
const FILES_MAX: usize = 64;

/// One file on its way.
enum Piece {
    /// Still coming in.
    Coming(Vec<u8>),
    /// Looked at, encrypted, its copies made.
    Ready(Arc<Prepared>),
}

/// The files on their way, by the name that the screen gave each. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Luggage(Arc<Mutex<HashMap<String, Piece>>>);

impl Luggage {
    /// Appends bytes to the file `name`.
    pub(crate) fn append(&self, name: &str, bytes: &[u8]) -> Result<(), EngineError> {
        let mut pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if FILES_MAX <= pieces.len() && !pieces.contains_key(name) {
            return Err(lost());
        }
        let piece = pieces.entry(name.to_owned()).or_insert_with(|| Piece::Coming(Vec::new()));
        let Piece::Coming(whole) = piece else { return Err(lost()) };
        let size = u64::try_from(whole.len() + bytes.len()).unwrap_or(u64::MAX);
        if BYTES_MAX < size {
            pieces.remove(name);
            return Err(EngineError::TooLarge { bytes: size, most: BYTES_MAX });
        }
        whole.extend_from_slice(bytes);
        Ok(())
    }

    /// Takes the bytes of the file `name` out, to be made ready.
    pub(crate) fn take(&self, name: &str) -> Result<Vec<u8>, EngineError> {
        let mut pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match pieces.remove(name) {
            Some(Piece::Coming(bytes)) => Ok(bytes),
            Some(Piece::Ready(_)) | None => Err(lost()),
        }
    }

    /// Puts the file `name` back, ready.
    pub(crate) fn put(&self, name: String, prepared: Prepared) {
        let mut pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pieces.insert(name, Piece::Ready(Arc::new(prepared)));
    }

    /// The file `name` once it is ready. It stays: somebody may be asked what to do with it.
    pub(crate) fn ready(&self, name: &str) -> Result<Arc<Prepared>, EngineError> {
        let pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match pieces.get(name) {
            Some(Piece::Ready(prepared)) => Ok(Arc::clone(prepared)),
            Some(Piece::Coming(_)) | None => Err(lost()),
        }
    }

    /// Forgets the file `name`.
    pub(crate) fn forget(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }

    /// Forgets every file.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// The file is not here, or not in the state that was asked for: it has to be chosen again.
fn lost() -> EngineError {
    EngineError::BadInput { field: Field::Bytes, entered: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_in_pieces_and_leave_once() {
        let luggage = Luggage::default();
        luggage.append("a", b"one ").unwrap();
        luggage.append("a", b"two").unwrap();

        assert!(luggage.ready("a").is_err());
        assert_eq!(luggage.take("a").unwrap(), b"one two");
        assert!(luggage.take("a").is_err());
    }

    #[test]
    fn a_screen_cannot_pile_up_files_without_end() {
        let luggage = Luggage::default();
        for index in 0..FILES_MAX {
            luggage.append(&index.to_string(), b"x").unwrap();
        }
        assert!(luggage.append("one more", b"x").is_err());
        luggage.forget("0");
        assert!(luggage.append("one more", b"x").is_ok());
        luggage.clear();
        assert!(luggage.take("one more").is_err());
    }
}
