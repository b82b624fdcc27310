//! What a person who searches may rely on.

use std::sync::Arc;

use super::*;
use crate::actions::{Person, ReportDraft};
use crate::ports::{SystemClock, SystemRandomness};
use crate::record::AnswerField;
use crate::store::KeyCost;

struct Desk {
    engine: Engine,
    campaign: CampaignId,
    visit: VisitId,
    _folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let person = Person { name: "Người thử".to_owned(), ..Person::default() };
    let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
    let home = folder.path().join("kho");
    let mut engine =
        Engine::create(&home, &person, "mật khẩu thử", KeyCost::CHEAP, doors).unwrap().0;
    let campaign = engine.import_sample("2022-cau-tre").unwrap();
    let visit = engine.visits_of(campaign).unwrap().first().unwrap().visit.id;
    Desk { engine, campaign, visit, _folder: folder }
}

impl Desk {
    fn note(&mut self, item: &str, text: &str) {
        self.engine.answer(self.visit, item, &AnswerField::Note(text.to_owned())).unwrap();
    }

    fn kinds(&self, text: &str) -> Vec<HitKind> {
        self.engine.search(text, None).unwrap().into_iter().map(|hit| hit.kind).collect()
    }

    fn titles(&self, text: &str) -> Vec<String> {
        self.engine.search(text, None).unwrap().iter().map(Hit::title).collect()
    }
}

#[test]
fn a_note_is_found_as_soon_as_it_is_saved_and_as_it_is_typed() {
    let mut desk = desk();
    assert!(desk.titles("quạt trần").is_empty());
    desk.note("MC-03", "Phòng chờ có quạt trần mới");
    for typed in ["quạt trần", "quat tran", "quat tr", "QUẠT", "trần quạt"] {
        assert_eq!(desk.titles(typed), ["Phòng chờ có quạt trần mới"], "{typed}");
    }
    let hit = desk.engine.search("quạt", None).unwrap().remove(0);
    assert_eq!((hit.kind, hit.item.as_deref()), (HitKind::Answer, Some("MC-03")));
    assert_eq!((hit.visit, hit.campaign), (Some(desk.visit), desk.campaign));
    assert!(hit.about.starts_with("Phường Cầu Tre, 15/09/2022"));
    assert!(hit.shown.iter().any(|piece| piece.hit && piece.text == "quạt"));
}

#[test]
fn marks_that_were_typed_come_first() {
    let mut desk = desk();
    desk.note("MC-01", "Đường vào trụ sở hẹp");
    desk.note("MC-02", "Ông Dương vắng mặt");
    assert_eq!(desk.titles("đường vào").len(), 1);
    assert_eq!(desk.titles("đường trụ"), ["Đường vào trụ sở hẹp"]);
    let hits = desk.engine.search("dương", None).unwrap();
    assert!(hits.first().unwrap().exact);
    assert_eq!(hits.first().unwrap().title(), "Ông Dương vắng mặt");
    let folded = desk.titles("duong");
    assert!(folded.contains(&"Đường vào trụ sở hẹp".to_owned()));
    assert!(folded.contains(&"Ông Dương vắng mặt".to_owned()));
}

#[test]
fn what_was_written_over_is_not_found_and_undo_brings_it_back() {
    let mut desk = desk();
    desk.note("MC-03", "thiếu ghế ngồi");
    assert_eq!(desk.kinds("ghế ngồi"), [HitKind::Answer]);
    desk.note("MC-03", "đã đủ bàn");
    assert!(desk.kinds("ghế ngồi").is_empty());
    desk.engine.undo(desk.visit).unwrap();
    assert_eq!(desk.kinds("ghế ngồi"), [HitKind::Answer]);
}

#[test]
fn the_bin_hides_and_gives_back() {
    let mut desk = desk();
    desk.note("MC-03", "thiếu ghế ngồi");
    desk.engine.bin_visit(desk.visit, true).unwrap();
    assert!(desk.kinds("ghế ngồi").is_empty());
    desk.engine.bin_visit(desk.visit, false).unwrap();
    assert_eq!(desk.kinds("ghế ngồi"), [HitKind::Answer]);
    desk.engine.bin_campaign(desk.campaign, true).unwrap();
    assert!(desk.kinds("ghế ngồi").is_empty());
}

#[test]
fn a_finding_that_was_removed_is_not_found() {
    let mut desk = desk();
    let folder = desk.engine.folder(desk.visit).unwrap();
    let finding = folder.findings.first().unwrap().clone();
    let typed: String = finding.text.chars().take(24).collect();
    assert!(desk.kinds(&typed).contains(&HitKind::Finding));
    desk.engine.remove_finding(desk.visit, finding.id).unwrap();
    assert!(!desk.titles(&typed).iter().any(|title| finding.text.starts_with(title.as_str())));
}

#[test]
fn units_people_and_papers_are_found() {
    let desk = desk();
    assert!(desk.kinds("cau tre").contains(&HitKind::Visit));
    assert!(desk.kinds("trưởng đoàn").contains(&HitKind::Person));
    let campaign = desk.engine.campaign(desk.campaign).unwrap().0;
    let number = campaign.papers.first().unwrap().number.clone();
    assert!(desk.kinds(&number).contains(&HitKind::LegalPaper));
    assert!(desk.kinds(&campaign.name).contains(&HitKind::Campaign));
}

#[test]
fn words_of_notices_letters_and_reports_are_found_with_their_unit() {
    let mut desk = desk();
    let campaign = desk.campaign;
    let slots = desk.engine.notice(campaign).unwrap().slots;
    let slot = slots.first().unwrap().slot.id.clone();
    desk.engine.edit_notice_slot(campaign, &slot, Some("Biểu dương tập thể bàng vuông")).unwrap();
    let asked = desk.engine.follow_up(campaign).unwrap().units.remove(0);
    let unit = asked.unit.id;
    let finding = asked.demands.first().unwrap().finding.id;
    let letter = desk.engine.make_letter(campaign, unit, &[finding]).unwrap();
    let report = ReportDraft {
        unit,
        number: "45/BC-BANGVUONG".to_owned(),
        date: None,
        received: desk.engine.today(),
        summary: "Đã treo bảng niêm yết mới".to_owned(),
        evidence: String::new(),
        demands: vec![finding],
    };
    desk.engine.save_remedy_report(campaign, None, &report).unwrap();

    assert_eq!(desk.kinds("bang vuong"), [HitKind::Notice]);
    assert_eq!(desk.kinds("BANGVUONG"), [HitKind::Report]);
    assert_eq!(desk.kinds("treo bảng niêm yết"), [HitKind::Report]);
    let hit = desk.engine.search("treo bảng", None).unwrap().remove(0);
    assert!(hit.about.starts_with("Phường Cầu Tre, "), "{}", hit.about);
    assert_eq!((hit.visit, hit.campaign), (None, campaign));

    let said = desk.engine.letter(campaign, letter).unwrap().letter.lines[0].text.clone();
    assert!(desk.kinds(&said).contains(&HitKind::Letter));
    desk.engine.remove_letter(campaign, letter).unwrap();
    assert!(!desk.kinds(&said).contains(&HitKind::Letter));
}

#[test]
fn an_item_is_found_by_its_code_in_the_words_of_the_visit() {
    let desk = desk();
    let hits = desk.engine.search("mc-19", Some(desk.visit)).unwrap();
    let first = hits.first().unwrap();
    assert_eq!((first.kind, first.item.as_deref()), (HitKind::Item, Some("MC-19")));
    assert!(desk.engine.search("mc-19", None).unwrap().iter().all(|hit| hit.kind != HitKind::Item));
}

#[test]
fn nothing_typed_finds_nothing() {
    let desk = desk();
    for typed in ["", "  ", "…", "\"", "*", "%"] {
        assert!(desk.titles(typed).is_empty(), "{typed}");
    }
    // What would be an operator of the index is only a word.
    assert!(desk.titles("AND OR NOT NEAR").is_empty());
}

#[test]
fn the_index_agrees_with_the_record_and_a_rebuild_changes_nothing() {
    let mut desk = desk();
    desk.note("MC-03", "thiếu ghế ngồi");
    let before = desk.titles("kiểm tra");
    desk.note("MC-03", "đủ ghế");
    assert!(desk.engine.check().unwrap().is_sound());
    desk.engine.store.rebuild().unwrap();
    let mut after = desk.titles("kiểm tra");
    after.sort();
    let mut before = before;
    before.sort();
    assert_eq!(after, before);
    assert!(desk.engine.check().unwrap().is_sound());
}

#[test]
fn an_index_that_was_stopped_half_way_is_made_by_the_next_search() {
    let mut desk = desk();
    let before = desk.titles("kiểm tra");
    let gauge = crate::Gauge::default();
    desk.engine.watch(gauge.clone());
    for step in [1, 40, 400] {
        desk.engine.store.rebuild().unwrap();
        gauge.stop_at(step);
        let stopped = desk.engine.search("kiểm tra", None).unwrap_err();
        assert_eq!(crate::words::Failure::from(&stopped).code, "E-STOPPED", "{step}");
        let mut again = desk.titles("kiểm tra");
        again.sort();
        let mut before = before.clone();
        before.sort();
        assert_eq!(again, before, "{step}");
        let (done, of) = gauge.reading();
        assert_eq!(done, of, "{step}");
        assert!(desk.engine.check().unwrap().is_sound(), "{step}");
    }
}

#[test]
fn what_changed_since_the_last_search_is_told_as_it_is_now() {
    let mut desk = desk();
    desk.note("MC-03", "thiếu ghế ngồi");
    let about = |desk: &Desk| desk.engine.search("ghế ngồi", None).unwrap().remove(0).about;
    assert!(about(&desk).starts_with("Phường Cầu Tre, "));

    let (mut campaign, planned) = desk.engine.campaign(desk.campaign).unwrap();
    let unit = desk.engine.folder(desk.visit).unwrap().visit.unit;
    campaign.units.iter_mut().find(|it| it.id == unit).unwrap().name = "Phường Mới".to_owned();
    desk.engine.save_campaign(&campaign, &planned).unwrap();
    assert!(about(&desk).starts_with("Phường Mới, "));

    let folder = desk.engine.folder(desk.visit).unwrap();
    let finding = folder.findings.first().unwrap().clone();
    let typed: String = finding.text.chars().take(24).collect();
    assert!(desk.kinds(&typed).contains(&HitKind::Finding));
    desk.engine.remove_finding(desk.visit, finding.id).unwrap();
    assert!(!desk.titles(&typed).iter().any(|title| finding.text.starts_with(title.as_str())));
    desk.engine.undo(desk.visit).unwrap();
    assert!(desk.kinds(&typed).contains(&HitKind::Finding));
}

#[test]
fn a_word_is_found_by_its_beginning_however_long() {
    let mut desk = desk();
    desk.note("MC-03", "Mái hiên nghiêng");
    for typed in ["ng", "nghi", "nghiê", "nghiên", "nghiêng", "nghien", "nghieng"] {
        let titles = desk.titles(&format!("mái hiên {typed}"));
        assert_eq!(titles, ["Mái hiên nghiêng"], "{typed}");
    }
    assert!(desk.titles("mái hiên nghiêngg").is_empty());
}

#[test]
fn an_index_made_of_many_pieces_finds_the_newest_text_first() {
    let mut desk = desk();
    for number in 0..60 {
        desk.note("MC-03", &format!("lần thứ {number} kiểm đếm"));
        desk.titles("kiểm đếm");
    }
    desk.engine.store.rebuild().unwrap();
    assert_eq!(desk.titles("kiểm đếm"), ["lần thứ 59 kiểm đếm"]);
    desk.note("MC-04", "lần nữa kiểm đếm");
    assert_eq!(desk.titles("kiểm đếm").first().unwrap(), "lần nữa kiểm đếm");
    assert!(desk.engine.check().unwrap().is_sound());
}
