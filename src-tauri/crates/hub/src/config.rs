//! What the machine of an office is told in its file.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use engine::actions::Quotas;
use exchange::Limits;
use serde::Deserialize;
use thiserror::Error;

use crate::access::{Account, BadAccount, Role};
use crate::door::CertificateFiles;
use crate::settings::{Settings, UPLOAD_MAX_BYTES};
use crate::words;

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
    /// A certificate without its key, or a key without its certificate.
    #[error("a certificate needs its key")]
    HalfCertificate,
    /// Passphrases would cross a network in the clear.
    #[error("pages on {0} without a certificate")]
    Bare(SocketAddr),
}

impl BadConfig {
    /// The stable code and the Vietnamese sentence of it.
    pub fn in_words(&self) -> (&'static str, String) {
        words::bad_config(self)
    }
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
    /// How much laptops may leave here.
    pub quotas: Quotas,
    /// The pages; none where nobody looks.
    pub office: Option<Pages>,
}

/// Where the pages are served, and for whom.
#[derive(Clone)]
pub struct Pages {
    /// Where browsers call.
    pub listen: SocketAddr,
    /// Who may look.
    pub settings: Settings,
    /// What the pages are secured with; none where something before this machine does that.
    pub certificate: Option<CertificateFiles>,
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
    #[serde(default)]
    limits: Room,
    office: Option<Office>,
}

/// How much laptops may leave here, in MiB; nothing is limited that is not said.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Room {
    campaign_mib: Option<u64>,
    device_mib_per_day: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    listen: SocketAddr,
    /// Browsers come by https alone: through whatever stands before this machine, or with the
    /// certificate.
    #[serde(default = "yes")]
    https: bool,
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    /// Whatever secures the pages stands on another machine.
    #[serde(default)]
    behind_proxy: bool,
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

const fn bytes(mib: u64) -> u64 {
    mib.saturating_mul(1 << 20)
}

const fn yes() -> bool {
    true
}

impl Config {
    /// Reads a configuration, whose files lie in `folder` unless they say where they lie.
    ///
    /// # Errors
    ///
    /// [`BadConfig`].
    pub fn read(text: &str, folder: &Path) -> Result<Self, BadConfig> {
        let file: File =
            toml::from_str(text).map_err(|error| BadConfig::Form(error.to_string()))?;
        let usual = Limits::default();
        let limits = Limits {
            bundle_bytes: file.max_bundle_mib.map_or(usual.bundle_bytes, bytes),
            questions: file.max_questions_a_minute.map_or(usual.questions, |most| most.max(1)),
            calls: file.max_calls.map_or(usual.calls, |calls| calls.max(1)),
            ..usual
        };
        let quotas = Quotas {
            campaign_bytes: file.limits.campaign_mib.map(bytes),
            device_bytes_per_day: file.limits.device_mib_per_day.map(bytes),
        };
        let office = file.office.map(|office| office.pages(folder)).transpose()?;
        let accept = file.accept.iter().map(|code| code.trim().to_ascii_lowercase()).collect();
        Ok(Self { listen: file.listen, accept, limits, quotas, office })
    }
}

impl Office {
    fn pages(self, folder: &Path) -> Result<Pages, BadConfig> {
        let certificate = match (self.certificate, self.key) {
            (Some(certificate), Some(key)) => Some(CertificateFiles {
                certificate: folder.join(certificate),
                key: folder.join(key),
            }),
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(BadConfig::HalfCertificate),
        };
        let has_own = certificate.is_some();
        if !has_own && !self.behind_proxy && !self.listen.ip().to_canonical().is_loopback() {
            return Err(BadConfig::Bare(self.listen));
        }
        let mut accounts = Vec::new();
        for person in self.account {
            let role = Role::from_code(&person.role)
                .ok_or_else(|| BadConfig::Role(person.role.clone()))?;
            accounts.push(Account::new(&person.name, role, &person.passphrase)?);
        }
        let settings = Settings {
            accounts,
            secure: self.https || has_own,
            metrics: self.metrics,
            strict: has_own,
            upload_max_bytes: UPLOAD_MAX_BYTES,
        };
        Ok(Pages { listen: self.listen, settings, certificate })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, BadConfig> {
        Config::read(text, Path::new("/etc/bienban"))
    }

    #[test]
    fn a_machine_needs_no_more_than_where_it_listens() {
        let config = read("listen = \"0.0.0.0:4610\"").unwrap();
        assert_eq!(config.listen.port(), 4610);
        assert!(config.accept.is_empty() && config.office.is_none());
        assert_eq!(config.limits.calls, Limits::default().calls);
        assert_eq!(config.quotas, Quotas::default(), "nothing is limited");
    }

    #[test]
    fn room_is_told_in_mebibytes() {
        let text = |limits: &str| format!("listen = \"127.0.0.1:1\"\n[limits]\n{limits}");
        let room = read(&text("campaign_mib = 3\ndevice_mib_per_day = 9000000000000000")).unwrap();
        assert_eq!(room.quotas.campaign_bytes, Some(3 << 20));
        assert_eq!(room.quotas.device_bytes_per_day, Some(u64::MAX));
        for bad in ["campaign_mib = -1", "campaign_bytes = 1", "device_mib_per_day = \"1\""] {
            assert!(matches!(read(&text(bad)), Err(BadConfig::Form(_))), "{bad}");
        }
    }

    #[test]
    fn everything_it_may_be_told_is_read() {
        let phc = crate::phc("mật khẩu thử", &engine::ports::SystemRandomness).unwrap();
        let text = format!(
            "listen = \"127.0.0.1:1\"\naccept = [\" AB \"]\nmax_bundle_mib = 3\nmax_calls = 0\n\
             [office]\nlisten = \"127.0.0.1:2\"\nhttps = false\nmetrics = true\n\
             [[office.account]]\nname = \"vanthu\"\nrole = \"viewer\"\npassphrase = \"{phc}\"\n"
        );
        let config = read(&text).unwrap();
        assert_eq!(config.accept, ["ab"]);
        assert_eq!((config.limits.bundle_bytes, config.limits.calls), (3 << 20, 1));
        let Pages { listen, settings, certificate } = config.office.unwrap();
        assert_eq!((listen.port(), settings.secure, settings.metrics), (2, false, true));
        assert_eq!((settings.accounts.len(), settings.strict, certificate), (1, false, None));
    }

    #[test]
    fn pages_leave_this_machine_secured_or_not_at_all() {
        let office = |rest: &str| {
            read(&format!("listen = \"127.0.0.1:1\"\n[office]\nhttps = false\n{rest}"))
        };
        for open in ["0.0.0.0:80", "192.168.1.5:8080", "[::]:8080", "[::ffff:8.8.8.8]:80"] {
            let refused = office(&format!("listen = \"{open}\"")).err().unwrap();
            assert_eq!(refused.in_words().0, "E-HUB-PLAIN", "{open}");
        }
        for own in ["127.0.0.1:80", "[::1]:80", "[::ffff:127.0.0.1]:80"] {
            let pages = office(&format!("listen = \"{own}\"")).unwrap().office.unwrap();
            assert!(!pages.settings.secure && !pages.settings.strict);
        }
        let behind = office("listen = \"10.0.0.2:80\"\nbehind_proxy = true").unwrap();
        assert_eq!(behind.office.unwrap().certificate, None);
        let own = "listen = \"0.0.0.0:443\"\ncertificate = \"trang.pem\"\nkey = \"/khoa.pem\"";
        let pages = office(own).unwrap().office.unwrap();
        assert!(pages.settings.secure && pages.settings.strict);
        let files = pages.certificate.unwrap();
        assert_eq!(files.certificate, Path::new("/etc/bienban/trang.pem"));
        assert_eq!(files.key, Path::new("/khoa.pem"));
        for half in ["certificate = \"trang.pem\"", "key = \"khoa.pem\""] {
            let refused = office(&format!("listen = \"127.0.0.1:80\"\n{half}")).err().unwrap();
            assert_eq!(refused.in_words().0, "E-HUB-CONFIG");
        }
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
            let fault = read(&text).err().unwrap().to_string();
            assert!(fault.contains(told), "{text}: {fault}");
        }
    }
}
