//! The shape of the source itself.
//!
//! Cargo already forbids cycles between crates. This file forbids wrong
//! directions between crates and between the folders of `engine`, and keeps
//! files small enough to read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a Rust file, its tests not counted.
const RUST_LINES_MAX: usize = 400;

/// Lines of a Svelte component.
const COMPONENT_LINES_MAX: usize = 250;

/// Which of our packages may use which others.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("ledger", &[]),
    ("papers", &[]),
    ("pictures", &[]),
    ("scans", &[]),
    ("signing", &[]),
    ("tokens", &["signing"]),
    ("tables", &[]),
    ("formula", &[]),
    ("exchange", &["ledger"]),
    (
        "engine",
        &[
            "domain", "ledger", "papers", "pictures", "scans", "signing", "tokens", "tables",
            "formula", "exchange",
        ],
    ),
    ("hub", &["domain", "ledger", "signing", "exchange"]),
    ("cli", &["domain", "engine", "signing", "hub"]),
];

/// Which folder (or file) of `engine` may name which others. Top to bottom.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("schema", &["export", "carried", "import", "letters", "minutes", "notice", "error"]),
    (
        "export",
        &[
            "actions",
            "crosscheck",
            "fed",
            "folder",
            "import",
            "minutes",
            "notice",
            "record",
            "words",
            "error",
        ],
    ),
    (
        "actions",
        &[
            "engine",
            "reading",
            "fed",
            "gauge",
            "online",
            "folder",
            "seal",
            "carried",
            "crosscheck",
            "history",
            "blank",
            "samples",
            "sync",
            "search",
            "consolidation",
            "import",
            "letters",
            "minutes",
            "notice",
            "slots",
            "sampling",
            "evidence",
            "token",
            "pad",
            "catalogue",
            "record",
            "store",
            "ports",
            "error",
        ],
    ),
    ("sync", &["engine", "reading", "record", "store", "ports", "error"]),
    // How far a long act came: seen from outside, moved by the store alone.
    ("gauge", &[]),
    // The network, for proofs alone.
    ("online", &["gauge"]),
    ("machine", &["store"]),
    ("fed", &["record"]),
    // Devices, beside the engine: they may hang.
    ("token", &["catalogue", "error"]),
    // What the verbs share: the open store, and the way from its rows to the record.
    (
        "engine",
        &[
            "reading",
            "evidence",
            "gauge",
            "search",
            "catalogue",
            "record",
            "store",
            "ports",
            "error",
        ],
    ),
    ("reading", &["engine", "record", "store", "error"]),
    // A failure and its sentence are one idea in two files.
    (
        "words",
        &[
            "error",
            "crosscheck",
            "pad",
            "import",
            "minutes",
            "sampling",
            "catalogue",
            "record",
            "store",
        ],
    ),
    (
        "error",
        &[
            "words",
            "crosscheck",
            "pad",
            "import",
            "minutes",
            "sampling",
            "catalogue",
            "record",
            "store",
            "evidence",
        ],
    ),
    // Tells what was changed, from what is there: reads nothing itself.
    ("history", &["folder", "minutes", "record", "store"]),
    ("blank", &["folder"]),
    // What a sealed paper carries, and whether its pages say the same: from the file alone.
    ("crosscheck", &["carried", "seal", "letters", "minutes", "notice", "slots", "record"]),
    ("carried", &["seal", "letters", "minutes", "notice", "slots", "record"]),
    ("seal", &["folder", "minutes", "record", "store", "error"]),
    ("folder", &["figures", "minutes", "sampling", "catalogue", "record"]),
    ("figures", &["record"]),
    // Units against items, and the sheets behind them: made from folders alone.
    ("consolidation", &["folder", "minutes"]),
    ("search", &["record", "store", "error"]),
    // Works while the database does not: of the store it uses keys, names and the disk.
    ("pad", &["store", "ports"]),
    ("import", &["catalogue", "record"]),
    ("letters", &["minutes", "record"]),
    ("minutes", &["blocks", "slots", "catalogue", "record"]),
    ("notice", &["minutes", "blocks", "slots", "record"]),
    // Text that is generated and may be edited, and the elements that papers share.
    ("slots", &["record"]),
    ("blocks", &[]),
    // Case files: lists to draw from, sheets of the drawn ones, figures of form 06.
    ("sampling", &["minutes", "record"]),
    ("store", &["gauge", "record", "ports"]),
    ("samples", &[]),
    ("evidence", &["record", "store", "error"]),
    ("record", &[]),
    ("catalogue", &[]),
    ("ports", &[]),
];

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
    for package in ["domain", "ledger", "tables", "formula", "pictures", "scans"] {
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

#[test]
fn grouped_imports_are_read() {
    let code =
        "use crate::{ports::{Clock, Local}, store};\n/// [`crate::minutes`]\ncrate::record::Op";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["ports", "record", "store"]);
}

/// The names of what a manifest's `[dependencies]` lists, tests' own left out.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies") && !line.contains("dev-dependencies");
        } else if inside {
            let end = line.find(['.', ' ', '=']).unwrap_or(0);
            names.extend(line.get(..end).filter(|name| !name.is_empty()).map(str::to_owned));
        }
    }
    names
}

/// The first names behind each `crate::` of `code`, comments left out.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let spoken = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let spoken = spoken.collect::<Vec<_>>().join("\n");
    for rest in spoken.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group_names(group)),
            None => {
                found.insert(first_name(rest));
            }
        }
    }
    found
}

/// The first names of each entry of `a::{b, c}, d}`.
fn group_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0_u32;
    let mut entry = String::new();
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first_name(std::mem::take(&mut entry).trim())),
            _ if depth == 0 => entry.push(letter),
            _ => {}
        }
    }
    names.push(first_name(entry.trim()));
    names.retain(|name| !name.is_empty());
    names
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect()
}

/// The folder, or the file without its ending, at the head of `path`.
fn top(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// A source file up to its tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

/// Whether a file beside or above takes this one in for tests only, or one that is for tests itself.
fn is_for_tests(path: &Path) -> bool {
    let (folder, name) = (path.parent().unwrap(), path.file_stem().unwrap().to_str().unwrap());
    let beside = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let above = folder.with_extension("rs");
    if above.is_file() && is_for_tests(&above) {
        return true;
    }
    let declarations = [
        format!("#[cfg(test)]\nmod {name};"),
        format!("#[cfg(test)]\npub(crate) mod {name};"),
        format!("#[cfg(test)]\n#[path = \"{name}.rs\"]"),
    ];
    beside
        .chain([above])
        .filter(|file| file.is_file())
        .map(|file| fs::read_to_string(file).unwrap_or_default())
        .any(|text| declarations.iter().any(|declaration| text.contains(declaration)))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every file under `folder` with this ending, and its text.
fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    const MADE: &[&str] = &["target", "node_modules", "dist", ".venv", "artifacts"];
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() && !MADE.contains(&name) {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}
