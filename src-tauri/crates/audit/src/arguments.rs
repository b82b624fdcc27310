//! What was asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::words;

/// What was asked for.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Asked {
    /// The manual.
    Help,
    /// The version.
    Version,
    /// Whether a record holds.
    Verify(Wish),
}

/// A record to verify, and papers to find in it.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Wish {
    pub(crate) record: PathBuf,
    pub(crate) papers: Vec<PathBuf>,
}

/// Reads the words after the program's name; says in Vietnamese what is wrong with them.
pub(crate) fn read(words: Vec<OsString>) -> Result<Asked, String> {
    let (mut record, mut papers) = (None, Vec::new());
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("--help" | "-h") => return Ok(Asked::Help),
            Some("--version" | "-V") => return Ok(Asked::Version),
            Some("--json") => {}
            Some("--paper") => {
                let path = words.next().ok_or_else(|| words::NO_PAPER.to_owned())?;
                papers.push(PathBuf::from(path));
            }
            Some(option) if option.starts_with('-') => return Err(words::unknown_option(option)),
            Some(_) | None if record.is_none() => record = Some(PathBuf::from(word)),
            Some(_) | None => return Err(words::ONE_RECORD.to_owned()),
        }
    }
    let record = record.ok_or_else(|| words::ONE_RECORD.to_owned())?;
    Ok(Asked::Verify(Wish { record, papers }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(words: &[&str]) -> Result<Asked, String> {
        read(words.iter().map(OsString::from).collect())
    }

    #[test]
    fn one_record_and_any_papers_are_read_in_any_order() {
        let wish = Wish { record: "a.hoso".into(), papers: vec!["b.pdf".into(), "c.pdf".into()] };
        let words = ["--paper", "b.pdf", "a.hoso", "--json", "--paper", "c.pdf"];
        assert_eq!(asked(&words), Ok(Asked::Verify(wish)));
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        for words in [&[][..], &["a", "b"], &["a", "--paper"], &["a", "--mau"]] {
            assert!(asked(words).is_err(), "{words:?}");
        }
    }
}
