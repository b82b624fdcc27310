//! The same list in every kind of file.

use rust_xlsxwriter::{Format, Formula, Workbook as Writer};
use unicode_normalization::UnicodeNormalization as _;

use crate::{Limit, Looks, Sheet, TableError, Wanted, extract, open, suggest};

pub(crate) const XLS: &[u8] = include_bytes!("../fixtures/list.xls");
pub(crate) const ODS: &[u8] = include_bytes!("../fixtures/list.ods");

fn xlsx() -> Vec<u8> {
    let mut workbook = Writer::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.set_name("Danh mục").unwrap();
    sheet.merge_range(0, 0, 0, 4, "DANH MỤC THỦ TỤC HÀNH CHÍNH", &plain).unwrap();
    sheet.write_row(2, 0, ["STT", "Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Ngày hiệu lực"]).unwrap();
    let names = ["Đăng ký kết hôn".to_owned(), "Đăng ký khai sinh".nfd().collect()];
    for (row, (code, name)) in (3..).zip(["1.000894", "1.001022"].iter().zip(&names)) {
        sheet.write(row, 0, row - 2).unwrap();
        sheet.write(row, 1, *code).unwrap();
        sheet.write(row, 2, name).unwrap();
        sheet.write_with_format(row, 4, 44_819, &day).unwrap();
    }
    sheet.merge_range(3, 3, 4, 3, "Hộ tịch", &plain).unwrap();
    sheet.write(5, 0, 3).unwrap();
    sheet.write(5, 1, 1.000_656).unwrap();
    let joined = Formula::new("=\"Đăng ký \"&\"khai tử\"").set_result("Đăng ký khai tử");
    sheet.write_formula(5, 2, joined).unwrap();
    sheet.write(5, 3, "Hộ tịch").unwrap();
    sheet.write_formula(5, 4, Formula::new("=NA()").set_result("#N/A")).unwrap();
    // What clearing a whole column leaves behind: formats down to the last row.
    sheet.write_blank(1_048_575, 7, &day).unwrap();
    workbook.add_worksheet().set_name("Ẩn").unwrap().set_hidden(true);
    workbook.save_to_buffer().unwrap()
}

fn read(bytes: &[u8]) -> Sheet {
    // The name says nothing of the kind.
    let mut workbook = open(bytes, "danh-muc.csv").unwrap();
    assert_eq!(workbook.sheets(), ["Danh mục"]);
    workbook.read("Danh mục").unwrap()
}

#[test]
fn every_kind_of_file_gives_the_same_list() {
    for (kind, bytes) in [("xlsx", xlsx()), ("xls", XLS.to_vec()), ("ods", ODS.to_vec())] {
        let sheet = read(&bytes);
        let wanted = ["Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Ngày hiệu lực"]
            .map(|label| Wanted::new(label, &[label], true));
        let mapping = suggest(&sheet, &wanted);
        assert_eq!(mapping.heading_row, Some(3), "{kind}");
        let lines: Vec<Vec<String>> = extract(&sheet, &mapping)
            .map(|line| wanted.iter().map(|column| line.get(&column.name).to_owned()).collect())
            .collect();
        let expected = [
            ["1.000894", "Đăng ký kết hôn", "Hộ tịch", "2022-09-15"],
            ["1.001022", "Đăng ký khai sinh", "Hộ tịch", "2022-09-15"],
            ["1,000656", "Đăng ký khai tử", "Hộ tịch", ""],
        ];
        // The formula of the old workbook was never computed by the program that wrote it.
        let computed = usize::from(kind != "xls");
        assert_eq!(lines[..2], expected[..2], "{kind}");
        assert_eq!(lines[2][0], expected[2][0], "{kind}");
        assert_eq!(lines[2][1] == expected[2][1], computed == 1, "{kind}");
        assert_eq!(sheet.rows.len(), 6, "{kind}");
        let faults: Vec<(u32, u32)> =
            sheet.faults.iter().map(|fault| (fault.row, fault.column)).collect();
        assert_eq!(faults, [(6, 4)], "{kind}");
    }
}

#[test]
fn a_hidden_sheet_cannot_be_read() {
    let mut workbook = open(XLS, "list.xls").unwrap();
    assert_eq!(workbook.read("Ẩn"), Err(TableError::NoSuchSheet("Ẩn".to_owned())));
}

#[test]
fn a_column_far_to_the_right_is_refused_with_its_place() {
    let mut workbook = Writer::new();
    workbook.add_worksheet().write(4, 16_383, "x").unwrap();
    let error = read_first(&workbook.save_to_buffer().unwrap()).unwrap_err();
    let TableError::TooMuch { what: Limit::Columns, place, .. } = error else { panic!("{error}") };
    assert_eq!((place.row, place.column), (Some(5), Some(16_383)));
}

#[test]
fn a_reading_can_be_stopped() {
    let mut workbook = Writer::new();
    let sheet = workbook.add_worksheet();
    for row in 0..20_000 {
        sheet.write(row, 0, row).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let mut workbook = open(&bytes, "x.xlsx").unwrap();
    let name = workbook.sheets().remove(0);
    assert_eq!(workbook.read_watched(&name, &mut |_| false), Err(TableError::Stopped));
}

#[test]
fn a_workbook_cut_in_the_middle_says_so() {
    let bytes = xlsx();
    let error = open(&bytes[..bytes.len() / 2], "x.xlsx").err();
    assert!(matches!(error, Some(TableError::Damaged { .. })), "{error:?}");
    assert_eq!(open(b"", "x.xlsx").err(), Some(TableError::NotATable(Looks::Empty)));
}

fn read_first(bytes: &[u8]) -> Result<Sheet, TableError> {
    let mut workbook = open(bytes, "x.xlsx")?;
    let name = workbook.sheets().remove(0);
    workbook.read(&name)
}
