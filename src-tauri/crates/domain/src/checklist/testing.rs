//! A small checklist for tests.

use super::{Area, Basis, BasisKind, Checklist, Item, Part, PartKind, Title, Validity};
use crate::unit::UnitKind;

/// An area `MC` with `MC-01` (which counts `so_may`) and `MC-02`, and an area `CD` with `CD-01`.
pub(crate) fn checklist() -> Checklist {
    let area = |id: &str, items| Area {
        id: id.to_owned(),
        titles: vec![Title { text: format!("Lĩnh vực {id}"), validity: Validity::ALWAYS }],
        optional: false,
        items,
    };
    let mut counted = item("MC-01");
    let kind = PartKind::Count { unit: "máy".to_owned() };
    let (name, label) = ("so_may".to_owned(), "Số máy".to_owned());
    counted.parts.push(Part { name, label, kind, primary: true, feed: None });
    Checklist {
        id: "thu".to_owned(),
        version: "1".to_owned(),
        title: "Bộ thử".to_owned(),
        valid_from: "2020-01-01".parse().unwrap(),
        source: "Bài thử".to_owned(),
        to_check: "Không ai".to_owned(),
        areas: vec![area("MC", vec![counted, item("MC-02")]), area("CD", vec![item("CD-01")])],
        registers: Vec::new(),
        indicators: Vec::new(),
        conditions: Vec::new(),
    }
}

/// An item with one basis and no parts.
pub(crate) fn item(id: &str) -> Item {
    let basis = Basis {
        text: "NĐ 61/2018/NĐ-CP".to_owned(),
        validity: Validity::ALWAYS,
        kind: BasisKind::Law,
        certain: true,
        note: String::new(),
    };
    Item {
        id: id.to_owned(),
        title: format!("Mục {id}"),
        question: "Có làm không?".to_owned(),
        answer: "dat3".to_owned(),
        parts: Vec::new(),
        registers: Vec::new(),
        evidence: "Ảnh".to_owned(),
        bases: vec![basis],
        gaps: Vec::new(),
        certain: true,
        strength: "Đã làm.".to_owned(),
        shortcoming: "Chưa làm.".to_owned(),
        partly: String::new(),
        recommendation: "Cần làm.".to_owned(),
        note: String::new(),
        validity: Validity::ALWAYS,
        validity_reason: String::new(),
        kinds: vec![UnitKind::Xa, UnitKind::Phuong],
        seeds: Vec::new(),
    }
}
