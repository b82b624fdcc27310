//! The way in to the pages: a bounded number of connections, over TLS where there is a certificate.

mod certificate;
mod places;
mod serve;
#[cfg(test)]
mod tests;

pub use certificate::{BadCertificate, CertificateFault, CertificateFiles};
pub(crate) use certificate::{Identity, Renewal};
pub(crate) use serve::{Door, Manners, serve};
