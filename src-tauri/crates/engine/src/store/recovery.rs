//! The recovery code: printed once, kept in a safe, typed years later.
//!
//! 160 random bits in Crockford's base 32 (no I, L, O, U), eight groups of
//! four, and one check character (Luhn mod 32, which catches every single
//! mistyped character). Reading is forgiving: lower case, spaces, dashes, O for
//! 0, I and L for 1.

use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

use super::error::StoreError;
use crate::ports::Randomness;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_BYTES: usize = 20;
const SYMBOLS: usize = CODE_BYTES * 8 / 5;

/// A recovery code. Not shown by `Debug`; see [`RecoveryCode::printed`].
#[derive(Clone, Eq, PartialEq)]
pub struct RecoveryCode(Zeroizing<[u8; CODE_BYTES]>);

/// Why a typed text is no recovery code.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum Mistyped {
    /// It has another number of characters than the 33 of a code.
    #[error("a recovery code has 33 characters, not {found}")]
    Length {
        /// Characters found, spaces and dashes not counted.
        found: usize,
    },
    /// It holds a character that no code has.
    #[error("no recovery code holds {0:?}")]
    Character(char),
    /// One of the characters is another one than was printed.
    #[error("the check character does not match")]
    Check,
}

impl RecoveryCode {
    pub(crate) fn draw(randomness: &dyn Randomness) -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; CODE_BYTES]);
        randomness.fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// Reads what a person typed.
    ///
    /// # Errors
    ///
    /// [`Mistyped`] says what to look at again; the code itself is not tried.
    pub fn typed(text: &str) -> Result<Self, Mistyped> {
        let mut values = Zeroizing::new(Vec::with_capacity(SYMBOLS + 1));
        for character in text.chars().filter(|character| !is_filler(*character)) {
            values.push(value_of(character).ok_or(Mistyped::Character(character))?);
        }
        let Some((check, body)) = values.split_last().filter(|(_, body)| body.len() == SYMBOLS)
        else {
            return Err(Mistyped::Length { found: values.len() });
        };
        if *check != check_value(body) {
            return Err(Mistyped::Check);
        }
        let mut bytes = Zeroizing::new([0; CODE_BYTES]);
        for (chunk, symbols) in bytes.chunks_mut(5).zip(body.chunks(8)) {
            let bits = symbols.iter().fold(0_u64, |bits, value| bits << 5 | u64::from(*value));
            chunk.copy_from_slice(bits.to_be_bytes().get(3..).unwrap_or_default());
        }
        Ok(Self(bytes))
    }

    /// The code as it is printed: `XXXX-XXXX-…-C`.
    pub fn printed(&self) -> Zeroizing<String> {
        let values = self.values();
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS * 5 / 4 + 1));
        for group in values.chunks(4) {
            text.extend(group.iter().map(|value| symbol_of(*value)));
            text.push('-');
        }
        text.push(symbol_of(check_value(&values)));
        text
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    fn values(&self) -> Zeroizing<Vec<u8>> {
        let mut values = Zeroizing::new(Vec::with_capacity(SYMBOLS));
        for chunk in self.0.chunks(5) {
            let bits = chunk.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            for shift in (0..8).rev() {
                values.push(u8::try_from(bits >> (shift * 5) & 31).unwrap_or_default());
            }
        }
        values
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RecoveryCode(…)")
    }
}

fn is_filler(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '.' | '_')
}

fn value_of(character: char) -> Option<u8> {
    let plain = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|symbol| char::from(*symbol) == plain)?;
    u8::try_from(place).ok()
}

fn symbol_of(value: u8) -> char {
    ALPHABET.get(usize::from(value)).copied().map_or('0', char::from)
}

/// Luhn's check value in base 32.
fn check_value(values: &[u8]) -> u8 {
    let sum = values.iter().rev().enumerate().fold(0_u32, |sum, (place, value)| {
        let weighted = u32::from(*value) * if place.is_multiple_of(2) { 2 } else { 1 };
        sum + weighted / 32 + weighted % 32
    });
    u8::try_from((32 - sum % 32) % 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reads_back_what_was_printed(bytes: [u8; CODE_BYTES]) {
            let code = RecoveryCode(Zeroizing::new(bytes));
            let typed = code.printed().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");

            prop_assert_eq!(RecoveryCode::typed(&typed).unwrap(), code);
        }

        #[test]
        fn notices_every_single_wrong_character(bytes: [u8; CODE_BYTES], place in 0..40_usize, other in 0..32_u8) {
            let printed = RecoveryCode(Zeroizing::new(bytes)).printed();
            let mut letters: Vec<char> = printed.chars().collect();
            let wrong = symbol_of(other);
            prop_assume!(letters[place] != '-' && letters[place] != wrong);
            letters[place] = wrong;
            let typed: String = letters.into_iter().collect();

            prop_assert_eq!(RecoveryCode::typed(&typed), Err(Mistyped::Check));
        }
    }

    #[test]
    fn says_what_is_wrong_with_a_typed_code() {
        let printed = RecoveryCode(Zeroizing::new([7; CODE_BYTES])).printed();

        assert_eq!(RecoveryCode::typed("1234"), Err(Mistyped::Length { found: 4 }));
        assert_eq!(
            RecoveryCode::typed(&printed.replace(printed.chars().next().unwrap(), "*")),
            Err(Mistyped::Character('*'))
        );
    }

    #[test]
    fn shows_no_secret_in_debug_output() {
        let code = RecoveryCode(Zeroizing::new([7; CODE_BYTES]));

        assert_eq!(format!("{code:?}"), "RecoveryCode(…)");
    }
}
