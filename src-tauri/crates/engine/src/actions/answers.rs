//! Answers: write one named thing at an item.
//!
//! A save happens at every pause of typing, so it reads no more of the visit than it takes to know
//! what is asked there.

use domain::checklist::{Item, Selection};
use domain::id::VisitId;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::minutes::verdict_word;
use crate::record::{self, AnswerField, kind};

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
        let known = self.asked(visit, item)?;
        if let AnswerField::Part(name, _) = field
            && !known.parts.iter().any(|part| part.name == *name)
        {
            return Err(EngineError::NotFound { what: Noun::Part, name: name.clone() });
        }
        let edit = record::answer_edit(visit, item, field)?;
        self.save(visit.bytes(), &[edit], Some(act(item, field)))
    }

    /// The item `item`, when it is asked at `visit`.
    fn asked(&self, visit: VisitId, item: &str) -> Result<&Item, EngineError> {
        let missing = |what, name: String| EngineError::NotFound { what, name };
        let visit = record::visit(&self.facts_of(visit.bytes(), kind::VISIT)?, visit)?
            .ok_or_else(|| missing(Noun::Visit, visit.to_string()))?;
        let facts = self.facts_of_campaign_at(visit.campaign, visit.unit)?;
        let campaign = record::campaign(&facts, visit.campaign)?
            .ok_or_else(|| missing(Noun::Campaign, visit.campaign.to_string()))?;
        let unit = campaign.units.iter().find(|unit| unit.id == visit.unit);
        let unit = unit.ok_or_else(|| missing(Noun::Unit, visit.unit.to_string()))?;
        let selection = Selection {
            date: visit.date,
            period: None,
            kind: Some(unit.kind),
            areas_off: &campaign.areas_off,
        };
        self.checklist_of(&campaign)?
            .asked(&selection)
            .find(|known| known.id == item)
            .ok_or_else(|| missing(Noun::Item, item.to_owned()))
    }
}

/// What a person did, as the undo button names it.
fn act(item: &str, field: &AnswerField) -> String {
    match field {
        AnswerField::Verdict(verdict) => {
            format!("{} – mục {item}", capital(verdict_word(*verdict)))
        }
        AnswerField::Note(_) => format!("Ghi chú – mục {item}"),
        AnswerField::Part(_, _) => format!("Số liệu – mục {item}"),
        AnswerField::SelfPoints(_) => format!("Điểm tự chấm – mục {item}"),
        AnswerField::Points(_) => format!("Điểm thẩm định – mục {item}"),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
