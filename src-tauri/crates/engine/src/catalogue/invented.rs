//! Checklists for property tests: sound, and with texts that trouble files.

use chrono::{Days, NaiveDate};
use domain::checklist::{
    Area, Basis, BasisKind, Checklist, Condition, Feed, Field, FieldKind, Gap, Indicator, Item,
    ItemCondition, Listing, Measure, Part, PartKind, Preference, Register, Rule, Statement, Title,
    Validity, Warning, When,
};
use domain::finding::FindingKind;
use domain::unit::UnitKind;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use super::Catalogue;

/// The checklist that ships with the program.
pub(crate) fn shipped() -> Checklist {
    let day = NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    Catalogue::builtin().unwrap().checklist("cchc", day).unwrap().clone()
}

/// Words, never empty, without white space at their ends and without braces.
pub(crate) fn words() -> impl Strategy<Value = String> {
    let awkward = prop::sample::select(vec![
        "\"",
        "'''",
        "\\",
        "\n",
        "\t",
        "=",
        "<&>",
        "#",
        "]]>",
        "${x}",
        "x\u{338}",
        "e\u{302}\u{301}",
        "😀",
        ";",
        "_x000A_",
        "'",
        "@",
        "+1",
    ]);
    let piece = prop_oneof![3 => "[a-zđếƯ ]{1,8}", 1 => awkward.prop_map(str::to_owned)];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| {
        let text: String = pieces.concat().replace(['{', '}'], "").nfc().collect();
        let text = text.trim().to_owned();
        if text.is_empty() { "không".to_owned() } else { text }
    })
}

/// Words on one line, as choices are.
fn one_line() -> impl Strategy<Value = String> {
    words().prop_map(|text| text.replace('\n', " "))
}

fn perhaps_words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), words()]
}

/// Words without brackets, which in a sentence mean something.
fn sentence() -> impl Strategy<Value = String> {
    words().prop_map(|text| {
        let text = text.replace(['[', ']'], "").trim().to_owned();
        if text.is_empty() { "không".to_owned() } else { text }
    })
}

/// A sentence with a place that a person or a figure fills.
fn template() -> impl Strategy<Value = String> {
    (sentence(), prop::sample::select(vec!["", " {tu}/{mau}", " {han}", " {ghi_chu}"]))
        .prop_map(|(text, place)| format!("{text}{place}"))
}

fn day() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
    (0_u64..20_000).prop_map(move |days| first + Days::new(days))
}

fn validity() -> impl Strategy<Value = Validity> {
    (prop::option::of(day()), prop::option::of(0_u64..3000)).prop_map(|(from, length)| Validity {
        from,
        to: match (from, length) {
            (Some(from), Some(length)) => from.checked_add_days(Days::new(length)),
            _ => None,
        },
    })
}

fn basis() -> impl Strategy<Value = Basis> {
    let kinds = [BasisKind::Law, BasisKind::Local, BasisKind::Practice, BasisKind::Open];
    let kind = prop::sample::select(kinds.to_vec());
    (words(), validity(), kind, any::<bool>(), perhaps_words()).prop_map(
        |(text, validity, kind, certain, note)| Basis { text, validity, kind, certain, note },
    )
}

fn kinds() -> impl Strategy<Value = Vec<UnitKind>> {
    let communes = UnitKind::ALL.into_iter().filter(|kind| kind.is_commune()).collect::<Vec<_>>();
    let asked = prop::sample::subsequence(UnitKind::ALL.to_vec(), 1..=8);
    prop_oneof![1 => Just(communes), 1 => Just(UnitKind::ALL.to_vec()), 2 => asked]
}

fn part_kind() -> impl Strategy<Value = PartKind> {
    let rate = (words(), words(), any::<bool>(), prop::option::of(0..=10_000_u32)).prop_map(
        |(numerator, denominator, percent_only, least)| PartKind::Rate {
            numerator,
            denominator,
            percent_only,
            least,
        },
    );
    let options = prop::collection::btree_set(one_line(), 2..4)
        .prop_map(|options| PartKind::Choice { options: options.into_iter().collect() });
    prop_oneof![
        words().prop_map(|unit| PartKind::Count { unit }),
        rate,
        options,
        Just(PartKind::Date),
        Just(PartKind::Text),
        Just(PartKind::Document),
    ]
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let part = (words(), part_kind(), any::<bool>()).prop_map(|(label, kind, fed)| {
        let feed = fed.then(|| Feed {
            register: "so_mot".to_owned(),
            rule: match kind {
                PartKind::Count { .. } => Some("dem".to_owned()),
                PartKind::Rate { .. } => Some("ty_le".to_owned()),
                PartKind::Text => Some("ten".to_owned()),
                PartKind::Date | PartKind::Choice { .. } | PartKind::Document => None,
            },
        });
        Part { name: String::new(), label, kind, primary: false, feed }
    });
    prop::collection::vec(part, 0..4).prop_map(|mut parts| {
        for (index, part) in parts.iter_mut().enumerate() {
            part.name = format!("phan_{index}");
            part.primary = index == 0;
        }
        parts
    })
}

fn item() -> impl Strategy<Value = Item> {
    let perhaps = || prop_oneof![Just(String::new()), template()];
    let texts = (words(), template(), words(), sentence());
    let said = (perhaps(), template(), perhaps(), template());
    let lists = (parts(), prop::collection::vec(basis(), 0..4), kinds(), validity());
    let gaps = prop::collection::vec((validity(), words()), 0..2);
    let rest = (any::<bool>(), perhaps_words(), words(), prop::collection::vec("00[0-4]", 0..3));
    (texts, said, lists, gaps, rest).prop_map(
        |(texts, said, (parts, mut bases, kinds, validity), gaps, rest)| {
            let (title, question, answer, evidence) = texts;
            let (strength, shortcoming, partly, recommendation) = said;
            let (certain, note, reason, seeds) = rest;
            bases.push(Basis {
                text: "NĐ 118/2025/NĐ-CP".to_owned(),
                validity: Validity::ALWAYS,
                kind: BasisKind::Law,
                certain: true,
                note: String::new(),
            });
            Item {
                id: String::new(),
                title,
                question,
                answer,
                parts,
                registers: vec!["so_mot".to_owned()],
                evidence,
                bases,
                gaps: gaps.into_iter().map(|(validity, reason)| Gap { validity, reason }).collect(),
                certain,
                strength,
                shortcoming,
                partly,
                recommendation,
                note,
                validity_reason: if validity == Validity::ALWAYS { String::new() } else { reason },
                validity,
                kinds,
                seeds,
            }
        },
    )
}

fn area() -> impl Strategy<Value = Area> {
    let titles =
        (words(), prop::option::of((day(), words()))).prop_map(|(text, later)| match later {
            None => vec![Title { text, validity: Validity::ALWAYS }],
            Some((from, next)) => vec![
                Title { text, validity: Validity { from: None, to: from.pred_opt() } },
                Title { text: next, validity: Validity { from: Some(from), to: None } },
            ],
        });
    (titles, any::<bool>(), prop::collection::vec(item(), 1..4))
        .prop_map(|(titles, optional, items)| Area { id: String::new(), titles, optional, items })
}

/// A register with a column and a rule of every kind, and sentences that name `item`.
fn register(id: &str, title: String, options: Vec<String>, item: &str) -> Register {
    let field = |name: &str, kind: FieldKind| Field {
        name: name.to_owned(),
        label: format!("Cột {name}"),
        personal: kind == FieldKind::Text,
        kind,
    };
    let about = |name: &str| name.to_owned();
    let rule = |id: &str, numerator, denominator| Rule {
        id: id.to_owned(),
        title: title.clone(),
        quoted: Some("so".to_owned()).filter(|_| id == "ty_le"),
        numerator,
        denominator,
    };
    let texts = options.iter().take(1).cloned().collect();
    let asked = vec![
        Condition::AnyOf { field: about("chon"), texts },
        Condition::Filled { field: about("chu") },
        Condition::Empty { field: about("so") },
        Condition::Past { field: about("ngay") },
        Condition::NotPast { field: about("ngay") },
        Condition::After { field: about("ngay"), than: about("han") },
        Condition::NotAfter { field: about("ngay"), than: about("han") },
        Condition::Below { field: about("so"), than: about("so") },
    ];
    let prefer = Preference { field: about("chon"), order: options.clone() };
    let sum = Measure::Sum { fields: vec![about("so")], prefer: Some(prefer) };
    Register {
        id: id.to_owned(),
        fields: vec![
            field("chu", FieldKind::Text),
            field("ngay", FieldKind::Date),
            field("han", FieldKind::Date),
            field("chon", FieldKind::Choice(options)),
            field("co", FieldKind::YesNo),
            field("so", FieldKind::Count),
        ],
        rules: vec![
            rule("dem", Measure::Rows(asked.clone()), None),
            rule("ty_le", sum, Some(Measure::Rows(Vec::new()))),
            rule("ten", Measure::Distinct { field: about("chu"), rows: asked.clone() }, None),
            rule("cong", Measure::Sum { fields: vec![about("so")], prefer: None }, None),
        ],
        statements: vec![Statement {
            id: "cau".to_owned(),
            kind: FindingKind::Strength,
            item: item.to_owned(),
            rule: "ty_le".to_owned(),
            when: When::Most,
            text: "Có {tu}[: {ten}].".to_owned(),
            text_one: String::new(),
            listing: Some(Listing {
                rows: asked,
                each: "{chu} {so_ngay}".to_owned(),
                tail: "[ – {chu}]".to_owned(),
                days: Some((about("ngay"), about("han"))),
            }),
        }],
        title,
    }
}

/// Sound checklists: the catalogue takes each.
pub(crate) fn checklists() -> impl Strategy<Value = Checklist> {
    let head = (words(), words(), words(), day());
    let options = prop::collection::btree_set(one_line(), 2..4);
    (head, prop::collection::vec(area(), 1..4), words(), options, perhaps_words()).prop_map(
        |((title, source, to_check, valid_from), mut areas, name, options, unit)| {
            for (area, letter) in areas.iter_mut().zip('A'..) {
                area.id = format!("X{letter}");
                for (number, item) in area.items.iter_mut().enumerate() {
                    item.id = format!("{}-{:02}", area.id, number * 3 + 1);
                }
            }
            let warning = Warning { when: "da_kiem('XA-01')".to_owned(), text: name.clone() };
            Checklist {
                id: "rieng".to_owned(),
                version: "1".to_owned(),
                title,
                valid_from,
                source,
                to_check,
                areas,
                registers: vec![register(
                    "so_mot",
                    name.clone(),
                    options.into_iter().collect(),
                    "XA-01",
                )],
                indicators: vec![Indicator {
                    id: "chi_so".to_owned(),
                    title: name,
                    numerator: "muc_dat('')".to_owned(),
                    denominator: Some("muc_tinh('')".to_owned()),
                    unit,
                    warnings: vec![warning.clone()],
                }],
                conditions: vec![ItemCondition {
                    item: "XA-01".to_owned(),
                    show_if: Some("dong('so_mot') > 0".to_owned()),
                    warnings: vec![warning],
                }],
            }
        },
    )
}
