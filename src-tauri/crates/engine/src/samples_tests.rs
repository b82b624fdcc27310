//! The samples are what a newcomer sees first, and the yardstick: every figure and finding of the
//! five articles has to come out of the minutes again.

use std::sync::Arc;

use domain::id::VisitId;
use papers::{Block, Run, Timestamp};

use super::SAMPLES;
use crate::Engine;
use crate::actions::{Person, Said};
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
    let stamp = Stamp { created: STAMP, draft: true, foot: None, data: None, pages: None };
    let style = engine.style(folder.visit.date);
    let document = minutes::document(&folder.material(), &folder.slots, style, stamp);
    assert!(1 <= papers::render(&document).unwrap().pages);
    document.blocks.iter().map(said).collect::<Vec<_>>().join("\n")
}

fn runs(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn rows(table: &papers::Table) -> String {
    let row = |row: &papers::Row| row.cells.iter().map(|cell| runs(cell)).collect::<Vec<_>>();
    table.rows.iter().map(|it| row(it).join(" | ")).collect::<Vec<_>>().join("\n")
}

fn points(list: &papers::List) -> String {
    let point = |item: &papers::ListItem| {
        let inner = item.inner.as_ref().map_or_else(String::new, points);
        format!("{}\n{inner}", runs(&item.runs))
    };
    list.items.iter().map(point).collect::<Vec<_>>().join("\n")
}

fn said(block: &Block) -> String {
    match block {
        Block::Title(title) => title.subject.join(" "),
        Block::Heading { text, .. } => text.clone(),
        Block::Paragraph(paragraph) => runs(&paragraph.runs),
        Block::Table(table) => rows(table),
        Block::MergedTable(merged) => rows(&merged.table),
        Block::List(list) => points(list),
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
        | Block::Label(_)
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

/// A sentence of an article, and the finding it became.
#[derive(Debug, serde::Deserialize)]
struct Story {
    /// As the article has it.
    article: String,
    sample: String,
    units: Vec<String>,
    kind: String,
    item: String,
    /// What makes it true: `register:ID`, `figure` or `verdict`.
    source: String,
    /// The text of the finding.
    text: String,
}

/// Every sentence of an article whose cause the article gives.
fn stories() -> Vec<Story> {
    #[derive(serde::Deserialize)]
    struct Table {
        story: Vec<Story>,
    }
    let text = include_str!("../../../../assets/samples/stories.toml");
    toml::from_str::<Table>(text).unwrap().story
}

/// Findings whose cause the article does not give: sample, how the text begins, why.
const TYPED: &[(&str, &str, &str)] = &[
    ("2017-can-loc", "Kiểm tra nhằm xiết chặt", "mục đích của đợt kiểm tra, không phải kết quả"),
    ("2017-dak-lak-3027", "Hầu hết các phòng, ban", "không nêu bao nhiêu và những đơn vị nào"),
    ("2017-dak-lak-3027", "Đoàn đã tập trung kiểm tra", "phạm vi của đợt kiểm tra"),
    ("2017-dak-lak-3027", "Trưởng Đoàn kiểm tra 3027", "diễn biến buổi làm việc (chú thích ảnh)"),
    ("2020-can-giuoc", "Tiếp tục khắc phục khó khăn", "không nêu việc làm hay số liệu"),
    ("2020-can-giuoc", "Nhận thức về thực hiện CCHC", "không có mục, số liệu nào đo nhận thức"),
    ("2020-can-giuoc", "Địa phương đạt nhiều kết quả", "đánh giá chung"),
    ("2020-can-giuoc", "Yêu cầu UBND cấp xã niêm yết", "việc huyện yêu cầu, chưa có kết quả"),
    ("2020-can-giuoc", "Trước đó, đoàn kiểm tra", "diễn biến của đợt kiểm tra"),
    ("2021-thuong-lac", "Nội dung kiểm tra tập trung", "phạm vi của đợt kiểm tra"),
    ("2022-cau-tre", "Tại buổi kiểm tra, các thành", "diễn biến buổi làm việc"),
];

/// A sample imported, its visits by the keys of their units.
struct Imported {
    _folder: tempfile::TempDir,
    engine: Engine,
    campaign: domain::id::CampaignId,
    visits: Vec<(String, VisitId)>,
}

fn imported(id: &str) -> Imported {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(&folder.path().join("kho"));
    let campaign = engine.import_sample(id).unwrap();
    let units = engine.campaign(campaign).unwrap().0.units;
    let key = |id| units.iter().find(|unit| unit.id == id).unwrap().key.clone();
    let visits = engine.visits_of(campaign).unwrap();
    let visits = visits.into_iter().map(|it| (key(it.visit.unit), it.visit.id)).collect();
    Imported { _folder: folder, engine, campaign, visits }
}

fn is_typed(sample: &str, text: &str) -> bool {
    TYPED.iter().any(|(id, begin, _)| *id == sample && text.starts_with(begin))
}

#[test]
fn every_sentence_of_an_article_is_composed_and_printed() {
    let stories = stories();
    assert!(stories.iter().all(|story| !story.article.is_empty() && !story.units.is_empty()));
    for files in SAMPLES {
        let sample = imported(files.id);
        for (unit, visit) in &sample.visits {
            let said = sample.engine.sentences_of(*visit).unwrap();
            let findings = sample.engine.folder(*visit).unwrap().findings;
            let printed = text(&sample.engine, *visit);
            let told = |it: &&Story| it.sample == files.id && it.units.contains(unit);
            for story in stories.iter().filter(told) {
                let here = findings.iter().find(|finding| {
                    finding.text == story.text
                        && finding.items.first().is_some_and(|item| *item == story.item)
                });
                let here = here.unwrap_or_else(|| panic!("{unit}: {story:?}"));
                assert_eq!(here.kind.code(), story.kind, "{unit}: {story:?}");
                let composed = |it: &Said| {
                    it.text == story.text && it.item == story.item && it.kind == here.kind
                };
                assert!(said.iter().any(composed), "{unit}: {story:?} is not in {said:#?}");
                assert!(printed.contains(&story.text), "{unit}: {story:?} is not in {printed}");
            }
            // The table tells of every finding that is not typed.
            for finding in findings.iter().filter(|it| !is_typed(files.id, &it.text)) {
                let known = |it: &Story| it.text == finding.text && it.units.contains(unit);
                assert!(stories.iter().any(known), "{}, {unit}: {}", files.id, finding.text);
            }
        }
    }
}

#[test]
fn without_its_rows_figure_or_verdict_a_sentence_is_not_composed() {
    let all = stories();
    for files in SAMPLES {
        for (name, file) in files.visits {
            let unit = name.trim_end_matches(".json");
            let told =
                |it: &&Story| it.sample == files.id && it.units.iter().any(|key| key == unit);
            let mut stories: Vec<&Story> = all.iter().filter(told).collect();
            stories.sort_by_key(|story| (&story.source, &story.item));
            let alike = |one: &&Story, other: &&Story| {
                one.source == other.source
                    && (one.source.starts_with("register:") || one.item == other.item)
            };
            let folder = tempfile::tempdir().unwrap();
            let mut engine = engine(&folder.path().join("kho"));
            for (index, stories) in stories.chunk_by(alike).enumerate() {
                let first = stories.first().unwrap();
                // Each time in a campaign of its own, so that nothing is left from the time before.
                let key = format!("{}-{index}", files.id);
                let campaign = files.campaign.replacen(files.id, &key, 1);
                engine.import_campaign("mau.toml", &campaign, true).unwrap();
                let bare = without(file, &first.source, &first.item, &key);
                let visit = engine.import_visit(name, &bare).unwrap();
                let said = engine.sentences_of(visit).unwrap();
                for story in stories {
                    let composed = said.iter().any(|it| it.text == story.text);
                    assert!(!composed, "{unit}: {story:?} stands without its source");
                }
            }
        }
    }
}

/// The visit file, for the campaign `key`, without what makes the sentences of `source` true.
fn without(file: &str, source: &str, item: &str, key: &str) -> String {
    let mut read: serde_json::Value = serde_json::from_str(file).unwrap();
    read["campaign"] = serde_json::json!(key);
    read["findings"] = serde_json::json!([]);
    if let Some(register) = source.strip_prefix("register:") {
        assert!(read["registers"].as_object_mut().unwrap().remove(register).is_some());
        return read.to_string();
    }
    let answers = read["answers"].as_array_mut().unwrap();
    let at = answers.iter().position(|it| it["item"] == item).unwrap();
    if source == "verdict" {
        answers.remove(at);
    } else {
        let answer = answers[at].as_object_mut().unwrap();
        let figure = answer.remove("figure").is_some();
        assert!(answer.remove("parts").is_some() || figure, "{item}");
    }
    read.to_string()
}

#[test]
fn nothing_in_a_sample_is_typed_but_what_has_no_cause() {
    let mut typed = std::collections::BTreeSet::new();
    for files in SAMPLES {
        let sample = imported(files.id);
        let mut check = |finding: &domain::finding::Finding, said: &[Said]| {
            let item = finding.items.first().map_or("", String::as_str);
            let composed = said
                .iter()
                .any(|it| it.text == finding.text && it.item == item && it.kind == finding.kind);
            assert_ne!(
                composed,
                is_typed(files.id, &finding.text),
                "{}: {}",
                files.id,
                finding.text
            );
            if !composed {
                typed.insert((files.id, finding.text.clone()));
            }
        };
        for (_, visit) in &sample.visits {
            let said = sample.engine.sentences_of(*visit).unwrap();
            let findings = sample.engine.folder(*visit).unwrap().findings;
            findings.iter().for_each(|finding| check(finding, &said));
        }
        let over_all = sample.engine.campaign_sentences(sample.campaign).unwrap();
        let said: Vec<Said> = over_all.into_iter().map(|it| it.said).collect();
        let findings = sample.engine.campaign_findings(sample.campaign).unwrap();
        findings.iter().for_each(|finding| check(finding, &said));
    }
    assert_eq!(typed.len(), TYPED.len(), "{typed:#?}");
}

#[test]
fn what_was_found_over_several_units_comes_out_of_their_visits() {
    for (id, item, text, units) in [
        ("2017-can-loc", "CN-01", "Mới sử dụng 3–4/9 chìa khoá IO được cấp.", 2),
        (
            "2017-dak-lak-3027",
            "MC-08",
            "Chưa quan tâm tiếp nhận, giải quyết hồ sơ qua hệ thống một cửa điện tử (IGate).",
            6,
        ),
        ("2017-dak-lak-3027", "TT-04", "Niêm yết chưa đầy đủ bộ thủ tục hành chính.", 7),
        (
            "2017-dak-lak-3027",
            "MC-01",
            "Chưa ban hành hoặc chưa kiện toàn quyết định thành lập Bộ phận tiếp nhận và trả kết quả.",
            3,
        ),
    ] {
        let sample = imported(id);
        let over_all = sample.engine.campaign_sentences(sample.campaign).unwrap();
        let found = over_all.iter().find(|it| it.said.item == item && it.said.text == text);
        let found = found.unwrap_or_else(|| panic!("{text} is not in {over_all:#?}"));
        assert_eq!(found.units.len(), units, "{text}");
        // The desk check adds the units nobody went to; the others are those of the visits.
        let findings = sample.engine.campaign_findings(sample.campaign).unwrap();
        let finding = findings.iter().find(|finding| finding.text == text).unwrap();
        assert!(found.units.iter().all(|unit| finding.units.contains(unit)), "{text}");
        let went = |unit: &&domain::id::UnitId| found.units.contains(unit);
        assert_eq!(finding.units.iter().filter(went).count(), units, "{text}");
    }
}

#[test]
fn the_town_campaign_has_all_its_units_and_findings() {
    let sample = imported("2017-dak-lak-3027");
    let campaign = sample.engine.campaign(sample.campaign).unwrap().0;
    assert_eq!(campaign.units.len(), 14);
    let communes = campaign.units.iter().filter(|unit| unit.kind.is_commune());
    let visited = |key: &str| sample.visits.iter().any(|(unit, _)| unit == key);
    assert_eq!(communes.filter(|unit| visited(&unit.key)).count(), 7);
    assert!(!["an-binh", "an-lac", "thong-nhat", "cu-bao"].into_iter().any(visited));
    let findings = sample.engine.campaign_findings(sample.campaign).unwrap();
    let about = |item: &str| {
        let of_item = |it: &&domain::finding::Finding| it.items.iter().any(|id| id == item);
        findings.iter().find(of_item).unwrap()
    };
    assert_eq!(about("MC-08").units.len(), 10);
    for item in ["TT-02", "TT-03", "TT-04"] {
        assert_eq!(about(item).units.len(), 7);
    }
    for item in ["MC-01", "MC-02", "CD-10"] {
        assert_eq!((about(item).units.len(), about(item).open_list), (3, true));
    }
}

#[test]
fn cau_tre_prints_the_facts_of_its_article() {
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
            "4.541/4.545 | 99,91%",
            "2.756/4.545 | 60,64%",
            "4/4.545 | 0,09%",
            "khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP",
            "Rà soát lại các chỉ tiêu theo kế hoạch của phường",
            "số hóa thủ tục hành chính giai đoạn từ năm 2014 - 2022",
            "lập hồ sơ công việc điện tử",
            "nhiều hình thức phong phú, đa dạng",
            "Nâng cao hiệu quả dịch vụ công trực tuyến",
            "các sáng kiến, giải pháp, mô hình hay để góp phần nâng cao chỉ số CCHC",
            "Đề xuất, kiến nghị, hỏi đáp với đoàn công tác",
            "cải cách chế độ công vụ; cải cách tài chính công",
        ],
    );
    assert!(!text.contains("Nhận trực tiếp và BCCI"), "nobody said how many came by hand");
}

#[test]
fn ea_sien_prints_the_facts_of_its_article() {
    let text = minutes_of("2017-dak-lak-3027", "ea-sien");
    says(
        &text,
        &[
            "Kế hoạch số 37/KH-UBND ngày 03 tháng 4 năm 2017",
            "Quyết định số 3027/QĐ-UBND ngày 29 tháng 9 năm 2017",
            "Đoàn kiểm tra 3027",
            "Lê Thị Ngọc Phượng",
            "từ ngày 01/01/2017 đến ngày 01/10/2017",
            "Chỉ thị 18/CT-UBND ngày 28/12/2016 của UBND tỉnh Đắk Lắk",
            "QĐ 09/2015/QĐ-TTg; QĐ 48/2015/QĐ-UBND ngày 26/12/2015 của UBND tỉnh",
            "xem đây là nhiệm vụ thường xuyên, liên tục",
            "ứng dụng công nghệ thông tin trong hoạt động của cơ quan hành chính nhà nước",
            "kết luận tại buổi làm việc với UBND xã Ea Siên",
            "giải trình một số vấn đề Đoàn kiểm tra nêu ra | Chấp nhận giải trình",
        ],
    );
}

#[test]
fn can_loc_prints_the_facts_of_its_article() {
    for (unit, keys) in [("yen-loc", "4/9 | 44,44%"), ("thien-loc", "3/9 | 33,33%")] {
        let text = minutes_of("2017-can-loc", unit);
        says(
            &text,
            &[
                keys,
                "Quyết định số 436/QĐ-UBND ngày 26 tháng 02 năm 2015",
                "TỔ TRƯỞNG",
                "kiểm tra đột xuất",
                "có nêu, không có số",
                "lập biên bản, nhắc nhở",
                "xiết chặt kỷ luật, kỷ cương hành chính",
            ],
        );
    }
}

#[test]
fn can_giuoc_prints_the_facts_of_its_article() {
    let text = minutes_of("2020-can-giuoc", "huyen-can-giuoc");
    says(
        &text,
        &[
            "Đoàn kiểm tra liên ngành tỉnh Long An",
            "Chủ trì: Trần Kỳ Đức, Phó Giám đốc Sở Nội vụ - Phó Trưởng đoàn",
            "PHÓ TRƯỞNG ĐOÀN",
            "20/27 | 74,07%",
            "273/273 | 100,00%",
            " | 99,56% | đơn vị chỉ báo cáo tỷ lệ",
            " | 0,44% | đơn vị chỉ báo cáo tỷ lệ",
            "34.336",
            "sự quyết tâm của cả hệ thống chính trị",
        ],
    );
    let town = minutes_of("2020-can-giuoc", "thi-tran-can-giuoc");
    says(&town, &["thị trấn Cần Giuộc", "140 thủ tục thuộc 30 lĩnh vực"]);
}

#[test]
fn thuong_lac_prints_the_facts_of_its_article() {
    let text = minutes_of("2021-thuong-lac", "thuong-lac");
    says(
        &text,
        &[
            "Kế hoạch số 218/KH-UBND ngày 22 tháng 12 năm 2020",
            "Võ Hữu Nam, Phó Trưởng phòng Phòng Nội vụ",
            " | 44,66% | đơn vị chỉ báo cáo tỷ lệ",
            "có nêu, không có số",
            "Tiếp tục phát huy các mặt làm được",
            "khắc phục ngay các hạn chế, thiếu sót",
            "Đẩy mạnh công tác tuyên truyền cải cách hành chính",
            "công tác thi đua, khen thưởng; công tác đào tạo, bồi dưỡng",
            "Nâng cao tỷ lệ hồ sơ trực tuyến",
        ],
    );
}
