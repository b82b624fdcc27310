//! The vocabulary file.

use domain::checklist::Validity;
use domain::checklist::uncovered;
use domain::unit::UnitKind;
use domain::vocabulary::{CodeList, Form, Sense, Vocabulary, Word};
use serde::Deserialize;
use toml::Spanned;

use super::convert::Desk;
use super::problem::{Flaw, Problem};
use super::shape::{Day, validity};
use super::source::Source;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "vocabulary")]
    _head: Head,
    #[serde(default)]
    word: Vec<WordShape>,
    #[serde(default)]
    list: Vec<ListShape>,
    #[serde(default)]
    form: Vec<FormShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "to_check")]
    _to_check: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordShape {
    key: Spanned<String>,
    meaning: String,
    #[serde(default)]
    suggestion: bool,
    #[serde(default)]
    sense: Vec<SenseShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListShape {
    key: Spanned<String>,
    meaning: String,
    #[serde(default)]
    entry: Vec<SenseShape>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SenseShape {
    text: String,
    from: Option<Day>,
    to: Option<Day>,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    source: String,
    certain: bool,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormShape {
    key: Spanned<String>,
    name: String,
    #[serde(default)]
    number: String,
    text: String,
    from: Option<Day>,
    to: Option<Day>,
    certain: bool,
    #[serde(default)]
    note: String,
}

/// Reads the vocabulary that `source` holds.
pub(super) fn vocabulary(source: &Source) -> Result<Vocabulary, Vec<Problem>> {
    let document: Document = source.read()?;
    let mut desk = Desk::new(source);
    let words = document.word.into_iter().map(|shape| word(&mut desk, shape)).collect();
    let lists = document.list.into_iter().map(|shape| list(&mut desk, shape)).collect();
    let forms = document.form.into_iter().map(|shape| form(&mut desk, shape)).collect();
    if desk.problems.is_empty() {
        Ok(Vocabulary { words, lists, forms })
    } else {
        Err(desk.problems)
    }
}

fn word(desk: &mut Desk<'_>, shape: WordShape) -> Word {
    desk.stands(&shape.key);
    let key = shape.key.into_inner();
    let senses: Vec<Sense> = shape.sense.into_iter().map(|it| sense(desk, &key, it)).collect();
    for kind in UnitKind::ALL {
        let fits = |sense: &&Sense| sense.kinds.is_empty() || sense.kinds.contains(&kind);
        let covers: Vec<Validity> = senses.iter().filter(fits).map(|it| it.validity).collect();
        if let Some(day) = uncovered(Validity::ALWAYS, &covers) {
            desk.note(&key, kind.code(), Flaw::Title(day));
        }
    }
    Word { key, meaning: shape.meaning, suggestion: shape.suggestion, senses }
}

fn list(desk: &mut Desk<'_>, shape: ListShape) -> CodeList {
    let key = shape.key.into_inner();
    let entries = shape.entry.into_iter().map(|it| sense(desk, &key, it)).collect();
    CodeList { key, meaning: shape.meaning, entries }
}

fn sense(desk: &mut Desk<'_>, key: &str, shape: SenseShape) -> Sense {
    let validity = days(desk, key, shape.from, shape.to);
    let mut kinds = Vec::new();
    for code in shape.kinds {
        if let Some(kind) = UnitKind::from_code(&code) {
            kinds.push(kind);
        } else {
            let allowed = UnitKind::ALL.map(|kind| kind.code().to_owned()).to_vec();
            desk.note(key, "kinds", Flaw::UnknownWord { word: code, allowed });
        }
    }
    Sense {
        text: shape.text,
        validity,
        kinds,
        source: shape.source,
        certain: shape.certain,
        note: shape.note,
    }
}

fn form(desk: &mut Desk<'_>, shape: FormShape) -> Form {
    // A form has many lines under one key; only its first is remembered.
    desk.stands(&shape.key);
    let key = shape.key.into_inner();
    let validity = days(desk, &key, shape.from, shape.to);
    Form {
        key,
        name: shape.name,
        number: shape.number,
        text: shape.text,
        validity,
        certain: shape.certain,
        note: shape.note,
    }
}

fn days(desk: &mut Desk<'_>, key: &str, from: Option<Day>, to: Option<Day>) -> Validity {
    let validity = validity(from, to);
    if validity.is_backward() {
        desk.note(key, "to", Flaw::Backward);
    }
    validity
}
