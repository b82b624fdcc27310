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
    window.wait_for_text("Biên Bản");
    let stranger = Stranger::new();
    let home = window.address();

    // A page that may leave is told so first. It is asked to leave twice, and once it may: what was
    // decided about the first is told before what was decided about the second.
    window.run(
        "window.stale = true; sessionStorage.told = 0; \
         addEventListener('beforeunload', () => { sessionStorage.told = +sessionStorage.told + 1; });",
        Vec::new(),
    );
    window.run_async(&format!(
        "location.href = '{}/navigation?what=is-known'; setTimeout(arguments[0]);",
        stranger.address
    ));
    window.wait(window.client().refresh());
    window.wait_for_text("Biên Bản");
    assert_eq!(window.run("return window.stale ?? null", Vec::new()), json!(null));

    assert_eq!(window.run("return sessionStorage.told", Vec::new()), json!("1"));
    assert_eq!(window.address(), home);
    let opened = format!("return window.open('{}/opened')", stranger.address);
    assert_eq!(window.run(&opened, Vec::new()), json!(null));
    assert!(stranger.heard_nothing());
}

#[test]
fn the_page_speaks_to_nobody() {
    let Some(window) = Window::open() else { return };
    let stranger = Stranger::new();

    for (attempt, refused_by) in [
        ("fetch(there).catch(() => {})", "connect-src"),
        ("new Image().src = there", "img-src"),
        (
            "const s = document.createElement('script'); s.src = there; document.body.append(s)",
            "script-src",
        ),
        ("try { new WebSocket(there.replace('http', 'ws')) } catch {}", "connect-src"),
        ("navigator.sendBeacon(there)", "connect-src"),
    ] {
        let directive = window.run_async(&format!(
            "const [done] = arguments; const there = '{}/x'; \
             document.addEventListener('securitypolicyviolation', \
               (refusal) => done(refusal.effectiveDirective), {{ once: true }}); \
             {attempt}",
            stranger.address
        ));
        let directive = directive.as_str().unwrap();
        assert!(directive.starts_with(refused_by), "{attempt}: {directive}");
    }
    assert!(stranger.heard_nothing());
}

#[test]
fn the_page_runs_no_words_of_others() {
    let Some(window) = Window::open() else { return };

    // Our own listener hears the error after the attribute would have.
    let harmed = window.run_async(
        "const [done] = arguments; \
         const s = document.createElement('script'); s.textContent = 'window.harmed = 1'; \
         document.body.append(s); \
         document.body.insertAdjacentHTML('beforeend', \
           '<p id=dyed style=\"color: red\">x</p><img id=lost src=x onerror=\"window.harmed = 1\">'); \
         document.getElementById('lost').addEventListener('error', () => done(window.harmed ?? null));",
    );

    assert_eq!(harmed, json!(null));
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
