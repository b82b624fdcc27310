//! The real window, driven from outside as a person would.
//!
//! Each [`Window`] has its own screen that nobody sees, its own data folder and
//! its own driver, so tests know nothing of one another. Verbs wait until what
//! they need is there; nothing sleeps for a guessed time.

mod delegation;
mod driver;
mod follow_up;
mod hands;
mod input_method;
mod keys;
mod look;
mod network;
mod notice;
mod on_site;
mod paper;
mod photo;
mod process;
mod proof;
mod smoke;
mod stage;
mod steps;
mod typing;
mod walk;
mod xvfb;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use acceptance::{Laptop, artifacts, find, skip, window_program};
use driver::Driver;
use fantoccini::Client;
use fantoccini::error::CmdError;
use input_method::InputMethod;
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use xvfb::Screen;

/// How long to wait for something to appear. Generous: machines may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often the program is started before its window is given up.
const ATTEMPTS: u32 = 2;

/// The program's window on a screen of its own.
pub(crate) struct Window {
    session: Option<Session>,
    runtime: Runtime,
    // Before the screen on which it listens to the keyboard.
    input: Option<InputMethod>,
    screen: Screen,
    laptop: Laptop,
}

/// One run of the program under a driver.
struct Session {
    client: Client,
    // Dropped last: the driver carries the client's requests.
    driver: Driver,
}

impl Window {
    /// Starts the program with an empty data folder.
    ///
    /// `None`, with a reason on the terminal, where the program or the driver
    /// is missing; `cargo verify` sees to both, and there it is a failure.
    pub(crate) fn open() -> Option<Self> {
        Self::open_on(Laptop::bare())
    }

    /// Starts the program on the store of a laptop; `None` as [`Window::open`] says.
    pub(crate) fn open_on(laptop: Laptop) -> Option<Self> {
        Self::put_together(laptop, missing(), |_| None)
    }

    /// Starts the program on the store of a laptop whose keyboard goes through Unikey; `None` as
    /// [`Window::open`] says.
    pub(crate) fn open_with_unikey(laptop: Laptop) -> Option<Self> {
        let missing = missing().or_else(input_method::missing);
        Self::put_together(laptop, missing, |screen| Some(InputMethod::start(screen)))
    }

    fn put_together(
        laptop: Laptop,
        missing: Option<String>,
        input: impl FnOnce(&Screen) -> Option<InputMethod>,
    ) -> Option<Self> {
        if let Some(missing) = missing {
            skip(&missing);
            return None;
        }
        let screen = Screen::start();
        let mut window = Self {
            session: None,
            runtime: Builder::new_current_thread().enable_all().build().unwrap(),
            input: input(&screen),
            screen,
            laptop,
        };
        window.start();
        Some(window)
    }

    /// The data folder of the program.
    pub(crate) fn home(&self) -> &Path {
        self.laptop.home()
    }

    /// The laptop on which the program runs.
    pub(crate) fn laptop(&self) -> &Laptop {
        &self.laptop
    }

    /// Ends the program at once, as a power cut would.
    pub(crate) fn kill(&mut self) {
        process::kill_at_once(&window_program(), self.laptop.home());
        self.session = None;
    }

    /// Closes the window, as a person would, and waits until the program is gone.
    pub(crate) fn close(&mut self) {
        if let Some(session) = self.session.take() {
            let Session { client, driver } = session;
            let ids = process::running(&window_program(), self.laptop.home());
            // The program may be gone before it answers; that is what was asked for.
            drop(self.runtime.block_on(async { timeout(PATIENCE, client.close()).await }));
            process::wait_until_gone(&ids);
            drop(driver);
        }
    }

    /// Starts the program on the same data folder.
    pub(crate) fn start(&mut self) {
        assert!(self.session.is_none(), "the program is running already");
        for _ in 0..ATTEMPTS {
            let driver = Driver::start(&self.screen, self.laptop.home(), self.input.as_ref());
            if let Some(client) = self.runtime.block_on(driver.connect(&window_program())) {
                self.session = Some(Session { client, driver });
                return;
            }
            eprintln!("the program showed no page and is started anew");
            process::kill_at_once(&window_program(), self.laptop.home());
        }
        panic!("the program shows no page, tried {ATTEMPTS} times");
    }

    /// Runs `script` inside the page and returns what it returns.
    pub(crate) fn run(&self, script: &str, words: Vec<Value>) -> Value {
        self.wait(self.client().execute(script, words))
    }

    /// Runs `script` inside the page; it answers by calling its last argument.
    pub(crate) fn run_async(&self, script: &str) -> Value {
        self.wait(self.client().execute_async(script, Vec::new()))
    }

    /// Asks the engine as the page does.
    ///
    /// # Panics
    /// When the engine refuses.
    #[track_caller]
    pub(crate) fn ask(&self, command: &str, words: &Value) -> Value {
        let answer = self.run_async(&format!(
            "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('{command}', {words})\
             .then((ok) => done({{ ok }}), (refused) => done({{ refused }}));"
        ));
        assert!(answer["refused"].is_null(), "{command}: {answer}");
        answer["ok"].clone()
    }

    /// The address of the page.
    pub(crate) fn address(&self) -> String {
        self.wait(self.client().current_url()).to_string()
    }

    /// Keeps a picture of the window as `tests/artifacts/NAME.png`.
    pub(crate) fn keep_picture(&self, name: &str) {
        fs::create_dir_all(artifacts()).unwrap();
        let path = artifacts().join(format!("{name}.png"));
        if find("import").is_some() {
            self.wait_for_screen();
            self.screen.keep_picture(&path);
        } else {
            fs::write(path, self.wait(self.client().screenshot())).unwrap();
        }
    }

    /// Waits until the screen, which lags behind the page by a few frames, shows what the page
    /// shows: a mark laid over the page comes on the screen and goes again.
    fn wait_for_screen(&self) {
        const LAY: &str = "const mark = document.createElement('div'); \
            mark.id = 'mark'; mark.popover = 'manual'; \
            mark.style.cssText = 'all: initial; position: fixed; inset: 0 auto auto 0; \
                width: 8px; height: 8px; background: #ff00ff'; \
            document.documentElement.append(mark); mark.showPopover();";
        const LIFT: &str = "document.getElementById('mark').remove();";
        for (script, marked) in [(LAY, true), (LIFT, false)] {
            self.run(script, Vec::new());
            self.wait_for("the screen to show the page", || {
                (self.screen.is_marked() == marked).then_some(())
            });
        }
    }

    /// Waits for the driver, but not for ever: a page that hangs must not hang the tests.
    #[track_caller]
    pub(crate) fn wait<T>(&self, answer: impl Future<Output = Result<T, CmdError>>) -> T {
        let answer = self.runtime.block_on(async { timeout(PATIENCE, answer).await });
        answer.expect("the driver does not answer").unwrap()
    }

    fn client(&self) -> &Client {
        &self.session.as_ref().unwrap().client
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if thread::panicking() && self.session.is_some() {
            let test = thread::current().name().unwrap_or("test").replace("::", "-");
            let client = self.client().clone();
            let picture = async { timeout(PATIENCE, client.screenshot()).await };
            if let Ok(Ok(png)) = self.runtime.block_on(picture) {
                drop(fs::create_dir_all(artifacts()));
                drop(fs::write(artifacts().join(format!("failed-{test}.png")), png));
            }
        }
        self.kill();
    }
}

fn missing() -> Option<String> {
    if !window_program().is_file() {
        return Some(format!("{} is not built", window_program().display()));
    }
    ["Xvfb", "WebKitWebDriver", "xdotool"]
        .into_iter()
        .find(|name| find(name).is_none())
        .map(|name| format!("{name} is missing"))
}
