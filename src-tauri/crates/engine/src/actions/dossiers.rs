//! Figures of form 06/VPCP/KSTT side by side.

use domain::id::VisitId;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::sampling::dossiers::{self, Book};

impl Engine {
    /// Reads the figures of a visit.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be read.
    pub fn dossiers(&self, visit: VisitId) -> Result<Book, EngineError> {
        Ok(dossiers::book(&self.folder(visit)?.rows))
    }
}
