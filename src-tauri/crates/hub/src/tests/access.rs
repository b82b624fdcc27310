//! Who gets in, and who does not.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, ORIGIN};
use axum::http::{Request, StatusCode};

use crate::stage::{PASSPHRASE, Stage};

const INSIDE: &[&str] = &[
    "/",
    "/kiem-tra",
    "/may",
    "/dot/01900000-0000-7000-8000-000000000000",
    "/van-ban/bien-ban/01900000-0000-7000-8000-000000000000/0123456789abcdef",
];

#[tokio::test]
async fn without_a_session_every_page_leads_to_signing_in() {
    let stage = Stage::new();
    for path in INSIDE {
        for cookie in ["", "__Host-bienban=", "__Host-bienban=00ff"] {
            let answer = stage.get(path, cookie).await;
            let to = answer.sent_to();
            assert!(to == "/dang-nhap" || to == format!("/dang-nhap?toi={path}"), "{path}: {to}");
        }
    }
    assert_eq!(stage.bring(b"%PDF-1.7", "").await.sent_to(), "/dang-nhap");
}

#[tokio::test]
async fn a_right_passphrase_opens_the_pages_until_signing_out() {
    let stage = Stage::new();
    let answer = stage.try_sign_in("vanthu", PASSPHRASE).await;
    assert_eq!(answer.sent_to(), "/");
    let set = answer.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    let cookie = answer.cookie();
    let page = stage.get("/", &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says(&["vanthu", "người xem", "Đăng xuất"]);

    let leave = Request::post("/dang-xuat").header(COOKIE, &cookie).body(Body::empty());
    assert_eq!(stage.ask(leave.unwrap()).await.sent_to(), "/dang-nhap");
    assert_eq!(stage.get("/", &cookie).await.sent_to(), "/dang-nhap");
}

#[tokio::test]
async fn whoever_followed_a_link_gets_there_after_signing_in() {
    let stage = Stage::new();
    let page = "/dot/01900000-0000-7000-8000-000000000000";
    let form = stage.get(&format!("/dang-nhap?toi={page}"), "").await;
    form.says(&[&format!("name=\"toi\" value=\"{page}\"")]);
    for (wanted, to) in [(page, page), ("//xau.vn", "/")] {
        let request = Request::post("/dang-nhap")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("ten=vanthu&mat_khau={PASSPHRASE}&toi={wanted}")));
        assert_eq!(stage.ask(request.unwrap()).await.sent_to(), to);
    }
}

#[tokio::test]
async fn a_wrong_passphrase_and_an_unknown_name_are_answered_alike() {
    let stage = Stage::new();
    let wrong = stage.try_sign_in("vanthu", "sai").await;
    let unknown = stage.try_sign_in("uhtnav", "sai").await;
    // Even with the passphrase of the account that it is held against.
    let lucky = stage.try_sign_in("uhtnav", PASSPHRASE).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    wrong.says(&["Tên hoặc mật khẩu chưa đúng."]);
    for other in [unknown, lucky] {
        assert_eq!(other.status, wrong.status);
        assert_eq!(other.text().replace("uhtnav", "vanthu"), wrong.text());
        assert_eq!(other.cookie(), "");
    }
}

#[tokio::test]
async fn a_form_without_a_name_or_a_passphrase_is_told_so() {
    let stage = Stage::new();
    for (name, passphrase) in [("", "sai"), ("vanthu", "")] {
        let answer = stage.try_sign_in(name, passphrase).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        answer.says(&["Hãy nhập cả tên và mật khẩu."]);
    }
    let long = stage.try_sign_in("vanthu", &"a".repeat(20_000)).await;
    assert_eq!(long.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn passphrases_cannot_be_tried_out() {
    let stage = Stage::new();
    for _ in 0..5 {
        assert_eq!(stage.try_sign_in("vanthu", "sai").await.status, StatusCode::FORBIDDEN);
    }
    let right = stage.try_sign_in("vanthu", PASSPHRASE).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    right.says(&["Hãy chờ 15 phút"]);
    stage.sign_in("quantri").await;
    stage.clock.advance_minutes(15);
    stage.sign_in("vanthu").await;
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    stage.clock.advance_minutes(29);
    assert_eq!(stage.get("/", &cookie).await.status, StatusCode::OK);
    stage.clock.advance_minutes(30);
    assert_eq!(stage.get("/", &cookie).await.sent_to(), "/dang-nhap");
}

#[tokio::test]
async fn only_an_admin_sees_the_laptops() {
    let stage = Stage::new();
    let viewer = stage.sign_in("vanthu").await;
    let refused = stage.get("/may", &viewer).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    refused.says(&["dành cho người quản trị"]);
    assert!(!stage.get("/", &viewer).await.text().contains("href=\"/may\""));

    let admin = stage.sign_in("quantri").await;
    stage.get("/", &admin).await.says(&["href=\"/may\""]);
    assert_eq!(stage.get("/may", &admin).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    for (name, value) in [("sec-fetch-site", "cross-site"), (ORIGIN.as_str(), "https://xau.vn")] {
        let leave = Request::post("/dang-xuat").header(COOKIE, &cookie).header(name, value);
        let answer = stage.ask(leave.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        answer.says(&["gửi từ một trang khác"]);
    }
    assert_eq!(stage.get("/", &cookie).await.status, StatusCode::OK, "still signed in");
}
