//! What may be asked of laptops that reach each other over a network.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Network {
    /// Mở máy này cho các máy trong đoàn nối vào qua mạng nội bộ; dừng bằng Ctrl+C
    Serve {
        /// Địa chỉ nhận kết nối
        #[arg(long, value_name = "ĐỊA_CHỈ:CỔNG", default_value = "0.0.0.0:4610")]
        listen: SocketAddr,
        /// Mời một người vào đoàn của đợt này (mã hoặc khóa) bằng mã 8 chữ số, in ra khi bắt đầu
        #[arg(long, value_name = "ĐỢT")]
        invite: Option<String>,
        /// Vai trò của người được mời
        #[arg(long, value_name = "VAI_TRÒ", default_value = "member", requires = "invite")]
        role: String,
        /// Chỉ giao một lĩnh vực cho người được mời, ghi nhiều lần cho nhiều lĩnh vực
        #[arg(long, value_name = "LĨNH_VỰC", requires = "invite")]
        area: Vec<String>,
    },
    /// Nối tới một máy trong đoàn, hoặc máy chủ cơ quan, và trao đổi hai chiều
    Sync {
        /// Địa chỉ máy kia, ví dụ 192.168.1.5 hoặc may-chu.vn:4610
        #[arg(value_name = "ĐỊA_CHỈ")]
        address: String,
        /// Chỉ trao đổi một đợt: mã hoặc khóa
        #[arg(long, value_name = "ĐỢT")]
        campaign: Option<String>,
        /// Mã máy kia đọc trên màn hình của nó, khi máy này chưa có đoàn nào chung với nó
        #[arg(long, value_name = "MÃ_MÁY")]
        device: Option<String>,
        /// Vào đoàn bằng mã mời 8 chữ số mà trưởng đoàn đọc
        #[arg(long, value_name = "MÃ", conflicts_with_all = ["campaign", "device"])]
        code: Option<String>,
    },
    /// Máy chủ cơ quan
    #[command(subcommand)]
    Hub(Hub),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Hub {
    /// Chạy máy chủ: nhận và trả nội dung của các đoàn; dừng bằng Ctrl+C
    Serve {
        /// Tệp cấu hình
        #[arg(long, value_name = "TỆP.toml")]
        config: PathBuf,
    },
    /// In mật khẩu ở dạng ghi vào tệp cấu hình (Argon2id)
    Phc {
        /// Tệp có mật khẩu ở dòng đầu
        #[arg(long, value_name = "TỆP")]
        secret_file: PathBuf,
    },
}
