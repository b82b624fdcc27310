//! Rows of registers: one act, one undo, nothing dropped.

use domain::visit::VisitForm;

use super::*;
use crate::tests::{campaign_file, engine};

fn cells(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(column, text)| ((*column).to_owned(), (*text).to_owned())).collect()
}

fn new(pairs: &[(&str, &str)]) -> RowChange {
    RowChange::Put { id: None, cells: cells(pairs) }
}

fn put(id: RowId, pairs: &[(&str, &str)]) -> RowChange {
    RowChange::Put { id: Some(id), cells: cells(pairs) }
}

struct Stage {
    engine: Engine,
    visit: VisitId,
    _folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut engine = engine(&folder.path().join("kho"));
        let campaign = engine.import_campaign("thu.toml", campaign_file(), false).unwrap();
        let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
        let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let visit = engine.open_visit(campaign, unit, day, VisitForm::Planned).unwrap();
        Self { engine, visit, _folder: folder }
    }

    fn save(&mut self, changes: &[RowChange]) -> Result<(Vec<RowId>, Saved), EngineError> {
        self.engine.save_rows(self.visit, "nhan_su", changes, None)
    }

    fn rows(&self) -> Vec<BTreeMap<String, String>> {
        self.engine.folder(self.visit).unwrap().rows.into_iter().map(|row| row.cells).collect()
    }
}

#[test]
fn one_act_is_taken_back_as_one() {
    let mut stage = Stage::new();
    let (ids, _) = stage
        .save(&[new(&[("ho_ten", "Công chức một")]), new(&[("ho_ten", "Công chức hai")])])
        .unwrap();
    let [first, second] = ids.as_slice() else { panic!("two rows were put") };
    stage
        .save(&[
            put(*first, &[("deo_the", "x"), ("bien_ten", "")]),
            RowChange::PutBelow { above: *first, cells: cells(&[("ho_ten", "Công chức ba")]) },
            RowChange::Remove { id: *second },
        ])
        .unwrap();

    assert_eq!(
        stage.rows(),
        [
            cells(&[("ho_ten", "Công chức một"), ("deo_the", "yes")]),
            cells(&[("ho_ten", "Công chức ba")]),
        ]
    );
    assert_eq!(stage.engine.undo(stage.visit).unwrap(), "Sửa sổ “Sổ nhân sự lúc kiểm tra”");
    assert_eq!(
        stage.rows(),
        [cells(&[("ho_ten", "Công chức một")]), cells(&[("ho_ten", "Công chức hai")])]
    );
    stage.engine.undo(stage.visit).unwrap();
    assert_eq!(stage.rows(), Vec::<BTreeMap<_, _>>::new());
}

#[test]
fn what_stands_there_already_is_not_written_again() {
    let mut stage = Stage::new();
    let id = stage.save(&[new(&[("ho_ten", "Công chức một"), ("deo_the", "có")])]).unwrap().0;
    let id = *id.first().unwrap();

    let (_, again) = stage.save(&[put(id, &[("deo_the", "1"), ("gio", "")])]).unwrap();
    let (_, other) = stage.save(&[put(id, &[("deo_the", "2")])]).unwrap();

    assert_eq!((again.changed, other.changed), (false, true));
}

#[test]
fn what_a_column_cannot_read_is_kept_and_marked() {
    let mut stage = Stage::new();
    let typed = [("ho_ten", "Công chức một"), ("deo_the", "chưa rõ"), ("tinh_trang", "nghỉ phép")];
    stage.save(&[new(&typed)]).unwrap();

    let register = stage.engine.register_at(stage.visit, "nhan_su").unwrap();
    let rows = stage.rows();
    let row = rows.first().unwrap();
    assert_eq!(*row, cells(&typed));
    let faults: Vec<_> = register.faults(row).map(|(field, _)| field.name.as_str()).collect();
    assert_eq!(faults, ["tinh_trang", "deo_the"]);
}

#[test]
fn an_act_with_a_mistake_writes_nothing() {
    let mut stage = Stage::new();
    let id = *stage.save(&[new(&[("ho_ten", "Công chức một")])]).unwrap().0.first().unwrap();
    let before = stage.rows();

    let emptied = stage.save(&[new(&[("gio", "7h30")]), put(id, &[("ho_ten", " ")])]);
    let unknown = stage.save(&[new(&[("gio", "7h30")]), new(&[("luong", "1")])]);
    stage.save(&[RowChange::Remove { id }]).unwrap();
    let removed = stage.save(&[put(id, &[("gio", "8h")])]);
    stage.engine.undo(stage.visit).unwrap();

    assert!(matches!(emptied, Err(EngineError::BadInput { field: Field::Row, .. })));
    assert!(matches!(unknown, Err(EngineError::NotFound { what: Noun::Register, .. })));
    assert!(matches!(removed, Err(EngineError::NotFound { what: Noun::Row, .. })));
    assert_eq!(stage.rows(), before);
}

#[test]
fn two_thousand_pasted_rows_are_one_act() {
    let mut stage = Stage::new();
    let pasted: Vec<RowChange> = (0..2000)
        .map(|index| {
            new(&[
                ("ho_ten", &format!("Công chức {index}")),
                ("chuc_vu", "Công chức chuyên môn"),
                ("thuoc_mot_cua", "x"),
                ("tinh_trang", "có mặt"),
                ("deo_the", "Có"),
                ("bien_ten", "Không"),
                ("gio", "7 giờ 30"),
            ])
        })
        .collect();
    let (ids, _) = stage.save(&pasted).unwrap();
    let book = stage.engine.register_book(stage.visit, "nhan_su").unwrap();
    let filled: Vec<RowChange> = ids.iter().map(|id| put(*id, &[("gio", "8 giờ")])).collect();
    stage.save(&filled).unwrap();
    stage.save(&[put(*ids.last().unwrap(), &[("gio", "9 giờ")])]).unwrap();

    assert_eq!(book.rows.len(), 2000);
    for _ in 0..3 {
        stage.engine.undo(stage.visit).unwrap();
    }
    assert_eq!(stage.rows(), Vec::<BTreeMap<_, _>>::new());
}

#[test]
fn a_paste_that_is_stopped_leaves_nothing_and_can_be_made_again() {
    let mut stage = Stage::new();
    let rows: Vec<RowChange> =
        (0..50).map(|_| new(&[("ho_ten", "Công chức"), ("chuc_vu", "dán")])).collect();
    let gauge = crate::Gauge::default();
    stage.engine.watch(gauge.clone());
    let before = stage.engine.undo_name(stage.visit).map(str::to_owned);
    gauge.stop_at(60);

    let stopped = stage.save(&rows).unwrap_err();

    assert_eq!(crate::words::Failure::from(&stopped).code, "E-STOPPED");
    assert!(stage.rows().is_empty());
    assert_eq!(stage.engine.undo_name(stage.visit), before.as_deref());
    stage.save(&rows).unwrap();
    assert_eq!(stage.rows().len(), 50);
    assert_eq!(gauge.reading(), (100, 100));
}

#[test]
fn taking_back_that_is_stopped_takes_nothing_back() {
    let mut stage = Stage::new();
    stage
        .save(&[new(&[("ho_ten", "Công chức một")]), new(&[("ho_ten", "Công chức hai")])])
        .unwrap();
    let gauge = crate::Gauge::default();
    stage.engine.watch(gauge.clone());
    gauge.stop_at(2);

    stage.engine.undo(stage.visit).unwrap_err();

    assert_eq!(stage.rows().len(), 2);
    stage.engine.undo(stage.visit).unwrap();
    assert!(stage.rows().is_empty());
}
