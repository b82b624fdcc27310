//! Accounts: a name, what it may see, and the hash of a passphrase.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Argon2, Params};
use domain::text::clean;
use engine::ports::{NoRandomness, Randomness};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// The algorithm that hashes must have been made with.
const ALGORITHM: &str = "argon2id";

/// Random bytes in a salt.
///
/// # Source
///
/// RFC 9106, section 3.1: 16 bytes are recommended for passphrases.
const SALT_BYTES: usize = 16;

/// What somebody may see.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// Reads pages and papers.
    Viewer,
    /// Looks after the hub: also sees which laptops lack what.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Viewer, Self::Admin];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Admin => "admin",
        }
    }

    /// Finds the role that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What is wrong with an account of the configuration.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum BadAccount {
    /// It has no name.
    #[error("an account has no name")]
    NoName,
    /// What stands for the passphrase is no hash of Argon2id.
    #[error("the passphrase of `{0}` is no PHC string of Argon2id")]
    NotArgon2id(String),
}

/// A passphrase that could not be hashed.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum NoPhc {
    /// There is no salt to be had.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// It is too long, or there is no memory.
    #[error("the passphrase cannot be hashed")]
    Hash,
}

/// Somebody who may sign in.
#[derive(Clone)]
pub struct Account {
    name: String,
    role: Role,
    hash: PasswordHash,
}

impl Account {
    /// Takes an account; `phc` is the hash of its passphrase as a PHC string.
    ///
    /// # Errors
    ///
    /// [`BadAccount`].
    pub fn new(name: &str, role: Role, phc: &str) -> Result<Self, BadAccount> {
        let name = clean(name);
        if name.is_empty() {
            return Err(BadAccount::NoName);
        }
        let hash = PasswordHash::new(phc.trim()).ok().filter(is_usable);
        let hash = hash.ok_or_else(|| BadAccount::NotArgon2id(name.clone()))?;
        Ok(Self { name, role, hash })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) const fn role(&self) -> Role {
        self.role
    }

    /// Whether `passphrase` is the one of this account; takes as long as its hash was made to.
    pub(crate) fn opens_with(&self, passphrase: &str) -> bool {
        let passphrase = composed(passphrase);
        Argon2::default().verify_password(passphrase.as_bytes(), &self.hash).is_ok()
    }
}

fn is_usable(hash: &PasswordHash) -> bool {
    let is_whole = hash.salt.is_some() && hash.hash.is_some();
    is_whole && hash.algorithm.as_str() == ALGORITHM && Params::try_from(hash).is_ok()
}

/// Two keyboards may compose the same Vietnamese letter differently; NFC makes them one.
fn composed(passphrase: &str) -> Zeroizing<String> {
    Zeroizing::new(passphrase.nfc().collect())
}

/// The hash of `passphrase` with a new salt, as a PHC string for the configuration of a hub.
///
/// # Errors
///
/// [`NoPhc`].
///
/// # Source
///
/// RFC 9106, section 4, second recommended option (64 MiB, t = 3, p = 4).
pub fn phc(passphrase: &str, randomness: &dyn Randomness) -> Result<String, NoPhc> {
    let params = Params::new(64 * 1024, 3, 4, None).map_err(|_| NoPhc::Hash)?;
    hashed(passphrase, params, randomness)
}

fn hashed(passphrase: &str, params: Params, randomness: &dyn Randomness) -> Result<String, NoPhc> {
    let mut salt = [0; SALT_BYTES];
    randomness.fill(&mut salt)?;
    let made = Argon2::from(params)
        .hash_password_with_salt(composed(passphrase).as_bytes(), &salt)
        .map_err(|_| NoPhc::Hash)?;
    Ok(made.to_string())
}

#[cfg(test)]
pub(crate) mod tests {
    use engine::ports::SystemRandomness;

    use super::*;

    /// An account whose hash costs nothing.
    pub(crate) fn account(name: &str, role: Role, passphrase: &str) -> Account {
        let params = Params::new(8, 1, 1, None).unwrap();
        Account::new(name, role, &hashed(passphrase, params, &SystemRandomness).unwrap()).unwrap()
    }

    #[test]
    fn opens_with_its_own_passphrase_however_the_keyboard_composes_it() {
        let account = account("vanthu", Role::Viewer, "mật khẩu của vanthu");
        assert!(account.opens_with("mật khẩu của vanthu"));
        assert!(account.opens_with(&"mật khẩu của vanthu".nfd().collect::<String>()));
        assert!(!account.opens_with("mật khẩu của hoa"));
        assert!(!account.opens_with(""));
    }

    #[test]
    fn only_a_whole_hash_of_argon2id_is_taken() {
        let good = phc("mật khẩu", &SystemRandomness).unwrap();
        assert!(good.starts_with("$argon2id$v=19$m=65536,t=3,p=4$"), "{good}");
        assert!(Account::new(" vanthu ", Role::Admin, &good).is_ok_and(|it| it.name() == "vanthu"));
        let salt_alone = good.rsplit_once('$').unwrap().0;
        for bad in ["", "mật khẩu", salt_alone, &good.replace("argon2id", "argon2i")] {
            let refused = Account::new("vanthu", Role::Viewer, bad).err();
            assert_eq!(refused, Some(BadAccount::NotArgon2id("vanthu".to_owned())), "{bad}");
        }
        assert_eq!(Account::new(" ", Role::Viewer, &good).err(), Some(BadAccount::NoName));
    }

    #[test]
    fn a_role_is_found_by_its_code() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("root"), None);
    }
}
