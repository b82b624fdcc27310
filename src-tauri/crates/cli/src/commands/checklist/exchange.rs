//! `checklist import/export`: to Excel and back, and to forms for the field.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::checklist::{Checklist, Selection};
use domain::unit::UnitKind;
use engine::catalogue::{Catalogue, to_toml};
use engine::export::{checklist_to_xlsform, checklist_to_xlsx};
use engine::import::{ChecklistRefused, SheetProblem, checklist_from_xlsx, checklist_id_in_xlsx};
use engine::ports::{Clock as _, SystemClock};
use engine::words::{checklist_refused, sheet_sentence};
use engine::{Engine, EngineError, Field, Noun};
use serde_json::json;

use crate::answer::Answer;
use crate::args::{Common, Export, Format, Import};
use crate::failure::Failed;
use crate::{files, shell, store};

/// Reads a workbook and writes the checklist in it as one TOML file. Nothing is written when
/// anything is wrong.
pub(super) fn import(
    common: &Common,
    catalogue: &Catalogue,
    asked: &Import,
) -> Result<Answer, Failed> {
    let bytes = files::read(&asked.file)?;
    let name = files::name(&asked.file);
    if asked.draft {
        return store::with(common, |engine| drafted(engine, &name, &bytes));
    }
    let base = match &asked.base {
        Some(base) => chosen(catalogue, base, None, today())?,
        None => {
            let found = checklist_id_in_xlsx(&name, &bytes);
            // Without its id the workbook is refused below, with everything that is wrong in it.
            let id = found.map_err(EngineError::from)?.unwrap_or_else(|| "cchc".to_owned());
            catalogue.checklist(&id, NaiveDate::MAX).cloned().ok_or_else(|| no_base(&id))?
        }
    };
    let checklist = match checklist_from_xlsx(&name, &bytes, &base, catalogue) {
        Ok(checklist) => checklist,
        Err(refused) => return Ok(told(&refused)),
    };
    let out = written_to(asked)?;
    files::write(&out, to_toml(&checklist).as_bytes())?;
    let (areas, items) = (checklist.areas.len(), checklist.items().count());
    let text = format!(
        "Đã đọc bộ nội dung {} phiên bản {}: {areas} lĩnh vực, {items} mục. Đã ghi “{}”.",
        checklist.id,
        checklist.version,
        out.display()
    );
    let json = json!({
        "valid": true, "problems": [], "id": checklist.id, "version": checklist.version,
        "areas": areas, "items": items, "file": out.display().to_string(),
    });
    Ok(Answer::new(json, text))
}

/// Reads a workbook into a draft of the library, made from the latest version there.
fn drafted(engine: &mut Engine, name: &str, bytes: &[u8]) -> Result<Answer, Failed> {
    let found = checklist_id_in_xlsx(name, bytes).map_err(EngineError::from)?;
    let id = found.unwrap_or_else(|| "cchc".to_owned());
    let pin = engine.catalogue().latest(&id, NaiveDate::MAX).ok_or_else(|| no_base(&id))?;
    let base = engine.checklist_version(&id, &pin)?.clone();
    let checklist = match checklist_from_xlsx(name, bytes, &base, engine.catalogue()) {
        Ok(checklist) => checklist,
        Err(refused) => return Ok(told(&refused)),
    };
    let draft = engine.begin_draft_from(&pin, &checklist)?;
    let version = &checklist.version;
    let (areas, items) = (checklist.areas.len(), checklist.items().count());
    let text = format!(
        "Đã đưa vào kho bản sửa của bộ nội dung {id}: {areas} lĩnh vực, {items} mục. Hãy xem lại và ban hành trong chương trình."
    );
    let json = json!({
        "valid": true, "problems": [], "id": id, "version": version, "areas": areas,
        "items": items, "draft": draft.to_string(),
    });
    Ok(Answer::new(json, text))
}

fn no_base(id: &str) -> Failed {
    Failed::input(
        "E-CHECKLIST-BASE",
        format!(
            "Tệp Excel này sửa từ bộ nội dung “{id}” mà máy không có. Hãy nêu bản gốc: --base TỆP.toml."
        ),
    )
}

/// The file that is named, or else the one beside the workbook, which must not be there yet.
fn written_to(asked: &Import) -> Result<PathBuf, Failed> {
    if let Some(out) = &asked.out {
        return Ok(out.clone());
    }
    let beside = asked.file.with_extension("toml");
    if beside.exists() {
        let message = format!(
            "Đã có tệp “{}”. Hãy nêu tệp sẽ ghi bằng --out, hoặc đổi tên tệp đang có.",
            beside.display()
        );
        return Err(Failed::input("E-FILE-EXISTS", message));
    }
    Ok(beside)
}

fn told(refused: &ChecklistRefused) -> Answer {
    let reason = Failed::from(checklist_refused(refused));
    let problems: &[SheetProblem] = match refused {
        ChecklistRefused::Table(_) => &[],
        ChecklistRefused::Problems(problems) => problems.as_slice(),
    };
    let lines: Vec<String> = problems.iter().map(sheet_sentence).collect();
    let listed: Vec<_> = problems
        .iter()
        .zip(&lines)
        .map(|(it, line)| {
            // Columns as Excel names them, rows as it counts them.
            let column = it.column.map(engine::words::column_name);
            json!({ "sheet": it.sheet, "row": it.row, "column": column, "message": line })
        })
        .collect();
    let json = json!({ "valid": false, "problems": listed, "error": shell::error(&reason) });
    Answer::new(json, lines.join("\n")).no(reason)
}

/// Writes a checklist in the format that was asked for: one that is shipped or in a file without a
/// store, a draft or a version of the office's own out of the store.
pub(super) fn export(
    common: &Common,
    catalogue: &Catalogue,
    asked: &Export,
) -> Result<Answer, Failed> {
    let on = asked.on.as_deref().map(day).transpose()?.unwrap_or_else(today);
    if asked.draft {
        return store::with(common, |engine| {
            written(engine.catalogue(), asked, &drafted_here(engine, &asked.id)?, on)
        });
    }
    let shipped =
        asked.version.as_deref().is_none_or(|it| catalogue.version(&asked.id, it).is_some());
    if shipped || is_file(&asked.id) {
        let checklist = chosen(catalogue, &asked.id, asked.version.as_deref(), on)?;
        return written(catalogue, asked, &checklist, on);
    }
    store::with(common, |engine| {
        let catalogue = engine.catalogue();
        let checklist = chosen(catalogue, &asked.id, asked.version.as_deref(), on)?;
        written(catalogue, asked, &checklist, on)
    })
}

/// The draft called `name`: its own id, or the id of a checklist for the draft written last.
fn drafted_here(engine: &Engine, name: &str) -> Result<Checklist, Failed> {
    let drafts = engine.checklist_drafts()?;
    let called = drafts.iter().find(|it| it.own.checklist == name || it.own.id.to_string() == name);
    let missing = || EngineError::NotFound { what: Noun::Checklist, name: name.to_owned() };
    Ok(engine.draft(called.ok_or_else(missing)?.own.id)?.checklist)
}

fn written(
    catalogue: &Catalogue,
    asked: &Export,
    checklist: &Checklist,
    on: NaiveDate,
) -> Result<Answer, Failed> {
    let bytes = match asked.format {
        Format::Xlsx => checklist_to_xlsx(checklist).map_err(EngineError::from)?,
        Format::Toml => to_toml(checklist).into_bytes(),
        Format::Xlsform => {
            let kind = asked.kind.as_deref().map(kind).transpose()?;
            let selection = Selection { kind, ..Selection::day(on) };
            let view = checklist.on(catalogue.vocabulary(), &selection);
            checklist_to_xlsform(&view, &checklist.registers).map_err(EngineError::from)?
        }
    };
    files::write(&asked.out, &bytes)?;
    let Checklist { id, version, .. } = checklist;
    let file = asked.out.display().to_string();
    let text = format!("Đã xuất bộ nội dung {id} phiên bản {version} ra “{file}”.");
    Ok(Answer::new(json!({ "id": id, "version": version, "file": file }), text))
}

/// The checklist called `name`: one's own in a file, or one of the catalogue in `version`, or else
/// in the version for campaigns that begin on `on`.
fn chosen(
    catalogue: &Catalogue,
    name: &str,
    version: Option<&str>,
    on: NaiveDate,
) -> Result<Checklist, Failed> {
    if is_file(name) {
        let (file, text) = files::read_text(Path::new(name))?;
        return Ok(catalogue.read(&file, &text).map_err(EngineError::from)?);
    }
    let found = match version {
        Some(version) => catalogue.version(name, version),
        None => catalogue.checklist(name, on),
    };
    let missing = || EngineError::NotFound { what: Noun::Checklist, name: name.to_owned() };
    Ok(found.cloned().ok_or_else(missing)?)
}

fn is_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn day(text: &str) -> Result<NaiveDate, Failed> {
    let bad = || EngineError::BadInput { field: Field::Date, entered: text.to_owned() };
    Ok(domain::date::parse(text).ok_or_else(bad)?)
}

fn kind(code: &str) -> Result<UnitKind, Failed> {
    UnitKind::from_code(code).ok_or_else(|| {
        let kinds = UnitKind::ALL.map(UnitKind::code).join(", ");
        Failed::usage(format!("Không có loại đơn vị “{code}”. Dùng một trong: {kinds}."))
    })
}

fn today() -> NaiveDate {
    SystemClock.local().date_naive()
}
