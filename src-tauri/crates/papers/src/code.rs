//! QR codes (ISO/IEC 18004), which say of a printed page what it is a page of.

use qrcode::{Color, EcLevel, QrCode};

use crate::error::PaperError;

/// A code as its squares, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Code {
    dark: Vec<bool>,
    side: usize,
}

impl Code {
    /// The smallest code that says `text` and can be read with about a seventh of it spoilt: stamps
    /// and pens come near the margin.
    ///
    /// # Errors
    ///
    /// [`PaperError::CodeTooLong`].
    pub(crate) fn new(text: &str) -> Result<Self, PaperError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M)
            .map_err(|_| PaperError::CodeTooLong)?;
        let side = code.width();
        let dark = code.into_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Self { dark, side })
    }

    /// How many squares a row has.
    pub(crate) const fn side(&self) -> usize {
        self.side
    }

    /// The squares as a picture of one bit each, 0 for dark, every row on whole bytes.
    pub(crate) fn stencil(&self) -> Vec<u8> {
        let rows = self.dark.chunks(self.side);
        let byte = |squares: &[bool]| {
            squares.iter().zip(0_u8..).fold(0xff, |byte, (dark, place)| {
                if *dark { byte & !(0x80 >> place) } else { byte }
            })
        };
        rows.flat_map(|row| row.chunks(8).map(byte)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_and_a_page_fit_a_code_of_33_squares() {
        let text = format!("BB1:{}:3:11", "C1DB4FB1".repeat(8));
        assert_eq!(Code::new(&text).unwrap().side(), 33);
    }

    #[test]
    fn what_no_code_holds_is_refused() {
        assert!(matches!(Code::new(&"A".repeat(5000)), Err(PaperError::CodeTooLong)));
    }

    #[test]
    fn a_stencil_has_rows_of_whole_bytes_with_dark_as_nought() {
        let code = Code::new("BB1:1:1").unwrap();
        let stencil = code.stencil();
        assert_eq!((code.side(), stencil.len()), (21, 63));
        // The finder in the upper left corner: seven dark squares, then a light one.
        assert_eq!(stencil[0], 0b0000_0001);
    }
}
