//! Connections as browsers and others make them, over the loopback.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeZone as _, Utc};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion, version};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::*;
use crate::stage::{PASSPHRASE, Stage};

/// A certificate and its key among the fixtures, copied to where they may change.
pub(super) struct Page(tempfile::TempDir);

impl Page {
    pub(super) fn new(certificate: &str, key: &str) -> Self {
        let page = Self(tempfile::tempdir().unwrap());
        page.copy(certificate, "trang.pem");
        page.copy(key, "khoa.pem");
        page
    }

    pub(super) fn files(&self) -> CertificateFiles {
        let at = |name| self.0.path().join(name);
        CertificateFiles { certificate: at("trang.pem"), key: at("khoa.pem") }
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.path().join(name), bytes).unwrap();
    }

    pub(super) fn copy(&self, fixture: &str, name: &str) {
        self.write(name, &std::fs::read(keys().join(fixture)).unwrap());
    }
}

fn keys() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/keys"))
}

/// The first moment of a year.
pub(super) fn at(year: i32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap()
}

/// Pages that listen.
struct Open {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    served: JoinHandle<()>,
}

impl Open {
    async fn plain(manners: Manners) -> Self {
        Self::with(Stage::with(|settings| settings.secure = false), None, manners).await
    }

    async fn secured(identity: &Arc<Identity>, manners: Manners) -> Self {
        let tls = TlsAcceptor::from(Arc::new(identity.tls().unwrap()));
        Self::with(Stage::with(|settings| settings.strict = true), Some(tls), manners).await
    }

    async fn with(stage: Stage, tls: Option<TlsAcceptor>, manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let door = Door { router: stage.router(), tls, manners };
        let served = tokio::spawn(async move {
            serve(listener, door, stopped).await;
            drop(stage);
        });
        Self { address, stop, served }
    }

    async fn call(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn asked(&self, request: &[u8]) -> String {
        asked(self.call().await, request).await.unwrap()
    }
}

/// Sends `request` and returns everything that comes until the other side hangs up.
async fn asked<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    request: &[u8],
) -> io::Result<String> {
    // Whoever is refused midway has not read everything.
    drop(stream.write_all(request).await);
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer).await;
    if answer.is_empty() {
        read?;
    }
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// Calls over TLS and trusts the certificate of the fixtures with this name alone.
async fn over_tls(
    open: &Open,
    versions: &[&'static SupportedProtocolVersion],
    trusted: &str,
) -> io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    let pem = std::fs::read(keys().join(trusted)).unwrap();
    roots.add(CertificateDer::from_pem_slice(&pem).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, open.call().await).await
}

const ASKS: &[u8] = b"GET /dang-nhap HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
const EVERY: &[&SupportedProtocolVersion] = &[&version::TLS12, &version::TLS13];

#[tokio::test]
async fn browsers_of_tls_1_2_and_1_3_get_the_page_and_are_told_to_stay_with_it() {
    let page = Page::new("page.pem", "page-key.pem");
    let identity = Identity::read(page.files(), at(2022)).unwrap();
    let open = Open::secured(&identity, Manners::default()).await;
    for version in [&version::TLS12, &version::TLS13] {
        let stream = over_tls(&open, &[version], "page.pem").await.unwrap();
        let answer = asked(stream, ASKS).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert!(answer.contains("strict-transport-security: max-age=15552000\r\n"), "{answer}");
    }
    let form = format!("ten=vanthu&mat_khau={}", PASSPHRASE.replace(' ', "+"));
    let request = format!(
        "POST /dang-nhap HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{form}",
        form.len()
    );
    let stream = over_tls(&open, EVERY, "page.pem").await.unwrap();
    let answer = asked(stream, request.as_bytes()).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
    let cookie = answer.lines().find(|line| line.starts_with("set-cookie:")).unwrap();
    assert!(cookie.contains("__Host-bienban=") && cookie.ends_with("; Secure"), "{cookie}");
}

#[tokio::test]
async fn a_renewed_certificate_is_shown_without_a_new_start() {
    let page = Page::new("page.pem", "page-key.pem");
    let identity = Identity::read(page.files(), at(2022)).unwrap();
    let open = Open::secured(&identity, Manners::default()).await;
    let before = over_tls(&open, EVERY, "page.pem").await.unwrap();
    page.copy("page-next.pem", "trang.pem");
    page.copy("page-next-key.pem", "khoa.pem");
    assert!(matches!(identity.look(at(2022)), Some(Renewal::Renewed(_))));
    assert!(over_tls(&open, EVERY, "page.pem").await.is_err(), "the old one is not shown");
    let after = over_tls(&open, EVERY, "page-next.pem").await.unwrap();
    for stream in [before, after] {
        assert!(asked(stream, ASKS).await.unwrap().starts_with("HTTP/1.1 200 "));
    }
}

#[tokio::test]
async fn whoever_speaks_no_tls_gets_nothing() {
    let page = Page::new("page.pem", "page-key.pem");
    let identity = Identity::read(page.files(), at(2022)).unwrap();
    let open = Open::secured(&identity, Manners::default()).await;
    let answer = asked(open.call().await, ASKS).await.unwrap_or_default();
    assert!(!answer.contains("HTTP"), "{answer}");
}

/// One place, and little patience with whoever has it.
fn hasty() -> Manners {
    Manners { places: 1, patience: Duration::from_millis(200), ..Manners::default() }
}

#[tokio::test]
async fn a_handshake_that_never_ends_does_not_keep_its_place() {
    let page = Page::new("page.pem", "page-key.pem");
    let identity = Identity::read(page.files(), at(2022)).unwrap();
    let open = Open::secured(&identity, hasty()).await;
    for begun in [&b""[..], b"\x16\x03\x01\x02\x00\x01"] {
        let answer = asked(open.call().await, begun).await.unwrap_or_default();
        assert_eq!(answer, "", "hung up without a word");
    }
    while over_tls(&open, EVERY, "page.pem").await.is_err() {}
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_keep_its_place() {
    let open = Open::plain(hasty()).await;
    for begun in [&b""[..], b"GET / HTTP/1.1\r\nHost: local"] {
        let answer = open.asked(begun).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_never_comes_does_not_keep_its_place() {
    let manners = Manners { life: Duration::from_millis(200), ..hasty() };
    let open = Open::plain(manners).await;
    let begun = b"POST /dang-nhap HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\
                  Content-Type: application/x-www-form-urlencoded\r\n\r\nten=";
    assert_eq!(asked(open.call().await, begun).await.unwrap_or_default(), "");
}

#[tokio::test]
async fn whoever_comes_when_all_places_are_taken_is_turned_away() {
    let open = Open::plain(Manners { places: 1, ..Manners::default() }).await;
    let mut first = open.call().await;
    first.write_all(b"GET /suc-khoe HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let mut answer = [0; 12];
    first.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    assert_eq!(asked(open.call().await, ASKS).await.unwrap_or_default(), "");
    drop(first);
    while asked(open.call().await, ASKS).await.unwrap_or_default().is_empty() {}
}

#[tokio::test]
async fn floods_are_refused_and_nonsense_is_answered() {
    let open = Open::plain(Manners::default()).await;
    let request = |target: &str, headers: &str| {
        format!("GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}\r\n")
    };
    let many = "X-Lu: 1\r\n".repeat(500);
    let long = format!("X-Lu: {}\r\n", "a".repeat(200_000));
    for (target, headers, status) in [
        ("/", many.as_str(), "431"),
        ("/", long.as_str(), "431"),
        (&*format!("/dang-nhap?toi={}", "a".repeat(70_000)), "", "414"),
        (&*format!("/dang-nhap?toi={}", "a".repeat(60_000)), "", "200"),
        ("/dang-nhap?toi=%E1%BA%&%%%=%zz", "", "200"),
        ("/dot/%FF%00", "", "303"),
        ("/%c0%ae%c0%ae/x", "", "404"),
        ("*", "", "404"),
    ] {
        let answer = open.asked(request(target, headers).as_bytes()).await;
        let short: String = target.chars().take(40).collect();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{short}: {answer}");
    }
    for nonsense in [&b"\0\0\0\0\r\n\r\n"[..], b"GET / HTTP/9\r\n\r\n", b"\x16\x03\x01\r\n\r\n"] {
        let answer = open.asked(nonsense).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
    }
    assert!(open.asked(ASKS).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_machine_that_is_stopped_hangs_up_on_whoever_asks_nothing() {
    let open = Open::plain(Manners::default()).await;
    let idle = open.call().await;
    assert!(open.asked(ASKS).await.starts_with("HTTP/1.1 200"));
    open.stop.send_replace(true);
    open.served.await.unwrap();
    assert_eq!(asked(idle, b"").await.unwrap_or_default(), "");
}
