//! The five articles: imported, drafted, sealed, signed by three, judged from outside.

use acceptance::judges;
use acceptance::{Laptop, root};
use serde_json::{Value, json};

use super::papers::{Pages, marks_of_a_draft, sign_by_three, verify};
use super::{sample, word};

/// One visit of a sample, and what its article says.
struct Story {
    campaign: &'static str,
    unit: &'static str,
    says: &'static [&'static str],
    /// Item, numerator, denominator, what is printed, whether the quoted one follows.
    rates: &'static [(&'static str, u32, u32, &'static str, Option<bool>)],
}

/// Takes a visit from the files to a paper signed by three.
#[track_caller]
fn tell(story: &Story) {
    let Some(laptop) = Laptop::set_up() else { return };
    let Story { campaign, unit, .. } = story;
    laptop.run(&["sample", "import", campaign]).done();
    let visit = format!("{campaign}/{unit}");
    let before = laptop.ask(&["check"]);

    // The files in the program are those in the folder: importing them again writes nothing.
    let file = sample(&format!("{campaign}/campaign.toml"));
    laptop.run(&["campaign", "import", word(&file)]).done();
    let file = sample(&format!("{campaign}/{unit}.json"));
    let id = laptop.run(&["visit", "import", word(&file)]).done().last_line().to_owned();
    assert_eq!(laptop.ask(&["check"])["ops"], before["ops"]);

    let shown = laptop.ask(&["visit", "show", &visit]);
    assert_eq!(shown["id"], json!(id));
    assert_eq!(shown["state"], "draft");
    for rate in story.rates {
        assert!(has_rate(&shown, rate), "{rate:?} is not in {:#}", shown["rates"]);
    }
    let draft = laptop.on_desk("draft.pdf");
    let made = laptop.ask(&["minutes", "draft", &visit, "--out", word(&draft)]);
    let Some(text) = judges::written_in(&draft) else { return };
    assert_eq!(json!(marks_of_a_draft(&text)), made["pages"], "every page says DỰ THẢO");
    let sealed = seal(&laptop, &visit, story, &shown);
    sign_by_three(&laptop, &visit, &sealed);
}

/// Seals the visit and looks for every sentence and figure in the paper.
fn seal(laptop: &Laptop, visit: &str, story: &Story, shown: &Value) -> std::path::PathBuf {
    let seal = laptop.ask(&["minutes", "seal", visit]);
    let digest = seal["seal"].as_str().unwrap();
    let sealed = laptop.on_desk("sealed.pdf");
    laptop.run(&["minutes", "export", visit, "--out", word(&sealed)]).done();

    let text = judges::written_in(&sealed).unwrap();
    assert_eq!(marks_of_a_draft(&text), 0);
    let pages = Pages::new(&text, digest);
    for finding in shown["findings"].as_array().unwrap() {
        let sentence = finding["text"].as_str().unwrap();
        assert!(pages.say(sentence.trim_end_matches('.')), "„{sentence}“ is not in\n{text}");
    }
    for sentence in story.says {
        assert!(pages.say(sentence), "„{sentence}“ is not in\n{text}");
    }
    for line in judges::fonts_of(&sealed).unwrap() {
        assert!(line.contains("+LiberationSerif") && line.contains("yes yes yes"), "{line}");
    }
    assert_eq!(judges::is_sound(&sealed), Some(true));
    let unsigned = verify(laptop, &sealed);
    assert_eq!((unsigned.code, &unsigned.json()["verdict"]), (1, &json!("unsigned")));
    laptop.run(&["minutes", "seal", visit]).refused(1, "E-SEAL-ALREADY");
    sealed
}

fn has_rate(
    shown: &Value,
    (item, numerator, denominator, printed, quoted_ok): &(&str, u32, u32, &str, Option<bool>),
) -> bool {
    shown["rates"].as_array().unwrap().iter().any(|rate| {
        rate["item"] == *item
            && rate["numerator"] == *numerator
            && rate["denominator"] == *denominator
            && rate["printed"] == *printed
            && rate["quoted_ok"] == json!(quoted_ok)
    })
}

#[test]
fn cau_tre_is_told_and_signed() {
    tell(&Story {
        campaign: "2022-cau-tre",
        unit: "cau-tre",
        says: &[
            "Thời gian bắt đầu: 08 giờ 00 phút, ngày 15 tháng 9 năm 2022",
            "Nguyễn Thị Thanh Hồng, Trưởng phòng Cải cách hành chính và pháp chế Sở Nội vụ",
            "Nguyễn Chiến Vương, Chủ tịch UBND phường",
            "14/27 51,85%",
            "51,8%",
            "tiếp nhận 4.545 hồ sơ, đã giải quyết 4.545 hồ sơ, trong đó quá hạn 04 hồ sơ",
            "2.756/4.545 60,64%",
            "theo quy định tại khoản 9 Điều 19 NĐ 61/2018/NĐ-CP",
        ],
        rates: &[
            ("CD-05", 14, 27, "51,85", Some(false)),
            ("MC-19", 2756, 4545, "60,64", Some(true)),
        ],
    });
}

#[test]
fn ea_sien_is_told_and_signed() {
    tell(&Story {
        campaign: "2017-dak-lak-3027",
        unit: "ea-sien",
        says: &[
            "Kế hoạch số 37/KH-UBND ngày 03 tháng 4 năm 2017",
            "Quyết định số 3027/QĐ-UBND ngày 29 tháng 9 năm 2017",
            "Lê Thị Ngọc Phượng",
            "Chỉ thị 18/CT-UBND ngày 28/12/2016 của UBND tỉnh Đắk Lắk",
            "tại QĐ 09/2015/QĐ-TTg; QĐ 48/2015/QĐ-UBND ngày 26/12/2015 của UBND tỉnh",
        ],
        rates: &[],
    });
}

#[test]
fn can_loc_is_told_and_signed() {
    tell(&Story {
        campaign: "2017-can-loc",
        unit: "yen-loc",
        says: &[
            "Quyết định số 436/QĐ-UBND ngày 26 tháng 02 năm 2015",
            "kiểm tra đột xuất",
            "4/9 44,44%",
            "Mới sử dụng 4/9 chìa khóa IO được cấp; 05 chìa khóa chưa đưa vào sử dụng",
        ],
        rates: &[("CN-01", 4, 9, "44,44", None)],
    });
}

#[test]
fn can_giuoc_is_told_and_signed() {
    tell(&Story {
        campaign: "2020-can-giuoc",
        unit: "huyen-can-giuoc",
        says: &[
            "Trần Kỳ Đức, Phó Giám đốc Sở Nội vụ",
            "20/27 74,07%",
            "273/273 thủ tục thuộc 47 lĩnh vực",
            "đã giải quyết 34.336 hồ sơ",
            "Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn đạt 99,56%",
            "Còn hồ sơ giải quyết quá hạn (0,44%)",
        ],
        rates: &[("CD-05", 20, 27, "74,07", None)],
    });
}

#[test]
fn thuong_lac_is_told_and_signed() {
    tell(&Story {
        campaign: "2021-thuong-lac",
        unit: "thuong-lac",
        says: &[
            "Kế hoạch số 218/KH-UBND ngày 22 tháng 12 năm 2020",
            "Võ Hữu Nam, Phó Trưởng phòng Phòng Nội vụ",
            "Tỷ lệ hồ sơ trực tuyến còn thấp (44,66%)",
            "Hồ sơ tiếp nhận và trả kết quả qua đường bưu chính công ích còn thấp",
        ],
        rates: &[],
    });
}

#[test]
fn every_visit_of_every_sample_has_a_draft() {
    let Some(laptop) = Laptop::set_up() else { return };
    for sample in laptop.ask(&["sample", "list"])["samples"].as_array().unwrap() {
        let id = sample["id"].as_str().unwrap();
        assert!(root().join("assets/samples").join(id).is_dir(), "{id}");
        laptop.run(&["sample", "import", id]).done();
        let listed = laptop.ask(&["visit", "list", "--campaign", id]);
        for visit in listed["visits"].as_array().unwrap() {
            let out = laptop.on_desk("draft.pdf");
            let visit = visit["id"].as_str().unwrap();
            let words = ["minutes", "draft", visit, "--out", word(&out)];
            assert!(1 <= laptop.ask(&words)["pages"].as_u64().unwrap());
            let Some(text) = judges::written_in(&out) else { continue };
            let pages = Pages::new(&text, "DỰ THẢO");
            for finding in laptop.ask(&["visit", "show", visit])["findings"].as_array().unwrap() {
                let sentence = finding["text"].as_str().unwrap();
                assert!(
                    pages.say(sentence.trim_end_matches('.')),
                    "„{sentence}“ is not in\n{text}"
                );
            }
        }
    }
    let campaigns = laptop.ask(&["campaign", "list"]);
    let campaigns = campaigns["campaigns"].as_array().unwrap();
    assert_eq!(campaigns.len(), 5);
    assert!(campaigns.iter().all(|campaign| campaign["sample"] == true));

    assert_eq!(laptop.ask(&["sample", "remove"])["removed"], 5);

    assert_eq!(laptop.ask(&["campaign", "list"])["campaigns"], json!([]));
    assert_eq!(laptop.ask(&["check"])["sound"], true);
}
