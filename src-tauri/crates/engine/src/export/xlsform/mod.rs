//! A checklist as an XLSForm, for ODK Collect, KoboToolbox and their relatives.
//!
//! What the form brings back is for reading and counting; the record of a visit is made in the
//! program.
//!
//! # Source
//!
//! The reference of <https://xlsform.org>.

mod condition;
mod names;
mod survey;
#[cfg(test)]
mod tests;

use domain::checklist::{Register, View};
use tables::{Column, SheetOut, TableError};

use survey::{Choice, Question, Survey, shown};

/// Writes what `view` asks as an XLSForm, with those of `registers` that its items fill. Equal
/// input gives equal bytes.
///
/// # Errors
///
/// [`TableError::Writing`] for a text that Excel does not hold.
pub fn checklist_to_xlsform(view: &View, registers: &[Register]) -> Result<Vec<u8>, TableError> {
    let survey = Survey::of(view, registers);
    let questions = survey.questions.iter().map(|question| {
        let Question { kind, name, label, hint, relevant, .. } = question;
        let Question { constraint, constraint_message, calculation, appearance, .. } = question;
        [kind, name, label, hint, relevant, constraint, constraint_message, calculation, appearance]
            .map(Clone::clone)
            .to_vec()
    });
    let choices = survey.choices.iter().map(|choice| {
        let Choice { list, name, label } = choice;
        [list, name, label].map(Clone::clone).to_vec()
    });
    let day = view.on.format("%Y%m%d").to_string();
    let settings = vec![
        shown(&view.title),
        format!("{}-{}-{day}", view.id, view.version),
        format!("{}-{day}", view.version),
        survey.instance.clone(),
    ];
    tables::write(&[
        sheet(
            "survey",
            &[
                "type",
                "name",
                "label",
                "hint",
                "relevant",
                "constraint",
                "constraint_message",
                "calculation",
                "appearance",
            ],
            questions.collect(),
        ),
        sheet("choices", &["list_name", "name", "label"], choices.collect()),
        sheet("settings", &["form_title", "form_id", "version", "instance_name"], vec![settings]),
    ])
}

fn sheet(name: &str, headings: &[&str], rows: Vec<Vec<String>>) -> SheetOut {
    let columns = headings.iter().map(|heading| Column::text(heading)).collect();
    SheetOut { name: name.to_owned(), columns, rows }
}
