//! Steps that several walks take in this program.

use acceptance::{Laptop, PASSPHRASE};
use serde_json::json;

use super::Window;

/// The window of a laptop with one of the samples, open at its campaign; `None` as
/// [`Window::open`] says.
pub(super) fn open_sample(sample: &str) -> Option<Window> {
    let laptop = Laptop::set_up()?;
    laptop.run(&["sample", "import", sample]).done();
    let window = Window::open_on(laptop)?;
    enter(&window);
    Some(window)
}

/// Through the locked door into the only campaign of the store.
pub(super) fn enter(window: &Window) {
    unlock(window);
    let campaigns = window.wait_for("the campaign", || {
        let known = window.ask("list_campaigns", &json!({}));
        known.as_array().is_some_and(|them| !them.is_empty()).then_some(known)
    });
    window.click("button", campaigns[0]["name"].as_str().unwrap());
}

/// Through the locked door.
pub(super) fn unlock(window: &Window) {
    const LABEL: &str = "Mật khẩu hoặc mã khôi phục";
    const FIELD: &str = "document.querySelector('input[type=password]')";
    window.find("textbox", LABEL);
    // An input method that has just started may lose some of the driver's keys.
    window.wait_for("the whole passphrase to be typed", || {
        let emptied = "it.value = ''; it.dispatchEvent(new Event('input', { bubbles: true }));";
        window.run(&format!("const it = {FIELD}; {emptied}"), Vec::new());
        window.type_into(LABEL, PASSPHRASE);
        let typed = window.run(&format!("return {FIELD}.value"), Vec::new());
        (typed == json!(PASSPHRASE)).then_some(())
    });
    window.click("button", "Mở");
    window.wait_for("the store to open", || {
        let state = window.ask("session", &json!({}))["state"].clone();
        (state == json!("open")).then_some(())
    });
}

/// From the campaign into the visit that is under way, or that is to begin.
pub(super) fn go_on(window: &Window, button: &str) {
    window.click("button", button);
    window.wait_for_text("Ghi chú của đoàn kiểm tra");
}

/// Opens an empty visit of `unit` on `day`, as a person writes it, and returns its id.
pub(super) fn open_on_day(window: &Window, unit: &str, day: &str) -> String {
    const FIELD: &str = "document.querySelector('dialog[open] input')";
    window.click("button", &format!("Thao tác khác với {unit}"));
    window.click("menuitem", "Mở cuộc kiểm tra ngày khác…");
    window.find("textbox", "Ngày kiểm tra");
    // An input method that has just started may lose some of the driver's keys.
    window.wait_for("the whole day to be typed", || {
        let emptied = "it.value = ''; it.dispatchEvent(new Event('input', { bubbles: true }));";
        window.run(&format!("const it = {FIELD}; {emptied}"), Vec::new());
        window.type_into("Ngày kiểm tra", day);
        let typed = window.run(&format!("return {FIELD}.value"), Vec::new());
        (typed == json!(day)).then_some(())
    });
    window.click("button", "Mở cuộc kiểm tra");
    window.wait_for_text("Ghi chú của đoàn kiểm tra");

    let campaigns = window.ask("list_campaigns", &json!({}));
    let campaign = window.ask("campaign", &json!({ "id": campaigns[0]["id"] }));
    let visits = campaign["visits"].as_array().unwrap();
    let stored: Vec<String> = day.split('/').rev().map(|part| format!("{part:0>2}")).collect();
    let visit = visits.iter().find(|it| it["date"] == json!(stored.join("-"))).unwrap();
    visit["id"].as_str().unwrap().to_owned()
}

/// Opens an item by Ctrl+K, as one does who knows its number.
pub(super) fn go_to(window: &Window, item: &str) {
    window.press(&["Control+k"]);
    window.find("dialog", "Tìm nhanh");
    window.type_here(item);
    window.wait_for(item, || window.shows("option", item).then_some(()));
    window.press(&["Enter"]);
    window.wait_for("the item to open", || {
        let open = window.run(
            "return document.activeElement.matches('[data-open-item]') ? \
             document.activeElement.ariaLabel : ''",
            Vec::new(),
        );
        open.as_str().is_some_and(|label| label.contains(item)).then_some(())
    });
}

/// Waits until the bar counts `done` answered items.
pub(super) fn wait_for_count(window: &Window, done: usize) {
    window.wait_for(&format!("{done} items"), || {
        let text = window.page_text();
        let mut lines = text.lines();
        lines.any(|line| line.starts_with(&format!("{done}/"))).then_some(())
    });
}

/// Waits until the messages have gone, so that a picture shows what is behind them.
pub(super) fn wait_for_quiet(window: &Window) {
    window.wait_for("messages to go", || {
        let messages = "return document.querySelectorAll('.toast').length";
        (window.run(messages, Vec::new()) == json!(0)).then_some(())
    });
}

/// Waits until the status bar says when the last change was saved, to the second.
pub(super) fn wait_until_saved(window: &Window) {
    window.wait_for("“Đã lưu lúc HH:MM:SS”", || {
        let text = window.page_text();
        let (_, after) = text.split_once("Đã lưu lúc ")?;
        let shape = |letter: char| if letter.is_ascii_digit() { '0' } else { letter };
        let time: String = after.chars().take(8).map(shape).collect();
        (time == "00:00:00").then_some(())
    });
}
