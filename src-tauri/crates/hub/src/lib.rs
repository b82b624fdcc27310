//! The machine of an office: laptops hand it what they have, and people look at that in a browser.
//!
//! A hub is one more device of a delegation: a machine without a window, with a store of its own,
//! into which laptops send what they have. These pages show that store to people of the office who
//! have no laptop of the delegation. Whoever serves them hands over the store behind [`Moments`], and
//! gets a [`axum::Router`].
//!
//! **Invariant:** pages only read. Whatever a page wants goes through [`Office::read`], which lends an
//! engine that cannot be changed.
//!
//! [`Moments`]: engine::actions::Moments

mod access;
mod config;
mod door;
mod events;
mod headers;
mod metrics;
mod office;
mod pages;
mod paging;
mod reading;
mod routes;
mod run;
mod settings;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod tests;
mod trouble;
mod usage;
mod visits;
mod words;

pub use access::{Account, BadAccount, NoPhc, Role, phc};
pub use config::{BadConfig, Config, Pages};
pub use door::{BadCertificate, CertificateFault, CertificateFiles};
pub use events::{PageEvent, PageJournal};
pub use office::{Office, Store};
pub use routes::router;
pub use run::{HubFault, Journals, Listening, run};
pub use settings::{Settings, UPLOAD_MAX_BYTES};
pub use visits::{Deed, Visit};
