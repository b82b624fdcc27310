//! Vietnamese through a real input method: real keys, Unikey between them and the program.
//!
//! While a word is being composed it belongs to the input method: nothing half-typed may be saved,
//! and no letter may be lost or doubled, whatever the program saves meanwhile.

use acceptance::Laptop;
use serde_json::{Value, json};

use super::Window;
use super::steps::{enter, go_to, open_on_day, wait_until_saved};

/// Telex, as the fingers type it.
const FIRST_KEYS: &str = "Tieeps nhaanj ";
const OTHER_KEYS: &str = "hoof sow ddungs hanj";
const ALL_KEYS: &str = "Tieeps nhaanj hoof sow ddungs hanj";
/// What is meant.
const MEANT: &str = "Tiếp nhận hồ sơ đúng hạn";
/// What may be saved on the way: whole words.
const ON_THE_WAY: [&str; 6] =
    ["", "Tiếp", "Tiếp nhận", "Tiếp nhận hồ", "Tiếp nhận hồ sơ", "Tiếp nhận hồ sơ đúng"];

#[test]
fn unikey_types_into_a_note_a_cell_and_the_palette() {
    let Some(laptop) = Laptop::set_up() else { return };
    laptop.run(&["sample", "import", "2022-cau-tre"]).done();
    let Some(window) = Window::open_with_unikey(laptop) else { return };
    enter(&window);
    let visit = open_on_day(&window, "Phường Cầu Tre", "16/9/2022");
    window.take_keyboard();

    type_a_note(&window, &visit);
    type_into_the_palette(&window);
    type_a_cell(&window, &visit);
}

/// The autosave works while the rest of the sentence is still being typed.
fn type_a_note(window: &Window, visit: &str) {
    go_to(window, "CD-05");
    // The list may still be on its way under the mouse.
    window.wait_for("the note to have the keys", || {
        window.click("textbox", "Ghi chú của đoàn kiểm tra");
        has_focus(window, "[data-open-item] textarea").then_some(())
    });
    window.hands_type(FIRST_KEYS);
    window.wait_for("the autosave", || (note(window, visit) == "Tiếp nhận").then_some(()));
    window.hands_type(OTHER_KEYS);
    // The last word is still with the input method, which shows it in a window of its own; leaving
    // the field must hand it over.
    window.hands_press("Tab");
    window.wait_for("the whole note", || (note(window, visit) == MEANT).then_some(()));
    wait_until_saved(window);
    window.keep_picture("unikey-note");
    only_whole_words_were_saved(window, visit);
}

/// Ctrl+K finds what was typed into the note, by the same keys.
fn type_into_the_palette(window: &Window) {
    window.hands_press("ctrl+k");
    wait_for_focus(window, "dialog input");
    wait_for_unikey(window);
    window.hands_type(ALL_KEYS);
    // A space ends the last word.
    window.hands_type(" ");
    wait_for_typed(window, MEANT);
    window.wait_for("the note to be found", || window.shows("option", MEANT).then_some(()));
    window.keep_picture("unikey-palette");
    window.hands_press("Return");
    window.wait_for("the item to open", || {
        let open = window.run(
            "return !document.querySelector('dialog[open]') && \
             document.querySelector('[data-open-item]')?.ariaLabel",
            Vec::new(),
        );
        open.as_str()?.contains("CD-05").then_some(())
    });
}

/// The very first key opens the cell and is not lost, nor are those after the autosave of a row
/// that was not there before.
fn type_a_cell(window: &Window, visit: &str) {
    window.without_unikey();
    go_to(window, "CN-01");
    window.hands_press("F7");
    window.find("grid", "Sổ chìa khóa IO");
    wait_for_focus(window, "[role=grid] textarea");
    window.hands_type(FIRST_KEYS);
    wait_for_rows(window, visit, &["Tiếp nhận"]);
    window.hands_type(OTHER_KEYS);
    window.hands_press("Return");
    wait_for_rows(window, visit, &[MEANT]);
    window.keep_picture("unikey-cell");
    window.hands_type("ddeer soos hai");
    window.hands_press("Tab");
    wait_for_rows(window, visit, &[MEANT, "để số hai"]);
    window.wait_for_text("2 dòng");
    wait_until_saved(window);
}

/// An input method works for the field that has the focus, so that has to be the right one.
fn wait_for_focus(window: &Window, field: &str) {
    window.wait_for(field, || has_focus(window, field).then_some(()));
}

fn has_focus(window: &Window, field: &str) -> bool {
    let there = "return document.activeElement.matches(arguments[0])";
    window.run(there, vec![json!(field)]) == json!(true)
}

/// An input method hears of a new field a moment after the page does, sooner than a person types but
/// not than a program: letters are tried until they are composed, and taken away again.
fn wait_for_unikey(window: &Window) {
    window.wait_for("the input method to work for the field", || {
        if typed(window) == json!("â") {
            return Some(());
        }
        window.hands_press("ctrl+a");
        window.hands_press("BackSpace");
        window.hands_type("aa ");
        None
    });
    window.hands_press("ctrl+a");
    window.hands_press("BackSpace");
    wait_for_typed(window, "");
}

/// The text of the field that has the focus.
fn wait_for_typed(window: &Window, wanted: &str) {
    window.wait_for(wanted, || (typed(window) == json!(wanted)).then_some(()));
}

fn typed(window: &Window) -> Value {
    window.run("return document.activeElement.value?.trim() ?? ''", Vec::new())
}

/// Waits until the register in the store has rows with these texts, and no others.
fn wait_for_rows(window: &Window, visit: &str, texts: &[&str]) {
    window.wait_for(&format!("rows {texts:?}"), || {
        let book = window.ask("register", &json!({ "visit": visit, "register": "chia_khoa" }));
        let rows = book["rows"].as_array()?;
        let told = |(row, text): (&Value, &&str)| row["cells"].to_string().contains(*text);
        (rows.len() == texts.len() && rows.iter().zip(texts).all(told)).then_some(())
    });
}

/// The note of CD-05 in the store.
fn note(window: &Window, visit: &str) -> String {
    let known = window.ask("visit", &json!({ "id": visit }));
    let answers = known["answers"].as_array().unwrap();
    let answer = answers.iter().find(|it| it["item"] == "CD-05");
    let note = answer.and_then(|it| it["note"].as_str()).unwrap_or_default();
    note.trim().to_owned()
}

fn only_whole_words_were_saved(window: &Window, visit: &str) {
    let history = window.ask("history", &json!({ "visit": visit }));
    let events = history.as_array().unwrap().iter().filter(|event| event["item"] == "CD-05");
    let changes = events.flat_map(|event| event["changes"].as_array().unwrap());
    let saved: Vec<&str> = changes.map(|change| change["after"].as_str().unwrap().trim()).collect();
    assert!(saved.contains(&MEANT), "{saved:?}");
    assert!(saved.iter().all(|text| *text == MEANT || ON_THE_WAY.contains(text)), "{saved:?}");
}
