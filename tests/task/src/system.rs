//! What the system must have: packages on Linux, programs everywhere.
//!
//! On Debian and its relatives, with root or `sudo`, missing packages are
//! installed; elsewhere one line names them.

use std::io::{IsTerminal as _, stdin};
use std::process::Command;

use crate::problem::Problem;
use crate::tool;

/// For building and starting the window.
const TO_RUN: &[Need] = &[
    Need { package: "build-essential", sign: Sign::Program("cc") },
    // OpenSSL is built from source and asks for both.
    Need { package: "make", sign: Sign::Program("make") },
    Need { package: "perl", sign: Sign::Program("perl") },
    Need { package: "pkg-config", sign: Sign::Program("pkg-config") },
    Need { package: "libwebkit2gtk-4.1-dev", sign: Sign::Library("webkit2gtk-4.1") },
];

/// For trying it: a screen that nobody sees, hands and an input method for it, browsers, and
/// outside judges of pages and signatures.
const TO_VERIFY: &[Need] = &[
    Need { package: "webkit2gtk-driver", sign: Sign::Program("WebKitWebDriver") },
    Need { package: "xvfb", sign: Sign::Program("Xvfb") },
    Need { package: "xdotool", sign: Sign::Program("xdotool") },
    Need { package: "dbus-daemon", sign: Sign::Program("dbus-daemon") },
    Need { package: "fcitx5", sign: Sign::Program("fcitx5") },
    Need { package: "fcitx5-unikey", sign: Sign::Package },
    // Without it GTK does not speak to fcitx5.
    Need { package: "fcitx5-frontend-gtk3", sign: Sign::Package },
    Need { package: "chromium", sign: Sign::Program("chromium") },
    Need { package: "fonts-dejavu-core", sign: Sign::Package },
    Need { package: "poppler-utils", sign: Sign::Program("pdfsig") },
    // Opens our files for Word; its smallest package that converts.
    Need { package: "libreoffice-writer-nogui", sign: Sign::Program("soffice") },
    Need { package: "qpdf", sign: Sign::Program("qpdf") },
    Need { package: "openssl", sign: Sign::Program("openssl") },
    // A token without a device, and what puts certificates on it.
    Need { package: "softhsm2", sign: Sign::Program("softhsm2-util") },
    Need { package: "opensc", sign: Sign::Program("pkcs11-tool") },
    // Networks for laptops of their own.
    Need { package: "iproute2", sign: Sign::Program("ip") },
    // Ends programs and fills disks at exactly one call to the system.
    Need { package: "strace", sign: Sign::Program("strace") },
    Need { package: "libfaketime", sign: Sign::Package },
    Need { package: "python3", sign: Sign::Program("python3") },
    Need { package: "python3-venv", sign: Sign::Package },
    // ODK Validate runs on Java 17 or newer.
    Need { package: "default-jre-headless", sign: Sign::Program("java") },
    // Preflight, and two parts that the runtime of Java no longer has.
    Need { package: "libpdfbox2-java", sign: Sign::Package },
    Need { package: "libactivation-java", sign: Sign::Package },
    Need { package: "libjaxb-api-java", sign: Sign::Package },
];

struct Need {
    /// What Debian calls it.
    package: &'static str,
    sign: Sign,
}

/// How to see that a package is there.
enum Sign {
    /// A program of this name can be found.
    Program(&'static str),
    /// `pkg-config` knows a library of this name.
    Library(&'static str),
    /// Only Debian's own list tells; elsewhere it is taken for granted.
    Package,
}

/// Looks after everything that starting the program needs.
pub(crate) fn prepare_to_run() -> Result<(), Problem> {
    node()?;
    if cfg!(target_os = "linux") {
        return packages(TO_RUN.iter().collect());
    }
    if tool::find("perl").is_none() {
        let remedy = "OpenSSL is built with it; get Strawberry Perl from strawberryperl.com";
        return Err(Problem::MissingProgram { program: "perl".to_owned(), remedy });
    }
    Ok(())
}

/// Looks after everything that the tests need.
pub(crate) fn prepare_to_verify() -> Result<(), Problem> {
    prepare_to_run()?;
    if cfg!(target_os = "linux") {
        packages(TO_VERIFY.iter().collect())?;
    }
    Ok(())
}

/// Node.js 20.19 or newer and its npm.
fn node() -> Result<(), Problem> {
    const REMEDY: &str = "get Node.js 20.19 or newer, with npm, from nodejs.org";
    for program in ["node", "npm"] {
        if tool::find(program).is_none() {
            return Err(Problem::MissingProgram { program: program.to_owned(), remedy: REMEDY });
        }
    }
    let mut command = Command::new("node");
    command.arg("--version");
    let found = tool::read(command)?.unwrap_or_default().trim().to_owned();
    if is_older(&found, (20, 19)) {
        return Err(Problem::TooOld { program: "node", found, remedy: REMEDY });
    }
    Ok(())
}

/// Whether `version`, such as `v20.20.2`, comes before `least`. What cannot be
/// read is taken for new.
fn is_older(version: &str, least: (u32, u32)) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) < least,
        _ => false,
    }
}

/// Installs those of `needs` that are missing, or says which they are.
fn packages(needs: Vec<&Need>) -> Result<(), Problem> {
    let missing = missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let Some(apt) = apt_get() else { return Err(Problem::MissingPackages(names)) };

    println!("installing system packages: {}", names.join(" "));
    let install = ["install", "-y", "--no-install-recommends"];
    let done = apt_run(&apt, &["update"]).and_then(|()| {
        let words: Vec<&str> = install.iter().chain(&names).copied().collect();
        apt_run(&apt, &words)
    });
    match done {
        Ok(()) => Ok(()),
        Err(problem) => {
            eprintln!("{problem}");
            Err(Problem::MissingPackages(names))
        }
    }
}

fn missing(needs: Vec<&Need>) -> Vec<&Need> {
    needs
        .into_iter()
        .filter(|need| match need.sign {
            Sign::Program(name) => tool::find(name).is_none(),
            Sign::Library(name) => !succeeds("pkg-config", &["--exists", name]),
            Sign::Package => {
                tool::find("dpkg").is_some() && !succeeds("dpkg", &["--status", need.package])
            }
        })
        .collect()
}

/// The words that lead to a working `apt-get`, if there is one and we may use it.
fn apt_get() -> Option<Vec<&'static str>> {
    tool::find("apt-get")?;
    let mut command = Command::new("id");
    command.arg("-u");
    let me = tool::read(command).ok().flatten()?;
    if me.trim() == "0" {
        return Some(vec!["apt-get"]);
    }
    tool::find("sudo")?;
    if succeeds("sudo", &["-n", "true"]) || stdin().is_terminal() {
        return Some(vec!["sudo", "apt-get"]);
    }
    None
}

fn apt_run(apt: &[&str], words: &[&str]) -> Result<(), Problem> {
    // `env` carries the setting past `sudo`, which clears it.
    let (before, rest) = apt.split_at(apt.len().saturating_sub(1));
    let words =
        before.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive"]).chain(rest).chain(words);
    let mut words = words.copied();
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words);
    tool::run(command)
}

fn succeeds(program: &str, words: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(words);
    tool::read(command).is_ok_and(|text| text.is_some())
}

#[cfg(test)]
mod tests {
    use super::is_older;

    #[test]
    fn node_is_judged_by_major_and_minor() {
        assert!(is_older("v18.20.4", (20, 19)));
        assert!(is_older("v20.18.0", (20, 19)));
        assert!(!is_older("v20.19.0", (20, 19)));
        assert!(!is_older("v22.1.0", (20, 19)));
        assert!(!is_older("nightly", (20, 19)));
    }
}
