//! The files of the source, and what of them ships.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder, or the file without its ending, at the head of `path`.
pub(super) fn top(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// A source file up to its tests.
pub(super) fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap()
}

/// Whether a file beside or above takes this one in for tests only, or one that is for tests itself.
pub(super) fn is_for_tests(path: &Path) -> bool {
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

pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every file under `folder` with this ending, and its text.
pub(super) fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
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
