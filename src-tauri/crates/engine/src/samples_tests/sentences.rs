//! Sentences of the articles are composed from what was recorded, and from nothing less.

use super::*;

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
    let text = include_str!("../../../../../assets/samples/stories.toml");
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
