//! Samples of case files and figures of form 06, as they are recorded at a visit.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::answer::{PartValue, Rate, Verdict};
use domain::id::VisitId;
use domain::visit::VisitForm;

use crate::actions::{Draft, Person, RowChange};
use crate::ports::{SystemClock, SystemRandomness};
use crate::record::AnswerField;
use crate::sampling::{self, BY_FIELD, ListedFile, Part};
use crate::store::KeyCost;
use crate::{Engine, EngineError};

const CAMPAIGN: &str = r#"
[campaign]
key = "mau"
name = "Kiểm tra công tác cải cách hành chính năm 2022"
agency = { parent = "ỦY BAN NHÂN DÂN THÀNH PHỐ", name = "SỞ NỘI VỤ", place = "" }
delegation = { name = "Đoàn kiểm tra cải cách hành chính", kind = "doan" }
period = { from = 2022-01-01, to = 2022-09-15 }
dates = { from = 2022-09-15, to = 2022-09-15 }
[[campaign.units]]
key = "phuong"
name = "Phường Thử"
kind = "phuong"
visit = 2022-09-15
"#;

fn visited(folder: &std::path::Path) -> (Engine, VisitId) {
    let person =
        Person {
            name: "Người dùng thử".to_owned(), title: String::new(), office: String::new()
        };
    let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
    let made = Engine::create(folder, &person, "mật khẩu thử", KeyCost::CHEAP, doors);
    let mut engine = made.unwrap().0;
    let campaign = engine.import_campaign("mau.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let visit = engine.open_visit(campaign, unit, day, VisitForm::Planned).unwrap();
    (engine, visit)
}

fn files(size: usize) -> Vec<ListedFile> {
    let fields = ["Hộ tịch", "Đất đai", "Chứng thực"];
    let file = |(index, file): (usize, ListedFile)| ListedFile {
        field: fields[index % 3].to_owned(),
        channel: if index % 2 == 0 { "trực tuyến" } else { "một cửa" }.to_owned(),
        due: "2022-09-01".to_owned(),
        ..file
    };
    sampling::typed(&format!("000.01.H27-220915-0001…{size:04}"))
        .unwrap()
        .into_iter()
        .enumerate()
        .map(file)
        .collect()
}

fn draft(size: u32, by: &str) -> Draft {
    Draft {
        files: files(4545),
        source: "xuat-mot-cua.xlsx".to_owned(),
        by: by.to_owned(),
        size,
        seed: " MAU-2022 ".to_owned(),
    }
}

fn cells(cells: &[(&str, &str)]) -> BTreeMap<String, String> {
    cells.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn twenty_of_4545_are_drawn_recorded_and_drawn_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut engine, visit) = visited(&folder.path().join("kho"));
    let id = engine.draw_sample(visit, &draft(20, "")).unwrap();

    let state = engine.samples_of(visit).unwrap();
    let drawn = state.draws.last().unwrap();
    assert_eq!((drawn.of, drawn.size, drawn.seed.as_str()), (4545, 20, "MAU-2022"));
    assert_eq!(state.rows.len(), 20);
    assert!(state.rows.iter().all(|row| row.cells["cach_chon"] == "ngẫu nhiên"));
    let again = engine.redraw_sample(visit, id).unwrap();
    assert!(again.same_files && again.same_population, "{again:?}");

    // Another laptop has nothing but the list, in another order, and the seed.
    let mut list = sampling::read_csv(&engine.sample_population(visit, id).unwrap()).unwrap();
    list.reverse();
    let there = sampling::population(&list, "").unwrap().draw("MAU-2022", 20, false).unwrap();
    let codes: Vec<_> = there.entries.into_iter().map(|entry| entry.code).collect();
    assert_eq!(codes, drawn.codes);

    engine.undo(visit).unwrap();
    let state = engine.samples_of(visit).unwrap();
    assert!(state.draws.is_empty() && state.rows.is_empty());
}

#[test]
fn strata_give_their_share_and_a_second_draw_keeps_what_was_checked() {
    let folder = tempfile::tempdir().unwrap();
    let (mut engine, visit) = visited(&folder.path().join("kho"));
    let id = engine.draw_sample(visit, &draft(21, BY_FIELD)).unwrap();
    assert!(engine.redraw_sample(visit, id).unwrap().same_files);
    let state = engine.samples_of(visit).unwrap();
    let of_field =
        |field: &str| state.rows.iter().filter(|row| row.cells["linh_vuc"] == field).count();
    assert_eq!([of_field("Hộ tịch"), of_field("Đất đai"), of_field("Chứng thực")], [7, 7, 7]);

    let larger = Draft { size: 24, ..draft(24, BY_FIELD) };
    engine.draw_sample(visit, &larger).unwrap();
    let state = engine.samples_of(visit).unwrap();
    assert_eq!((state.draws.len(), state.rows.len()), (2, 24));
}

#[test]
fn checked_files_fill_figures_error_rate_and_minutes() {
    let folder = tempfile::tempdir().unwrap();
    let (mut engine, visit) = visited(&folder.path().join("kho"));
    engine.draw_sample(visit, &draft(20, "")).unwrap();
    let rows = engine.samples_of(visit).unwrap().rows;
    for (index, row) in rows.iter().enumerate() {
        let mut sheet = row.cells.clone();
        let yes = ["phieu_ben_giao", "phieu_ben_nhan", "phieu_gio_ngay", "phieu_chu_ky"];
        for name in yes.iter().chain(&["phieu_ket_qua", "khop_phan_mem", "da_doi_chieu"]) {
            sheet.insert((*name).to_owned(), "yes".to_owned());
        }
        let note = if index < 3 { "no" } else { "yes" };
        sheet.extend(cells(&[("phieu_ghi_chu", note), ("thanh_phan", "đủ")]));
        sheet.insert("ngay_tra".to_owned(), "2022-09-01".to_owned());
        let change = RowChange::Put { id: Some(row.id), cells: sheet };
        engine.save_rows(visit, sampling::REGISTER, &[change], None).unwrap();
    }
    engine.answer(visit, "MC-10", &AnswerField::Verdict(Some(Verdict::Partly))).unwrap();

    let read = engine.folder(visit).unwrap();
    let Some(PartValue::Rate(slip)) = read.answers["MC-10"].parts.get("phieu_du") else {
        panic!("no rate")
    };
    assert!(
        matches!(slip.rate, Rate::Counts(it) if it.numerator() == 17 && it.denominator() == 20)
    );
    let state = engine.samples_of(visit).unwrap();
    let whole = state.judged.iter().find(|judged| judged.part == Part::Whole).unwrap();
    assert_eq!((whole.rate.faulty, whole.rate.judged, whole.rate.open), (3, 20, 0));
    assert_eq!(whole.interval(), "từ 147 đến 1.720 hồ sơ, tương ứng 3,23%–37,84%");
    let extras = read.material().extras;
    assert!(extras.iter().any(|extra| extra.figures.len() == 2), "{extras:?}");
    assert!(1 <= engine.draft_minutes(visit).unwrap().pages);
}

#[test]
fn the_list_to_fetch_is_a_paper() {
    let folder = tempfile::tempdir().unwrap();
    let (mut engine, visit) = visited(&folder.path().join("kho"));
    let id = engine.draw_sample(visit, &draft(20, BY_FIELD)).unwrap();
    let paper = engine.fetch_list(visit, id).unwrap();
    assert!(paper.pdf.starts_with(b"%PDF"));
    assert_eq!(engine.fetch_list(visit, id).unwrap().pdf, paper.pdf);
    if let Some(out) = std::env::var_os("FETCH_LIST_OUT") {
        std::fs::write(out, &paper.pdf).unwrap();
    }
}

#[test]
fn what_cannot_be_drawn_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut engine, visit) = visited(&folder.path().join("kho"));
    let mut twice = draft(20, "");
    twice.files.push(twice.files[0].clone());
    for wrong in [twice, draft(4546, ""), draft(20, "ngay_nhan"), draft(0, "")] {
        let refused = engine.draw_sample(visit, &wrong);
        assert!(matches!(refused, Err(EngineError::Sampling(_))), "{refused:?}");
    }
    assert!(engine.samples_of(visit).unwrap().draws.is_empty());
}

#[test]
fn figures_of_form_06_feed_the_items_and_warn_before_sealing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut engine, visit) = visited(&folder.path().join("kho"));
    let report = cells(&[
        ("nguon", "báo cáo"),
        ("tong_nhan", "4.545"),
        ("nhan_truc_tuyen", "2756"),
        ("nhan_truc_tiep", "1789"),
        ("tong_da_giai_quyet", "4541"),
        ("qua_han", "4"),
    ]);
    let change = RowChange::Put { id: None, cells: report };
    engine.save_rows(visit, "so_lieu", &[change], None).unwrap();
    for item in ["MC-11", "MC-12", "MC-19"] {
        engine.answer(visit, item, &AnswerField::Verdict(Some(Verdict::Met))).unwrap();
    }
    let read = engine.folder(visit).unwrap();
    assert_eq!(read.answers["MC-11"].parts.get("tiep_nhan"), Some(&PartValue::Count(4545)));
    let warned = engine.minutes(visit).unwrap().checks;
    let text = "Số liệu hồ sơ: Tổng nhận 4.545 khác đã giải quyết + đang giải quyết 4.541: lệch 4.";
    assert!(warned.iter().any(|check| check.text == text), "{warned:?}");

    let book = engine.dossiers(visit).unwrap();
    let row = book.blocks[0].said[0].row;
    let cells = cells(&[("tong_da_giai_quyet", "4545")]);
    let mend = RowChange::Put { id: Some(row), cells };
    engine.save_rows(visit, "so_lieu", &[mend], None).unwrap();
    assert!(engine.dossiers(visit).unwrap().blocks[0].notes.iter().all(|note| !note.is_wrong));
    engine.save_rows(visit, "so_lieu", &[RowChange::Remove { id: row }], None).unwrap();
    assert!(engine.dossiers(visit).unwrap().blocks.is_empty());
    engine.undo(visit).unwrap();
    assert_eq!(engine.dossiers(visit).unwrap().blocks.len(), 1);
}
