//! Lists of values: every spelling that programs give them is read, and none brings an import down.

use super::*;

/// The list in one of the spellings that programs give to lists.
fn spelled(csv: &str, spelling: u8, separator: &str) -> Vec<u8> {
    let csv = csv.replace(';', separator);
    let wide = |little: bool| -> Vec<u8> {
        let order = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        let mark = order(0xfeff);
        mark.into_iter().chain(csv.encode_utf16().flat_map(order)).collect()
    };
    match spelling {
        0 => csv.into_bytes(),
        1 => [b"\xef\xbb\xbf", csv.as_bytes()].concat(),
        2 => wide(true),
        3 => wide(false),
        4 => csv.nfd().collect::<String>().into_bytes(),
        // What is left when letters beyond Latin were thrown away.
        _ => csv.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect(),
    }
}

#[test]
fn no_list_of_values_brings_an_import_down_or_changes_anything_by_halves() {
    let stage = RefCell::new(Stage::new());
    let separator = prop::sample::select(vec![";", ",", "\t", "|", "\";\"", "\0", ";;", "\u{a0};"]);
    let put =
        prop::sample::select(vec!["\"", "\0", "\r", "\n\n\n", "\"\"\"", ";;;;;;;;", "\u{1a}"]);
    let puts = prop::collection::vec((any::<usize>(), put), 0..4);
    let damage = prop_oneof![2 => Just(Vec::new()), 1 => damages()];
    let inputs = (0..LISTS.len(), 0_u8..6, separator, puts, damage);
    let done =
        TestRunner::new(cases(96, 20_000)).run(&inputs, |(which, how, separator, puts, damage)| {
            let list = &LISTS[which];
            let mut csv: Vec<char> = list.csv().chars().collect();
            for (at, text) in puts {
                let at = at % (csv.len() + 1);
                drop(csv.splice(at..at, text.chars()));
            }
            let bytes =
                damaged(&spelled(&csv.into_iter().collect::<String>(), how, separator), &damage);
            stage.borrow_mut().import(list.target, &bytes, Writing::All);
            read_everything_else(&bytes);
            Ok(())
        });
    done.unwrap();
}

#[test]
fn a_sound_list_is_taken_in_every_spelling() {
    for (how, separator) in [(0, ";"), (1, ","), (2, "\t"), (3, ";"), (4, ";")] {
        let mut stage = Stage::new();
        let bytes = spelled(&LISTS[0].csv(), how, separator);
        stage.import("catalogue", &bytes, Writing::All);
        let names: BTreeMap<String, String> = stage
            .engine
            .procedures_of(stage.campaign)
            .unwrap()
            .into_iter()
            .map(|(_, procedure)| (procedure.code, procedure.name))
            .collect();
        assert_eq!(names.len(), 6, "spelling {how}");
        assert_eq!(names["1.000"], "Đăng ký khai sinh0");
    }
}
