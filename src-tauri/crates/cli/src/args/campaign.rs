//! What may be asked of a campaign.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum Campaign {
    /// Nhập một đợt kiểm tra; nhập lại cùng tệp không thay đổi gì
    Import {
        /// Tệp TOML
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
    /// Liệt kê các đợt kiểm tra
    List,
    /// Xem một đợt kiểm tra
    Show {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
    },
}

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
