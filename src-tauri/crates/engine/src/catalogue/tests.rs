//! The shipped data keeps its promises, and mistakes are named where they are.

mod dated;
mod own;
mod shipped;

use domain::campaign::Period;
use domain::checklist::wording::{self, PLACEHOLDERS};
use domain::checklist::{Checklist, ItemView, Selection, Validity, View};
use domain::unit::UnitKind;
use domain::vocabulary::Vocabulary;

use super::*;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: std::sync::LazyLock<Catalogue> =
        std::sync::LazyLock::new(|| Catalogue::builtin().unwrap());
    &CATALOGUE
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cchc(catalogue: &Catalogue) -> &Checklist {
    catalogue.checklist("cchc", day("2022-09-15")).unwrap()
}

fn view(date: &str) -> View {
    let catalogue = catalogue();
    cchc(catalogue).on(catalogue.vocabulary(), &Selection::day(day(date)))
}

fn item(date: &str, id: &str) -> ItemView {
    view(date).item(id).unwrap_or_else(|| panic!("{id} is hidden on {date}")).clone()
}

/// The three days that the articles and the present ask for.
const DAYS: [&str; 3] = ["2017-10-20", "2022-09-15", "2026-09-15"];
