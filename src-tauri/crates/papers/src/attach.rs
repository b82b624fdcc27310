//! Files inside the paper (ISO 19005-3, 6.8 and annex E).

use lopdf::{Dictionary, Object, Stream, dictionary};

use crate::document::{Attachment, Document};
use crate::error::PaperError;
use crate::objects::{index, references, text, text_bytes};

/// Adds the document's attachments to the catalog, findable by name and as associated files.
pub(crate) fn attach(
    pdf: &mut lopdf::Document,
    catalog: &mut Dictionary,
    document: &Document,
) -> Result<(), PaperError> {
    if document.attachments.is_empty() {
        return Ok(());
    }
    // A name tree is sorted by its keys (ISO 32000-1, 7.9.6).
    let mut sorted: Vec<&Attachment> = document.attachments.iter().collect();
    sorted.sort_by_key(|a| text_bytes(&a.name));
    let moment = document.created.pdf();
    let mut names = Vec::new();
    let mut files = Vec::new();
    for attachment in sorted {
        let stream = pdf.add_object(Stream::new(
            dictionary! {
                "Type" => "EmbeddedFile",
                "Subtype" => Object::Name(attachment.mime.as_bytes().to_vec()),
                "Params" => dictionary! {
                    "Size" => index(attachment.bytes.len()),
                    "CreationDate" => Object::string_literal(moment.as_str()),
                    "ModDate" => Object::string_literal(moment.as_str()),
                },
            },
            attachment.bytes.clone(),
        ));
        let spec = pdf.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => text(&attachment.name),
            "UF" => text(&attachment.name),
            "Desc" => text(&attachment.description),
            "AFRelationship" => "Data",
            "EF" => dictionary! { "F" => stream, "UF" => stream },
        });
        names.push(text(&attachment.name));
        names.push(Object::Reference(spec));
        files.push(spec);
    }
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    catalog.set("AF", references(files));
    Ok(())
}
