//! Checking a file that somebody brings.

use axum::http::StatusCode;

use crate::stage::Stage;

#[tokio::test]
async fn a_signed_paper_is_judged_with_each_signature_and_beside_the_store() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let (visit, _) = stage.sealed_minutes(campaign);
    let once = stage.sign(visit, "unit");
    let cookie = stage.sign_in("vanthu").await;

    let answer = stage.bring(&once, &cookie).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.says(&[
        "Văn bản nguyên vẹn kể từ khi ký.",
        "bien-ban.pdf",
        "Đại diện đơn vị",
        "chưa xác nhận được nơi cấp",
        "Dữ liệu đính kèm khớp với nội dung in",
        "Trùng với bản cơ quan đang giữ: 01 chữ ký số.",
    ]);

    stage.sign(visit, "leader");
    stage.bring(&once, &cookie).await.says(&[
        "CŨ HƠN bản cơ quan đang giữ: bản đang giữ có 02 chữ ký số, tệp này có 01.",
        "Cần xem lại",
    ]);
}

#[tokio::test]
async fn a_changed_paper_is_told_with_what_was_changed() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let (visit, _) = stage.sealed_minutes(campaign);
    let mut pdf = stage.sign(visit, "unit");
    let cookie = stage.sign_in("vanthu").await;
    let middle = pdf.len() / 3;
    pdf[middle] ^= 1;
    let answer = stage.bring(&pdf, &cookie).await;
    answer.says(&["Văn bản đã bị thay đổi sau khi ký.", "Cần xem lại", "KHÔNG đúng"]);
}

#[tokio::test]
async fn nothing_of_a_checked_file_is_kept() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let (visit, _) = stage.sealed_minutes(campaign);
    let signed = stage.engine(|engine| {
        engine
            .paper_to_sign(visit, "unit")
            .unwrap()
            .sign_by_p12(include_bytes!("../../../../../tests/fixtures/keys/p256.p12"), "mậtkhẩu")
    });
    let signed = signed.unwrap().bytes().to_vec();
    let before = stage.engine(|engine| engine.paper(visit).unwrap());
    let cookie = stage.sign_in("vanthu").await;
    stage.bring(&signed, &cookie).await.says(&["Mới hơn bản cơ quan đang giữ"]);
    assert!(stage.engine(|engine| engine.paper(visit).unwrap()) == before);
}

#[tokio::test]
async fn what_is_no_pdf_is_told_in_a_sentence() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    let picture = stage.bring(b"\x89PNG\r\n\x1a\n", &cookie).await;
    assert_eq!(picture.status, StatusCode::UNPROCESSABLE_ENTITY);
    picture.says(&["Tệp này không phải PDF."]);

    let nothing = stage.bring(b"", &cookie).await;
    assert_eq!(nothing.status, StatusCode::BAD_REQUEST);
    nothing.says(&["Chưa chọn tệp."]);

    let damaged = stage.bring(b"%PDF-1.7\nkhong con gi", &cookie).await;
    assert_eq!(damaged.status, StatusCode::OK);
    damaged.says(&["Không kết luận được về văn bản này."]);
}

#[tokio::test]
async fn a_file_that_is_too_long_is_not_taken() {
    let stage = Stage::with(|settings| settings.upload_max_bytes = 2 * 1024 * 1024);
    let cookie = stage.sign_in("vanthu").await;
    for length in [2 * 1024 * 1024 + 1, 3 * 1024 * 1024] {
        let mut file = b"%PDF-1.7\n".to_vec();
        file.resize(length, b' ');
        let answer = stage.bring(&file, &cookie).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        answer.says(&["chỉ nhận tệp đến 2 MB"]);
    }
}

#[tokio::test]
async fn while_others_are_judged_a_file_has_to_wait() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    let places = u32::try_from(stage.desk.uploads.available_permits()).unwrap();
    let others = stage.desk.uploads.try_acquire_many(places).unwrap();
    let answer = stage.bring(b"%PDF-1.7", &cookie).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    answer.says(&["Hãy gửi lại sau ít phút."]);
    drop(others);
    assert_eq!(stage.bring(b"%PDF-1.7", &cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_name_of_a_file_stays_text() {
    let stage = Stage::new();
    let cookie = stage.sign_in("vanthu").await;
    let body = "--vach\r\nContent-Disposition: form-data; name=\"tep\"; \
                filename=\"<script>.pdf\"\r\n\r\n%PDF-1.7\r\n--vach--\r\n";
    let request = axum::http::Request::post("/kiem-tra")
        .header("cookie", &cookie)
        .header("content-type", "multipart/form-data; boundary=vach")
        .body(axum::body::Body::from(body));
    let answer = stage.ask(request.unwrap()).await;
    answer.says(&["&lt;script&gt;.pdf"]);
    assert!(!answer.text().contains("<script"));
}
