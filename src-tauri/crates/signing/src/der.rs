//! The little of DER that CMS needs (X.690): reading with positions, and writing.

/// Universal and context tags used in CMS and certificates.
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const NULL: u8 = 0x05;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0a;
    pub(crate) const UTF8_STRING: u8 = 0x0c;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;
    pub(crate) const CONTEXT_0: u8 = 0xa0;
    pub(crate) const CONTEXT_1: u8 = 0xa1;
    pub(crate) const CONTEXT_0_PRIMITIVE: u8 = 0x80;
}

/// Contents of object identifiers.
pub(crate) mod oid {
    pub(crate) const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
    pub(crate) const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
    pub(crate) const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
    pub(crate) const MESSAGE_DIGEST: &[u8] =
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
    pub(crate) const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];
    pub(crate) const SIGNING_CERTIFICATE: &[u8] =
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0c];
    pub(crate) const SIGNING_CERTIFICATE_V2: &[u8] =
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
    /// A timestamp over a signature, as an attribute of that (RFC 3161, appendix A).
    pub(crate) const TIMESTAMP: &[u8] =
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0e];
    /// The content of a timestamp (RFC 3161, 2.4.2).
    pub(crate) const TIMESTAMP_INFO: &[u8] =
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
    /// The usual kind of answer about a certificate (RFC 6960, 4.2.1).
    pub(crate) const OCSP_BASIC: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01];
    pub(crate) const SHA1: &[u8] = &[0x2b, 0x0e, 0x03, 0x02, 0x1a];
    pub(crate) const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
    pub(crate) const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
    pub(crate) const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];
    pub(crate) const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
    pub(crate) const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
    pub(crate) const RSA_SHA1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05];
    pub(crate) const RSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];
    pub(crate) const RSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c];
    pub(crate) const RSA_SHA512: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0d];
    pub(crate) const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
    pub(crate) const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
    pub(crate) const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
    pub(crate) const ECDSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
    pub(crate) const ECDSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03];
}

/// One element: its tag, what is in it, and the whole of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) value: &'a [u8],
    pub(crate) whole: &'a [u8],
}

impl<'a> Element<'a> {
    /// Reads the elements inside this one.
    pub(crate) fn inside(&self) -> Reader<'a> {
        Reader(self.value)
    }
}

/// Reads elements one after another. `None` means: not DER, or not what was expected.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next element. Long tags and indefinite lengths are refused.
    pub(crate) fn next(&mut self) -> Option<Element<'a>> {
        let (&tag, rest) = self.0.split_first()?;
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (&first, rest) = rest.split_first()?;
        let (length, rest) = if first < 0x80 {
            (usize::from(first), rest)
        } else {
            long_length(usize::from(first & 0x7f), rest)?
        };
        let (value, after) = rest.split_at_checked(length)?;
        let whole = self.0.get(..self.0.len() - after.len())?;
        self.0 = after;
        Some(Element { tag, value, whole })
    }

    /// The next element, if it has the tag `tag`.
    pub(crate) fn expect(&mut self, tag: u8) -> Option<Element<'a>> {
        self.next().filter(|element| element.tag == tag)
    }

    /// The next element, if it is there and has the tag `tag`; otherwise nothing is read.
    pub(crate) fn optional(&mut self, tag: u8) -> Option<Element<'a>> {
        if self.0.first() == Some(&tag) { self.next() } else { None }
    }
}

fn long_length(count: usize, rest: &[u8]) -> Option<(usize, &[u8])> {
    if !(1..=4).contains(&count) {
        return None;
    }
    let (bytes, rest) = rest.split_at_checked(count)?;
    let length = bytes.iter().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte));
    let shortest = 0x80 <= length && bytes.first() != Some(&0);
    shortest.then_some((length, rest))
}

/// Turns the first element of `bytes` from BER into DER lengths; returns it with the bytes that
/// follow.
///
/// Old tools write containers in indefinite lengths and strings in pieces (X.690, 8.1.3.6 and
/// 8.7.3). What is signed inside them is DER already and comes out as it went in.
pub(crate) fn definite(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    definite_at(bytes, 0)
}

fn definite_at(bytes: &[u8], depth: usize) -> Option<(Vec<u8>, &[u8])> {
    const DEPTH_MAX: usize = 32;
    const CONSTRUCTED: u8 = 0x20;
    const PIECES: u8 = tag::OCTET_STRING | CONSTRUCTED;
    let (&tag, rest) = bytes.split_first()?;
    if DEPTH_MAX < depth || tag & 0x1f == 0x1f || tag == 0 {
        return None;
    }
    let (&first, rest) = rest.split_first()?;
    let open_ended = first == 0x80;
    let (mut inside, after) = match first {
        0x80 => (rest, rest),
        0..0x80 => rest.split_at_checked(usize::from(first))?,
        _ => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            let length = digits.iter().try_fold(0usize, |sum, byte| {
                sum.checked_mul(256)?.checked_add(usize::from(*byte))
            });
            rest.split_at_checked(length?)?
        }
    };
    if tag & CONSTRUCTED == 0 {
        return (!open_ended).then(|| (write(tag, inside), after));
    }
    let mut parts = Vec::new();
    loop {
        if open_ended && let Some(after) = inside.strip_prefix(&[0, 0]) {
            inside = after;
            break;
        }
        if !open_ended && inside.is_empty() {
            break;
        }
        let (part, next) = definite_at(inside, depth + 1)?;
        if tag == PIECES {
            parts.extend_from_slice(Reader(&part).expect(tag::OCTET_STRING)?.value);
        } else {
            parts.extend_from_slice(&part);
        }
        inside = next;
    }
    let tag = if tag == PIECES { tag::OCTET_STRING } else { tag };
    Some((write(tag, &parts), if open_ended { inside } else { after }))
}

/// Writes one element around `value`.
pub(crate) fn write(tag: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = value.len();
    let bytes = length.to_be_bytes();
    let digits = bytes.iter().skip_while(|byte| **byte == 0);
    if length < 0x80 {
        out.extend(digits.chain((length == 0).then_some(&0)));
    } else {
        let count = u8::try_from(digits.clone().count()).unwrap_or(u8::MAX);
        out.push(0x80 | count);
        out.extend(digits);
    }
    out.extend_from_slice(value);
    out
}

/// Writes one element around several finished ones.
pub(crate) fn wrap(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    write(tag, &parts.concat())
}

/// Writes a `SET OF`, in the order that DER demands (X.690, 11.6).
pub(crate) fn set_of(mut parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.sort();
    write(tag::SET, &parts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let value = vec![7; length];
            let bytes = write(tag::OCTET_STRING, &value);

            let mut reader = Reader(&bytes);
            let element = reader.expect(tag::OCTET_STRING).unwrap();

            assert_eq!(element.value, value);
            assert_eq!(element.whole, bytes);
            assert!(reader.is_empty());
        }
    }

    #[test]
    fn turns_indefinite_lengths_and_strings_in_pieces_into_der() {
        let ber = [0x30, 0x80, 0x24, 0x80, 4, 1, 7, 4, 1, 8, 0, 0, 2, 0x81, 1, 5, 0, 0, 9];
        let der = vec![0x30, 7, 4, 2, 7, 8, 2, 1, 5];
        assert_eq!(definite(&ber), Some((der.clone(), &[9][..])));
        assert_eq!(definite(&der), Some((der.clone(), &[][..])));
        for bytes in [&[0x30, 0x80, 2, 1, 5][..], &[4, 0x80, 0, 0], &[0x30, 0x88], &[0x30; 200]] {
            assert_eq!(definite(bytes), None);
        }
    }

    #[test]
    fn refuses_lengths_that_are_indefinite_or_too_long() {
        for bytes in [&[0x30, 0x80, 0, 0][..], &[0x30, 0x81, 0x01, 0], &[0x30, 5, 0], &[0x30]] {
            assert_eq!(Reader(bytes).next(), None);
        }
    }
}
