//! Case files (hồ sơ): lists to draw from, sheets of the drawn ones, figures of form 06.
//!
//! Everything here is computed from values; nothing is read or written.

pub mod dossiers;
mod error;
mod fetch;
mod figures;
mod list;
mod sheet;

pub use error::SamplingError;
pub use fetch::{About, fetch_list};
pub use figures::{Judged, Part, extra, interval_text, judge};
pub use list::{
    BY_CHANNEL, BY_FIELD, COLUMNS, ListedFile, Look, look, population, read_csv, typed, write_csv,
};
pub use sheet::{CODE, REGISTER, cells_of, checked};

use chrono::NaiveDate;

use crate::record::Row;

/// Fills in the cells that follow from others, as it is on the `day` of the visit.
pub fn complete(rows: &mut [Row], day: NaiveDate) {
    for row in rows {
        match row.register.as_str() {
            REGISTER => sheet::complete(&mut row.cells, day),
            dossiers::REGISTER => dossiers::complete(row),
            _ => {}
        }
    }
}
