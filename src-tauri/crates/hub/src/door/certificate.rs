//! The certificate of the pages: read from two files, and read again when they change.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use sha2::{Digest as _, Sha256};
use signing::Certificate;
use thiserror::Error;

use crate::words;

/// A chain and a key have less; what is longer is another file.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// So long before its end a certificate is told of, once a day: whoever renews it by hand needs a
/// working week, and a renewal by machine that failed has been failing for two weeks by then.
const TELL_BEFORE: TimeDelta = TimeDelta::days(14);

/// Where a certificate and its key lie, both in PEM.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CertificateFiles {
    /// The certificate of the pages, then those that issued it.
    pub certificate: PathBuf,
    /// Its private key, without a passphrase.
    pub key: PathBuf,
}

/// Why a certificate cannot be shown.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum CertificateFault {
    /// A file is not there, may not be read, or is far too long.
    #[error("cannot be read")]
    Unreadable,
    /// The file has no certificate, or a damaged one.
    #[error("has no certificate")]
    NoCertificate,
    /// The file has no private key without a passphrase, or one of a kind that TLS does not know.
    #[error("has no usable key")]
    NoKey,
    /// The key is the one of another certificate.
    #[error("the key does not fit the certificate")]
    Unfit,
    /// It ran out at this moment.
    #[error("ran out at {0}")]
    Expired(DateTime<Utc>),
    /// It begins at this moment only.
    #[error("begins at {0}")]
    NotYet(DateTime<Utc>),
}

/// A certificate that cannot be shown, and in which file that is seen.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{}: {fault}", .file.display())]
pub struct BadCertificate {
    /// The file.
    pub file: PathBuf,
    /// What is wrong.
    pub fault: CertificateFault,
}

impl BadCertificate {
    /// The stable code and the Vietnamese sentence of it.
    pub fn in_words(&self) -> (&'static str, String) {
        words::bad_certificate(self)
    }
}

/// What became of the files when they were looked at again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Renewal {
    /// Another certificate is shown from now on, until this moment.
    Renewed(DateTime<Utc>),
    /// What lies there now cannot be shown; the one before it stays.
    Kept(BadCertificate),
    /// The one that is shown ends soon.
    Ending(DateTime<Utc>),
}

/// The certificate that connections are shown.
pub(crate) struct Identity {
    files: CertificateFiles,
    shown: RwLock<Shown>,
}

struct Shown {
    key: Arc<CertifiedKey>,
    until: DateTime<Utc>,
    /// Of the bytes that were looked at last, good or not; none where there were none to be had.
    seen: Option<[u8; 32]>,
    /// When its end was told of.
    told: Option<DateTime<Utc>>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Identity(of {})", self.files.certificate.display())
    }
}

impl Identity {
    /// Reads what is to be shown at `now`.
    ///
    /// # Errors
    ///
    /// [`BadCertificate`].
    pub(crate) fn read(
        files: CertificateFiles,
        now: DateTime<Utc>,
    ) -> Result<Arc<Self>, BadCertificate> {
        let bytes = Bytes::of(&files)?;
        let (key, until) = bytes.parsed(&files, now)?;
        let shown = Shown { key, until, seen: Some(bytes.digest()), told: None };
        Ok(Arc::new(Self { files, shown: RwLock::new(shown) }))
    }

    /// Looks whether the files have changed by `now`; each change is told once.
    ///
    /// Whatever renews a certificate writes two files, one after the other: between them they do not
    /// fit, and the next look finds that they do.
    pub(crate) fn look(&self, now: DateTime<Utc>) -> Option<Renewal> {
        let bytes = Bytes::of(&self.files);
        let seen = bytes.as_ref().ok().map(Bytes::digest);
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        if shown.seen == seen {
            return shown.ending(now);
        }
        shown.seen = seen;
        match bytes.and_then(|bytes| bytes.parsed(&self.files, now)) {
            Ok((key, until)) => {
                (shown.key, shown.until, shown.told) = (key, until, None);
                Some(Renewal::Renewed(until))
            }
            Err(bad) => Some(Renewal::Kept(bad)),
        }
    }

    /// Until when the certificate that is shown holds.
    pub(crate) fn until(&self) -> DateTime<Utc> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).until
    }

    /// How connections are secured: TLS 1.2 for browsers of the last ten years, or 1.3.
    ///
    /// # Errors
    ///
    /// Where the provider of ciphers lacks those of TLS.
    pub(crate) fn tls(self: &Arc<Self>) -> Result<ServerConfig, rustls::Error> {
        let shown: Arc<dyn ResolvesServerCert> = Arc::<Self>::clone(self);
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(shown);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }
}

impl Shown {
    fn ending(&mut self, now: DateTime<Utc>) -> Option<Renewal> {
        let is_told = self.told.is_some_and(|told| now - told < TimeDelta::days(1));
        if is_told || TELL_BEFORE <= self.until - now {
            return None;
        }
        self.told = Some(now);
        Some(Renewal::Ending(self.until))
    }
}

impl ResolvesServerCert for Identity {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner).key))
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// What lies in both files.
struct Bytes {
    certificate: Vec<u8>,
    key: zeroize::Zeroizing<Vec<u8>>,
}

impl Bytes {
    fn of(files: &CertificateFiles) -> Result<Self, BadCertificate> {
        let key = zeroize::Zeroizing::new(bytes_of(&files.key)?);
        Ok(Self { certificate: bytes_of(&files.certificate)?, key })
    }

    fn digest(&self) -> [u8; 32] {
        let certificate = Sha256::digest(&self.certificate);
        Sha256::new().chain_update(certificate).chain_update(&*self.key).finalize().into()
    }

    /// The certificate with its key, and until when it holds.
    fn parsed(
        &self,
        files: &CertificateFiles,
        now: DateTime<Utc>,
    ) -> Result<(Arc<CertifiedKey>, DateTime<Utc>), BadCertificate> {
        let bad = |file: &Path, fault| BadCertificate { file: file.to_owned(), fault };
        let in_certificate = |fault| bad(&files.certificate, fault);
        let none = || in_certificate(CertificateFault::NoCertificate);
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&self.certificate)
            .collect::<Result<_, _>>()
            .map_err(|_| none())?;
        let own = Certificate::from_der(chain.first().ok_or_else(none)?).map_err(|_| none())?;
        if own.not_after() <= now {
            return Err(in_certificate(CertificateFault::Expired(own.not_after())));
        }
        if now < own.not_before() {
            return Err(in_certificate(CertificateFault::NotYet(own.not_before())));
        }
        let no_key = || bad(&files.key, CertificateFault::NoKey);
        let key = PrivateKeyDer::from_pem_slice(&self.key).map_err(|_| no_key())?;
        let key = provider().key_provider.load_private_key(key).map_err(|_| no_key())?;
        let whole = CertifiedKey::new(chain, key);
        // A key that cannot say whether it fits is not one to be shown either.
        whole.keys_match().map_err(|_| bad(&files.key, CertificateFault::Unfit))?;
        Ok((Arc::new(whole), own.not_after()))
    }
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, BadCertificate> {
    let unreadable =
        || BadCertificate { file: file.to_owned(), fault: CertificateFault::Unreadable };
    let about = std::fs::metadata(file).map_err(|_| unreadable())?;
    if !about.is_file() || FILE_BYTES_MAX < about.len() {
        return Err(unreadable());
    }
    std::fs::read(file).map_err(|_| unreadable())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::tests::{Page, at};

    #[test]
    fn a_certificate_with_its_key_is_shown_until_its_end() {
        let page = Page::new("page.pem", "page-key.pem");
        let identity = Identity::read(page.files(), at(2022)).unwrap();
        assert_eq!(identity.until().to_rfc3339(), "2099-12-31T23:59:59+00:00");
        assert!(identity.tls().is_ok());
    }

    #[track_caller]
    fn check(page: &Page, year: i32, fault: CertificateFault) {
        let bad = Identity::read(page.files(), at(year)).unwrap_err();
        assert_eq!(bad.fault, fault, "{bad}");
    }

    #[test]
    fn what_cannot_be_shown_is_named() {
        use CertificateFault::{Expired, NoCertificate, NoKey, NotYet, Unfit, Unreadable};
        let page = Page::new("page.pem", "page-key.pem");
        check(&page, 2019, NotYet(at(2020)));
        let end = "2099-12-31T23:59:59Z".parse().unwrap();
        check(&page, 2100, Expired(end));
        check(&Page::new("page-expired.pem", "page-key.pem"), 2022, Expired(at(2021)));
        check(&Page::new("page.pem", "page-next-key.pem"), 2022, Unfit);
        // The files changed places, or one stands for both.
        check(&Page::new("page-key.pem", "page.pem"), 2022, NoCertificate);
        check(&Page::new("page.pem", "page.pem"), 2022, NoKey);
        page.write("trang.pem", b"");
        check(&page, 2022, NoCertificate);
        std::fs::remove_file(page.files().certificate).unwrap();
        check(&page, 2022, Unreadable);
        std::fs::create_dir(page.files().certificate).unwrap();
        check(&page, 2022, Unreadable);
    }

    #[test]
    fn garbage_is_never_shown_and_never_ends_the_program() {
        let page = Page::new("page.pem", "page-key.pem");
        let whole = std::fs::read(page.files().certificate).unwrap();
        let pem = |inside: &str| {
            format!("-----BEGIN CERTIFICATE-----\n{inside}\n-----END CERTIFICATE-----\n")
        };
        let long = vec![b'A'; 2 << 20];
        let half = &whole[..whole.len() / 2];
        for garbage in [
            &b"\0\xff\xfe rac"[..],
            pem("????").as_bytes(),
            pem("MAA=").as_bytes(),
            pem("").as_bytes(),
            half,
            &long,
        ] {
            page.write("trang.pem", garbage);
            assert!(Identity::read(page.files(), at(2022)).is_err());
        }
        page.write("trang.pem", &whole);
        for garbage in [
            &b"-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"[..],
            b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
            b"-----BEGIN PRIVATE KEY-----\n",
            &long,
        ] {
            page.write("khoa.pem", garbage);
            assert!(Identity::read(page.files(), at(2022)).is_err());
        }
    }

    #[test]
    fn a_renewal_is_taken_over_and_a_broken_one_is_told_once() {
        let page = Page::new("page.pem", "page-key.pem");
        let identity = Identity::read(page.files(), at(2022)).unwrap();
        let first = identity.shown.read().unwrap().key.cert.clone();
        let shown = || identity.shown.read().unwrap().key.cert.clone();
        assert_eq!(identity.look(at(2022)), None);

        // The certificate first, its key a moment later.
        page.copy("page-next.pem", "trang.pem");
        let Some(Renewal::Kept(bad)) = identity.look(at(2022)) else { panic!() };
        assert_eq!(bad.fault, CertificateFault::Unfit);
        assert_eq!(identity.look(at(2022)), None, "told once");
        assert_eq!(shown(), first);
        page.copy("page-next-key.pem", "khoa.pem");
        assert!(matches!(identity.look(at(2022)), Some(Renewal::Renewed(_))));
        let second = shown();
        assert_ne!(second, first);

        std::fs::remove_file(page.files().key).unwrap();
        let Some(Renewal::Kept(bad)) = identity.look(at(2022)) else { panic!() };
        assert_eq!(bad.fault, CertificateFault::Unreadable);
        assert_eq!((identity.look(at(2022)), shown()), (None, second));
    }

    #[test]
    fn the_end_of_a_certificate_is_told_once_a_day_in_its_last_two_weeks() {
        let page = Page::new("page.pem", "page-key.pem");
        let identity = Identity::read(page.files(), at(2022)).unwrap();
        let before = |days: i64| identity.until() - TimeDelta::days(days);
        assert_eq!(identity.look(before(15)), None);
        let told = Some(Renewal::Ending(identity.until()));
        assert_eq!(identity.look(before(14) + TimeDelta::seconds(1)), told);
        assert_eq!(identity.look(before(14) + TimeDelta::hours(23)), None);
        assert_eq!(identity.look(before(13) + TimeDelta::seconds(1)), told);
    }
}
