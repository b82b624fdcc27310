//! Writing DER, and taking apart the little that clients send.

/// One element around `parts`.
pub(crate) fn wrap(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let value = parts.concat();
    let digits: Vec<u8> =
        value.len().to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    let length = match (value.len(), u8::try_from(digits.len()).unwrap()) {
        (0, _) => vec![0],
        (..0x80, _) => digits,
        (_, count) => [vec![0x80 | count], digits].concat(),
    };
    [vec![tag], length, value].concat()
}

pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    wrap(0x30, parts)
}

/// An object identifier as people write it.
pub(crate) fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').map(|arc| arc.parse().unwrap()).collect();
    let (head, rest) = arcs.split_at(2);
    let mut value = vec![u8::try_from(head.first().unwrap() * 40 + head.last().unwrap()).unwrap()];
    for arc in rest {
        let mut digits = vec![u8::try_from(arc & 0x7f).unwrap()];
        let mut left = arc >> 7;
        while left != 0 {
            digits.push(u8::try_from(left & 0x7f).unwrap() | 0x80);
            left >>= 7;
        }
        value.extend(digits.iter().rev());
    }
    wrap(6, &[&value])
}

pub(crate) fn octets(value: &[u8]) -> Vec<u8> {
    wrap(4, &[value])
}

pub(crate) fn integer(value: u8) -> Vec<u8> {
    wrap(2, &[&[value]])
}

pub(crate) fn bits(value: &[u8]) -> Vec<u8> {
    wrap(3, &[&[0], value])
}

/// A `GeneralizedTime`.
pub(crate) fn time(at: chrono::DateTime<chrono::Utc>) -> Vec<u8> {
    wrap(0x18, &[at.format("%Y%m%d%H%M%SZ").to_string().as_bytes()])
}

/// A `UTCTime`, which certificates and lists must use up to 2049.
pub(crate) fn short_time(at: chrono::DateTime<chrono::Utc>) -> Vec<u8> {
    wrap(0x17, &[at.format("%y%m%d%H%M%SZ").to_string().as_bytes()])
}

/// The elements that stand side by side in `bytes`: tag, value, whole.
pub(crate) fn elements(bytes: &[u8]) -> Vec<(u8, &[u8], &[u8])> {
    let mut list = Vec::new();
    let mut rest = bytes;
    while let [tag, first, after @ ..] = rest {
        let count = usize::from(first & 0x7f);
        let (length, after) = if *first < 0x80 {
            (count, after)
        } else {
            let (digits, after) = after.split_at(count);
            (digits.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)), after)
        };
        let (value, next) = after.split_at(length);
        list.push((*tag, value, rest.get(..rest.len() - next.len()).unwrap()));
        rest = next;
    }
    list
}

/// The value of the element that the path leads to, by positions from 0.
pub(crate) fn inside<'a>(bytes: &'a [u8], path: &[usize]) -> &'a [u8] {
    path.iter().fold(bytes, |bytes, index| elements(bytes).get(*index).unwrap().1)
}
