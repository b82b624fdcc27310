//! What happens at the pages that whoever looks after the machine should hear of.

use chrono::{DateTime, Utc};

use crate::door::{BadCertificate, Renewal};
use crate::visits::Visit;

/// Something that happened at the pages.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PageEvent {
    /// Another certificate is shown from now on, until this moment.
    CertificateRenewed(DateTime<Utc>),
    /// A certificate that lies there now cannot be shown; the one before it still is.
    CertificateKept(BadCertificate),
    /// The certificate that is shown ends soon, at this moment.
    CertificateEnding(DateTime<Utc>),
    /// Somebody used the pages.
    Visit(Visit),
}

/// Hears what happens at the pages, as it happens.
pub type PageJournal = Box<dyn Fn(PageEvent) + Send + Sync>;

impl From<Renewal> for PageEvent {
    fn from(renewal: Renewal) -> Self {
        match renewal {
            Renewal::Renewed(until) => Self::CertificateRenewed(until),
            Renewal::Kept(bad) => Self::CertificateKept(bad),
            Renewal::Ending(until) => Self::CertificateEnding(until),
        }
    }
}
