//! Drafting minutes of about ten pages against typst compiling an equal document.
//!
//! Both sides are processes that begin with nothing in memory and write a PDF/A-3u file with
//! structure tags to the disk. Typst comes as a Python module, so besides the whole processes the
//! call alone is compared: there Python's own start does not count.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::measure::interleave;
use crate::table::{Aim, Row};
use crate::{Outcome, fixture, place, typst};

/// The word with which this program drafts once and says how long that took.
pub(crate) const VERB: &str = "draft";

const PAIRS: usize = 25;

/// Measures whole processes and the calls inside them.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let what = "drafting minutes of ten pages";
    let Some(python) = python() else {
        let why = "typst is not installed";
        return Ok(vec![Row::not_measured(what, "typst", Aim::Faster, why)]);
    };
    let folder = place::scratch()?;
    let source = typst::write(&fixture::long_minutes()?, folder.path())?;
    let (mine, other) = (folder.path().join("ours.pdf"), folder.path().join("typst.pdf"));
    let [whole, call] = interleave(
        PAIRS,
        |_| {
            let mut command = Command::new(std::env::current_exe()?);
            command.arg(VERB).arg(&mine).arg("0");
            process(command)
        },
        |_| {
            let mut command = Command::new(&python);
            command.arg("-B").arg(place::root().join("tests/bench/compile.py"));
            command.arg(&source).arg(&other).arg(place::root().join("assets/fonts"));
            process(command)
        },
    )?;
    let size = format!("{} pages, {} by typst", pages(&mine)?, pages(&other)?);
    let version = version(&python)?;
    Ok(vec![
        Row::measured(
            format!("drafting minutes ({size}): the call in a new process"),
            format!("typst {version} compiling an equal document"),
            Aim::Faster,
            call,
        ),
        Row::measured("… the whole process", "the same, Python's start included", Aim::None, whole),
    ])
}

/// Drafts the minutes to `out`, once, their middle that many times more, and says how many nanoseconds that took.
#[expect(clippy::print_stdout, reason = "the process that measures listens")]
pub(crate) fn draft(out: &str, times: usize) -> Outcome<()> {
    let started = Instant::now();
    let rendered = papers::render(&fixture::repeated(fixture::long_minutes()?, times))?;
    fs::write(out, &rendered.pdf)?;
    println!("{}", started.elapsed().as_nanos());
    Ok(())
}

/// Runs a side to its end: how long it took from outside, and what it says of its call.
fn process(mut command: Command) -> Outcome<[Duration; 2]> {
    let started = Instant::now();
    let output = command.output()?;
    let whole = started.elapsed();
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let nanoseconds: u64 = String::from_utf8_lossy(&output.stdout).trim().parse()?;
    Ok([whole, Duration::from_nanos(nanoseconds)])
}

/// The interpreter that has typst: given by the runner, else made beside the build by hand.
pub(crate) fn python() -> Option<PathBuf> {
    let given = std::env::var_os("BIENBAN_PYTHON").map(PathBuf::from);
    given.or_else(|| Some(place::target().join("venv/bin/python"))).filter(|path| path.is_file())
}

fn version(python: &Path) -> Outcome<String> {
    let ask = "from importlib.metadata import version; print(version('typst'))";
    let output = Command::new(python).args(["-c", ask]).output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// Pages of a file, as poppler counts them.
pub(crate) fn pages(pdf: &Path) -> Outcome<String> {
    let output = Command::new("pdfinfo").arg(pdf).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find_map(|line| line.strip_prefix("Pages:"));
    Ok(line.ok_or("pdfinfo names no pages")?.trim().to_owned())
}
