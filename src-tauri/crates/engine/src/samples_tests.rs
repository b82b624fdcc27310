//! The samples are what a newcomer sees first, and the yardstick: every figure and finding of the
//! five articles has to come out of the minutes again.

use std::sync::Arc;

use domain::id::VisitId;
use papers::{Block, Run, Timestamp};

use super::SAMPLES;
use crate::Engine;
use crate::actions::Person;
use crate::minutes::{self, Stamp};
use crate::ports::{SystemClock, SystemRandomness};
use crate::store::KeyCost;

const STAMP: Timestamp =
    Timestamp { year: 2026, month: 1, day: 1, hour: 0, minute: 0, second: 0, offset_minutes: 420 };

fn engine(folder: &std::path::Path) -> Engine {
    let person =
        Person {
            name: "Người dùng thử".to_owned(), title: String::new(), office: String::new()
        };
    let doors = (Arc::new(SystemClock) as Arc<_>, Arc::new(SystemRandomness) as Arc<_>);
    Engine::create(folder, &person, "mật khẩu thử", KeyCost::CHEAP, doors).unwrap().0
}

/// The text of the minutes as the document has it, one block a line.
fn text(engine: &Engine, visit: VisitId) -> String {
    let folder = engine.folder(visit).unwrap();
    let stamp = Stamp { created: STAMP, draft: true, foot: None, data: None };
    let style = engine.style(folder.visit.date);
    let document = minutes::document(&folder.material(), &folder.slots, style, stamp);
    assert!(1 <= papers::render(&document).unwrap().pages);
    document.blocks.iter().map(said).collect::<Vec<_>>().join("\n")
}

fn runs(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn said(block: &Block) -> String {
    match block {
        Block::Title(title) => title.subject.join(" "),
        Block::Heading { text, .. } => text.clone(),
        Block::Paragraph(paragraph) => runs(&paragraph.runs),
        Block::Table(table) => {
            let row =
                |row: &papers::Row| row.cells.iter().map(|cell| runs(cell)).collect::<Vec<_>>();
            table.rows.iter().map(|it| row(it).join(" | ")).collect::<Vec<_>>().join("\n")
        }
        Block::Signatures(blocks) => {
            let block =
                |it: &papers::SignatureBlock| format!("{} {}", it.heading.join(" "), it.name);
            blocks.iter().map(block).collect::<Vec<_>>().join("\n")
        }
        Block::Recipients(lines) => lines.join("\n"),
        Block::Annex { title, .. } => title.clone(),
        Block::Gallery { figures, .. } => {
            figures.iter().map(|it| it.caption.as_str()).collect::<Vec<_>>().join("\n")
        }
        Block::Head(_)
        | Block::Figure(_)
        | Block::PageBreak
        | Block::Turn(_)
        | Block::RunningHead(_)
        | Block::Space(_) => String::new(),
    }
}

/// The text of the minutes of `unit` in the sample `key`.
#[track_caller]
fn minutes_of(key: &str, unit: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let campaign = engine.import_sample(key).unwrap();
    let units = engine.campaign(campaign).unwrap().0.units;
    let unit = units.iter().find(|known| known.key == unit).unwrap().id;
    let visits = engine.visits_of(campaign).unwrap();
    let visit = visits.iter().find(|entry| entry.visit.unit == unit).unwrap();
    text(&engine, visit.visit.id)
}

#[track_caller]
fn says(text: &str, expected: &[&str]) {
    for part in expected {
        assert!(text.contains(part), "„{part}“ is not in\n{text}");
    }
}

#[test]
fn every_sample_imported_twice_is_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    for files in SAMPLES {
        let campaign = engine.import_sample(files.id).unwrap();
        let count = |engine: &Engine| {
            let visits = engine.visits_of(campaign).unwrap();
            let sections = visits.iter().map(|entry| entry.visit.id.bytes());
            let sections = std::iter::once(campaign.bytes()).chain(sections);
            sections.map(|id| engine.facts(id).unwrap()).collect::<Vec<_>>()
        };
        let before = format!("{:?}", count(&engine));
        assert_eq!(engine.import_sample(files.id).unwrap(), campaign);
        assert_eq!(format!("{:?}", count(&engine)), before, "{}", files.id);
    }
    let samples = engine.samples().unwrap();
    assert!(samples.iter().all(|sample| sample.campaign.is_some()));
    assert_eq!(samples.len(), 5);
    assert_eq!(engine.remove_samples().unwrap(), 5);
    assert!(engine.campaigns().unwrap().is_empty());
}

#[test]
fn nothing_in_a_sample_keeps_its_minutes_from_being_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    for files in SAMPLES {
        let campaign = engine.import_sample(files.id).unwrap();
        for entry in engine.visits_of(campaign).unwrap() {
            let checks = engine.minutes(entry.visit.id).unwrap().checks;
            let blocks = checks.iter().find(|check| check.level == minutes::CheckLevel::Block);
            assert_eq!(blocks, None, "{}", files.id);
        }
    }
}

#[test]
fn cau_tre_says_what_its_article_says() {
    let text = minutes_of("2022-cau-tre", "cau-tre");
    says(
        &text,
        &[
            "ngày 15 tháng 9 năm 2022",
            "Nguyễn Thị Thanh Hồng",
            "Trưởng phòng Cải cách hành chính và pháp chế Sở Nội vụ",
            "Nguyễn Chiến Vương, Chủ tịch UBND phường",
            "Phí Thị Hồng Vân, Phó Chủ tịch UBND phường",
            "14/27 | 51,85% | đơn vị báo cáo 51,8%",
            "14/27 nhiệm vụ UBND quận, Chủ tịch UBND quận giao năm",
            "số hồ sơ tiếp nhận: 4.545 hồ sơ; số hồ sơ đã giải quyết: 4.545 hồ sơ",
            "hồ sơ giải quyết quá hạn: 04 hồ sơ",
            "2.756/4.545 | 60,64%",
            "4/4.545 | 0,09%",
            "khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP",
            "danh sách công chức làm việc tại bộ phận “Một cửa”",
            "số điện thoại, địa chỉ tiếp nhận phản ánh, kiến nghị",
            "cổng thông tin điện tử phường",
            "100% cán bộ, công chức",
            "liên thông đạt 100%",
            "rà soát lại các chỉ tiêu theo kế hoạch của phường",
            "số hóa thủ tục hành chính giai đoạn từ năm 2014 - 2022",
            "lập hồ sơ công việc điện tử",
            "nhiều hình thức phong phú, đa dạng",
            "Nâng cao hiệu quả dịch vụ công trực tuyến",
            "các sáng kiến, giải pháp, mô hình hay để góp phần nâng cao chỉ số CCHC",
            "Đề xuất, kiến nghị, hỏi đáp với đoàn công tác",
            "cải cách chế độ công vụ; cải cách tài chính công",
        ],
    );
}

#[test]
fn ea_sien_says_what_its_article_says() {
    let text = minutes_of("2017-dak-lak-3027", "ea-sien");
    says(
        &text,
        &[
            "Kế hoạch số 37/KH-UBND ngày 03 tháng 4 năm 2017",
            "Quyết định số 3027/QĐ-UBND ngày 29 tháng 9 năm 2017",
            "Đoàn kiểm tra 3027",
            "Lê Thị Ngọc Phượng",
            "từ ngày 01/01/2017 đến ngày 01/10/2017",
            "kế hoạch CCHC, Kế hoạch tuyên truyền CCHC, Kế hoạch rà soát TTHC",
            "trên loa đài, hội nghị chuyên đề",
            "Chỉ thị 18/CT-UBND ngày 28/12/2016 của UBND tỉnh Đắk Lắk",
            "đầy đủ 6 nội dung cải cách hành chính",
            "Quyết định 09/2015/QĐ-TTg ngày 25/3/2015",
            "Quyết định số 48/2015/QĐ-UBND ngày 26/12/2015",
            "việc niêm yết, công khai các bộ TTHC thuộc các lĩnh vực chưa đầy đủ",
            "Một cửa điện tử liên thông (IGate)",
            "kiện toàn Quyết định thành lập Bộ phận tiếp nhận và trả kết quả cấp xã",
            "đánh giá chất lượng cán bộ, công chức cuối năm",
            "xem đây là nhiệm vụ thường xuyên, liên tục",
            "ứng dụng công nghệ thông tin trong hoạt động của cơ quan hành chính nhà nước",
            "kết luận tại buổi làm việc với UBND xã Ea Siên",
            "giải trình một số vấn đề Đoàn kiểm tra nêu ra | Chấp nhận giải trình",
        ],
    );
}

#[test]
fn the_town_campaign_has_all_its_units_and_findings() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let id = engine.import_sample("2017-dak-lak-3027").unwrap();
    let campaign = engine.campaign(id).unwrap().0;
    assert_eq!(campaign.units.len(), 14);
    let visits = engine.visits_of(id).unwrap();
    let visited = |key: &str| {
        let unit = campaign.units.iter().find(|unit| unit.key == key).unwrap().id;
        visits.iter().any(|entry| entry.visit.unit == unit)
    };
    assert!(visited("ea-sien"));
    assert!(!["an-binh", "an-lac", "thong-nhat", "cu-bao"].into_iter().any(visited));
    let findings = crate::record::findings(&engine.facts(id.bytes()).unwrap()).unwrap();
    let about =
        |item: &str| findings.iter().find(|it| it.items.iter().any(|id| id == item)).unwrap();
    assert_eq!(about("MC-08").units.len(), 10);
    assert_eq!(about("TT-03").units.len(), 7);
    assert_eq!(about("MC-01").units.len(), 3);
    assert!(about("MC-01").open_list);
}

#[test]
fn can_loc_says_what_its_article_says() {
    for (unit, keys, sentence) in [
        ("yen-loc", "4/9 | 44,44%", "Mới chỉ sử dụng 4 chìa khoá IO trên tổng số 9 chìa khoá"),
        ("thien-loc", "3/9 | 33,33%", "Mới chỉ sử dụng 3 chìa khoá IO trên tổng số 9 chìa khoá"),
    ] {
        let text = minutes_of("2017-can-loc", unit);
        says(&text, &[keys, sentence]);
        says(
            &text,
            &[
                "Quyết định số 436/QĐ-UBND ngày 26 tháng 02 năm 2015",
                "TỔ TRƯỞNG",
                "kiểm tra đột xuất",
                "chấp hành tốt thời giờ làm việc",
                "uống rượu, bia trước, trong giờ làm việc, giờ nghỉ trưa",
                "biển tên ghi rõ họ tên, chức vụ",
                "hiện tượng đi muộn, về sớm",
                "không đeo thẻ công chức",
                "bố trí và phân công nhiệm vụ cho công chức trực tại bộ phận một cửa",
                "chưa đầy đủ thời gian, quy trình, các bộ thủ tục hành chính",
                "Năm 2017 chưa ban hành được Chương trình, kế hoạch cải cách hành chính",
                "báo cáo CCHC quý I",
                "bộ phận một cửa hoạt động không hiệu quả",
                "để công dân phải chờ giao dịch",
                "chưa thực hiện gửi nhận văn bản điện tử",
                "lập biên bản, nhắc nhở",
                "xiết chặt kỷ luật, kỷ cương hành chính",
            ],
        );
    }
    let school = minutes_of("2017-can-loc", "truong-hoc");
    says(&school, &["Trường học không khai thác văn bản qua hệ thống IO"]);
    let station = minutes_of("2017-can-loc", "tram-y-te");
    says(&station, &["Trạm Y tế cơ sở được kiểm tra chấp hành tốt thời giờ làm việc"]);
}

#[test]
fn can_giuoc_says_what_its_article_says() {
    let text = minutes_of("2020-can-giuoc", "huyen-can-giuoc");
    says(
        &text,
        &[
            "Đoàn kiểm tra liên ngành tỉnh Long An",
            "Chủ trì: Trần Kỳ Đức, Phó Giám đốc Sở Nội vụ - Phó Trưởng đoàn",
            "PHÓ TRƯỞNG ĐOÀN",
            "20/27 | 74,07%",
            "47 lĩnh vực, 273 TTHC",
            "30 lĩnh vực, 140 TTHC",
            "Ban Chỉ huy Quân sự cấp xã",
            "Công an, Bảo hiểm xã hội",
            "34.336 hồ sơ, trong đó đúng hạn và trước hạn là 99,56%, quá hạn chiếm 0,44%",
            " | 99,56% | đơn vị chỉ báo cáo tỷ lệ",
            "Trung tâm Hành chính công",
            "TCVN ISO 9001:2015",
            "tránh xử lý không đúng thực chất",
            "dịch vụ công trực tuyến và dịch vụ bưu chính công ích",
            "thừa hoặc thiếu thành phần hồ sơ",
            "tránh gây phiền hà cho người dân",
            "đào tạo bồi dưỡng cán bộ, công chức",
            "sự quyết tâm của cả hệ thống chính trị",
            "Trước đó, đoàn kiểm tra thực tế",
        ],
    );
    let town = minutes_of("2020-can-giuoc", "thi-tran-can-giuoc");
    says(&town, &["thị trấn Cần Giuộc", "30 lĩnh vực, 140 TTHC"]);
}

#[test]
fn thuong_lac_says_what_its_article_says() {
    let text = minutes_of("2021-thuong-lac", "thuong-lac");
    says(
        &text,
        &[
            "Kế hoạch số 218/KH-UBND ngày 22 tháng 12 năm 2020",
            "Võ Hữu Nam, Phó Trưởng phòng Phòng Nội vụ",
            "có quan tâm chỉ đạo thực hiện và ban hành các văn bản",
            "Chưa cập nhật thủ tục hành chính mới ban hành",
            "Phiếu kiểm soát thủ tục hành chính chưa ghi đầy đủ thông tin",
            "Báo cáo công tác kiểm soát thủ tục hành chính chưa theo mẫu quy định",
            "Tỷ lệ hồ sơ trực tuyến còn thấp (44,66%)",
            " | 44,66% | đơn vị chỉ báo cáo tỷ lệ",
            "Hồ sơ tiếp nhận và trả kết quả qua đường Bưu chính công ích còn thấp",
            "có nêu, không có số",
            "chưa kiểm tra, đối chiếu, xác minh kỹ thông tin",
            "Chưa thực hiện công khai ngân sách trên Trang thông tin điện tử của xã",
            "Tiếp tục phát huy các mặt làm được",
            "khắc phục ngay các hạn chế, thiếu sót",
            "Đẩy mạnh công tác tuyên truyền cải cách hành chính",
            "công tác thi đua, khen thưởng; công tác đào tạo, bồi dưỡng",
            "công tác văn thư, lưu trữ",
            "Nâng cao tỷ lệ hồ sơ trực tuyến",
        ],
    );
}
