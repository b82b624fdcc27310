//! Sentences for lists of case files and draws.

use domain::number;
use domain::sample::{BadCodes, BadDraw, CODES_MAX, Fault};

use super::{Class, Failure};
use crate::sampling::SamplingError;

/// Faults named in one message; the others are counted.
const NAMED_MAX: usize = 5;

pub(super) fn failure(error: &SamplingError) -> Failure {
    let (code, message) = match error {
        SamplingError::Table(error) => ("E-TABLE", table(error)),
        SamplingError::NoCodeColumn => (
            "E-SAMPLE-COLUMN",
            "Chưa chọn cột mã hồ sơ. Hãy chọn cột ghi mã hồ sơ rồi đọc lại.".to_owned(),
        ),
        SamplingError::List(faults) => ("E-SAMPLE-LIST", list(faults)),
        SamplingError::Codes(error) => ("E-SAMPLE-CODES", codes(error)),
        SamplingError::Draw(error) => ("E-SAMPLE-DRAW", draw(*error)),
        SamplingError::BadStrata(by) => (
            "E-SAMPLE-STRATA",
            format!(
                "Không chia nhóm theo “{by}” được. Hãy chọn lĩnh vực, kênh nộp, hoặc không chia."
            ),
        ),
        SamplingError::BadMethod(method) => (
            "E-SAMPLE-METHOD",
            format!(
                "Mẫu này rút theo cách “{method}” mà phiên bản này chưa biết. Hãy cập nhật chương trình; danh sách đã rút vẫn được giữ nguyên."
            ),
        ),
    };
    Failure::new(Class::Input, code, message)
}

fn table(error: &tables::TableError) -> String {
    use tables::TableError;
    let why = match error {
        TableError::NotATable(_) => "không phải bảng tính hoặc tệp CSV",
        TableError::Protected => "có đặt mật khẩu; hãy lưu lại bản không mật khẩu",
        TableError::TooMuch { .. } => "lớn hơn mức chương trình đọc được",
        TableError::Damaged { .. } => "bị hỏng; hãy xuất lại từ phần mềm một cửa",
        TableError::NoSuchSheet(_) => "không có trang tính đã chọn",
        TableError::Stopped => "đã dừng đọc",
        TableError::Writing(_) => "không ghi được",
    };
    format!("Tệp danh sách hồ sơ {why}. Chưa ghi gì vào kho; dữ liệu đã lưu vẫn an toàn.")
}

/// What is wrong with a list, the first faults by name.
pub(crate) fn list(faults: &[Fault]) -> String {
    let named = faults.iter().take(NAMED_MAX).map(|fault| match fault {
        Fault::NoCode { line } => format!("dòng {line} không có mã hồ sơ"),
        Fault::Twice { code, lines } => {
            let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
            format!("mã “{code}” lặp lại ở dòng {}", lines.join(", "))
        }
        Fault::Nothing => "danh sách không có hồ sơ nào".to_owned(),
    });
    let named: Vec<String> = named.collect();
    let more = faults.len().saturating_sub(NAMED_MAX);
    let more = if more == 0 { String::new() } else { format!("; và {more} chỗ khác") };
    format!("Danh sách chưa dùng để rút mẫu được: {}{more}. Hãy sửa rồi đọc lại.", named.join("; "))
}

fn codes(error: &BadCodes) -> String {
    match error {
        BadCodes::NoRange { text } => format!(
            "Không đọc được khoảng mã “{text}”. Hãy nhập như 000.01.H27-220915-0001…0040, hoặc mỗi dòng một mã."
        ),
        BadCodes::Backwards { text } => {
            format!("Khoảng mã “{text}” có số cuối nhỏ hơn số đầu. Hãy đổi lại thứ tự.")
        }
        BadCodes::TooMany => format!(
            "Nhiều hơn {} mã hồ sơ. Hãy kiểm tra lại khoảng mã.",
            number::grouped(CODES_MAX as u64)
        ),
    }
}

fn draw(error: BadDraw) -> String {
    match error {
        BadDraw::NoSeed => {
            "Chưa có chuỗi rút, hoặc chuỗi có ký tự không in được. Hãy nhập chữ và số.".to_owned()
        }
        BadDraw::NoSize => "Cỡ mẫu phải từ 1 hồ sơ trở lên.".to_owned(),
        BadDraw::TooMany { wanted, all } => format!(
            "Cần rút {} hồ sơ nhưng danh sách chỉ có {}. Hãy giảm cỡ mẫu.",
            number::grouped(wanted as u64),
            number::grouped(all as u64)
        ),
    }
}
