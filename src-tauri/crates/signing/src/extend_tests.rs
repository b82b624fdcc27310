//! Making signatures last where somebody lies, answers too early, or may not be asked.

use std::cell::RefCell;

use authority::Authority;
use chrono::{TimeDelta, Utc};

use super::*;
use crate::{
    Revocation, open_p12, sign, sign_with_time,
    testing::{FIELDS, Office, font, key, noon, paper, request, root},
    verify::verify,
};

fn day(days: i64) -> DateTime<Utc> {
    (noon() + TimeDelta::days(days)).to_utc()
}

/// An authority that is someone else's, with addresses of its own.
fn stranger() -> Office {
    let authority = Authority::new("http://elsewhere", noon().to_utc());
    Office { authority, ..Office::new() }
}

fn judged(pdf: &[u8], office: &Office) -> Report {
    verify(pdf, &office.anchors(), None)
}

/// Answers as an office does, and remembers where it was asked.
struct Watched<'a> {
    office: &'a Office,
    asked: RefCell<Vec<String>>,
    /// When lists and answers were made; now where it is not told.
    made: Option<DateTime<Utc>>,
    /// Whether somebody wants to stop.
    stopped: bool,
}

impl<'a> Watched<'a> {
    fn new(office: &'a Office) -> Self {
        Self { office, asked: RefCell::default(), made: None, stopped: false }
    }

    fn asking(
        &self,
        url: &str,
        ask: impl FnOnce() -> Result<Vec<u8>, Unreachable>,
    ) -> Result<Vec<u8>, Unreachable> {
        self.asked.borrow_mut().push(url.to_owned());
        if self.stopped {
            return Err(Unreachable::Cancelled);
        }
        let now = *self.office.authority.now.borrow();
        self.office.authority.now.replace(self.made.unwrap_or(now));
        let answer = ask();
        self.office.authority.now.replace(now);
        answer
    }
}

impl RevocationSource for Watched<'_> {
    fn crl(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        self.asking(url, || self.office.crl(url))
    }

    fn ocsp(&self, url: &str, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
        self.asking(url, || self.office.ocsp(url, request))
    }

    fn certificate(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
        self.asking(url, || self.office.certificate(url))
    }
}

#[test]
fn a_timestamp_that_no_trusted_issuer_vouches_for_is_not_laid_on_the_paper() {
    let office = Office::new();
    let before = office.signed(1);
    let error = extend(&before, &office.anchors(), &stranger(), &office).unwrap_err();
    assert!(matches!(error, ExtendError::Time(TimeError::Untrusted { .. })), "{error}");
    let whole = extend(&before, &office.anchors(), &office, &office).unwrap();
    assert_eq!(whole.level, Level::Archival);
}

#[test]
fn a_signature_with_a_timestamp_of_nobody_trusted_is_stamped_again() {
    let (office, stranger) = (Office::new(), stranger());
    let (key, font) = (office.key(), font());
    let request = request(FIELDS[0], &key, &font);
    let signed =
        |trusted: &[Certificate]| sign_with_time(&paper(), &request, &stranger, trusted).unwrap();
    let (before, told) = signed(&office.anchors());
    assert_eq!(told.unwrap().distrust, Some(Distrust::NoChain), "it is told at once");
    assert_eq!(signed(&[]).1.unwrap().distrust, Some(Distrust::NoAnchor));
    assert_eq!(signed(&stranger.anchors()).1.unwrap().distrust, None);
    assert_eq!(judged(&before, &office).signatures.first().unwrap().trusted_time, None);

    let lied_to = extend(&before, &office.anchors(), &stranger, &office);
    assert!(lied_to.is_err(), "a second one of nobody proves no more");
    let whole = extend(&before, &office.anchors(), &office, &office).unwrap();
    let report = judged(&whole.pdf, &office);
    assert_eq!(report.signatures.first().unwrap().trusted_time, Some(noon()));
    assert!(whole.is_whole(), "{whole:?}");
    assert_eq!(report.verdict, Verdict::Extended);
    let again = extend(&whole.pdf, &office.anchors(), &office, &office).unwrap();
    assert!(again.pdf == whole.pdf, "nothing is left to add");
}

#[test]
fn what_was_known_before_a_signature_does_not_clear_it() {
    let office = Office::new();
    let (before, _) = office.stamped();
    office.authority.now.replace(day(1));
    office.authority.revoke_person(noon().to_utc() - TimeDelta::hours(1), 1);
    // The list of the day before does not know what happened on this one.
    let early = Watched { made: Some(day(-1)), ..Watched::new(&office) };
    let waiting = extend(&before, &office.anchors(), &office, &early).unwrap();
    assert_eq!(waiting.level, Level::Timed);
    assert_eq!(waiting.early, ["NGƯỜI KÝ ĐỐI CHỨNG", "ĐỒNG HỒ ĐỐI CHỨNG"]);

    let asked = early.asked.borrow().len();
    let again = extend(&waiting.pdf, &office.anchors(), &office, &early).unwrap();
    assert!(again.pdf == waiting.pdf, "what does not count is not added");
    assert!(asked < early.asked.borrow().len(), "it is asked again the next time");
    let told = extend(&waiting.pdf, &office.anchors(), &office, &office).unwrap();
    let report = judged(&told.pdf, &office);
    let signature = report.signatures.first().unwrap();
    assert_eq!(signature.distrust, Some(Distrust::Revoked), "{signature:#?}");
}

#[test]
fn a_list_about_issuers_counts_until_the_next_one_is_due() {
    /// An office whose root made its list the week before.
    struct Slow<'a>(Watched<'a>);

    impl RevocationSource for Slow<'_> {
        fn crl(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
            let root = url.ends_with("/root.crl");
            if root { self.0.crl(url) } else { self.0.office.crl(url) }
        }

        fn ocsp(&self, url: &str, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
            self.0.office.ocsp(url, request)
        }

        fn certificate(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
            self.0.office.certificate(url)
        }
    }

    let office = Office::new();
    let slow = Slow(Watched { made: Some(day(-5)), ..Watched::new(&office) });
    let whole = extend(&office.stamped().0, &office.anchors(), &office, &slow).unwrap();
    assert_eq!(whole.level, Level::Archival);
    let report = judged(&whole.pdf, &office);
    let as_of = noon().to_utc();
    assert_eq!(report.signatures.first().unwrap().revocation, Revocation::Good { as_of });
}

/// Signed while the certificate was valid, as its machine claims; it expired long before noon.
fn signed_before_it_expired() -> Vec<u8> {
    let (key, font) = (key("expired.p12"), font());
    let request = request(FIELDS[0], &key, &font);
    let claimed_time = noon() - TimeDelta::days(800);
    sign(&paper(), &crate::SignRequest { claimed_time, ..request }).unwrap()
}

#[test]
fn a_timestamp_that_comes_after_a_certificate_expired_is_left_out() {
    let office = Office::new();
    let anchors = [root(), office.anchors()].concat();
    let before = signed_before_it_expired();
    assert!(verify(&before, &anchors, None).signatures.first().unwrap().trusted);
    let late = |clock: &dyn TimeAuthority| extend(&before, &anchors, clock, &office).unwrap_err();
    let error = late(&office);
    assert!(matches!(&error, ExtendError::Time(TimeError::TooLate { .. })), "{error}");
    assert_eq!(late(&Clocked(&office)), error);
    assert_eq!(office.asked.get(), 1, "who has a clock asks nobody");
}

/// An office beside which a clock hangs.
struct Clocked<'a>(&'a Office);

impl TimeAuthority for Clocked<'_> {
    fn stamp(&self, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
        self.0.stamp(request)
    }

    fn now(&self) -> Option<DateTime<FixedOffset>> {
        Some(noon())
    }
}

#[test]
fn addresses_in_certificates_of_strangers_are_not_asked() {
    let (office, stranger) = (Office::new(), stranger());
    let (key, font) = (stranger.key(), font());
    let pdf = sign(&paper(), &request(FIELDS[0], &key, &font)).unwrap();
    let watched = Watched::new(&office);
    let waiting = extend(&pdf, &office.anchors(), &office, &watched).unwrap();
    assert_eq!(waiting.untrusted, ["NGƯỜI KÝ ĐỐI CHỨNG"]);
    let asked = watched.asked.borrow();
    assert!(asked.iter().all(|url| !url.starts_with("http://elsewhere")), "{asked:?}");
    assert!(!asked.is_empty(), "the clock is one of ours");
}

#[test]
fn nobody_is_asked_about_certificates_while_no_issuer_is_trusted() {
    let office = Office::new();
    let watched = Watched::new(&office);
    let stamped = extend(&office.signed(1), &[], &office, &watched).unwrap();
    assert_eq!((stamped.level, stamped.proven), (Level::Timed, false));
    assert_eq!(*watched.asked.borrow(), Vec::<String>::new());
}

#[test]
fn the_issuer_of_a_certificate_is_fetched_where_trusted_ones_send() {
    let office = Office::new();
    let alone = open_p12(&office.authority.person_p12_alone(), authority::PASSWORD).unwrap();
    let font = font();
    let pdf = sign(&paper(), &request(FIELDS[0], &alone, &font)).unwrap();
    assert_eq!(judged(&pdf, &office).signatures.first().unwrap().distrust, Some(Distrust::NoChain));
    let whole = extend(&pdf, &office.anchors(), &office, &office).unwrap();
    assert_eq!(whole.level, Level::Archival);
    assert!(judged(&whole.pdf, &office).signatures.first().unwrap().trusted);
}

#[test]
fn a_wish_to_stop_ends_the_questions() {
    let office = Office::new();
    let watched = Watched { stopped: true, ..Watched::new(&office) };
    let stopped = extend(&office.stamped().0, &office.anchors(), &office, &watched).unwrap();
    assert_eq!(watched.asked.borrow().len(), 1);
    assert_eq!(stopped.failure, Some(TimeError::Unreachable(Unreachable::Cancelled)));
    assert_eq!(stopped.missing, Vec::<String>::new(), "nobody was asked, so nobody kept silent");
}
