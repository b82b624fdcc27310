//! Writes what is generated from the list of commands anew, and fails if that
//! changed a file, so that a stale copy cannot be committed.

use std::fs;
use std::path::Path;

use serde_json::json;
use specta_typescript::Typescript;

/// What the window may do besides calling our own commands.
const GIVEN: &[&str] = &[
    "core:event:allow-listen",
    "core:event:allow-unlisten",
    "dialog:allow-save",
];

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
    let permissions: Vec<&str> =
        GIVEN.iter().copied().chain(own.iter().map(String::as_str)).collect();
    let capability = json!({
        "identifier": "main",
        "description": "What the window may do: ask our commands, hear our events, pick files.",
        "local": true,
        "windows": ["main"],
        "platforms": ["linux", "windows", "macOS"],
        "permissions": permissions,
    });
    let text = format!("{}\n", serde_json::to_string_pretty(&capability).unwrap());

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities/main.json");
    let before = fs::read_to_string(&path).unwrap_or_default();
    if before != text {
        fs::write(&path, text).unwrap();
        panic!("capabilities/main.json was stale; it is written anew, commit it");
    }
}
