//! Locking a paper as the last person signs it (`FieldMDP`; ISO 32000-2, 12.8.2.4).
//!
//! What comes after the last signature, the number and the seal of the agency, stays open.

use crate::{
    form::{FieldKind, Form},
    pdf::{Dict, Id, Object},
};

/// The reference by which a signature in the field `own` locks every field but those of `late`;
/// none while somebody else is still to sign, and none for a signature in one of `late`.
pub(crate) fn reference(form: &Form, own: &str, late: &[String], catalog: Id) -> Option<Dict> {
    let is_late = |name: &str| late.iter().any(|late| late == name);
    let waiting = form.fields.iter().any(|field| {
        field.kind == FieldKind::Signature
            && field.value.is_none()
            && field.name != own
            && !is_late(&field.name)
    });
    if waiting || is_late(own) {
        return None;
    }
    let names = late.iter().map(|name| Object::words(name)).collect();
    let parameters = Dict::new([
        ("Type", Object::name("TransformParams")),
        ("Action", Object::name("Exclude")),
        ("Fields", Object::Array(names)),
        ("V", Object::name("1.2")),
    ]);
    Some(Dict::new([
        ("Type", Object::name("SigRef")),
        ("TransformMethod", Object::name("FieldMDP")),
        ("TransformParams", Object::Dict(parameters)),
        ("Data", Object::Ref(catalog)),
    ]))
}
