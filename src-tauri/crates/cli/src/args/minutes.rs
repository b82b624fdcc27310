//! What may be asked of minutes.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Minutes {
    /// Xuất bản dự thảo
    Draft {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
        /// Tệp PDF sẽ tạo
        #[arg(long, value_name = "TỆP.pdf")]
        out: PathBuf,
        /// Tệp Word sẽ tạo thêm, để sửa tiếp bằng Word
        #[arg(long, value_name = "TỆP.docx")]
        docx: Option<PathBuf>,
    },
    /// Chọn dạng biên bản: đầy đủ, rút gọn, hoặc theo loại đơn vị
    Extent {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
        /// full: đầy đủ; short: rút gọn; usual: theo loại đơn vị
        #[arg(value_name = "DẠNG", value_parser = ["full", "short", "usual"])]
        extent: String,
    },
    /// Chốt nội dung; in mã niêm phong
    Seal {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
    },
    /// Xuất biên bản đã chốt, kèm các chữ ký đã có
    Export {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
        /// Tệp PDF sẽ tạo
        #[arg(long, value_name = "TỆP.pdf")]
        out: PathBuf,
        /// Mã niêm phong, hoặc phần đầu của mã, của một bản đã chốt trước đó
        #[arg(long, value_name = "MÃ")]
        seal: Option<String>,
    },
    /// Lập biên bản bổ sung cho bản đã chốt, không thay thế bản đó
    Supplement {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
        /// Lý do bổ sung
        #[arg(long, value_name = "LÝ_DO")]
        reason: String,
        /// Số của biên bản được bổ sung, ví dụ 12/BB-ĐKT
        #[arg(long, value_name = "SỐ", default_value = "", hide_default_value = true)]
        number: String,
    },
    /// Xuất bố cục biên bản của một đợt (tên cơ quan, ký hiệu, đoạn riêng, thứ tự) ra tệp TOML
    ExportLayout {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Tệp TOML sẽ tạo
        #[arg(long, value_name = "TỆP.toml")]
        out: PathBuf,
    },
    /// Dùng bố cục biên bản của một tệp TOML cho một đợt
    ImportLayout {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// Tệp TOML
        #[arg(value_name = "TỆP.toml")]
        file: PathBuf,
    },
    /// Bỏ bản đang soạn sau bản đã chốt: bản bổ sung hoặc bản thay thế
    Withdraw {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
    },
    /// Lập bản mới thay thế bản đã chốt
    Revise {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
        /// Lý do lập bản mới
        #[arg(long, value_name = "LÝ_DO")]
        reason: String,
    },
    /// Xem các phần sửa được của biên bản
    Slots {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
    },
}
