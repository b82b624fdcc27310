//! Authorities for tests: they issue worthless certificates, tell which ones are revoked, and
//! prove times, in memory or over HTTP on this machine.
//!
//! What they write is written here from the standards, apart from the code that is tested with it.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test authority that cannot work fails the test"
)]

mod answers;
mod certificates;
mod der;
mod server;

use std::cell::RefCell;

use chrono::{DateTime, TimeDelta, Utc};

pub use certificates::{Holder, PASSWORD};
pub use server::Server;

/// A root, what it issued, and the clock they all go by.
pub struct Authority {
    root: Holder,
    issuing: Holder,
    responder: Holder,
    clock: Holder,
    person: Holder,
    base: String,
    revoked: RefCell<Vec<Revoked>>,
    /// What time it is for them.
    pub now: RefCell<DateTime<Utc>>,
}

struct Revoked {
    serial: u8,
    at: DateTime<Utc>,
    reason: u8,
}

/// Serial numbers of the certificates.
const ROOT: u8 = 1;
const ISSUING: u8 = 2;
const RESPONDER: u8 = 3;
const CLOCK: u8 = 4;
const PERSON: u8 = 5;
const PERSON_WITH_RSA: u8 = 6;

impl Authority {
    /// Founds one whose certificates name addresses below `base`, such as `http://127.0.0.1:8080`.
    pub fn new(base: &str, now: DateTime<Utc>) -> Self {
        let root = Holder::root(ROOT, "GỐC ĐỐI CHỨNG – KHÔNG CÓ GIÁ TRỊ");
        let issue = |issuer: &Holder, serial, name, kind| issuer.issue(serial, name, kind, base);
        let issuing = issue(
            &root,
            ISSUING,
            "NƠI CẤP ĐỐI CHỨNG – KHÔNG CÓ GIÁ TRỊ",
            certificates::Kind::Issuer,
        );
        let responder =
            issue(&issuing, RESPONDER, "NƠI TRẢ LỜI ĐỐI CHỨNG", certificates::Kind::Responder);
        let clock = issue(&issuing, CLOCK, "ĐỒNG HỒ ĐỐI CHỨNG", certificates::Kind::Clock);
        let person = issue(&issuing, PERSON, "NGƯỜI KÝ ĐỐI CHỨNG", certificates::Kind::Person);
        let (base, revoked, now) = (base.to_owned(), RefCell::default(), RefCell::new(now));
        Self { root, issuing, responder, clock, person, base, revoked, now }
    }

    /// The root, in PEM.
    pub fn root_pem(&self) -> String {
        self.root.pem()
    }

    /// The root, in DER.
    pub fn root_der(&self) -> &[u8] {
        &self.root.certificate
    }

    /// The certificate of the issuer, in DER.
    pub fn issuing_der(&self) -> &[u8] {
        &self.issuing.certificate
    }

    /// A key file of the person, under [`PASSWORD`], with the issuer's certificate.
    pub fn person_p12(&self) -> Vec<u8> {
        self.person.p12(&[&self.issuing])
    }

    /// The same without the issuer's certificate, as some tokens hold it.
    pub fn person_p12_alone(&self) -> Vec<u8> {
        self.person.p12(&[])
    }

    /// A key file of a person who has the RSA key of another key file; both under [`PASSWORD`].
    pub fn person_p12_of(&self, p12: &[u8]) -> Vec<u8> {
        let person = (PERSON_WITH_RSA, "NGƯỜI KÝ RSA ĐỐI CHỨNG");
        self.issuing.issue_to(p12, person, &self.base).p12(&[&self.issuing])
    }

    /// Revokes the person's certificate, which is told from that moment on, for a reason of RFC 5280, 5.3.1.
    pub fn revoke_person(&self, at: DateTime<Utc>, reason: u8) {
        self.revoked.borrow_mut().push(Revoked { serial: PERSON, at, reason });
    }

    /// Revokes the clock's certificate.
    pub fn revoke_clock(&self, at: DateTime<Utc>, reason: u8) {
        self.revoked.borrow_mut().push(Revoked { serial: CLOCK, at, reason });
    }

    /// Answers a DER `TimeStampReq`.
    pub fn stamp(&self, request: &[u8]) -> Vec<u8> {
        answers::stamp(&self.clock, &[&self.issuing], request, *self.now.borrow())
    }

    /// Answers like [`Self::stamp`], but signs with the certificate of a person.
    pub fn stamp_by_person(&self, request: &[u8]) -> Vec<u8> {
        answers::stamp(&self.person, &[&self.issuing], request, *self.now.borrow())
    }

    /// Answers a DER `OCSPRequest`, with the key made for that.
    pub fn ocsp(&self, request: &[u8]) -> Vec<u8> {
        let (now, next) = self.span();
        let revoked = |serial: u8| {
            let revoked = self.revoked.borrow();
            let mut known = revoked.iter().filter(|it| it.at <= now);
            known.find(|it| it.serial == serial).map(|it| (it.at, it.reason))
        };
        answers::ocsp(&self.responder, request, (now, next), revoked)
    }

    /// The list of what the issuer revoked.
    pub fn crl(&self) -> Vec<u8> {
        let (revoked, (now, _)) = (self.revoked.borrow(), self.span());
        let known = revoked.iter().filter(|it| it.at <= now);
        let list: Vec<_> = known.map(|it| (it.serial, it.at, it.reason)).collect();
        answers::crl(&self.issuing, &list, self.span())
    }

    /// The list of what the root revoked: nothing.
    pub fn root_crl(&self) -> Vec<u8> {
        answers::crl(&self.root, &[], self.span())
    }

    fn span(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let now = *self.now.borrow();
        (now, now + TimeDelta::days(7))
    }
}
