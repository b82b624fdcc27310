//! Where makers of tokens put their PKCS#11 modules, as it ships: read once, when first asked for.

use std::sync::LazyLock;

use serde::Deserialize;

use super::problem::CatalogueError;
use super::source::Source;

const FILE: &str = "tokens/modules.toml";
const TEXT: &str = include_str!("../../../../../assets/tokens/modules.toml");

static MODULES: LazyLock<Result<File, CatalogueError>> =
    LazyLock::new(|| Source::new(&[(FILE, TEXT)]).read().map_err(CatalogueError));

/// A maker's module on one kind of system.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TokenModule {
    /// The maker, as people know it.
    pub name: String,
    /// The system, as Rust names it: `linux`, `macos`, `windows`.
    pub system: String,
    /// Where the file may lie, the newest version first.
    pub paths: Vec<String>,
    /// Whether it was tried with this program.
    pub verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    module: Vec<TokenModule>,
}

/// Every module that is known, of all systems.
///
/// # Errors
///
/// [`CatalogueError`] when the shipped list is broken; a test reads all of it.
pub fn token_modules() -> Result<&'static [TokenModule], CatalogueError> {
    MODULES.as_ref().map(|file| file.module.as_slice()).map_err(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_has_a_system_and_whole_paths() {
        for module in token_modules().unwrap() {
            assert!(["linux", "macos", "windows"].contains(&module.system.as_str()), "{module:?}");
            let begins = if module.system == "windows" { r"C:\" } else { "/" };
            assert!(!module.paths.is_empty(), "{module:?}");
            assert!(module.paths.iter().all(|path| path.starts_with(begins)), "{module:?}");
        }
    }
}
