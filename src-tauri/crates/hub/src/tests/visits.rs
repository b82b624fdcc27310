//! Who used the pages, as the admin sees it.

use axum::body::Body;
use axum::http::header::COOKIE;
use axum::http::{Request, StatusCode};

use crate::stage::Stage;

#[tokio::test]
async fn the_admin_sees_who_signed_in_had_which_paper_and_checked_which_file() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let (visit, seal) = stage.sealed_minutes(campaign);
    let cookie = stage.sign_in("vanthu").await;
    stage.get(&format!("/van-ban/bien-ban/{visit}/{}", &seal[..16]), &cookie).await;
    stage.get("/van-ban/bien-ban/xa/0000000000000000", &cookie).await;
    stage.bring(b"%PDF-1.7", &cookie).await;
    let leave = Request::post("/dang-xuat").header(COOKIE, &cookie).body(Body::empty());
    stage.ask(leave.unwrap()).await;
    stage.try_sign_in("vanthu", "sai").await;
    stage.try_sign_in("mat khau go nham cho", "sai").await;

    let admin = stage.sign_in("quantri").await;
    let page = stage.get("/nhat-ky", &admin).await;
    let text = page.text();
    let mut rest = text.as_str();
    for said in [
        "quantri</td>",
        "Đăng nhập</td>",
        "tên không có tài khoản</td>",
        "Đăng nhập không được",
        "vanthu</td>",
        "Đăng nhập không được",
        "Đăng xuất</td>",
        "Kiểm tra tệp bien-ban.pdf</td>",
        "Tải BienBan_PhuongCauTre_2022-09-15.pdf</td>",
        "Đăng nhập</td>",
    ] {
        let at =
            rest.find(said).unwrap_or_else(|| panic!("{said} is not where it belongs\n{text}"));
        rest = &rest[at + said.len()..];
    }
    page.says(&["08:00, 15/09/2022", "7 việc"]);
    assert!(!text.contains("go nham"), "what is typed as a name may be a passphrase");
}

#[tokio::test]
async fn only_the_admin_sees_it_and_it_has_pages() {
    let stage = Stage::new();
    let viewer = stage.sign_in("vanthu").await;
    assert_eq!(stage.get("/nhat-ky", &viewer).await.status, StatusCode::FORBIDDEN);
    assert!(stage.get("/nhat-ky", "").await.sent_to().starts_with("/dang-nhap"));
    for _ in 0..60 {
        stage.sign_in("vanthu").await;
        stage.clock.advance_minutes(1);
    }
    let admin = stage.sign_in("quantri").await;
    stage.get("/", &admin).await.says(&["href=\"/nhat-ky\""]);
    stage
        .get("/nhat-ky", &admin)
        .await
        .says(&["Trang 1/2 · 62 việc", "/nhat-ky?trang=2#danh-sach"]);
    let last = stage.get("/nhat-ky?trang=9", &admin).await;
    last.says(&["Trang 2/2 · 62 việc"]);
}
