//! Photographs: what a file is, what the camera wrote down, upright copies, and marks painted on
//! them.
//!
//! Pure: bytes in, bytes out. The original is only ever read. Equal bytes give equal copies, so
//! every copy can be made again and none of them has to be kept for good.

mod blur;
mod copies;
mod layer;
mod lettering;
mod media;
mod notes;
mod paint;
mod place;
#[cfg(test)]
mod testing;

pub use copies::{Copies, EDGE_MAX_PX, PIXELS_MAX, THUMB_PX, WORK_PX, copies};
pub use layer::{Frame, Layer, LayerError, Mark, PERMILLE, Point, SHAPES_MAX, TEXT_MAX};
pub use media::{is_picture, media_type};
pub use notes::{Notes, notes};
pub use paint::paint;
pub use place::{Angle, BadPlace, Place, Side};

use thiserror::Error;

/// Why a picture cannot be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PictureError {
    /// Not a JPEG or PNG, or a broken one.
    #[error("cannot read the picture")]
    Unreadable,
    /// So many pixels that reading them would take the laptop down.
    #[error("{width_px} by {height_px} pixels are more than is read")]
    TooManyPixels {
        /// Its width as the file says.
        width_px: u32,
        /// Its height as the file says.
        height_px: u32,
    },
    /// The copy cannot be written.
    #[error("cannot write the copy")]
    Unwritable,
}
