//! Fields that wait for signatures, a seal or a number.
//!
//! All of them exist in the first revision: a visible field added after certification would count as
//! tampering. Fields are not in the tree of tags: a widget that the tree points at and a signature
//! changes looks like tampering with the tree to other validators (pyHanko 0.38).

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use crate::document::FieldKind;
use crate::error::PaperError;
use crate::finish::rect;
use crate::galley::FieldMark;
use crate::objects::{number, references, text};
use crate::page::Sheet;
use crate::style::Page;

/// Annotation flags: printed, and not to be moved (ISO 32000-1, 12.5.3).
const PRINT_LOCKED: i64 = 132;
/// Annotation flag: printed.
const PRINT: i64 = 4;
/// Signatures exist; append only. Set from the start, so that signing need not touch the form.
const SIG_FLAGS: i64 = 3;

/// Adds all fields of all pages and the form that lists them.
pub(crate) fn add(
    pdf: &mut lopdf::Document,
    catalog: &mut Dictionary,
    pages: &[ObjectId],
    (sheets, page_style): (&[Sheet], &Page),
) -> Result<(), PaperError> {
    let mut widgets: Vec<ObjectId> = Vec::new();
    for (sheet, &page) in sheets.iter().zip(pages) {
        let mut annotations = Vec::new();
        let height = page_style.lying(sheet.orientation).height_mpt();
        for field in &sheet.fields {
            let appearance = pdf.add_object(empty(field));
            let id = pdf.add_object(widget(field, page, (appearance, height)));
            annotations.push(id);
        }
        widgets.extend(&annotations);
        if !annotations.is_empty() {
            pdf.get_dictionary_mut(page)?.set("Annots", references(annotations));
        }
    }
    if widgets.is_empty() {
        return Ok(());
    }
    let mut form = dictionary! {
        "Fields" => references(widgets),
        "SigFlags" => SIG_FLAGS,
    };
    if let Some(fonts) = fonts(pdf, pages) {
        form.set("DR", dictionary! { "Font" => fonts });
        form.set("DA", Object::string_literal("/R 13 Tf 0 g"));
    }
    let form = pdf.add_object(form);
    catalog.set("AcroForm", form);
    Ok(())
}

fn widget(field: &FieldMark, page: ObjectId, (appearance, height): (ObjectId, i64)) -> Dictionary {
    let mut widget = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "T" => text(&field.name),
        "TU" => text(&field.label),
        "Rect" => rect((field.x, field.y), (field.width, field.height), height),
        "P" => page,
        "AP" => dictionary! { "N" => appearance },
    };
    match field.kind {
        FieldKind::Signature | FieldKind::Seal | FieldKind::Copy => {
            widget.set("FT", "Sig");
            widget.set("F", PRINT_LOCKED);
        }
        FieldKind::Number => {
            widget.set("FT", "Tx");
            widget.set("F", PRINT);
            // Centred; eleven places as in Phụ lục VI of NĐ 30/2020 (CodeNumber).
            widget.set("Q", 1);
            widget.set("MaxLen", 11);
            widget.set("DA", Object::string_literal("/R 13 Tf 0 g"));
        }
    }
    widget
}

/// An appearance that shows nothing; PDF/A wants one (ISO 19005-3, 6.3.3).
fn empty(field: &FieldMark) -> Stream {
    let corners = [0, 0, field.width, field.height].map(number).to_vec();
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => corners,
        "Resources" => Dictionary::new(),
    };
    Stream::new(dict, Vec::new())
}

/// The fonts of the pages.
fn fonts(pdf: &lopdf::Document, pages: &[ObjectId]) -> Option<Object> {
    let page = pdf.get_dictionary(*pages.first()?).ok()?;
    let resources = page.get_deref(b"Resources", pdf).ok()?.as_dict().ok()?;
    resources.get(b"Font").ok().cloned()
}
