//! Papers leave as they are kept.

use axum::http::StatusCode;
use engine::actions::PaperOf;

use crate::stage::Stage;

#[tokio::test]
async fn a_paper_leaves_byte_for_byte_with_every_signature() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let (visit, seal) = stage.sealed_minutes(campaign);
    let cookie = stage.sign_in("vanthu").await;
    let address = format!("/van-ban/bien-ban/{visit}/{}", &seal[..16]);
    let sealed = stage.engine(|engine| engine.sealed_paper(visit).unwrap());

    let answer = stage.get(&address, &cookie).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.bytes == sealed);
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"BienBan_PhuongCauTre_2022-09-15.pdf\""
    );

    let signed = stage.sign(visit, "unit");
    assert!(signed != sealed);
    assert!(stage.get(&address, &cookie).await.bytes == signed);
}

#[tokio::test]
async fn notices_and_letters_leave_like_minutes() {
    let stage = Stage::new();
    let campaign = stage.engine(|engine| engine.import_sample("2017-dak-lak-3027").unwrap());
    let (notice, letter, id) = stage.engine(|engine| {
        engine.seal(campaign).unwrap();
        let unit = engine.follow_up(campaign).unwrap().units.remove(0);
        let demands = [unit.demands[0].finding.id];
        let id = engine.make_letter(campaign, unit.unit.id, &demands).unwrap();
        let letter = PaperOf::Letter(campaign, id);
        engine.seal(letter).unwrap();
        (engine.sealed_paper(campaign).unwrap(), engine.sealed_paper(letter).unwrap(), id)
    });
    let cookie = stage.sign_in("vanthu").await;
    let page = stage.get(&format!("/dot/{campaign}"), &cookie).await.text();
    for (begin, bytes, name) in [
        (format!("/van-ban/thong-bao/{campaign}/"), notice, "ThongBaoKetLuan_2017-10-31.pdf"),
        (format!("/van-ban/cong-van/{campaign}/{id}/"), letter, "DonDoc_"),
    ] {
        let at = page.find(&begin).expect("the page leads to it");
        let address = &page[at..at + begin.len() + 16];
        let answer = stage.get(address, &cookie).await;
        assert!(answer.bytes == bytes, "{address}");
        assert!(answer.header("content-disposition").contains(name), "{address}");
    }
}

#[tokio::test]
async fn a_replaced_paper_can_still_be_had() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let (visit, first) = stage.sealed_minutes(campaign);
    let old = stage.engine(|engine| {
        let old = engine.sealed_paper(visit).unwrap();
        engine.revise(visit, "sửa ngày").unwrap();
        engine.seal(visit).unwrap();
        old
    });
    let cookie = stage.sign_in("vanthu").await;
    let page = stage.get(&format!("/dot/{campaign}"), &cookie).await;
    page.says(&["Đã được bản khác thay", "Biên bản, bản thứ 2"]);
    let address = format!("/van-ban/bien-ban/{visit}/{}", &first[..16]);
    assert!(stage.get(&address, &cookie).await.bytes == old);
}

#[tokio::test]
async fn a_paper_is_had_by_its_own_seal_alone() {
    let stage = Stage::new();
    let campaign = stage.campaign("Kiểm tra năm 2022");
    let (visit, seal) = stage.sealed_minutes(campaign);
    let cookie = stage.sign_in("vanthu").await;
    for path in [
        format!("/van-ban/bien-ban/{visit}/{}", &seal[..8]),
        format!("/van-ban/bien-ban/{visit}/0000000000000000"),
        format!("/van-ban/bien-ban/{campaign}/{}", &seal[..16]),
        format!("/van-ban/thong-bao/{campaign}/{}", &seal[..16]),
        format!("/van-ban/bien-ban/xa/{seal}"),
    ] {
        assert_eq!(stage.get(&path, &cookie).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
