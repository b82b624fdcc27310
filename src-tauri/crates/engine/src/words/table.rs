//! Sentences for workbooks and their lines.

use domain::number::grouped;
use tables::{Limit, Looks, Place, TableError, letters};

use super::{Class, Failure};
use crate::import::{LineFlaw, LineProblem};

pub(super) fn failure(error: &TableError) -> Failure {
    let input = |code, message: String| Failure::new(Class::Input, code, message);
    match error {
        TableError::NotATable(looks) => {
            input("E-TABLE-KIND", format!("{} Chưa ghi gì vào kho.", not_a_table(*looks)))
        }
        TableError::Protected => input(
            "E-TABLE-PASSWORD",
            "Tệp có đặt mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ), lưu rồi chọn lại. Chưa ghi gì vào kho.".to_owned(),
        ),
        TableError::TooMuch { what, max, place } => input(
            "E-TABLE-LIMIT",
            format!(
                "{}Tệp vượt giới hạn {}. Hãy bỏ bớt phần thừa hoặc tách tệp rồi chọn lại. Chưa ghi gì vào kho.",
                at(place),
                limit(*what, *max)
            ),
        ),
        TableError::Damaged { place, .. } => input(
            "E-TABLE-DAMAGED",
            format!(
                "{}Tệp bị hỏng hoặc chép chưa trọn nên không đọc tiếp được. Hãy mở bằng Excel, lưu thành tệp .xlsx mới rồi chọn lại. Chưa ghi gì vào kho.",
                at(place)
            ),
        ),
        TableError::NoSuchSheet(name) => input(
            "E-TABLE-SHEET",
            format!("Tệp không có trang tính “{name}”, hoặc trang đang bị ẩn. Hãy chọn trang khác."),
        ),
        TableError::Stopped => input(
            "E-TABLE-STOPPED",
            "Đã dừng theo yêu cầu. Chưa ghi gì vào kho.".to_owned(),
        ),
        TableError::Writing(_) => input(
            "E-TABLE-WRITE",
            "Không lập được tệp Excel vì có tên trang tính hoặc nội dung Excel không cho phép. Dữ liệu trong kho vẫn an toàn.".to_owned(),
        ),
    }
}

const fn not_a_table(looks: Looks) -> &'static str {
    match looks {
        Looks::Empty => "Tệp rỗng. Hãy chọn tệp khác.",
        Looks::Pdf => {
            "Đây là tệp PDF, không phải bảng tính. Hãy chọn tệp .xlsx, .xls, .ods hoặc .csv."
        }
        Looks::Word => {
            "Đây là tệp Word, không phải bảng tính. Hãy chép bảng sang Excel, lưu thành .xlsx rồi chọn lại."
        }
        Looks::WebPage => {
            "Tệp mang tên bảng tính nhưng thực ra là trang web. Hãy mở bằng Excel, lưu thành .xlsx rồi chọn lại."
        }
        Looks::Picture => {
            "Đây là ảnh, không phải bảng tính. Hãy chọn tệp .xlsx, .xls, .ods hoặc .csv."
        }
        Looks::BinaryExcel => {
            "Tệp Excel nhị phân (.xlsb) chưa đọc được. Hãy mở bằng Excel, lưu thành .xlsx rồi chọn lại."
        }
        Looks::OldExcel => {
            "Tệp Excel quá cũ (Excel 95 trở về trước). Hãy mở bằng Excel, lưu thành .xlsx rồi chọn lại."
        }
        Looks::Unknown => "Không nhận ra tệp này. Hãy chọn tệp .xlsx, .xls, .ods hoặc .csv.",
    }
}

fn limit(what: Limit, max: u64) -> String {
    let megabytes = grouped(max >> 20);
    let count = grouped(max);
    match what {
        Limit::File => format!("dung lượng ({megabytes} MB)"),
        Limit::Unpacked => format!("dung lượng sau khi giải nén ({megabytes} MB)"),
        Limit::Text => format!("lượng chữ ({megabytes} MB)"),
        Limit::Sheets => format!("số trang tính ({count})"),
        Limit::Rows => format!("số dòng ({count})"),
        Limit::Columns => format!("số cột ({count})"),
        Limit::Cells => format!("số ô ({count})"),
    }
}

/// “Trang “Danh mục”, dòng 5, cột C: ”, as far as it is known.
pub(super) fn at(place: &Place) -> String {
    let sheet = place.sheet.as_ref().map(|sheet| format!("trang “{sheet}”"));
    let row = place.row.map(|row| format!("dòng {row}"));
    let column = place.column.map(|column| format!("cột {}", letters(column)));
    let known: Vec<String> = [sheet, row, column].into_iter().flatten().collect();
    let joined = known.join(", ");
    let mut letters = joined.chars();
    match letters.next() {
        Some(first) => format!("{}{}: ", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}

/// Says what is wrong with a line, and what to do: `Dòng 7, cột E: …`.
pub fn line_sentence(problem: &LineProblem) -> String {
    let LineProblem { row, column, label, text, flaw } = problem;
    let place = Place { sheet: None, row: Some(*row), column: *column };
    format!("{}{}", at(&place), cell_in_words(label, text, flaw))
}

/// Says why the text of a cell under the heading `label` cannot be taken.
pub(super) fn cell_in_words(label: &str, text: &str, flaw: &LineFlaw) -> String {
    match flaw {
        LineFlaw::Missing => format!("chưa có “{label}”. Hãy điền vào tệp."),
        LineFlaw::NotADate => {
            format!("“{text}” không phải ngày. Hãy ghi “{label}” theo kiểu ngày/tháng/năm.")
        }
        LineFlaw::NotACount => format!("“{text}” không phải số nguyên. Hãy sửa “{label}”."),
        LineFlaw::NotAnOption(options) => {
            let options = options.join(", ");
            format!("“{text}” không thuộc các giá trị của “{label}”. Hãy ghi một trong: {options}.")
        }
        LineFlaw::NotYesNo => {
            format!("“{text}” chưa rõ là có hay không. Hãy ghi “có” hoặc “không”.")
        }
        LineFlaw::Formula => {
            format!("ô báo lỗi {text}. Hãy sửa công thức hoặc gõ giá trị vào “{label}”.")
        }
        LineFlaw::Repeated(first) => format!("“{text}” trùng với dòng {first}. Hãy bỏ một dòng."),
    }
}

/// A list of units that cannot be read.
pub(super) fn unit_list(file: &str) -> Failure {
    Failure::new(
        Class::Input,
        "E-UNIT-LIST",
        format!(
            "Không đọc được danh sách đơn vị trong tệp “{file}”; chưa có gì thay đổi. Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_row_and_column() {
        let problem = LineProblem {
            row: 7,
            column: Some(4),
            label: "Ngày hiệu lực".to_owned(),
            text: "31/02/2022".to_owned(),
            flaw: LineFlaw::NotADate,
        };
        let expected = "Dòng 7, cột E: “31/02/2022” không phải ngày. Hãy ghi “Ngày hiệu lực” theo kiểu ngày/tháng/năm.";
        assert_eq!(line_sentence(&problem), expected);
    }

    #[test]
    fn a_damaged_sheet_is_named_and_nothing_was_written() {
        let error =
            TableError::Damaged { place: Place::cell("Danh mục", 5, 2), reason: String::new() };
        let failure = failure(&error);
        assert!(failure.message.starts_with("Trang “Danh mục”, dòng 5, cột C: "), "{failure:?}");
        assert!(failure.message.ends_with("Chưa ghi gì vào kho."));
    }
}
