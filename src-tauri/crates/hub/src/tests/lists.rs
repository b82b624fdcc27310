//! Long lists in pages, and what is looked for in them.

use axum::http::StatusCode;
use chrono::NaiveDate;
use domain::finding::FindingKind;
use domain::visit::VisitForm;
use engine::actions::FindingDraft;

use crate::stage::Stage;

/// The names of units that a page shows, in its order.
fn units_on(page: &str) -> Vec<String> {
    let names = page.split("<h3>").skip(1);
    names.map(|rest| rest.split("</h3>").next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_unit_stands_on_exactly_one_page_in_the_order_of_the_campaign() {
    let stage = Stage::new();
    let campaign = stage.large_campaign(120);
    let cookie = stage.sign_in("vanthu").await;
    let mut seen = Vec::new();
    for page in 1..=3 {
        let answer = stage.get(&format!("/dot/{campaign}?trang={page}"), &cookie).await;
        answer.says(&[&format!("Trang {page}/3 · 120 đơn vị")]);
        seen.extend(units_on(&answer.text()));
    }
    let all: Vec<String> = (1..=120).map(|number| format!("Xã Ea {number:03}")).collect();
    assert_eq!(seen, all);
    let second = stage.get(&format!("/dot/{campaign}?trang=2"), &cookie).await;
    second.says(&[
        &format!("href=\"/dot/{campaign}#danh-sach\" rel=\"prev\""),
        &format!("href=\"/dot/{campaign}?trang=3#danh-sach\" rel=\"next\""),
        "<b aria-current=\"page\"",
    ]);
}

#[tokio::test]
async fn a_page_that_is_not_there_is_the_nearest_one_that_is() {
    let stage = Stage::new();
    let campaign = stage.large_campaign(60);
    let cookie = stage.sign_in("vanthu").await;
    let big = "9".repeat(4_000);
    for (query, page) in [
        ("trang=0", 1),
        ("trang=-1", 1),
        ("trang=x", 1),
        ("trang=%FF%00", 1),
        ("%%%", 1),
        ("trang=3", 2),
        ("trang=18446744073709551615", 2),
        (&*format!("trang={big}&han={big}"), 2),
        ("trang=2&trang=2", 2),
    ] {
        let answer = stage.get(&format!("/dot/{campaign}?{query}"), &cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        answer.says(&[&format!("Trang {page}/2 · 60 đơn vị")]);
    }
    for path in ["/", "/may"] {
        let answer = stage.get(&format!("{path}?trang=99&tim"), &cookie).await;
        assert_ne!(answer.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_unit_is_found_by_its_name_without_marks_and_shown_in_full() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let cookie = stage.sign_in("vanthu").await;
    let found = stage.get(&format!("/dot/{campaign}?tim=cau+tre"), &cookie).await;
    assert_eq!(units_on(&found.text()), ["Phường Cầu Tre"]);
    found.says(&["value=\"cau tre\"", "1 đơn vị", "Bỏ tìm"]);

    let none = stage.get(&format!("/dot/{campaign}?tim=%3Cscript%3E%22"), &cookie).await;
    none.says(&["Không tìm thấy đơn vị nào tên “&lt;script&gt;&quot;”."]);
    assert!(!none.text().contains("<script"));

    let large = stage.large_campaign(120);
    let found = stage.get(&format!("/dot/{large}?tim=EA+0&trang=2"), &cookie).await;
    assert_eq!(units_on(&found.text()).first().unwrap(), "Xã Ea 051");
    found.says(&["Trang 2/2 · 99 đơn vị", &format!("/dot/{large}?tim=EA%200#danh-sach")]);
}

#[tokio::test]
async fn campaigns_are_found_by_name_and_few_ones_need_no_box() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    for number in 1..=51 {
        stage.campaign(&format!("Kiểm tra đợt {number:02}"));
        if number == 3 {
            assert!(!stage.get("/", &cookie).await.text().contains("type=\"search\""));
        }
    }
    let first = stage.get("/", &cookie).await;
    first.says(&["Trang 1/2 · 51 đợt kiểm tra", "type=\"search\""]);
    stage.get("/?trang=2", &cookie).await.says(&["Trang 2/2 · 51 đợt kiểm tra"]);
    let found = stage.get("/?tim=DOT+07", &cookie).await;
    found.says(&["Kiểm tra đợt 07", "1 đợt kiểm tra"]);
    stage.get("/?tim=khong", &cookie).await.says(&["Không tìm thấy đợt kiểm tra nào tên “khong”"]);
    let admin = stage.sign_in("quantri").await;
    stage.get("/may?trang=2", &admin).await.says(&["Trang 2/2 · 51 đợt kiểm tra"]);
}

#[tokio::test]
async fn deadlines_have_pages_of_their_own_and_follow_the_unit_that_is_looked_for() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    stage.engine(|engine| {
        let unit = engine.campaign(campaign).unwrap().0.units[0].id;
        let day = NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let visit = engine.open_visit(campaign, unit, day, VisitForm::Planned).unwrap();
        for number in 1..=60 {
            let finding = FindingDraft {
                kind: FindingKind::Shortcoming,
                text: format!("Tồn tại {number}"),
                items: Vec::new(),
                open_list: false,
                explanation: String::new(),
                ruling: None,
                recommendation: format!("Việc {number:02}."),
                responsible: String::new(),
                deadline: NaiveDate::from_ymd_opt(2022, 9, 20),
            };
            engine.save_finding(visit, None, &finding).unwrap();
        }
    });
    let cookie = stage.sign_in("vanthu").await;
    let page = |query: &str| format!("/dot/{campaign}?{query}");
    let demands = |text: &str| text.matches("data-nhan=\"Thời hạn\"").count();
    let first = stage.get(&page(""), &cookie).await;
    first.says(&["Trang 1/2 · 60 kiến nghị, yêu cầu", "2 đơn vị"]);
    let second = stage.get(&page("han=2&tim=cau"), &cookie).await;
    second.says(&["Trang 2/2 · 60 kiến nghị, yêu cầu", "?tim=cau#khac-phuc"]);
    assert_eq!((demands(&first.text()), demands(&second.text())), (50, 10));
    let other = stage.get(&page("tim=ea+sien"), &cookie).await;
    other.says(&["Các đơn vị đang tìm chưa có kiến nghị, yêu cầu nào."]);
}
