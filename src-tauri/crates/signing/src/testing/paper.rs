//! A small paper: a page of words, three signature fields, and a field for the number.

use lopdf::{Document, Object, Stream, dictionary, xref::XrefType};

/// Names of the signature fields of [`paper`].
pub(crate) const FIELDS: [&str; 3] = ["TruongDoan", "ThuKy", "DonVi"];

/// Builds the paper anew; always the same bytes.
pub(crate) fn paper() -> Vec<u8> {
    paper_for(&FIELDS)
}

/// Builds the paper for people who sign in these fields, three beside each other.
pub(crate) fn paper_for(names: &[&str]) -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    pdf.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let pages = pdf.new_object_id();
    let font = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Roman",
    });
    let words = b"BT /F1 14 Tf 72 760 Td (BIEN BAN KIEM TRA) Tj 0 -30 Td (14/27) Tj ET".to_vec();
    let content = pdf.add_object(Stream::new(dictionary! {}, words));
    let blank = pdf.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), 176.into(), 64.into()],
        },
        Vec::new(),
    ));
    let page = pdf.new_object_id();
    let mut fields = Vec::new();
    for (index, name) in (0..).zip(names) {
        let (left, bottom) = (20 + 187 * (index % 3), 200 + 80 * (index / 3));
        fields.push(pdf.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "F" => 132,
            "T" => Object::string_literal(*name), "P" => page,
            "Rect" => vec![left.into(), bottom.into(), (left + 176).into(), (bottom + 64).into()],
            "AP" => dictionary! { "N" => blank },
        }));
    }
    fields.push(pdf.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "F" => 4,
        "T" => Object::string_literal("So"), "P" => page,
        "Rect" => vec![72.into(), 780.into(), 200.into(), 800.into()],
        "AP" => dictionary! { "N" => blank },
    }));
    let fields: Vec<Object> = fields.into_iter().map(Object::Reference).collect();
    pdf.set_object(
        page,
        dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            "Annots" => fields.clone(),
        },
    );
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.set_object(pages, tree);
    let catalog = pdf.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages,
        "AcroForm" => dictionary! { "Fields" => fields, "SigFlags" => 3 },
    });
    let info = pdf.add_object(dictionary! { "Title" => Object::string_literal("Bien ban") });
    pdf.trailer.set("Root", catalog);
    pdf.trailer.set("Info", info);
    let id = Object::string_literal("0123456789abcdef");
    pdf.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    assert!(pdf.save_to(&mut bytes).is_ok(), "writing into memory does not fail");
    bytes
}
