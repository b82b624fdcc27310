//! Places in a sentence that nobody has filled yet.

/// An open place, as the default wordings write it: `{han}`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place(pub String);

/// Finds the places of `text` that are still open. A sentence with one is
/// shown for completion and never printed.
pub fn open_places(text: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, further)) = after.split_once('}') else { break };
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if is_name && !places.contains(&Place(name.to_owned())) {
            places.push(Place(name.to_owned()));
        }
        rest = if is_name { further } else { after };
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        open_places(text).into_iter().map(|place| place.0).collect()
    }

    #[test]
    fn finds_each_open_place_once() {
        assert_eq!(names("Đến ngày {ngay} mới đạt {pct}%, {ngay}"), ["ngay", "pct"]);
    }

    #[test]
    fn braces_of_other_kinds_are_text() {
        assert!(names("a { b } {} {Người} c").is_empty());
        assert!(names("không đóng {ngay").is_empty());
    }
}
