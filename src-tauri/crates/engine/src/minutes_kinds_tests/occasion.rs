//! Minutes of unannounced visits, and of those that look again at what was asked before.

use super::*;

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
