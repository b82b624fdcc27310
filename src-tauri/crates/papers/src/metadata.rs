//! What the file says about itself, twice and equal: Info and XMP (ISO 19005-3, 6.6.2.3).

use lopdf::{Dictionary, Object, Stream, dictionary};

use crate::document::Document;
use crate::objects::text;

/// Program that made the paper.
const CREATOR: &str = "Biên Bản";
/// Library that wrote the bytes.
const PRODUCER: &str = "printpdf 0.12.8, lopdf 0.44";

/// The Info dictionary.
pub(crate) fn info(document: &Document) -> Dictionary {
    let moment = Object::string_literal(document.created.pdf());
    dictionary! {
        "Title" => text(&document.title),
        "Subject" => text(&document.subject),
        "Author" => text(&document.author),
        "Creator" => text(CREATOR),
        "Producer" => text(PRODUCER),
        "CreationDate" => moment.clone(),
        "ModDate" => moment,
    }
}

/// The XMP packet. Never compressed, so that tools that know no PDF can read it.
pub(crate) fn xmp(document: &Document) -> Stream {
    let moment = document.created.iso();
    let (title, subject) = (escaped(&document.title), escaped(&document.subject));
    let author = escaped(&document.author);
    let packet = format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{feff}',
        language = crate::finish::LANGUAGE,
    );
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dict, packet.into_bytes()).with_compression(false)
}

fn escaped(words: &str) -> String {
    // Control characters are not XML at all.
    let words: String = words.chars().filter(|c| !c.is_control()).collect();
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
