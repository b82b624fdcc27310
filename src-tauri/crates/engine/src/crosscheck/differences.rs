//! Where two papers say something else, in words a clerk understands.

use std::ops::Range;

use signing::PageContent;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::facts::{Fact, short};

/// So many differences are told; whoever changed more changed enough.
pub const DIFFERENCES_MAX: usize = 20;

/// Papers that differ in more words than this are not compared word by word.
const WORDS_MAX: usize = 20_000;

/// Differences that stand this close are one.
const CLOSE: usize = 2;

/// Something that a paper prints and its data do not say, or the other way round.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Differing {
    /// The page, from 1; 0 for what stands on none.
    pub page: u32,
    /// What differs: `số liệu “Tổng số hồ sơ” (mục MC-19)`; empty where it has no name.
    pub about: String,
    /// What the page prints; empty where it prints nothing.
    pub on_page: String,
    /// What the data say; empty where they say nothing.
    pub in_data: String,
}

impl Differing {
    /// Something in the file, beside its pages, that our papers do not have.
    pub(super) fn part(name: &str) -> Self {
        Self {
            page: 0,
            about: "cấu trúc của tệp".to_owned(),
            on_page: shortened(name),
            in_data: String::new(),
        }
    }

    /// A photograph that the data name and the paper does not hold.
    pub(super) fn photograph(number: u32) -> Self {
        Self {
            page: 0,
            about: format!("ảnh số {number} của phụ lục"),
            on_page: "ảnh khác, hoặc không có ảnh".to_owned(),
            in_data: "ảnh đã niêm phong".to_owned(),
        }
    }
}

/// A word and the page it stands on, from 1.
type Word<'p> = (&'p str, u32);

fn words(pages: &[PageContent]) -> Vec<Word<'_>> {
    let numbered = pages.iter().zip(1_u32..);
    numbered.flat_map(|(page, at)| page.words.split_whitespace().map(move |it| (it, at))).collect()
}

/// A stretch of words that differs: where it stands on the pages, and where in the data.
struct Hunk {
    own: Range<usize>,
    other: Range<usize>,
}

/// What the words of `own` say otherwise than those of `other`, which were laid out from the data.
pub(super) fn in_words(
    own: &[PageContent],
    other: &[PageContent],
    facts: &[Fact],
) -> Vec<Differing> {
    let (own, other) = (words(own), words(other));
    let named = places(facts, &other);
    let told = |hunk: &Hunk| {
        let about = named.iter().find(|(place, _)| touches(place, &hunk.other));
        // Words that are only on the page stand beside what is named before them.
        Differing {
            page: page_of(&own, &hunk.own),
            about: about.map(|(_, about)| (*about).to_owned()).unwrap_or_default(),
            on_page: joined(&own, &hunk.own),
            in_data: joined(&other, &hunk.other),
        }
    };
    hunks(&own, &other).iter().take(DIFFERENCES_MAX).map(told).collect()
}

fn hunks(own: &[Word<'_>], other: &[Word<'_>]) -> Vec<Hunk> {
    let text = |words: &[Word<'_>]| words.iter().map(|(word, _)| (*word).to_owned()).collect();
    let (left, right): (Vec<String>, Vec<String>) = (text(own), text(other));
    let before = left.iter().zip(&right).take_while(|(one, two)| one == two).count();
    let rest = left.len().min(right.len()) - before;
    let backward = left.iter().rev().zip(right.iter().rev());
    let after = backward.take(rest).take_while(|(one, two)| one == two).count();
    let (own, other) = (before..left.len() - after, before..right.len() - after);
    if own.is_empty() && other.is_empty() {
        return Vec::new();
    }
    if WORDS_MAX < own.len().max(other.len()) {
        return vec![Hunk { own, other }];
    }
    let left = left.get(own.clone()).unwrap_or_default();
    let right = right.get(other.clone()).unwrap_or_default();
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, left, right) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let shifted = |range: Range<usize>| range.start + before..range.end + before;
        let (own, other) = (shifted(op.old_range()), shifted(op.new_range()));
        match hunks.last_mut() {
            Some(last) if own.start <= last.own.end + CLOSE => {
                last.own.end = own.end;
                last.other.end = other.end;
            }
            Some(_) | None => hunks.push(Hunk { own, other }),
        }
    }
    hunks
}

/// Where each fact stands among `words`.
fn places<'f>(facts: &'f [Fact], words: &[Word<'_>]) -> Vec<(Range<usize>, &'f str)> {
    let mut places = Vec::new();
    for fact in facts {
        let text: Vec<&str> = fact.text.split_whitespace().collect();
        let Some((last, begin)) = text.split_last() else { continue };
        // A sentence is printed with the full stop that it may have been typed without.
        let is_here = |window: &&[Word<'_>]| {
            window.iter().zip(begin).all(|((word, _), own)| word == own)
                && window.last().is_some_and(|(word, _)| {
                    word.trim_end_matches(['.', ';']) == last.trim_end_matches(['.', ';'])
                })
        };
        let mut windows = words.windows(text.len()).enumerate();
        if let Some((at, _)) = windows.find(|(_, window)| is_here(window)) {
            places.push((at..at + text.len(), fact.about.as_str()));
        }
    }
    places
}

/// Whether a stretch lies in `place`, or ends or begins in it.
fn touches(place: &Range<usize>, stretch: &Range<usize>) -> bool {
    if stretch.is_empty() {
        place.start < stretch.start && stretch.start < place.end
    } else {
        stretch.start < place.end && place.start < stretch.end
    }
}

/// The page of a stretch, or of the word before it.
fn page_of(words: &[Word<'_>], stretch: &Range<usize>) -> u32 {
    let at = words.get(stretch.start).or_else(|| words.get(stretch.start.saturating_sub(1)));
    at.or_else(|| words.last()).map_or(0, |(_, page)| *page)
}

fn joined(words: &[Word<'_>], stretch: &Range<usize>) -> String {
    let words = words.get(stretch.clone()).unwrap_or_default();
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    shortened(&words.join(" "))
}

/// So many letters of a stretch are told.
const TOLD_MAX: usize = 240;

pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= TOLD_MAX {
        return text.to_owned();
    }
    let begins: String = text.chars().take(TOLD_MAX).collect();
    format!("{}…", begins.trim_end())
}

/// Whether `own` has anything that `known` has not, or has not as often.
fn has_more(own: &[String], known: &[String]) -> bool {
    let mut known = known.to_vec();
    own.iter().any(|mark| match known.iter().position(|it| it == mark) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    })
}

/// What differs and is no word.
pub(super) trait Difference {
    /// Pages that say the same and look otherwise.
    fn looks_differ(&self, other: &Self) -> Vec<Differing>;
    /// Pages over which something lies that was not laid there with them.
    fn laid_over(&self, other: &Self) -> Vec<Differing>;
}

impl Difference for Vec<PageContent> {
    fn looks_differ(&self, other: &Self) -> Vec<Differing> {
        let pages = self.iter().zip(other).zip(1_u32..);
        let looks = pages.filter(|((own, other), _)| own.digest != other.digest);
        let told = looks.map(|(_, page)| Differing {
            page,
            about: "cách trình bày (phông chữ, hình, vị trí)".to_owned(),
            on_page: "khác".to_owned(),
            in_data: "như mẫu của chương trình".to_owned(),
        });
        let mut told: Vec<Differing> = told.collect();
        if self.len() != other.len() {
            told.push(Differing {
                page: 0,
                about: "số trang".to_owned(),
                on_page: self.len().to_string(),
                in_data: other.len().to_string(),
            });
        }
        told
    }

    fn laid_over(&self, other: &Self) -> Vec<Differing> {
        let pages = self.iter().zip(1_u32..).enumerate();
        let covered = pages.filter(|(at, (page, _))| {
            let known = other.get(*at);
            let [over, first] = [
                known.map(|page| page.laid_over.as_slice()).unwrap_or_default(),
                known.map(|page| page.laid_first.as_slice()).unwrap_or_default(),
            ];
            has_more(&page.laid_over, over) || page.laid_first != first
        });
        let told = covered.map(|(_, (_, page))| Differing {
            page,
            about: "phần phủ lên trang".to_owned(),
            on_page: short("có ghi chú, hình hoặc ô điền phủ lên trang"),
            in_data: String::new(),
        });
        told.collect()
    }
}
