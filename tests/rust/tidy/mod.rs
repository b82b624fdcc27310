//! The shape of the source itself.
//!
//! Cargo already forbids cycles between crates. These laws forbid wrong directions between crates
//! and between the folders of `engine`, and keep files small enough to read.

mod layers;
mod names;
mod source;

use std::fs;
use std::path::Path;

use layers::{MAY_IMPORT, MAY_USE};
use names::{dependencies, imports};
use source::{files, is_for_tests, root, top, without_tests};

/// Lines of a Rust file, its tests not counted.
const RUST_LINES_MAX: usize = 400;

/// Lines of a Svelte component.
const COMPONENT_LINES_MAX: usize = 250;

/// Crates that touch the world, which the pure packages must not depend on.
const WORLDLY: &[&str] = &[
    "axum",
    "engine",
    "fs-err",
    "getrandom",
    "hyper",
    "keyring",
    "object_store",
    "rand",
    "reqwest",
    "rusqlite",
    "rustls",
    "sqlx",
    "tauri",
    "tokio",
    "ureq",
    "walkdir",
];

/// Names of the world, which the sources of the pure packages must not mention.
const WORLD: &[&str] =
    &["std::env", "std::fs", "std::net", "std::process", "std::thread", "SystemTime", "OsRng"];

#[test]
fn packages_use_downwards_only() {
    let ours: Vec<&str> = MAY_USE.iter().map(|(package, _)| *package).collect();
    let mut wrong = Vec::new();
    for (path, text) in files(&root().join("src-tauri/crates"), "toml") {
        let package = path.parent().and_then(Path::file_name).unwrap().to_str().unwrap();
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == package) else {
            continue;
        };
        for other in dependencies(&text) {
            if ours.contains(&other.as_str()) && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{package} must not use {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_package_is_in_the_table() {
    let packages = fs::read_dir(root().join("src-tauri/crates")).unwrap();
    let missing: Vec<_> = packages
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !MAY_USE.iter().any(|(known, _)| known == name))
        .collect();
    assert!(missing.is_empty(), "say in MAY_USE what these may use: {missing:?}");
}

#[test]
fn only_the_window_knows_tauri() {
    for (path, text) in files(&root().join("src-tauri/crates"), "toml") {
        let tauri = dependencies(&text).into_iter().find(|name| name.starts_with("tauri"));
        assert_eq!(tauri, None, "{} depends on Tauri", path.display());
    }
}

#[test]
fn the_record_and_the_rules_touch_nothing() {
    for package in ["domain", "ledger", "custody", "tables", "formula", "pictures", "scans"] {
        let folder = root().join("src-tauri/crates").join(package);
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        for name in dependencies(&manifest) {
            assert!(!WORLDLY.contains(&name.as_str()), "{package} depends on {name}");
            assert!(package != "domain" || !name.starts_with("serde"), "domain types stay plain");
        }
        for (path, text) in files(&folder.join("src"), "rs") {
            let code = without_tests(&text);
            for name in WORLD {
                assert!(!code.contains(name), "{} mentions {name}", path.display());
            }
        }
    }
}

#[test]
fn folders_of_the_engine_import_downwards_only() {
    let source = root().join("src-tauri/crates/engine/src");
    let mut wrong = Vec::new();
    for (path, text) in files(&source, "rs") {
        let folder = top(path.strip_prefix(&source).unwrap());
        if folder == "lib" || is_for_tests(&path) {
            continue;
        }
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == folder) else {
            wrong.push(format!("say in MAY_IMPORT what {folder} may import"));
            continue;
        };
        for other in imports(without_tests(&text)) {
            let known = MAY_IMPORT.iter().any(|(name, _)| *name == other);
            if known && other != folder && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{} imports {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_a_store_speaks_sql() {
    const WORDS: &[&str] = &["rusqlite::", "\"select ", "\"insert into ", "\"delete from "];
    let crates = root().join("src-tauri/crates");
    for (path, text) in files(&root().join("src-tauri"), "rs") {
        let inside = path.strip_prefix(&crates).unwrap_or(&path);
        if inside.starts_with("engine/src/store") || inside.starts_with("hub/src/store") {
            continue;
        }
        let code = without_tests(&text).to_lowercase();
        let word = WORDS.iter().find(|word| code.contains(**word));
        assert_eq!(word, None, "{} speaks SQL", path.display());
    }
}

#[test]
fn rust_files_are_short_and_introduce_themselves() {
    let mut wrong = Vec::new();
    for folder in ["src-tauri", "tests"] {
        for (path, text) in files(&root().join(folder), "rs") {
            let lines = without_tests(&text).lines().count();
            if RUST_LINES_MAX < lines && !is_for_tests(&path) {
                wrong.push(format!("{}: {lines} lines", path.display()));
            }
            if !text.starts_with("//! ") {
                wrong.push(format!("{}: the first line must be `//! …`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "at most {RUST_LINES_MAX} lines: {wrong:#?}");
}

#[test]
fn components_are_short() {
    let mut wrong = Vec::new();
    for (path, text) in files(&root().join("ui/src"), "svelte") {
        let lines = text.lines().count();
        if COMPONENT_LINES_MAX < lines {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
    }
    assert!(wrong.is_empty(), "at most {COMPONENT_LINES_MAX} lines: {wrong:#?}");
}

#[test]
fn every_package_keeps_the_lints() {
    for folder in ["src-tauri", "tests"] {
        for (path, text) in files(&root().join(folder), "toml") {
            if path.ends_with("Cargo.toml") {
                let kept = text.contains("[lints]\nworkspace = true");
                assert!(kept, "{} does not take the lints of the workspace", path.display());
            }
        }
    }
}
