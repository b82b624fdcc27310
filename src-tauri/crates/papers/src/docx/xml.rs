//! XML that is well-formed by construction: what is opened in a closure is closed after it.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::error::PaperError;

/// Attributes of an element, names with their prefix.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document that is being written. The first failure is kept and told at the end.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    failed: Option<io::Error>,
}

impl Xml {
    /// A document with its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self::fragment();
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// A part of a document, to be put into another by [`Self::raw`].
    pub(super) fn fragment() -> Self {
        Self { writer: Writer::new(Vec::new()), failed: None }
    }

    /// An element and what `write` puts into it.
    pub(super) fn inside(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        write: impl FnOnce(&mut Self),
    ) {
        self.event(Event::Start(start(name, attributes)));
        write(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element that says one thing in `w:val`.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.leaf(name, &[("w:val", value)]);
    }

    /// An element that says one thing in another attribute.
    pub(super) fn value_of(&mut self, name: &str, attribute: &str, value: &str) {
        self.leaf(name, &[(attribute, value)]);
    }

    /// Words inside the open element.
    pub(super) fn words(&mut self, words: &str) {
        self.event(Event::Text(BytesText::new(words)));
    }

    /// What is XML already.
    pub(super) fn raw(&mut self, xml: &str) {
        self.event(Event::Text(BytesText::from_escaped(xml)));
    }

    /// The bytes.
    pub(super) fn finish(self) -> Result<Vec<u8>, PaperError> {
        match self.failed {
            Some(error) => Err(error.into()),
            None => Ok(self.writer.into_inner()),
        }
    }

    /// The bytes as text, to be put into another document.
    pub(super) fn text(self) -> Result<String, PaperError> {
        // The writer is only ever given text.
        Ok(String::from_utf8_lossy(&self.finish()?).into_owned())
    }

    fn event(&mut self, event: Event<'_>) {
        if self.failed.is_none() {
            self.failed = self.writer.write_event(event).err();
        }
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_attributes_cannot_become_markup() {
        let mut xml = Xml::fragment();
        xml.inside("a", &[("b", "\"<&>\"")], |xml| xml.words("1 < 2 & \"3\""));

        let written = String::from_utf8(xml.finish().unwrap()).unwrap();

        assert_eq!(written, "<a b=\"&quot;&lt;&amp;&gt;&quot;\">1 &lt; 2 &amp; &quot;3&quot;</a>");
    }
}
