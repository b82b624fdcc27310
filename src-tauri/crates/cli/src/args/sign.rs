//! Signing papers, and bringing signed ones back.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Debug)]
pub(crate) struct Sign {
    /// Văn bản PDF cần ký
    #[arg(value_name = "TỆP.pdf")]
    pub(crate) file: PathBuf,
    /// Tệp .p12 có khóa và chứng thư số
    #[arg(long, value_name = "TỆP.p12", required_unless_present_any = ["pkcs11_module", "strokes"])]
    pub(crate) p12: Option<PathBuf>,
    /// Tệp có mật khẩu của .p12 ở dòng đầu
    #[arg(long, value_name = "TỆP", required_unless_present_any = ["pkcs11_module", "strokes"])]
    pub(crate) p12_password_file: Option<PathBuf>,
    /// Ký bằng USB token: tệp trình điều khiển PKCS#11
    #[arg(long, value_name = "TỆP", conflicts_with_all = ["p12", "p12_password_file"])]
    pub(crate) pkcs11_module: Option<PathBuf>,
    /// Ký vẽ tay: tệp JSON {"width", "height", "lines": [[[x, y, mili giây, lực hoặc null], …], …]}
    #[arg(
        long,
        value_name = "TỆP.json",
        conflicts_with_all = ["p12", "p12_password_file", "pkcs11_module", "picture", "timestamp_url"]
    )]
    pub(crate) strokes: Option<PathBuf>,
    /// Tên hoặc số sê-ri của USB token (mặc định: token duy nhất)
    #[arg(long, value_name = "TÊN", requires = "pkcs11_module")]
    pub(crate) token: Option<String>,
    /// Tên, mã hoặc dấu vân của chứng thư trên token (mặc định: chứng thư duy nhất có khóa)
    #[arg(long, value_name = "MÃ", requires = "pkcs11_module")]
    pub(crate) certificate: Option<String>,
    /// Tệp có PIN của USB token ở dòng đầu
    #[arg(long, value_name = "TỆP", requires = "pkcs11_module")]
    pub(crate) pin_file: Option<PathBuf>,
    /// Ký với vai: leader, deputy, secretary, unit; signer cho công văn; seal để đóng dấu cơ quan, copy
    /// để ký bản sao điện tử (hai vai này sau khi người đứng đầu đã ký)
    #[arg(long = "as", value_name = "VAI")]
    pub(crate) role: String,
    /// Hình thức sao, với --as copy
    #[arg(long, value_name = "HÌNH THỨC", value_parser = ["sao-y", "sao-luc", "trich-sao"])]
    pub(crate) copy_form: Option<String>,
    /// Hình chữ ký: tệp PNG, hiện ở ô ký thay cho dòng chữ; với --as seal là hình con dấu màu đỏ
    #[arg(long, value_name = "TỆP.png")]
    pub(crate) picture: Option<PathBuf>,
    /// Địa chỉ cấp dấu thời gian (RFC 3161) dùng lần này; không ghi thì dùng địa chỉ trong cài đặt
    #[arg(long, value_name = "URL")]
    pub(crate) timestamp_url: Option<String>,
    /// Tệp PDF sẽ tạo
    #[arg(long, value_name = "TỆP.pdf")]
    pub(crate) out: PathBuf,
}

/// A number for a paper that was signed without one.
#[derive(Args, Debug)]
pub(crate) struct Number {
    /// Văn bản PDF đã ký, ô số còn trống
    #[arg(value_name = "TỆP.pdf")]
    pub(crate) file: PathBuf,
    /// Số cần điền, ví dụ 12
    #[arg(long, value_name = "SỐ")]
    pub(crate) value: String,
    /// Tệp PDF sẽ tạo
    #[arg(long, value_name = "TỆP.pdf")]
    pub(crate) out: PathBuf,
}

/// What comes back of a paper.
#[derive(Args, Debug)]
pub(crate) struct BroughtFiles {
    /// Tệp PDF đã ký; hoặc bản quét đã ký tay: một tệp PDF, hay ảnh chụp từng trang theo thứ tự
    #[arg(value_name = "TỆP", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Đính cả khi bản quét thiếu trang, sai thứ tự hoặc có trang không đọc được mã
    #[arg(long)]
    pub(crate) incomplete: bool,
}
