//! The stage for whole walks: laptops, what people do at them, who judges.
//!
//! A walk runs the programs that ship, from outside, as people and scripts do.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a stage may fall over")]

mod chance;
#[cfg(target_os = "linux")]
pub mod disk;
pub mod judges;
mod open_laptop;
mod programs;
#[cfg(target_os = "linux")]
pub mod requests;
mod soft_tokens;
#[cfg(target_os = "linux")]
pub mod strace;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub use chance::Chance;
pub use open_laptop::OpenLaptop;
pub use programs::{
    artifacts, auditor, cli, find, python, root, sample_papers, signing_example, skip, target,
    window_program,
};
pub use soft_tokens::SoftTokens;

/// The passphrase of every laptop on this stage.
pub const PASSPHRASE: &str = "một câu đủ dài để thử";

/// One person's laptop, with a data folder and a desk of its own.
pub struct Laptop {
    home: TempDir,
    desk: TempDir,
}

/// What the command line answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The exit code; -1 when the program was killed.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Laptop {
    /// A laptop fresh from the shop, or `None` where the command line is not
    /// built; `cargo verify` builds it, and there it is a failure.
    pub fn new() -> Option<Self> {
        if cli().is_file() {
            return Some(Self::bare());
        }
        skip(&format!("{} is not built", cli().display()));
        None
    }

    /// A laptop fresh from the shop, where no command line is needed.
    pub fn bare() -> Self {
        let laptop = Self { home: TempDir::new().unwrap(), desk: TempDir::new().unwrap() };
        fs::write(laptop.passphrase_file(), PASSPHRASE).unwrap();
        laptop
    }

    /// A laptop on which `bienban init` has made the store of Nguyễn Văn An.
    pub fn set_up() -> Option<Self> {
        Self::set_up_for("Nguyễn Văn An")
    }

    /// A laptop on which `bienban init` has made the store of the person called `name`.
    pub fn set_up_for(name: &str) -> Option<Self> {
        let laptop = Self::new()?;
        let profile = format!(
            "[profile]\nname = \"{name}\"\ntitle = \"Chuyên viên\"\noffice = \"Phòng Nội vụ\"\n"
        );
        let profile = laptop.put("profile.toml", profile);
        laptop.run(&["init", "--profile", profile.to_str().unwrap()]).done();
        Some(laptop)
    }

    /// Another laptop with the same folder and the same things on its desk.
    pub fn twin(&self) -> Self {
        let twin = Self { home: TempDir::new().unwrap(), desk: TempDir::new().unwrap() };
        copy_folder(self.home.path(), twin.home.path());
        copy_folder(self.desk.path(), twin.desk.path());
        twin
    }

    /// The data folder of the program.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A place on the desk for the file `name`.
    pub fn on_desk(&self, name: &str) -> PathBuf {
        self.desk.path().join(name)
    }

    /// Puts a file on the desk.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.on_desk(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Runs `bienban` with `words` on this laptop's store.
    pub fn run(&self, words: &[&str]) -> Answer {
        self.command(words).output().unwrap().into()
    }

    /// Runs `bienban --json` with `words` and reads the document it prints.
    #[track_caller]
    pub fn ask(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = ["--json"].iter().chain(words).copied().collect();
        self.run(&words).done().json()
    }

    /// `bienban` with `words`, not yet running.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(cli());
        command.arg("--home").arg(self.home.path());
        command.arg("--passphrase-file").arg(self.passphrase_file());
        command.args(words).current_dir(self.desk.path()).stdin(Stdio::null());
        command
    }

    /// The file in which the passphrase stands.
    pub fn passphrase_file(&self) -> PathBuf {
        self.on_desk("passphrase.txt")
    }
}

/// Copies what is in `from` into `to`, which is there.
fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            fs::create_dir(&to).unwrap();
            copy_folder(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

impl Answer {
    /// This answer, if all went well.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:#?}");
        self
    }

    /// This answer, if the program refused with this exit code and error code.
    #[track_caller]
    pub fn refused(self, code: i32, error: &str) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        assert!(self.err.contains(error) || self.out.contains(error), "{self:#?}");
        assert!(!self.err.contains("panicked"), "{self:#?}");
        self
    }

    /// The JSON document on standard output.
    #[track_caller]
    pub fn json(&self) -> Value {
        let read = serde_json::from_str(&self.out);
        assert!(read.is_ok(), "no JSON: {self:#?}");
        read.unwrap()
    }

    /// The last line of standard output: where a command prints what it made.
    pub fn last_line(&self) -> &str {
        self.out.lines().last().unwrap_or_default().trim()
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
