//! What pages show, and what every answer tells the browser.

use axum::http::StatusCode;

use crate::stage::Stage;

#[tokio::test]
async fn every_answer_forbids_scripts_frames_and_keeping() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    for path in ["/", "/kiem-tra", "/dang-nhap", "/khong-co", "/suc-khoe", "/may"] {
        let answer = stage.get(path, &cookie).await;
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    for (path, kind) in [("/trang.css", "text/css"), ("/bieu-tuong.svg", "image/svg+xml")] {
        let answer = stage.get(path, "").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header("content-type").starts_with(kind));
    }
}

#[tokio::test]
async fn pages_carry_neither_scripts_nor_styles_of_their_own() {
    let stage = Stage::new();
    let campaign = stage.campaign("Đợt thử");
    stage.sealed_minutes(campaign);
    let cookie = stage.sign_in("quantri").await;
    for path in ["/", "/kiem-tra", "/may", "/dang-nhap", &format!("/dot/{campaign}")] {
        let text = stage.get(path, &cookie).await.text();
        assert!(text.starts_with("<!DOCTYPE html><html lang=\"vi\">"), "{path}");
        for foreign in ["<script", "<style", "style=", " on", "http://", "https://"] {
            let found = text.contains(foreign);
            assert!(!found, "{path} has {foreign}");
        }
    }
}

#[tokio::test]
async fn an_office_without_campaigns_says_what_to_wait_for() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    stage.get("/", &cookie).await.says(&["Chưa có đợt kiểm tra nào", "gửi nội dung về"]);
}

#[tokio::test]
async fn what_people_typed_stays_text() {
    let stage = Stage::new();
    let campaign = stage.campaign("<script>alert(1)</script> & Co");
    let cookie = stage.sign_in("quantri").await;
    for path in ["/", "/may", &format!("/dot/{campaign}")] {
        let answer = stage.get(path, &cookie).await;
        answer.says(&["&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co"]);
        assert!(!answer.text().contains("<script"), "{path}");
    }
    let refused = stage.try_sign_in("%22%3E%3Cscript%3E", "sai").await;
    refused.says(&["value=\"&quot;&gt;&lt;script&gt;\""]);
}

#[tokio::test]
async fn the_list_counts_visits_signatures_and_demands() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let (visit, _) = stage.sealed_minutes(campaign);
    let cookie = stage.sign_in("vanthu").await;
    let figure = |name: &str, number| format!("<dt>{name}</dt><dd>{number}</dd>");
    stage.get("/", &cookie).await.says(&[
        &format!("<a href=\"/dot/{campaign}\">Kiểm tra năm 2022</a>"),
        "Đoàn kiểm tra 218 · SỞ NỘI VỤ",
        "Ngày kiểm tra: 15/09/2022 – 16/09/2022",
        "Kỳ được kiểm tra: 01/01/2022 – 15/09/2022",
        &figure("Cuộc kiểm tra", 1),
        &figure("Đã chốt", 1),
        &figure("Đã ký", 0),
        &figure("Chưa khắc phục xong", 1),
        &figure("Quá hạn", 0),
    ]);

    for role in ["unit", "secretary", "leader"] {
        stage.sign(visit, role);
    }
    stage.clock.advance_minutes(7 * 24 * 60);
    let cookie = stage.sign_in("vanthu").await;
    let later = [figure("Đã ký", 1), figure("Quá hạn", 1)];
    stage.get("/", &cookie).await.says(&[&later[0], &later[1]]);
}

#[tokio::test]
async fn a_campaign_shows_its_units_papers_and_deadlines() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let (visit, seal) = stage.sealed_minutes(campaign);
    stage.clock.advance_minutes(7 * 24 * 60);
    let cookie = stage.sign_in("vanthu").await;
    let page = stage.get(&format!("/dot/{campaign}"), &cookie).await;
    page.says(&[
        "<h1>Kiểm tra năm 2022</h1>",
        "Kế hoạch 218/KH-UBND",
        "Phường Cầu Tre",
        "Kiểm tra ngày 15/09/2022, theo kế hoạch",
        "Đã chốt, chưa ký",
        &format!("href=\"/van-ban/bien-ban/{visit}/{}\"", &seal[..16]),
        "Xã Ea Siên",
        "Dự kiến kiểm tra ngày 16/09/2022.",
        "Chưa có thông báo kết luận đã chốt.",
        "Tình trạng tính đến ngày 22/09/2022.",
        "Ban hành kế hoạch.",
        "Chủ tịch UBND",
        "20/09/2022, quá 2 ngày",
        "<span class=\"tag bad\">quá hạn</span>",
    ]);
}

#[tokio::test]
async fn a_whole_sample_is_shown() {
    let stage = Stage::new();
    let campaign = stage.engine(|engine| engine.import_sample("2017-dak-lak-3027").unwrap());
    let cookie = stage.sign_in("vanthu").await;
    stage.get("/", &cookie).await.says(&["Dữ liệu mẫu"]);
    let page = stage.get(&format!("/dot/{campaign}"), &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says(&["Xã Ea Siên", "Dự thảo", "Chưa có biên bản đã chốt."]);
}

#[tokio::test]
async fn the_laptops_of_a_delegation_are_listed() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    stage.sealed_minutes(campaign);
    let cookie = stage.sign_in("quantri").await;
    stage.get("/may", &cookie).await.says(&["Kiểm tra năm 2022", "Máy chủ này", "Mã máy "]);
}

#[tokio::test]
async fn what_is_not_there_is_said_and_not_guessed() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    for path in ["/dot/xa", "/dot/01900000-0000-7000-8000-000000000000", "/khong-co"] {
        let answer = stage.get(path, &cookie).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        answer.says(&["Hãy kiểm tra lại địa chỉ."]);
    }
}

#[tokio::test]
async fn a_closed_store_is_told_with_whom_to_ask() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    stage.close();
    let answer = stage.get("/", &cookie).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    answer.says(&["Hãy báo người quản trị mở kho"]);
    assert_eq!(stage.get("/suc-khoe", "").await.text(), "ok");
}

#[tokio::test]
async fn numbers_are_counted_and_told_only_where_wanted() {
    let silent = Stage::new();
    assert_eq!(silent.get("/metrics", "").await.status, StatusCode::NOT_FOUND);

    let stage = Stage::with(|settings| settings.metrics = true);
    let cookie = stage.sign_in("vanthu").await;
    stage.try_sign_in("vanthu", "sai").await;
    stage.get("/", &cookie).await;
    stage.get("/khong-co/bi-mat", "").await;
    stage.bring(b"%PDF-1.7 hong", &cookie).await;
    let answer = stage.get("/metrics", "").await;
    answer.says(&[
        "bienban_hub_requests_total{route=\"/\",status=\"200\"} 1\n",
        "bienban_hub_requests_total{route=\"/dang-nhap\",status=\"303\"} 1\n",
        "bienban_hub_requests_total{route=\"/dang-nhap\",status=\"403\"} 1\n",
        "bienban_hub_requests_total{route=\"none\",status=\"404\"} 1\n",
        "bienban_hub_sign_ins_refused_total 1\n",
        "bienban_hub_uploads_verified_total 1\n",
    ]);
    assert!(!answer.text().contains("bi-mat"));
}

#[tokio::test]
async fn the_room_that_each_campaign_takes_is_a_number_without_its_name() {
    let stage = Stage::with(|settings| settings.metrics = true);
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let bytes = |text: &str| {
        let begin = format!("bienban_hub_campaign_bytes{{campaign=\"{campaign}\"}} ");
        let line = text.lines().find_map(|line| line.strip_prefix(&*begin)).unwrap();
        line.parse::<u64>().unwrap()
    };
    let before = bytes(&stage.get("/metrics", "").await.text());
    stage.sealed_minutes(campaign);
    // Added up anew every five minutes only: it costs more than whoever collects it should.
    assert_eq!(bytes(&stage.get("/metrics", "").await.text()), before);
    stage.clock.advance_minutes(5);
    let after = stage.get("/metrics", "").await.text();
    assert!(before < bytes(&after));
    assert!(!after.contains("Kiểm tra"));
    stage.close();
    assert_eq!(stage.get("/metrics", "").await.status, StatusCode::OK);
}
