//! `profile.toml`: who works on this laptop.

use schemars::JsonSchema;
use serde::Deserialize;

use super::reading::{ImportError, from_toml};

/// The file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// Its one table.
    pub profile: ProfileHead,
}

/// The person.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileHead {
    /// The name.
    pub name: String,
    /// The post.
    pub title: String,
    /// The office.
    pub office: String,
}

/// Reads a profile.
///
/// # Errors
///
/// [`ImportError`] with line and field.
pub fn read_profile(file: &str, text: &str) -> Result<ProfileHead, ImportError> {
    from_toml::<ProfileFile>(file, text).map(|file| file.profile)
}
