//! The kinds of minutes: short ones, those of unannounced visits, those that look at what was asked.

use chrono::NaiveDate;
use domain::answer::Verdict;
use domain::id::VisitId;
use domain::visit::{Extent, VisitForm};
use ledger::SealManifest;
use papers::{Block, Document, Run, Timestamp};
use signing::Strokes;

use crate::actions::{PaperState, RowChange};
use crate::minutes::{self, Check, CheckLevel, Stamp};
use crate::record::AnswerField;
use crate::tests::{CAMPAIGN, engine, shortcoming};
use crate::{Engine, EngineError};

pub(crate) struct Stage {
    pub(crate) engine: Engine,
    _folder: tempfile::TempDir,
}

pub(crate) fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    Stage { engine: engine(&folder.path().join("kho")), _folder: folder }
}

/// The visit of `unit` in a sample.
pub(crate) fn sample_visit(engine: &mut Engine, sample: &str, unit: &str) -> VisitId {
    let campaign = engine.import_sample(sample).unwrap();
    let units = engine.campaign(campaign).unwrap().0.units;
    let unit = units.iter().find(|it| it.key == unit).unwrap().id;
    let visits = engine.visits_of(campaign).unwrap();
    visits.iter().find(|it| it.visit.unit == unit).unwrap().visit.id
}

pub(crate) fn document(engine: &Engine, visit: VisitId) -> Document {
    let folder = engine.folder(visit).unwrap();
    let created = Timestamp {
        year: 2026,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        offset_minutes: 420,
    };
    let material = engine.material(&folder).unwrap();
    let style = engine.style(folder.visit.date);
    let compose = |pages| {
        let stamp = Stamp { created, draft: true, foot: None, data: None, pages };
        minutes::document(&material, &folder.slots, style, stamp)
    };
    minutes::settled(&mut papers::Memory::default(), compose).unwrap().0
}

fn runs(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

pub(crate) fn text(document: &Document) -> String {
    let said = |block: &Block| match block {
        Block::Head(head) => head.left.iter().map(|line| format!("{line:?}")).collect(),
        Block::Recipients(lines) => lines.join("\n"),
        Block::Title(title) => format!("{} {}", title.kind, title.subject.join(" ")),
        Block::Heading { text, .. } => text.clone(),
        Block::Paragraph(paragraph) => runs(&paragraph.runs),
        Block::List(list) => {
            list.items.iter().map(|it| runs(&it.runs)).collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => {
            let row = |row: &papers::Row| {
                row.cells.iter().map(|cell| runs(cell)).collect::<Vec<_>>().join(" | ")
            };
            table.rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        Block::Annex { .. }
        | Block::MergedTable(_)
        | Block::Label(_)
        | Block::Signatures(_)
        | Block::Figure(_)
        | Block::Gallery { .. }
        | Block::PageBreak
        | Block::Turn(_)
        | Block::RunningHead(_)
        | Block::Space(_) => String::new(),
    };
    document.blocks.iter().map(said).collect::<Vec<_>>().join("\n")
}

#[track_caller]
pub(crate) fn says(text: &str, expected: &[&str]) {
    for part in expected {
        assert!(text.contains(part), "„{part}“ is not in\n{text}");
    }
}

pub(crate) fn tables(document: &Document) -> usize {
    document.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count()
}

#[test]
fn a_school_and_a_health_station_get_short_minutes_without_tables() {
    let mut stage = stage();
    for unit in ["truong-hoc", "tram-y-te"] {
        let visit = sample_visit(&mut stage.engine, "2017-can-loc", unit);
        let rendered = stage.engine.draft_minutes(visit).unwrap();
        assert!(rendered.pages <= 2, "{unit}: {} pages", rendered.pages);
        let paper = document(&stage.engine, visit);
        assert_eq!(tables(&paper), 0, "{unit}");
        let text = text(&paper);
        says(
            &text,
            &["I. THÀNH PHẦN", "II. NỘI DUNG", "III. Ý KIẾN", "không kiểm tra nội dung khác"],
        );
        assert!(!text.contains("chưa kiểm tra ("), "{text}");
    }
}

#[test]
fn the_leader_chooses_how_much_minutes_tell_and_takes_that_back() {
    let mut stage = stage();
    let visit = sample_visit(&mut stage.engine, "2022-cau-tre", "cau-tre");
    let full = tables(&document(&stage.engine, visit));
    assert!(full > 0);

    stage.engine.choose_extent(visit, Some(Extent::Short)).unwrap();
    let short = document(&stage.engine, visit);
    assert_eq!(tables(&short), 0);
    says(&text(&short), &["2.756/4.545 (60,64%)", "III. Ý KIẾN CỦA ĐƠN VỊ"]);
    stage.engine.undo(visit).unwrap();
    assert_eq!(tables(&document(&stage.engine, visit)), full);

    stage.engine.choose_extent(visit, Some(Extent::Short)).unwrap();
    stage.engine.seal(visit).unwrap();
    let late = stage.engine.choose_extent(visit, None);
    assert!(matches!(late, Err(EngineError::AlreadySealed)));
}

#[test]
fn words_for_full_minutes_stand_again_after_a_look_at_short_ones() {
    let mut stage = stage();
    let visit = sample_visit(&mut stage.engine, "2022-cau-tre", "cau-tre");
    let own = "Phường chỉ đạo sát, có phân công rõ.";
    stage.engine.edit_slot(visit, "uu_diem/CD", Some(own)).unwrap();
    stage.engine.choose_extent(visit, Some(Extent::Short)).unwrap();
    assert!(!text(&document(&stage.engine, visit)).contains(own));
    stage.engine.choose_extent(visit, Some(Extent::Full)).unwrap();
    says(&text(&document(&stage.engine, visit)), &[own]);
}

#[test]
fn the_closing_reads_out_pages_and_copies_and_keeps_the_pages_right_in_edited_words() {
    let mut stage = stage();
    let visit = sample_visit(&mut stage.engine, "2022-cau-tre", "cau-tre");
    let pages = stage.engine.draft_minutes(visit).unwrap().pages;
    let said = domain::number::read_out(u64::from(pages));
    says(
        &text(&document(&stage.engine, visit)),
        &[&format!("Biên bản gồm {said} trang, được lập thành 03 (ba) bản có giá trị như nhau")],
    );

    let state = stage.engine.minutes(visit).unwrap();
    let closing = &state.slots.iter().find(|slot| slot.id == "ket_thuc").unwrap().generated;
    let own = format!("{closing} Các bên đã nhận đủ.");
    stage.engine.edit_slot(visit, "ket_thuc", Some(&own)).unwrap();
    stage.engine.choose_extent(visit, Some(Extent::Short)).unwrap();
    let short = stage.engine.draft_minutes(visit).unwrap().pages;
    assert!(short < pages);
    let said = domain::number::read_out(u64::from(short));
    let text = text(&document(&stage.engine, visit));
    says(&text, &[&format!("gồm {said} trang"), "Các bên đã nhận đủ."]);
    let state = stage.engine.minutes(visit).unwrap();
    let edit = state.folder.slots.get("ket_thuc").unwrap();
    let slot = state.slots.iter().find(|slot| slot.id == "ket_thuc").unwrap();
    assert_eq!(edit.generated, slot.generated, "the number alone is no news");
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 9, day).unwrap()
}

#[test]
fn an_unannounced_visit_is_called_that_in_title_and_opening() {
    let mut stage = stage();
    let campaign = stage.engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = stage.engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let form = VisitForm::Unannounced;
    let visit = stage.engine.open_visit(campaign, unit, day(15), form).unwrap();
    says(
        &text(&document(&stage.engine, visit)),
        &["BIÊN BẢN Kiểm tra đột xuất ", "Hình thức: kiểm tra đột xuất."],
    );
}

#[test]
fn minutes_of_a_follow_up_tell_what_was_seen_again_and_their_seal_lists_it() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let first = engine.open_visit(campaign, unit, day(15), VisitForm::Planned).unwrap();
    for text in ["Chưa niêm yết đủ thủ tục hành chính.", "Chưa ban hành kế hoạch."]
    {
        engine.save_finding(first, None, &shortcoming(text)).unwrap();
    }
    let again = engine.open_visit(campaign, unit, day(29), VisitForm::FollowUp).unwrap();
    let asked: Vec<_> = engine.last_time(again).unwrap().findings;
    assert_eq!(asked.len(), 2);
    let warns =
        |checks: &[Check]| checks.iter().any(|it| it.text.contains("chưa ghi đã khắc phục"));
    assert!(warns(&engine.minutes(again).unwrap().checks));

    engine.set_mended(again, asked[0].id, Some(true)).unwrap();
    engine.set_mended(again, asked[1].id, Some(false)).unwrap();
    assert!(!warns(&engine.minutes(again).unwrap().checks));
    let said = text(&document(engine, again));
    says(
        &said,
        &[
            "BIÊN BẢN Kiểm tra việc khắc phục tồn tại, hạn chế sau ",
            "Hình thức: kiểm tra việc khắc phục tồn tại, hạn chế (phúc tra).",
            "đã nêu tại Biên bản ngày 15/09/2022",
            "II. KẾT QUẢ KHẮC PHỤC TỒN TẠI, HẠN CHẾ KỲ TRƯỚC",
            "xem lại 02 nội dung phải khắc phục nêu tại Biên bản ngày 15/09/2022: 01 nội dung đã được khắc phục, 01 nội dung chưa được khắc phục.",
            "Chưa niêm yết đủ thủ tục hành chính.",
            "III. NỘI DUNG VÀ KẾT QUẢ KIỂM TRA",
        ],
    );

    engine.seal(again).unwrap();
    assert!(engine.minutes(again).unwrap().later.is_empty());
    let id = engine.folder(first).unwrap().findings[0].id;
    let draft = shortcoming("Chưa niêm yết đủ bộ thủ tục.");
    engine.save_finding(first, Some(id), &draft).unwrap();
    let state = engine.minutes(again).unwrap();
    assert_eq!(state.shelf.state(), PaperState::Sealed);
    assert_eq!(state.later.len(), 1, "{:?}", state.later);
}

/// Sealed minutes of the small campaign with one shortcoming.
pub(crate) fn sealed_minutes(engine: &mut Engine) -> (VisitId, String) {
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let visit = engine.open_visit(campaign, unit, day(15), VisitForm::Planned).unwrap();
    engine.answer(visit, "CD-05", &AnswerField::Verdict(Some(Verdict::NotMet))).unwrap();
    engine.save_finding(visit, None, &shortcoming("Chưa ban hành kế hoạch.")).unwrap();
    let seal = engine.seal(visit).unwrap();
    (visit, seal)
}

#[test]
fn supplementary_minutes_say_only_what_came_after_the_seal_and_leave_the_minutes_standing() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let (visit, seal) = sealed_minutes(engine);
    let first = engine.paper(visit).unwrap();
    assert_eq!(engine.supplement(visit, "kiểm tra thêm sổ theo dõi", "12/BB-ĐKT").unwrap(), 1);
    let blocks = |engine: &Engine| {
        let checks = engine.minutes(visit).unwrap().checks;
        checks.into_iter().filter(|it| it.level == CheckLevel::Block).count()
    };
    assert_eq!(blocks(engine), 1, "nothing has been added yet");
    assert!(matches!(engine.seal(visit), Err(EngineError::SealRefused(_))));

    engine.answer(visit, "CD-05", &AnswerField::Note("ghi chú riêng".to_owned())).unwrap();
    assert_eq!(blocks(engine), 1, "a note is on no paper");
    engine.save_finding(visit, None, &shortcoming("Chưa mở sổ theo dõi hồ sơ.")).unwrap();
    engine.answer(visit, "CD-05", &AnswerField::Verdict(Some(Verdict::Partly))).unwrap();
    engine.answer(visit, "MC-03", &AnswerField::Verdict(Some(Verdict::Met))).unwrap();
    assert_eq!(blocks(engine), 0);
    let paper = document(engine, visit);
    let said = text(&paper);
    says(
        &said,
        &[
            "BIÊN BẢN Bổ sung Biên bản kiểm tra công tác cải cách hành chính năm 2022",
            "Biên bản này bổ sung Biên bản số 12/BB-ĐKT lập ngày 15 tháng 9 năm 2022",
            &seal[..8],
            "không thay thế Biên bản đó",
            "Lý do bổ sung: kiểm tra thêm sổ theo dõi.",
            "II. NỘI DUNG BỔ SUNG",
            "(ghi lại): cơ bản đạt",
            "Chưa mở sổ theo dõi hồ sơ.",
            "III. Ý KIẾN CỦA ĐƠN VỊ",
            "Biên bản bổ sung được lập xong trong ngày",
        ],
    );
    assert!(!said.contains("Chưa ban hành kế hoạch."), "{said}");
    assert!(!said.contains("ghi chú riêng"), "{said}");
    assert_eq!(tables(&paper), 0);

    let added = engine.seal(visit).unwrap();
    let folder = engine.folder(visit).unwrap();
    assert_eq!((folder.papers.len(), folder.revision()), (2, 1));
    let manifest = SealManifest::decode(&engine.file(&folder.papers[1].manifest).unwrap()).unwrap();
    let previous: String =
        manifest.previous.unwrap().as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(previous, seal);
    assert_eq!(manifest.labels.get("supplement").map(String::as_str), Some("1"));
    assert!(engine.minutes(visit).unwrap().later.is_empty());
    assert_eq!(engine.paper_with_seal(visit, &seal).unwrap(), first);
    assert_ne!(engine.paper_with_seal(visit, &added[..16]).unwrap(), first);
    let shelf = engine.shelf(visit).unwrap();
    let of = |at: usize| shelf.state_of(&shelf.papers[at]);
    assert_eq!([of(0), of(1)], [PaperState::Sealed, PaperState::Sealed]);
    assert!(matches!(engine.paper_with_seal(visit, "00"), Err(EngineError::NotFound { .. })));
}

#[test]
fn a_second_supplement_adds_to_the_first_and_a_revision_replaces_them_all() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let (visit, _) = sealed_minutes(engine);
    for (number, text) in [(1, "Chưa mở sổ."), (2, "Chưa niêm yết số điện thoại.")]
    {
        assert_eq!(engine.supplement(visit, "bổ sung", "").unwrap(), number);
        engine.save_finding(visit, None, &shortcoming(text)).unwrap();
        let said = self::text(&document(engine, visit));
        says(&said, &[text, "Biên bản số ……/BB-ĐKT"]);
        engine.seal(visit).unwrap();
    }
    let said = self::text(&document(engine, visit));
    says(&said, &["bổ sung (lần thứ hai) Biên bản số"]);
    assert!(!said.contains("Chưa mở sổ."), "{said}");

    assert_eq!(engine.revise(visit, "gộp các bản").unwrap(), 2);
    let said = self::text(&document(engine, visit));
    says(&said, &["Chưa ban hành kế hoạch.", "Chưa mở sổ.", "Chưa niêm yết số điện thoại."]);
    engine.seal(visit).unwrap();
    let shelf = engine.shelf(visit).unwrap();
    assert_eq!(shelf.state_of(&shelf.papers[0]), PaperState::Replaced);
}

#[test]
fn minutes_that_are_being_added_to_are_still_signed() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let (visit, _) = sealed_minutes(engine);
    engine.supplement(visit, "kiểm tra thêm", "").unwrap();
    let strokes = Strokes { width: 100, height: 40, lines: vec![vec![(0, 0), (50, 20)]] };

    engine.sign_drawn(visit, "leader", &strokes).unwrap();

    let shelf = engine.shelf(visit).unwrap();
    assert_eq!(shelf.state(), PaperState::Draft);
    let standing = shelf.standing().unwrap();
    assert_eq!(shelf.state_of(standing), PaperState::PartlySigned);
    assert_eq!(engine.sealed_paper(visit).unwrap(), engine.file(&standing.current).unwrap());
}

#[test]
fn a_supplement_that_was_begun_is_put_away_and_the_minutes_never_stopped_standing() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let open = engine.open_visit(campaign, unit, day(16), VisitForm::Planned).unwrap();
    assert!(matches!(engine.supplement(open, "lý do", ""), Err(EngineError::NotSealed)));
    assert!(matches!(engine.withdraw_paper(open), Err(EngineError::NotSealed)));

    let (visit, seal) = sealed_minutes(engine);
    assert!(matches!(engine.supplement(visit, " ", ""), Err(EngineError::BadInput { .. })));
    assert!(matches!(engine.withdraw_paper(visit), Err(EngineError::AlreadySealed)));
    engine.supplement(visit, "kiểm tra thêm", "").unwrap();
    let listed = engine.visits_of(campaign).unwrap();
    let listed = listed.iter().find(|it| it.visit.id == visit).unwrap();
    assert_eq!(listed.state, PaperState::Sealed);
    let own = "Căn cứ riêng của bản bổ sung.";
    let slot = engine.minutes(visit).unwrap().slots[0].id.clone();
    engine.edit_slot(visit, &slot, Some(own)).unwrap();
    says(&text(&document(engine, visit)), &[own]);

    engine.withdraw_paper(visit).unwrap();
    let folder = engine.folder(visit).unwrap();
    assert_eq!(folder.sealed().map(|paper| paper.seal.clone()), Some(seal));
    assert!(!text(&document(engine, visit)).contains(own));
}

#[test]
fn a_supplement_tells_what_was_taken_away_after_the_seal() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let visit = engine.open_visit(campaign, unit, day(15), VisitForm::Planned).unwrap();
    let row = |name: &str, card: &str| RowChange::Put {
        id: None,
        cells: [("ho_ten", name), ("deo_the", card)]
            .map(|(column, text)| (column.to_owned(), text.to_owned()))
            .into(),
    };
    let rows = [row("Công chức một", "x"), row("Công chức hai", "0")];
    let (rows, _) = engine.save_rows(visit, "nhan_su", &rows, None).unwrap();
    engine.answer(visit, "KL-06", &AnswerField::Verdict(Some(Verdict::Partly))).unwrap();
    engine.save_finding(visit, None, &shortcoming("Chưa ban hành kế hoạch.")).unwrap();
    engine.seal(visit).unwrap();
    engine.supplement(visit, "rà lại sổ nhân sự", "").unwrap();
    let warned = |engine: &Engine| {
        let checks = engine.minutes(visit).unwrap().checks;
        checks.iter().any(|it| it.text.starts_with("01 nhận xét của biên bản đã bị bỏ"))
    };
    assert!(!warned(engine));

    let fresh = engine.save_finding(visit, None, &shortcoming("Viết nhầm.")).unwrap().0;
    engine.remove_finding(visit, fresh).unwrap();
    assert!(!warned(engine), "the minutes never had it");
    let told = engine.folder(visit).unwrap().findings[0].id;
    engine.remove_finding(visit, told).unwrap();
    assert!(warned(engine));
    assert!(!text(&document(engine, visit)).contains("Đeo thẻ"));

    engine.save_rows(visit, "nhan_su", &[RowChange::Remove { id: rows[1] }], None).unwrap();
    let said = text(&document(engine, visit));
    assert!(said.contains("Đeo thẻ") && said.contains("(ghi lại)"), "{said}");
}
