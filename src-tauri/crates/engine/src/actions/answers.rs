//! Answers: write one named thing at an item.

use domain::id::VisitId;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::minutes::verdict_word;
use crate::record::{self, AnswerField};

impl Engine {
    /// Writes `field` of `item` at a visit.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown visit, item or part, and [`EngineError`] when the
    /// store cannot be written.
    pub fn answer(
        &mut self,
        visit: VisitId,
        item: &str,
        field: &AnswerField,
    ) -> Result<Saved, EngineError> {
        let folder = self.folder(visit)?;
        let known = folder
            .view
            .item(item)
            .ok_or_else(|| EngineError::NotFound { what: Noun::Item, name: item.to_owned() })?;
        if let AnswerField::Part(name, _) = field
            && !known.parts.iter().any(|part| part.name == *name)
        {
            return Err(EngineError::NotFound { what: Noun::Part, name: name.clone() });
        }
        let edit = record::answer_edit(visit, item, field)?;
        self.save(visit.bytes(), &[edit], Some(act(item, field)))
    }
}

/// What a person did, as the undo button names it.
fn act(item: &str, field: &AnswerField) -> String {
    match field {
        AnswerField::Verdict(verdict) => {
            format!("{} – mục {item}", capital(verdict_word(*verdict)))
        }
        AnswerField::Note(_) => format!("Ghi chú – mục {item}"),
        AnswerField::Reviewed(_) => format!("Rà soát – mục {item}"),
        AnswerField::Part(_, _) => format!("Số liệu – mục {item}"),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
