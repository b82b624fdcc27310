//! The terminal: results to standard output, failures to standard error.

use std::io::{self, Write as _};
use std::process::ExitCode;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

use crate::answer::Answer;
use crate::failure::Failed;

/// Says how a command ended, and returns its exit code.
pub(crate) fn tell(outcome: Result<Answer, Failed>, json: bool) -> ExitCode {
    match outcome {
        Ok(answer) => {
            let text = if json { document(&answer.json) } else { answer.text };
            print(&text);
            match answer.no {
                None => ExitCode::SUCCESS,
                Some(reason) => {
                    complain(&reason);
                    reason.exit()
                }
            }
        }
        Err(failed) => {
            if json {
                print(&document(&json!({ "error": error(&failed) })));
            }
            complain(&failed);
            failed.exit()
        }
    }
}

/// A failure inside a JSON document.
pub(crate) fn error(failed: &Failed) -> Value {
    json!({ "code": failed.code, "message": failed.message })
}

/// Writes one line now, as a program that is listened to must.
///
/// # Errors
///
/// Those of the stream.
pub(crate) fn say_at_once(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

fn document(value: &Value) -> String {
    format!("{value:#}")
}

/// Prints `text` in NFC. Nobody is left to be told when the reader has gone away.
fn print(text: &str) {
    let text: String = text.trim_end().nfc().collect();
    if text.is_empty() {
        return;
    }
    drop(say_at_once(&text));
}

fn complain(failed: &Failed) {
    let message: String = failed.message.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = format!("{}: {message}", failed.code).nfc().collect();
    drop(writeln!(io::stderr().lock(), "{line}"));
}
