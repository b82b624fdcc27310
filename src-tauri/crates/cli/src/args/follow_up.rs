//! What may be asked of follow-up.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum FollowUp {
    /// Liệt kê các kiến nghị, yêu cầu của một đợt: thời hạn và tình trạng hôm nay
    List {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Chỉ những nội dung quá hạn hoặc sắp đến hạn
        #[arg(long)]
        remind: bool,
    },
    /// Lập công văn đôn đốc một đơn vị về các nội dung quá hạn, sắp đến hạn
    Letter {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Khóa của đơn vị trong đợt
        #[arg(value_name = "ĐƠN_VỊ")]
        unit: String,
        /// Tệp PDF sẽ tạo
        #[arg(long, value_name = "TỆP.pdf")]
        out: PathBuf,
        /// Tệp Word sẽ tạo thêm, để sửa tiếp bằng Word
        #[arg(long, value_name = "TỆP.docx")]
        docx: Option<PathBuf>,
        /// Chốt luôn nội dung để ký
        #[arg(long)]
        seal: bool,
    },
}
