//! Typed words, compared with a text, and the part of the text that is shown.

use std::borrow::Cow;

use domain::text::{clean, folded};

use crate::store::Form;

/// A run of shown text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// Typed words; the last one is still being typed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Needle {
    exact: Vec<String>,
    folded: Vec<String>,
}

/// Letters shown of a long text, and of them before the first hit.
const SHOWN_MAX: usize = 150;
const SHOWN_BEFORE: usize = 50;

impl Needle {
    /// Takes what was typed.
    pub fn new(text: &str) -> Self {
        let text = clean(text);
        let form =
            |form: Form| words(&text).map(|(_, word)| spelled(word, form).collect()).collect();
        let (exact, folded) = (form(Form::Exact), form(Form::Folded));
        Self { exact, folded }
    }

    /// Whether nothing was typed that could be found.
    pub fn is_empty(&self) -> bool {
        self.exact.is_empty()
    }

    /// The words in one form.
    pub fn words(&self, form: Form) -> &[String] {
        match form {
            Form::Exact => &self.exact,
            Form::Folded => &self.folded,
        }
    }

    /// How `text` holds every word: marks and all, or only without marks; `None` when it does not.
    pub fn matches(&self, text: &str) -> Option<Form> {
        [Form::Exact, Form::Folded].into_iter().find(|form| self.holds(text, *form))
    }

    /// The part of `text` around the first hit, its hits marked.
    pub fn show(&self, text: &str, form: Form) -> Vec<Piece> {
        let text: Cow<'_, str> =
            if text.contains('\n') { text.replace('\n', " · ").into() } else { text.into() };
        let hits: Vec<(usize, usize)> = words(&text)
            .filter(|(_, word)| self.is_hit(word, form))
            .map(|(at, word)| (at, at + word.len()))
            .collect();
        let (from, to) = window(&text, hits.first().map_or(0, |(from, _)| *from));
        let mut pieces = Vec::new();
        let mut push = |from: usize, to: usize, hit: bool| {
            let part = text.get(from..to).unwrap_or_default();
            if !part.is_empty() {
                pieces.push(Piece { text: part.to_owned(), hit });
            }
        };
        let mut at = from;
        for (begin, end) in hits.into_iter().filter(|(begin, end)| from <= *begin && *end <= to) {
            push(at, begin, false);
            push(begin, end, true);
            at = end;
        }
        push(at, to, false);
        if let Some(first) = pieces.first_mut().filter(|_| 0 < from) {
            first.text.insert(0, '…');
        }
        if let Some(last) = pieces.last_mut().filter(|_| to < text.len()) {
            last.text.push('…');
        }
        pieces
    }

    fn holds(&self, text: &str, form: Form) -> bool {
        let wanted = self.words(form);
        !wanted.is_empty()
            && wanted.iter().enumerate().all(|(at, wanted)| {
                words(text).any(|(_, word)| self.agrees(word, at, wanted, form))
            })
    }

    fn is_hit(&self, word: &str, form: Form) -> bool {
        // Nearly every word of a text is told apart by its first letter.
        let Some(first) = spelled(word, form).next() else { return false };
        let wanted = self.words(form).iter().enumerate();
        wanted
            .filter(|(_, wanted)| wanted.starts_with(first))
            .any(|(at, wanted)| self.agrees(word, at, wanted, form))
    }

    /// Whether `word` is the wanted one at `at`, or begins with it where that is enough.
    fn agrees(&self, word: &str, at: usize, wanted: &str, form: Form) -> bool {
        let mut letters = spelled(word, form);
        let begins = wanted.chars().all(|letter| letters.next() == Some(letter));
        begins && (letters.next().is_none() || self.begins(at, wanted))
    }

    /// Whether the word at `at` may be the beginning of one; as the index has it.
    fn begins(&self, at: usize, word: &str) -> bool {
        at + 1 == self.exact.len() && 1 < word.chars().count()
    }
}

/// The letters of `word` in one form.
fn spelled(word: &str, form: Form) -> impl Iterator<Item = char> {
    let (exact, folded) = match form {
        Form::Exact => (Some(word.chars().flat_map(char::to_lowercase)), None),
        Form::Folded => (None, Some(folded(word))),
    };
    exact.into_iter().flatten().chain(folded.into_iter().flatten())
}

/// Whether words are made of `letter`, digits included. The letters of Vietnamese are not looked up
/// in the tables of all scripts: every one of every text that is shown comes through here.
fn is_letter(letter: char) -> bool {
    match letter {
        '×' | '÷' => false,
        'À'..='ɏ' | 'Ḁ'..='ỿ' => true,
        _ => letter.is_alphanumeric(),
    }
}

/// The words of a text with the byte at which each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr().addr();
    text.split(|letter: char| !is_letter(letter))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr().addr() - base, word))
}

/// The bytes shown around `hit`, cut between words.
fn window(text: &str, hit: usize) -> (usize, usize) {
    let before = text.get(..hit).unwrap_or_default();
    let back = before.char_indices().rev().nth(SHOWN_BEFORE).map_or(0, |(at, _)| at);
    let from = if back == 0 {
        0
    } else {
        text.get(back..hit)
            .and_then(|part| part.find(char::is_whitespace))
            .map_or(back, |space| back + space + 1)
    };
    let rest = text.get(from..).unwrap_or_default();
    let Some((cut, _)) = rest.char_indices().nth(SHOWN_MAX) else { return (from, text.len()) };
    let shown = rest.get(..cut).unwrap_or_default();
    let end = shown.rfind(char::is_whitespace).filter(|end| hit < from + end).unwrap_or(cut);
    (from, from + end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(typed: &str, text: &str, expected: Option<Form>) {
        assert_eq!(Needle::new(typed).matches(text), expected, "{typed} in {text}");
    }

    #[test]
    fn typed_marks_are_meant() {
        check("đường", "Đường Dương Đình Nghệ", Some(Form::Exact));
        check("đường", "Phường Dương Đông", Some(Form::Folded));
        check("dương", "Đường sá", Some(Form::Folded));
        check("duong", "Đường sá", Some(Form::Folded));
        check("Doan ket", "xã Đoàn Kết", Some(Form::Folded));
    }

    #[test]
    fn only_the_last_word_may_be_unfinished() {
        check("niêm yế", "chưa niêm yết thủ tục", Some(Form::Exact));
        check("niê yết", "chưa niêm yết thủ tục", None);
        check("yết niêm", "chưa niêm yết thủ tục", Some(Form::Exact));
        check("m", "chưa niêm yết", None);
        check("...", "chưa niêm yết", None);
    }

    #[test]
    fn decomposed_typing_is_the_same() {
        check("nie\u{302}m ye\u{302}\u{301}t", "Niêm yết", Some(Form::Exact));
    }

    #[test]
    fn the_hit_is_marked_in_a_long_text() {
        let text =
            format!("{} bảng niêm yết đặt ở nơi khuất {}", "chữ ".repeat(60), "tiếp ".repeat(60));
        let shown = Needle::new("niem yet").show(&text, Form::Folded);
        let hits: Vec<&str> = shown.iter().filter(|it| it.hit).map(|it| it.text.as_str()).collect();
        assert_eq!(hits, ["niêm", "yết"]);
        let whole: String = shown.iter().map(|it| it.text.as_str()).collect();
        assert!(whole.starts_with('…') && whole.ends_with('…') && whole.chars().count() < 160);
    }

    #[test]
    fn letters_are_those_of_unicode() {
        for letter in char::MIN..=char::MAX {
            assert_eq!(is_letter(letter), letter.is_alphanumeric(), "{letter:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_comes_from_the_text(typed in "\\PC{0,12}", text in "\\PC{0,300}") {
            let needle = Needle::new(&typed);
            for form in [Form::Exact, Form::Folded] {
                let shown: String = needle.show(&text, form).into_iter().map(|it| it.text).collect();
                let bare = shown.trim_start_matches('…').trim_end_matches('…');
                prop_assert!(text.contains(bare));
            }
        }
    }
}
