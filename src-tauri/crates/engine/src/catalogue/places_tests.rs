//! Everything that two correct lists of communes were found to differ in, each as a promise.

use std::collections::{BTreeMap, BTreeSet};

use domain::places::{Closeness, Found, Place, spelling};
use domain::text::fold;

use super::*;

fn list() -> &'static Places {
    places().unwrap()
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The last day of three levels, and the first of two.
fn before() -> NaiveDate {
    date(2025, 6, 30)
}
fn after() -> NaiveDate {
    date(2025, 7, 1)
}

#[track_caller]
fn one(name: &str, district: &str, province: &str, day: NaiveDate) -> &'static Place {
    let found = list().named(name, district, province, day);
    found.one().unwrap_or_else(|| panic!("{name}: {found:?}"))
}

#[track_caller]
fn becomes(old: (&str, &str, &str), now: (&str, &str)) {
    let place = one(old.0, old.1, old.2, date(2021, 3, 15));
    let today = list().became(place.id, date(2026, 11, 1));
    let names: Vec<_> = today
        .iter()
        .map(|it| (it.name.as_str(), list().province_name(&it.province, date(2026, 11, 1))))
        .collect();
    assert_eq!(names, [now]);
}

fn count(day: NaiveDate, kind: UnitKind) -> usize {
    list().all().filter(|place| place.kind == kind && place.stands_on(day)).count()
}

#[test]
fn the_reform_left_3321_communes_in_34_provinces() {
    let standing: Vec<_> = list().all().filter(|place| place.stands_on(after())).collect();
    assert_eq!(standing.len(), 3321);
    assert_eq!(standing.iter().map(|it| &it.province).collect::<BTreeSet<_>>().len(), 34);
    let kinds = [UnitKind::Xa, UnitKind::Phuong, UnitKind::DacKhu, UnitKind::ThiTran];
    assert_eq!(kinds.map(|kind| count(after(), kind)), [2621, 687, 13, 0]);
    let old = list().all().filter(|it| it.stands_on(before()) && it.until.unwrap().exact);
    assert_eq!(old.count(), 10_035);
}

#[test]
fn ten_communes_became_wards_on_the_day_dong_nai_became_a_city() {
    let (eve, day) = (date(2026, 4, 29), date(2026, 4, 30));
    assert_eq!(list().province_name("dong-nai", eve), "Tỉnh Đồng Nai");
    assert_eq!(list().province_name("dong-nai", day), "Thành phố Đồng Nai");
    assert_eq!([count(eve, UnitKind::Xa), count(eve, UnitKind::Phuong)], [2621, 687]);
    assert_eq!([count(day, UnitKind::Xa), count(day, UnitKind::Phuong)], [2611, 697]);
    let xa = one("Xã Long Thành", "", "Đồng Nai", eve);
    let phuong = one("Long Thành", "", "Đồng Nai", day);
    assert_eq!((phuong.kind, &phuong.code), (UnitKind::Phuong, &xa.code));
    assert_ne!(phuong.id, xa.id);
    assert_eq!(list().predecessors(phuong.id), [xa]);
    assert_eq!(list().named("Xã Long Thành", "", "Đồng Nai", day), Found::Nothing);
}

#[test]
fn later_changes_of_2026_are_known() {
    assert_eq!(list().province_name("quang-ninh", date(2026, 9, 1)), "Thành phố Quảng Ninh");
    assert_eq!(list().province_name("bac-ninh", date(2026, 9, 20)), "Thành phố Bắc Ninh");
    let day = date(2026, 9, 20);
    assert_eq!([count(day, UnitKind::Xa), count(day, UnitKind::Phuong)], [2599, 709]);
}

#[test]
fn a_code_that_went_round_names_one_commune_only() {
    for (code, name) in [
        ("01558", "Xã Hạ Lang"),
        ("01561", "Xã Vinh Quý"),
        ("01537", "Xã Lý Quốc"),
        ("00226", "Phường Văn Miếu - Quốc Tử Giám"),
        ("00229", "Phường Kim Liên"),
        ("00331", "Phường Hoàng Mai"),
        ("00340", "Phường Yên Sở"),
    ] {
        assert_eq!(list().with_code(code, after()).one().unwrap().name, name);
    }
    // The same digits meant other communes the day before.
    let former = list().with_code("00226", before()).one().unwrap();
    assert_eq!(former.name, "Phường Phương Liên Trung Tự");
}

#[test]
fn every_id_is_our_own_and_no_code() {
    let same = list().all().filter(|place| place.id.to_string().ends_with(&place.code)).count();
    assert!(same < 5, "{same}");
}

#[test]
fn spellings_find_the_same_commune() {
    for (typed, province) in [
        ("Xã Hoà An", "Tuyên Quang"),
        ("xã hòa an", "Tuyên Quang"),
        ("Xã Ea H’Leo", "Đắk Lắk"),
        ("Xã Ea H'Leo", "Tỉnh Đắk Lắk"),
        ("xã Bắc Sơn", "Lạng Sơn"),
        ("Phường Nguyễn Uý", "Ninh Bình"),
    ] {
        assert_eq!(spelling(&one(typed, "", province, after()).name), spelling(typed));
    }
}

#[test]
fn names_that_collide_without_marks_stay_two_communes() {
    for (name, other, province) in [
        ("Sơn Hà", "Sơn Hạ", "Quảng Ngãi"),
        ("Ba Tơ", "Ba Tô", "Quảng Ngãi"),
        ("Văn Lang", "Văn Lăng", "Thái Nguyên"),
        ("Cẩm Giang", "Cẩm Giàng", "Hải Phòng"),
        ("Lộc Thạnh", "Lộc Thành", "Đồng Nai"),
        ("Thanh An", "Thạnh An", "Thành phố Hồ Chí Minh"),
        ("Tân Thành", "Tân Thạnh", "Tây Ninh"),
        ("Tân Thành", "Tân Thạnh", "Đồng Tháp"),
    ] {
        assert_ne!(one(name, "", province, after()).id, one(other, "", province, after()).id);
        // "Thanh An" has no marks to lose: then it is the name itself.
        if fold(name) != spelling(name) {
            assert_eq!(list().named(&fold(name), "", province, after()), Found::Nothing);
        }
    }
}

#[test]
fn exactly_eight_pairs_of_a_province_collide_without_marks() {
    let mut names: BTreeMap<(&str, String), BTreeSet<&str>> = BTreeMap::new();
    for place in list().all().filter(|place| place.stands_on(after())) {
        let key = (place.province.as_str(), fold(&place.name));
        names.entry(key).or_default().insert(&place.name);
    }
    assert_eq!(names.values().filter(|names| names.len() == 2).count(), 8);
}

#[test]
fn a_name_that_several_provinces_have_is_asked() {
    let mut provinces: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for place in list().all().filter(|place| place.stands_on(after())) {
        provinces.entry(spelling(&place.name)).or_default().insert(&place.province);
    }
    let shared = provinces.values().filter(|provinces| 1 < provinces.len()).count();
    assert!((240..=260).contains(&shared), "{shared}");
    assert!(matches!(list().named("Xã Tân Thành", "", "", after()), Found::Several(_)));
    assert_eq!(list().named("Xã Tân Thành", "", "", after()).one(), None);
}

#[test]
fn the_units_of_the_articles_are_followed_to_today() {
    becomes(("Xã Thường Lạc", "Hồng Ngự", "Đồng Tháp"), ("Phường Thường Lạc", "Tỉnh Đồng Tháp"));
    becomes(("TT Cần Giuộc", "Cần Giuộc", "Long An"), ("Xã Cần Giuộc", "Tỉnh Tây Ninh"));
    becomes(("Phường Đạt Hiếu", "Buôn Hồ", "Đắk Lắk"), ("Phường Buôn Hồ", "Tỉnh Đắk Lắk"));
    becomes(("Phường Đoàn Kết", "Buôn Hồ", "Đắk Lắk"), ("Phường Buôn Hồ", "Tỉnh Đắk Lắk"));
    becomes(
        ("Phường Cầu Tre", "Ngô Quyền", "Hải Phòng"),
        ("Phường Ngô Quyền", "Thành phố Hải Phòng"),
    );
    becomes(("Xã Thiên Lộc", "Can Lộc", "Hà Tĩnh"), ("Xã Can Lộc", "Tỉnh Hà Tĩnh"));
}

#[test]
fn a_commune_of_the_same_name_elsewhere_is_another_one() {
    let now = one("Xã Thiên Lộc", "", "", date(2026, 11, 1));
    assert_eq!(now.province, "ha-noi");
    let then = one("Xã Thiên Lộc", "Can Lộc", "", date(2017, 4, 12));
    assert!(!list().lineage(then.id).contains(&now.id));
}

#[test]
fn a_commune_of_long_ago_is_only_suggested() {
    let day = date(2017, 4, 12);
    assert_eq!(list().named("Xã Yên Lộc", "Can Lộc", "Hà Tĩnh", day), Found::Nothing);
    let found = list().suggest("Yên Lộc", "ha-tinh", day, 12);
    let also = found.iter().find(|it| it.closeness == Closeness::Also).unwrap();
    assert_eq!(also.place.name, "Xã Khánh Vĩnh Yên");
    let today = list().became(also.place.id, date(2026, 11, 1));
    assert_eq!(today.first().unwrap().name, "Xã Gia Hanh");
}

#[test]
fn an_invented_commune_gives_none() {
    let day = date(2021, 3, 15);
    assert_eq!(list().named("Xã Không Có Thật", "", "", day), Found::Nothing);
    assert!(list().suggest("Xã Không Có Thật", "", day, 12).is_empty());
}

#[test]
fn a_split_commune_became_several() {
    let split = list().all().filter(|place| 1 < place.successors.len()).count();
    assert!(400 < split, "{split}");
    for place in list().all() {
        let today = list().became(place.id, date(2026, 11, 1));
        let lost = today.is_empty() && place.until.is_some_and(|until| until.exact);
        assert!(!lost, "{} became nothing", place.name);
    }
}

#[test]
fn history_reads_the_same_from_both_ends() {
    let buon_ho = one("Phường Buôn Hồ", "", "Đắk Lắk", date(2026, 11, 1));
    let names: BTreeSet<_> =
        list().predecessors(buon_ho.id).iter().map(|place| place.name.as_str()).collect();
    assert!(names.contains("Phường Đạt Hiếu") && names.contains("Phường Đoàn Kết"));
    for place in list().predecessors(buon_ho.id) {
        assert!(list().lineage(place.id).contains(&buon_ho.id));
        assert!(list().lineage(buon_ho.id).contains(&place.id));
    }
}

#[test]
fn suggestions_put_what_was_typed_with_marks_first() {
    let typed = |text| list().suggest(text, "quang-ngai", after(), 3);
    let first = |text| typed(text).first().map(|it| it.place.name.clone()).unwrap();
    assert_eq!(first("Sơn Hạ"), "Xã Sơn Hạ");
    assert_eq!(first("Sơn Hà"), "Xã Sơn Hà");
    let folded: Vec<_> = typed("son ha").iter().map(|it| it.place.name.as_str()).collect();
    assert!(folded.contains(&"Xã Sơn Hà") && folded.contains(&"Xã Sơn Hạ"));
    let narrowed = list().suggest("thien loc, can loc", "", before(), 3);
    assert_eq!(narrowed.first().unwrap().place.district, "Huyện Can Lộc");
}

#[test]
fn every_name_is_nfc_and_carries_its_kind() {
    for place in list().all() {
        assert_eq!(domain::text::clean(&place.name), place.name);
        assert_ne!(place.bare_name(), place.name);
    }
}
