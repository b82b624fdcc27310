//! The notice of the town of 2017 against its article, and what becomes of it when data change.

use domain::finding::FindingKind;
use domain::id::CampaignId;
use domain::layout::MinutesLayout;
use domain::notice::Wording;

use crate::Engine;
use crate::actions::{LetterDraft, LetterForm, NoticeState, PaperOf, PaperState};
use crate::error::EngineError;
use crate::notice::{Annexes, NoticeSlot, Section};
use crate::record::Letter;
use crate::slots::slot_text;
use crate::tests::{engine, shortcoming};

struct Town {
    engine: Engine,
    id: CampaignId,
    _folder: tempfile::TempDir,
}

fn town() -> Town {
    sample("2017-dak-lak-3027")
}

fn sample(key: &str) -> Town {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let id = engine.import_sample(key).unwrap();
    Town { engine, id, _folder: folder }
}

impl Town {
    fn notice(&self) -> NoticeState {
        self.engine.notice(self.id).unwrap()
    }

    fn printed(&self) -> Vec<String> {
        let state = self.notice();
        let shortcomings = state.slots.iter().filter(|slot| is_shortcoming(slot));
        shortcomings.map(|slot| text(&state, slot)).collect()
    }

    fn slot(&self, beginning: &str) -> NoticeSlot {
        let state = self.notice();
        let slot = state.slots.into_iter().find(|slot| slot.slot.generated.starts_with(beginning));
        slot.unwrap()
    }

    /// Words the shortcoming of `unit` at `item` anew.
    fn reword(&mut self, unit: &str, item: &str, text: &str) {
        let units = self.engine.campaign(self.id).unwrap().0.units;
        let unit = units.iter().find(|it| it.key == unit).unwrap().id;
        let visits = self.engine.visits_of(self.id).unwrap();
        let visit = visits.iter().find(|it| it.visit.unit == unit).unwrap().visit.id;
        let findings = self.engine.folder(visit).unwrap().findings;
        let finding = findings.iter().find(|it| it.items == [item]).unwrap().id;
        let mut draft = shortcoming(text);
        draft.items = vec![item.to_owned()];
        self.engine.save_finding(visit, Some(finding), &draft).unwrap();
    }
}

fn is_shortcoming(slot: &NoticeSlot) -> bool {
    matches!(slot.section, Section::Shortcomings(..))
}

fn text(state: &NoticeState, slot: &NoticeSlot) -> String {
    slot_text(&slot.slot.id, &slot.slot.generated, &state.material.record.slots).to_owned()
}

#[test]
fn the_four_paragraphs_of_the_article_come_out_with_exactly_its_units() {
    let town = town();
    let printed = town.printed();
    assert_eq!(
        printed,
        [
            "Một số xã, phường không thực hiện rà soát, đánh giá thủ tục hành chính và kịp thời cập nhật những thủ tục hành chính đã được UBND tỉnh công bố, sửa đổi, bổ sung; do đó, việc niêm yết, công khai các bộ TTHC thuộc các lĩnh vực chưa đầy đủ như phòng Tài nguyên và Môi trường, xã Ea Drông, Ea Siên, Ea Blang, Bình Thuận, phường Đạt Hiếu, phường Thiện An.",
            "Một số xã, phường chưa ban hành hoặc kiện toàn Quyết định thành lập Bộ phận tiếp nhận và trả kết quả cấp xã; thông báo phân công nhiệm vụ cho từng thành viên thuộc Bộ phận tiếp nhận và trả kết quả để thực hiện việc tiếp nhận và giải quyết TTHC theo đúng quy định; gắn trách nhiệm và làm cơ sở đánh giá chất lượng cán bộ, công chức cuối năm, cụ thể: xã Ea Drông, Ea Blang, Ea Siên…",
            "Chưa nghiêm túc thực hiện quy định về việc tiếp nhận, giải quyết TTHC theo cơ chế một cửa, một cửa liên thông theo quy định tại Quyết định số 09/2015/QĐ-TTg ngày 25/3/2015 của Thủ tướng Chính phủ; Quyết định số 48/2015/QĐ-UBND ngày 26/12/2015 của UBND tỉnh.",
            "Chưa quan tâm triển khai thực hiện việc tiếp nhận và giải quyết hồ sơ hành chính qua Hệ thống Dịch vụ hành chính công trực tuyến tích hợp Một cửa điện tử liên thông (IGate): An Bình (*), An Lạc (*), Thiện An, Thống Nhất (*), Đoàn Kết, Bình Thuận, Cư Bao (*), Ea Blang, Ea Drông, Ea Siên.",
        ]
    );
    let desk = town.notice().material.desk_checked();
    assert_eq!(desk.len(), 4);
    let rendered = town.engine.draft_notice(town.id, Annexes::All).unwrap();
    assert!(3 < rendered.pages);
}

#[test]
fn every_sample_has_a_notice_with_its_annexes() {
    for key in ["2022-cau-tre", "2017-can-loc", "2020-can-giuoc", "2021-thuong-lac"] {
        let town = sample(key);
        let state = town.notice();
        assert!(state.slots.iter().any(is_shortcoming), "{key}");
        assert!(state.slots.iter().all(|slot| !slot.slot.generated.contains('{')), "{key}");
        town.engine.draft_notice(town.id, Annexes::All).unwrap();
    }
}

#[test]
fn a_changed_finding_changes_the_list_and_leaves_what_a_person_wrote() {
    let mut town = town();
    let slot = town.slot("Đơn vị đã đề ra giải pháp");
    assert!(slot.slot.generated.ends_with(" (tất cả 08 đơn vị được kiểm tra trực tiếp)."));
    let igate = town.slot("Chưa quan tâm").slot;
    let own = igate.generated.replace("Chưa quan tâm", "Còn chậm");
    town.engine.edit_notice_slot(town.id, &igate.id, Some(&own)).unwrap();

    // Đạt Hiếu was not on the list; now it says the same.
    let units = town.engine.campaign(town.id).unwrap().0.units;
    let dat_hieu = units.iter().find(|it| it.key == "dat-hieu").unwrap().id;
    let visits = town.engine.visits_of(town.id).unwrap();
    let visit = visits.iter().find(|it| it.visit.unit == dat_hieu).unwrap().visit.id;
    let mut draft = shortcoming(
        "Chưa quan tâm tiếp nhận, giải quyết hồ sơ qua hệ thống một cửa điện tử (IGate).",
    );
    draft.items = vec!["MC-08".to_owned()];
    town.engine.save_finding(visit, None, &draft).unwrap();

    let state = town.notice();
    let now = state.slots.iter().find(|slot| slot.slot.id == igate.id).unwrap();
    assert!(now.slot.generated.ends_with("Ea Drông, Ea Siên, Đạt Hiếu."));
    assert_eq!(text(&state, now), own, "what a person wrote stands");
    let woven = now.slot.woven(&state.material.record.slots[&igate.id]).unwrap();
    assert_eq!(woven.clashes(), 0);
    assert!(woven.text().starts_with("Còn chậm"));
    assert!(woven.text().ends_with("Ea Drông, Ea Siên, Đạt Hiếu."));
}

#[test]
fn a_finding_of_a_confirmed_paragraph_stays_in_it_when_it_is_reworded() {
    let mut town = town();
    town.reword("ea-blang", "MC-02", "Phân công nhiệm vụ chưa rõ.");
    assert_eq!(town.printed().len(), 5, "the file named wordings, so other words stand alone");

    let merged = town.slot("Một số xã, phường chưa ban hành");
    let alone = town.slot("Phân công nhiệm vụ chưa rõ");
    let keys = [merged, alone].map(|slot| slot.paragraph.unwrap().key);
    town.engine.merge_paragraphs(town.id, &keys).unwrap();
    town.reword("ea-blang", "MC-02", "Chưa phân công rõ ràng.");

    assert_eq!(town.printed().len(), 4, "put together by a person, it stays whatever it says");
}

#[test]
fn nothing_is_put_together_until_the_leader_says_so_and_undo_takes_it_back() {
    let mut town = town();
    let merged = town.slot("Một số xã, phường không thực hiện").paragraph.unwrap().key;
    town.engine.split_paragraph(town.id, &merged).unwrap();
    assert_eq!(town.printed().len(), 6);
    let offered: Vec<Vec<Wording>> =
        town.notice().suggestions.into_iter().map(|(it, _)| it.keys).collect();
    let offered = offered.into_iter().find(|keys| keys.contains(&merged)).unwrap();
    assert_eq!(offered.len(), 3);

    town.engine.merge_paragraphs(town.id, &offered).unwrap();
    assert!(town.printed().iter().any(|text| text.starts_with(
        "Không thực hiện rà soát, đánh giá thủ tục hành chính trong kỳ; chưa cập nhật thủ tục hành chính mới, sửa đổi, bổ sung; niêm yết chưa đầy đủ bộ thủ tục hành chính: xã Bình Thuận, Ea Blang, Ea Drông, Ea Siên, phường Đạt Hiếu, phường Thiện An, phòng Tài nguyên và Môi trường."
    )));

    town.engine.undo_at_campaign(town.id).unwrap();
    assert_eq!(town.printed().len(), 6);
    town.engine.keep_apart(town.id, &offered).unwrap();
    let state = town.notice();
    assert!(!state.suggestions.iter().any(|(it, _)| it.keys.contains(&merged)));
}

#[test]
fn a_text_whose_findings_are_gone_is_kept_and_shown() {
    let mut town = sample("2021-thuong-lac");
    let slot = town.slot("Chưa thực hiện công khai ngân sách").slot;
    town.engine.edit_notice_slot(town.id, &slot.id, Some("Ngân sách chưa công khai.")).unwrap();
    let item = slot.id.split('/').nth(1).unwrap().to_owned();
    town.reword("thuong-lac", &item, "Công khai ngân sách còn chậm.");

    let state = town.notice();
    assert_eq!(state.kept.len(), 1);
    assert_eq!(state.kept[0].text, "Ngân sách chưa công khai.");

    town.engine.edit_notice_slot(town.id, &slot.id, None).unwrap();
    assert_eq!(town.notice().kept, []);
}

#[test]
fn rates_are_told_as_ranges_with_their_ends_where_the_leader_wants_them() {
    let mut town = sample("2017-can-loc");
    let figures = |town: &Town| {
        let state = town.notice();
        let slot = state.slots.iter().find(|slot| slot.slot.id == "so_lieu/CN").unwrap();
        (slot.slot.generated.clone(), slot.figures.first().unwrap().key.clone())
    };
    let (text, key) = figures(&town);
    assert!(text.contains(": 3–4/9 tại 02 đơn vị."), "{text}");

    town.engine.name_extremes(town.id, &key, true).unwrap();
    let (text, _) = figures(&town);
    assert!(
        text.contains(
            "; cao nhất: xã Yên Lộc, 4/9 (44,44%); thấp nhất: xã Thiên Lộc, 3/9 (33,33%)."
        ),
        "{text}"
    );
}

#[test]
fn what_the_leader_decides_of_the_notice_touches_no_sealed_minutes() {
    let mut town = sample("2021-thuong-lac");
    let visit = town.engine.visits_of(town.id).unwrap()[0].visit.id;
    town.engine.seal(visit).unwrap();
    let slot = town.slot("Chưa thực hiện công khai ngân sách").slot;
    town.engine.edit_notice_slot(town.id, &slot.id, Some("Chưa công khai.")).unwrap();

    assert!(town.engine.minutes(visit).unwrap().later.is_empty());
}

#[test]
fn a_paragraph_can_be_left_out_and_taken_in_again() {
    let mut town = town();
    let left_out = town.notice().left_out;
    assert_eq!(left_out.len(), 2);
    let (paragraph, _) = &left_out[0];
    assert_eq!(paragraph.kind, FindingKind::Strength);
    town.engine.leave_out_paragraph(town.id, &paragraph.key, false).unwrap();
    assert_eq!(town.notice().left_out.len(), 1);
}

#[test]
fn a_sealed_notice_stays_as_it_is_and_tells_what_was_edited_since() {
    let mut town = town();
    let seal = town.engine.seal(town.id).unwrap();
    let sealed = town.engine.sealed_paper(town.id).unwrap();
    let state = town.notice();
    assert_eq!(state.shelf.state(), PaperState::Sealed);
    assert!(state.later.is_empty(), "{:?}", state.later);
    assert!(matches!(town.engine.seal(town.id), Err(EngineError::AlreadySealed)));
    let slot = state.slots.first().unwrap().slot.id.clone();
    let late = town.engine.edit_notice_slot(town.id, &slot, Some("Khác."));
    assert!(matches!(late, Err(EngineError::AlreadySealed)));

    let intro = "Căn cứ riêng của biên bản.".to_owned();
    let layout = MinutesLayout { intro, ..town.engine.layout(town.id).unwrap() };
    town.engine.save_layout(town.id, &layout).unwrap();
    assert!(town.notice().later.is_empty(), "how minutes are printed is on no notice");
    town.reword("ea-sien", "MC-08", "Chưa dùng hệ thống một cửa điện tử.");

    let later = town.notice().later;
    assert_eq!(later.len(), 1, "{later:?}");
    assert_eq!(later[0].text, "UBND xã Ea Siên: Nhận xét");
    assert_eq!(town.engine.notice_paper(town.id).unwrap(), sealed);

    assert_eq!(town.engine.revise(town.id, "Đơn vị giải trình thêm.").unwrap(), 2);
    let opening = town.slot("Thực hiện").slot.generated;
    assert!(
        opening.contains("là bản thứ hai, thay thế bản thứ nhất; lý do: Đơn vị giải trình thêm."),
        "{opening}"
    );
    let second = town.engine.seal(town.id).unwrap();
    assert_ne!(second, seal);
    assert!(town.notice().later.is_empty());
}

#[test]
fn a_notice_is_signed_like_minutes_and_sealing_it_touches_no_minutes() {
    let mut town = sample("2021-thuong-lac");
    let visit = town.engine.visits_of(town.id).unwrap()[0].visit.id;
    town.engine.seal(visit).unwrap();
    let early = town.engine.sign_drawn(town.id, "leader", &strokes());
    assert!(matches!(early, Err(EngineError::NotSealed)));
    town.engine.seal(town.id).unwrap();
    let unknown = town.engine.sign_drawn(town.id, "secretary", &strokes());
    assert!(matches!(unknown, Err(EngineError::NotFound { .. })));

    town.engine.sign_drawn(town.id, "leader", &strokes()).unwrap();

    assert_eq!(town.notice().shelf.state(), PaperState::Signed);
    assert!(town.engine.minutes(visit).unwrap().later.is_empty());
    assert_eq!(town.engine.minutes(visit).unwrap().shelf.state(), PaperState::Sealed);
}

#[test]
fn a_letter_that_was_sealed_is_corrected_in_a_revision_alone_and_never_removed() {
    let mut town = sample("2022-cau-tre");
    let unit = town.engine.campaign(town.id).unwrap().0.units[0].id;
    let id = town.engine.make_letter(town.id, unit, &[]).unwrap();
    let letter = PaperOf::Letter(town.id, id);
    town.engine.seal(letter).unwrap();
    let refused = town.engine.remove_letter(town.id, id);
    assert!(matches!(refused, Err(EngineError::AlreadySealed)));
    town.engine.sign_drawn(letter, "signer", &strokes()).unwrap();
    let (shelf, later) = town.engine.paper_standing(letter).unwrap();
    assert_eq!((shelf.state(), later.len()), (PaperState::Signed, 0));
    // The notice of the same campaign is another paper.
    assert_eq!(town.notice().shelf.state(), PaperState::Draft);

    let form = town.engine.letter(town.id, id).unwrap();
    let LetterForm { letter: Letter { date, reply_by, .. }, habit, .. } = form;
    let draft = LetterDraft { date, reply_by, habit };
    let refused = town.engine.correct_letter(town.id, id, &draft);
    assert!(matches!(refused, Err(EngineError::AlreadySealed)));
    town.engine.revise(letter, "Sai nơi gửi").unwrap();
    town.engine.correct_letter(town.id, id, &draft).unwrap();
    let refused = town.engine.remove_letter(town.id, id);
    assert!(matches!(refused, Err(EngineError::AlreadySealed)));
}

fn strokes() -> signing::Strokes {
    signing::Strokes { width: 100, height: 40, lines: vec![vec![(0, 0).into(), (50, 20).into()]] }
}
