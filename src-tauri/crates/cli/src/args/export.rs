//! Words of `export`.

use clap::ValueEnum;

/// What a campaign is exported as.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One workbook.
    Xlsx,
    /// One archive of `.csv` files.
    Csv,
    /// One JSON document.
    Json,
}
