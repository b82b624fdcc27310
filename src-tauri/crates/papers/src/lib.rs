//! A document in, PDF bytes out. Knows layout, not inspections.
//!
//! Pure: no file, clock or randomness. Equal documents give equal bytes, so a sealed paper can be
//! compared with what was exported.

mod document;
mod error;
mod font;
mod style;

pub use document::{
    Align, Attachment, Block, Column, ColumnWidth, Document, FieldKind, FieldPlace, Figure, Head,
    HeadLine, MOTTO, NATION, Number, OutlineEntry, Paragraph, ParagraphStyle, Rect, Rendered,
    Rotation, Row, Run, SignatureBlock, Strokes, Table, Timestamp, Title,
};
pub use error::PaperError;
pub use style::{Body, Element, Elements, HeadStyle, Page, SignatureStyle, StyleSheet, TableStyle};

/// Lays the document out and writes it as a PDF.
///
/// # Errors
/// A character without a glyph, a field name used twice, a figure that is not a JPEG.
pub fn render(document: &Document) -> Result<Rendered, PaperError> {
    let _ = document;
    Err(PaperError::BadStyle("not laid out yet"))
}
