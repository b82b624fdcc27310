//! The database key and the two ways to it: a passphrase and a recovery code.
//!
//! The key itself is random and never changes; what a person knows only wraps
//! it (Argon2id, then XChaCha20-Poly1305). So a changed passphrase rewrites one
//! small file and not the database.

use std::fmt;
use std::fs;
use std::io;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::cipher::{self, KEY_BYTES, Key, NONCE_BYTES};
use super::error::{KeyFileFlaw, StoreError};
use super::hex;
use super::home::{self, Home};
use super::recovery::RecoveryCode;
use crate::ports::Randomness;

const FORMAT: u32 = 1;
const SALT_BYTES: usize = 16;
/// No laptop of ours spends more; a file that asks for more was altered.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 64;
const MOST_LANES: u32 = 64;

/// What a person types to unlock; composed (NFC), never shown by `Debug`.
#[derive(Clone, Eq, PartialEq)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes what was typed. Two keyboards may compose the same Vietnamese
    /// letter differently; NFC makes them one.
    pub fn new(typed: &str) -> Self {
        Self(Zeroizing::new(typed.nfc().collect()))
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Characters typed, as composed.
    pub fn len(&self) -> usize {
        self.0.chars().count()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase(…)")
    }
}

/// What opens a store.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Secret {
    /// The passphrase of every day.
    Passphrase(Passphrase),
    /// The code that was printed at set-up.
    RecoveryCode(RecoveryCode),
}

/// How dear one guess of a passphrase is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KeyCost {
    /// Memory of one derivation, in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl KeyCost {
    /// What every real store uses.
    ///
    /// # Source
    ///
    /// RFC 9106, section 4, second recommended option (64 MiB, t = 3, p = 4).
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 };

    /// As little as the algorithm allows: for tests, where nothing is worth guarding.
    pub const CHEAP: Self = Self { memory_kib: 8, passes: 1, lanes: 1 };

    const fn is_possible(self) -> bool {
        0 < self.lanes
            && self.lanes <= MOST_LANES
            && 0 < self.passes
            && self.passes <= MOST_PASSES
            && 8 * self.lanes <= self.memory_kib
            && self.memory_kib <= MOST_MEMORY_KIB
    }
}

/// The key file, as written.
#[derive(Debug, Deserialize, Serialize)]
struct KeyFile {
    format: u32,
    /// SHA-256 over both wraps: tells a damaged file from a wrong passphrase.
    check: String,
    passphrase: Wrap,
    recovery_code: Wrap,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Wrap {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    nonce: String,
    sealed: String,
}

/// The wrapped key of one store, read and checked.
#[derive(Debug)]
pub(crate) struct Keys {
    passphrase: Wrap,
    recovery_code: Wrap,
}

impl Keys {
    /// Wraps `key` for the first time.
    pub(crate) fn wrap(
        key: &Key,
        secrets: (&Passphrase, &RecoveryCode),
        cost: KeyCost,
        randomness: &dyn Randomness,
    ) -> Result<Self, StoreError> {
        let (passphrase, code) = secrets;
        Ok(Self {
            passphrase: Wrap::new(key, passphrase.0.as_bytes(), cost, randomness)?,
            recovery_code: Wrap::new(key, code.bytes(), cost, randomness)?,
        })
    }

    /// Reads the key file of `home`.
    pub(crate) fn read(home: &Home) -> Result<Self, StoreError> {
        let path = home.keys();
        let damaged = |flaw| StoreError::KeysDamaged { path: path.clone(), flaw };
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(damaged(KeyFileFlaw::Missing));
            }
            Err(error) => return Err(StoreError::io(&path, error)),
        };
        let file: KeyFile =
            serde_json::from_slice(&text).map_err(|_| damaged(KeyFileFlaw::Shape))?;
        if FORMAT < file.format {
            return Err(StoreError::TooNew { found: file.format, known: FORMAT });
        }
        if file.format != FORMAT {
            return Err(damaged(KeyFileFlaw::Shape));
        }
        let keys = Self { passphrase: file.passphrase, recovery_code: file.recovery_code };
        if keys.check_sum() != file.check {
            return Err(damaged(KeyFileFlaw::CheckSum));
        }
        if [&keys.passphrase, &keys.recovery_code].iter().any(|wrap| !wrap.cost().is_possible()) {
            return Err(damaged(KeyFileFlaw::Cost));
        }
        Ok(keys)
    }

    /// Writes the key file of `home`, whole or not at all.
    pub(crate) fn write(&self, home: &Home) -> Result<(), StoreError> {
        let file = KeyFile {
            format: FORMAT,
            check: self.check_sum(),
            passphrase: self.passphrase.clone(),
            recovery_code: self.recovery_code.clone(),
        };
        let text = serde_json::to_vec_pretty(&file)
            .map_err(|_| StoreError::Unreadable { what: "key file" })?;
        home::write_whole(&home.keys(), &text)
    }

    /// Unwraps the database key.
    pub(crate) fn unlock(&self, secret: &Secret) -> Result<Key, StoreError> {
        match secret {
            Secret::Passphrase(passphrase) => {
                self.passphrase.unlock(passphrase.0.as_bytes()).ok_or(StoreError::WrongPassphrase)
            }
            Secret::RecoveryCode(code) => {
                self.recovery_code.unlock(code.bytes()).ok_or(StoreError::WrongRecoveryCode)
            }
        }
    }

    /// Replaces the passphrase; the recovery code stays.
    pub(crate) fn change_passphrase(
        &mut self,
        key: &Key,
        new: &Passphrase,
        randomness: &dyn Randomness,
    ) -> Result<(), StoreError> {
        self.passphrase = Wrap::new(key, new.0.as_bytes(), self.passphrase.cost(), randomness)?;
        Ok(())
    }

    /// Replaces the recovery code; the passphrase stays.
    pub(crate) fn change_recovery_code(
        &mut self,
        key: &Key,
        new: &RecoveryCode,
        randomness: &dyn Randomness,
    ) -> Result<(), StoreError> {
        self.recovery_code = Wrap::new(key, new.bytes(), self.recovery_code.cost(), randomness)?;
        Ok(())
    }

    fn check_sum(&self) -> String {
        let mut digest = Sha256::new();
        for wrap in [&self.passphrase, &self.recovery_code] {
            for number in [wrap.memory_kib, wrap.passes, wrap.lanes] {
                digest.update(number.to_be_bytes());
            }
            for text in [&wrap.salt, &wrap.nonce, &wrap.sealed] {
                digest.update(text.as_bytes());
                digest.update(b"\n");
            }
        }
        hex::encode(&digest.finalize())
    }
}

impl Wrap {
    fn new(
        key: &Key,
        secret: &[u8],
        cost: KeyCost,
        randomness: &dyn Randomness,
    ) -> Result<Self, StoreError> {
        let unusable = || StoreError::Unreadable { what: "cost of the key derivation" };
        let mut salt = [0; SALT_BYTES];
        randomness.fill(&mut salt)?;
        let nonce = cipher::draw_nonce(randomness)?;
        let guard = derive(secret, &salt, cost).ok_or_else(unusable)?;
        let sealed = cipher::seal(&guard, nonce, CONTEXT, key.bytes()).ok_or_else(unusable)?;
        Ok(Self {
            memory_kib: cost.memory_kib,
            passes: cost.passes,
            lanes: cost.lanes,
            salt: hex::encode(&salt),
            nonce: hex::encode(&nonce),
            sealed: hex::encode(&sealed),
        })
    }

    fn unlock(&self, secret: &[u8]) -> Option<Key> {
        let nonce = <[u8; NONCE_BYTES]>::try_from(hex::decode(&self.nonce)?).ok()?;
        let guard = derive(secret, &hex::decode(&self.salt)?, self.cost())?;
        Key::from_slice(&cipher::open(&guard, nonce, CONTEXT, &hex::decode(&self.sealed)?)?)
    }

    const fn cost(&self) -> KeyCost {
        KeyCost { memory_kib: self.memory_kib, passes: self.passes, lanes: self.lanes }
    }
}

const CONTEXT: &[u8] = b"bienban database key 1";

fn derive(secret: &[u8], salt: &[u8], cost: KeyCost) -> Option<Key> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(KEY_BYTES)).ok()?;
    let mut guard = Zeroizing::new([0; KEY_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, guard.as_mut_slice())
        .ok()?;
    Key::from_slice(guard.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::Counting;

    fn sample() -> (tempfile::TempDir, Home, Key, RecoveryCode) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        let randomness = Counting::default();
        let key = Key::draw(&randomness).unwrap();
        let code = RecoveryCode::draw(&randomness).unwrap();
        let passphrase = Passphrase::new("mật khẩu");
        Keys::wrap(&key, (&passphrase, &code), KeyCost::CHEAP, &randomness)
            .unwrap()
            .write(&home)
            .unwrap();
        (folder, home, key, code)
    }

    #[test]
    fn unlocks_by_passphrase_however_it_was_composed() {
        let (_folder, home, key, _) = sample();

        // "mật khẩu" with every mark as a letter of its own.
        let decomposed = Passphrase::new("ma\u{323}\u{302}t kha\u{302}\u{309}u");

        assert_eq!(
            Keys::read(&home).unwrap().unlock(&Secret::Passphrase(decomposed)).unwrap(),
            key
        );
    }

    #[test]
    fn unlocks_by_recovery_code() {
        let (_folder, home, key, code) = sample();

        assert_eq!(Keys::read(&home).unwrap().unlock(&Secret::RecoveryCode(code)).unwrap(), key);
    }

    #[test]
    fn tells_a_wrong_passphrase_from_a_damaged_file() {
        let (_folder, home, _, _) = sample();
        let wrong = Secret::Passphrase(Passphrase::new("mat khau"));

        assert!(matches!(
            Keys::read(&home).unwrap().unlock(&wrong),
            Err(StoreError::WrongPassphrase)
        ));

        let whole = fs::read(home.keys()).unwrap();
        for place in 0..whole.len() {
            let mut altered = whole.clone();
            altered[place] ^= 1;
            fs::write(home.keys(), &altered).unwrap();
            let read = Keys::read(&home);
            // White space may change without harm; nothing else may.
            assert!(
                matches!(read, Err(StoreError::KeysDamaged { .. } | StoreError::TooNew { .. }))
                    || whole[place].is_ascii_whitespace(),
                "byte {place} may change unseen"
            );
        }
    }

    #[test]
    fn changes_the_passphrase_and_keeps_the_recovery_code() {
        let (_folder, home, key, code) = sample();
        let new = Passphrase::new("khóa mới");

        let mut keys = Keys::read(&home).unwrap();
        keys.change_passphrase(&key, &new, &Counting::default()).unwrap();
        keys.write(&home).unwrap();
        let keys = Keys::read(&home).unwrap();

        assert_eq!(keys.unlock(&Secret::Passphrase(new)).unwrap(), key);
        assert_eq!(keys.unlock(&Secret::RecoveryCode(code)).unwrap(), key);
        assert!(keys.unlock(&Secret::Passphrase(Passphrase::new("mật khẩu"))).is_err());
    }

    #[test]
    fn refuses_a_file_that_asks_for_all_the_memory_there_is() {
        let (_folder, home, _, _) = sample();
        let mut keys = Keys::read(&home).unwrap();
        keys.passphrase.memory_kib = u32::MAX;
        keys.write(&home).unwrap();

        assert!(matches!(
            Keys::read(&home),
            Err(StoreError::KeysDamaged { flaw: KeyFileFlaw::Cost, .. })
        ));
    }

    #[test]
    fn shows_no_secret_in_debug_output() {
        let (_folder, home, key, code) = sample();
        let secret = Secret::Passphrase(Passphrase::new("mật khẩu"));

        let shown = format!("{secret:?} {key:?} {code:?} {:?}", Keys::read(&home).unwrap());

        assert!(!shown.contains("mật"));
        assert!(!shown.contains(&hex::encode(key.bytes())));
    }
}
