//! Where two papers say something else, in words a clerk understands.

use std::ops::Range;

use signing::PageContent;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::facts::Fact;

/// So many differences are told; whoever changed more changed enough.
pub const DIFFERENCES_MAX: usize = 20;

/// Papers that differ in more words than this are not compared word by word.
const WORDS_MAX: usize = 20_000;

/// Differences that stand this close are one.
const CLOSE: usize = 2;

/// Something that a paper prints and its data do not say, or the other way round. Pages are counted
/// from 1.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Differing {
    /// A page says something else than the data.
    Said {
        /// The page; 0 for a paper without words.
        page: u32,
        /// What differs: `số liệu “Tổng số hồ sơ” (mục MC-19)`; empty where it has no name.
        about: String,
        /// What the page prints; empty where it prints nothing.
        on_page: String,
        /// What the data say; empty where they say nothing.
        in_data: String,
    },
    /// The data tell readers something else than what the paper is laid out from.
    Inside {
        /// What differs: `số liệu, kết quả mục MC-19`.
        about: String,
        /// What the paper is laid out from; empty for nothing.
        laid_out: String,
        /// What readers are told; empty for nothing.
        attached: String,
    },
    /// The data say the same and are not written as this program writes them.
    Spelled,
    /// A page says the same and looks otherwise.
    Looks {
        /// The page.
        page: u32,
    },
    /// The paper has another number of pages than its data fill.
    Pages {
        /// How many it has.
        printed: usize,
        /// How many its data fill.
        laid_out: usize,
    },
    /// Something lies over a page that was not laid there with it.
    LaidOver {
        /// The page.
        page: u32,
    },
    /// The file has something beside its pages that our papers do not have: its name.
    Part(String),
    /// The photograph of this number is not in the file.
    Photograph(u32),
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
        Differing::Said {
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

/// Pages of `own` that look otherwise than those of `other`, or are more or fewer.
pub(super) fn in_looks(own: &[PageContent], other: &[PageContent]) -> Vec<Differing> {
    let pages = own.iter().zip(other).zip(1_u32..);
    let looks = pages.filter(|((own, other), _)| own.digest != other.digest);
    let mut told: Vec<Differing> = looks.map(|(_, page)| Differing::Looks { page }).collect();
    if own.len() != other.len() {
        told.push(Differing::Pages { printed: own.len(), laid_out: other.len() });
    }
    told
}

/// Pages of a paper over which something lies.
#[derive(Debug, Default)]
pub(super) struct LaidOver {
    /// It lay there when the paper was signed first, or nobody signed.
    pub(super) signed: Vec<u32>,
    /// It was laid there afterwards.
    pub(super) later: Vec<u32>,
}

/// Over which pages of `own` something lies that was not laid over those of `other` with them.
pub(super) fn laid_over(own: &[PageContent], other: &[PageContent]) -> LaidOver {
    let mut laid = LaidOver::default();
    for ((at, page), number) in own.iter().enumerate().zip(1_u32..) {
        let known = other.get(at);
        let over = known.map(|page| page.laid_over.as_slice()).unwrap_or_default();
        let first = known.map(|page| page.laid_first.as_slice()).unwrap_or_default();
        if has_more(&page.laid_signed, over) || page.laid_first != first {
            laid.signed.push(number);
        } else if has_more(&page.laid_over, over) {
            laid.later.push(number);
        }
    }
    laid
}
