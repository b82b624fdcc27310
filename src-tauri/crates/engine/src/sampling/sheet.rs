//! The sheet of a drawn file: a row of the register of sampled files.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::checklist::{FieldKind, Register};
use domain::date;
use domain::sample::Checked;

use super::ListedFile;

/// The register of sampled files.
pub const REGISTER: &str = "ho_so_mau";
/// Its column of codes.
pub const CODE: &str = "ma_ho_so";
/// Its column that says how a file was chosen, and what a drawn one has there.
const CHOSEN: (&str, &str) = ("cach_chon", "ngẫu nhiên");

/// The parts of the control slip.
const SLIP: [&str; 6] = [
    "phieu_ben_giao",
    "phieu_ben_nhan",
    "phieu_gio_ngay",
    "phieu_chu_ky",
    "phieu_ket_qua",
    "phieu_ghi_chu",
];

/// What the cells of a row say.
pub fn checked(cells: &BTreeMap<String, String>) -> Checked {
    let text = |name: &str| cells.get(name).map_or("", |text| text.trim());
    let answer = |name: &str| match text(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let components = match text("thanh_phan") {
        "" => None,
        word => Some(word == "đủ"),
    };
    Checked {
        slip_parts: SLIP.map(answer),
        slip: answer("phieu_du"),
        software: answer("khop_phan_mem"),
        components,
        verified: answer("da_doi_chieu"),
        due: date::parse(text("ngay_hen")),
        returned: date::parse(text("ngay_tra")),
        in_time: answer("dung_han"),
        apology: answer("xin_loi"),
        apology_is_cited: !text("so_xin_loi").is_empty()
            && date::parse(text("ngay_xin_loi")).is_some(),
    }
}

/// Fills in what follows from other cells: whether the slip is complete, whether the file was on
/// time on the `day` of the visit. What follows is never what somebody typed.
pub(super) fn complete(cells: &mut BTreeMap<String, String>, day: NaiveDate) {
    let sheet = checked(cells);
    let mut put = |name: &str, answer: Option<bool>| match answer {
        Some(answer) => {
            cells.insert(name.to_owned(), if answer { "yes" } else { "no" }.to_owned());
        }
        None => {
            cells.remove(name);
        }
    };
    put("phieu_du", sheet.slip_is_complete());
    put("dung_han", sheet.is_on_time(day));
}

/// The cells of a new row for a drawn file: what the list says, as far as `register` can hold it.
pub fn cells_of(file: &ListedFile, register: &Register) -> BTreeMap<String, String> {
    let known = [
        (CODE, &file.code),
        ("tthc", &file.procedure),
        ("linh_vuc", &file.field),
        ("kenh_nop", &file.channel),
        ("ngay_nhan", &file.received),
        ("ngay_hen", &file.due),
        ("ngay_tra", &file.returned),
    ];
    let fits = |name: &str, text: &str| {
        register.field(name).is_some_and(|field| match &field.kind {
            FieldKind::Choice(options) => options.iter().any(|option| option == text),
            FieldKind::Date => date::parse(text).is_some(),
            FieldKind::Text | FieldKind::YesNo | FieldKind::Count => true,
        })
    };
    let chosen = CHOSEN.1.to_owned();
    known
        .into_iter()
        .chain([(CHOSEN.0, &chosen)])
        .filter(|(name, text)| !text.is_empty() && fits(name, text))
        .map(|(name, text)| (name.to_owned(), text.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::sample::{Criterion, Standing};

    use super::*;

    fn cells(cells: &[(&str, &str)]) -> BTreeMap<String, String> {
        cells.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn slip_and_time_follow_from_the_other_cells() {
        let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let completed = |given: &[(&str, &str)]| {
            let mut row = cells(given);
            complete(&mut row, day);
            let text = |name: &str| row.get(name).cloned().unwrap_or_default();
            (text("phieu_du"), text("dung_han"))
        };
        let said = |slip: &str, time: &str| (slip.to_owned(), time.to_owned());
        assert_eq!(completed(&[("phieu_du", "yes"), ("dung_han", "no")]), said("yes", "no"));
        assert_eq!(completed(&[("phieu_du", "yes"), ("phieu_chu_ky", "no")]), said("no", ""));
        assert_eq!(completed(&[("phieu_du", "yes"), ("phieu_chu_ky", "yes")]), said("", ""));
        let due = ("ngay_hen", "2022-09-14");
        assert_eq!(completed(&[due]), said("", ""));
        assert_eq!(completed(&[due, ("dung_han", "no")]), said("", "no"));
        let returned = ("ngay_tra", "2022-09-14");
        assert_eq!(completed(&[due, returned, ("dung_han", "no")]), said("", "yes"));
    }

    #[test]
    fn a_row_is_judged_by_its_cells() {
        let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let row = checked(&cells(&[
            ("phieu_du", "yes"),
            ("khop_phan_mem", "no"),
            ("thanh_phan", "thiếu"),
            ("ngay_hen", "2022-09-01"),
            ("ngay_tra", "2022-09-02"),
            ("xin_loi", "yes"),
            ("so_xin_loi", "12/XL"),
            ("ngay_xin_loi", "2022-09-02"),
        ]));
        let standings = Criterion::ALL.map(|criterion| row.standing(criterion, day));
        let (sound, faulty, open) = (Standing::Sound, Standing::Faulty, Standing::Open);
        assert_eq!(standings, [sound, faulty, faulty, open, faulty, sound]);
    }
}
