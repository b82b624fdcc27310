//! What the machine of an office is told in its file.

use std::net::SocketAddr;

use exchange::Limits;
use serde::Deserialize;
use thiserror::Error;

use crate::access::{Account, BadAccount, Role};
use crate::settings::{Settings, UPLOAD_MAX_BYTES};

/// Why a file is no configuration.
#[derive(Debug, Error)]
pub enum BadConfig {
    /// Not TOML, or a key that is missing, unknown or of another kind.
    #[error("{0}")]
    Form(String),
    /// An account that cannot be.
    #[error(transparent)]
    Account(#[from] BadAccount),
    /// A role that is none.
    #[error("no role: {0}")]
    Role(String),
}

/// What the machine of an office is told in its file.
#[derive(Clone)]
pub struct Config {
    /// Where laptops call.
    pub listen: SocketAddr,
    /// Devices that may bring campaigns which are not here yet, by their codes.
    pub accept: Vec<String>,
    /// What a laptop may cost.
    pub limits: Limits,
    /// Where the pages are served, and for whom; none for no pages.
    pub office: Option<(SocketAddr, Settings)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: SocketAddr,
    #[serde(default)]
    accept: Vec<String>,
    max_bundle_mib: Option<u64>,
    max_calls: Option<usize>,
    max_questions_a_minute: Option<u32>,
    office: Option<Office>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    listen: SocketAddr,
    /// Browsers come by https alone, through whatever stands before this machine.
    #[serde(default = "yes")]
    https: bool,
    #[serde(default)]
    metrics: bool,
    #[serde(default)]
    account: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    role: String,
    /// As Argon2id spells it (PHC).
    passphrase: String,
}

const fn yes() -> bool {
    true
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    ///
    /// [`BadConfig`].
    pub fn read(text: &str) -> Result<Self, BadConfig> {
        let file: File =
            toml::from_str(text).map_err(|error| BadConfig::Form(error.to_string()))?;
        let usual = Limits::default();
        let limits = Limits {
            bundle_bytes: file
                .max_bundle_mib
                .map_or(usual.bundle_bytes, |mib| mib.saturating_mul(1 << 20)),
            questions: file.max_questions_a_minute.map_or(usual.questions, |most| most.max(1)),
            calls: file.max_calls.map_or(usual.calls, |calls| calls.max(1)),
            ..usual
        };
        let office = file.office.map(Office::settings).transpose()?;
        let accept = file.accept.iter().map(|code| code.trim().to_ascii_lowercase()).collect();
        Ok(Self { listen: file.listen, accept, limits, office })
    }
}

impl Office {
    fn settings(self) -> Result<(SocketAddr, Settings), BadConfig> {
        let mut accounts = Vec::new();
        for person in self.account {
            let role = Role::from_code(&person.role)
                .ok_or_else(|| BadConfig::Role(person.role.clone()))?;
            accounts.push(Account::new(&person.name, role, &person.passphrase)?);
        }
        let settings = Settings {
            accounts,
            secure: self.https,
            metrics: self.metrics,
            upload_max_bytes: UPLOAD_MAX_BYTES,
        };
        Ok((self.listen, settings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_needs_no_more_than_where_it_listens() {
        let config = Config::read("listen = \"0.0.0.0:4610\"").unwrap();
        assert_eq!(config.listen.port(), 4610);
        assert!(config.accept.is_empty() && config.office.is_none());
        assert_eq!(config.limits.calls, Limits::default().calls);
    }

    #[test]
    fn everything_it_may_be_told_is_read() {
        let phc = crate::phc("mật khẩu thử", &engine::ports::SystemRandomness).unwrap();
        let text = format!(
            "listen = \"127.0.0.1:1\"\naccept = [\" AB \"]\nmax_bundle_mib = 3\nmax_calls = 0\n\
             [office]\nlisten = \"127.0.0.1:2\"\nhttps = false\nmetrics = true\n\
             [[office.account]]\nname = \"vanthu\"\nrole = \"viewer\"\npassphrase = \"{phc}\"\n"
        );
        let config = Config::read(&text).unwrap();
        assert_eq!(config.accept, ["ab"]);
        assert_eq!((config.limits.bundle_bytes, config.limits.calls), (3 << 20, 1));
        let (address, settings) = config.office.unwrap();
        assert_eq!((address.port(), settings.secure, settings.metrics), (2, false, true));
        assert_eq!(settings.accounts.len(), 1);
    }

    #[test]
    fn what_is_wrong_in_a_file_is_told() {
        let office = "listen = \"127.0.0.1:1\"\n[office]\nlisten = \"127.0.0.1:2\"\n[[office.account]]\nname = \"a\"\n";
        for (text, told) in [
            (String::new(), "listen"),
            ("listen = \"here\"".to_owned(), "socket address"),
            ("listen = \"127.0.0.1:1\"\nlissen = 1".to_owned(), "lissen"),
            (format!("{office}role = \"king\"\npassphrase = \"x\""), "no role: king"),
            (format!("{office}role = \"viewer\"\npassphrase = \"x\""), "a"),
        ] {
            let fault = Config::read(&text).err().unwrap().to_string();
            assert!(fault.contains(told), "{text}: {fault}");
        }
    }
}
