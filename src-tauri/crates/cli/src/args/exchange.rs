//! What may be asked of laptops that work side by side.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Exchange {
    /// Ghi gói trao đổi (.doan) của một đợt cho các máy khác trong đoàn
    Pack {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Tệp sẽ ghi; gói dài được chia thành TỆP, TỆP.2, …
        #[arg(long, value_name = "TỆP.doan")]
        out: PathBuf,
        /// Ghi toàn bộ, kể cả phần các máy khác đã báo nhận
        #[arg(long)]
        all: bool,
    },
    /// Xuất hồ sơ lưu vết (.hoso) của một đợt cho người kiểm tra độc lập; không kèm nội dung, kiểm bằng bienban-audit
    Audit {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Tệp sẽ ghi
        #[arg(long, value_name = "TỆP.hoso")]
        out: PathBuf,
    },
    /// Nhận gói trao đổi (.doan) của một máy trong đoàn
    Unpack {
        /// Tệp gói
        #[arg(value_name = "TỆP.doan")]
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Delegation {
    /// Xuất thẻ của máy này để người lập đoàn thêm vào
    Card {
        /// Tệp sẽ ghi
        #[arg(long, value_name = "TỆP.the")]
        out: PathBuf,
    },
    /// Liệt kê các máy trong đoàn và phần mỗi máy chưa báo nhận
    List {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
    },
    /// Thêm một máy vào đoàn, hoặc đổi vai trò của máy đã có
    Add {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Thẻ máy
        #[arg(value_name = "TỆP.the")]
        card: PathBuf,
        /// leader, deputy, secretary, member; hub: máy chủ cơ quan
        #[arg(long, value_name = "VAI_TRÒ", default_value = "member")]
        role: String,
        /// Lĩnh vực được phân công, ví dụ MC; nêu nhiều lần được; không nêu là mọi lĩnh vực
        #[arg(long, value_name = "LĨNH_VỰC")]
        area: Vec<String>,
    },
    /// Loại một máy khỏi đoàn (mất máy, thay người); phần đã nhận của máy đó vẫn giữ nguyên
    End {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Mã máy như trong danh sách
        #[arg(value_name = "MÃ_MÁY")]
        device: String,
    },
    /// Tiếp quản danh sách đoàn trên máy của phó đoàn (hoặc trưởng đoàn): từ nay máy này thêm, loại máy
    TakeOver {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Máy đang giữ danh sách bị mất hoặc hỏng: loại máy đó khỏi đoàn luôn
        #[arg(long)]
        lost: bool,
    },
    /// Liệt kê nội dung được giữ riêng vì người ghi không có quyền
    Quarantine {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
    },
}
