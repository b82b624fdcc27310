//! The names that manifests and sources mention.

use std::collections::BTreeSet;

/// The names of what a manifest's `[dependencies]` lists, tests' own left out.
pub(super) fn dependencies(manifest: &str) -> Vec<String> {
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
pub(super) fn imports(code: &str) -> BTreeSet<String> {
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

#[test]
fn grouped_imports_are_read() {
    let code =
        "use crate::{ports::{Clock, Local}, store};\n/// [`crate::minutes`]\ncrate::record::Op";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["ports", "record", "store"]);
}
