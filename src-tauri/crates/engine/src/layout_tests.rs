//! How an agency prints its minutes: every choice on the page, in a file, under a seal.

use domain::layout::{BadLayout, Leavable, MinutesLayout, Section};

use crate::EngineError;
use crate::minutes_kinds_tests::{
    document, sample_visit, says, sealed_minutes, stage, tables, text,
};

fn own() -> MinutesLayout {
    MinutesLayout {
        parent: "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ".to_owned(),
        agency: "ĐOÀN KIỂM TRA 3027".to_owned(),
        symbol: "/BB-ĐKT3027".to_owned(),
        intro: "Thực hiện nhiệm vụ được giao, Đoàn kiểm tra lập biên bản như sau:".to_owned(),
        closing: "Các phụ lục kèm theo là bộ phận của Biên bản.".to_owned(),
        recipients: "- Sở Nội vụ (b/c);\nVăn phòng UBND".to_owned(),
        order: vec![Section::Attendance, Section::Recommendations, Section::Results],
        left_out: vec![Leavable::Figures, Leavable::Bases],
    }
}

#[test]
fn every_choice_stands_on_the_page_and_named_parts_follow_their_order() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let visit = sample_visit(engine, "2022-cau-tre", "cau-tre");
    let campaign = engine.folder(visit).unwrap().campaign.id;
    let before = tables(&document(engine, visit));
    engine.save_layout(campaign, &own()).unwrap();

    let paper = document(engine, visit);
    let said = text(&paper);
    says(
        &said,
        &[
            "ĐOÀN KIỂM TRA 3027",
            "/BB-ĐKT3027",
            "lập biên bản như sau:",
            "Các phụ lục kèm theo",
            "- Sở Nội vụ (b/c);\n- Văn phòng UBND;\n- Lưu: VT, Hồ sơ.",
            "II. KIẾN NGHỊ, YÊU CẦU",
            "III. NỘI DUNG VÀ KẾT QUẢ KIỂM TRA",
            "IV. Ý KIẾN",
            "trong thời hạn ghi tại Phần II",
        ],
    );
    assert!(!said.contains("Căn cứ Nghị quyết"), "{said}");
    assert!(tables(&paper) < before);
    let slots = engine.minutes(visit).unwrap().slots;
    assert!(slots.iter().all(|slot| slot.id != "can_cu"));

    engine.undo_at_campaign(campaign).unwrap();
    assert_eq!(engine.layout(campaign).unwrap(), MinutesLayout::default());
    assert_eq!(tables(&document(engine, visit)), before);
}

#[test]
fn a_layout_goes_through_its_file_and_back() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let one = engine.import_sample("2022-cau-tre").unwrap();
    let other = engine.import_sample("2017-can-loc").unwrap();
    engine.save_layout(one, &own()).unwrap();
    let file = engine.layout_file(one).unwrap();
    engine.import_layout(other, "bo-cuc.toml", &file).unwrap();
    assert_eq!(engine.layout(other).unwrap(), own());
    let plain = engine.import_sample("2021-thuong-lac").unwrap();
    let empty = engine.layout_file(plain).unwrap();
    engine.import_layout(other, "bo-cuc.toml", &empty).unwrap();
    assert_eq!(engine.layout(other).unwrap(), MinutesLayout::default());
}

#[test]
fn a_bad_file_or_choice_says_what_is_wrong_and_changes_nothing() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let campaign = engine.import_sample("2022-cau-tre").unwrap();
    for bad in [
        "không phải toml [",
        "[layout]\nco_chu = 10",
        "[layout]\norder = [\"chữ ký\"]",
        "[layout]\nleft_out = [\"results\"]",
        "[layout]\nagency = 3",
    ] {
        let refused = engine.import_layout(campaign, "bo-cuc.toml", bad);
        assert!(matches!(refused, Err(EngineError::Import(_))), "{bad}");
    }
    let refused = engine.import_layout(campaign, "bo-cuc.toml", "[layout]\nsymbol = \"KL\"");
    assert!(matches!(refused, Err(EngineError::Layout(BadLayout::Symbol(_)))));
    let odd = MinutesLayout { agency: "ĐOÀN 🙂".to_owned(), ..MinutesLayout::default() };
    assert!(matches!(engine.save_layout(campaign, &odd), Err(EngineError::Paper(_))));
    assert_eq!(engine.layout(campaign).unwrap(), MinutesLayout::default());
}

#[test]
fn sealed_minutes_stay_as_they_were_when_the_layout_changes() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let (visit, _) = sealed_minutes(engine);
    let sealed = engine.paper(visit).unwrap();
    let campaign = engine.folder(visit).unwrap().campaign.id;
    engine.save_layout(campaign, &own()).unwrap();
    assert_eq!(engine.paper(visit).unwrap(), sealed);
    let later = engine.minutes(visit).unwrap().later;
    assert!(later.iter().any(|it| it.text == "Bố cục biên bản"), "{later:?}");
}

#[test]
fn a_campaign_without_visits_or_units_shows_its_layout_too() {
    let mut stage = stage();
    let engine = &mut stage.engine;
    let text = crate::tests::CAMPAIGN;
    let campaign = engine.import_campaign("thu.toml", text, false).unwrap();
    assert_eq!(engine.layout_state(campaign).unwrap().unit, "Phường Thử");
    let bare = text.split("[[campaign.units]]").next().unwrap().replace("\"thu\"", "\"trong\"");
    let bare = engine.import_campaign("trong.toml", &bare, false).unwrap();
    assert!(1 <= engine.layout_state(bare).unwrap().paper.pages);
}
