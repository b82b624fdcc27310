//! A signature dictionary with room for what is known only once the file around it is written.

use std::ops::Range;

use crate::{
    error::{PdfError, SignError},
    pdf::{Dict, Id, write_hex},
    update::Updated,
};

/// Room for the CMS, in bytes. With a chain it takes about 4.4 kB, with a timestamp 7.5 kB.
pub(crate) const RESERVED: usize = 16 * 1024;
/// Digits reserved for each number of `/ByteRange`.
const RANGE_DIGITS: usize = 10;

/// The dictionary, and where its gaps are.
pub(crate) struct Placeholder {
    pub(crate) body: Vec<u8>,
    /// Where the four numbers of the range stand in `body`.
    range: Range<usize>,
    /// Where the hexadecimal string stands in `body`, with its brackets.
    contents: Range<usize>,
}

impl Placeholder {
    /// Adds room for the range and the signature to a dictionary.
    pub(crate) fn new(dict: &Dict) -> Self {
        let mut body = Vec::new();
        dict.write(&mut body);
        body.truncate(body.len().saturating_sub(b">>".len()));
        body.extend_from_slice(b"/ByteRange [");
        let start = body.len();
        body.resize(start + 3 + 3 * RANGE_DIGITS + 1, b' ');
        let range = start..body.len();
        body.extend_from_slice(b"]/Contents ");
        let start = body.len();
        body.push(b'<');
        body.resize(start + 1 + 2 * RESERVED, b'0');
        body.push(b'>');
        let contents = start..body.len();
        body.extend_from_slice(b">>");
        Self { body, range, contents }
    }

    /// Fills in the range, has `make` sign what it covers, and puts the result into the gap.
    ///
    /// # Errors
    ///
    /// What `make` says, and [`SignError::TooLarge`].
    pub(crate) fn fill<E: From<SignError>>(
        &self,
        updated: Updated,
        id: Id,
        make: impl FnOnce(&[&[u8]]) -> Result<Vec<u8>, E>,
    ) -> Result<Vec<u8>, E> {
        let damaged = || SignError::Pdf(PdfError::Damaged { at: 0 });
        let Updated { mut bytes, offsets } = updated;
        let object = offsets.get(&id).ok_or_else(damaged)?;
        let body = object + format!("{} {} obj\n", id.0, id.1).len();
        let gap = body + self.contents.start..body + self.contents.end;
        let numbers = format!("0 {} {} {}", gap.start, gap.end, bytes.len() - gap.end);
        let range = body + self.range.start..body + self.range.end;
        let room = bytes.get_mut(range).and_then(|room| room.get_mut(..numbers.len()));
        room.ok_or_else(damaged)?.copy_from_slice(numbers.as_bytes());

        let before = bytes.get(..gap.start).ok_or_else(damaged)?;
        let after = bytes.get(gap.end..).ok_or_else(damaged)?;
        let cms = make(&[before, after])?;
        if RESERVED < cms.len() {
            return Err(SignError::TooLarge { needed: cms.len(), reserved: RESERVED }.into());
        }
        let mut hex = Vec::new();
        write_hex(&cms, &mut hex);
        hex.pop();
        let room = bytes.get_mut(gap.start..gap.start + hex.len()).ok_or_else(damaged)?;
        room.copy_from_slice(&hex);
        Ok(bytes)
    }
}
