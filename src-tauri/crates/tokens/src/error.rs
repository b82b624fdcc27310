//! What can go wrong with a token, as a closed set.
//!
//! `Display` is English, for the log. People see the sentence that belongs to the variant's code.

use std::path::PathBuf;

use cryptoki::error::{Error, RvError};
use thiserror::Error as ThisError;

/// Why a token cannot be read, or did not sign.
#[derive(Clone, Debug, Eq, PartialEq, ThisError)]
pub enum TokenError {
    /// There is no file at the path of the module.
    #[error("no file {}", .path.display())]
    NoModule {
        /// The path.
        path: PathBuf,
    },
    /// The file is no library of this system, or none that speaks PKCS#11.
    #[error("{} is not a PKCS#11 module: {reason}", .path.display())]
    NotAModule {
        /// The path.
        path: PathBuf,
        /// What the system or the module said.
        reason: String,
    },
    /// The module was built for machines of another width than this program.
    #[error("{} has {theirs} bits, this program {ours}", .path.display())]
    OtherWidth {
        /// The path.
        path: PathBuf,
        /// Bits of the module.
        theirs: u32,
        /// Bits of this program.
        ours: u32,
    },
    /// The module sees no token.
    #[error("no token is plugged in")]
    NoToken,
    /// None of the tokens is called so.
    #[error("no token `{name}`; there are {known:?}")]
    UnknownToken {
        /// The name or serial number asked for.
        name: String,
        /// What the tokens are called.
        known: Vec<String>,
    },
    /// Several tokens are called so.
    #[error("{count} tokens are called `{name}`")]
    SeveralTokens {
        /// The name asked for.
        name: String,
        /// How many have it.
        count: usize,
    },
    /// The PIN is wrong.
    #[error("wrong PIN, {left:?}")]
    WrongPin {
        /// What the token says of the tries that are left.
        left: TriesLeft,
    },
    /// Too many wrong PINs were entered; whoever issued the token can free it.
    #[error("the PIN is locked")]
    PinLocked,
    /// The PIN must be changed before the token signs.
    #[error("the PIN has expired or was never changed")]
    PinExpired,
    /// No PIN was ever set.
    #[error("no PIN is set")]
    PinUnset,
    /// The PIN has a length or letters that the token does not take; it was not tried.
    #[error("a PIN has {least} to {most} characters")]
    PinForm {
        /// Characters it has at least; 0 where the token does not say.
        least: usize,
        /// Characters it has at most; 0 where the token does not say.
        most: usize,
    },
    /// The token holds no certificate.
    #[error("the token holds no certificate")]
    NoCertificate,
    /// None of the certificates is called so.
    #[error("no certificate `{name}`; there are {known:?}")]
    UnknownCertificate {
        /// The name asked for.
        name: String,
        /// What the certificates are called.
        known: Vec<String>,
    },
    /// Which of several certificates is meant is unknown.
    #[error("{count} certificates could be meant")]
    SeveralCertificates {
        /// How many.
        count: usize,
    },
    /// The private key of the certificate is not on the token.
    #[error("no private key for the certificate of {certificate}")]
    NoKey {
        /// Whose certificate it is.
        certificate: String,
    },
    /// A kind of key that is not supported.
    #[error("keys of kind {kind} are not supported")]
    UnsupportedKey {
        /// Name of the kind, such as `RSA-1024`.
        kind: String,
    },
    /// The token cannot sign in the way that its key needs.
    #[error("the token does not know {mechanism}")]
    UnsupportedMechanism {
        /// What it would have to know, such as `CKM_ECDSA`.
        mechanism: &'static str,
    },
    /// The token was pulled out.
    #[error("the token was pulled out")]
    Removed,
    /// The module did not answer in time.
    #[error("the module has not answered for {seconds} s")]
    Silent {
        /// How long was waited.
        seconds: u64,
    },
    /// The module still owes an answer to an earlier call.
    #[error("the module is still busy with an earlier call")]
    Busy,
    /// The person did not want to wait any longer, or declined on the device.
    #[error("stopped")]
    Stopped,
    /// The token or its module reports something else.
    #[error("the module says {said}")]
    Failed {
        /// Its code, such as `CKR_DEVICE_ERROR`.
        said: String,
    },
}

/// What a token says of the PINs that may still be tried. None says a number (PKCS #11, 4.4).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TriesLeft {
    /// It does not say.
    Unknown,
    /// A wrong PIN was entered since the last right one.
    Fewer,
    /// The next wrong one locks it.
    Last,
}

/// What a call into a module came to, in our words. A failed login is told apart by
/// [`crate::key`], which knows the token.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the standard may gain codes; they are told as they are"
)]
pub(crate) fn failure(error: &Error) -> TokenError {
    let Error::Pkcs11(code, _) = error else {
        return TokenError::Failed { said: error.to_string() };
    };
    match code {
        RvError::DeviceRemoved
        | RvError::TokenNotPresent
        | RvError::SessionHandleInvalid
        | RvError::SessionClosed
        | RvError::SlotIdInvalid => TokenError::Removed,
        RvError::PinIncorrect => TokenError::WrongPin { left: TriesLeft::Unknown },
        RvError::PinLocked => TokenError::PinLocked,
        RvError::PinExpired => TokenError::PinExpired,
        RvError::UserPinNotInitialized => TokenError::PinUnset,
        RvError::PinInvalid | RvError::PinLenRange => TokenError::PinForm { least: 0, most: 0 },
        RvError::Cancel | RvError::FunctionCanceled => TokenError::Stopped,
        code => TokenError::Failed { said: spelled(*code) },
    }
}

/// A code as the standard spells it: `DeviceError` is `CKR_DEVICE_ERROR`.
fn spelled(code: RvError) -> String {
    if let RvError::VendorDefined(number) = code {
        return format!("CKR_VENDOR_DEFINED 0x{number:08x}");
    }
    if let RvError::UnknownErrorCode(number) = code {
        return format!("CKR 0x{number:08x}");
    }
    let mut name = String::from("CKR");
    for letter in format!("{code:?}").chars() {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_uppercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use cryptoki::context::Function;

    use super::*;

    #[test]
    fn a_token_that_is_gone_is_one_thing_whichever_code_says_so() {
        for code in
            [RvError::DeviceRemoved, RvError::TokenNotPresent, RvError::SessionHandleInvalid]
        {
            assert_eq!(failure(&Error::Pkcs11(code, Function::Sign)), TokenError::Removed);
        }
    }

    #[test]
    fn codes_are_spelled_as_in_the_standard() {
        let said = |code| failure(&Error::Pkcs11(code, Function::Sign)).to_string();
        assert_eq!(said(RvError::DeviceError), "the module says CKR_DEVICE_ERROR");
        let of_maker = said(RvError::VendorDefined(0x8000_0001));
        assert_eq!(of_maker, "the module says CKR_VENDOR_DEFINED 0x80000001");
    }
}
