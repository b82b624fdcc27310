//! The protocol between two devices of a delegation: HTTP/1.1 inside TLS 1.3, on any network.
//!
//! ```text
//! GET /v1/hello                      what the station speaks, and what its clock shows
//! GET /v1/campaigns                  the campaigns in which the caller takes part, with their charters
//! PUT /v1/campaigns/{id}/receipt     what the caller has, signed; answered by what the station has
//! PUT /v1/campaigns/{id}/bundle      what the station lacks
//! GET /v1/campaigns/{id}/bundle      what the caller lacks; 204 where that is nothing
//! PUT /v1/knock                      the first message of one who has the code of an invitation
//! PUT /v1/join                       its proof and its card; answered by the campaign and a proof
//! ```
//!
//! Receipts say what need not go again, so an exchange that was torn goes on where it ended, and one
//! that changes nothing costs two receipts. A bundle is whole or it is nothing.

mod body;
mod dial;
mod invitation;
mod messages;
mod near;
mod pinned;
mod serve;
mod station;
#[cfg(test)]
mod tests;

pub use dial::{Line, LineFault};
pub use invitation::{Code, Invitation, Unwelcome};
pub use messages::{CampaignState, Denial, Hello, Joined, PROTOCOL, TakenReport};
pub use near::{Announcement, Neighbour, announce, look_around, own_addresses};
pub use serve::{Limits, Serving, serve};
pub use station::{Refusal, Station};

/// Where a station listens unless it is told otherwise; registered for nothing else.
pub const PORT: u16 = 4610;
