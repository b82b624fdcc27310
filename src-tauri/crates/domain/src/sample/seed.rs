//! Seeds that can be read aloud and typed.

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Returns 16 random bytes as 26 letters and digits, to which people may add words of their own.
///
/// # Source
///
/// RFC 4648, section 6 (base32), without padding.
pub fn seed_text(chance: [u8; 16]) -> String {
    let bits = u128::from_be_bytes(chance);
    let letter = |index: u32| {
        // 25 groups of five bits and a last one of three, which is filled up with zeros.
        let group = if index == 25 { (bits & 0b111) << 2 } else { bits >> (123 - 5 * index) };
        usize::try_from(group & 0b1_1111).ok().and_then(|group| LETTERS.get(group)).copied()
    };
    (0..26).filter_map(letter).map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_base32_writes_elsewhere() {
        assert_eq!(seed_text([0; 16]), "AAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(seed_text([0xff; 16]), "77777777777777777777777774");
        assert_eq!(seed_text(*b"bien ban mau 016"), "MJUWK3RAMJQW4IDNMF2SAMBRGY");
    }
}
