//! Supplementary minutes say what came after the seal, and leave what was sealed standing.

use super::*;

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
    let strokes =
        Strokes { width: 100, height: 40, lines: vec![vec![(0, 0).into(), (50, 20).into()]] };

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
