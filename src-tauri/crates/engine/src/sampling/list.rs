//! Lists of case files: from a workbook of the one-stop software, from typing, and as kept.

use std::collections::BTreeMap;

use domain::sample::{Entry, Fault, Population, codes};
use domain::text::{clean, fold};
use tables::{Mapping, Sheet, Wanted};

use super::SamplingError;

/// A case file on a list. Texts are as they stood, days in ISO form where they could be read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ListedFile {
    /// Its code.
    pub code: String,
    /// The procedure (TTHC).
    pub procedure: String,
    /// The field (lĩnh vực).
    pub field: String,
    /// How it was handed in.
    pub channel: String,
    /// The day it was received.
    pub received: String,
    /// The day it was due.
    pub due: String,
    /// The day the result was handed over.
    pub returned: String,
}

/// The name of the strata by field.
pub const BY_FIELD: &str = "linh_vuc";
/// The name of the strata by channel.
pub const BY_CHANNEL: &str = "kenh_nop";

/// A column of a list: its name in files, what the screen calls it, and how headings spell it.
/// Names are those of the register of sampled files.
pub const COLUMNS: [(&str, &str, &[&str]); 7] = [
    (
        "ma_ho_so",
        "Mã hồ sơ",
        &["Mã hồ sơ", "Số hồ sơ", "Mã số hồ sơ", "Số biên nhận", "Mã biên nhận", "ma_ho_so"],
    ),
    (
        "tthc",
        "Thủ tục hành chính",
        &["Tên thủ tục hành chính", "Thủ tục hành chính", "Tên TTHC", "TTHC", "Thủ tục", "tthc"],
    ),
    (BY_FIELD, "Lĩnh vực", &["Lĩnh vực", "Tên lĩnh vực", "linh_vuc"]),
    (
        BY_CHANNEL,
        "Kênh nộp",
        &["Kênh nộp", "Hình thức nộp", "Hình thức tiếp nhận", "Kênh tiếp nhận", "kenh_nop"],
    ),
    (
        "ngay_nhan",
        "Ngày nhận",
        &["Ngày nhận", "Ngày tiếp nhận", "Ngày nộp", "Thời gian tiếp nhận", "ngay_nhan"],
    ),
    (
        "ngay_hen",
        "Ngày hẹn trả",
        &[
            "Ngày hẹn trả",
            "Ngày hẹn",
            "Hạn xử lý",
            "Hạn trả kết quả",
            "Ngày hẹn trả kết quả",
            "ngay_hen",
        ],
    ),
    (
        "ngay_tra",
        "Ngày trả",
        &["Ngày trả", "Ngày trả kết quả", "Ngày kết thúc", "Ngày hoàn thành", "ngay_tra"],
    ),
];

impl ListedFile {
    fn texts(&self) -> [&str; 7] {
        [
            &self.code,
            &self.procedure,
            &self.field,
            &self.channel,
            &self.received,
            &self.due,
            &self.returned,
        ]
    }

    fn from_texts(mut text: impl FnMut(&str) -> String) -> Self {
        Self {
            code: clean(&text("ma_ho_so")),
            procedure: clean(&text("tthc")),
            field: clean(&text(BY_FIELD)),
            channel: channel(&clean(&text(BY_CHANNEL))),
            received: day(&text("ngay_nhan")),
            due: day(&text("ngay_hen")),
            returned: day(&text("ngay_tra")),
        }
    }
}

/// A day in ISO form, an hour behind it left out; as it stands when it is no day.
fn day(text: &str) -> String {
    let text = clean(text);
    let parts = text.split_whitespace().find(|part| part.contains(['/', '-', '.']));
    let read = domain::date::parse(&text).or_else(|| domain::date::parse(parts?));
    read.map_or(text, |day| day.to_string())
}

/// The channel in the words of the register, where it is one of them.
fn channel(text: &str) -> String {
    let folded = fold(text);
    let is = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if is(&["truc tuyen", "qua mang", "online", "dich vu cong"]) {
        "trực tuyến".to_owned()
    } else if is(&["buu chinh", "bcci", "buu dien"]) {
        "BCCI".to_owned()
    } else if is(&["truc tiep", "tai quay", "mot cua"]) {
        "trực tiếp".to_owned()
    } else {
        text.to_owned()
    }
}

/// A file looked at before anything is taken from it.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The names of its sheets.
    pub sheets: Vec<String>,
    /// The sheet looked at.
    pub sheet: String,
    /// The headings of its columns.
    pub headings: Vec<String>,
    /// Which column is which, as found or as told.
    pub mapping: Mapping,
    /// The case files, as this mapping reads them; empty without a column of codes.
    pub files: Vec<ListedFile>,
}

/// Looks at a workbook or list of values. Without `columns` they are found by their headings.
///
/// # Errors
///
/// [`SamplingError::Table`].
pub fn look(
    bytes: &[u8],
    file_name: &str,
    sheet: Option<&str>,
    columns: Option<&BTreeMap<String, u32>>,
) -> Result<Look, SamplingError> {
    let mut book = tables::open(bytes, file_name)?;
    let sheets = book.sheets();
    let name = sheet.map(str::to_owned).or_else(|| sheets.first().cloned()).unwrap_or_default();
    let sheet = book.read(&name)?;
    let wanted: Vec<Wanted> = COLUMNS
        .iter()
        .map(|(name, _, labels)| Wanted::new(name, labels, *name == "ma_ho_so"))
        .collect();
    let mut mapping = tables::suggest(&sheet, &wanted);
    if let Some(columns) = columns {
        mapping.columns.clone_from(columns);
    }
    let headings = headings(&sheet, &mapping);
    let files =
        if mapping.columns.contains_key("ma_ho_so") { read(&sheet, &mapping) } else { Vec::new() };
    Ok(Look { sheets, sheet: name, headings, mapping, files })
}

fn headings(sheet: &Sheet, mapping: &Mapping) -> Vec<String> {
    let row = mapping.heading_row.unwrap_or(sheet.first_row).saturating_sub(sheet.first_row);
    let cells = usize::try_from(row).ok().and_then(|row| sheet.rows.get(row));
    let text = |index: usize| cells.and_then(|cells| cells.get(index)).map_or("", String::as_str);
    let letters = |index: usize| tables::letters(u32::try_from(index).unwrap_or(u32::MAX));
    (0..sheet.width())
        .map(|index| {
            format!("{}: {}", letters(index), text(index)).trim_end_matches(": ").to_owned()
        })
        .collect()
}

fn read(sheet: &Sheet, mapping: &Mapping) -> Vec<ListedFile> {
    tables::extract(sheet, mapping)
        // The title of a group and an empty line between two are no case files; in a list of
        // nothing but codes every line has one text only.
        .filter(|line| {
            let is_title = line.title.is_some() && line.get("ma_ho_so").trim().contains(' ');
            !is_title && (line.title.is_none() || !line.get("ma_ho_so").is_empty())
        })
        .filter(|line| !line.cells.is_empty())
        .map(|line| ListedFile::from_texts(|name| line.get(name).to_owned()))
        .collect()
}

/// Case files of which only the codes are typed.
///
/// # Errors
///
/// [`SamplingError::Codes`].
pub fn typed(text: &str) -> Result<Vec<ListedFile>, SamplingError> {
    let file = |code| ListedFile { code, ..ListedFile::default() };
    Ok(codes(text)?.into_iter().map(file).collect())
}

/// What `files` are drawn from, parted by `by` ([`BY_FIELD`], [`BY_CHANNEL`] or nothing).
///
/// # Errors
///
/// [`SamplingError::List`] with every fault, and [`SamplingError::BadStrata`].
pub fn population(files: &[ListedFile], by: &str) -> Result<Population, SamplingError> {
    let stratum = |file: &ListedFile| match by {
        BY_FIELD => Ok(file.field.clone()),
        BY_CHANNEL => Ok(file.channel.clone()),
        "" => Ok(String::new()),
        other => Err(SamplingError::BadStrata(other.to_owned())),
    };
    let entries: Result<Vec<Entry>, SamplingError> = files
        .iter()
        .map(|file| Ok(Entry { code: file.code.clone(), stratum: stratum(file)? }))
        .collect();
    Population::new(entries?).map_err(|faults: Vec<Fault>| SamplingError::List(faults))
}

/// Writes a list as comma-separated values, sorted by code: equal lists give equal bytes.
pub fn write_csv(files: &[ListedFile]) -> Vec<u8> {
    let mut sorted: Vec<&ListedFile> = files.iter().collect();
    sorted.sort_by(|one, other| one.code.cmp(&other.code));
    let mut out = COLUMNS.map(|(name, _, _)| name).join(",");
    out.push('\n');
    for file in sorted {
        let cells = file.texts().map(|text| {
            let plain = !text.contains([',', '"', '\n', '\r', ';', '\t']);
            if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
        });
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out.into_bytes()
}

/// Reads what [`write_csv`] wrote, or any list with a column of codes.
///
/// # Errors
///
/// [`SamplingError::Table`] and [`SamplingError::NoCodeColumn`].
pub fn read_csv(bytes: &[u8]) -> Result<Vec<ListedFile>, SamplingError> {
    let look = look(bytes, "ho-so.csv", None, None)?;
    if look.mapping.columns.contains_key("ma_ho_so") {
        return Ok(look.files);
    }
    Err(SamplingError::NoCodeColumn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(code: &str, field: &str, channel: &str) -> ListedFile {
        ListedFile {
            code: code.to_owned(),
            field: field.to_owned(),
            channel: channel.to_owned(),
            ..ListedFile::default()
        }
    }

    #[test]
    fn an_export_is_read_by_its_headings_however_they_are_called() {
        let export = "Báo cáo tình hình\n\nSTT,Số hồ sơ,Tên TTHC,Người nộp,Hình thức nộp,Ngày tiếp nhận,Hạn xử lý\n1,H27-0001,Cấp bản sao,X,Nộp trực tuyến,05/9/2022 08:30,08/9/2022\n2,H27-0002,\"Đăng ký, sửa đổi\",Y,Trực tiếp tại quầy,2022-09-06,\n";
        let look = look(export.as_bytes(), "xuat.csv", None, None).unwrap();
        assert_eq!(look.files.len(), 2, "{look:?}");
        let first = &look.files[0];
        assert_eq!(first.code, "H27-0001");
        assert_eq!((first.channel.as_str(), first.received.as_str()), ("trực tuyến", "2022-09-05"));
        assert_eq!(first.due, "2022-09-08");
        assert_eq!(look.files[1].procedure, "Đăng ký, sửa đổi");
        assert_eq!(look.files[1].channel, "trực tiếp");
    }

    #[test]
    fn columns_that_a_person_chose_are_taken() {
        let export = "A,B\nx,H27-1\ny,H27-2\n";
        let columns = BTreeMap::from([("ma_ho_so".to_owned(), 1), (BY_FIELD.to_owned(), 0)]);
        let look = look(export.as_bytes(), "xuat.csv", None, Some(&columns)).unwrap();
        let codes: Vec<_> = look.files.iter().map(|file| file.code.as_str()).collect();
        assert!(codes.ends_with(&["H27-1", "H27-2"]), "{codes:?}");
    }

    #[test]
    fn a_kept_list_gives_back_the_same_population() {
        let files = [
            file("H27-2", "Hộ tịch", "BCCI"),
            ListedFile {
                procedure: "Cấp \"bản sao\", trích lục".to_owned(),
                ..file("H27-1", "Đất đai", "")
            },
        ];
        let bytes = write_csv(&files);
        let read = read_csv(&bytes).unwrap();
        assert_eq!(write_csv(&read), bytes);
        for by in ["", BY_FIELD, BY_CHANNEL] {
            assert_eq!(population(&read, by).unwrap(), population(&files, by).unwrap());
        }
    }

    #[test]
    fn a_list_of_codes_alone_is_kept_too() {
        let files = typed("H27-0001…0040").unwrap();
        let read = read_csv(&write_csv(&files)).unwrap();
        assert_eq!(read, files);
    }

    #[test]
    fn repeated_codes_are_refused_by_name() {
        let refused = population(&[file("A", "", ""), file("A", "", "")], "");
        assert!(matches!(refused, Err(SamplingError::List(faults)) if faults.len() == 1));
    }
}
