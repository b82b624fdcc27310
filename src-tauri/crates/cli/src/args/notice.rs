//! What may be asked of a concluding notice.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Notice {
    /// Xuất bản dự thảo, kèm các phụ lục
    Draft {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Tệp PDF sẽ tạo
        #[arg(long, value_name = "TỆP.pdf")]
        out: PathBuf,
        /// Tệp Word sẽ tạo thêm, để sửa tiếp bằng Word
        #[arg(long, value_name = "TỆP.docx")]
        docx: Option<PathBuf>,
    },
    /// Xem các phần sửa được của thông báo và đơn vị nêu trong từng nhận xét
    Slots {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
    },
}
