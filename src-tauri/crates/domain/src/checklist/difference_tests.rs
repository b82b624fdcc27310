//! What a comparison of two versions promises.

use proptest::prelude::*;

use super::*;
use crate::checklist::testing::{checklist, item};

/// One edit of a checklist that a property is tried with.
#[derive(Clone, Debug)]
enum Edit {
    Word(usize, usize, String),
    Add(usize, u8),
    Remove(usize),
    Retire(usize),
    Basis(usize, String),
    Part(usize, u8),
    Swap(usize),
    Title(usize, String),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = 0..3_usize;
    prop_oneof![
        (at.clone(), 0..Wording::ALL.len(), "[a-zđ]{0,3}")
            .prop_map(|(a, b, c)| Edit::Word(a, b, c)),
        (0..2_usize, 3..20_u8).prop_map(|(a, b)| Edit::Add(a, b)),
        at.clone().prop_map(Edit::Remove),
        at.clone().prop_map(Edit::Retire),
        (at.clone(), "[a-c]{1,2}").prop_map(|(a, b)| Edit::Basis(a, b)),
        (at, 0..4_u8).prop_map(|(a, b)| Edit::Part(a, b)),
        (0..2_usize).prop_map(Edit::Swap),
        (0..2_usize, "[a-c]{1,2}").prop_map(|(a, b)| Edit::Title(a, b)),
    ]
}

fn apply(checklist: &mut Checklist, edit: &Edit) {
    let nth = |checklist: &mut Checklist, at: usize, act: &mut dyn FnMut(&mut Item)| {
        if let Some(item) = checklist.areas.iter_mut().flat_map(|it| &mut it.items).nth(at) {
            act(item);
        }
    };
    match edit {
        Edit::Word(at, field, text) => {
            nth(checklist, *at, &mut |item| text.clone_into(Wording::ALL[*field].of_mut(item)));
        }
        Edit::Add(area, number) => {
            let area = &mut checklist.areas[*area];
            let id = format!("{}-L{number:02}", area.id);
            if !area.items.iter().any(|it| it.id == id) {
                area.items.push(item(&id));
            }
        }
        Edit::Remove(at) => {
            let id = checklist.items().nth(*at).map(|it| it.id.clone());
            for area in &mut checklist.areas {
                area.items.retain(|it| Some(&it.id) != id.as_ref());
            }
        }
        Edit::Retire(at) => {
            nth(checklist, *at, &mut |item| item.validity.to = "2026-06-30".parse().ok());
        }
        Edit::Basis(at, text) => nth(checklist, *at, &mut |item| {
            let mut basis = item.bases[0].clone();
            basis.text.clone_from(text);
            item.bases.push(basis);
        }),
        Edit::Part(at, kind) => nth(checklist, *at, &mut |item| {
            let kind = match kind {
                0 => PartKind::Date,
                1 => PartKind::Text,
                2 => PartKind::Count { unit: "hồ sơ".to_owned() },
                _ => PartKind::Choice { options: vec!["có".to_owned(), "không".to_owned()] },
            };
            item.parts.retain(|part| part.name != "so_may");
            let (name, label) = ("so_may".to_owned(), String::new());
            item.parts.push(Part { name, label, kind, primary: true, feed: None });
        }),
        Edit::Swap(area) => checklist.areas[*area].items.reverse(),
        Edit::Title(area, text) => checklist.areas[*area].titles[0].text.clone_from(text),
    }
}

fn edited() -> impl Strategy<Value = Checklist> {
    prop::collection::vec(edit(), 0..6).prop_map(|edits| {
        let mut edited = checklist();
        edits.iter().for_each(|edit| apply(&mut edited, edit));
        edited
    })
}

proptest! {
    #[test]
    fn only_equal_checklists_differ_in_nothing(one in edited(), other in edited()) {
        prop_assert!(Difference::between(&one, &one).is_empty());
        let difference = Difference::between(&one, &other);
        prop_assert_eq!(difference.is_empty(), one.areas == other.areas);
    }

    #[test]
    fn what_came_one_way_goes_the_other_way(one in edited(), other in edited()) {
        let (there, back) = (Difference::between(&one, &other), Difference::between(&other, &one));
        let with = |difference: &Difference, wanted: &Change| -> BTreeSet<String> {
            let holds = |it: &&ItemChange| it.changes.contains(wanted);
            difference.items.iter().filter(holds).map(|it| it.item.clone()).collect()
        };
        prop_assert_eq!(with(&there, &Change::Added), with(&back, &Change::Gone));
        prop_assert_eq!(with(&there, &Change::Gone), with(&back, &Change::Added));
        let changed = |it: &Difference| it.items.iter().map(|it| it.item.clone()).collect::<BTreeSet<_>>();
        prop_assert_eq!(changed(&there), changed(&back));
    }
}

#[test]
fn a_changed_text_is_told_with_both_readings() {
    let mut after = checklist();
    after.areas[1].items[0].question = "Đã làm chưa?".to_owned();
    let difference = Difference::between(&checklist(), &after);
    let told = Change::Worded {
        field: Wording::Question,
        before: "Có làm không?".to_owned(),
        after: "Đã làm chưa?".to_owned(),
    };
    assert_eq!(difference.of_item("CD-01"), [told]);
    assert_eq!(difference.items.len(), 1);
}

#[test]
fn a_basis_that_ends_is_changed_and_not_replaced() {
    let mut after = checklist();
    after.areas[0].items[1].bases[0].validity.to = "2025-06-30".parse().ok();
    let difference = Difference::between(&checklist(), &after);
    assert!(matches!(difference.of_item("MC-02"), [Change::BasisChanged { .. }]));
}

#[test]
fn a_part_that_takes_something_else_loses_its_answers_and_a_relabelled_one_does_not() {
    let mut after = checklist();
    after.areas[0].items[0].parts[0].label = "Số máy vi tính".to_owned();
    let relabelled = Difference::between(&checklist(), &after);
    assert!(matches!(relabelled.of_item("MC-01"), [Change::PartChanged { .. }]));
    after.areas[0].items[0].parts[0].kind = PartKind::Text;
    let rekinded = Difference::between(&checklist(), &after);
    assert!(matches!(rekinded.of_item("MC-01"), [Change::PartRekinded { .. }]));
}

#[test]
fn a_new_option_keeps_answers_and_a_lost_one_does_not() {
    let choice = |options: &[&str]| PartKind::Choice {
        options: options.iter().map(|it| (*it).to_owned()).collect(),
    };
    assert!(keeps_answers(&choice(&["có", "không"]), &choice(&["có", "một phần", "không"])));
    assert!(!keeps_answers(&choice(&["có", "không"]), &choice(&["có", "đang làm"])));
}

#[test]
fn a_campaign_is_told_nothing_of_areas_it_does_not_ask() {
    let mut after = checklist();
    after.areas[1].items.clear();
    after.areas[0].items.reverse();
    let difference = Difference::between(&checklist(), &after).without_areas(&["CD".to_owned()]);
    assert!(difference.items.is_empty());
    assert_eq!(difference.orders.len(), 1);
}
