//! Lists in pages, and what somebody looks for in them.
//!
//! Whatever stands in an address is read as far as it makes sense: a page that is not there becomes
//! the nearest one that is, so that a link that was kept still leads somewhere.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use domain::text::{clean, fold};

/// Lines of a list on one page.
pub(crate) const LINES: usize = 50;

/// A list of so many is looked through faster than a name is typed.
const FEW: usize = 10;

/// Letters of what is looked for; names of units are shorter.
const SOUGHT_MAX: usize = 100;

/// Pages on each side of the one that is open, to be had at once.
const NEAR: usize = 2;

/// The pairs of an address as they were sent.
pub(crate) type Pairs = Result<Query<Vec<(String, String)>>, QueryRejection>;

/// A list that an address turns the pages of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum List {
    /// The list that the page is about.
    Main,
    /// What units were told to do, on the page of their campaign.
    Demands,
}

impl List {
    const fn parameter(self) -> &'static str {
        match self {
            Self::Main => "trang",
            Self::Demands => "han",
        }
    }

    /// Where on the page it begins.
    pub(crate) const fn anchor(self) -> &'static str {
        match self {
            Self::Main => "danh-sach",
            Self::Demands => "khac-phuc",
        }
    }
}

/// What an address asks for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Wish {
    main: Option<usize>,
    demands: Option<usize>,
    sought: String,
    words: Vec<String>,
}

impl Wish {
    /// The name of the parameter that says what is looked for.
    pub(crate) const SOUGHT: &str = "tim";

    /// Reads what was sent; of several values under one name the last one counts.
    pub(crate) fn read(pairs: Pairs) -> Self {
        let mut wish = Self::default();
        for (name, value) in pairs.map(|Query(pairs)| pairs).unwrap_or_default() {
            match name.as_str() {
                "trang" => wish.main = number(&value),
                "han" => wish.demands = number(&value),
                Self::SOUGHT => wish.sought = clean(&value).chars().take(SOUGHT_MAX).collect(),
                _ => {}
            }
        }
        wish.words = words_of(&fold(&wish.sought)).map(str::to_owned).collect();
        wish
    }

    /// What is looked for, as it was typed; empty for everything.
    pub(crate) fn sought(&self) -> &str {
        &self.sought
    }

    /// Whether every word that is looked for begins a word of `name`, whatever their marks and capitals.
    pub(crate) fn finds(&self, name: &str) -> bool {
        let name = fold(name);
        let begins = |word: &String| words_of(&name).any(|own| own.starts_with(word.as_str()));
        self.words.iter().all(begins)
    }

    /// Whether somebody looks for something, or would if there was where to type it.
    pub(crate) fn may_seek(&self, lines: usize) -> bool {
        FEW < lines || !self.sought.is_empty()
    }

    /// The page of `list` out of `all` lines.
    pub(crate) fn page<T>(&self, list: List, all: impl IntoIterator<Item = T>) -> Paged<T> {
        let mut lines: Vec<T> = all.into_iter().collect();
        let total = lines.len();
        let pages = total.div_ceil(LINES).max(1);
        let page = self.wanted(list).clamp(1, pages);
        let before = page.saturating_sub(1).saturating_mul(LINES);
        let lines = lines.drain(before..total.min(before.saturating_add(LINES))).collect();
        Paged { lines, page, pages, total }
    }

    /// The address of a page of `list` below `path`; other lists stay where they are.
    pub(crate) fn address(&self, path: &str, list: List, page: usize) -> String {
        let mut query = String::new();
        let mut say = |name: &str, value: &str| {
            let mark = if query.is_empty() { '?' } else { '&' };
            // Writing into a text cannot fail.
            write!(query, "{mark}{name}={value}").ok();
        };
        if !self.sought.is_empty() {
            say(Self::SOUGHT, &encoded(&self.sought));
        }
        for other in [List::Main, List::Demands] {
            let page = if other == list { page } else { self.wanted(other) };
            if 1 < page {
                say(other.parameter(), &page.to_string());
            }
        }
        format!("{path}{query}#{}", list.anchor())
    }

    fn wanted(&self, list: List) -> usize {
        let wanted = match list {
            List::Main => self.main,
            List::Demands => self.demands,
        };
        wanted.unwrap_or(1)
    }
}

/// One page of a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Paged<T> {
    /// What stands on it.
    pub(crate) lines: Vec<T>,
    /// Which page it is, from 1.
    pub(crate) page: usize,
    /// How many there are; one of an empty list.
    pub(crate) pages: usize,
    /// How many lines the whole list has.
    pub(crate) total: usize,
}

impl<T> Paged<T> {
    /// The same page with other lines.
    pub(crate) fn with<U>(&self, lines: Vec<U>) -> Paged<U> {
        Paged { lines, page: self.page, pages: self.pages, total: self.total }
    }

    /// The pages that are to be had at once, beside the first and the last.
    pub(crate) fn near(&self) -> RangeInclusive<usize> {
        self.page.saturating_sub(NEAR).max(1)..=self.page.saturating_add(NEAR).min(self.pages)
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A number of a page; what is too great for any is the greatest.
fn number(text: &str) -> Option<usize> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(usize::MAX))
}

/// `text` as the value of a parameter.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut address, byte| {
        if byte.is_ascii_alphanumeric() {
            address.push(char::from(byte));
        } else {
            // Writing into a text cannot fail.
            write!(address, "%{byte:02X}").ok();
        }
        address
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(query: &str) -> Wish {
        let uri = format!("/dot/x?{query}").parse().unwrap();
        Wish::read(Query::try_from_uri(&uri))
    }

    #[track_caller]
    fn check(query: &str, lines: usize, (page, pages, first): (usize, usize, Option<usize>)) {
        let paged = wish(query).page(List::Main, 0..lines);
        assert_eq!((paged.page, paged.pages, paged.total), (page, pages, lines), "{query}");
        assert_eq!(paged.lines.first().copied(), first, "{query}");
        assert!(paged.lines.len() <= LINES);
    }

    #[test]
    fn fifty_lines_stand_on_a_page() {
        check("", 0, (1, 1, None));
        check("", 50, (1, 1, Some(0)));
        check("trang=2", 51, (2, 2, Some(50)));
        check("trang=14", 672, (14, 14, Some(650)));
    }

    #[test]
    fn a_page_that_is_not_there_is_the_nearest_one_that_is() {
        let beyond = format!("trang={}", "9".repeat(500));
        for query in ["trang=15", "trang=18446744073709551616", &*beyond] {
            check(query, 672, (14, 14, Some(650)));
        }
        for query in ["trang=0", "trang=-3", "trang=", "trang=hai", "trang=1.5", "trang=%ff", "="] {
            check(query, 672, (1, 14, Some(0)));
        }
        check("trang=9&trang=+2+&khac=%", 672, (2, 14, Some(50)));
        check("trang=%zz&%&&&=&trang=3", 672, (3, 14, Some(100)));
    }

    #[test]
    fn a_name_is_found_without_its_marks_and_in_any_order() {
        let name = "UBND phường Cầu Tre";
        for sought in ["cau", "tre+cau", "C%E1%BA%A6U+TRE", "ubnd++phuong", "tr", "-", "", "+%09"] {
            assert!(wish(&format!("tim={sought}")).finds(name), "{sought}");
        }
        assert!(wish("tim=duc").finds("Xã Đức Hạnh"));
        assert!(wish("tim=sien").finds("Xã Ea-Siên"));
        assert!(!wish("tim=cau+giay").finds(name) && !wish("tim=au").finds(name));
    }

    #[test]
    fn what_is_looked_for_has_an_end() {
        let long = wish(&format!("tim={}", "%E1%BA%A6".repeat(5_000)));
        assert_eq!(long.sought().chars().count(), 100);
    }

    #[test]
    fn an_address_keeps_what_is_looked_for_and_where_the_other_list_stands() {
        let asked = wish("tim=c%E1%BA%A7u+%26+tre&trang=3&han=2");
        let sought = "tim=c%E1%BA%A7u%20%26%20tre";
        let address = asked.address("/dot/x", List::Main, 4);
        assert_eq!(address, format!("/dot/x?{sought}&trang=4&han=2#danh-sach"));
        let again = asked.address("/dot/x", List::Demands, 1);
        assert_eq!(again, format!("/dot/x?{sought}&trang=3#khac-phuc"));
        assert_eq!(Wish::default().address("/", List::Main, 1), "/#danh-sach");
        let query = address.split_once('?').unwrap().1.split_once('#').unwrap().0;
        assert_eq!(wish(query).sought(), asked.sought());
    }

    #[test]
    fn near_pages_do_not_leave_the_list() {
        let near = |query| wish(query).page(List::Main, 0..672).near();
        assert_eq!((near(""), near("trang=7"), near("trang=14")), (1..=3, 5..=9, 12..=14));
    }
}
