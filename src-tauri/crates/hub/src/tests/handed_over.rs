//! What laptops hand over is what the office sees.

use axum::http::StatusCode;
use domain::campaign::ChecklistPin;
use domain::checklist::Wording;
use domain::id::CampaignId;
use engine::Engine;
use engine::actions::{Publication, Seat};
use engine::record::DraftEdit;

use crate::stage::{Stage, campaign, sealed_minutes};

/// Takes the hub into the delegation of `campaign`.
fn admit_hub(stage: &Stage, laptop: &mut Engine, campaign: CampaignId) {
    let card = stage.engine(|engine| engine.device_card().unwrap());
    laptop.admit(campaign, &card, (Seat::Hub, Vec::new())).unwrap();
}

#[tokio::test]
async fn what_a_laptop_hands_over_is_shown_and_had_byte_for_byte() {
    let stage = Stage::new();
    let mut laptop = stage.laptop();
    let campaign = campaign(&mut laptop, "Kiểm tra năm 2022");
    let (visit, seal) = sealed_minutes(&mut laptop, campaign);
    admit_hub(&stage, &mut laptop, campaign);
    let cookie = stage.sign_in("quantri").await;
    stage.get("/", &cookie).await.says(&["Chưa có đợt kiểm tra nào"]);

    stage.hand_over(&mut laptop, campaign);

    stage.get("/", &cookie).await.says(&["Kiểm tra năm 2022"]);
    let address = format!("/van-ban/bien-ban/{visit}/{}", &seal[..16]);
    let page = stage.get(&format!("/dot/{campaign}"), &cookie).await;
    page.says(&["Phường Cầu Tre", "Đã chốt, chưa ký", &address]);
    assert!(stage.get(&address, &cookie).await.bytes == laptop.sealed_paper(visit).unwrap());
    stage.get("/may", &cookie).await.says(&[
        "Thư ký Đoàn",
        "Trưởng đoàn, lập đoàn",
        "Máy chủ Sở Nội vụ",
        "Máy chủ cơ quan",
        "Máy chủ này",
    ]);
}

#[tokio::test]
async fn a_campaign_is_shown_by_the_checklist_of_the_office_that_came_along() {
    let stage = Stage::new();
    let mut laptop = stage.laptop();
    let base = ChecklistPin { version: "1".to_owned(), sha256: None };
    let draft = laptop.begin_draft("cchc", &base).unwrap();
    let worded = Some("Xem phiếu kiểm soát".to_owned());
    laptop
        .edit_draft(draft, &DraftEdit::Worded("MC-19".to_owned(), Wording::Note, worded))
        .unwrap();
    let publication = Publication {
        version: "1.1".to_owned(),
        valid_from: "2022-01-01".parse().unwrap(),
        about: "Thêm nội dung của tỉnh".to_owned(),
    };
    laptop.publish_draft(draft, &publication).unwrap();
    let campaign = campaign(&mut laptop, "Kiểm tra năm 2022");
    sealed_minutes(&mut laptop, campaign);
    admit_hub(&stage, &mut laptop, campaign);
    stage.hand_over(&mut laptop, campaign);

    let cookie = stage.sign_in("vanthu").await;
    let list = stage.get("/", &cookie).await;
    list.says(&["Kiểm tra năm 2022"]);
    let page = stage.get(&format!("/dot/{campaign}"), &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says(&["Phường Cầu Tre", "Đã chốt, chưa ký"]);
}
