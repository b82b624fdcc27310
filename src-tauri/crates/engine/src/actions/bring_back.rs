//! A paper comes back: signed with another tool, or signed in ink and scanned.

use std::ops::ControlFlow;

use domain::scan::{ScanMatch, Scanned};
use scans::ScanError;
use signing::{Change, PageContent, Report, SignError, SignatureReport, Verdict};

use super::papers::PaperOf;
use super::seal::sha256_hex;
use crate::engine::Engine;
use crate::error::{EngineError, ScanFault};
use crate::late::{COPY_FIELD, LateFault};
use crate::record::{self, Paper, Scan, Signing, SigningWay};
use crate::store::StoreError;

/// What came back with files signed elsewhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Brought {
    /// The sealed paper with additions: a PDF signed with another tool; what was added since it was
    /// kept here last, oldest first.
    Signed(Vec<Addition>),
    /// Pages of the paper signed in ink.
    Scan(ScanMatch),
}

/// Something that came with a file signed elsewhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Addition {
    /// What was done.
    pub change: Change,
    /// The signature, where somebody signed.
    pub signature: Option<SignatureReport>,
    /// What was filled in, where it is words.
    pub words: String,
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
    /// [`EngineError::NotSealed`]; [`EngineError::Late`] for an electronic copy of the paper;
    /// [`EngineError::NothingNew`] for a PDF that nobody signed since
    /// and that lacks proofs which are kept here; [`EngineError::NotTheSealedPaper`] for a PDF with signature fields
    /// that does not begin with the sealed bytes; [`EngineError::OtherPages`] for one that adds to
    /// them what changes the pages, what lies over them or the files inside, or that was changed
    /// after it was signed; [`EngineError::Scan`] for a page of another
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
            if let Some((paper, known)) = self.sealed_in(&papers, file)? {
                let report = self.shows_what_was_sealed(file, known)?;
                let own = self.file(&paper.current)?;
                let since = if file.starts_with(&own) { own.len() } else { known };
                let added = added(file, since, &report)?;
                self.keep_signed_elsewhere(of, paper, (file, &report))?;
                return Ok(Brought::Signed(added));
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

    /// The sealed paper whose bytes `file` begins with, or begins with but for proofs that were added
    /// here while it was away: they can be added again, what came back can not be signed again. And
    /// how many of its first bytes are those known here.
    fn sealed_in(
        &self,
        papers: &[Paper],
        file: &[u8],
    ) -> Result<Option<(Paper, usize)>, EngineError> {
        for paper in papers.iter().rev().filter(|paper| !paper.seal.is_empty()) {
            let own = self.file(&paper.current)?;
            let bare = signing::without_proofs(&own);
            let older = !own.starts_with(file) && file.starts_with(bare);
            if older || file.starts_with(&own) {
                return Ok(Some((paper.clone(), bare.len())));
            }
        }
        Ok(None)
    }

    /// Makes sure that what another tool added to the sealed paper, which lies within the first
    /// `known` bytes, left what it shows and carries as it was: whoever signs next signs all of it,
    /// and no signature tells what was changed before the first one.
    fn shows_what_was_sealed(&self, file: &[u8], known: usize) -> Result<Report, EngineError> {
        let back = signing::contents(file).map_err(SignError::from)?;
        // A file whose last list of references leaves out the sealed one begins elsewhere.
        let sealed = file.get(..back.first).filter(|sealed| sealed.len() <= known);
        let sealed = signing::contents(sealed.ok_or(EngineError::OtherPages)?);
        let sealed = sealed.map_err(SignError::from)?;
        let is_same = back.pages.len() == sealed.pages.len()
            && back.pages.iter().zip(&sealed.pages).all(|(own, sealed)| shows_same(own, sealed))
            && back.attachments == sealed.attachments;
        let trust = self.trust()?;
        let report = signing::verify(file, &trust.anchors, None);
        if !is_same || report.verdict == Verdict::Changed {
            return Err(EngineError::OtherPages);
        }
        Ok(report)
    }

    fn keep_signed_elsewhere(
        &mut self,
        of: PaperOf,
        mut paper: Paper,
        (file, report): (&[u8], &Report),
    ) -> Result<(), EngineError> {
        let fields = signing::fields(file).map_err(SignError::from)?;
        let is_new = |name: &str| paper.signings.iter().all(|signing| signing.field != name);
        let signer_in = |name: &str| {
            let found = report.signatures.iter().find(|it| it.field == name);
            found.map(|it| it.signer.clone()).unwrap_or_default()
        };
        let new: Vec<Signing> = fields
            .into_iter()
            .filter(|field| field.signed && is_new(&field.name))
            .map(|field| Signing {
                way: SigningWay::Elsewhere,
                signer: signer_in(&field.name),
                field: field.name,
                claimed_at: self.clock.local().to_rfc3339(),
                strokes: None,
            })
            .collect();
        // Proofs that are kept here give way to a new signature only.
        if new.is_empty() && !file.starts_with(&self.file(&paper.current)?) {
            return Err(EngineError::NothingNew);
        }
        paper.signings.extend(new);
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

/// What was added to a paper of which the first `since` bytes are known.
///
/// # Errors
///
/// [`LateFault::IsCopy`] for an electronic copy, which does not take the place of its original.
fn added(file: &[u8], since: usize, report: &Report) -> Result<Vec<Addition>, EngineError> {
    let entries = signing::entries(file).map_err(SignError::from)?;
    let mut list = Vec::new();
    for change in signing::added_since(file, since).map_err(SignError::from)? {
        let (mut signature, mut words) = (None, String::new());
        if let Change::Signed { field } = &change {
            if field == COPY_FIELD {
                return Err(LateFault::IsCopy.into());
            }
            signature = report.signatures.iter().find(|it| it.field == *field).cloned();
        } else if let Change::Filled { field } = &change {
            let found = entries.iter().find(|(name, _)| name == field);
            words = found.map(|(_, words)| words.clone()).unwrap_or_default();
        }
        list.push(Addition { change, signature, words });
    }
    Ok(list)
}

/// Whether a page looks as it did when it was sealed, with nothing more laid over it. A field that was
/// filled in keeps its place.
fn shows_same(page: &PageContent, sealed: &PageContent) -> bool {
    page.digest == sealed.digest
        && page.laid_over.iter().all(|mark| sealed.laid_over.contains(mark))
}

#[cfg(test)]
mod tests {
    use authority::{Authority, PASSWORD};
    use domain::id::VisitId;
    use signing::{Certificate, Level, RevocationSource, TimeAuthority, Unreachable};

    use super::*;
    use crate::actions::{PaperState, SignWish, sign_unknown};
    use crate::export::added_in_words;
    use crate::minutes_kinds_tests::{Stage, sealed_minutes, stage};

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

    /// The paper as another tool signs it in the field of `role`.
    fn signed_by(office: &Office, paper: &[u8], role: &str, engine: &Engine) -> Vec<u8> {
        let key = signing::open_p12(&office.0.person_p12(), PASSWORD).unwrap();
        let wish = SignWish { role, time_url: None, picture: None, copy: None };
        sign_unknown(paper, &key, &wish, engine.clock.local()).unwrap().0
    }

    /// The paper as another tool makes it last.
    fn lasting(office: &Office, paper: &[u8]) -> Vec<u8> {
        let anchors = [Certificate::from_der(office.0.root_der()).unwrap()];
        let lasting = signing::extend(paper, &anchors, office, office).unwrap();
        assert_eq!(lasting.level, Level::Archival);
        lasting.pdf
    }

    fn brought(engine: &mut Engine, visit: VisitId, file: &[u8]) -> Result<Brought, EngineError> {
        engine.bring_back(visit, &[file.to_vec()], Gaps::Told)
    }

    /// What is told of what came with `file`.
    fn told(engine: &mut Engine, visit: VisitId, file: &[u8]) -> Vec<String> {
        match brought(engine, visit, file).unwrap() {
            Brought::Signed(added) => added.iter().map(added_in_words).collect(),
            scan @ Brought::Scan(_) => panic!("{scan:?}"),
        }
    }

    fn signed_fields(engine: &Engine, visit: VisitId) -> Vec<String> {
        let shelf = engine.shelf(visit).unwrap();
        shelf.standing().unwrap().signings.iter().map(|it| it.field.clone()).collect()
    }

    /// Sealed minutes, and the authorities of whoever signs them elsewhere.
    struct Away {
        stage: Stage,
        visit: VisitId,
        office: Office,
        sealed: Vec<u8>,
    }

    fn away() -> Away {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let office = Office(Authority::new("http://localhost", engine.clock.local().to_utc()));
        let sealed = engine.paper(visit).unwrap();
        Away { stage, visit, office, sealed }
    }

    /// What stands after the last `key` of a paper, as a number.
    fn number_after(text: &str, key: &str) -> usize {
        let at = text.rfind(key).unwrap() + key.len();
        let rest = text[at..].trim_start();
        rest[..rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len())].parse().unwrap()
    }

    /// The paper with one more revision, in which the object `id` is `body`.
    fn with_object(pdf: &[u8], id: usize, body: &str) -> Vec<u8> {
        let text = String::from_utf8_lossy(pdf);
        let (root, size) = (number_after(&text, "/Root"), number_after(&text, "/Size"));
        let before = number_after(&text, "startxref");
        let mut out = pdf.to_vec();
        out.push(b'\n');
        let at = out.len();
        out.extend(format!("{id} 0 obj\n{body}\nendobj\n").bytes());
        let list = out.len();
        out.extend(
            format!(
                "xref\n{id} 1\n{at:010} 00000 n \ntrailer\n<</Root {root} 0 R/Size {size}/Prev {before}>>\n\
                 startxref\n{list}\n%%EOF\n"
            )
            .bytes(),
        );
        out
    }

    /// What the first page is painted with.
    fn painted(pdf: &[u8]) -> usize {
        let text = String::from_utf8_lossy(pdf);
        number_after(&text[..text.find("/Contents").unwrap() + 30], "/Contents")
    }

    const OTHER_WORDS: &str = "<</Length 17>>\nstream\nBT (khac) Tj ET  \nendstream";

    #[test]
    fn pages_replaced_before_the_first_signature_are_refused() {
        let Away { mut stage, visit, office, sealed } = away();
        let engine = &mut stage.engine;
        let forged = with_object(&sealed, painted(&sealed), OTHER_WORDS);
        let words = |pdf: &[u8]| signing::contents(pdf).unwrap().pages[0].words.clone();
        assert_ne!(words(&forged), words(&sealed), "the forgery is seen");
        let signed = signed_by(&office, &forged, "leader", engine);
        let judged = signing::verify(&signed, &[], None).verdict;
        assert_eq!(judged, signing::Verdict::Intact, "no signature tells");

        for file in [forged, signed] {
            let error = brought(engine, visit, &file).unwrap_err();
            assert!(matches!(error, EngineError::OtherPages), "{error}");
        }
        assert!(engine.paper(visit).unwrap() == sealed, "nothing was kept");
        assert_eq!(engine.shelf(visit).unwrap().state(), PaperState::Sealed);
    }

    #[test]
    fn a_paper_changed_after_it_was_signed_is_refused() {
        let Away { mut stage, visit, office, sealed } = away();
        let engine = &mut stage.engine;
        let signed = signed_by(&office, &sealed, "leader", engine);
        let mut broken = signed.clone();
        // The year in which it claims to have been signed.
        let at = signed.windows(3).rposition(|it| it == b"(D:").unwrap() + 3;
        broken[at] = b'1';
        for file in [broken, with_object(&signed, painted(&sealed), OTHER_WORDS)] {
            let error = brought(engine, visit, &file).unwrap_err();
            assert!(matches!(error, EngineError::OtherPages), "{error}");
        }
        assert!(engine.paper(visit).unwrap() == sealed, "nothing was kept");
    }

    #[test]
    fn timestamps_that_another_tool_added_are_nobodys_signature() {
        let Away { mut stage, visit, office, sealed } = away();
        let engine = &mut stage.engine;
        let lasting = lasting(&office, &signed_by(&office, &sealed, "leader", engine));

        let told = told(engine, visit, &lasting);
        let signed = told.first().unwrap();
        assert!(signed.starts_with("Trưởng đoàn: ") && signed.ends_with(" ký số."), "{told:?}");
        assert!(told.iter().any(|it| it == "Thêm dấu thời gian cho toàn văn bản."), "{told:?}");
        assert_eq!(signed_fields(engine, visit), ["ky_truong_doan"]);
        assert_eq!(engine.shelf(visit).unwrap().state(), PaperState::PartlySigned);
        assert!(engine.paper(visit).unwrap() == lasting, "what came back is kept as it came");
    }

    #[test]
    fn a_copy_that_was_made_to_last_elsewhere_is_accepted() {
        let Away { mut stage, visit, office, sealed } = away();
        let engine = &mut stage.engine;
        let signed = signed_by(&office, &sealed, "leader", engine);
        brought(engine, visit, &signed).unwrap();
        let lasting = lasting(&office, &signed);
        let told = told(engine, visit, &lasting);
        assert!(!told.is_empty() && told.iter().all(|it| it.starts_with("Thêm ")), "{told:?}");
        assert_eq!(signed_fields(engine, visit), ["ky_truong_doan"], "nobody signed again");
        assert!(engine.paper(visit).unwrap() == lasting);
    }

    #[test]
    fn a_signature_comes_back_though_proofs_were_added_here_meanwhile() {
        let Away { mut stage, visit, office, sealed } = away();
        let engine = &mut stage.engine;
        let away = signed_by(&office, &sealed, "leader", engine);
        brought(engine, visit, &away).unwrap();
        let here = lasting(&office, &away);
        brought(engine, visit, &here).unwrap();

        let error = brought(engine, visit, &away).unwrap_err();
        assert!(matches!(error, EngineError::NotTheSealedPaper), "{error}: nothing new came");
        assert!(engine.paper(visit).unwrap() == here, "the proofs stay");
        let other = lasting(&office, &away);
        assert_ne!(other, here, "each authority signs anew");
        let error = brought(engine, visit, &other).unwrap_err();
        assert!(matches!(error, EngineError::NothingNew), "{error}: nobody signed again");
        assert!(engine.paper(visit).unwrap() == here, "the proofs stay");
        let back = signed_by(&office, &away, "unit", engine);
        let told = told(engine, visit, &back);
        assert!(told.len() == 1 && told[0].starts_with("Đại diện đơn vị: "), "{told:?}");
        assert_eq!(signed_fields(engine, visit), ["ky_truong_doan", "ky_don_vi"]);
        assert!(engine.paper(visit).unwrap() == back);
    }
}
