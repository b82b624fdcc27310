//! The window opens, and keeps to itself.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use serde_json::json;

use super::Window;

#[test]
fn the_window_opens_and_says_its_name() {
    let Some(window) = Window::open() else { return };

    window.wait_for_text("Biên Bản");

    assert_eq!(window.run("return document.title", Vec::new()), json!("Biên Bản"));
    assert_eq!(window.run("return [innerWidth, innerHeight]", Vec::new()), json!([1366, 768]));
    window.keep_picture("first-start");
}

#[test]
fn the_page_reaches_the_engine() {
    let Some(window) = Window::open() else { return };

    let answer = window.run_async(&format!("{INVOKE} ask('session', {{}}).then(done, done);"));

    assert_eq!(answer["state"], json!("fresh"), "{answer}");
}

#[test]
fn the_page_cannot_call_what_it_was_not_given() {
    let Some(window) = Window::open() else { return };

    for command in ["plugin:app|version", "plugin:webview|create_webview_window", "no_such"] {
        let script = format!(
            "{INVOKE} ask('{command}', {{}}).then(() => done('ran'), () => done('refused'));"
        );
        assert_eq!(window.run_async(&script), json!("refused"), "{command}");
    }
}

#[test]
fn the_window_never_leaves_home() {
    let Some(window) = Window::open() else { return };
    let stranger = Stranger::new();
    let home = window.address();

    window.run(
        &format!("location.href = '{}/navigation?what=is-known'", stranger.address),
        Vec::new(),
    );
    window.run(&format!("window.open('{}/opened')", stranger.address), Vec::new());
    window.run_async("setTimeout(arguments[0], 500)");

    assert_eq!(window.address(), home);
    assert!(stranger.heard_nothing());
}

#[test]
fn the_page_speaks_to_nobody() {
    let Some(window) = Window::open() else { return };
    let stranger = Stranger::new();

    for attempt in [
        "fetch(there).then(() => done('sent'), () => done('refused'))",
        "Object.assign(new Image(), { onload: () => done('sent'), onerror: () => done('refused'), src: there })",
        "{ const s = document.createElement('script'); s.src = there; s.onload = () => done('sent'); \
           s.onerror = () => done('refused'); document.body.append(s); }",
        "try { const s = new WebSocket(there.replace('http', 'ws')); s.onopen = () => done('sent'); \
           s.onerror = () => done('refused'); } catch { done('refused'); }",
        "navigator.sendBeacon(there); setTimeout(() => done('refused'), 300)",
    ] {
        let there = &stranger.address;
        let script = format!("const [done] = arguments; const there = '{there}/x'; {attempt}");
        assert_eq!(window.run_async(&script), json!("refused"), "{attempt}");
    }
    assert!(stranger.heard_nothing());
}

#[test]
fn the_page_runs_no_words_of_others() {
    let Some(window) = Window::open() else { return };

    window.run(
        "const s = document.createElement('script'); s.textContent = 'window.harmed = 1'; \
         document.body.append(s); \
         document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.harmed = 1\">'); \
         document.body.insertAdjacentHTML('beforeend', '<p id=dyed style=\"color: red\">x</p>');",
        Vec::new(),
    );
    window.run_async("setTimeout(arguments[0], 300)");

    assert_eq!(window.run("return window.harmed ?? null", Vec::new()), json!(null));
    let colour = "return getComputedStyle(document.getElementById('dyed')).color";
    assert_ne!(window.run(colour, Vec::new()), json!("rgb(255, 0, 0)"));
    let frozen = "try { Object.prototype.harm = 1 } catch {} return ({}).harm ?? null";
    assert_eq!(window.run(frozen, Vec::new()), json!(null));
}

#[test]
fn the_program_starts_again_after_a_power_cut() {
    let Some(mut window) = Window::open() else { return };
    window.wait_for_text("Biên Bản");

    window.kill();
    window.start();
    window.wait_for_text("Biên Bản");
    window.close();
    window.start();

    window.wait_for_text("Biên Bản");
}

/// Puts `done`, and `ask` for commands, into a script.
const INVOKE: &str = "const [done] = arguments; const ask = window.__TAURI_INTERNALS__.invoke;";

/// Somebody outside who listens.
struct Stranger {
    door: TcpListener,
    address: String,
}

impl Stranger {
    fn new() -> Self {
        let door = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        door.set_nonblocking(true).unwrap();
        let address = format!("http://{}", door.local_addr().unwrap());
        Self { door, address }
    }

    fn heard_nothing(&self) -> bool {
        self.door.accept().is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
    }
}
