//! Places to choose from while a name is typed. A person confirms; nothing is matched here.

use chrono::NaiveDate;

use super::spelling::spelling;
use super::{Place, PlaceId, Places, Province};
use crate::text::fold;

/// How near a suggestion is to what was typed, nearest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Closeness {
    /// The whole name, letter for letter.
    Whole,
    /// The name begins so, letter for letter.
    Begins,
    /// The whole name, marks left out.
    WholeFolded,
    /// The words stand there one after the other, marks left out.
    Folded,
    /// Another name of the place, or of one that was merged into it.
    Also,
    /// The words begin so, in whatever order.
    Scattered,
}

/// A place that may be meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Suggestion<'a> {
    /// The place.
    pub place: &'a Place,
    /// How near it is.
    pub closeness: Closeness,
}

/// The forms of one place that typed text is compared with.
#[derive(Debug)]
pub(super) struct Words {
    id: PlaceId,
    bare: String,
    whole: String,
    folded: String,
    folded_whole: String,
    /// Name, district and province in words without marks.
    all: Vec<String>,
    /// The same on one line, a space before each word, the kinds of the areas left out.
    line: String,
    also: Vec<String>,
    also_joined: Vec<String>,
}

impl Words {
    pub(super) fn of(place: &Place, provinces: &[Province]) -> Self {
        let province = provinces.iter().filter(|province| province.key == place.province);
        let areas =
            province.map(|province| province.name.as_str()).chain([place.district.as_str()]);
        let areas: Vec<Vec<String>> = areas.map(words).collect();
        let bare: Vec<&str> = areas.iter().flat_map(|area| without_kind(area)).collect();
        let line = |name: &str| format!(" {} {}", words(name).join(" "), bare.join(" "));
        Self {
            id: place.id,
            bare: spelling(place.bare_name()),
            whole: spelling(&place.name),
            folded: words(place.bare_name()).join(" "),
            folded_whole: words(&place.name).join(" "),
            line: line(&place.name),
            also: place.also.iter().map(|name| line(name)).collect(),
            all: words(&place.name).into_iter().chain(areas.concat()).collect(),
            also_joined: place.also_folded.clone(),
        }
    }

    fn closeness(&self, typed: &Typed) -> Option<Closeness> {
        if self.bare == typed.form || self.whole == typed.form {
            return Some(Closeness::Whole);
        }
        if self.bare.starts_with(&typed.form) || self.whole.starts_with(&typed.form) {
            return Some(Closeness::Begins);
        }
        let folded = typed.words.join(" ");
        if self.folded == folded || self.folded_whole == folded {
            return Some(Closeness::WholeFolded);
        }
        let in_line = format!(" {folded}");
        if self.line.contains(&in_line) {
            return Some(Closeness::Folded);
        }
        let joined = typed.words.concat();
        let also = self.also.iter().any(|line| line.contains(&in_line))
            || self.also_joined.iter().any(|name| same_joined(name, &joined));
        if also {
            return Some(Closeness::Also);
        }
        typed.begins(&self.all).then_some(Closeness::Scattered)
    }
}

/// The words of a district or province behind its kind.
fn without_kind(area: &[String]) -> impl Iterator<Item = &str> {
    let two = matches!(area, [one, other, ..] if matches!((one.as_str(), other.as_str()), ("thanh", "pho") | ("thi", "xa")));
    let one = matches!(area, [one, ..] if matches!(one.as_str(), "tinh" | "huyen" | "quan"));
    let kind = if two { 2 } else { usize::from(one) };
    area.iter().skip(kind).map(String::as_str)
}

/// `xayenloc` is meant by `xayenloc` and by `yenloc`.
fn same_joined(name: &str, typed: &str) -> bool {
    let kinds = ["thitran", "phuong", "xa"];
    name == typed || kinds.iter().any(|kind| name.strip_prefix(kind) == Some(typed))
}

struct Typed {
    form: String,
    words: Vec<String>,
}

impl Typed {
    /// Whether each typed word begins a word of its own of `name`.
    fn begins(&self, name: &[String]) -> bool {
        let mut left: Vec<&String> = name.iter().collect();
        self.words.iter().all(|word| {
            let at = left.iter().position(|it| it.starts_with(word.as_str()));
            at.map(|at| left.swap_remove(at)).is_some()
        })
    }
}

impl Places {
    /// The places standing on `day` that `text` may mean, nearest first, at most `most`.
    ///
    /// `text` may go on with a district or province: `thien loc, can loc`. Places in the province
    /// with the key `near` come first among equals.
    pub fn suggest(
        &self,
        text: &str,
        near: &str,
        day: NaiveDate,
        most: usize,
    ) -> Vec<Suggestion<'_>> {
        let typed = Typed { form: spelling(text), words: words(text) };
        if typed.words.is_empty() {
            return Vec::new();
        }
        let suggestion = |words: &Words| {
            let place = self.place(words.id).filter(|place| place.stands_on(day))?;
            Some(Suggestion { place, closeness: words.closeness(&typed)? })
        };
        let mut found: Vec<Suggestion<'_>> = self.words.iter().filter_map(suggestion).collect();
        found.sort_by_key(|it| {
            let length = it.place.name.len();
            (it.closeness, it.place.province != near, length, it.place.id)
        });
        found.truncate(most);
        found
    }
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text).replace('’', "'");
    let words = folded.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
