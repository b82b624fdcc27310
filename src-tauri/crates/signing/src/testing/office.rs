//! Authorities at hand: a clock, an issuer and its responder, reached without any network.

use std::cell::Cell;

use authority::Authority;

use super::{FIELDS, font, noon, paper, request};
use crate::{
    Certificate, RevocationSource, SoftwareKey, Stamped, TimeAuthority, Unreachable, open_p12,
    sign, sign_with_time,
};

/// Authorities that can fall silent.
pub(crate) struct Office {
    pub(crate) authority: Authority,
    /// Whether nobody tells the time.
    pub(crate) clock_silent: Cell<bool>,
    /// Whether nobody answers about certificates.
    pub(crate) issuer_silent: Cell<bool>,
    /// How many timestamps were asked for.
    pub(crate) asked: Cell<usize>,
}

impl Office {
    /// It is noon there.
    pub(crate) fn new() -> Self {
        let authority = Authority::new("http://localhost", noon().to_utc());
        let (clock_silent, issuer_silent) = (Cell::new(false), Cell::new(false));
        Self { authority, clock_silent, issuer_silent, asked: Cell::new(0) }
    }

    pub(crate) fn anchors(&self) -> Vec<Certificate> {
        vec![Certificate::from_der(self.authority.root_der()).unwrap()]
    }

    pub(crate) fn key(&self) -> SoftwareKey {
        open_p12(&self.authority.person_p12(), authority::PASSWORD).unwrap()
    }

    /// The small paper, signed in its first `count` fields without any timestamp.
    pub(crate) fn signed(&self, count: usize) -> Vec<u8> {
        let (key, font) = (self.key(), font());
        let fields = FIELDS.iter().take(count);
        fields.fold(paper(), |pdf, field| sign(&pdf, &request(field, &key, &font)).unwrap())
    }

    /// The small paper, signed in its first field, with a timestamp if the clock answers.
    pub(crate) fn stamped(&self) -> (Vec<u8>, Stamped) {
        let (key, font) = (self.key(), font());
        sign_with_time(&paper(), &request(FIELDS[0], &key, &font), self, &self.anchors()).unwrap()
    }

    fn answer(silent: bool, answer: Vec<u8>) -> Result<Vec<u8>, Unreachable> {
        if silent { Err(Unreachable::Failed { reason: "no route".into() }) } else { Ok(answer) }
    }
}

impl TimeAuthority for Office {
    fn stamp(&self, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
        self.asked.set(self.asked.get() + 1);
        Self::answer(self.clock_silent.get(), self.authority.stamp(request))
    }
}

impl RevocationSource for Office {
    fn crl(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        let root = url.ends_with("/root.crl");
        let list = if root { self.authority.root_crl() } else { self.authority.crl() };
        Self::answer(self.issuer_silent.get(), list)
    }

    fn ocsp(&self, _: &str, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
        Self::answer(self.issuer_silent.get(), self.authority.ocsp(request))
    }

    fn certificate(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        let root = url.ends_with("/root.cer");
        let (root_der, issuing) = (self.authority.root_der(), self.authority.issuing_der());
        Self::answer(self.issuer_silent.get(), if root { root_der } else { issuing }.to_vec())
    }
}
