//! Making a part of a picture unreadable for good.
//!
//! A soft blur can be turned back, and fine squares over printed digits can be guessed by trying
//! digits until the squares match. So here a part is cut into at most [`CELLS_MAX`] squares along
//! its longer side, none smaller than its shorter side or a fortieth of the picture; each becomes
//! one colour, drawn most of the way to the average of the whole part and rounded to
//! [`LEVELS`] levels. What is left of a number of twelve digits is a handful of bits.

use image::{Rgb, RgbImage};

use crate::layer::{Frame, PERMILLE};

/// Most squares along the longer side.
const CELLS_MAX: u32 = 4;

/// Levels of each colour that remain.
const LEVELS: u64 = 8;

/// A part of a picture in pixels: from the first up to, not including, the second.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Area {
    pub(crate) from: (u32, u32),
    pub(crate) to: (u32, u32),
}

/// The pixels that a frame touches, the ones at its edge included.
pub(crate) fn area(frame: Frame, (width, height): (u32, u32)) -> Area {
    let least = |permille: u16, of: u32| {
        let at = u64::from(permille) * u64::from(of) / u64::from(PERMILLE);
        u32::try_from(at).unwrap_or(of).min(of)
    };
    let most = |permille: u16, of: u32| {
        let at = (u64::from(permille) * u64::from(of)).div_ceil(u64::from(PERMILLE));
        u32::try_from(at).unwrap_or(of).min(of)
    };
    Area {
        from: (least(frame.from.x, width), least(frame.from.y, height)),
        to: (most(frame.to.x, width), most(frame.to.y, height)),
    }
}

impl Area {
    const fn width(self) -> u32 {
        self.to.0.saturating_sub(self.from.0)
    }

    const fn height(self) -> u32 {
        self.to.1.saturating_sub(self.from.1)
    }

    /// The squares, left to right and down; the last ones may be smaller.
    fn cells(self, picture_edge: u32) -> impl Iterator<Item = Self> {
        let long = self.width().max(self.height());
        let short = self.width().min(self.height());
        let edge = short.max(long.div_ceil(CELLS_MAX)).max(picture_edge / 40).max(1);
        let step = usize::try_from(edge).unwrap_or(usize::MAX);
        (self.from.1..self.to.1).step_by(step).flat_map(move |y| {
            (self.from.0..self.to.0).step_by(step).map(move |x| Self {
                from: (x, y),
                to: ((x + edge).min(self.to.0), (y + edge).min(self.to.1)),
            })
        })
    }

    fn pixels(self) -> impl Iterator<Item = (u32, u32)> {
        (self.from.1..self.to.1).flat_map(move |y| (self.from.0..self.to.0).map(move |x| (x, y)))
    }

    fn average(self, picture: &RgbImage) -> [u64; 3] {
        let mut sum = [0_u64; 3];
        let mut count = 0_u64;
        for pixel in self.pixels().filter_map(|(x, y)| picture.get_pixel_checked(x, y)) {
            for (sum, part) in sum.iter_mut().zip(pixel.0) {
                *sum += u64::from(part);
            }
            count += 1;
        }
        sum.map(|part| part / count.max(1))
    }

    fn fill(self, picture: &mut RgbImage, colour: Rgb<u8>) {
        for (x, y) in self.pixels() {
            if let Some(pixel) = picture.get_pixel_mut_checked(x, y) {
                *pixel = colour;
            }
        }
    }
}

/// Makes what lies under `frame` unreadable.
pub(crate) fn blur(picture: &mut RgbImage, frame: Frame) {
    let whole = area(frame, picture.dimensions());
    let average = whole.average(picture);
    let edge = picture.width().max(picture.height());
    for cell in whole.cells(edge) {
        let mut mixed = cell.average(picture);
        for (part, all) in mixed.iter_mut().zip(average) {
            let pulled = (*part + 3 * all) / 4;
            *part = pulled * (LEVELS - 1) / 255 * 255 / (LEVELS - 1);
        }
        let colour = mixed.map(|part| u8::try_from(part).unwrap_or(u8::MAX));
        cell.fill(picture, Rgb(colour));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layer::Point;

    fn noise(seed: u64) -> RgbImage {
        let mut state = seed | 1;
        RgbImage::from_fn(160, 120, |_, _| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let [.., one, two, three, _] = state.to_be_bytes();
            Rgb([one, two, three])
        })
    }

    fn frame(x: u16, y: u16, width: u16, height: u16) -> Frame {
        let to = Point { x: (x + width).min(PERMILLE), y: (y + height).min(PERMILLE) };
        Frame { from: Point { x, y }, to }
    }

    #[test]
    fn a_part_becomes_a_few_flat_squares_and_the_rest_stays() {
        let before = noise(7);
        let mut after = before.clone();
        blur(&mut after, frame(250, 250, 500, 100));
        let whole = area(frame(250, 250, 500, 100), (160, 120));
        let mut colours: Vec<[u8; 3]> = Vec::new();
        for (x, y, pixel) in after.enumerate_pixels() {
            if whole.from.0 <= x && x < whole.to.0 && whole.from.1 <= y && y < whole.to.1 {
                colours.push(pixel.0);
            } else {
                assert_eq!(pixel, before.get_pixel(x, y));
            }
        }
        colours.sort_unstable();
        colours.dedup();
        assert!(colours.len() <= 4, "{colours:?}");
    }

    proptest! {
        /// Nothing finer than a square survives: any order of its pixels gives the same bytes.
        #[test]
        fn the_pixels_inside_a_square_cannot_be_told_apart(
            seed: u64,
            x in 0_u16..900, y in 0_u16..900, width in 1_u16..900, height in 1_u16..900,
            turn in 1_usize..1000,
        ) {
            let frame = frame(x, y, width, height);
            let picture = noise(seed);
            let mut shuffled = picture.clone();
            for cell in area(frame, picture.dimensions()).cells(160) {
                let places: Vec<_> = cell.pixels().collect();
                let mut colours: Vec<_> =
                    places.iter().map(|(x, y)| *picture.get_pixel(*x, *y)).collect();
                let turn = turn % colours.len();
                colours.rotate_left(turn);
                for ((x, y), colour) in places.into_iter().zip(colours) {
                    shuffled.put_pixel(x, y, colour);
                }
            }
            let mut one = picture;
            blur(&mut one, frame);
            blur(&mut shuffled, frame);
            prop_assert_eq!(one, shuffled);
        }

        /// No 8 by 8 block of the original is left: in noise, none can be there by chance.
        #[test]
        fn no_block_of_the_original_is_left(
            seed: u64,
            x in 0_u16..900, y in 0_u16..900, width in 60_u16..900, height in 80_u16..900,
        ) {
            let frame = frame(x, y, width, height);
            let before = noise(seed);
            let mut after = before.clone();
            blur(&mut after, frame);
            let whole = area(frame, before.dimensions());
            for (left, top) in whole.pixels() {
                if whole.to.0 < left + 8 || whole.to.1 < top + 8 {
                    continue;
                }
                let block = Area { from: (left, top), to: (left + 8, top + 8) };
                let same = block.pixels().all(|(x, y)| before.get_pixel(x, y) == after.get_pixel(x, y));
                prop_assert!(!same);
            }
        }
    }
}
