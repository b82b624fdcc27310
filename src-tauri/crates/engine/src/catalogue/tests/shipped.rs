//! The shipped checklist is whole: every item says all it must, and says how sure it is.

use super::*;

#[test]
fn all_items_and_areas_of_the_draft_are_there() {
    let catalogue = catalogue();
    let checklist = cchc(catalogue);
    let areas: Vec<(&str, usize)> =
        checklist.areas.iter().map(|area| (area.id.as_str(), area.items.len())).collect();
    assert_eq!(
        areas,
        [
            ("CD", 14),
            ("TC", 3),
            ("TT", 15),
            ("MC", 26),
            ("BM", 3),
            ("CV", 5),
            ("KL", 8),
            ("NS", 3),
            ("CN", 12),
            ("NV", 2),
            ("KP", 6),
        ]
    );
    assert_eq!(checklist.items().count(), 97);
    assert_eq!(checklist.registers.len(), 17);
}

#[test]
fn every_item_says_all_it_must() {
    let catalogue = catalogue();
    let checklist = cchc(catalogue);
    for item in checklist.items() {
        let id = &item.id;
        assert!(item.question.ends_with(['?', '.']), "{id}: {}", item.question);
        assert!(!item.answer.is_empty() && !item.evidence.is_empty(), "{id}");
        for text in [&item.strength, &item.shortcoming, &item.recommendation] {
            assert!(text.ends_with('.'), "{id}: {text}");
        }
        assert!(item.partly.is_empty() || item.partly.ends_with('.'), "{id}");
        assert!(!item.kinds.is_empty(), "{id}");
        assert_eq!(item.parts.is_empty(), item.primary().is_none(), "{id}");
        let answer_is_verdict = item.answer.starts_with("dat3") && !item.answer.contains('+');
        assert!(!item.parts.is_empty() || answer_is_verdict, "{id} takes nothing");
        let window = Validity {
            from: item.validity.from.or(Some(checklist.valid_from)),
            to: item.validity.to,
        };
        let bases = item.bases.iter().map(|basis| basis.validity);
        let covers: Vec<Validity> = bases.chain(item.gaps.iter().map(|gap| gap.validity)).collect();
        assert_eq!(domain::checklist::uncovered(window, &covers), None, "{id}");
        for basis in item.bases.iter().filter(|basis| !basis.certain) {
            assert!(!basis.note.is_empty(), "{id}: {} is doubted without a reason", basis.text);
        }
    }
}

#[test]
fn general_knowledge_is_never_called_certain() {
    let catalogue = catalogue();
    for item in cchc(catalogue).items() {
        let listed = ["BM", "CV", "TC", "NV"].iter().any(|area| item.id.starts_with(area))
            || ["CD-10", "CD-14", "NS-03", "CN-10"].contains(&item.id.as_str());
        assert_eq!(item.certain, !listed, "{}", item.id);
        for basis in &item.bases {
            let doubted =
                listed || ["QĐ 468", "NĐ 26/2007"].iter().any(|it| basis.text.contains(it));
            assert!(!doubted || !basis.certain, "{}: {}", item.id, basis.text);
            let marked = ["cần xác minh", "cần kiểm tra"].iter().any(|it| basis.text.contains(it));
            assert!(!marked, "{}: the doubt belongs in the note: {}", item.id, basis.text);
        }
    }
}

#[test]
fn ids_are_unique_and_sorted() {
    let catalogue = catalogue();
    let mut seen = std::collections::BTreeSet::new();
    for area in &cchc(catalogue).areas {
        assert!(area.items.is_sorted_by_key(|item| item.id.as_str()), "{}", area.id);
        assert!(area.items.iter().all(|item| seen.insert(item.id.clone())), "{}", area.id);
    }
}

#[test]
fn each_kind_of_unit_has_its_own_subset() {
    let catalogue = catalogue();
    let asked = |kind, areas_off: &[String]| {
        let selection =
            Selection { kind: Some(kind), areas_off, ..Selection::day(day("2017-10-20")) };
        cchc(catalogue).on(catalogue.vocabulary(), &selection)
    };
    let school = asked(UnitKind::Truong, &[]);
    assert!(school.item("KL-06").is_some() && school.item("CN-04").is_some());
    assert!(school.item("CD-01").is_none() && school.item("MC-01").is_none());
    let department = asked(UnitKind::Phong, &[]);
    assert!(department.item("TT-04").is_some() && department.item("TT-09").is_none());
    let ward = asked(UnitKind::Phuong, &["NV".to_owned(), "MC".to_owned()]);
    assert!(ward.item("NV-01").is_none(), "an optional area can be switched off");
    assert!(ward.item("MC-01").is_some(), "others cannot");
    assert!(ward.item("CD-01").unwrap().question.starts_with("UBND phường đã ban hành"));
}

#[test]
fn officials_and_dossiers_are_personal_data() {
    let catalogue = catalogue();
    let personal: Vec<String> = cchc(catalogue)
        .registers
        .iter()
        .flat_map(|it| {
            it.fields.iter().filter(|f| f.personal).map(|f| format!("{}.{}", it.id, f.name))
        })
        .collect();
    assert_eq!(
        personal,
        [
            "chia_khoa.nguoi_giu",
            "ho_so_mau.ma_ho_so",
            "qua_han.ma_ho_so",
            "nhan_su.ho_ten",
            "cam_ket.nguoi",
        ]
    );
}

#[test]
fn the_parts_that_files_name_are_there() {
    let catalogue = catalogue();
    let checklist = cchc(catalogue);
    let rate = |id: &str| checklist.item(id).unwrap().rate_part().unwrap().name.clone();
    assert_eq!(rate("CD-05"), "nhiem_vu");
    assert_eq!(rate("MC-13"), "ty_le");
    assert_eq!(rate("CN-01"), "su_dung");
    assert_eq!(checklist.item("MC-13").unwrap().count_part().unwrap().name, "qua_han");
    let users: Vec<&str> =
        checklist.users_of("chia_khoa").iter().map(|item| item.id.as_str()).collect();
    assert_eq!(users, ["CN-01", "CN-02", "CN-06"]);
    for register in &checklist.registers {
        assert!(!checklist.users_of(&register.id).is_empty(), "{} is never filled", register.id);
    }
}

#[test]
fn every_file_names_its_source_and_who_must_check() {
    for (name, text) in baked::CHECKLISTS.iter().copied().flatten().chain(baked::VOCABULARY) {
        assert!(text.contains("# Nguồn: "), "{name}");
        assert!(text.contains("cần xác minh"), "{name}");
    }
}

#[test]
fn a_published_version_has_a_digest_and_a_first_day() {
    let catalogue = catalogue();
    assert!(catalogue.digest("cchc", "1").is_some());
    assert!(catalogue.digest("cchc", "0").is_none());
    assert!(catalogue.checklist("cchc", day("2011-11-07")).is_none());
    assert!(catalogue.version("cchc", "1").is_some());
    let list = catalogue.list();
    assert_eq!(list.iter().map(|it| (it.areas, it.items)).collect::<Vec<_>>(), [(11, 97)]);
}

#[test]
fn showing_follows_the_contract() {
    let catalogue = catalogue();
    let shown = catalogue.show("cchc", Some(day("2022-09-15"))).unwrap();
    let json = serde_json::to_value(&shown).unwrap();
    assert_eq!(json["id"], "cchc");
    assert_eq!(json["on"], "2022-09-15");
    let item = &json["areas"][3]["items"][6];
    assert_eq!(item["id"], "MC-07");
    assert_eq!(item["bases"][1], "TT 01/2018/TT-VPCP");
    assert_eq!(item["certain"], true);
    assert!(item["shortcoming"].is_string() && item["recommendation"].is_string());
    assert_eq!(item["answer"], "dat3 + so");

    let history = serde_json::to_value(catalogue.show("cchc", None).unwrap()).unwrap();
    let bases = &history["areas"][3]["items"][6]["bases"];
    assert_eq!(bases[1]["text"], "QĐ 09/2015/QĐ-TTg");
    assert_eq!(bases[1]["to"], "2018-06-20");
    assert!(catalogue.show("khac", None).is_none());
}
