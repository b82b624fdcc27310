//! A whole campaign at one look (tổng hợp): units against items, and the tables behind it.
//!
//! **Invariant:** made from folders alone; nothing here reads the store, a file or a clock.

mod matrix;
mod sheets;
#[cfg(test)]
mod tests;

pub use matrix::{
    Before, BeforeItem, Matrix, MatrixArea, MatrixCell, MatrixItem, MatrixUnit, mark, matrix,
    spoken,
};
pub use sheets::sheets;
