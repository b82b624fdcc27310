//! The parts of the file and how they hang together (Open Packaging Conventions, ECMA-376 part 2).

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::document::Document;
use crate::error::PaperError;

use super::LANGUAGE;
use super::xml::Xml;

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Kinds of parts that the document points to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Styles,
    Settings,
    Numbering,
    Header,
    Footer,
    Image,
}

struct Part {
    kind: Kind,
    /// Path inside the folder `word`.
    path: String,
    bytes: Vec<u8>,
}

/// The file as it grows.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<Part>,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Styles => "styles",
            Self::Settings => "settings",
            Self::Numbering => "numbering",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Image => "image",
        }
    }
}

impl Package {
    /// Adds a part; gives back the identifier by which the document points to it.
    pub(super) fn add(&mut self, kind: Kind, bytes: Vec<u8>) -> String {
        let count = self.parts.iter().filter(|part| part.kind == kind).count() + 1;
        let path = match kind {
            Kind::Styles | Kind::Settings | Kind::Numbering => format!("{}.xml", kind.word()),
            Kind::Header | Kind::Footer => format!("{}{count}.xml", kind.word()),
            Kind::Image => format!("media/image{count}.jpeg"),
        };
        self.parts.push(Part { kind, path, bytes });
        format!("rId{}", self.parts.len())
    }

    /// The whole file. Nothing in it but the document tells when it was written.
    pub(super) fn finish(self, about: &Document, main: &[u8]) -> Result<Vec<u8>, PaperError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |path: &str, bytes: &[u8], method| -> Result<(), PaperError> {
            let options = SimpleFileOptions::default()
                .compression_method(method)
                .last_modified_time(DateTime::DEFAULT);
            zip.start_file(path, options).map_err(std::io::Error::from)?;
            Ok(zip.write_all(bytes)?)
        };
        let packed = CompressionMethod::Deflated;
        put("[Content_Types].xml", &self.types()?, packed)?;
        put("_rels/.rels", &roots()?, packed)?;
        put("docProps/core.xml", &core(about)?, packed)?;
        put("word/document.xml", main, packed)?;
        put("word/_rels/document.xml.rels", &self.relations()?, packed)?;
        for part in &self.parts {
            // Photographs are packed already.
            let method = if part.kind == Kind::Image { CompressionMethod::Stored } else { packed };
            put(&format!("word/{}", part.path), &part.bytes, method)?;
        }
        let zip = zip.finish().map_err(std::io::Error::from)?;
        Ok(zip.into_inner())
    }

    fn types(&self) -> Result<Vec<u8>, PaperError> {
        let office = "application/vnd.openxmlformats-officedocument.wordprocessingml";
        let mut xml = Xml::new();
        xml.inside("Types", &[("xmlns", TYPES)], |xml| {
            let known = [
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
                ("jpeg", "image/jpeg"),
            ];
            for (extension, kind) in known {
                xml.leaf("Default", &[("Extension", extension), ("ContentType", kind)]);
            }
            let mut put = |path: &str, kind: &str| {
                xml.leaf("Override", &[("PartName", path), ("ContentType", kind)]);
            };
            put("/word/document.xml", &format!("{office}.document.main+xml"));
            let core = "application/vnd.openxmlformats-package.core-properties+xml";
            put("/docProps/core.xml", core);
            for part in self.parts.iter().filter(|part| part.kind != Kind::Image) {
                let kind = format!("{office}.{}+xml", part.kind.word());
                put(&format!("/word/{}", part.path), &kind);
            }
        });
        xml.finish()
    }

    fn relations(&self) -> Result<Vec<u8>, PaperError> {
        let parts = self.parts.iter().zip(1..).map(|(part, number)| {
            let id = format!("rId{number}");
            (id, format!("{OFFICE}/{}", part.kind.word()), part.path.clone())
        });
        relations(parts)
    }
}

fn roots() -> Result<Vec<u8>, PaperError> {
    let document = format!("{OFFICE}/officeDocument");
    let core = format!("{RELATIONS}/metadata/core-properties");
    relations([
        ("rId1".to_owned(), document, "word/document.xml".to_owned()),
        ("rId2".to_owned(), core, "docProps/core.xml".to_owned()),
    ])
}

fn relations(
    all: impl IntoIterator<Item = (String, String, String)>,
) -> Result<Vec<u8>, PaperError> {
    let mut xml = Xml::new();
    xml.inside("Relationships", &[("xmlns", RELATIONS)], |xml| {
        for (id, kind, target) in all {
            xml.leaf("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &target)]);
        }
    });
    xml.finish()
}

/// What the file says about itself.
fn core(about: &Document) -> Result<Vec<u8>, PaperError> {
    let mut xml = Xml::new();
    let names = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let moment = about.created.iso();
    xml.inside("cp:coreProperties", &names, |xml| {
        let mut put = |name: &str, words: &str| {
            // Control characters are not XML at all.
            let words: String = words.chars().filter(|c| !c.is_control()).collect();
            xml.inside(name, &[], |xml| xml.words(&words));
        };
        put("dc:title", &about.title);
        put("dc:subject", &about.subject);
        put("dc:creator", &about.author);
        put("cp:lastModifiedBy", &about.author);
        put("dc:language", LANGUAGE);
        for name in ["dcterms:created", "dcterms:modified"] {
            let kind = [("xsi:type", "dcterms:W3CDTF")];
            xml.inside(name, &kind, |xml| xml.words(&moment));
        }
    });
    xml.finish()
}
