//! A signed file beside what this laptop has of the same paper: the last state of it, an older one
//! that somebody shows in its place, or another.

use std::path::Path;

use signing::{SignError, first_state, signed_states};

use super::papers::PaperOf;
use super::seal::{PaperState, sha256_hex};
use crate::engine::Engine;
use crate::error::{EngineError, Noun};

/// How a file stands to the bytes that this laptop keeps of the same sealed paper.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Lineage {
    /// They are the same.
    Same,
    /// What is kept goes on from the file; the fields that were signed since.
    Older(Vec<String>),
    /// The file goes on from what is kept; the fields that were signed since.
    Newer(Vec<String>),
    /// Both go on from the sealed paper, each in its own way.
    Apart,
}

/// A file of a paper that this laptop has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Beside {
    /// Which paper.
    pub of: PaperOf,
    /// How the file stands to what is kept.
    pub lineage: Lineage,
    /// How many signatures the kept paper has.
    pub kept: usize,
    /// How many the file has.
    pub found: usize,
    /// Whether another revision took the place of this one.
    pub is_replaced: bool,
}

impl Engine {
    /// Finds the paper that `pdf` is a state of, and compares; `None` where this laptop has no such
    /// paper. Nothing is written.
    ///
    /// # Errors
    ///
    /// [`EngineError::Sign`] for a file that cannot be read, and [`EngineError`] when the store cannot
    /// be read.
    pub fn beside_store(&self, pdf: &[u8]) -> Result<Option<Beside>, EngineError> {
        let first = first_state(pdf).map_err(SignError::from)?;
        // The sealed paper may have ended with a line end, which is no part of its end mark.
        let ends = (first..=pdf.len()).take(3).filter_map(|end| pdf.get(..end));
        let sealed: Vec<String> = ends.map(sha256_hex).collect();
        let Some((of, paper)) = self.find_paper(|paper| sealed.contains(&paper.pdf))? else {
            return Ok(None);
        };
        let kept = self.file(&paper.current)?;
        let (there, here) = (signed(pdf)?, signed(&kept)?);
        let without = |all: &[String], known: &[String]| {
            all.iter().filter(|it| !known.contains(it)).cloned().collect()
        };
        let lineage = if kept == pdf {
            Lineage::Same
        } else if kept.starts_with(pdf) {
            Lineage::Older(without(&here, &there))
        } else if pdf.starts_with(&kept) {
            Lineage::Newer(without(&there, &here))
        } else {
            Lineage::Apart
        };
        let is_replaced = self.shelf(of)?.state_of(&paper) == PaperState::Replaced;
        let (kept, found) = (here.len(), there.len());
        Ok(Some(Beside { of, lineage, kept, found, is_replaced }))
    }
}

/// Writes what `pdf` was at its `number`-th signature, from 1, to `out`, whole or not at all.
///
/// # Errors
///
/// [`EngineError::Sign`] for a file that cannot be read, [`EngineError::NotFound`] where it has fewer
/// signatures, and [`EngineError::Store`] of the disk.
pub fn write_signed_state(pdf: &[u8], number: u32, out: &Path) -> Result<(), EngineError> {
    let states = signed_states(pdf).map_err(SignError::from)?;
    let state = (1..).zip(&states).find(|(at, _)| *at == number);
    let bytes = state.and_then(|(_, state)| pdf.get(..state.end));
    let bytes = bytes
        .ok_or_else(|| EngineError::NotFound { what: Noun::Signatory, name: number.to_string() })?;
    Ok(crate::store::write_whole(out, bytes)?)
}

/// The fields that are signed with certificates.
fn signed(pdf: &[u8]) -> Result<Vec<String>, EngineError> {
    let states = signed_states(pdf).map_err(SignError::from)?;
    Ok(states.into_iter().map(|state| state.field).collect())
}

#[cfg(test)]
mod tests {
    use domain::id::VisitId;

    use super::*;
    use crate::minutes_kinds_tests::{sealed_minutes, stage};

    const P12: &[u8] = include_bytes!("../../../../../tests/fixtures/keys/p256.p12");

    fn sign(engine: &mut Engine, visit: VisitId, role: &str) -> Vec<u8> {
        let paper = engine.paper_to_sign(visit, role).unwrap();
        engine.keep_signed_paper(paper.sign_by_p12(P12, "mậtkhẩu").unwrap()).unwrap();
        engine.paper(visit).unwrap()
    }

    fn lineage(engine: &Engine, pdf: &[u8]) -> Lineage {
        engine.beside_store(pdf).unwrap().unwrap().lineage
    }

    #[test]
    fn an_older_state_shown_in_the_place_of_the_last_one_is_told_with_who_is_missing() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let sealed = engine.paper(visit).unwrap();
        let once = sign(engine, visit, "unit");
        assert_eq!(lineage(engine, &once), Lineage::Same);
        let twice = sign(engine, visit, "leader");

        let found = engine.beside_store(&once).unwrap().unwrap();
        assert_eq!(found.lineage, Lineage::Older(vec!["ky_truong_doan".to_owned()]));
        assert_eq!((found.kept, found.found, found.is_replaced), (2, 1, false));
        let all = ["ky_don_vi", "ky_truong_doan"].map(str::to_owned).to_vec();
        assert_eq!(lineage(engine, &sealed), Lineage::Older(all));
        assert_eq!(lineage(engine, &twice), Lineage::Same);
    }

    #[test]
    fn a_file_that_goes_on_is_newer_and_one_that_went_another_way_is_told() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let leader = engine.paper_to_sign(visit, "leader").unwrap();
        let unit = engine.paper_to_sign(visit, "unit").unwrap();
        let by_leader = leader.sign_by_p12(P12, "mậtkhẩu").unwrap();
        let by_unit = unit.sign_by_p12(P12, "mậtkhẩu").unwrap();
        let field = "ky_truong_doan".to_owned();
        assert_eq!(lineage(engine, by_leader.bytes()), Lineage::Newer(vec![field]));

        let other = by_leader.bytes().to_vec();
        engine.keep_signed_paper(by_unit).unwrap();
        assert_eq!(lineage(engine, &other), Lineage::Apart);

        let kept = engine.paper(visit).unwrap();
        engine.revise(visit, "sửa ngày").unwrap();
        engine.seal(visit).unwrap();
        assert!(engine.beside_store(&kept).unwrap().unwrap().is_replaced);
    }

    #[test]
    fn each_state_can_be_written_to_a_file_of_its_own() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let once = sign(engine, visit, "unit");
        let twice = sign(engine, visit, "leader");
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("lan-1.pdf");

        write_signed_state(&twice, 1, &out).unwrap();

        assert!(std::fs::read(&out).unwrap() == once);
        let missing = write_signed_state(&twice, 3, &out);
        assert!(matches!(missing, Err(EngineError::NotFound { .. })));
        assert!(std::fs::read(&out).unwrap() == once, "what was there stays");
    }

    #[test]
    fn a_paper_that_is_not_here_is_nothing() {
        let stage = stage();
        let other = include_bytes!("../../../../../ui/browser/fixtures/minutes.pdf");
        assert_eq!(stage.engine.beside_store(other).unwrap(), None);
        assert!(matches!(stage.engine.beside_store(b"khong phai"), Err(EngineError::Sign(_))));
    }
}
