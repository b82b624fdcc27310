//! Keys that live in devices: USB tokens and smart cards behind their makers' PKCS#11 modules.
//!
//! A module is foreign code, loaded into this process. Every call into one happens on a thread of
//! its own, so that whoever waits can stop waiting when the module hangs; the thread is then given
//! up, and the module counts as busy from there on. A PIN goes from the person to the device, is
//! wiped afterwards, and is in no error, log or file.
//!
//! ```text
//! read ─▶ Token, TokenCertificate ─▶ unlock(Choice, Pin) ─▶ TokenKey (a signing::Signer)
//! ```

mod device;
mod driver;
mod error;
mod file;
mod key;
mod sign;
mod wait;

pub use device::{PinState, Token, TokenCertificate, read};
pub use error::{TokenError, TriesLeft};
pub use key::{Choice, Pin, TokenKey, unlock};
pub use wait::Wait;
