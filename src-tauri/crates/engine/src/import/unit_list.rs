//! An agency's own list of units, as it keeps it in a workbook.

use chrono::NaiveDate;
use domain::places::split_kind;
use domain::text::{clean, fold};
use domain::unit::UnitKind;
use tables::{Line, TableError, Wanted};

/// A unit as the list names it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListedUnit {
    /// The row as Excel shows it.
    pub row: u32,
    /// The name with its kind, where the list gives one.
    pub name: String,
    /// What kind of body it is, as far as the list or the name says.
    pub kind: UnitKind,
    /// Its district; may be empty.
    pub district: String,
    /// Its province; may be empty.
    pub province: String,
    /// Its official code; may be empty.
    pub code: String,
    /// The day planned for it.
    pub planned: Option<NaiveDate>,
    /// What stands there instead of a day; empty when it is one, or nothing.
    pub no_day: String,
}

/// Reads the units of the first sheet in which a column of names is found.
///
/// # Errors
///
/// [`TableError`]; a file without such a column gives an empty list.
pub fn read_unit_list(file: &str, bytes: &[u8]) -> Result<Vec<ListedUnit>, TableError> {
    let mut workbook = tables::open(bytes, file)?;
    let wanted = wanted();
    for name in workbook.sheets() {
        let sheet = workbook.read(&name)?;
        let mapping = tables::suggest(&sheet, &wanted);
        if mapping.columns.contains_key("ten") {
            let units = tables::extract(&sheet, &mapping).filter_map(|line| unit(&line));
            return Ok(units.collect());
        }
    }
    Ok(Vec::new())
}

fn wanted() -> [Wanted; 6] {
    [
        Wanted::new(
            "ten",
            &["Tên đơn vị", "Đơn vị", "Tên", "Xã, phường", "Đơn vị được kiểm tra"],
            true,
        ),
        Wanted::new("loai", &["Loại đơn vị", "Loại", "Cấp"], false),
        Wanted::new("huyen", &["Huyện", "Quận, huyện", "Thuộc huyện", "Quận/huyện"], false),
        Wanted::new("tinh", &["Tỉnh", "Tỉnh, thành phố", "Tỉnh/thành phố"], false),
        Wanted::new("ma", &["Mã đơn vị", "Mã", "Mã ĐVHC", "Mã xã"], false),
        Wanted::new(
            "ngay",
            &["Ngày kiểm tra", "Ngày dự kiến", "Ngày", "Thời gian kiểm tra"],
            false,
        ),
    ]
}

fn unit(line: &Line) -> Option<ListedUnit> {
    let name = clean(line.get("ten"));
    if name.is_empty() {
        return None;
    }
    let typed = kind_of(line.get("loai"));
    let (written, bare) = split_kind(&name);
    let kind = written.or(typed).unwrap_or_else(|| body(&name));
    // A row of one text that names no kind of body is the title of a group, or a signature.
    if line.title.is_some() && kind == UnitKind::Khac {
        return None;
    }
    let named = match (written, typed) {
        // “Cầu Tre” in one column, “phường” in another: papers print both.
        (None, Some(kind)) if kind.is_commune() => format!("{} {bare}", word(kind)),
        _ => name.clone(),
    };
    let day = clean(line.get("ngay"));
    let planned = domain::date::parse(day.split(' ').next().unwrap_or_default());
    Some(ListedUnit {
        row: line.row,
        name: named,
        kind,
        district: clean(line.get("huyen")),
        province: clean(line.get("tinh")),
        code: clean(line.get("ma")),
        planned,
        no_day: if planned.is_none() { day } else { String::new() },
    })
}

fn kind_of(text: &str) -> Option<UnitKind> {
    let folded = fold(&clean(text));
    let known = [
        ("xa", UnitKind::Xa),
        ("phuong", UnitKind::Phuong),
        ("thi tran", UnitKind::ThiTran),
        ("dac khu", UnitKind::DacKhu),
    ];
    known.into_iter().find(|(word, _)| folded == *word).map(|(_, kind)| kind)
}

/// What a body is called that is no commune: by its first word.
fn body(name: &str) -> UnitKind {
    let folded = fold(name);
    let begins = |word: &str| folded.starts_with(word);
    if begins("truong ") {
        UnitKind::Truong
    } else if begins("tram ") {
        UnitKind::Tram
    } else if begins("phong ") || begins("so ") || begins("bo phan ") {
        UnitKind::Phong
    } else {
        UnitKind::Khac
    }
}

const fn word(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Phuong => "Phường",
        UnitKind::ThiTran => "Thị trấn",
        UnitKind::DacKhu => "Đặc khu",
        UnitKind::Xa | UnitKind::Phong | UnitKind::Truong | UnitKind::Tram | UnitKind::Khac => "Xã",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "DANH SÁCH ĐƠN VỊ;;;;\nSTT;Tên đơn vị;Loại;Huyện;Ngày kiểm tra\n\
        1;Cầu Tre;Phường;Ngô Quyền;15/9/2022\n2;TT Cần Giuộc;;Cần Giuộc;\n\
        3;Trường THCS Số 1;;;sáng thứ hai\n;;;;\n4;Sở Y tế;;;20/9/2022\n";

    #[test]
    fn a_list_is_read_as_offices_write_it() {
        let units = read_unit_list("don-vi.csv", LIST.as_bytes()).unwrap();
        let said: Vec<_> =
            units.iter().map(|it| (it.name.as_str(), it.kind, it.district.as_str())).collect();
        assert_eq!(
            said,
            [
                ("Phường Cầu Tre", UnitKind::Phuong, "Ngô Quyền"),
                ("TT Cần Giuộc", UnitKind::ThiTran, "Cần Giuộc"),
                ("Trường THCS Số 1", UnitKind::Truong, ""),
                ("Sở Y tế", UnitKind::Phong, ""),
            ]
        );
        let days: Vec<_> = units.iter().map(|it| it.planned.map(|day| day.to_string())).collect();
        assert_eq!(
            days,
            [Some("2022-09-15".to_owned()), None, None, Some("2022-09-20".to_owned())]
        );
        assert_eq!(
            units.iter().map(|it| it.no_day.as_str()).collect::<Vec<_>>(),
            ["", "", "sáng thứ hai", ""]
        );
    }

    #[test]
    fn titles_of_groups_are_no_units() {
        let list = "STT;Tên đơn vị;Ngày\nI. Các xã vùng trên;;\n1;Xã Yên Lộc;\n;Người lập biểu;\n";
        let units = read_unit_list("x.csv", list.as_bytes()).unwrap();
        assert_eq!(units.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Xã Yên Lộc"]);
    }

    #[test]
    fn a_file_without_names_gives_no_units() {
        assert_eq!(read_unit_list("x.csv", b"a;b\n1;2\n").unwrap(), []);
        assert!(read_unit_list("x.xlsx", b"%PDF-1.7").is_err());
    }
}
