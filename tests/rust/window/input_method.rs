//! A Vietnamese input method between the keyboard and the program: fcitx5 with Unikey, Telex.
//!
//! It speaks over a bus of its own, so that it meets neither the person's nor another test's.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use acceptance::find;
use tempfile::TempDir;

use super::{PATIENCE, xvfb::Screen};

/// The programs without which there is none.
pub(super) const PROGRAMS: [&str; 3] = ["dbus-daemon", "fcitx5", "fcitx5-remote"];

/// A bus that starts nothing by itself.
const BUS: &str = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>\
    <policy context='default'><allow send_destination='*' eavesdrop='true'/>\
    <allow eavesdrop='true'/><allow own='*'/></policy></busconfig>";

/// Unikey, once it is switched on, and then for every field.
const PROFILE: &str = "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=unikey\n\n\
    [Groups/0/Items/0]\nName=keyboard-us\nLayout=\n\n\
    [Groups/0/Items/1]\nName=unikey\nLayout=\n\n[GroupOrder]\n0=Default\n";
const BEHAVIOUR: &str = "[Behavior]\nActiveByDefault=False\nShareInputState=All\n";

/// A running input method, for as long as this value lives.
pub(super) struct InputMethod {
    method: Child,
    bus: Child,
    address: String,
    _folder: TempDir,
}

impl InputMethod {
    /// Starts the method for the keyboard of `screen`, switched off.
    pub(super) fn start(screen: &Screen) -> Self {
        let folder = TempDir::new().unwrap();
        let (bus, address) = start_bus(folder.path());
        let config = folder.path().join("fcitx5");
        fs::create_dir_all(&config).unwrap();
        fs::write(config.join("profile"), PROFILE).unwrap();
        fs::write(config.join("config"), BEHAVIOUR).unwrap();
        let method = Command::new("fcitx5")
            .args(["-D", "--disable=wayland,waylandim,notificationitem,classicui"])
            .env("DISPLAY", screen.display())
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .env("XDG_CONFIG_HOME", folder.path())
            .env("XDG_DATA_HOME", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let started = Self { method, bus, address, _folder: folder };
        started.wait_until_it_listens();
        started
    }

    /// What a program must find around it to be typed into through the input method.
    pub(super) fn surroundings(&self) -> [(&'static str, &str); 2] {
        [("GTK_IM_MODULE", "fcitx"), ("DBUS_SESSION_BUS_ADDRESS", &self.address)]
    }

    /// Switches Unikey on or off, as Ctrl+Space does. The driver's own keys must not pass through
    /// it: it loses some of them.
    pub(super) fn switch(&self, on: bool) {
        let (word, wanted) = if on { ("-o", "2") } else { ("-c", "1") };
        self.wait_for(|| {
            self.remote(&[word]);
            self.remote(&[]) == wanted
        });
    }

    fn wait_until_it_listens(&self) {
        self.wait_for(|| !self.remote(&["-n"]).is_empty());
    }

    fn wait_for(&self, is_so: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is_so() {
            assert!(begun.elapsed() < PATIENCE, "the input method does not answer");
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn remote(&self, words: &[&str]) -> String {
        let asked = Command::new("fcitx5-remote")
            .args(words)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .stderr(Stdio::null())
            .output();
        String::from_utf8(asked.unwrap().stdout).unwrap().trim().to_owned()
    }
}

impl Drop for InputMethod {
    fn drop(&mut self) {
        for process in [&mut self.method, &mut self.bus] {
            drop(process.kill());
            drop(process.wait());
        }
    }
}

/// What is missing for an input method, if anything.
pub(super) fn missing() -> Option<String> {
    let lacks = PROGRAMS.into_iter().find(|name| find(name).is_none());
    lacks.map(|name| format!("{name} is missing"))
}

fn start_bus(folder: &Path) -> (Child, String) {
    let config = folder.join("bus.conf");
    fs::write(&config, BUS).unwrap();
    let mut bus = Command::new("dbus-daemon")
        .arg("--nofork")
        .arg("--print-address=1")
        .arg(format!("--config-file={}", config.display()))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let address = address.trim().to_owned();
    assert!(!address.is_empty(), "the bus did not start");
    (bus, address)
}
