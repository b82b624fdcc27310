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
    assert!(!window.shows("button", "Xoá dòng"));
    window.click("button", "Thêm dòng");
    window.press(&["Control+k"]);
    window.choose_file("#file", &std::env::current_exe().unwrap());

    window.wait_for_text("đã thêm tìm acceptance-");
}
