//! The canonical CBOR that everything here is written in (RFC 8949, 4.2).
//!
//! Maps have ascending integer keys. Writing is canonical by construction and
//! cannot fail; reading refuses any other spelling of the same thing, so equal
//! values have equal bytes. A key this version does not know is kept as bytes
//! and written back where it stood.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use minicbor::Decoder;
use minicbor::data::Type;
use thiserror::Error;

/// Why bytes are not the CBOR that was expected.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CborError {
    /// The bytes end early or break the rules of CBOR.
    #[error("not readable as CBOR: {0}")]
    Unreadable(String),
    /// A key that has to be there is not.
    #[error("key {0} is missing")]
    Missing(u64),
    /// The value under a key has the wrong type, size or range.
    #[error("key {0} holds something else than it should")]
    Unfit(u64),
    /// A second spelling: keys out of order, long integers, bytes left over.
    #[error("not the canonical spelling")]
    NotCanonical,
}

impl From<minicbor::decode::Error> for CborError {
    fn from(error: minicbor::decode::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// What a newer version wrote under keys this one does not know, as bytes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Extra(BTreeMap<u64, Vec<u8>>);

impl Extra {
    /// Tells whether there is nothing unknown.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the unknown keys in ascending order.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.keys().copied()
    }

    /// Parts the keys within `range` from all others.
    pub(crate) fn split(self, range: RangeInclusive<u64>) -> (Self, Self) {
        let (inside, outside) = self.0.into_iter().partition(|(key, _)| range.contains(key));
        (Self(inside), Self(outside))
    }

    #[cfg(test)]
    pub(crate) fn one(key: u64, cbor: &[u8]) -> Self {
        Self(BTreeMap::from([(key, cbor.to_vec())]))
    }
}

/// A CBOR writer that always takes the shortest spelling.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    out: Vec<u8>,
}

impl Writer {
    pub(crate) fn finish(self) -> Vec<u8> {
        self.out
    }

    pub(crate) fn uint(&mut self, value: u64) {
        self.head(0, value);
    }

    pub(crate) fn count(&mut self, value: usize) {
        self.head(0, len(value));
    }

    pub(crate) fn bytes(&mut self, value: &[u8]) {
        self.head(2, len(value.len()));
        self.out.extend_from_slice(value);
    }

    pub(crate) fn text(&mut self, value: &str) {
        self.head(3, len(value.len()));
        self.out.extend_from_slice(value.as_bytes());
    }

    pub(crate) fn array(&mut self, items: usize) {
        self.head(4, len(items));
    }

    pub(crate) fn null(&mut self) {
        self.out.push(0xf6);
    }

    pub(crate) fn raw(&mut self, cbor: &[u8]) {
        self.out.extend_from_slice(cbor);
    }

    fn head(&mut self, major: u8, value: u64) {
        let major = major << 5;
        let bytes = value.to_be_bytes();
        let [.., b4, b5, b6, b7] = bytes;
        match value {
            0..=23 => self.out.push(major | b7),
            24..=0xff => self.out.extend_from_slice(&[major | 24, b7]),
            0x100..=0xffff => self.out.extend_from_slice(&[major | 25, b6, b7]),
            0x1_0000..=0xffff_ffff => self.out.extend_from_slice(&[major | 26, b4, b5, b6, b7]),
            0x1_0000_0000.. => {
                self.out.push(major | 27);
                self.out.extend_from_slice(&bytes);
            }
        }
    }
}

/// No slice is longer than `u64` can say on any machine Rust knows.
fn len(value: usize) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

/// A map being written; keys may be put in any order.
#[derive(Debug, Default)]
pub(crate) struct MapWriter {
    fields: BTreeMap<u64, Vec<u8>>,
}

impl MapWriter {
    /// Starts with what an older version did not understand.
    pub(crate) fn with(extra: &Extra) -> Self {
        Self { fields: extra.0.clone() }
    }

    pub(crate) fn put(&mut self, key: u64, write: impl FnOnce(&mut Writer)) {
        let mut writer = Writer::default();
        write(&mut writer);
        self.fields.insert(key, writer.finish());
    }

    /// Puts back what came under unknown keys.
    pub(crate) fn put_extra(&mut self, extra: &Extra) {
        self.fields.extend(extra.0.clone());
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.head(5, len(self.fields.len()));
        for (key, value) in self.fields {
            writer.uint(key);
            writer.raw(&value);
        }
        writer.finish()
    }
}

/// A map being read; what nobody takes is left as [`Extra`].
#[derive(Debug)]
pub(crate) struct MapReader<'b> {
    fields: BTreeMap<u64, &'b [u8]>,
}

impl<'b> MapReader<'b> {
    /// Reads a whole map and nothing after it.
    pub(crate) fn read(bytes: &'b [u8]) -> Result<Self, CborError> {
        let mut decoder = Decoder::new(bytes);
        let count = decoder.map()?.ok_or(CborError::NotCanonical)?;
        let mut fields = BTreeMap::new();
        for _ in 0..count {
            let key = decoder.u64()?;
            if fields.last_key_value().is_some_and(|(last, _)| *last >= key) {
                return Err(CborError::NotCanonical);
            }
            fields.insert(key, raw(&mut decoder, bytes)?);
        }
        if decoder.position() == bytes.len() {
            Ok(Self { fields })
        } else {
            Err(CborError::NotCanonical)
        }
    }

    /// Takes a key that has to be there.
    pub(crate) fn take<T>(
        &mut self,
        key: u64,
        read: impl FnOnce(&mut Reader<'b>) -> Option<T>,
    ) -> Result<T, CborError> {
        self.take_optional(key, read)?.ok_or(CborError::Missing(key))
    }

    /// Takes a key if it is there.
    pub(crate) fn take_optional<T>(
        &mut self,
        key: u64,
        read: impl FnOnce(&mut Reader<'b>) -> Option<T>,
    ) -> Result<Option<T>, CborError> {
        let Some(bytes) = self.fields.remove(&key) else { return Ok(None) };
        let mut reader = Reader { decoder: Decoder::new(bytes), bytes };
        match read(&mut reader) {
            Some(value) if reader.is_done() => Ok(Some(value)),
            Some(_) | None => Err(CborError::Unfit(key)),
        }
    }

    /// Returns the keys nobody took.
    pub(crate) fn rest(self) -> Extra {
        Extra(self.fields.into_iter().map(|(key, value)| (key, value.to_vec())).collect())
    }
}

/// Reads one value; `None` means it is not what the caller expects.
#[derive(Debug)]
pub(crate) struct Reader<'b> {
    decoder: Decoder<'b>,
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(crate) fn is_done(&self) -> bool {
        self.decoder.position() == self.bytes.len()
    }

    pub(crate) fn uint(&mut self) -> Option<u64> {
        self.decoder.u64().ok()
    }

    pub(crate) fn seq(&mut self) -> Option<u32> {
        self.decoder.u32().ok()
    }

    pub(crate) fn bytes(&mut self) -> Option<&'b [u8]> {
        self.decoder.bytes().ok()
    }

    pub(crate) fn text(&mut self) -> Option<&'b str> {
        self.decoder.str().ok()
    }

    /// Returns the number of items of a definite array.
    pub(crate) fn array(&mut self) -> Option<u64> {
        self.decoder.array().ok().flatten()
    }

    /// Consumes a null, if one is next.
    pub(crate) fn null(&mut self) -> bool {
        self.next_is(Type::Null) && self.decoder.null().is_ok()
    }

    /// Tells whether an array is next.
    pub(crate) fn is_array(&self) -> bool {
        self.next_is(Type::Array)
    }

    fn next_is(&self, expected: Type) -> bool {
        self.decoder.datatype().is_ok_and(|found| found == expected)
    }

    /// Returns one value of any type, unread.
    pub(crate) fn raw(&mut self) -> Option<&'b [u8]> {
        raw(&mut self.decoder, self.bytes).ok()
    }

    /// Reads an array of `item`s. The length the bytes claim reserves nothing.
    pub(crate) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count = self.array()?;
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(item(self)?);
        }
        Some(items)
    }
}

fn raw<'b>(decoder: &mut Decoder<'b>, bytes: &'b [u8]) -> Result<&'b [u8], CborError> {
    let start = decoder.position();
    decoder.skip()?;
    bytes
        .get(start..decoder.position())
        .ok_or_else(|| CborError::Unreadable("ends early".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(bytes: &[u8], error: &CborError) {
        assert_eq!(MapReader::read(bytes).map(MapReader::rest).unwrap_err(), *error);
    }

    #[test]
    fn keeps_keys_nobody_took_byte_for_byte() {
        let bytes = [0xa2, 0x01, 0x05, 0x18, 0x63, 0x82, 0x01, 0x61, 0x61];

        let mut reader = MapReader::read(&bytes).unwrap();
        let one = reader.take(1, Reader::uint).unwrap();
        let extra = reader.rest();

        let mut writer = MapWriter::with(&extra);
        writer.put(1, |w| w.uint(one));
        assert_eq!(writer.finish(), bytes);
        assert_eq!(extra.keys().collect::<Vec<_>>(), [99]);
    }

    #[test]
    fn refuses_keys_out_of_order_or_twice() {
        refused(&[0xa2, 0x02, 0x00, 0x01, 0x00], &CborError::NotCanonical);
        refused(&[0xa2, 0x01, 0x00, 0x01, 0x00], &CborError::NotCanonical);
    }

    #[test]
    fn refuses_bytes_left_over_and_open_ended_maps() {
        refused(&[0xa0, 0x00], &CborError::NotCanonical);
        refused(&[0xbf, 0xff], &CborError::NotCanonical);
    }

    #[test]
    fn names_the_key_that_is_missing_or_unfit() {
        let mut reader = MapReader::read(&[0xa1, 0x01, 0x61, 0x61]).unwrap();
        assert_eq!(reader.take(2, Reader::uint), Err(CborError::Missing(2)));
        assert_eq!(reader.take(1, Reader::uint), Err(CborError::Unfit(1)));
    }

    #[test]
    fn writes_the_shortest_integers() {
        for value in [0, 23, 24, 255, 256, 65_535, 65_536, u64::from(u32::MAX), 1 << 40] {
            let mut writer = Writer::default();
            writer.uint(value);
            let bytes = writer.finish();
            assert_eq!(bytes, minicbor::to_vec(value).unwrap());
        }
    }
}
