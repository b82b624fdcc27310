//! A picture inside a PDF, in shades of grey (ISO 32000-1, 8.9.5).

use hayro_syntax::object::stream::{FilterResult, ImageDecodeParams};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use image::{DynamicImage, GrayImage, ImageBuffer, RgbImage};

use crate::PIXELS_MAX;

/// The picture; `None` if the stream is none, is too large, or is coded in a way that is not known.
pub(crate) fn grey(stream: &Stream<'_>) -> Option<GrayImage> {
    let dict = stream.dict();
    if dict.get::<Name<'_>>("Subtype").as_deref() != Some(b"Image".as_slice()) {
        return None;
    }
    let (width, height) = (dict.get::<u32>("Width")?, dict.get::<u32>("Height")?);
    if width == 0 || height == 0 || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return None;
    }
    let stencil = dict.get::<bool>("ImageMask").unwrap_or(false);
    let bits = if stencil { 1 } else { dict.get::<u8>("BitsPerComponent").unwrap_or(8) };
    let palette = palette(dict);
    let params = ImageDecodeParams {
        is_indexed: palette.is_some(),
        bpc: Some(bits),
        width,
        height,
        ..ImageDecodeParams::default()
    };
    let decoded = stream.decoded_image(&params).ok()?;
    let mut picture =
        Samples::new(&decoded, bits, (width, height), palette.as_deref())?.picture()?;
    let decode = dict.get::<Array<'_>>("Decode");
    let first = decode.and_then(|decode| decode.iter::<f32>().next());
    if palette.is_none() && first.is_some_and(|first| first > 0.5) {
        picture.iter_mut().for_each(|sample| *sample = u8::MAX - *sample);
    }
    Some(picture)
}

/// Decoded samples and how they lie.
struct Samples<'a> {
    bytes: &'a [u8],
    bits: u8,
    width: u32,
    height: u32,
    /// The shade of each number, where samples are numbers of colours.
    palette: Option<&'a [u8]>,
}

impl<'a> Samples<'a> {
    /// A size told by the data themselves is believed over that of the dictionary.
    fn new(
        decoded: &'a FilterResult<'_>,
        bits: u8,
        size: (u32, u32),
        palette: Option<&'a [u8]>,
    ) -> Option<Self> {
        let told = decoded.image_data.as_ref();
        let bits = told.map_or(bits, |told| told.bits_per_component);
        let (width, height) = told.map_or(size, |told| (told.width, told.height));
        let fits = width != 0 && u64::from(width) * u64::from(height) <= PIXELS_MAX;
        fits.then_some(Self { bytes: &decoded.data, bits, width, height, palette })
    }

    fn picture(&self) -> Option<GrayImage> {
        let pixels = usize::try_from(u64::from(self.width) * u64::from(self.height)).ok()?;
        if self.bits < 8 {
            return self.unpacked(pixels);
        }
        if self.bits != 8 || pixels == 0 {
            return None;
        }
        // How many samples a pixel has is told by how many there are.
        match self.bytes.len() / pixels {
            1 => {
                let shade = |sample: &u8| self.shade(*sample);
                let bytes = self.bytes.iter().take(pixels).map(shade).collect();
                GrayImage::from_raw(self.width, self.height, bytes)
            }
            3 => {
                let bytes = self.bytes.get(..3 * pixels)?.to_vec();
                let picture = RgbImage::from_raw(self.width, self.height, bytes)?;
                Some(DynamicImage::from(picture).into_luma8())
            }
            4 => {
                let inks = self.bytes.chunks_exact(4).take(pixels);
                ImageBuffer::from_raw(self.width, self.height, inks.map(shade_of_inks).collect())
            }
            _ => None,
        }
    }

    /// Samples of 1, 2 or 4 bits; every row begins with a byte of its own.
    fn unpacked(&self, pixels: usize) -> Option<GrayImage> {
        if !matches!(self.bits, 1 | 2 | 4) {
            return None;
        }
        let width = usize::try_from(self.width).ok()?;
        let stride = (width * usize::from(self.bits)).div_ceil(8);
        let per_byte = 8 / usize::from(self.bits);
        let most = u8::MAX >> (8 - self.bits);
        let mut bytes = Vec::with_capacity(pixels);
        for row in self.bytes.chunks(stride) {
            for x in 0..width {
                let byte = row.get(x / per_byte).copied().unwrap_or(u8::MAX);
                let place = u32::try_from(x % per_byte + 1).ok()? * u32::from(self.bits);
                let sample = byte.checked_shr(8 - place).unwrap_or(byte) & most;
                bytes.push(match self.palette {
                    Some(_) => self.shade(sample),
                    None => sample * (u8::MAX / most),
                });
            }
        }
        bytes.resize(pixels, u8::MAX);
        GrayImage::from_raw(self.width, self.height, bytes)
    }

    fn shade(&self, sample: u8) -> u8 {
        let Some(palette) = self.palette else { return sample };
        palette.get(usize::from(sample)).copied().unwrap_or(u8::MAX)
    }
}

/// The shades of an indexed colour space (8.6.6.3).
fn palette(dict: &Dict<'_>) -> Option<Vec<u8>> {
    let space = dict.get::<Array<'_>>("ColorSpace")?;
    let mut parts = space.flex_iter();
    if parts.next::<Name<'_>>()?.as_ref() != b"Indexed" {
        return None;
    }
    let _base = parts.next::<Object<'_>>()?;
    let last = usize::from(parts.next::<u8>()?);
    let lookup = parts.next::<Object<'_>>()?;
    let bytes = match lookup.clone().into_string() {
        Some(text) => text.to_vec(),
        None => lookup.into_stream()?.decoded_data().ok()?.into_owned(),
    };
    let parts = bytes.len() / (last + 1);
    let shade = |colour: &[u8]| match *colour {
        [grey] => grey,
        [red, green, blue] => mixed(red, green, blue),
        [_, _, _, _] => shade_of_inks(colour),
        _ => u8::MAX,
    };
    (parts != 0).then(|| bytes.chunks_exact(parts).map(shade).collect())
}

/// How bright a colour looks (ITU-R BT.601), in whole numbers.
fn mixed(red: u8, green: u8, blue: u8) -> u8 {
    let sum = u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114;
    u8::try_from(sum / 1000).unwrap_or(u8::MAX)
}

/// How bright four inks look on white paper.
fn shade_of_inks(inks: &[u8]) -> u8 {
    let [cyan, magenta, yellow, black] = *inks else { return u8::MAX };
    let left = |ink: u8| u8::MAX - ink.saturating_add(black);
    mixed(left(cyan), left(magenta), left(yellow))
}
