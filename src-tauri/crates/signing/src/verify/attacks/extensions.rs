//! Attacks behind the list of extensions that a file uses, which tools add along with proofs.

use super::{
    Attack, Caught, attack,
    forge::{first_of, with_catalog},
};
use crate::{
    pdf::{Dict, Object},
    testing::sealed,
    update::Update,
    verify::Change,
};

pub(super) fn attacks() -> Vec<Attack> {
    let pdf = sealed(1);
    let page = first_of(pdf, "Page");
    let catalog = || Caught::Forbidden(Change::CatalogChanged);
    let with = |make: &dyn Fn(&mut Update<'_>) -> Object| {
        with_catalog(pdf, |catalog, update| catalog.set("Extensions", make(update)))
    };
    let named = |value| Object::Dict(Dict::new([("ESIC", value)]));
    vec![
        attack("lasting: extensions led to a page", with(&|_| Object::Ref(page)), catalog()),
        attack(
            "lasting: page among the extensions",
            with(&|_| named(Object::Ref(page))),
            catalog(),
        ),
        attack(
            "lasting: stream among the extensions",
            with(&|update| named(Object::Ref(update.add_stream(Dict::default(), b"q Q")))),
            catalog(),
        ),
        attack(
            "lasting: script among the extensions",
            with(&|_| named(Object::Dict(Dict::new([("JS", Object::words("x"))])))),
            catalog(),
        ),
    ]
}
