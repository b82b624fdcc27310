//! Small PDF objects that several writers need.

use lopdf::{Object, ObjectId, StringFormat};

/// Words as a PDF text string: plain where ASCII will do, UTF-16 otherwise (ISO 32000-1, 7.9.2.2).
pub(crate) fn text(words: &str) -> Object {
    let format = if words.is_ascii() { StringFormat::Literal } else { StringFormat::Hexadecimal };
    Object::String(text_bytes(words), format)
}

/// The bytes of such a string; name trees are sorted by them.
pub(crate) fn text_bytes(words: &str) -> Vec<u8> {
    if words.is_ascii() {
        return words.into();
    }
    let marked = [0xFE, 0xFF].into_iter();
    marked.chain(words.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

/// Thousandths of a point as a number of points.
#[expect(clippy::cast_precision_loss, reason = "a page has under 2^24 thousandths of a point")]
pub(crate) const fn number(mpt: i64) -> Object {
    Object::Real(mpt as f32 / 1000.0)
}

/// References to these objects.
pub(crate) fn references(ids: impl IntoIterator<Item = ObjectId>) -> Object {
    Object::Array(ids.into_iter().map(Object::Reference).collect())
}

/// An index as PDF knows it.
pub(crate) fn index(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
