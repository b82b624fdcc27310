//! What laptops of one delegation hand to each other, as bytes.
//!
//! A [`Shipment`] is what one device has and others lack: charters, signed segments, keys and
//! encrypted files. A bundle (`.doan`) is a shipment in one file, encrypted to the devices of the
//! charter, so that a stick that is lost tells nobody anything. Nothing here knows a store, a folder
//! or a clock; bytes are read from and written to whatever the caller opens.

mod bundle;
mod identity;

pub use bundle::{Bundle, OpenFile, ReadFault, Shipment, TakeFile, WriteFault, read, write};
pub use identity::{BadIdentity, Identity};
