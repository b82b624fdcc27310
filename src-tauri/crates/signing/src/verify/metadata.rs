//! Dates and names of tools: what signing tools write into a file's description as they pass.
//!
//! They show on no page. Everything else in the description (title, author, conformance) counts
//! as content. Only the description in clear text is looked at; RDF may say the same in several
//! ways, so what is compared are names with their words, not the way they are written.

use crate::pdf::Dict;

/// Properties that may change: when, with which tool and as which copy the file was last written.
const PASSING: [&str; 5] = ["ModDate", "ModifyDate", "MetadataDate", "Producer", "InstanceID"];
/// Attributes that are about the writing of RDF and not about the file.
const SYNTAX: [&str; 4] = ["about", "xmptk", "lang", "parseType"];

/// Whether two information dictionaries (ISO 32000-2, 14.3.3) differ only in passing things.
pub(super) fn same_info(before: &Dict, after: &Dict) -> bool {
    let differing = before.differing(after);
    differing.iter().all(|key| PASSING.contains(&key.as_str()))
}

/// Whether two XMP packets differ only in passing things.
pub(super) fn same_xmp(before: &[u8], after: &[u8]) -> bool {
    match (properties(before), properties(after)) {
        (Some(before), Some(after)) => before == after,
        _ => false,
    }
}

/// Whether an XMP packet says nothing but passing things.
pub(super) fn is_passing_xmp(packet: &[u8]) -> bool {
    properties(packet).is_some_and(|found| found.iter().all(|(name, _)| name == "xpacket"))
}

/// Name and words of every property, in order. `None` for what is not plain XML.
fn properties(xmp: &[u8]) -> Option<Vec<(String, String)>> {
    let mut rest = std::str::from_utf8(xmp).ok()?;
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut found = Vec::new();
    while let Some(start) = rest.find('<') {
        let words = rest.get(..start)?.trim();
        note(&mut found, name_of(&open), words);
        rest = rest.get(start..)?;
        if rest.starts_with("<?") {
            rest = rest.get(rest.find("?>")? + 2..)?;
        } else if rest.starts_with("<!") {
            // Comments, CDATA and document types could hide words from this reader.
            return None;
        } else {
            let end = rest.find('>')?;
            let tag = rest.get(1..end)?;
            rest = rest.get(end + 1..)?;
            if let Some(name) = tag.strip_prefix('/') {
                let (opened, _) = open.pop()?;
                (opened == name.trim_end()).then_some(())?;
            } else {
                let name = element(tag, &mut found)?;
                if !tag.ends_with('/') {
                    open.push((name, name.starts_with("rdf:")));
                }
            }
        }
    }
    (open.is_empty() && rest.trim().is_empty()).then_some(())?;
    found.sort();
    Some(found)
}

/// Notes the attributes of a start tag; returns the name of the element.
fn element<'a>(tag: &'a str, found: &mut Vec<(String, String)>) -> Option<&'a str> {
    let tag = tag.strip_suffix('/').unwrap_or(tag);
    let name = tag.split_whitespace().next()?;
    let mut rest = tag.get(name.len()..)?.trim();
    while !rest.is_empty() {
        let (attribute, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let (words, after) = after.get(1..)?.split_once(quote)?;
        let attribute = attribute.trim();
        if !attribute.starts_with("xmlns") {
            note(found, Some(local(attribute)), words);
        }
        rest = after.trim_start();
    }
    Some(name)
}

fn note(found: &mut Vec<(String, String)>, name: Option<&str>, words: &str) {
    let name = name.unwrap_or_default();
    if !words.is_empty() && !PASSING.contains(&name) && !SYNTAX.contains(&name) {
        found.push((name.to_owned(), words.to_owned()));
    }
}

/// The nearest element that is a property and not RDF's own, without its prefix.
fn name_of<'a>(open: &[(&'a str, bool)]) -> Option<&'a str> {
    open.iter().rev().find(|(_, is_syntax)| !is_syntax).map(|(name, _)| local(name))
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: &str = "<?xpacket begin=\"\" id=\"x\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
        <rdf:RDF xmlns:rdf=\"r\"><rdf:Description rdf:about=\"\" pdfaid:part=\"3\">\
        <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Biên bản</rdf:li></rdf:Alt></dc:title>\
        <xmp:ModifyDate>2022-09-15</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>";

    #[test]
    fn passes_over_dates_and_ways_of_writing() {
        let later = PACKET.replace("2022-09-15", "2022-09-16");
        assert!(same_xmp(PACKET.as_bytes(), later.as_bytes()));
        let spelled = PACKET
            .replace(" pdfaid:part=\"3\">", "><pdfaid:part>3</pdfaid:part>")
            .replace("<dc:title>", "\n <dc:title>");
        assert!(same_xmp(PACKET.as_bytes(), spelled.as_bytes()));
    }

    #[test]
    fn notices_other_words() {
        for (old, new) in [("Biên bản", "Thông báo"), ("part=\"3\"", "part=\"2\"")] {
            let changed = PACKET.replace(old, new);
            assert!(!same_xmp(PACKET.as_bytes(), changed.as_bytes()));
        }
        let hidden = PACKET.replace("<xmp:M", "<!-- x --><xmp:M");
        assert!(!same_xmp(PACKET.as_bytes(), hidden.as_bytes()));
        assert!(!same_xmp(PACKET.as_bytes(), b"\xff"));
    }
}
