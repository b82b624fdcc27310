//! A key on a token, unlocked with its PIN.

use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use cryptoki::context::Pkcs11;
use cryptoki::error::{Error, RvError};
use cryptoki::object::{Attribute, AttributeType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::{Slot, TokenInfo};
use cryptoki::types::AuthPin;
use signing::{Certificate, KeyError, SignatureAlgorithm, Signer, chain_above};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::device::{PinState, TokenCertificate, certificates, pin_state, plugged_in};
use crate::driver::{Driver, speak};
use crate::error::{TokenError, failure};
use crate::sign::sign;
use crate::wait::{Wait, held};

/// The secret of a token. It is wiped when it is dropped.
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// What was typed.
    pub fn new(typed: &str) -> Self {
        Self(Zeroizing::new(typed.nfc().collect()))
    }

    fn for_module(&self) -> AuthPin {
        AuthPin::new(self.0.as_str().into())
    }
}

impl From<String> for Pin {
    /// What was typed; the text itself is wiped too.
    fn from(typed: String) -> Self {
        Self::new(&Zeroizing::new(typed))
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Pin(…)")
    }
}

/// Which key is meant.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Choice {
    /// Serial number or label of the token; empty for the only one.
    pub token: String,
    /// Label, id or fingerprint of the certificate; empty for the only one with a key.
    pub certificate: String,
}

/// A key on a token, ready to sign until it is dropped.
#[derive(Debug)]
pub struct TokenKey {
    certificate: Certificate,
    chain: Vec<Certificate>,
    algorithm: SignatureAlgorithm,
    wait: Wait,
    /// To the thread that speaks to the token; it ends when this is gone.
    jobs: Option<Sender<Job>>,
    ended: Mutex<Receiver<()>>,
    refusal: Mutex<Option<TokenError>>,
}

struct Job {
    attributes: Vec<u8>,
    answer: Sender<Result<Vec<u8>, TokenError>>,
}

/// What was found behind the PIN.
struct Opened {
    certificate: Certificate,
    chain: Vec<Certificate>,
    algorithm: SignatureAlgorithm,
}

/// Logs in to a token that the module at `path` sees, and finds the key of a certificate.
///
/// # Errors
///
/// [`TokenError`]; for a wrong PIN with what the token says of the tries that are left.
pub fn unlock(path: &Path, choice: Choice, pin: Pin, wait: &Wait) -> Result<TokenKey, TokenError> {
    let (jobs, waiting) = channel::<Job>();
    let (end, ended) = channel();
    let opened = speak(path, wait, move |driver, answer| {
        serve(driver, (&choice, &pin), answer, &waiting);
        drop(pin);
        // Whoever held the key may not want to know.
        let _told = end.send(());
    })?;
    let Opened { certificate, chain, algorithm } = opened;
    Ok(TokenKey {
        certificate,
        chain,
        algorithm,
        wait: wait.clone(),
        jobs: Some(jobs),
        ended: Mutex::new(ended),
        refusal: Mutex::new(None),
    })
}

impl TokenKey {
    /// Why the token did not sign, after [`KeyError::Refused`].
    pub fn refusal(&self) -> Option<TokenError> {
        held(&self.refusal).clone()
    }

    fn ask(&self, attributes: &[u8]) -> Result<Vec<u8>, TokenError> {
        let (answer, answers) = channel();
        let job = Job { attributes: attributes.to_vec(), answer };
        let sent = self.jobs.as_ref().map(|jobs| jobs.send(job));
        if !matches!(sent, Some(Ok(()))) {
            return Err(TokenError::Removed);
        }
        self.wait.for_answer(&answers)
    }
}

impl Signer for TokenKey {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        self.algorithm
    }

    fn sign(&self, signed_attributes: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.ask(signed_attributes).map_err(|error| {
            *held(&self.refusal) = Some(error);
            KeyError::Refused
        })
    }
}

impl Drop for TokenKey {
    /// Lets the token log out before the program goes on; not if it hangs.
    fn drop(&mut self) {
        const GRACE: Duration = Duration::from_secs(2);
        drop(self.jobs.take());
        if held(&self.refusal).is_none() {
            let _ended = held(&self.ended).recv_timeout(GRACE);
        }
    }
}

/// The life of the thread behind a key: log in, tell what was found, sign until nobody asks.
fn serve(
    driver: &Driver,
    (choice, pin): (&Choice, &Pin),
    answer: &Sender<Result<Opened, TokenError>>,
    jobs: &Receiver<Job>,
) {
    let (session, key, opened) = match open(&driver.module, choice, pin) {
        Ok(found) => found,
        Err(error) => return drop(answer.send(Err(error))),
    };
    let algorithm = opened.algorithm;
    if answer.send(Ok(opened)).is_err() {
        return;
    }
    for job in jobs {
        let again = key.asks_each_time.then(|| pin.for_module());
        let signed =
            sign(&session, &key.mechanisms, (key.object, algorithm), again, &job.attributes);
        drop(job.answer.send(signed));
    }
    drop(session.logout());
}

/// A private key as its token sees it.
struct KeyObject {
    object: ObjectHandle,
    /// Whether the PIN is wanted for every signature (`CKA_ALWAYS_AUTHENTICATE`).
    asks_each_time: bool,
    mechanisms: Vec<cryptoki::mechanism::MechanismType>,
}

fn open(
    module: &Pkcs11,
    choice: &Choice,
    pin: &Pin,
) -> Result<(Session, KeyObject, Opened), TokenError> {
    let (slot, info) = pick(plugged_in(module)?, &choice.token)?;
    let session = module.open_ro_session(slot).map_err(|error| failure(&error))?;
    log_in(module, &session, (slot, &info), pin)?;
    let all = certificates(&session).map_err(|error| failure(&error))?;
    let (chosen, object) = find(&session, &all, &choice.certificate)?;
    let certificate = chosen.certificate.clone();
    let algorithm = SignatureAlgorithm::of(&certificate).map_err(unsupported)?;
    let others: Vec<Certificate> = all.iter().map(|one| one.certificate.clone()).collect();
    let chain = chain_above(&certificate, &others);
    let asks = session.get_attributes(object, &[AttributeType::AlwaysAuthenticate]);
    let asks_each_time = asks.is_ok_and(|read| read.contains(&Attribute::AlwaysAuthenticate(true)));
    let mechanisms = module.get_mechanism_list(slot).unwrap_or_default();
    let key = KeyObject { object, asks_each_time, mechanisms };
    Ok((session, key, Opened { certificate, chain, algorithm }))
}

fn unsupported(error: KeyError) -> TokenError {
    if let KeyError::UnsupportedKey { kind } = error {
        return TokenError::UnsupportedKey { kind };
    }
    TokenError::Failed { said: error.to_string() }
}

/// The token that is called `name`.
fn pick(tokens: Vec<(Slot, TokenInfo)>, name: &str) -> Result<(Slot, TokenInfo), TokenError> {
    let name: String = name.trim().nfc().collect();
    let known: Vec<String> = tokens.iter().map(|(_, info)| label(info)).collect();
    let (by_serial, others): (Vec<_>, Vec<_>) =
        tokens.into_iter().partition(|(_, info)| info.serial_number().trim() == name);
    let called = |(_, info): &(Slot, TokenInfo)| name.is_empty() || label(info) == name;
    let mut meant = by_serial;
    if meant.is_empty() {
        meant = others.into_iter().filter(called).collect();
    }
    let count = meant.len();
    match meant.pop() {
        Some(token) if count == 1 => Ok(token),
        Some(_) => Err(TokenError::SeveralTokens { name, count }),
        None if known.is_empty() => Err(TokenError::NoToken),
        None => Err(TokenError::UnknownToken { name, known }),
    }
}

fn label(info: &TokenInfo) -> String {
    info.label().trim_matches(['\0', ' ']).nfc().collect()
}

fn log_in(
    module: &Pkcs11,
    session: &Session,
    (slot, info): (Slot, &TokenInfo),
    pin: &Pin,
) -> Result<(), TokenError> {
    match pin_state(info) {
        // Trying would tell nothing new.
        PinState::Locked => return Err(TokenError::PinLocked),
        PinState::Unset => return Err(TokenError::PinUnset),
        PinState::Fine | PinState::SomeWrong | PinState::LastTry | PinState::ToBeChanged => {}
    }
    let typed = (!info.protected_authentication_path()).then(|| pin.for_module());
    let mut done = session.login(UserType::User, typed.as_ref());
    if let Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) = done {
        // Somebody else in this process did; that does not show that this PIN is right.
        drop(session.logout());
        done = session.login(UserType::User, typed.as_ref());
    }
    let Err(error) = done else { return Ok(()) };
    let now = module.get_token_info(slot).map_or(PinState::Fine, |info| pin_state(&info));
    let mut refused = failure(&error);
    if let TokenError::WrongPin { left } = &mut refused {
        *left = now.tries_left();
        if now == PinState::Locked {
            refused = TokenError::PinLocked;
        }
    } else if let TokenError::PinForm { least, most } = &mut refused {
        (*least, *most) = (info.min_pin_length(), info.max_pin_length());
    }
    Err(refused)
}

/// The certificate that is called `name`, and its private key.
fn find<'a>(
    session: &Session,
    all: &'a [TokenCertificate],
    name: &str,
) -> Result<(&'a TokenCertificate, ObjectHandle), TokenError> {
    let name: String = name.trim().nfc().collect();
    let mut meant: Vec<&TokenCertificate> =
        all.iter().filter(|one| name.is_empty() || one.is_called(&name)).collect();
    if meant.is_empty() && !name.is_empty() && !all.is_empty() {
        let known = all.iter().map(|one| one.certificate.subject().to_owned()).collect();
        return Err(TokenError::UnknownCertificate { name, known });
    }
    let first = meant.first().map(|one| one.certificate.subject().to_owned());
    let mut keyed = Vec::new();
    for one in meant.drain(..) {
        if let Some(key) = private_key(session, one)? {
            keyed.push((one, key));
        }
    }
    match (keyed.len(), keyed.pop(), first) {
        (1, Some(found), _) => Ok(found),
        (0, _, None) => Err(TokenError::NoCertificate),
        (0, _, Some(certificate)) => Err(TokenError::NoKey { certificate }),
        (count, _, _) => Err(TokenError::SeveralCertificates { count }),
    }
}

/// The private key with the certificate's id. Where the certificate has none, the only key there
/// is; whether it fits shows when it has signed.
fn private_key(
    session: &Session,
    of: &TokenCertificate,
) -> Result<Option<ObjectHandle>, TokenError> {
    let mut wanted = vec![Attribute::Class(ObjectClass::PRIVATE_KEY)];
    if !of.id.is_empty() {
        wanted.push(Attribute::Id(of.id.clone()));
    }
    let keys = session.find_objects(&wanted).map_err(|error| failure(&error))?;
    match keys.as_slice() {
        [key] => Ok(Some(*key)),
        [key, ..] if !of.id.is_empty() => Ok(Some(*key)),
        _ => Ok(None),
    }
}
