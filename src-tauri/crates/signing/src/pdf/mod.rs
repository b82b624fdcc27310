//! Just enough of PDF to append to it and to judge what was appended.
//!
//! A general reader repairs what it does not like, and two readers repair differently: that is
//! what attacks on signed papers live on. This one repairs nothing.

mod file;
mod object;
mod packed;
mod parse;
mod section;

pub(crate) use file::{PdfFile, Revision, find, rfind};
pub(crate) use object::{Dict, Id, Indirect, Object, write_hex};
pub(crate) use packed::{Room, inflates_to_nothing, unpack};
pub(crate) use parse::Parser;
pub(crate) use section::Entry;
