//! Hands at the real keyboard: for the system's own file dialogs, which the driver of the page
//! cannot see, and for input methods, which it goes around.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use super::Window;

impl Window {
    /// Waits for the system's dialog called `title` and answers it with `path`,
    /// typed on the keyboard, which has ASCII letters only.
    #[track_caller]
    pub(crate) fn answer_dialog(&self, title: &str, path: &Path) {
        let path = path.to_str().unwrap();
        assert!(path.is_ascii(), "letters beyond ASCII get lost on this keyboard: {path}");
        let id = self.wait_for(title, || {
            let found = self.hands(&["search", "--onlyvisible", "--name", title]);
            found.lines().last().map(str::to_owned)
        });
        self.hands(&["windowfocus", "--sync", &id]);
        // Whatever name the dialog offers is selected; typing replaces it.
        self.hands(&["key", "ctrl+a"]);
        self.hands(&["type", "--delay", "5", path]);
        // The list of completions may take the first Return for itself.
        self.wait_for("the dialog to close", || {
            self.hands(&["key", "Return"]);
            let left = self.hands(&["search", "--onlyvisible", "--name", title]);
            left.is_empty().then_some(())
        });
    }

    /// Gives the program's window the keys of the keyboard, as a window manager would.
    pub(crate) fn take_keyboard(&self) {
        let id = self.wait_for("the window of the program", || {
            let found = self.hands(&["search", "--onlyvisible", "--name", "Biên Bản"]);
            found.lines().last().map(str::to_owned)
        });
        self.hands(&["windowfocus", "--sync", &id]);
        self.wait_for("the page to have the keyboard", || {
            (self.run("return document.hasFocus()", Vec::new()) == json!(true)).then_some(())
        });
    }

    /// Presses real keys, one after the other, with Unikey switched on where there is one.
    pub(crate) fn hands_type(&self, keys: &str) {
        if let Some(input) = &self.input {
            input.switch(true);
        }
        self.hands(&["type", "--delay", "30", keys]);
    }

    /// Switches Unikey off, for keys that are no words.
    pub(crate) fn without_unikey(&self) {
        if let Some(input) = &self.input {
            input.switch(false);
        }
    }

    /// Presses one real key or chord, such as `Tab` or `ctrl+k`.
    pub(crate) fn hands_press(&self, chord: &str) {
        self.hands(&["key", chord]);
    }

    /// What hands at keyboard and mouse do on this window's screen.
    fn hands(&self, words: &[&str]) -> String {
        let output =
            Command::new("xdotool").args(words).env("DISPLAY", self.screen.display()).output();
        String::from_utf8(output.unwrap().stdout).unwrap().trim().to_owned()
    }
}
