//! A screen that nobody sees.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// An X server without a screen, for as long as this value lives.
pub(super) struct Screen {
    server: Child,
    number: String,
}

impl Screen {
    /// Starts a server on the first free display.
    pub(super) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            // Room for the window and the system's dialogs; no window manager arranges them.
            // The server writes the number of the display it took to standard output. It stays
            // as it is when its last window goes: who comes while it begins anew is turned away.
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24"])
            .args(["-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let number = number.trim().to_owned();
        assert!(!number.is_empty(), "Xvfb did not start");
        Self { server, number }
    }

    /// Keeps a picture of the window, which stands in the middle.
    pub(super) fn keep_picture(&self, path: &Path) {
        let taken = self.import().args(["-colors", "128"]).arg(path).status();
        assert!(taken.unwrap().success(), "no picture of the screen");
    }

    /// Whether the upper left corner of the window is of the colour of the mark, pure magenta.
    pub(super) fn is_marked(&self) -> bool {
        const CORNER: usize = 3 * (2 * 1366 + 2);
        let taken = self.import().args(["-depth", "8", "RGB:-"]).output().unwrap();
        taken.stdout.get(CORNER..CORNER + 3) == Some(&[255, 0, 255])
    }

    /// `import` of the window, without where to.
    fn import(&self) -> Command {
        let mut import = Command::new("import");
        import.args(["-display", &self.display(), "-window", "root", "-gravity", "center"]).args([
            "-crop",
            "1366x768+0+0",
            "+repage",
        ]);
        import
    }

    /// The value for the variable `DISPLAY`.
    pub(super) fn display(&self) -> String {
        format!(":{}", self.number)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}
