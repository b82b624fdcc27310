//! Default sentences with placeholders, `{tu}/{mau}`.
//!
//! A placeholder without a value is never printed blank: the sentence is shown
//! to the user, who completes it.

use std::collections::BTreeMap;

use thiserror::Error;

/// Values by the name of the placeholder.
pub type Values = BTreeMap<String, String>;

/// The placeholders a sentence may use besides the words of the vocabulary.
pub const PLACEHOLDERS: [&str; 29] = [
    "can_cu",
    "co_quan_cap_tren",
    "da_so",
    "den_nam",
    "ghi_chu",
    "han",
    "hanh_vi",
    "ky",
    "linh_vuc",
    "loi",
    "ma_ho_so",
    "mau",
    "n",
    "nam",
    "nam_truoc",
    "ngay",
    "pct",
    "pct_neu",
    "so",
    "so_nguoi",
    "so_phut",
    "so_qd",
    "ten_don_vi",
    "ten_he_thong",
    "ten_mau",
    "thieu",
    "tu",
    "tu_nam",
    "van_ban",
];

/// A template whose braces do not pair up.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("unpaired brace at byte {at} of `{template}`")]
pub struct BadTemplate {
    /// The template.
    pub template: String,
    /// Where.
    pub at: usize,
}

/// A piece of a filled sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Segment {
    /// Words, or a value that was put in.
    Text(String),
    /// A placeholder without a value.
    Missing(String),
}

/// A sentence with its values put in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Filled {
    /// The pieces, in order; no two texts are neighbours.
    pub segments: Vec<Segment>,
}

impl Filled {
    /// The sentence, when nothing is missing.
    pub fn complete(&self) -> Option<String> {
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Text(text) => Some(text.as_str()),
                Segment::Missing(_) => None,
            })
            .collect()
    }

    /// The names without a value, each once, in the order of the sentence.
    pub fn missing(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for segment in &self.segments {
            if let Segment::Missing(name) = segment
                && !names.contains(&name.as_str())
            {
                names.push(name.as_str());
            }
        }
        names
    }

    /// The sentence with the missing placeholders as they were, for the box in
    /// which the user completes it: `… trước ngày {han}.`
    pub fn to_template(&self) -> String {
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Text(text) => text.clone(),
                Segment::Missing(name) => format!("{{{name}}}"),
            })
            .collect()
    }
}

/// Puts `values` into `template`. A value of nothing but white space counts as
/// missing. Braces that do not pair up are kept as text; [`placeholders`]
/// reports them when a checklist is read.
pub fn fill(template: &str, values: &Values) -> Filled {
    let mut filled = Filled::default();
    let mut rest = template;
    while let Some((before, name, after)) = next_placeholder(rest) {
        filled.push_text(before);
        match values.get(name).filter(|value| !value.trim().is_empty()) {
            Some(value) => filled.push_text(value),
            None => filled.segments.push(Segment::Missing(name.to_owned())),
        }
        rest = after;
    }
    filled.push_text(rest);
    filled
}

/// Puts `values` into `template` and leaves out what stands in `[brackets]` where
/// a place in it stays empty: `còn thấp[ ({pct}%)]`.
pub fn compose(template: &str, values: &Values) -> Filled {
    let mut kept = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, inside, after)) = next_part(rest) {
        kept.push_str(before);
        if fill(inside, values).complete().is_some() {
            kept.push_str(inside);
        }
        rest = after;
    }
    kept.push_str(rest);
    fill(&kept, values)
}

/// Whether every bracket of `template` has its fellow, one level deep.
pub fn brackets_pair_up(template: &str) -> bool {
    let mut rest = template;
    while let Some((before, inside, after)) = next_part(rest) {
        if before.contains(']') || inside.contains('[') {
            return false;
        }
        rest = after;
    }
    !rest.contains(['[', ']'])
}

fn next_part(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (inside, after) = rest.split_once(']')?;
    Some((before, inside, after))
}

/// The names of all placeholders of `template`, in order, repeated as they are.
///
/// # Errors
///
/// [`BadTemplate`] when braces do not pair up or enclose anything but a name of
/// small letters, digits and `_`.
pub fn placeholders(template: &str) -> Result<Vec<&str>, BadTemplate> {
    let mut names = Vec::new();
    let mut rest = template;
    let bad = |at| BadTemplate { template: template.to_owned(), at };
    while let Some((before, name, after)) = next_placeholder(rest) {
        let start = template.len() - rest.len();
        if let Some(at) = before.find(['{', '}']) {
            return Err(bad(start + at));
        }
        names.push(name);
        rest = after;
    }
    match rest.find(['{', '}']) {
        Some(at) => Err(bad(template.len() - rest.len() + at)),
        None => Ok(names),
    }
}

impl Filled {
    fn push_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Segment::Text(last)) = self.segments.last_mut() {
            last.push_str(text);
        } else {
            self.segments.push(Segment::Text(text.to_owned()));
        }
    }
}

/// Splits `text` at its first well-formed placeholder.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let mut searched = 0;
    loop {
        let open = searched + text.get(searched..)?.find('{')?;
        let inside = text.get(open + 1..)?;
        let length = inside
            .find(|letter: char| !matches!(letter, 'a'..='z' | '0'..='9' | '_'))
            .filter(|length| *length != 0);
        if let Some(length) = length
            && let Some((name, after)) = inside.split_at_checked(length)
            && let Some(after) = after.strip_prefix('}')
        {
            return Some((text.get(..open)?, name, after));
        }
        searched = open + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> Values {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_full_sentence_is_complete() {
        let filled =
            fill("Mới sử dụng {tu}/{mau} chìa khóa.", &values(&[("tu", "3"), ("mau", "9")]));
        assert_eq!(filled.complete().as_deref(), Some("Mới sử dụng 3/9 chìa khóa."));
    }

    #[test]
    fn an_empty_value_is_missing_and_never_blank() {
        let filled = fill("Gửi kỳ {ky} trước ngày {han}, {han}.", &values(&[("ky", " ")]));
        assert_eq!(filled.complete(), None);
        assert_eq!(filled.missing(), ["ky", "han"]);
        assert_eq!(filled.to_template(), "Gửi kỳ {ky} trước ngày {han}, {han}.");
    }

    #[test]
    fn braces_must_pair_up() {
        assert_eq!(placeholders("{tu}/{mau}"), Ok(vec!["tu", "mau"]));
        assert!(placeholders("{tu/{mau}").is_err());
        assert!(placeholders("còn }").is_err());
        assert!(placeholders("{Tử}").is_err());
    }

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        let filled = fill("({ghi_chu})", &values(&[("ghi_chu", "{tu}")]));
        assert_eq!(filled.complete().as_deref(), Some("({tu})"));
    }
}
