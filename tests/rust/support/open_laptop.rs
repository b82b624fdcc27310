//! A laptop, or the machine of an office, that others can call.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::Laptop;

/// A machine that others can call.
pub struct OpenLaptop {
    child: Child,
    /// Where it can be called.
    pub address: String,
    /// Which device it is, in hexadecimal.
    pub device: String,
    /// Where its pages are, for one that has any.
    pub office: Option<String>,
    /// The code by which somebody may come in, where it invites.
    pub code: Option<String>,
}

impl OpenLaptop {
    /// Opens `laptop` for calls, as its own words `verb` say.
    pub fn with(laptop: &Laptop, verb: &[&str]) -> Self {
        Self::started(laptop.command(verb))
    }

    /// Waits until `command`, which opens a laptop, says where it listens.
    pub fn started(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let word = |name: &str| Some(said.get(name)?.as_str()?.to_owned());
        let (address, device) = (word("listening").unwrap(), word("device").unwrap());
        Self { address, device, office: word("office"), code: word("code"), child }
    }

    /// Opens `laptop` for those of its delegations.
    pub fn for_delegation(laptop: &Laptop) -> Self {
        Self::with(laptop, &["serve", "--listen", "127.0.0.1:0"])
    }
}

impl Drop for OpenLaptop {
    /// Ends it as a power cut does.
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
