//! The verbs of [`Window`] themselves, tried on a small page of their own.

use serde_json::json;

use super::Window;

/// A page with one of each kind of thing that the verbs touch.
const PAGE: &str = "
    const done = arguments[0];
    document.body.innerHTML = `
      <main>
        <label>Họ và tên <input id='name'></label>
        <button id='more' aria-label='Thêm dòng'>+</button>
        <input id='file' type='file'>
        <p id='said'></p>
      </main>`;
    const said = document.getElementById('said');
    document.getElementById('more').onclick = () => { said.textContent += ' đã thêm'; };
    document.getElementById('file').onchange = (it) => { said.textContent += ' ' + it.target.files[0].name; };
    onkeydown = (it) => { if (it.ctrlKey && it.key === 'k') { it.preventDefault(); said.textContent += ' tìm'; } };
    done();
";

#[test]
fn a_person_types_vietnamese() {
    let Some(window) = Window::open() else { return };
    window.run_async(PAGE);

    window.type_into("Họ và tên", "Nguyễn Thị Ẩn");
    window.press(&["End", "Backspace"]);
    window.type_text("nh");

    let typed = window.run("return document.getElementById('name').value", Vec::new());
    assert_eq!(typed, json!("Nguyễn Thị Ẩnh"));
}

#[test]
fn a_person_clicks_chooses_and_uses_shortcuts() {
    let Some(window) = Window::open() else { return };
    window.run_async(PAGE);

    assert!(window.shows("button", "Thêm dòng"));
    assert!(!window.shows("button", "Xóa dòng"));
    window.click("button", "Thêm dòng");
    window.press(&["Control+k"]);
    window.choose_file("#file", &std::env::current_exe().unwrap());

    window.wait_for_text("đã thêm tìm acceptance-");
}

#[test]
fn a_person_names_a_file_in_the_dialog_of_the_system() {
    let Some(window) = Window::open() else { return };
    let wanted = window.home().join("cau-tre.pdf");

    window.run(
        "window.chosen = null; \
         window.__TAURI_INTERNALS__.invoke('plugin:dialog|save', \
           { options: { title: 'Lưu biên bản', filters: [{ name: 'PDF', extensions: ['pdf'] }] } }) \
           .then((path) => { window.chosen = path ?? 'none'; }, (error) => { window.chosen = String(error); });",
        Vec::new(),
    );
    window.answer_dialog("Lưu biên bản", &wanted);

    let chosen = window.wait_for("the answer of the dialog", || {
        Some(window.run("return window.chosen", Vec::new())).filter(|it| !it.is_null())
    });
    assert_eq!(chosen, json!(wanted));
}
