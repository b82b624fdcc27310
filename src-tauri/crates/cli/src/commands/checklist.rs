//! `checklist list/show/check/import/export`: needs no store, but for what goes into it or comes out of it.

mod exchange;

use std::path::Path;

use engine::catalogue::{Bases, Catalogue, Shown};
use engine::words::problem_in_words;
use engine::{EngineError, Field, Noun};
use serde_json::json;

use super::to_json;
use crate::answer::Answer;
use crate::args::{Checklist, Common};
use crate::failure::Failed;
use crate::{files, shell};

pub(super) fn run(common: &Common, verb: &Checklist) -> Result<Answer, Failed> {
    let catalogue = Catalogue::builtin().map_err(EngineError::from)?;
    match verb {
        Checklist::List => list(&catalogue),
        Checklist::Show { id, on } => show(&catalogue, id, on.as_deref()),
        Checklist::Check { file } => check(&catalogue, file),
        Checklist::Import(asked) => exchange::import(common, &catalogue, asked),
        Checklist::Export(asked) => exchange::export(common, &catalogue, asked),
    }
}

fn list(catalogue: &Catalogue) -> Result<Answer, Failed> {
    let list = catalogue.list();
    let mut text = String::new();
    for it in &list {
        let (areas, items) = (it.areas, it.items);
        text.push_str(&format!(
            "{} phiên bản {} (từ {}): {} – {areas} lĩnh vực, {items} mục\n",
            it.id, it.version, it.valid_from, it.title
        ));
    }
    Ok(Answer::new(json!({ "checklists": to_json(&list)? }), text))
}

fn show(catalogue: &Catalogue, id: &str, on: Option<&str>) -> Result<Answer, Failed> {
    let day = |text: &str| {
        domain::date::parse(text)
            .ok_or_else(|| EngineError::BadInput { field: Field::Date, entered: text.to_owned() })
    };
    let shown = catalogue
        .show(id, on.map(day).transpose()?)
        .ok_or_else(|| EngineError::NotFound { what: Noun::Checklist, name: id.to_owned() })?;
    Ok(Answer::new(to_json(&shown)?, in_words(&shown)))
}

fn in_words(shown: &Shown) -> String {
    let mut text = format!("{} ({} phiên bản {})\n", shown.title, shown.id, shown.version);
    for area in &shown.areas {
        text.push_str(&format!("\n{} {}\n", area.id, area.title));
        for item in &area.items {
            let mark = if item.certain { "" } else { " [cần xác minh]" };
            text.push_str(&format!(
                "  {} {}{mark}\n      {}\n",
                item.id, item.title, item.question
            ));
            let bases: Vec<&str> = match &item.bases {
                Bases::Day(bases) => bases.iter().map(String::as_str).collect(),
                Bases::History(bases) => bases.iter().map(|basis| basis.text.as_str()).collect(),
            };
            for basis in bases {
                text.push_str(&format!("      – {basis}\n"));
            }
        }
    }
    text
}

fn check(catalogue: &Catalogue, path: &Path) -> Result<Answer, Failed> {
    let (name, text) = files::read_text(path)?;
    let problems = catalogue.check(&name, &text);
    if problems.is_empty() {
        let json = json!({ "valid": true, "problems": [] });
        return Ok(Answer::new(json, format!("Tệp “{name}” dùng được.")));
    }
    let lines: Vec<String> = problems.iter().map(problem_in_words).collect();
    let listed: Vec<_> = problems
        .iter()
        .zip(&lines)
        .map(|(problem, line)| {
            json!({ "file": problem.file, "line": problem.line, "path": problem.path, "message": line })
        })
        .collect();
    let first = lines.first().cloned().unwrap_or_default();
    let reason = Failed::no(
        "E-CHECKLIST",
        format!("Bộ nội dung kiểm tra có {} lỗi. {first}", problems.len()),
    );
    let json = json!({ "valid": false, "problems": listed, "error": shell::error(&reason) });
    Ok(Answer::new(json, lines.join("\n")).no(reason))
}
