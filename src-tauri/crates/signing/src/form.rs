//! The form of a paper: its fields, by name.

use std::collections::BTreeSet;

use crate::{
    error::{PdfError, SignError, Unsupported},
    pdf::{Dict, Id, Object, PdfFile, inflates_to_nothing},
    verify::is_timestamp,
};

/// Field flag "signed at least once" and "append only" (ISO 32000-2, table 225).
pub(crate) const SIG_FLAGS: i64 = 3;
/// How deep fields may nest, and how many a paper may have.
const DEPTH_MAX: usize = 16;
const FIELDS_MAX: usize = 4096;

/// What a signature field shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FieldState {
    /// Its full name.
    pub name: String,
    /// Whether it carries a certificate signature.
    pub signed: bool,
    /// Whether something is drawn in it, such as a signature by hand or the look of a certificate
    /// signature.
    pub drawn: bool,
}

/// Lists the signature fields of a paper, in the order of its form; those of timestamps over the
/// whole file, in which nobody signs, are left out.
///
/// # Errors
///
/// [`PdfError`] when the file cannot be read.
pub fn fields(pdf: &[u8]) -> Result<Vec<FieldState>, PdfError> {
    let file = PdfFile::read(pdf)?;
    let form = Form::read(&file, file.newest())?;
    let mut states = Vec::new();
    for field in form.fields.iter().filter(|field| field.kind == FieldKind::Signature) {
        let value = field.value.as_ref().map(|value| file.resolve(value, file.newest()));
        if value.transpose()?.as_ref().and_then(Object::as_dict).is_some_and(is_timestamp) {
            continue;
        }
        let drawn = !field.is_blank(&file, file.newest())?;
        let signed = field.value.is_some();
        states.push(FieldState { name: field.name.clone(), signed, drawn });
    }
    Ok(states)
}

/// What a field is filled in with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FieldKind {
    Signature,
    /// Text, choices and buttons.
    Other,
}

/// The form of one revision.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    /// The object of the form, where it is one of its own; otherwise it stands in the catalog.
    pub(crate) id: Option<Id>,
    pub(crate) dict: Dict,
    pub(crate) fields: Vec<Field>,
}

/// A field that can be filled in.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: FieldKind,
    pub(crate) id: Id,
    pub(crate) dict: Dict,
    /// What fills it in, if anything.
    pub(crate) value: Option<Object>,
    /// Annotations that show it and are objects of their own.
    pub(crate) widgets: Vec<Id>,
}

impl Form {
    /// Reads the form as of revision `at`. A file without one has a form without fields.
    ///
    /// # Errors
    ///
    /// [`PdfError`] when a field is damaged or not an object of its own.
    pub(crate) fn read(file: &PdfFile<'_>, at: usize) -> Result<Self, PdfError> {
        let (_, catalog) = file.catalog(at)?;
        let entry = catalog.get("AcroForm").cloned().unwrap_or(Object::Null);
        let Object::Dict(dict) = file.resolve(&entry, at)? else { return Ok(Self::default()) };
        let mut walk = Walk { file, at, fields: Vec::new(), seen: BTreeSet::new() };
        let roots = file.resolve(dict.get("Fields").unwrap_or(&Object::Null), at)?;
        let inherited = Inherited { name: String::new(), kind: FieldKind::Other, value: None };
        for root in roots.as_array().unwrap_or_default() {
            walk.visit(root, &inherited, 0)?;
        }
        Ok(Self { id: entry.as_ref(), dict, fields: walk.fields })
    }

    /// The signature field `name`.
    ///
    /// # Errors
    ///
    /// [`SignError::NoSuchField`] with the names there are.
    pub(crate) fn signature_field(&self, name: &str) -> Result<&Field, SignError> {
        let mut fields = self.fields.iter().filter(|field| field.kind == FieldKind::Signature);
        fields.clone().find(|field| field.name == name).ok_or_else(|| SignError::NoSuchField {
            name: name.to_owned(),
            known: fields.by_ref().map(|field| field.name.clone()).collect(),
        })
    }

    /// Whether any signature field is signed.
    pub(crate) fn has_signature(&self) -> bool {
        self.fields.iter().any(|field| field.kind == FieldKind::Signature && field.value.is_some())
    }
}

impl Field {
    /// Whether the field shows nothing.
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`] when its appearance is.
    pub(crate) fn is_blank(&self, file: &PdfFile<'_>, at: usize) -> Result<bool, PdfError> {
        let mut shown = vec![self.dict.clone()];
        for widget in &self.widgets {
            if let Object::Dict(dict) = file.resolve(&Object::Ref(*widget), at)? {
                shown.push(dict);
            }
        }
        for dict in shown {
            let looks = file.resolve(dict.get("AP").unwrap_or(&Object::Null), at)?;
            let Some(looks) = looks.as_dict() else { continue };
            for (_, look) in looks.iter() {
                if !is_blank_look(file, look, at)? {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

fn is_blank_look(file: &PdfFile<'_>, look: &Object, at: usize) -> Result<bool, PdfError> {
    let Some(id) = look.as_ref() else { return Ok(*look == Object::Null) };
    let Some(found) = file.object(id, at)? else { return Ok(true) };
    let Some(stream) = &found.stream else { return Ok(false) };
    let bytes = file.bytes.get(stream.clone()).unwrap_or_default();
    let filter = found.value.as_dict().and_then(|dict| dict.get("Filter"));
    Ok(match filter {
        None => bytes.iter().all(u8::is_ascii_whitespace),
        Some(Object::Name(name)) if name == b"FlateDecode" => inflates_to_nothing(bytes),
        Some(_) => false,
    })
}

struct Walk<'a> {
    file: &'a PdfFile<'a>,
    at: usize,
    fields: Vec<Field>,
    seen: BTreeSet<Id>,
}

#[derive(Clone)]
struct Inherited {
    name: String,
    kind: FieldKind,
    value: Option<Object>,
}

impl Walk<'_> {
    fn visit(&mut self, node: &Object, above: &Inherited, depth: usize) -> Result<(), PdfError> {
        if DEPTH_MAX < depth || FIELDS_MAX < self.seen.len() {
            return Err(PdfError::Unsupported(Unsupported::Size));
        }
        let id = node.as_ref().ok_or(PdfError::Unsupported(Unsupported::InlineObject))?;
        if !self.seen.insert(id) {
            return Err(PdfError::Damaged { at: 0 });
        }
        let Object::Dict(dict) = self.file.resolve(node, self.at)? else {
            return Err(PdfError::Damaged { at: 0 });
        };
        let mut own = above.clone();
        if let Some(part) = self.resolve(&dict, "T")?.as_words() {
            own.name = if own.name.is_empty() { part } else { format!("{}.{part}", own.name) };
        }
        match self.resolve(&dict, "FT")?.as_name() {
            Some(b"Sig") => own.kind = FieldKind::Signature,
            Some(_) => own.kind = FieldKind::Other,
            None => {}
        }
        if let Some(value) = dict.get("V").filter(|value| **value != Object::Null) {
            own.value = Some(value.clone());
        }
        let kids = self.resolve(&dict, "Kids")?;
        let kids = kids.as_array().unwrap_or_default();
        let mut widgets = Vec::new();
        let mut parent = false;
        for kid in kids {
            let is_field = self
                .file
                .resolve(kid, self.at)?
                .as_dict()
                .is_some_and(|kid| kid.get("T").is_some());
            if is_field {
                parent = true;
                self.visit(kid, &own, depth + 1)?;
            } else if let Some(widget) = kid.as_ref() {
                widgets.push(widget);
            }
        }
        if !parent {
            let Inherited { name, kind, value } = own;
            self.fields.push(Field { name, kind, id, dict, value, widgets });
        }
        Ok(())
    }

    fn resolve(&self, dict: &Dict, key: &str) -> Result<Object, PdfError> {
        self.file.resolve(dict.get(key).unwrap_or(&Object::Null), self.at)
    }
}
