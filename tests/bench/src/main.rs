//! `cargo bench-all`: measurements, which are not tests.
//!
//! Each row of the table has two sides that do equal work in turns, in one run on one machine, so
//! that a ratio can be trusted where a duration cannot.
#![expect(clippy::print_stdout, reason = "a program of the command line speaks there")]

#[path = "../../../src-tauri/crates/papers/examples/fixture/mod.rs"]
mod fixture;

mod acts;
mod drafting;
mod html;
mod importing;
mod measure;
mod notice;
mod opening;
mod place;
mod printing;
mod relaying;
mod saving;
mod searching;
mod signing;
mod stores;
mod table;
mod typing;
mod typst;
mod window;

use std::error::Error;
use std::process::ExitCode;

use table::Row;

/// What measuring brings, or why it could not be done.
type Outcome<T> = Result<T, Box<dyn Error>>;

const USAGE: &str = "\
cargo bench-all [--write] [PART…]   measure, all or only the parts named: saving acts searching notice drafting printing relaying signing opening importing typing window
                                    --write puts the table into ARCHITECTURE.md";

/// A part of the measurements: its name, and what makes its rows.
type Part = (&'static str, fn() -> Outcome<Vec<Row>>);

const PARTS: &[Part] = &[
    ("saving", saving::measure),
    ("acts", acts::measure),
    ("searching", searching::measure),
    ("notice", notice::measure),
    ("drafting", drafting::measure),
    ("printing", printing::measure),
    ("relaying", relaying::measure),
    ("signing", self::signing::measure),
    ("opening", opening::measure),
    ("importing", importing::measure),
    ("typing", typing::measure),
    ("window", window::measure),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Outcome<ExitCode> {
    // The side of ours that is measured as a process of its own.
    if let [verb, out, times] = words
        && verb == drafting::VERB
    {
        drafting::draft(out, times.parse()?)?;
        return Ok(ExitCode::SUCCESS);
    }
    match words {
        [verb, paper, out, field] if verb == self::signing::SIGN => {
            self::signing::sign(paper, out, field)?;
            return Ok(ExitCode::SUCCESS);
        }
        [verb, paper, ..] if verb == self::signing::JUDGE => {
            self::signing::judge(paper)?;
            return Ok(ExitCode::SUCCESS);
        }
        _ => {}
    }
    let (flags, asked): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| word.starts_with('-'));
    let known = |name: &String| PARTS.iter().any(|(part, _)| *part == name);
    if !flags.iter().all(|flag| *flag == "--write") || !asked.iter().all(|name| known(name)) {
        eprintln!("{USAGE}");
        return Ok(ExitCode::from(2));
    }

    let mut rows = Vec::new();
    for (name, measure) in PARTS {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            eprintln!("measuring: {name}");
            rows.extend(measure()?);
        }
    }
    let table = table::render(&rows);
    println!("{table}");
    if flags.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    if !asked.is_empty() {
        return Err("only a table of all parts is written; leave the names away".into());
    }
    table::write(&table)?;
    Ok(ExitCode::SUCCESS)
}
