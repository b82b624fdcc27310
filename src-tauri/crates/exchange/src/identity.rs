//! Who can open a bundle: one X25519 key for each device, as age (C2SP) spells it.

use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret as _;
use age::x25519;
use thiserror::Error;
use zeroize::Zeroizing;

/// A text that is no key of age.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("not a key of age")]
pub struct BadIdentity;

/// The secret that opens what was encrypted to this device.
#[derive(Clone)]
pub struct Identity(x25519::Identity);

impl Identity {
    /// Draws a new one from the randomness of the system.
    pub fn draw() -> Self {
        Self(x25519::Identity::generate())
    }

    /// Whom others encrypt to: `age1…`.
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }

    /// The secret as text, to be stored where nobody else reads.
    pub fn secret(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    pub(crate) const fn key(&self) -> &x25519::Identity {
        &self.0
    }
}

impl FromStr for Identity {
    type Err = BadIdentity;

    fn from_str(text: &str) -> Result<Self, BadIdentity> {
        text.parse().map(Self).map_err(|_| BadIdentity)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Identity(of {})", self.recipient())
    }
}

/// Reads whom to encrypt to.
pub(crate) fn recipient(text: &str) -> Result<x25519::Recipient, BadIdentity> {
    text.parse().map_err(|_| BadIdentity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_from_its_secret_and_does_not_print_it() {
        let drawn = Identity::draw();

        let read: Identity = drawn.secret().parse().unwrap();

        assert_eq!(read.recipient(), drawn.recipient());
        assert!(!format!("{drawn:?}").contains("SECRET"));
        assert!("age1xyz".parse::<Identity>().is_err());
    }
}
