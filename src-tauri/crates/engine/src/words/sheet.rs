//! Sentences for a checklist that came back from Excel.

use tables::Place;

use super::checklist::flaw_in_words;
use super::table::{at, cell_in_words, failure as table_failure};
use super::{Class, Failure};
use crate::import::forms::{AREAS, ITEMS, RETIRED};
use crate::import::{ChecklistRefused, SheetFlaw, SheetProblem};

/// Says why a workbook gives no checklist: how many problems there are, and the first of them.
pub fn checklist_refused(refused: &ChecklistRefused) -> Failure {
    match refused {
        ChecklistRefused::Table(error) => table_failure(error),
        ChecklistRefused::Problems(problems) => {
            let first = problems.first().map(sheet_sentence).unwrap_or_default();
            let message = format!(
                "Tệp Excel có {} lỗi nên chưa nhập gì. {first}",
                domain::number::grouped(problems.len() as u64)
            );
            Failure::new(Class::Input, "E-CHECKLIST-SHEET", message)
        }
    }
}

/// Says what is wrong at a place of a workbook, and what to do: `Trang “Mục”, dòng 7, cột C: …`.
pub fn sheet_sentence(problem: &SheetProblem) -> String {
    let SheetProblem { sheet, row, column, flaw } = problem;
    let place = Place { sheet: Some(sheet.clone()), row: *row, column: *column };
    format!("{}{}", at(&place), said(flaw, *row))
}

/// The name that Excel gives a column counted from 0: `A`, `AB`.
pub fn column_name(column: u32) -> String {
    tables::letters(column)
}

fn said(flaw: &SheetFlaw, row: Option<u32>) -> String {
    match flaw {
        SheetFlaw::NoSheet => {
            "tệp không có trang này. Hãy dùng tệp do chương trình xuất ra và giữ nguyên tên trang.".to_owned()
        }
        SheetFlaw::NoColumn(label) => {
            format!("không có cột “{label}”. Hãy giữ nguyên dòng tiêu đề của tệp xuất ra.")
        }
        SheetFlaw::NoLine(label) => {
            format!("không có dòng “{label}”. Hãy thêm lại dòng này như trong tệp xuất ra.")
        }
        SheetFlaw::Cell { label, text, flaw } => cell_in_words(label, text, flaw),
        SheetFlaw::OtherChecklist { wanted, found } => format!(
            "tệp này là của bộ nội dung “{found}”, không phải “{wanted}”. Hãy chọn đúng tệp; mã của bộ nội dung không đổi được."
        ),
        SheetFlaw::MissingArea(id) => format!(
            "lĩnh vực {id} không có trong tệp: lĩnh vực không bị xóa. Hãy thêm lại dòng của nó; muốn thôi dùng thì ghi ngày cho các mục ở trang “{}”.",
            ITEMS.name
        ),
        SheetFlaw::MissingItem(id) => format!(
            "mục {id} không có trong tệp: mục không bị xóa, muốn thôi dùng thì ghi ngày ở cột “{RETIRED}”. Nếu vừa đổi mã, hãy trả lại mã cũ."
        ),
        SheetFlaw::NoArea(letters) => format!(
            "mã mục bắt đầu bằng “{letters}”, không phải mã của lĩnh vực nào. Hãy sửa mã, hoặc thêm lĩnh vực ở trang “{}”.",
            AREAS.name
        ),
        SheetFlaw::NoItem(id) => format!(
            "không có mục “{id}” ở trang “{}”. Hãy sửa mã mục hoặc bỏ dòng này.",
            ITEMS.name
        ),
        SheetFlaw::Differs => {
            "khác với dòng trước của cùng lĩnh vực. Hãy ghi giống nhau hoặc để trống.".to_owned()
        }
        SheetFlaw::NotForKind { label, kind } => {
            format!("loại “{kind}” không có “{label}”. Hãy để trống ô này hoặc đổi loại.")
        }
        SheetFlaw::ShownOnly => {
            "trang này chỉ để xem, nội dung ở đây khác phiên bản gốc. Hãy trả lại như cũ hoặc xóa dòng này; muốn sửa thì sửa trong chương trình.".to_owned()
        }
        SheetFlaw::Rule { path, flaw } => {
            let what = flaw_in_words(flaw);
            match row {
                Some(_) => format!("{what}. Hãy sửa ở đây."),
                None => format!("{what} (`{path}`). Hãy sửa chỗ dùng đến nó ở các trang khác."),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::LineFlaw;

    #[track_caller]
    fn says(row: Option<u32>, column: Option<u32>, flaw: SheetFlaw, expected: &str) {
        let problem = SheetProblem { sheet: "Mục".to_owned(), row, column, flaw };
        assert_eq!(sheet_sentence(&problem), expected);
    }

    #[test]
    fn a_problem_names_sheet_row_and_column_and_what_to_do() {
        let (label, text) = ("Dùng từ ngày".to_owned(), "31/02/2022".to_owned());
        says(
            Some(7),
            Some(9),
            SheetFlaw::Cell { label, text, flaw: LineFlaw::NotADate },
            "Trang “Mục”, dòng 7, cột J: “31/02/2022” không phải ngày. Hãy ghi “Dùng từ ngày” theo kiểu ngày/tháng/năm.",
        );
        says(
            None,
            None,
            SheetFlaw::MissingItem("MC-19".to_owned()),
            "Trang “Mục”: mục MC-19 không có trong tệp: mục không bị xóa, muốn thôi dùng thì ghi ngày ở cột “Thôi dùng sau ngày”. Nếu vừa đổi mã, hãy trả lại mã cũ.",
        );
    }
}
