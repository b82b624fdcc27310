//! Answers: each named thing at an item is saved by itself.

use domain::answer::Verdict;
use domain::checklist::Part;
use domain::score::Points;
use domain::text::clean;
use engine::actions::ReviewAct;
use engine::record::AnswerField;
use engine::{EngineError, Field, Noun};
use tauri::State;

use super::unpack;
use crate::conduct::Saved;
use crate::failure::Failure;
use crate::part_value::PartValueView;
use crate::shared_engine::SharedEngine;

/// Judges an item; an empty verdict takes the judgement back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_verdict(
    engine: State<'_, SharedEngine>,
    visit: String,
    item: String,
    verdict: String,
) -> Result<Saved, Failure> {
    save(&engine, visit, item, move |_| {
        let verdict = match verdict.as_str() {
            "" => None,
            code => Some(unpack::word(code, Verdict::from_code(code))?),
        };
        Ok(AnswerField::Verdict(verdict))
    })
    .await
}

/// Writes the note at an item.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_note(
    engine: State<'_, SharedEngine>,
    visit: String,
    item: String,
    text: String,
) -> Result<Saved, Failure> {
    save(&engine, visit, item, move |_| Ok(AnswerField::Note(clean(&text)))).await
}

/// Writes one named part of an item.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_part(
    engine: State<'_, SharedEngine>,
    visit: String,
    item: String,
    value: PartValueView,
) -> Result<Saved, Failure> {
    save(&engine, visit, item, move |parts| {
        let part = parts.iter().find(|part| part.name == value.name());
        let part = part.ok_or_else(|| EngineError::NotFound {
            what: Noun::Part,
            name: value.name().to_owned(),
        })?;
        Ok(AnswerField::Part(part.name.clone(), value.read(part)?))
    })
    .await
}

/// Gives an item points; empty takes them back. `by_unit`: what the unit gave itself.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_points(
    engine: State<'_, SharedEngine>,
    visit: String,
    item: String,
    by_unit: bool,
    points: String,
) -> Result<Saved, Failure> {
    engine
        .save(visit, Some(item.clone()), move |engine, visit| {
            let folder = engine.folder(visit)?;
            let most = folder.campaign.points.iter().find(|it| it.item == item).map(|it| it.most);
            let points = unpack::points(&points)?;
            if most < points {
                let entered = points.map(Points::printed).unwrap_or_default();
                return Err(unpack::bad(Field::Points, &entered));
            }
            let field = match by_unit {
                true => AnswerField::SelfPoints(points),
                false => AnswerField::Points(points),
            };
            engine.answer(visit, &item, &field)
        })
        .await
}

/// Looks an answer over: `forward` one step, `back` with a remark, or `reopen`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn review_answer(
    engine: State<'_, SharedEngine>,
    visit: String,
    item: String,
    act: String,
    remark: String,
) -> Result<Saved, Failure> {
    engine
        .save(visit, Some(item.clone()), move |engine, visit| {
            let act = match act.as_str() {
                "forward" => ReviewAct::Forward,
                "back" => ReviewAct::Back(remark),
                "reopen" => ReviewAct::Reopen,
                other => return Err(unpack::bad(Field::Word, other)),
            };
            engine.review(visit, &item, &act)
        })
        .await
}

/// Writes the field that `field` makes of the named parts of an item.
async fn save(
    engine: &SharedEngine,
    visit: String,
    item: String,
    field: impl FnOnce(&[Part]) -> Result<AnswerField, EngineError> + Send + 'static,
) -> Result<Saved, Failure> {
    engine
        .save(visit, Some(item.clone()), move |engine, visit| {
            let folder = engine.folder(visit)?;
            let parts = folder.view.item(&item).map(|item| item.parts.as_slice());
            engine.answer(visit, &item, &field(parts.unwrap_or_default())?)
        })
        .await
}
