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
    /// Chốt nội dung thông báo; in mã niêm phong
    Seal {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
    },
    /// Xuất thông báo đã chốt, kèm các chữ ký đã có
    Export {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Tệp PDF sẽ tạo
        #[arg(long, value_name = "TỆP.pdf")]
        out: PathBuf,
    },
    /// Lập bản mới thay thế bản đã chốt
    Revise {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Lý do lập bản mới
        #[arg(long, value_name = "LÝ_DO")]
        reason: String,
    },
    /// Bỏ bản thay thế đang soạn; bản đã chốt giữ nguyên giá trị
    Withdraw {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
    },
    /// Đưa về thông báo đã ký ở nơi khác, hoặc bản quét đã ký tay
    AttachSigned {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        #[command(flatten)]
        brought: super::BroughtFiles,
    },
    /// Xem các phần sửa được của thông báo và đơn vị nêu trong từng nhận xét
    Slots {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
    },
}
