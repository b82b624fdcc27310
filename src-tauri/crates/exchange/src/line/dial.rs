//! A device calls a station, and asks one thing after the other.

use std::fmt;
use std::fs::File;
use std::future::Future;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use ledger::{DeviceKey, DevicePublic};
use rustls::pki_types::{DnsName, ServerName};
use serde::de::DeserializeOwned;
use thiserror::Error;
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::TlsConnector;

use super::body::{FileBody, Spilled, store};
use super::invitation::{Code, Knock};
use super::messages::{CampaignState, Denial, Hello, Joined, PROTOCOL, TakenReport};
use super::{PORT, messages, pinned};

/// A laptop in the same room answers at once; one behind the internet has this long.
const TO_CONNECT: Duration = Duration::from_secs(8);
/// So long the station may say nothing: it may be reading what it was given.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often somebody who waits is asked whether it should be stopped.
const HEARTBEAT: Duration = Duration::from_millis(100);
/// No answer but a bundle is longer.
const ANSWER_BYTES_MAX: usize = 64 << 20;
/// A bundle that is fetched is not longer: what fits on any disk of today.
const BUNDLE_BYTES_MAX: u64 = 64 << 30;

/// Why a call came to nothing, or ended before its time.
#[derive(Debug, Error)]
pub enum LineFault {
    /// Not the name or number of a machine.
    #[error("no address: {address}")]
    Address {
        /// What was typed.
        address: String,
    },
    /// Nobody answers there.
    #[error("nobody answers at {address}")]
    Unreachable {
        /// Where.
        address: String,
        /// What the system says.
        source: io::Error,
    },
    /// Something answers that is no station.
    #[error("what answers at {address} is no station")]
    NoStation {
        /// Where.
        address: String,
    },
    /// It speaks another version of the protocol.
    #[error("the station speaks protocol {found}")]
    OtherProtocol {
        /// Which.
        found: u32,
    },
    /// It ended midway.
    #[error("the connection was torn")]
    Torn,
    /// It does not do what was asked, and says why.
    #[error("refused: {}", .0.code)]
    Refused(Denial),
    /// The campaign is not there.
    #[error("the campaign is not there")]
    UnknownCampaign,
    /// More questions in a minute than the station answers.
    #[error("asked too often")]
    TooOften,
    /// More than the station takes.
    #[error("more than the station takes")]
    TooLong,
    /// The disk there is full, or broken.
    #[error("the station's disk takes no more")]
    FullThere,
    /// The disk here.
    #[error(transparent)]
    Disk(io::Error),
    /// The station did not know the code of the invitation.
    #[error("the station did not know the code")]
    NotTheInviter,
    /// Somebody wanted it stopped.
    #[error("stopped")]
    Stopped,
}

/// A call to a station. Blocks whoever uses it; hangs up when it is dropped.
pub struct Line {
    runtime: Runtime,
    sender: SendRequest<Body>,
    peer: DevicePublic,
    stopped: Box<dyn Fn() -> bool + Send>,
}

impl fmt::Debug for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Line(to {})", self.peer)
    }
}

impl Line {
    /// Calls the station at `address` (`192.168.1.5`, `192.168.1.5:4610`, `may-chu.vn`) as `key`;
    /// `stopped` is asked every now and then.
    ///
    /// # Errors
    ///
    /// [`LineFault`].
    pub fn dial(
        address: &str,
        key: &DeviceKey,
        stopped: Box<dyn Fn() -> bool + Send>,
    ) -> Result<Self, LineFault> {
        let runtime =
            Builder::new_current_thread().enable_all().build().map_err(LineFault::Disk)?;
        let address =
            with_port(address).ok_or_else(|| LineFault::Address { address: address.to_owned() })?;
        let (sender, peer) = wait(&runtime, &*stopped, connect(&address, key))?;
        Ok(Self { runtime, sender, peer, stopped })
    }

    /// The device that answers.
    pub const fn peer(&self) -> DevicePublic {
        self.peer
    }

    /// Asks what the station speaks; goes no further with one that speaks something else.
    ///
    /// # Errors
    ///
    /// [`LineFault`].
    pub fn hello(&mut self) -> Result<Hello, LineFault> {
        let hello: Hello = self.json(Method::GET, "/v1/hello".to_owned(), Body::empty())?;
        let known = hello.protocol == PROTOCOL;
        known.then_some(hello).ok_or(LineFault::OtherProtocol { found: hello.protocol })
    }

    /// The campaigns in which this device takes part there.
    ///
    /// # Errors
    ///
    /// [`LineFault`].
    pub fn campaigns(&mut self) -> Result<Vec<CampaignState>, LineFault> {
        self.json(Method::GET, "/v1/campaigns".to_owned(), Body::empty())
    }

    /// Says who has what, as known here, and returns the same from there.
    ///
    /// # Errors
    ///
    /// [`LineFault`].
    pub fn exchange_receipts(
        &mut self,
        campaign: [u8; 16],
        receipts: &[Vec<u8>],
    ) -> Result<Vec<Vec<u8>>, LineFault> {
        let path = format!("{}/receipts", of(campaign));
        let answer = self.ask(Method::PUT, path, Body::from(messages::join(receipts)))?;
        messages::split(&self.read(answer)?).ok_or(LineFault::Torn)
    }

    /// Hands over the bundle that lies in `file`.
    ///
    /// # Errors
    ///
    /// [`LineFault`].
    pub fn hand_over(&mut self, campaign: [u8; 16], file: &Path) -> Result<TakenReport, LineFault> {
        let body = self.run(async { FileBody::open(file, None).await.map_err(LineFault::Disk) })?;
        self.json(Method::PUT, format!("{}/bundle", of(campaign)), body)
    }

    /// Fetches what is lacking here, who has the charter with the digest `charter` (empty for none), into
    /// `file`, which is not there yet; says whether there was anything.
    ///
    /// # Errors
    ///
    /// [`LineFault`]; what was written by then is no bundle.
    pub fn fetch(
        &mut self,
        campaign: [u8; 16],
        charter: &str,
        file: &Path,
    ) -> Result<bool, LineFault> {
        let charter = if charter.is_empty() { "none" } else { charter };
        let path = format!("{}/bundle/{charter}", of(campaign));
        let answer = self.ask(Method::GET, path, Body::empty())?;
        if answer.status() == StatusCode::NO_CONTENT {
            return Ok(false);
        }
        self.run(async {
            let stored = store(answer.into_body(), file, BUNDLE_BYTES_MAX, PATIENCE).await;
            stored.map(drop).map_err(|spilled| match spilled {
                Spilled::Torn | Spilled::TooLong => LineFault::Torn,
                Spilled::Disk(error) => LineFault::Disk(error),
            })
        })?;
        File::open(file).and_then(|file| file.sync_all()).map_err(LineFault::Disk)?;
        Ok(true)
    }

    /// Comes into a delegation by the code of an invitation, as the device of `card`; returns the campaign.
    /// The station is then known to be the one whose person read the code.
    ///
    /// # Errors
    ///
    /// [`LineFault`].
    pub fn join(
        &mut self,
        code: &Code,
        own: DevicePublic,
        card: &[u8],
    ) -> Result<[u8; 16], LineFault> {
        let (knock, message) = Knock::new(code, own, self.peer);
        let answer = self.ask(Method::PUT, "/v1/knock".to_owned(), Body::from(message))?;
        let shared = knock.answered(&self.read(answer)?).ok_or(LineFault::NotTheInviter)?;
        let said = [&shared.proof_of_caller(card), card].concat();
        let joined: Joined = self.json(Method::PUT, "/v1/join".to_owned(), Body::from(said))?;
        let campaign = messages::unhex(&joined.campaign).ok_or(LineFault::Torn)?;
        let proof = messages::unhex(&joined.proof).ok_or(LineFault::Torn)?;
        let is_inviter = shared.is_inviter(campaign, proof);
        is_inviter.then_some(campaign).ok_or(LineFault::NotTheInviter)
    }

    fn json<T: DeserializeOwned>(
        &mut self,
        method: Method,
        path: String,
        body: Body,
    ) -> Result<T, LineFault> {
        let answer = self.ask(method, path, body)?;
        serde_json::from_slice(&self.read(answer)?).map_err(|_| LineFault::Torn)
    }

    fn read(&self, answer: Response<Incoming>) -> Result<Bytes, LineFault> {
        let body = Body::new(answer.into_body());
        self.run(async { to_bytes(body, ANSWER_BYTES_MAX).await.map_err(|_| LineFault::Torn) })
    }

    fn ask(
        &mut self,
        method: Method,
        path: String,
        body: Body,
    ) -> Result<Response<Incoming>, LineFault> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "bienban")
            .body(body)
            .map_err(|_| LineFault::Torn)?;
        let Self { runtime, sender, stopped, .. } = self;
        let answer = wait(runtime, &**stopped, async {
            // A call that was idle may have been ended at the other side.
            sender.ready().await.map_err(|_| LineFault::Torn)?;
            let answer = tokio::time::timeout(PATIENCE, sender.send_request(request)).await;
            answer.map_err(|_| LineFault::Torn)?.map_err(|_| LineFault::Torn)
        })?;
        let status = answer.status();
        if status.is_success() {
            return Ok(answer);
        }
        if status == StatusCode::NOT_FOUND {
            return Err(LineFault::UnknownCampaign);
        }
        if status == StatusCode::TOO_MANY_REQUESTS {
            return Err(LineFault::TooOften);
        }
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            return Err(LineFault::TooLong);
        }
        if status == StatusCode::INSUFFICIENT_STORAGE {
            return Err(LineFault::FullThere);
        }
        let said = self.read(answer)?;
        Err(serde_json::from_slice(&said).map_or(LineFault::Torn, LineFault::Refused))
    }

    fn run<T>(&self, act: impl Future<Output = Result<T, LineFault>>) -> Result<T, LineFault> {
        wait(&self.runtime, &*self.stopped, act)
    }
}

/// Lets `act` go on until it ends or somebody wants it stopped.
fn wait<T>(
    runtime: &Runtime,
    stopped: &dyn Fn() -> bool,
    act: impl Future<Output = Result<T, LineFault>>,
) -> Result<T, LineFault> {
    runtime.block_on(async {
        let wish = async {
            while !stopped() {
                tokio::time::sleep(HEARTBEAT).await;
            }
        };
        tokio::select! {
            biased;
            done = act => done,
            () = wish => Err(LineFault::Stopped),
        }
    })
}

async fn connect(
    address: &str,
    key: &DeviceKey,
) -> Result<(SendRequest<Body>, DevicePublic), LineFault> {
    let unreachable =
        |source: io::Error| LineFault::Unreachable { address: address.to_owned(), source };
    let none = || LineFault::NoStation { address: address.to_owned() };
    let slow = || unreachable(io::ErrorKind::TimedOut.into());
    let stream = tokio::time::timeout(TO_CONNECT, TcpStream::connect(address)).await;
    let stream = stream.map_err(|_| slow())?.map_err(unreachable)?;
    stream.set_nodelay(true).map_err(unreachable)?;
    let connector = TlsConnector::from(Arc::new(pinned::client(key).map_err(|_| none())?));
    // Neither sent nor checked: the other side is known by its key.
    let name = ServerName::DnsName(DnsName::try_from("bienban").map_err(|_| none())?);
    let stream = tokio::time::timeout(TO_CONNECT, connector.connect(name, stream)).await;
    let stream = stream.map_err(|_| none())?.map_err(|_| none())?;
    let peer = pinned::device(stream.get_ref().1.peer_certificates()).ok_or_else(none)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| none())?;
    // It ends with the sender; what goes wrong on it shows at whatever is asked next.
    tokio::spawn(async move { drop(connection.await) });
    Ok((sender, peer))
}

/// `address` with the port it names, or else the usual one.
fn with_port(address: &str) -> Option<String> {
    let address = address.trim();
    let usable = !address.is_empty()
        && address.len() <= 255
        && address.chars().all(|letter| letter.is_ascii_graphic() && !"/@?#\\".contains(letter));
    if !usable {
        return None;
    }
    let is_plain_v6 = address.parse::<std::net::Ipv6Addr>().is_ok();
    if is_plain_v6 {
        return Some(format!("[{address}]:{PORT}"));
    }
    let after_brackets = address.rsplit_once(']').map_or(address, |(_, rest)| rest);
    match after_brackets.rsplit_once(':') {
        Some((_, port)) => port.parse::<u16>().ok().map(|_| address.to_owned()),
        None => Some(format!("{address}:{PORT}")),
    }
}

fn of(campaign: [u8; 16]) -> String {
    let digits: String = campaign.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("/v1/campaigns/{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gets_the_usual_port_unless_it_names_one() {
        let read = |text: &str| with_port(text);
        assert_eq!(read(" 192.168.1.5 ").as_deref(), Some("192.168.1.5:4610"));
        assert_eq!(read("192.168.1.5:99").as_deref(), Some("192.168.1.5:99"));
        assert_eq!(read("may-chu.vn").as_deref(), Some("may-chu.vn:4610"));
        assert_eq!(read("fe80::1").as_deref(), Some("[fe80::1]:4610"));
        assert_eq!(read("[fe80::1]:99").as_deref(), Some("[fe80::1]:99"));
        for none in ["", "máy chủ", "a:b", "https://a", "a:70000"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
