//! Which bytes a signature covers (ISO 32000-2, 12.8.1), and whether that can be believed.

use std::ops::Range;

use super::report::Fault;
use crate::pdf::{Indirect, Object, PdfFile};

/// What a signature covers: everything up to `end` but for `gap`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Covered {
    pub(crate) gap: Range<usize>,
    pub(crate) end: usize,
}

impl Covered {
    /// Reads `/ByteRange` and compares it with where things really stand.
    ///
    /// The four numbers must be `0 a b c`; the gap from a to b must be the signature's own
    /// `/Contents`, brackets included, and hold nothing but digits; b + c must be the end of the
    /// revision `made_in` that brought the signature.
    ///
    /// # Errors
    ///
    /// [`Fault`], each of them a known attack (signature wrapping, incremental saving).
    pub(crate) fn read(
        file: &PdfFile<'_>,
        signature: &Indirect,
        made_in: usize,
    ) -> Result<Self, Fault> {
        let dict = signature.value.as_dict().ok_or(Fault::ByteRangeMissing)?;
        let range = dict.get("ByteRange").filter(|range| **range != Object::Null);
        let range = range.ok_or(Fault::ByteRangeMissing)?;
        let covered = Self::of(range, file.bytes.len()).ok_or(Fault::ByteRangeMalformed)?;
        let contents = dict.get("Contents").ok_or(Fault::ContentsMissing)?;
        let Object::Hex(contents) = contents else { return Err(Fault::ContentsMissing) };
        if contents.iter().all(|byte| *byte == 0) {
            return Err(Fault::ContentsEmpty);
        }
        let place = signature.values.iter().find(|(key, _)| key == b"Contents");
        if place.is_none_or(|(_, place)| *place != covered.gap) {
            return Err(Fault::ByteRangeGap);
        }
        let digits = file.bytes.get(covered.gap.start + 1..covered.gap.end.saturating_sub(1));
        let digits = digits.unwrap_or_default();
        // Every tool writes its digits in one case: in both, somebody changed them afterwards.
        let small = digits.iter().any(u8::is_ascii_lowercase);
        let mixed = small && digits.iter().any(u8::is_ascii_uppercase);
        if mixed || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(Fault::ByteRangeGap);
        }
        let revision = file.revisions.get(made_in).ok_or(Fault::ByteRangeEnd)?;
        if covered.end < revision.marker_end || revision.end < covered.end {
            return Err(Fault::ByteRangeEnd);
        }
        Ok(covered)
    }

    /// The four numbers, if they rise from 0 and stay within `length`.
    pub(crate) fn of(range: &Object, length: usize) -> Option<Self> {
        let number = |value: &Object| value.as_int().and_then(|it| usize::try_from(it).ok());
        let numbers: Option<Vec<usize>> = range.as_array()?.iter().map(number).collect();
        match numbers?.as_slice() {
            [0, before, after, rest] => Self::checked(*before, *after, *rest, length),
            _ => None,
        }
    }

    /// The range `0 before after rest`, if it makes sense in a file of `length` bytes.
    pub(crate) fn checked(before: usize, after: usize, rest: usize, length: usize) -> Option<Self> {
        let end = after.checked_add(rest)?;
        let sound = 0 < before && before < after && 0 < rest && end <= length;
        sound.then_some(Self { gap: before..after, end })
    }

    /// The covered bytes, in two pieces.
    pub(crate) fn pieces<'a>(&self, bytes: &'a [u8]) -> [&'a [u8]; 2] {
        [
            bytes.get(..self.gap.start).unwrap_or_default(),
            bytes.get(self.gap.end..self.end).unwrap_or_default(),
        ]
    }
}
