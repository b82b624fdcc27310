//! The system's own file dialogs, which the driver of the page cannot see.

use std::path::Path;
use std::process::Command;

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

    /// What hands at keyboard and mouse do on this window's screen.
    fn hands(&self, words: &[&str]) -> String {
        let output =
            Command::new("xdotool").args(words).env("DISPLAY", self.screen.display()).output();
        String::from_utf8(output.unwrap().stdout).unwrap().trim().to_owned()
    }
}
