//! Writing a bundle.

use std::io::{self, Read, Write};

use age::{EncryptError, Encryptor};
use ledger::CarriedFile;
use tar::{Builder, EntryType, Header};
use thiserror::Error;

use super::{CONTENTS, Shipment, charter_name, file_name, segment_name};
use crate::identity;

/// Why a bundle was not written.
#[derive(Debug, Error)]
pub enum WriteFault {
    /// Nobody to encrypt to, or a member whose key is none.
    #[error("no member of the charter can be encrypted to: {recipient}")]
    NoRecipient {
        /// What the charter says.
        recipient: String,
    },
    /// What is written to, or a file that comes along, cannot be used.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Opens the encrypted bytes of a file, and says how many there are.
pub type OpenFile<'o> = &'o mut dyn FnMut(&CarriedFile) -> io::Result<(u64, Box<dyn Read>)>;

/// Writes `shipment` to `out` so that `recipients` alone can read it. `open` gives the encrypted bytes
/// of a file, and how many there are.
///
/// # Errors
///
/// [`WriteFault`]; what was written by then is no bundle.
pub fn write(
    out: &mut dyn Write,
    recipients: &[String],
    shipment: &Shipment,
    open: OpenFile<'_>,
) -> Result<(), WriteFault> {
    let nobody = |text: &String| WriteFault::NoRecipient { recipient: text.clone() };
    let keys = recipients
        .iter()
        .map(|text| identity::recipient(text).map_err(|_| nobody(text)))
        .collect::<Result<Vec<_>, _>>()?;
    let keys = keys.iter().map(|key| -> &dyn age::Recipient { key });
    let encryptor = Encryptor::with_recipients(keys).map_err(|error| {
        if let EncryptError::Io(error) = error {
            WriteFault::Io(error)
        } else {
            nobody(&recipients.join(" "))
        }
    })?;
    let mut archive = Builder::new(encryptor.wrap_output(out)?);
    put(&mut archive, CONTENTS, &shipment.contents)?;
    for (place, charter) in shipment.charters.iter().enumerate() {
        put(&mut archive, &charter_name(place), charter)?;
    }
    for (place, segment) in shipment.segments.iter().enumerate() {
        put(&mut archive, &segment_name(place), segment)?;
    }
    for file in &shipment.files {
        let (size, mut bytes) = open(file)?;
        archive.append_data(&mut header(size), file_name(file.sha256), &mut bytes)?;
    }
    archive.into_inner()?.finish()?.flush()?;
    Ok(())
}

fn put<W: Write>(archive: &mut Builder<W>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    archive.append_data(&mut header(size), name, bytes)
}

/// Says nothing of this laptop: no user, no time.
fn header(size: u64) -> Header {
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o600);
    header.set_size(size);
    header
}
