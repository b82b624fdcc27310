//! Writes what is generated from the list of commands anew, and fails if that
//! changed a file, so that a stale copy cannot be committed.

use std::fs;
use std::path::Path;

use specta_typescript::Typescript;

/// What the window may do besides calling our own commands.
const GIVEN: &[&str] = &[
    "core:event:allow-listen",
    "core:event:allow-unlisten",
    "core:webview:allow-set-webview-zoom",
    "dialog:allow-open",
    "dialog:allow-save",
];

/// The capability up to its permissions.
const HEAD: &str = r#"{
  "identifier": "main",
  "description": "What the window may do: ask our commands, hear our events, open and save files.",
  "local": true,
  "windows": ["main"],
  "platforms": ["linux", "windows", "macOS"],
  "permissions": [
"#;

#[test]
fn bindings_are_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/api/bindings.ts");
    let before = fs::read_to_string(&path).unwrap_or_default();
    super::commands().export(Typescript::default(), &path).unwrap();
    let after = fs::read_to_string(&path).unwrap();
    assert!(before == after, "ui/src/api/bindings.ts was stale; it is written anew, commit it");
}

#[test]
fn every_command_has_its_permission() {
    macro_rules! permissions {
        ($($file:ident: [$($command:ident),* $(,)?],)*) => {
            [$($(concat!("allow-", stringify!($command)).replace('_', "-")),*),*]
        };
    }
    let own = every_command!(permissions);
    let all = GIVEN.iter().copied().chain(own.iter().map(String::as_str));
    let lines: Vec<String> = all.map(|permission| format!("    \"{permission}\"")).collect();
    let text = format!("{HEAD}{}\n  ]\n}}\n", lines.join(",\n"));

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities/main.json");
    let before = fs::read_to_string(&path).unwrap_or_default();
    if before != text {
        fs::write(&path, text).unwrap();
        panic!("capabilities/main.json was stale; it is written anew, commit it");
    }
}
