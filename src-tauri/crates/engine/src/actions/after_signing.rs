//! What a paper still takes after whoever leads has signed it.

use signing::SignError;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::late::{self, LateFault};
use crate::record::Paper;

/// What a paper takes after whoever leads has signed it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AfterSigning {
    /// The seal of the agency.
    pub seal: Slot,
    /// The signature of a copy. Copies leave the house, so it is never filled here.
    pub copy: Slot,
    /// The number.
    pub number: Slot,
}

/// A place of a paper that is filled last.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Slot {
    /// The paper has no such place.
    Missing,
    /// Nobody has filled it.
    Open,
    /// It is filled.
    Filled,
}

impl Engine {
    /// Says what `paper` takes now; nothing before whoever leads has signed it.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the paper cannot be read.
    pub fn after_signing(&self, paper: &Paper) -> Result<Option<AfterSigning>, EngineError> {
        // Whoever signed in ink did not sign the file.
        if paper.signings.is_empty() {
            return Ok(None);
        }
        let bytes = self.file(&paper.current)?;
        let fields = signing::fields(&bytes).map_err(SignError::from)?;
        if late::led(&fields) == Err(LateFault::LeaderFirst) {
            return Ok(None);
        }
        let slot = |is_it: &dyn Fn(&str) -> bool| match fields.iter().find(|it| is_it(&it.name)) {
            None => Slot::Missing,
            Some(field) if field.signed => Slot::Filled,
            Some(_) => Slot::Open,
        };
        let entries = signing::entries(&bytes).map_err(SignError::from)?;
        let number = match entries.iter().find(|(name, _)| name == late::NUMBER_FIELD) {
            None => Slot::Missing,
            Some((_, words)) if words.is_empty() => Slot::Open,
            Some(_) => Slot::Filled,
        };
        Ok(Some(AfterSigning {
            seal: slot(&late::is_agency_seal),
            copy: slot(&|name| name == late::COPY_FIELD),
            number,
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use signing::{Picture, Verdict};
    use tempfile::TempDir;

    use super::*;
    use crate::late::CopyForm;
    use crate::minutes_kinds_tests::{sealed_minutes, stage};

    const P12: &[u8] = include_bytes!("../../../../../tests/fixtures/keys/p256.p12");
    const SEAL: &[u8] = include_bytes!("../../../../../tests/fixtures/keys/seal.png");

    fn after(engine: &Engine, visit: domain::id::VisitId) -> Option<AfterSigning> {
        let shelf = engine.shelf(visit).unwrap();
        engine.after_signing(shelf.standing().unwrap()).unwrap()
    }

    fn fault<T: std::fmt::Debug>(result: Result<T, EngineError>) -> LateFault {
        match result {
            Err(EngineError::Late(fault)) => fault,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn number_seal_and_copy_wait_for_whoever_leads() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let key = signing::open_p12(P12, "mậtkhẩu").unwrap();
        let unit = engine.paper_to_sign(visit, "unit").unwrap().sign(&key).unwrap();
        engine.keep_signed_paper(unit).unwrap();

        assert_eq!(after(engine, visit), None);
        assert_eq!(fault(engine.paper_to_sign(visit, "seal")), LateFault::LeaderFirst);
        let copy = engine.copy_to_sign(visit, CopyForm::SaoY, PathBuf::new());
        assert_eq!(fault(copy), LateFault::LeaderFirst);
        assert_eq!(fault(engine.number_signed(visit, "12")), LateFault::LeaderFirst);
    }

    #[test]
    fn the_clerk_numbers_and_seals_what_was_signed_and_every_signature_stays_sound() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let key = signing::open_p12(P12, "mậtkhẩu").unwrap();
        let leader = engine.paper_to_sign(visit, "leader").unwrap().sign(&key).unwrap();
        engine.keep_signed_paper(leader).unwrap();
        let open = AfterSigning { seal: Slot::Open, copy: Slot::Open, number: Slot::Open };
        assert_eq!(after(engine, visit), Some(open.clone()));

        engine.number_signed(visit, "12/BB-ĐKT").unwrap();
        let bare = engine.paper_to_sign(visit, "seal").unwrap();
        assert_eq!(fault(bare.sign(&key)), LateFault::NoPicture);
        let picture = Picture::read(SEAL).unwrap();
        let sealed = bare.with_picture(Some(picture)).sign(&key).unwrap();
        engine.keep_signed_paper(sealed).unwrap();

        let filled = AfterSigning { seal: Slot::Filled, number: Slot::Filled, ..open };
        assert_eq!(after(engine, visit), Some(filled));
        let (shelf, later) = engine.paper_standing(visit).unwrap();
        assert!(later.is_empty(), "nothing was edited: {later:?}");
        assert!(shelf.standing().unwrap().signings.iter().any(|it| it.field == "dau_leader"));
        assert_eq!(fault(engine.number_signed(visit, "13")), LateFault::NoNumber);
        let paper = engine.paper(visit).unwrap();
        let report = signing::verify(&paper, &[], None);
        assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
        let said = crate::export::verdict(&report);
        let first = said.signatures.first().unwrap();
        let [number, seal] = first.later_changes.as_slice() else { panic!("{said:#?}") };
        assert_eq!(number, "điền ô “Số, ký hiệu”.");
        assert!(seal.starts_with("đóng dấu cơ quan: "), "{seal}");
    }

    #[test]
    fn the_next_number_is_proposed_after_signing_and_a_repeated_one_is_told() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let campaign = engine.import_sample("2017-dak-lak-3027").unwrap();
        let visits = engine.visits_of(campaign).unwrap();
        let (sealed, other) = (visits[0].visit.id, visits[1].visit.id);
        engine.give_number(other, "12").unwrap();
        engine.seal(sealed).unwrap();

        let asked = |text: &str| engine.late_number(sealed, text).unwrap();

        assert_eq!((asked("").proposed.as_str(), asked("13").repeated), ("13", None));
        let told = asked("012/BB").repeated.unwrap();
        assert!(told.starts_with("Số 12") && told.contains("đã ghi cho biên bản của"), "{told}");
    }

    #[test]
    fn a_picture_in_the_place_of_the_seal_that_nobody_signed_is_told_as_such() {
        let field = "dau_leader".to_owned();
        let told = crate::export::change_in_words(&signing::Change::Drawn { field });
        assert_eq!(told, "chèn hình vào ô “Dấu của cơ quan” mà không ký số.");
    }

    #[test]
    fn a_copy_goes_into_its_file_and_the_original_stays_as_it_is() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let key = signing::open_p12(P12, "mậtkhẩu").unwrap();
        let leader = engine.paper_to_sign(visit, "leader").unwrap().sign(&key).unwrap();
        engine.keep_signed_paper(leader).unwrap();
        let original = engine.paper(visit).unwrap();
        let folder = TempDir::new().unwrap();
        let out = folder.path().join("sao-y.pdf");

        let copy = engine.copy_to_sign(visit, CopyForm::SaoY, out.clone()).unwrap();
        engine.keep_signed_paper(copy.sign(&key).unwrap()).unwrap();

        assert!(engine.paper(visit).unwrap() == original);
        let copy = std::fs::read(&out).unwrap();
        assert!(copy.starts_with(&original));
        let said = crate::export::verdict(&signing::verify(&copy, &[], None));
        assert_eq!(said.verdict, "intact");
        let statement = said.signatures.last().unwrap().statement.clone().unwrap();
        assert!(statement.starts_with("Bản sao (SAO Y) do "), "{statement}");
        let back = engine.bring_back(visit, &[copy], crate::actions::Gaps::Told);
        assert_eq!(fault(back), LateFault::IsCopy);
        assert!(engine.paper(visit).unwrap() == original);
    }
}
