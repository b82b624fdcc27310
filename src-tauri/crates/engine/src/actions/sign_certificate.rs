//! Signing with a certificate, whose key lies in a file or in a token.
//!
//! A token may need a minute, or hang. So signing has three parts of which the middle one needs no
//! store: taking the paper out, signing it, keeping what was signed.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use signing::{Picture, SignError, Signer, Stamped, TimeError, Unreachable};
use tokens::{Choice, Pin, TokenKey, Wait};

use super::papers::{PaperOf, Shelf};
use super::sign::{Place, by_certificate, sign_field, to_sign};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::gauge::Gauge;
use crate::late::{CopyForm, Late};
use crate::online::Online;
use crate::record::Signing;
use crate::store::StoreError;
use crate::token;

/// Who signed with a certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignedBy {
    /// The name in the certificate.
    pub signer: String,
    /// Who issued the certificate.
    pub issuer: String,
    /// The proven time, or why there is none; nothing where nobody was asked.
    pub stamped: Option<Stamped>,
}

/// A paper taken out of the store to be signed beside it.
#[derive(Clone, Debug)]
pub struct PaperToSign {
    of: PaperOf,
    /// SHA-256 of the bytes, by which the paper is known.
    digest: String,
    bytes: Vec<u8>,
    field: String,
    /// What the signatory is called above the signature.
    heading: String,
    /// What it is, where it is nobody's signature by hand.
    late: Option<Late>,
    /// The file into which a copy goes; nothing else is kept in the store.
    out: Option<PathBuf>,
    at: DateTime<FixedOffset>,
    /// The way to the office's time authority, if there is one.
    online: Option<Online>,
    /// What the field will show in the place of words.
    picture: Option<Picture>,
}

/// A paper that was signed and is not kept yet.
#[derive(Clone, Debug)]
pub struct SignedPaper {
    of: PaperOf,
    /// SHA-256 of the bytes before.
    before: String,
    bytes: Vec<u8>,
    signing: Signing,
    by: SignedBy,
    out: Option<PathBuf>,
}

/// With what this person signed last; nothing secret.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct TokenHabit {
    /// The file of the module.
    pub module: PathBuf,
    /// Serial number of the token, or its label where it has none.
    pub token: String,
    /// Fingerprint of the certificate.
    pub certificate: String,
}

const HABIT: &str = "token";

impl PaperToSign {
    /// Stops asking for the time when `gauge` says so.
    #[must_use]
    pub fn heeding(self, gauge: &Gauge) -> Self {
        let online = self.online.map(|online| online.heeding(gauge.clone()));
        Self { online, ..self }
    }

    /// Has the field show a picture of the signature in the place of words.
    #[must_use]
    pub fn with_picture(self, picture: Option<Picture>) -> Self {
        Self { picture, ..self }
    }

    /// Signs with any key, and has the office's time authority prove when, if there is one and it
    /// answers.
    ///
    /// # Errors
    ///
    /// [`EngineError::Sign`], and [`StoreError::Stopped`] when somebody stopped it while the
    /// authority was to be asked; the paper stays as it was.
    pub fn sign(&self, key: &dyn Signer) -> Result<SignedPaper, EngineError> {
        let picture = self.picture.as_ref();
        let (field, heading) = (self.field.as_str(), self.heading.as_str());
        let place = Place { field, heading, picture, late: self.late };
        let (bytes, stamped) = sign_field(&self.bytes, &place, key, self.at, self.online.as_ref())?;
        if let Some(Err(TimeError::Unreachable(Unreachable::Cancelled))) = stamped {
            return Err(StoreError::Stopped.into());
        }
        let certificate = key.certificate();
        let signing = by_certificate(self.field.clone(), key, self.at);
        let by = SignedBy {
            signer: certificate.subject().to_owned(),
            issuer: certificate.issuer().to_owned(),
            stamped,
        };
        let (before, out) = (self.digest.clone(), self.out.clone());
        Ok(SignedPaper { of: self.of, before, bytes, signing, by, out })
    }

    /// Signs with the key in a PKCS#12 file.
    ///
    /// # Errors
    ///
    /// [`EngineError::Key`] for a wrong password or a damaged file, and as [`Self::sign`].
    pub fn sign_by_p12(&self, p12: &[u8], password: &str) -> Result<SignedPaper, EngineError> {
        self.sign(&signing::open_p12(p12, password)?)
    }

    /// Signs with a key in a token.
    ///
    /// # Errors
    ///
    /// As [`Self::sign`], and [`EngineError::Token`] with the token's reason.
    pub fn sign_by_token(&self, key: &TokenKey) -> Result<SignedPaper, EngineError> {
        self.sign(key).map_err(|error| token::why_refused(error, key))
    }
}

impl SignedPaper {
    /// The paper with its new signature.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Engine {
    /// Takes a sealed paper out to be signed by `role`, or to get the seal of the agency, beside the
    /// store.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`], [`EngineError::NotFound`] for an unknown role,
    /// [`EngineError::RefusedToSign`], [`EngineError::Late`] for a seal before its time, and [`EngineError`] when the store cannot be read.
    pub fn paper_to_sign(
        &self,
        of: impl Into<PaperOf>,
        role: &str,
    ) -> Result<PaperToSign, EngineError> {
        let shelf = self.shelf(of)?;
        if let Some(late) = Late::of(role, None)? {
            return self.to_sign_late(&shelf, late, None);
        }
        let (paper, signatory) = to_sign(&shelf, role)?;
        let bytes = self.file(&paper.current)?;
        let (field, heading) = (signatory.field.to_owned(), signatory.heading.join(" "));
        self.taken_out((shelf.of, &paper.current, bytes), (field, heading), (None, None))
    }

    /// Takes a sealed paper out of which a copy is signed into the file `out`; what is kept stays as
    /// it is.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`], [`EngineError::Late`] before whoever leads has signed and for a
    /// paper that holds no field for it, and [`EngineError`] when the store cannot be read.
    pub fn copy_to_sign(
        &self,
        of: impl Into<PaperOf>,
        form: CopyForm,
        out: PathBuf,
    ) -> Result<PaperToSign, EngineError> {
        self.to_sign_late(&self.shelf(of)?, Late::Copy(form), Some(out))
    }

    fn to_sign_late(
        &self,
        shelf: &Shelf,
        late: Late,
        out: Option<PathBuf>,
    ) -> Result<PaperToSign, EngineError> {
        let paper = shelf.standing().ok_or(EngineError::NotSealed)?;
        let bytes = self.file(&paper.current)?;
        let field = late.field(&signing::fields(&bytes).map_err(SignError::from)?)?;
        let named = (field, late.reason());
        self.taken_out((shelf.of, &paper.current, bytes), named, (Some(late), out))
    }

    fn taken_out(
        &self,
        (of, digest, bytes): (PaperOf, &str, Vec<u8>),
        (field, heading): (String, String),
        (late, out): (Option<Late>, Option<PathBuf>),
    ) -> Result<PaperToSign, EngineError> {
        Ok(PaperToSign {
            of,
            digest: digest.to_owned(),
            bytes,
            field,
            heading,
            late,
            out,
            at: self.clock.local(),
            online: self.online(None)?,
            picture: None,
        })
    }

    /// Keeps a paper that was signed beside the store; a copy goes into its file.
    ///
    /// # Errors
    ///
    /// [`EngineError::PaperMoved`] when somebody signed or replaced it meanwhile, and
    /// [`EngineError`] when the store, or the file, cannot be written.
    pub fn keep_signed_paper(&mut self, signed: SignedPaper) -> Result<SignedBy, EngineError> {
        if let Some(out) = &signed.out {
            crate::store::write_whole(out, &signed.bytes)?;
            return Ok(signed.by);
        }
        let shelf = self.shelf(signed.of)?;
        let paper = shelf.standing().filter(|paper| paper.current == signed.before);
        let paper = paper.ok_or(EngineError::PaperMoved)?;
        self.keep_signed(signed.of, paper, &signed.bytes, Some(signed.signing))?;
        Ok(signed.by)
    }

    /// With which token this person signed last.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn token_habit(&self) -> Result<Option<TokenHabit>, EngineError> {
        self.local(HABIT)
    }

    /// Remembers with which token this person signs.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be written.
    pub fn keep_token_habit(&mut self, habit: &TokenHabit) -> Result<(), EngineError> {
        if self.token_habit()?.as_ref() == Some(habit) {
            return Ok(());
        }
        self.save_local(HABIT, habit)
    }
}

impl TokenHabit {
    /// Logs in to the token and finds the key.
    ///
    /// # Errors
    ///
    /// [`EngineError::Token`].
    pub fn unlock(&self, pin: Pin, wait: &Wait) -> Result<TokenKey, EngineError> {
        let choice = Choice { token: self.token.clone(), certificate: self.certificate.clone() };
        token::unlock(&self.module, choice, pin, wait)
    }
}

#[cfg(test)]
mod tests {
    use signing::{Certificate, KeyError, SignatureAlgorithm};

    use super::*;
    use crate::actions::seal::PaperState;
    use crate::minutes_kinds_tests::{sealed_minutes, stage};

    /// Blue strokes on nothing.
    const PICTURE: &[u8] = include_bytes!("../../../../../tests/fixtures/keys/signature.png");
    const P12: &[u8] = include_bytes!("../../../../../tests/fixtures/keys/p256.p12");

    /// A token that is pulled out when it is asked to sign.
    struct Pulled(signing::SoftwareKey);

    impl Signer for Pulled {
        fn certificate(&self) -> &Certificate {
            self.0.certificate()
        }

        fn chain(&self) -> &[Certificate] {
            self.0.chain()
        }

        fn algorithm(&self) -> SignatureAlgorithm {
            self.0.algorithm()
        }

        fn sign(&self, _: &[u8]) -> Result<Vec<u8>, KeyError> {
            Err(KeyError::Refused)
        }
    }

    fn key() -> signing::SoftwareKey {
        signing::open_p12(P12, "mậtkhẩu").unwrap()
    }

    #[test]
    fn a_paper_that_moved_while_a_token_was_waited_for_is_not_overwritten() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let slow = engine.paper_to_sign(visit, "leader").unwrap();
        let slow = slow.sign(&key()).unwrap();
        let quick = engine.paper_to_sign(visit, "unit").unwrap();
        let quick = quick.sign_by_p12(P12, "mậtkhẩu").unwrap();
        let by = engine.keep_signed_paper(quick).unwrap();
        assert!(!by.signer.is_empty());
        let before = engine.sealed_paper(visit).unwrap();

        let refused = engine.keep_signed_paper(slow);

        assert!(matches!(refused, Err(EngineError::PaperMoved)));
        assert_eq!(engine.sealed_paper(visit).unwrap(), before);
    }

    #[test]
    fn the_picture_of_a_signature_stands_on_the_paper_in_the_place_of_words() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let picture = signing::Picture::read(PICTURE).unwrap();

        let paper = engine.paper_to_sign(visit, "leader").unwrap().with_picture(Some(picture));
        engine.keep_signed_paper(paper.sign(&key()).unwrap()).unwrap();
        let refused = engine.paper_to_sign(visit, "leader").unwrap().sign(&key());

        assert!(matches!(refused, Err(EngineError::Sign(SignError::AlreadySigned { .. }))));
        let paper = engine.sealed_paper(visit).unwrap();
        let fields = signing::fields(&paper).unwrap();
        assert!(fields.iter().any(|it| it.signed && it.name == "ky_truong_doan"));
        let report = signing::verify(&paper, &[], None);
        assert_eq!(report.verdict, signing::Verdict::Intact, "{report:#?}");
    }

    #[test]
    fn who_stops_while_the_time_is_asked_for_has_signed_nothing() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        engine.save_time_url("http://localhost:9").unwrap();
        let before = engine.sealed_paper(visit).unwrap();
        let gauge = Gauge::default();
        let paper = engine.paper_to_sign(visit, "leader").unwrap().heeding(&gauge);

        gauge.stop();
        let stopped = paper.sign(&key());

        assert!(matches!(stopped, Err(EngineError::Store(StoreError::Stopped))), "{stopped:?}");
        assert_eq!(engine.sealed_paper(visit).unwrap(), before);
        assert_eq!(engine.shelf(visit).unwrap().state(), PaperState::Sealed);
    }

    #[test]
    fn a_token_pulled_out_leaves_the_paper_as_it_was() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let (visit, _) = sealed_minutes(engine);
        let before = engine.sealed_paper(visit).unwrap();

        let refused = engine.paper_to_sign(visit, "leader").unwrap().sign(&Pulled(key()));

        assert!(matches!(refused, Err(EngineError::Sign(SignError::Key(KeyError::Refused)))));
        assert_eq!(engine.sealed_paper(visit).unwrap(), before);
        assert_eq!(engine.shelf(visit).unwrap().state(), PaperState::Sealed);
    }

    #[test]
    fn a_token_is_remembered_though_it_cannot_be_had() {
        let mut stage = stage();
        let engine = &mut stage.engine;
        let habit = TokenHabit { module: "/khong/co.so".into(), ..TokenHabit::default() };
        let wait = Wait::new(Wait::USUAL, || false);

        let refused = habit.unlock(Pin::new("24681357"), &wait);

        assert!(matches!(refused, Err(EngineError::Token(_))));
        assert_eq!(engine.token_habit().unwrap(), None);
        engine.keep_token_habit(&habit).unwrap();
        assert_eq!(engine.token_habit().unwrap(), Some(habit));
    }
}
