//! `bienban-audit`: whether a record of custody (`.hoso`) holds, told to somebody who has no Biên Bản.
//!
//! It opens no store, asks for no passphrase and calls nobody: what it says follows from the file. Exit
//! codes: 0 all holds, 1 something does not, 2 the file is none that can be judged.

mod arguments;
mod document;
mod moment;
mod words;

use std::env;
use std::fs::{self, File};
use std::io::{self, BufReader, Write as _};
use std::process::ExitCode;

use arguments::{Asked, Wish};
use custody::{ReadFault, Report};
use document::AskedPaper;
use ledger::Digest;

/// The record does not hold.
const NO: u8 = 1;
/// What was asked or given cannot be judged.
const INPUT: u8 = 2;

/// Why there is no report.
struct Failed {
    code: &'static str,
    message: String,
    exit: u8,
}

fn main() -> ExitCode {
    let words: Vec<_> = env::args_os().skip(1).collect();
    let json = words.iter().any(|word| word == "--json");
    match arguments::read(words) {
        Ok(Asked::Help) => {
            say(words::HELP);
            ExitCode::SUCCESS
        }
        Ok(Asked::Version) => {
            say(concat!("bienban-audit ", env!("CARGO_PKG_VERSION")));
            ExitCode::SUCCESS
        }
        Ok(Asked::Verify(wish)) => match verify(&wish) {
            Ok((report, papers)) => tell(&report, &papers, json),
            Err(failed) => complain(&failed, json),
        },
        Err(message) => complain(&Failed { code: "E-USAGE", message, exit: INPUT }, json),
    }
}

fn verify(wish: &Wish) -> Result<(Report, Vec<AskedPaper>), Failed> {
    let file = File::open(&wish.record).map_err(|_| unreadable(&wish.record))?;
    let report = custody::verify(&mut BufReader::new(file)).map_err(|fault| {
        let (code, exit) = match &fault {
            ReadFault::NotARecord => ("E-AUDIT-OTHER", INPUT),
            ReadFault::TooNew => ("E-AUDIT-NEWER", INPUT),
            ReadFault::Altered { .. } => ("E-AUDIT-ALTERED", NO),
            ReadFault::Io(_) => return unreadable(&wish.record),
        };
        Failed { code, message: words::fault(&fault), exit }
    })?;
    let mut papers = Vec::new();
    for path in &wish.papers {
        let sha256 = Digest::of(&fs::read(path).map_err(|_| unreadable(path))?);
        let paper = report.papers.iter().find(|it| it.pdf == sha256 || it.current == sha256);
        let seal = paper.map(|paper| paper.seal);
        papers.push(AskedPaper { file: path.display().to_string(), sha256, seal });
    }
    Ok((report, papers))
}

fn unreadable(path: &std::path::Path) -> Failed {
    Failed { code: "E-FILE", message: words::unreadable(path), exit: INPUT }
}

fn tell(report: &Report, papers: &[AskedPaper], json: bool) -> ExitCode {
    say(&if json { document::of(report, papers) } else { words::told(report, papers) });
    let first = report.flaws.first().map(|flaw| words::flaw(report, flaw));
    let reason = match first {
        Some(first) => Some(("E-AUDIT", words::unsound(report.flaws.len(), &first))),
        None if papers.iter().any(|paper| paper.seal.is_none()) => {
            Some(("E-AUDIT-PAPER", words::STRANGE_PAPER.to_owned()))
        }
        None => None,
    };
    match reason {
        None => ExitCode::SUCCESS,
        Some((code, message)) => {
            whisper(code, &message);
            ExitCode::from(NO)
        }
    }
}

fn complain(failed: &Failed, json: bool) -> ExitCode {
    if json {
        say(&document::error(failed.code, &failed.message));
    }
    whisper(failed.code, &failed.message);
    ExitCode::from(failed.exit)
}

/// Nobody is left to be told when the reader has gone away.
fn say(text: &str) {
    drop(writeln!(io::stdout().lock(), "{}", text.trim_end()));
}

fn whisper(code: &str, message: &str) {
    drop(writeln!(io::stderr().lock(), "{code}: {message}"));
}
