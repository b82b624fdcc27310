//! Signatures as others see them: theirs judged by us, and ours judged by them.

mod corpus;
mod matrix;

use std::path::Path;
use std::process::Command;

use acceptance::cli;
use serde_json::Value;

/// What `bienban verify` says of a paper, trusting the certificates in `trust`.
fn verdict(paper: &Path, trust: &[&Path]) -> Value {
    let mut command = Command::new(cli());
    command.args(["--json", "verify"]).arg(paper);
    for anchor in trust {
        command.arg("--trust").arg(anchor);
    }
    let output = command.output().unwrap();
    let said = serde_json::from_slice(&output.stdout);
    assert!(said.is_ok(), "{}: {}", paper.display(), String::from_utf8_lossy(&output.stderr));
    said.unwrap()
}
