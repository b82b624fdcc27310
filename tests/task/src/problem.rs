//! What can be in the way, and what to do about it.

use std::fmt::{Display, Formatter, Result};
use std::io;
use std::path::PathBuf;

/// Why the work cannot go on. `Display` is one line that says what to do.
#[derive(Debug)]
pub(crate) enum Problem {
    /// The words after the command make no sense.
    Usage,
    /// No step has this name.
    NoSuchStep(String),
    /// A program is not on this machine.
    MissingProgram {
        /// Its name.
        program: String,
        /// How to get it.
        remedy: &'static str,
    },
    /// A program is there but too old.
    TooOld {
        /// Its name.
        program: &'static str,
        /// The version found.
        found: String,
        /// What is needed and how to get it.
        remedy: &'static str,
    },
    /// System packages are missing and cannot be installed from here.
    MissingPackages(Vec<&'static str>),
    /// A program could not be started.
    CannotStart {
        /// Its name.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// A program ended with an error.
    Failed(String),
    /// A file could not be read or written.
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Usage => write!(f, "unknown command"),
            Self::NoSuchStep(name) => {
                write!(f, "no step is called {name}; `cargo verify --list` names them")
            }
            Self::MissingProgram { program, remedy } => {
                write!(f, "{program} is missing: {remedy}")
            }
            Self::TooOld { program, found, remedy } => {
                write!(f, "{program} {found} is too old: {remedy}")
            }
            Self::MissingPackages(packages) => write!(
                f,
                "system packages are missing; as root: apt-get install -y --no-install-recommends {} \
                 (or what your system calls them)",
                packages.join(" ")
            ),
            Self::CannotStart { program, source } => write!(f, "cannot start {program}: {source}"),
            Self::Failed(what) => write!(f, "{what} failed"),
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
        }
    }
}
