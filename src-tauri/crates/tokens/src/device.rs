//! What is plugged in: tokens and the certificates on them, as far as they show without a PIN.

use std::path::Path;

use cryptoki::context::Pkcs11;
use cryptoki::error::Error;
use cryptoki::object::{Attribute, AttributeType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use cryptoki::slot::{Slot, TokenInfo};
use signing::Certificate;
use unicode_normalization::UnicodeNormalization as _;

use crate::driver::speak;
use crate::error::{TokenError, TriesLeft, failure};
use crate::wait::Wait;

/// A token that is plugged in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Token {
    /// The name its owner or issuer gave it.
    pub label: String,
    /// The serial number its maker gave it.
    pub serial: String,
    /// Its maker.
    pub maker: String,
    /// Its model.
    pub model: String,
    /// How its PIN stands.
    pub pin: PinState,
    /// Whether the PIN is typed on the device itself.
    pub pin_on_device: bool,
    /// Certificates that somebody could sign with.
    pub certificates: Vec<TokenCertificate>,
}

/// How the PIN of a token stands, as far as the token says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PinState {
    /// Nothing is said against it.
    Fine,
    /// A wrong one was entered since the last right one.
    SomeWrong,
    /// The next wrong one locks it.
    LastTry,
    /// It is locked.
    Locked,
    /// It must be changed first.
    ToBeChanged,
    /// None was ever set.
    Unset,
}

/// A certificate on a token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TokenCertificate {
    /// The certificate.
    pub certificate: Certificate,
    /// The name it has on the token; may be empty, and is not always of its own.
    pub label: String,
    /// The bytes that tie it to its key (`CKA_ID`); may be empty.
    pub id: Vec<u8>,
    /// Whether a key for it was seen. Private keys mostly hide until the PIN is entered.
    pub key_seen: bool,
}

impl Token {
    /// What tells it apart: the serial number, or the name where it has none.
    pub fn key(&self) -> &str {
        if self.serial.is_empty() { &self.label } else { &self.serial }
    }
}

impl TokenCertificate {
    /// The bytes that tie it to its key, in hexadecimal.
    pub fn id_hex(&self) -> String {
        hexadecimal(&self.id)
    }

    /// Whether somebody who says `name` means it: its label, its id, or the beginning of its
    /// fingerprint, at least eight digits.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        let plain = name.to_lowercase().replace(':', "");
        let by_print = 8 <= plain.len() && self.certificate.fingerprint().starts_with(&plain);
        by_print || (!plain.is_empty() && self.id_hex() == plain) || self.label == name
    }
}

/// Reads which tokens the module at `path` sees, and their certificates. Asks for no PIN.
///
/// # Errors
///
/// Those of the module's file, [`TokenError::NoToken`], [`TokenError::Busy`],
/// [`TokenError::Silent`], [`TokenError::Stopped`] and [`TokenError::Failed`].
pub fn read(path: &Path, wait: &Wait) -> Result<Vec<Token>, TokenError> {
    speak(path, wait, |driver, answer| {
        // Whoever waited may have gone.
        drop(answer.send(tokens(&driver.module)));
    })
}

fn tokens(module: &Pkcs11) -> Result<Vec<Token>, TokenError> {
    let mut tokens = Vec::new();
    for (slot, info) in plugged_in(module)? {
        let session = module.open_ro_session(slot);
        let certificates = session.and_then(|session| certificates(&session));
        let certificates = match certificates.map_err(|error| failure(&error)) {
            // It was pulled out while it was read.
            Err(TokenError::Removed) => continue,
            other => other?,
        };
        tokens.push(token(&info, certificates));
    }
    if tokens.is_empty() { Err(TokenError::NoToken) } else { Ok(tokens) }
}

fn token(info: &TokenInfo, certificates: Vec<TokenCertificate>) -> Token {
    let usable = |it: &TokenCertificate| it.key_seen || !it.certificate.is_authority();
    Token {
        label: text(info.label()),
        serial: text(info.serial_number()),
        maker: text(info.manufacturer_id()),
        model: text(info.model()),
        pin: pin_state(info),
        pin_on_device: info.protected_authentication_path(),
        certificates: certificates.into_iter().filter(usable).collect(),
    }
}

/// Slots with a token that was ever set up, and what it says of itself.
///
/// # Errors
///
/// [`TokenError::Failed`] when the module cannot list them.
pub(crate) fn plugged_in(module: &Pkcs11) -> Result<Vec<(Slot, TokenInfo)>, TokenError> {
    let slots = module.get_slots_with_token().map_err(|error| failure(&error))?;
    // A slot whose token is pulled out, or is no token at all, says nothing of itself.
    let told = |slot| module.get_token_info(slot).ok().map(|info| (slot, info));
    let set_up =
        |(_, info): &(Slot, TokenInfo)| info.token_initialized() || !text(info.label()).is_empty();
    Ok(slots.into_iter().filter_map(told).filter(set_up).collect())
}

pub(crate) fn pin_state(info: &TokenInfo) -> PinState {
    if info.user_pin_locked() {
        PinState::Locked
    } else if !info.user_pin_initialized() {
        PinState::Unset
    } else if info.user_pin_final_try() {
        PinState::LastTry
    } else if info.user_pin_to_be_changed() {
        PinState::ToBeChanged
    } else if info.user_pin_count_low() {
        PinState::SomeWrong
    } else {
        PinState::Fine
    }
}

impl PinState {
    pub(crate) const fn tries_left(self) -> TriesLeft {
        match self {
            Self::LastTry => TriesLeft::Last,
            Self::SomeWrong => TriesLeft::Fewer,
            Self::Fine | Self::Locked | Self::ToBeChanged | Self::Unset => TriesLeft::Unknown,
        }
    }
}

/// Every certificate that the session sees and that can be read, authorities included.
pub(crate) fn certificates(session: &Session) -> Result<Vec<TokenCertificate>, Error> {
    let mut keys = ids(session, ObjectClass::PRIVATE_KEY)?;
    keys.extend(ids(session, ObjectClass::PUBLIC_KEY)?);
    let mut found = Vec::new();
    for object in session.find_objects(&[Attribute::Class(ObjectClass::CERTIFICATE)])? {
        let [value, label, id] = attributes(session, object);
        // Attribute certificates and the like.
        let Ok(certificate) = Certificate::from_der(&value) else { continue };
        let key_seen = !id.is_empty() && keys.contains(&id);
        let label = text(&String::from_utf8_lossy(&label));
        found.push(TokenCertificate { certificate, label, id, key_seen });
    }
    found.sort_by(|one, other| one.certificate.subject().cmp(other.certificate.subject()));
    Ok(found)
}

fn ids(session: &Session, class: ObjectClass) -> Result<Vec<Vec<u8>>, Error> {
    let objects = session.find_objects(&[Attribute::Class(class)])?;
    Ok(objects.into_iter().map(|object| attributes(session, object)).map(|[_, _, id]| id).collect())
}

/// Value, label and id of an object; empty where it has none.
fn attributes(session: &Session, object: ObjectHandle) -> [Vec<u8>; 3] {
    // One by one: some modules refuse all when one is missing.
    [AttributeType::Value, AttributeType::Label, AttributeType::Id].map(|wanted| {
        let mut read = session.get_attributes(object, &[wanted]).unwrap_or_default();
        match read.pop() {
            Some(Attribute::Value(bytes) | Attribute::Label(bytes) | Attribute::Id(bytes)) => bytes,
            Some(_) | None => Vec::new(),
        }
    })
}

/// Text of a fixed length without what fills it: blanks as the standard has it, zeroes as some do.
fn text(padded: &str) -> String {
    padded.trim_matches(['\0', ' ']).nfc().collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_of_any_kind_is_no_part_of_a_name() {
        assert_eq!(text("Nguyễn Văn An    "), "Nguyễn Văn An");
        assert_eq!(text("UBND tỉnh\0\0\0"), "UBND tỉnh");
        assert_eq!(text("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t "), "Tiếng Việt");
        assert_eq!(text("                "), "");
    }
}
