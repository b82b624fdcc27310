//! Reading a file so that the answer to a mistake names file, line and field.

use serde::de::DeserializeOwned;
use thiserror::Error;

/// Why a file cannot be imported.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{file}, line {line:?}, field `{path}`: {flaw:?}")]
pub struct ImportError {
    /// The name of the file, without its folder.
    pub file: String,
    /// The line, counted from 1, where one can be named.
    pub line: Option<u32>,
    /// The field, as a path: `campaign.members[2].role`; `.` for the whole file.
    pub path: String,
    /// What is wrong there.
    pub flaw: Flaw,
}

/// What is wrong at a place of a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Flaw {
    /// The file is not UTF-8 text.
    NotText,
    /// It is not TOML, or not JSON; what the reader says.
    Syntax(String),
    /// A field that nobody here knows.
    UnknownField(String),
    /// A field that has to be there is not.
    MissingField(String),
    /// A value of the wrong type; what the reader says.
    WrongType(String),
    /// A word that is none of those allowed.
    UnknownWord {
        /// The word.
        word: String,
        /// The words allowed; empty when they are too many to list.
        allowed: Vec<String>,
    },
    /// A value that cannot be, such as a period that ends before it starts.
    Impossible(String),
}

impl ImportError {
    /// Says that the value at `path` cannot be.
    pub(super) fn at(file: &str, path: impl Into<String>, flaw: Flaw) -> Self {
        Self { file: file.to_owned(), line: None, path: path.into(), flaw }
    }
}

/// Reads a TOML file.
pub(super) fn from_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, ImportError> {
    let line_of = |error: &toml::de::Error| error.span().map(|span| line_at(text, span.start));
    let reader = toml::de::Deserializer::parse(text).map_err(|error| ImportError {
        file: file.to_owned(),
        line: line_of(&error),
        path: ".".to_owned(),
        flaw: Flaw::Syntax(error.message().to_owned()),
    })?;
    serde_path_to_error::deserialize(reader).map_err(|error| ImportError {
        file: file.to_owned(),
        line: line_of(error.inner()),
        path: error.path().to_string(),
        flaw: flaw(error.inner().message()),
    })
}

/// Reads a JSON file.
pub(super) fn from_json<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, ImportError> {
    let reader = &mut serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut *reader).map_err(|error| {
        let inner = error.inner();
        let message = inner.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        ImportError {
            file: file.to_owned(),
            line: u32::try_from(inner.line()).ok().filter(|line| *line != 0),
            path: error.path().to_string(),
            flaw: if inner.is_data() { flaw(message) } else { Flaw::Syntax(message.to_owned()) },
        }
    })?;
    reader.end().map_err(|error| ImportError {
        file: file.to_owned(),
        line: u32::try_from(error.line()).ok(),
        path: ".".to_owned(),
        flaw: Flaw::Syntax(error.to_string()),
    })?;
    Ok(value)
}

/// Tells flaws apart by the fixed openings of serde's messages: serde hands
/// them over as text only. The tests below pin the openings.
fn flaw(message: &str) -> Flaw {
    let quoted = || message.split('`').nth(1).unwrap_or_default().to_owned();
    if message.starts_with("unknown field") {
        Flaw::UnknownField(quoted())
    } else if message.starts_with("missing field") {
        Flaw::MissingField(quoted())
    } else {
        Flaw::WrongType(message.to_owned())
    }
}

fn line_at(text: &str, offset: usize) -> u32 {
    let before = text.get(..offset).unwrap_or(text);
    u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[expect(dead_code, reason = "only the reading matters")]
        inner: Inner,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[expect(dead_code, reason = "only the reading matters")]
        count: u32,
    }

    #[track_caller]
    fn check(result: Result<Outer, ImportError>, line: u32, path: &str, flaw: &Flaw) {
        let error = result.unwrap_err();
        assert_eq!((error.line, error.path.as_str(), &error.flaw), (Some(line), path, flaw));
    }

    #[test]
    fn an_unknown_field_is_named_with_line_and_path() {
        let flaw = Flaw::UnknownField("tong".to_owned());
        check(from_toml("t", "[inner]\ncount = 1\ntong = 2\n"), 3, "inner.tong", &flaw);
        check(from_json("t", "{\"inner\": {\"count\": 1,\n\"tong\": 2}}"), 2, "inner.tong", &flaw);
    }

    #[test]
    fn a_missing_field_is_named() {
        let flaw = Flaw::MissingField("count".to_owned());
        check(from_toml("t", "\n[inner]\n"), 2, "inner", &flaw);
        check(from_json("t", "{\"inner\": {}}"), 1, "inner", &flaw);
    }

    #[test]
    fn a_broken_file_is_told_from_a_wrong_value() {
        assert!(matches!(
            from_json::<Outer>("t", "{\"inner\": ").unwrap_err().flaw,
            Flaw::Syntax(_)
        ));
        assert!(matches!(from_toml::<Outer>("t", "inner = [").unwrap_err().flaw, Flaw::Syntax(_)));
        assert!(matches!(
            from_json::<Outer>("t", "{\"inner\": {\"count\": \"x\"}}").unwrap_err().flaw,
            Flaw::WrongType(_)
        ));
    }
}
