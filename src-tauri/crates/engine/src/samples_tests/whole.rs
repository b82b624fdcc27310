//! The samples are whole: imported once, ready to be sealed, with all units and findings.

use super::*;

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
fn what_was_found_over_several_units_comes_out_of_their_visits() {
    for (id, item, text, units) in [
        ("2017-can-loc", "CN-01", "Mới sử dụng 3–4/9 chìa khóa IO được cấp.", 2),
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
