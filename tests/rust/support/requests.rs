//! What a program asked of the system about files, with every byte, read from what strace wrote.

use std::fs;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::NamedTempFile;

use crate::strace;

/// The calls that say everything of what a program does to files.
const CALLS: &str = "openat,close,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,mkdir";

/// One request that the system granted.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Request {
    Open {
        path: PathBuf,
        handle: i64,
        creates: bool,
        empties: bool,
    },
    Close {
        handle: i64,
    },
    /// At a place, or where the handle stands.
    Write {
        handle: i64,
        at: Option<usize>,
        bytes: Vec<u8>,
    },
    Length {
        handle: i64,
        bytes: usize,
    },
    Sync {
        handle: i64,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    MakeFolder {
        path: PathBuf,
    },
}

/// Runs `command` and lists what it asked for and was granted, in order.
pub fn requests(command: &Command, input: Option<&Path>) -> Vec<Request> {
    let log = NamedTempFile::new().unwrap();
    let log_path = log.path().to_str().unwrap();
    let trace = format!("trace={CALLS}");
    let words = ["-f", "-xx", "-s", "16777216", "-o", log_path, "-e", &trace];
    strace::run(&strace::watched(&words, command), input).done();
    let log = fs::read_to_string(log.path()).unwrap();
    assert!(!log.contains("<unfinished"), "requests of several threads cannot be put in order");
    log.lines().filter_map(read).collect()
}

/// Reads `1234  pwrite64(5, "\x00\x01", 2, 0) = 2`; none for what was refused.
fn read(line: &str) -> Option<Request> {
    let (name, rest) = line.split_once(' ')?.1.trim_start().split_once('(')?;
    let (words, result) = rest.rsplit_once(") = ").or_else(|| rest.rsplit_once(" = "))?;
    let result: i64 = result.split(' ').next()?.parse().ok()?;
    if result < 0 {
        return None;
    }
    let words: Vec<&str> = words.trim_end().trim_end_matches(')').split(", ").collect();
    let number = |at: usize| words[at].parse::<usize>().unwrap();
    let path = |at: usize| PathBuf::from(std::ffi::OsString::from_vec(bytes(words[at])));
    let handle = words[0].parse().unwrap_or(-1);
    let written = usize::try_from(result).ok()?;
    Some(match name {
        "openat" => Request::Open {
            path: path(1),
            handle: result,
            creates: words[2].contains("O_CREAT"),
            empties: words[2].contains("O_TRUNC"),
        },
        "close" => Request::Close { handle },
        "write" => Request::Write { handle, at: None, bytes: bytes(words[1])[..written].to_vec() },
        "pwrite64" => {
            let bytes = bytes(words[1])[..written].to_vec();
            Request::Write { handle, at: Some(number(3)), bytes }
        }
        "ftruncate" => Request::Length { handle, bytes: number(1) },
        "fsync" | "fdatasync" => Request::Sync { handle },
        "rename" => Request::Rename { from: path(0), to: path(1) },
        "unlink" => Request::Remove { path: path(0) },
        "mkdir" => Request::MakeFolder { path: path(0) },
        _ => return None,
    })
}

/// Reads `"\x41\x42"`.
fn bytes(word: &str) -> Vec<u8> {
    let digits = word.trim_matches('"');
    let byte = |digits: &str| u8::from_str_radix(digits, 16).unwrap();
    digits.split("\\x").skip(1).map(byte).collect()
}
