//! Small PDF objects that several writers need.

use lopdf::{Object, ObjectId, StringFormat};

/// Words as a PDF text string: plain where ASCII will do, UTF-16 otherwise (ISO 32000-1, 7.9.2.2).
pub(crate) fn text(words: &str) -> Object {
    if words.is_ascii() {
        return Object::string_literal(words);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
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
