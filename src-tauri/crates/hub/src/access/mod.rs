//! Who may look: accounts, sessions, refused attempts, and the gate before every page.

mod account;
mod attempts;
mod cookie;
mod gate;
mod sessions;

#[cfg(test)]
pub(crate) use account::tests;
pub use account::{Account, BadAccount, NoPhc, Role, phc};
pub(crate) use attempts::Attempts;
pub(crate) use cookie::{begun, ended, token_in};
pub(crate) use gate::{admins_only, let_in, same_site};
pub(crate) use sessions::{Sessions, Viewer};
