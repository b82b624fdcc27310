//! What laptops of one delegation hand to each other, as bytes.
//!
//! A [`Shipment`] is what one device has and others lack: charters, signed segments, keys and
//! encrypted files. A bundle (`.doan`) is a shipment in one file, encrypted to the devices of the
//! charter, so that a stick that is lost tells nobody anything.
//!
//! Over a network the same bundles go from laptop to laptop: a [`Line`] asks a [`Station`] what it
//! has, and each gives the other what it lacks. Whether the station is the leader's laptop on a
//! hotspot or the office's machine behind the internet makes no difference. Nothing here knows a
//! store or a clock; bytes are read from and written to whatever the caller opens.

mod bundle;
mod identity;
mod line;

pub use bundle::{Bundle, OpenFile, ReadFault, Shipment, TakeFile, WriteFault, read, write};
pub use identity::{BadIdentity, Identity};
pub use line::{
    Announcement, CampaignState, Code, Denial, Hello, Invitation, Joined, Limits, Line, LineFault,
    Neighbour, PORT, PROTOCOL, Refusal, Serving, Station, TakenReport, Unwelcome, announce,
    look_around, own_addresses, serve,
};
