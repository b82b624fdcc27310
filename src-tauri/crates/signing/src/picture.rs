//! A picture of a signature: what decree 30/2020 wants shown for a signed paper, blue on nothing.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, Transformations};

use crate::{
    error::PictureError,
    pdf::{Dict, Id, Object},
    update::{Update, squeeze},
};

/// The longest side that is taken, in pixels: 600 dots per inch over 17 cm.
const MOST_PIXELS: u32 = 4000;
/// A metre in thousandths of a point.
const METRE_MPT: i64 = 2_834_646;
/// What is less opaque is the grey of the paper that a seal was scanned from.
const FAINTEST_INK: u8 = 32;
/// How much memory reading may take, in bytes.
const MOST_BYTES: usize = 128 << 20;

/// A picture with transparency, to be laid into a field.
///
/// One without any (a signature on white paper, scanned) becomes transparent where the paper was
/// white: each colour is taken apart into ink and white paper, so that over white it looks as it did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Picture {
    width: u32,
    height: u32,
    /// Red, green, blue for each pixel, row by row.
    colours: Vec<u8>,
    /// How opaque each pixel is.
    opacity: Vec<u8>,
    /// How many pixels a metre of it has, across and down, where the file says so.
    density: Option<(u32, u32)>,
}

impl Picture {
    /// Reads a PNG file.
    ///
    /// # Errors
    ///
    /// [`PictureError`].
    pub fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Err(PictureError::NotPng);
        }
        let limits = Limits { bytes: MOST_BYTES };
        let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
        decoder
            .set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
        let mut reader = decoder.read_info().map_err(|_| PictureError::Damaged)?;
        let (width, height) = reader.info().size();
        if MOST_PIXELS < width.max(height) {
            return Err(PictureError::TooLarge { width, height });
        }
        let density = reader.info().pixel_dims.and_then(density);
        let size = reader.output_buffer_size().ok_or(PictureError::Damaged)?;
        let mut pixels = vec![0; size];
        let info = reader.next_frame(&mut pixels).map_err(|_| PictureError::Damaged)?;
        pixels.truncate(info.buffer_size());
        let (colours, opacity) = match info.color_type {
            ColorType::GrayscaleAlpha => {
                let pixels = pixels.as_chunks::<2>().0.iter();
                pixels.map(|[grey, opaque]| ([*grey; 3], *opaque)).unzip::<_, _, Vec<_>, Vec<_>>()
            }
            ColorType::Rgba => {
                let pixels = pixels.as_chunks::<4>().0.iter();
                pixels.map(|[red, green, blue, opaque]| ([*red, *green, *blue], *opaque)).unzip()
            }
            ColorType::Grayscale | ColorType::Rgb | ColorType::Indexed => {
                return Err(PictureError::Damaged);
            }
        };
        let (colours, opacity) = if opacity.iter().all(|it| *it == u8::MAX) {
            colours.into_iter().map(ink).unzip::<_, _, Vec<_>, Vec<_>>()
        } else {
            (colours, opacity)
        };
        if opacity.iter().all(|it| *it == 0) {
            return Err(PictureError::Empty);
        }
        Ok(Self { width, height, colours: colours.concat(), opacity, density })
    }

    /// Width and height in pixels.
    pub(crate) const fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// How large it was, in thousandths of a point, where the file tells the size of its pixels.
    pub(crate) fn printed_mpt(&self) -> Option<(i64, i64)> {
        let (across, down) = self.density?;
        let side = |pixels: u32, density: u32| i64::from(pixels) * METRE_MPT / i64::from(density);
        Some((side(self.width, across), side(self.height, down)))
    }

    /// The picture without its empty edges: of a seal, the seal alone is measured.
    pub(crate) fn trimmed(&self) -> Self {
        let wide = usize::try_from(self.width).unwrap_or(usize::MAX).max(1);
        let rows = || self.opacity.chunks(wide);
        let is_ink = |opaque: &u8| FAINTEST_INK <= *opaque;
        let inked = |row: &[u8]| row.iter().any(is_ink);
        let (Some(top), Some(bottom)) = (rows().position(inked), rows().rposition(inked)) else {
            return self.clone();
        };
        let left = rows().filter_map(|row| row.iter().position(is_ink)).min().unwrap_or(0);
        let right = rows().filter_map(|row| row.iter().rposition(is_ink)).max();
        let right = right.unwrap_or(wide - 1);
        let mut cut = Self {
            width: u32::try_from(right + 1 - left).unwrap_or(self.width),
            height: u32::try_from(bottom + 1 - top).unwrap_or(self.height),
            colours: Vec::new(),
            opacity: Vec::new(),
            density: self.density,
        };
        let colours = self.colours.chunks(3 * wide);
        for (row, colours) in rows().zip(colours).take(bottom + 1).skip(top) {
            cut.opacity.extend(row.get(left..=right).unwrap_or_default());
            cut.colours.extend(colours.get(3 * left..3 * (right + 1)).unwrap_or_default());
        }
        cut
    }

    /// Writes the picture as an image with a soft mask (ISO 32000-2, 8.9.5 and 11.6.5.2).
    pub(crate) fn embed(&self, update: &mut Update<'_>) -> Id {
        let mask = update.add_stream(self.image("DeviceGray"), &squeeze(&self.opacity));
        let mut image = self.image("DeviceRGB");
        image.set("SMask", Object::Ref(mask));
        update.add_stream(image, &squeeze(&self.colours))
    }

    fn image(&self, space: &str) -> Dict {
        Dict::new([
            ("Type", Object::name("XObject")),
            ("Subtype", Object::name("Image")),
            ("Width", Object::Int(self.width.into())),
            ("Height", Object::Int(self.height.into())),
            ("ColorSpace", Object::name(space)),
            ("BitsPerComponent", Object::Int(8)),
            ("Filter", Object::name("FlateDecode")),
        ])
    }
}

/// How many pixels a metre has; nothing where the file tells the shape of pixels alone.
fn density(told: png::PixelDimensions) -> Option<(u32, u32)> {
    let is_told = told.unit == png::Unit::Meter && told.xppu != 0 && told.yppu != 0;
    is_told.then_some((told.xppu, told.yppu))
}

/// Takes a colour on white paper apart: the ink, and how much of it covers the paper.
fn ink(colour: [u8; 3]) -> ([u8; 3], u8) {
    let lightest_cover = colour.iter().copied().min().unwrap_or(u8::MAX);
    let cover = u8::MAX - lightest_cover;
    if cover == 0 {
        return ([u8::MAX; 3], 0);
    }
    let pure = colour.map(|part| {
        let over = u32::from(part - lightest_cover) * 255 / u32::from(cover);
        u8::try_from(over).unwrap_or(u8::MAX)
    });
    (pure, cover)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        Appearance, sign,
        testing::{PLACES, font, key, printed, request, root},
        verify::{Verdict, verify},
    };

    fn png(kind: ColorType, (width, height): (u32, u32), pixels: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(kind);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(pixels).unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn a_transparent_picture_stays_as_it_is() {
        let read = Picture::read(&png(ColorType::Rgba, (1, 2), &[1, 2, 250, 255, 9, 9, 9, 0]));

        let read = read.unwrap();
        assert_eq!((read.colours, read.opacity), (vec![1, 2, 250, 9, 9, 9], vec![255, 0]));
    }

    #[test]
    fn a_signature_on_white_paper_becomes_transparent_where_the_paper_is() {
        let read = Picture::read(&png(ColorType::Rgb, (2, 1), &[255, 255, 255, 0, 0, 255]));

        let read = read.unwrap();
        assert_eq!(read.opacity, [0, 255]);
        assert_eq!(read.colours.get(3..), Some(&[0, 0, 255][..]));
        let grey = Picture::read(&png(ColorType::Grayscale, (1, 1), &[100])).unwrap();
        assert_eq!((grey.colours, grey.opacity), (vec![0, 0, 0], vec![155]));
    }

    #[test]
    fn what_is_no_picture_of_a_signature_is_refused_with_its_reason() {
        let read = |bytes: &[u8]| Picture::read(bytes).unwrap_err();
        let whole = png(ColorType::Rgb, (4, 4), &[7; 48]);

        assert_eq!(read(b"\xff\xd8\xff\xe0 JFIF"), PictureError::NotPng);
        assert_eq!(read(whole.get(..whole.len() / 2).unwrap()), PictureError::Damaged);
        assert_eq!(read(&png(ColorType::Rgb, (1, 1), &[255; 3])), PictureError::Empty);
        let wide = png(ColorType::Grayscale, (4001, 1), &[7; 4001]);
        assert_eq!(read(&wide), PictureError::TooLarge { width: 4001, height: 1 });
    }

    #[test]
    fn a_paper_signed_with_a_picture_is_intact_and_shows_no_words() {
        let (key, font) = (key("p256.p12"), font());
        let picture = Picture::read(&png(ColorType::Rgba, (2, 1), &[0, 0, 200, 255, 0, 0, 0, 0]));
        let picture = picture.unwrap();
        let mut request = request(PLACES[0], &key, &font);
        request.appearance = Appearance { picture: Some(&picture), ..request.appearance };

        let signed = sign(printed(), &request).unwrap();

        assert_eq!(verify(&signed, &root(), None).verdict, Verdict::Intact);
        let added = String::from_utf8_lossy(signed.get(printed().len()..).unwrap()).into_owned();
        assert!(added.contains("/SMask") && !added.contains("/FontFile2"));
    }

    #[test]
    fn a_seal_is_measured_without_the_empty_paper_around_it() {
        let faint = [250, 0, 0, 9];
        let ink = [250, 0, 0, 255];
        let pixels = [faint, faint, faint, faint, ink, faint, faint, faint, faint];
        let mut read = Picture::read(&png(ColorType::Rgba, (3, 3), &pixels.concat())).unwrap();
        assert_eq!(read.printed_mpt(), None);
        read.density = Some((1000, 2000));

        let cut = read.trimmed();

        assert_eq!((cut.size(), cut.colours.as_slice()), ((1, 1), &[250, 0, 0][..]));
        assert_eq!(cut.printed_mpt(), Some((2834, 1417)));
    }

    proptest! {
        #[test]
        fn over_white_paper_every_colour_looks_as_before(colour: [u8; 3]) {
            let (pure, cover) = ink(colour);
            for (part, before) in pure.iter().zip(colour) {
                let shown = (u32::from(*part) * u32::from(cover)
                    + 255 * (255 - u32::from(cover))) / 255;
                prop_assert!(shown.abs_diff(before.into()) <= 1);
            }
        }

        #[test]
        fn any_bytes_are_a_picture_or_an_error(mut bytes: Vec<u8>, at: usize) {
            prop_assert!(Picture::read(&bytes).is_err());
            let mut whole = png(ColorType::Rgba, (3, 3), &[77; 36]);
            let at = at % whole.len();
            whole.splice(at..at, bytes.drain(..));
            drop(Picture::read(&whole));
        }
    }
}
