//! What may be asked of checklists.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum Checklist {
    /// Liệt kê các bộ nội dung
    List,
    /// Xem một bộ nội dung, theo ngày hoặc toàn bộ lịch sử
    Show {
        /// Mã của bộ nội dung, ví dụ cchc
        #[arg(value_name = "MÃ")]
        id: String,
        /// Ngày cần xem, ví dụ 2022-09-15
        #[arg(long, value_name = "NGÀY")]
        on: Option<String>,
    },
    /// Kiểm tra một tệp bộ nội dung tự soạn
    Check {
        /// Tệp TOML
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
    /// Đọc bộ nội dung đã sửa trong Excel, kiểm tra rồi ghi thành tệp TOML hoặc đưa vào kho
    Import(Import),
    /// Xuất một bộ nội dung ra Excel, TOML hoặc XLSForm (ODK, KoboToolbox)
    Export(Export),
}

#[derive(Args, Debug)]
pub(crate) struct Import {
    /// Tệp Excel do chương trình xuất ra rồi sửa
    #[arg(value_name = "TỆP.xlsx")]
    pub(crate) file: PathBuf,
    /// Tệp TOML sẽ ghi (mặc định: cùng tên, cạnh tệp Excel)
    #[arg(long, value_name = "TỆP.toml")]
    pub(crate) out: Option<PathBuf>,
    /// Bản gốc: tệp TOML, hoặc mã của bộ nội dung (mặc định: bộ nội dung mà tệp Excel ghi)
    #[arg(long, value_name = "GỐC")]
    pub(crate) base: Option<String>,
    /// Đưa vào kho thành bản sửa của phiên bản mới nhất, để xem lại và ban hành trong chương trình
    #[arg(long, conflicts_with_all = ["out", "base"])]
    pub(crate) draft: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Export {
    /// Mã của bộ nội dung, hoặc tệp TOML của bộ nội dung tự soạn; với --draft cũng có thể là mã bản sửa
    #[arg(value_name = "MÃ")]
    pub(crate) id: String,
    /// Lấy bản đang sửa trong kho (của bộ nội dung đã nêu thì lấy bản sửa gần nhất); cần --passphrase-file
    #[arg(long, conflicts_with = "checklist-version")]
    pub(crate) draft: bool,
    /// Tệp sẽ ghi
    #[arg(long, value_name = "TỆP")]
    pub(crate) out: PathBuf,
    /// Dạng tệp
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = Format::Xlsx)]
    pub(crate) format: Format,
    /// Phiên bản (mặc định: phiên bản có sẵn dùng cho ngày nêu ở --on); phiên bản cơ quan đã ban hành thì lấy từ kho, cần --passphrase-file
    #[arg(long = "version", id = "checklist-version", value_name = "PHIÊN_BẢN")]
    pub(crate) version: Option<String>,
    /// Ngày chọn phiên bản; với xlsform cũng là ngày chọn câu chữ và căn cứ (mặc định: hôm nay)
    #[arg(long, value_name = "NGÀY")]
    pub(crate) on: Option<String>,
    /// Loại đơn vị được hỏi, chỉ với xlsform: xa, phuong, thi-tran, dac-khu, phong, truong, tram, khac
    #[arg(long, value_name = "LOẠI")]
    pub(crate) kind: Option<String>,
}

/// The kinds of file in which a checklist goes out.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Format {
    /// Excel, sửa rồi nhập lại được
    Xlsx,
    /// Một tệp TOML
    Toml,
    /// Biểu mẫu cho ODK Collect, KoboToolbox
    Xlsform,
}
