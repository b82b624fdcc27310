//! A paper comes back: signed with another tool, or signed in ink and scanned.

use std::ops::ControlFlow;

use domain::scan::{ScanMatch, Scanned};
use scans::ScanError;

use super::papers::PaperOf;
use super::seal::sha256_hex;
use crate::engine::Engine;
use crate::error::{EngineError, ScanFault};
use crate::record::{self, Paper, Scan, Signing, SigningWay};
use crate::store::StoreError;

/// What came back with files signed elsewhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Brought {
    /// The sealed paper with additions: a PDF signed with another tool.
    Signed,
    /// Pages of the paper signed in ink.
    Scan(ScanMatch),
}

/// Whether a scan may lack pages, or have some whose code cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Gaps {
    /// It is told and nothing is kept.
    Told,
    /// A person looked at the pages and takes it as it is.
    Accepted,
}

impl Engine {
    /// Brings back a paper that was signed elsewhere: one PDF from another tool, which must have left
    /// the sealed bytes as they were, or the pages signed in ink, scanned into one PDF or
    /// photographed one by one. Pages are matched with the sealed paper by the code on each.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`]; [`EngineError::NotTheSealedPaper`] for a PDF with signature fields
    /// that does not begin with the sealed bytes; [`EngineError::Scan`] for a page of another
    /// sealed paper, for a scan that is not the whole paper unless `gaps` are accepted, and for one
    /// that cannot be read; and [`EngineError`] when the store cannot be written. Nothing is kept
    /// then.
    pub fn bring_back(
        &mut self,
        of: impl Into<PaperOf>,
        files: &[Vec<u8>],
        gaps: Gaps,
    ) -> Result<Brought, EngineError> {
        let of = of.into();
        let papers = self.papers_of(of)?;
        let standing = record::standing(&papers).ok_or(EngineError::NotSealed)?;
        if let [file] = files {
            if let Some(paper) = self.sealed_in(&papers, file)? {
                self.keep_signed_elsewhere(of, paper, file)?;
                return Ok(Brought::Signed);
            }
            if signing::fields(file).is_ok_and(|fields| !fields.is_empty()) {
                return Err(EngineError::NotTheSealedPaper);
            }
        }
        let found = ScanMatch::new(&standing.seal, standing.pages, &self.codes_of(files)?);
        if found.is_strange() {
            return Err(ScanFault::Strange.into());
        }
        if gaps == Gaps::Told && !found.is_whole() {
            return Err(ScanFault::Gaps(found).into());
        }
        self.keep_scan(of, standing.clone(), files, &found)?;
        Ok(Brought::Scan(found))
    }

    /// The sealed paper whose bytes `file` begins with.
    fn sealed_in(&self, papers: &[Paper], file: &[u8]) -> Result<Option<Paper>, EngineError> {
        for paper in papers.iter().rev().filter(|paper| !paper.seal.is_empty()) {
            if file.starts_with(&self.file(&paper.current)?) {
                return Ok(Some(paper.clone()));
            }
        }
        Ok(None)
    }

    fn keep_signed_elsewhere(
        &mut self,
        of: PaperOf,
        mut paper: Paper,
        file: &[u8],
    ) -> Result<(), EngineError> {
        let fields = signing::fields(file).map_err(signing::SignError::from)?;
        for field in fields.into_iter().filter(|field| field.signed) {
            if paper.signings.iter().all(|signing| signing.field != field.name) {
                paper.signings.push(Signing {
                    field: field.name,
                    way: SigningWay::Elsewhere,
                    signer: String::new(),
                    claimed_at: self.clock.local().to_rfc3339(),
                    strokes: None,
                });
            }
        }
        self.keep_signed(of, &paper, file, None)
    }

    /// The codes on every page of every file, in the order in which they were chosen.
    fn codes_of(&self, files: &[Vec<u8>]) -> Result<Vec<Vec<String>>, EngineError> {
        let gauge = self.store.gauge();
        gauge.begin(files.len());
        let mut all = Vec::new();
        for file in files {
            let before = all.len();
            let others = files.len() - 1;
            let pages = scans::page_codes(file, &mut |_, of| {
                gauge.expect(before + of.max(1) + others);
                match gauge.step(1) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            });
            all.extend(pages.map_err(|error| match error {
                ScanError::Stopped => EngineError::from(StoreError::Stopped),
                error @ (ScanError::Unreadable | ScanError::TooManyPages) => {
                    ScanFault::Unreadable(error).into()
                }
            })?);
        }
        Ok(all)
    }

    fn keep_scan(
        &mut self,
        of: PaperOf,
        mut paper: Paper,
        files: &[Vec<u8>],
        found: &ScanMatch,
    ) -> Result<(), EngineError> {
        let number = |page: &Scanned| match page {
            Scanned::Page(number) => *number,
            Scanned::Unread | Scanned::Strange => 0,
        };
        let scan = Scan {
            files: files.iter().map(|file| sha256_hex(file)).collect(),
            pages: found.scanned.iter().map(number).collect(),
        };
        // The same scan brought again changes nothing.
        if !paper.scans.contains(&scan) {
            paper.scans.push(scan);
        }
        let edits = record::paper_edits(&paper)?;
        let files: Vec<(&[u8], &str)> =
            files.iter().map(|file| (file.as_slice(), pictures::media_type(file, ""))).collect();
        self.save_with_files(of.section(), &edits, &files, None)
    }
}

#[cfg(test)]
mod tests {
    use authority::{Authority, PASSWORD};
    use signing::{Certificate, Level, RevocationSource, TimeAuthority, Unreachable};

    use super::*;
    use crate::actions::{PaperState, sign_unknown};
    use crate::minutes_kinds_tests::{sealed_minutes, stage};

    /// Authorities within reach of another tool.
    struct Office(Authority);

    impl TimeAuthority for Office {
        fn stamp(&self, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
            Ok(self.0.stamp(request))
        }
    }

    impl RevocationSource for Office {
        fn crl(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
            Ok(if url.ends_with("/root.crl") { self.0.root_crl() } else { self.0.crl() })
        }

        fn ocsp(&self, _: &str, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
            Ok(self.0.ocsp(request))
        }

        fn certificate(&self, _: &str) -> Result<Vec<u8>, Unreachable> {
            Ok(self.0.issuing_der().to_vec())
        }
    }

    #[test]
    fn timestamps_that_another_tool_added_are_nobodys_signature() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let now = engine.clock.local();
        let office = Office(Authority::new("http://localhost", now.to_utc()));
        let key = signing::open_p12(&office.0.person_p12(), PASSWORD).unwrap();
        let sealed = engine.paper(visit).unwrap();
        let (signed, _) = sign_unknown(&sealed, "leader", &key, now, None).unwrap();
        let anchors = [Certificate::from_der(office.0.root_der()).unwrap()];
        let lasting = signing::extend(&signed, &anchors, &office, &office).unwrap();
        assert_eq!(lasting.level, Level::Archival);

        let brought =
            engine.bring_back(visit, std::slice::from_ref(&lasting.pdf), Gaps::Told).unwrap();
        assert_eq!(brought, Brought::Signed);
        let shelf = engine.shelf(visit).unwrap();
        let fields: Vec<&str> =
            shelf.standing().unwrap().signings.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["ky_truong_doan"]);
        assert_eq!(shelf.state(), PaperState::PartlySigned);
        assert!(engine.paper(visit).unwrap() == lasting.pdf, "what came back is kept as it came");
    }
}
