//! What may be asked. The doc comments of this file are the user's manual.
#![expect(clippy::doc_markdown, reason = "these comments are read in a terminal")]

mod campaign;
mod checklist;
mod exchange;
mod follow_up;
mod minutes;
mod network;
mod notice;
mod sign;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub(crate) use campaign::{Campaign, ExportFormat};
pub(crate) use checklist::{Checklist, Export, Format, Import};
pub(crate) use exchange::{Delegation, Exchange};
pub(crate) use follow_up::FollowUp;
pub(crate) use minutes::Minutes;
pub(crate) use network::{Hub, Network};
pub(crate) use notice::Notice;
pub(crate) use sign::{BroughtFiles, Number, Sign};

use crate::failure::Failed;

/// Lập, chốt, ký và kiểm tra biên bản kiểm tra cải cách hành chính.
#[derive(Debug, Parser)]
#[command(name = "bienban", version, disable_version_flag = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What goes with every command.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// Thư mục của kho dữ liệu (mặc định: nơi cửa sổ chương trình cất dữ liệu)
    #[arg(long, global = true, value_name = "THƯ_MỤC", env = "BIENBAN_HOME", hide_env = true)]
    pub(crate) home: Option<PathBuf>,
    /// Tệp có mật khẩu ở dòng đầu (hoặc đặt biến BIENBAN_PASSPHRASE_FILE)
    #[arg(
        long,
        global = true,
        value_name = "TỆP",
        env = "BIENBAN_PASSPHRASE_FILE",
        hide_env = true
    )]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Tệp có mã khôi phục ở dòng đầu, thay cho mật khẩu
    #[arg(long, global = true, value_name = "TỆP")]
    pub(crate) recovery_code_file: Option<PathBuf>,
    /// In kết quả thành một tài liệu JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// In hướng dẫn
    #[arg(long, short = 'h', global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// In phiên bản
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tạo kho dữ liệu mới và in mã khôi phục một lần
    Init {
        /// Tệp profile.toml: họ tên, chức vụ, cơ quan
        #[arg(long, value_name = "TỆP")]
        profile: PathBuf,
    },
    /// In JSON Schema: profile, campaign, visit, visit-shown, minutes-data, notice-data, letter-data, verify-report
    Schema {
        /// Tên lược đồ
        #[arg(value_name = "TÊN")]
        name: String,
    },
    /// Bộ nội dung kiểm tra
    #[command(subcommand)]
    Checklist(Checklist),
    /// Đợt kiểm tra
    #[command(subcommand)]
    Campaign(Campaign),
    /// Xuất toàn bộ một đợt kiểm tra
    Export {
        /// Mã hoặc khóa của đợt
        #[arg(value_name = "ĐỢT")]
        campaign: String,
        /// xlsx: một sổ tính, mỗi bảng một trang; csv: một tệp .zip, mỗi bảng một tệp; json: một tệp
        #[arg(long, value_name = "DẠNG")]
        format: ExportFormat,
        /// Tệp ghi ra
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
    },
    /// Cuộc kiểm tra (ghi là MÃ, hoặc ĐỢT/ĐƠN_VỊ, hoặc ĐỢT/ĐƠN_VỊ/NGÀY)
    #[command(subcommand)]
    Visit(Visit),
    /// Biên bản
    #[command(subcommand)]
    Minutes(Minutes),
    /// Thông báo kết luận của một đợt kiểm tra
    #[command(subcommand)]
    Notice(Notice),
    /// Minh chứng
    #[command(subcommand)]
    Evidence(Evidence),
    /// Theo dõi khắc phục
    #[command(subcommand)]
    FollowUp(FollowUp),
    /// Ký số một biên bản, thông báo, công văn PDF bằng tệp .p12 hoặc USB token
    Sign(Sign),
    /// Điền số vào văn bản đã ký mà ô số còn trống; các chữ ký vẫn giữ nguyên
    Number(Number),
    /// Liệt kê USB token đang cắm và chứng thư số trên đó; không hỏi PIN
    Tokens {
        /// Tệp trình điều khiển PKCS#11 (mặc định: mọi trình điều khiển đã biết có trên máy)
        #[arg(long, value_name = "TỆP")]
        pkcs11_module: Option<PathBuf>,
    },
    /// Đưa về biên bản đã ký ở nơi khác, hoặc bản quét đã ký tay
    AttachSigned {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
        #[command(flatten)]
        brought: BroughtFiles,
    },
    /// Bổ sung bằng chứng lâu dài (dấu thời gian, thông tin thu hồi) cho các văn bản đã ký số
    ExtendSigned {
        /// Địa chỉ cấp dấu thời gian (RFC 3161) dùng lần này; không ghi thì dùng địa chỉ trong cài đặt
        #[arg(long, value_name = "URL")]
        timestamp_url: Option<String>,
        /// Chứng thư được tin cậy (PEM hoặc DER), thêm vào danh sách của máy cho lần này
        #[arg(long, value_name = "CA.pem")]
        trust: Vec<PathBuf>,
    },
    /// Kiểm tra chữ ký số trên một tệp PDF
    Verify {
        /// Tệp PDF
        #[arg(value_name = "TỆP.pdf")]
        file: PathBuf,
        /// Chứng thư được tin cậy (PEM hoặc DER); có thể nêu nhiều lần
        #[arg(long, value_name = "CA.pem")]
        trust: Vec<PathBuf>,
        /// Ghi văn bản ở từng lần ký thành tệp riêng vào thư mục này
        #[arg(long, value_name = "THƯ_MỤC")]
        extract: Option<PathBuf>,
    },
    /// Nhận một cuộc kiểm tra từ biên bản PDF đã ký số của máy khác
    ImportPaper {
        /// Biên bản PDF
        #[arg(value_name = "TỆP.pdf")]
        file: PathBuf,
        /// Chỉ xem sẽ nhận gì, không ghi
        #[arg(long)]
        dry_run: bool,
    },
    /// Các máy trong đoàn: thẻ máy, thêm, bớt, liệt kê
    #[command(subcommand)]
    Delegation(Delegation),
    #[command(flatten)]
    Exchange(Exchange),
    #[command(flatten)]
    Network(Network),
    /// Kiểm tra toàn bộ kho: sổ ghi, chữ ký, minh chứng, bản chụp
    Check,
    /// Sao lưu toàn bộ kho vào một tệp
    Backup {
        /// Tệp sao lưu sẽ tạo
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
    },
    /// Khôi phục kho từ một tệp sao lưu vào thư mục trống
    Restore {
        /// Tệp sao lưu
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
    /// Bản chụp của cơ sở dữ liệu
    #[command(subcommand)]
    Snapshot(Snapshot),
    /// Đổi mật khẩu
    ChangePassphrase {
        /// Tệp có mật khẩu mới ở dòng đầu
        #[arg(long, value_name = "TỆP")]
        new_file: PathBuf,
    },
    /// Tìm trong kho, có dấu hoặc không dấu
    Search {
        /// Nội dung cần tìm
        #[arg(value_name = "NỘI_DUNG")]
        text: String,
    },
    /// Dữ liệu mẫu; rút lại mẫu hồ sơ
    #[command(subcommand)]
    Sample(Sample),
    /// Ghi chú từng dòng MỤC<Tab>NỘI DUNG đọc từ đầu vào chuẩn; báo từng dòng sau khi đã lưu
    #[command(name = "type", hide = true)]
    Type {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Visit {
    /// Nhập một cuộc kiểm tra; nhập lại chỉ ghi phần khác
    Import {
        /// Tệp JSON
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
    /// Liệt kê các cuộc kiểm tra của một đợt
    List {
        /// Mã hoặc khóa của đợt
        #[arg(long, value_name = "ĐỢT")]
        campaign: String,
    },
    /// Xuất phiếu trắng để in và ghi tay: các mục, ô đánh dấu, sổ
    Blank {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
        /// Tệp PDF sẽ ghi
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
    },
    /// Xem một cuộc kiểm tra
    Show {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Evidence {
    /// Thêm ảnh hoặc tệp vào một mục; giữ nguyên bản gốc
    Add {
        /// Cuộc kiểm tra
        #[arg(value_name = "CUỘC")]
        visit: String,
        /// Mục, ví dụ MC-03
        #[arg(value_name = "MỤC")]
        item: String,
        /// Tệp
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Snapshot {
    /// Liệt kê các bản chụp
    List,
    /// Thay cơ sở dữ liệu hiện tại bằng một bản chụp; bản hiện tại được giữ riêng
    Restore {
        /// Tên bản chụp
        #[arg(value_name = "TÊN")]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Sample {
    /// Liệt kê dữ liệu mẫu
    List,
    /// Nhập một bộ dữ liệu mẫu
    Import {
        /// Mã của bộ mẫu
        #[arg(value_name = "MÃ")]
        id: String,
    },
    /// Bỏ mọi dữ liệu mẫu vào thùng rác
    Remove,
    /// Rút lại mẫu hồ sơ từ danh sách và chuỗi rút; không cần kho dữ liệu
    Redraw(Redraw),
}

#[derive(Args, Debug)]
pub(crate) struct Redraw {
    /// Danh sách hồ sơ: CSV, Excel hoặc ODS có cột mã hồ sơ
    #[arg(long, value_name = "TỆP")]
    pub(crate) population: PathBuf,
    /// Chuỗi rút
    #[arg(long, value_name = "CHUỖI")]
    pub(crate) seed: String,
    /// Số hồ sơ cần rút
    #[arg(long, value_name = "SỐ")]
    pub(crate) size: u32,
    /// Chia nhóm theo linh_vuc hoặc kenh_nop
    #[arg(long, value_name = "CỘT", default_value = "", hide_default_value = true)]
    pub(crate) by: String,
}

/// What a person asked for.
pub(crate) enum Asked {
    /// A command.
    Command(Box<Arguments>),
    /// The manual, or the version.
    Help(String),
}

/// Reads the words of the command line.
pub(crate) fn read(words: Vec<OsString>) -> Result<Asked, Failed> {
    let matches = in_vietnamese(Arguments::command()).try_get_matches_from(words);
    match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => Ok(Asked::Command(Box::new(arguments))),
        Err(error)
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) =>
        {
            Ok(Asked::Help(error.to_string().replace("[OPTIONS]", "[TÙY CHỌN]")))
        }
        Err(error) => Err(Failed::usage(format!("{} Xem `bienban --help`.", mistake(&error)))),
    }
}

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}";

/// Puts Vietnamese in the place of the words that clap brings along.
fn in_vietnamese(command: clap::Command) -> clap::Command {
    command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Tham số" } else { "Tùy chọn" };
            arg.help_heading(heading)
        })
        .mut_subcommands(in_vietnamese)
}

fn mistake(error: &clap::Error) -> String {
    let kind = error.kind();
    let named = |wanted| match error.get(wanted) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = named(ContextKind::InvalidArg);
    if kind == ErrorKind::InvalidSubcommand {
        format!("Không có lệnh “{}”.", named(ContextKind::InvalidSubcommand))
    } else if kind == ErrorKind::UnknownArgument {
        format!("Không có tham số “{argument}”.")
    } else if kind == ErrorKind::MissingRequiredArgument {
        format!("Thiếu tham số: {argument}.")
    } else if kind == ErrorKind::MissingSubcommand
        || kind == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        "Thiếu lệnh.".to_owned()
    } else if kind == ErrorKind::InvalidUtf8 {
        "Tham số không phải văn bản UTF-8.".to_owned()
    } else {
        format!("Tham số “{argument}” thiếu giá trị hoặc có giá trị sai.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_is_consistent_and_vietnamese() {
        in_vietnamese(Arguments::command()).debug_assert();
        let words = ["bienban", "minutes", "draft", "--help"].map(OsString::from).to_vec();
        let Ok(Asked::Help(text)) = read(words) else { panic!("no manual") };
        for word in ["Usage", "Options", "OPTIONS", "Arguments", "Commands", "Print"] {
            assert!(!text.contains(word), "{text}");
        }
    }

    #[test]
    fn mistakes_are_named_in_vietnamese() {
        let said = |words: &[&str]| match read(words.iter().map(OsString::from).collect()) {
            Err(failed) => failed.message,
            Ok(_) => panic!("taken"),
        };
        assert!(said(&["bienban"]).contains("Thiếu lệnh"));
        assert!(said(&["bienban", "bay"]).contains("Không có lệnh “bay”"));
        assert!(said(&["bienban", "check", "--mau"]).contains("Không có tham số “--mau”"));
        assert!(said(&["bienban", "init"]).contains("Thiếu tham số: --profile"));
    }
}
