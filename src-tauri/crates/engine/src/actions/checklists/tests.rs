//! What drafts, versions and moving a campaign promise.

use chrono::NaiveDate;
use domain::answer::{PartValue, Verdict};
use domain::campaign::ChecklistPin;
use domain::checklist::{
    Basis, BasisKind, Change, PartAmendment, PartKind, Retirement, Validity, Wording,
};
use domain::id::{CampaignId, ChecklistId, VisitId};
use domain::visit::VisitForm;

use super::Publication;
use crate::record::{AnswerField, DraftEdit};
use crate::tests::{CAMPAIGN, engine};
use crate::{Engine, EngineError};

struct Stage {
    engine: Engine,
    campaign: CampaignId,
    visit: VisitId,
    folder: tempfile::TempDir,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn shipped() -> ChecklistPin {
    ChecklistPin { version: "1".to_owned(), sha256: None }
}

fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let campaign = engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let unit = engine.campaign(campaign).unwrap().0.units.first().unwrap().id;
    let visit = engine.open_visit(campaign, unit, day("2022-09-15"), VisitForm::Planned).unwrap();
    Stage { engine, campaign, visit, folder }
}

impl Stage {
    fn draft(&mut self) -> ChecklistId {
        self.engine.begin_draft("cchc", &shipped()).unwrap()
    }

    fn edit(&mut self, id: ChecklistId, edit: &DraftEdit) {
        self.engine.edit_draft(id, edit).unwrap();
    }

    fn publish(&mut self, id: ChecklistId, version: &str) -> ChecklistPin {
        self.engine.publish_draft(id, &publication(version)).unwrap()
    }

    /// A published version in which `CD-05` is retired, `CD-01` asks otherwise and an item is new.
    fn version(&mut self) -> ChecklistPin {
        let id = self.draft();
        let from = day("2022-01-01");
        let retired = Retirement { from, reason: "Đã bãi bỏ.".to_owned() };
        self.edit(id, &DraftEdit::Retired("CD-05".to_owned(), Some(retired)));
        self.edit(id, &worded("CD-01", Wording::Question, "Đã ban hành chưa?"));
        self.whole_item(id);
        self.publish(id, "1.1")
    }

    /// A new item with everything it must have.
    fn whole_item(&mut self, id: ChecklistId) -> String {
        let item = self.engine.add_draft_item(id, "MC").unwrap().item;
        for (wording, text) in [
            (Wording::Title, "Máy lấy số"),
            (Wording::Question, "Máy lấy số có hoạt động không?"),
            (Wording::Evidence, "Ảnh chụp máy"),
            (Wording::Shortcoming, "Máy lấy số không hoạt động."),
            (Wording::Recommendation, "Sửa chữa máy lấy số."),
        ] {
            self.edit(id, &worded(&item, wording, text));
        }
        let basis = Basis {
            text: "QĐ 15/2022/QĐ-UBND".to_owned(),
            validity: Validity::ALWAYS,
            kind: BasisKind::Local,
            certain: true,
            note: String::new(),
        };
        self.edit(id, &DraftEdit::Basis(item.clone(), "L001".to_owned(), Some(basis)));
        item
    }

    fn reopened(self) -> Self {
        use std::sync::Arc;

        use crate::ports::{SystemClock, SystemRandomness};
        let Self { engine, campaign, visit, folder } = self;
        engine.close().unwrap();
        let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
        let secret =
            crate::store::Secret::Passphrase(crate::store::Passphrase::new("mật khẩu thử"));
        let engine = Engine::open(&folder.path().join("kho"), &secret, doors).unwrap();
        Self { engine, campaign, visit, folder }
    }
}

fn publication(version: &str) -> Publication {
    Publication {
        version: version.to_owned(),
        valid_from: day("2022-01-01"),
        about: "Thêm nội dung của tỉnh".to_owned(),
    }
}

fn worded(item: &str, wording: Wording, text: &str) -> DraftEdit {
    DraftEdit::Worded(item.to_owned(), wording, Some(text.to_owned()))
}

#[test]
fn a_published_version_is_for_new_campaigns_and_leaves_the_others_alone() {
    let mut stage = stage();
    let before = stage.engine.folder(stage.visit).unwrap().view;
    let pin = stage.version();
    let mut stage = stage.reopened();

    assert_eq!(stage.engine.folder(stage.visit).unwrap().view, before);
    let other = CAMPAIGN.replace("key = \"thu\"", "key = \"moi\"");
    let other = stage.engine.import_campaign("moi.toml", &other, false).unwrap();
    let campaign = stage.engine.campaign(other).unwrap().0;
    assert_eq!(campaign.checklist_version, Some(pin));
    let checklist = stage.engine.checklist_of(&campaign).unwrap();
    assert!(checklist.item("MC-L01").is_some());
    assert_eq!(checklist.item("CD-01").unwrap().question, "Đã ban hành chưa?");
    assert!(stage.engine.check().unwrap().is_sound());
}

#[test]
fn a_campaign_imported_again_stays_with_its_version() {
    let mut stage = stage();
    stage.version();
    stage.engine.import_campaign("thu.toml", CAMPAIGN, false).unwrap();
    let campaign = stage.engine.campaign(stage.campaign).unwrap().0;
    assert_eq!(stage.engine.pin_of(&campaign).unwrap(), shipped());
}

#[test]
fn moving_a_campaign_is_previewed_keeps_what_has_no_place_and_can_be_taken_back() {
    let mut stage = stage();
    let verdict = AnswerField::Verdict(Some(Verdict::Partly));
    stage.engine.answer(stage.visit, "CD-05", &verdict).unwrap();
    let pin = stage.version();

    let preview = stage.engine.preview_move(stage.campaign, &pin).unwrap();
    assert_eq!(preview.from, shipped());
    assert!(matches!(preview.difference.of_item("MC-L01"), [Change::Added]));
    let [visit] = preview.visits.as_slice() else { panic!("one visit") };
    let lost: Vec<&str> = visit.lost.iter().map(|it| it.item.as_str()).collect();
    assert_eq!((lost, visit.found), (vec!["CD-05"], 0));
    assert_eq!(visit.asked_anew, ["MC-L01"]);

    stage.engine.move_campaign(stage.campaign, &pin).unwrap();
    let folder = stage.engine.folder(stage.visit).unwrap();
    assert!(folder.view.item("CD-05").is_none());
    assert_eq!(folder.misplaced().len(), 1);
    let checks = stage.engine.minutes(stage.visit).unwrap().checks;
    assert!(checks.iter().any(|it| it.text.contains("không còn chỗ") && it.item == "CD-05"));
    let back = stage.engine.preview_move(stage.campaign, &shipped()).unwrap();
    assert_eq!(back.visits[0].found, 1);

    let name = stage.engine.undo_at_campaign(stage.campaign).unwrap();
    assert_eq!(name, "Chuyển sang bộ nội dung cchc@1.1");
    let folder = stage.engine.folder(stage.visit).unwrap();
    assert!(folder.misplaced().is_empty());
    assert_eq!(folder.answers["CD-05"].verdict, Some(Verdict::Partly));
}

#[test]
fn sealed_minutes_stay_as_they_are_when_their_campaign_moves() {
    let mut stage = stage();
    stage.engine.seal(stage.visit).unwrap();
    let sealed = stage.engine.sealed_paper(stage.visit).unwrap();
    let pin = stage.version();
    stage.engine.move_campaign(stage.campaign, &pin).unwrap();
    assert_eq!(stage.engine.sealed_paper(stage.visit).unwrap(), sealed);
    assert!(!stage.engine.minutes(stage.visit).unwrap().later.is_empty());
}

#[test]
fn minutes_state_the_digest_of_the_version_their_campaign_goes_by() {
    let mut stage = stage();
    let pin = stage.version();
    stage.engine.move_campaign(stage.campaign, &pin).unwrap();
    let campaign = stage.engine.campaign(stage.campaign).unwrap().0;
    let digest = stage.engine.checklist_digest(&campaign).unwrap();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(Some(hex), pin.sha256);
    let folder = stage.engine.folder(stage.visit).unwrap();
    assert_eq!((folder.view.id.as_str(), folder.view.version.as_str()), ("cchc", "1.1"));
}

#[test]
fn a_draft_is_edited_taken_back_and_done_again() {
    let mut stage = stage();
    let id = stage.draft();
    stage.edit(id, &worded("MC-19", Wording::Question, "Trả đúng hạn chưa?"));
    assert_eq!(stage.engine.draft(id).unwrap().difference.items.len(), 1);
    assert_eq!(stage.engine.undo_at_draft(id).unwrap(), "Sửa câu hỏi – mục MC-19");
    assert!(stage.engine.draft(id).unwrap().difference.is_empty());
    stage.engine.redo_at_draft(id).unwrap();
    let draft = stage.engine.draft(id).unwrap();
    assert_eq!(draft.checklist.item("MC-19").unwrap().question, "Trả đúng hạn chưa?");
}

#[test]
fn a_text_typed_back_to_what_the_base_says_is_no_change() {
    let mut stage = stage();
    let id = stage.draft();
    let base = stage.engine.draft(id).unwrap().base.item("MC-19").unwrap().question.clone();
    stage.edit(id, &worded("MC-19", Wording::Question, "khác"));
    stage.edit(id, &worded("MC-19", Wording::Question, &base));
    let draft = stage.engine.draft(id).unwrap();
    assert!(draft.difference.is_empty());
    assert!(draft.amendments.items["MC-19"].wordings.is_empty());
    let refused = stage.engine.publish_draft(id, &publication("1.1"));
    assert!(matches!(refused, Err(EngineError::NothingChanged)));
}

#[test]
fn publishing_names_everything_that_is_wrong_and_writes_nothing() {
    let mut stage = stage();
    let id = stage.draft();
    let item = stage.engine.add_draft_item(id, "MC").unwrap().item;
    stage.edit(id, &worded("MC-19", Wording::Question, "Còn {cho_la}?"));
    let refused = stage.engine.publish_draft(id, &publication("1.1"));
    let Err(EngineError::DraftRefused(problems)) = refused else { panic!("refused") };
    let paths: Vec<&str> = problems.iter().map(|it| it.path.as_str()).collect();
    assert!(paths.contains(&format!("{item}.question").as_str()), "{paths:?}");
    assert!(paths.contains(&"MC-19.question"), "{paths:?}");
    assert!(!stage.engine.draft(id).unwrap().own.is_published());
}

#[test]
fn a_published_version_cannot_be_changed_taken_back_or_binned() {
    let mut stage = stage();
    let id = stage.draft();
    stage.edit(id, &worded("MC-19", Wording::Note, "Xem phiếu kiểm soát"));
    stage.publish(id, "1.1");
    let edit = worded("MC-19", Wording::Note, "khác");
    assert!(matches!(stage.engine.edit_draft(id, &edit), Err(EngineError::Published)));
    assert!(matches!(stage.engine.bin_draft(id, true), Err(EngineError::Published)));
    assert!(matches!(stage.engine.undo_at_draft(id), Err(EngineError::NothingToUndo)));
    let again = stage.draft();
    stage.edit(again, &worded("MC-19", Wording::Note, "khác"));
    let refused = stage.engine.publish_draft(again, &publication("1.1"));
    assert!(matches!(refused, Err(EngineError::VersionTaken(_))));
}

#[test]
fn what_was_published_is_never_taken_away_and_no_id_is_given_twice() {
    let mut stage = stage();
    let id = stage.draft();
    let gone = stage.engine.edit_draft(id, &DraftEdit::ItemAdded("MC-19".to_owned(), None));
    assert!(gone.is_err());
    let first = stage.engine.add_draft_item(id, "MC").unwrap().item;
    stage.edit(id, &DraftEdit::ItemAdded(first.clone(), None));
    assert!(stage.engine.draft(id).unwrap().checklist.item(&first).is_none());
    let other = stage.draft();
    assert_eq!(first, "MC-L01");
    assert_eq!(stage.engine.add_draft_item(other, "MC").unwrap().item, "MC-L02");
    assert_eq!(stage.engine.add_draft_area(id, "Riêng của tỉnh", false).unwrap().area, "XA");
}

#[test]
fn an_answer_of_a_part_that_is_gone_keeps_its_value() {
    let mut stage = stage();
    let id = stage.draft();
    let item = stage.whole_item(id);
    let part = PartAmendment {
        label: "Số máy".to_owned(),
        kind: PartKind::Count { unit: "máy".to_owned() },
    };
    let name = stage.engine.free_part_name(id, &item, "Số máy").unwrap();
    stage.edit(id, &DraftEdit::Part(item.clone(), name.clone(), Some(Some(part))));
    let with = stage.publish(id, "1.1");
    stage.engine.move_campaign(stage.campaign, &with).unwrap();
    let value = AnswerField::Part(name.clone(), Some(PartValue::Count(3)));
    stage.engine.answer(stage.visit, &item, &value).unwrap();

    let id = stage.engine.begin_draft("cchc", &with).unwrap();
    stage.edit(id, &DraftEdit::Part(item.clone(), name.clone(), Some(None)));
    let without = stage.publish(id, "1.2");
    let preview = stage.engine.preview_move(stage.campaign, &without).unwrap();
    assert!(!preview.visits[0].lost[0].whole);
    stage.engine.move_campaign(stage.campaign, &without).unwrap();
    let folder = stage.engine.folder(stage.visit).unwrap();
    let [lost] = folder.misplaced().try_into().unwrap();
    assert_eq!(lost.answer.parts[&name], PartValue::Count(3));
}

#[test]
fn the_order_of_a_draft_is_the_order_of_the_visit() {
    let mut stage = stage();
    let id = stage.draft();
    let order = vec!["CD-03".to_owned(), "CD-01".to_owned()];
    stage.edit(id, &DraftEdit::Order("CD".to_owned(), Some(order)));
    let pin = stage.publish(id, "1.1");
    stage.engine.move_campaign(stage.campaign, &pin).unwrap();
    let view = stage.engine.folder(stage.visit).unwrap().view;
    let area = view.areas.iter().find(|area| area.id == "CD").unwrap();
    let first: Vec<&str> = area.items.iter().take(3).map(|item| item.id.as_str()).collect();
    assert_eq!(first, ["CD-03", "CD-01", "CD-02"]);
}

#[test]
fn the_order_of_areas_of_a_draft_is_that_of_the_visit() {
    let mut stage = stage();
    let id = stage.draft();
    let base = stage.engine.draft(id).unwrap().base;
    let ids = |areas: &[domain::checklist::Area]| -> Vec<String> {
        areas.iter().map(|area| area.id.clone()).collect()
    };
    let mut order = ids(&base.areas);
    order.swap(0, 1);
    stage.edit(id, &DraftEdit::AreaOrder(Some(order.clone())));
    assert_eq!(stage.engine.draft(id).unwrap().difference.area_order, order);
    let pin = stage.publish(id, "1.1");
    let published = stage.engine.checklist_version("cchc", &pin).unwrap();
    assert_eq!(ids(&published.areas), order);
    stage.engine.move_campaign(stage.campaign, &pin).unwrap();
    let view = stage.engine.folder(stage.visit).unwrap().view;
    let shown: Vec<String> = view.areas.iter().map(|area| area.id.clone()).collect();
    assert_eq!(shown[..2], order[..2]);
}

#[test]
fn an_area_is_made_and_edited_in_one_act_each() {
    let mut stage = stage();
    let id = stage.draft();
    let area = stage.engine.add_draft_area(id, "Riêng của tỉnh", true).unwrap().area;
    let last = |stage: &Stage| {
        let area = stage.engine.draft(id).unwrap().checklist.areas.pop().unwrap();
        (area.titles.last().unwrap().text.clone(), area.optional)
    };
    assert_eq!(last(&stage), ("Riêng của tỉnh".to_owned(), true));
    stage.engine.edit_draft_area(id, &area, "Của tỉnh", false).unwrap();
    assert_eq!(last(&stage), ("Của tỉnh".to_owned(), false));
    assert_eq!(stage.engine.undo_at_draft(id).unwrap(), "Sửa lĩnh vực XA");
    assert_eq!(last(&stage), ("Riêng của tỉnh".to_owned(), true));
    assert_eq!(stage.engine.undo_at_draft(id).unwrap(), "Thêm lĩnh vực XA");
    assert!(stage.engine.draft(id).unwrap().difference.is_empty());
    assert!(stage.engine.edit_draft_area(id, "MC", " ", false).is_err());
}

#[test]
fn a_draft_from_a_file_is_there_whole_or_not_at_all() {
    let mut stage = stage();
    let mut read = stage.engine.checklist_version("cchc", &shipped()).unwrap().clone();
    read.areas[0].items[0].title = "Tên từ Excel".to_owned();
    read.version = "2".to_owned();
    let gauge = crate::Gauge::default();
    stage.engine.watch(gauge.clone());
    gauge.stop_at(3);
    stage.engine.begin_draft_from(&shipped(), &read).unwrap_err();
    assert!(stage.engine.checklist_drafts().unwrap().is_empty());

    let id = stage.engine.begin_draft_from(&shipped(), &read).unwrap();
    let draft = stage.engine.draft(id).unwrap();
    assert_eq!((draft.own.version.as_str(), draft.difference.items.len()), ("2", 1));
    assert_eq!(draft.own.valid_from, Some(read.valid_from));
}

#[test]
fn a_file_read_in_takes_the_place_of_the_draft_in_one_act() {
    let mut stage = stage();
    let id = stage.draft();
    stage.edit(id, &worded("MC-19", Wording::Note, "của bản sửa"));
    let mut read = stage.engine.draft(id).unwrap().base;
    read.areas[0].items[0].title = "Tên từ Excel".to_owned();
    stage.engine.replace_draft(id, &read).unwrap();
    let draft = stage.engine.draft(id).unwrap();
    let changed: Vec<&str> = draft.difference.items.iter().map(|it| it.item.as_str()).collect();
    assert_eq!(changed, [read.areas[0].items[0].id.as_str()]);
    stage.engine.undo_at_draft(id).unwrap();
    let draft = stage.engine.draft(id).unwrap();
    assert_eq!(draft.checklist.item("MC-19").unwrap().note, "của bản sửa");
}

#[test]
fn a_draft_goes_into_the_bin_and_comes_back() {
    let mut stage = stage();
    let id = stage.draft();
    stage.engine.bin_draft(id, true).unwrap();
    assert!(stage.engine.checklist_drafts().unwrap().is_empty());
    assert_eq!(stage.engine.bin().unwrap().len(), 1);
    stage.engine.bin_draft(id, false).unwrap();
    assert_eq!(stage.engine.checklist_drafts().unwrap().len(), 1);
}
