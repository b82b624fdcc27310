//! Short minutes and full ones: what is usual for a unit, what a person chooses, how the closing counts.

use super::*;

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
