//! Who may look, and how the pages are served.

use crate::access::Account;

/// Bytes of a file that may be brought to be checked, unless told otherwise: a paper with hundreds
/// of photographs has less.
pub const UPLOAD_MAX_BYTES: usize = 64 * 1024 * 1024;

/// Who may look, and how the pages are served; read from the hub's configuration by whoever serves
/// them.
#[derive(Clone)]
pub struct Settings {
    /// Who may sign in.
    pub accounts: Vec<Account>,
    /// Whether browsers reach the pages by https alone; the session's cookie is kept from http then.
    pub secure: bool,
    /// Whether `/metrics` answers. It asks for no session, since those who collect numbers have none;
    /// of the store it tells how many bytes each campaign has, by ids that say nothing.
    pub metrics: bool,
    /// Whether browsers are told to come by https alone from now on (HSTS). That is for pages with a
    /// certificate of their own; what stands before others may say it itself.
    pub strict: bool,
    /// Bytes of a file that may be brought to be checked.
    pub upload_max_bytes: usize,
}

impl Settings {
    /// Pages for `accounts` behind https, without numbers for others.
    pub const fn new(accounts: Vec<Account>) -> Self {
        let upload_max_bytes = UPLOAD_MAX_BYTES;
        Self { accounts, secure: true, metrics: false, strict: false, upload_max_bytes }
    }
}
