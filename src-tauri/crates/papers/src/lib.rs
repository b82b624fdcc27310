//! A document in, bytes of a PDF or of a file for Word out. Knows layout, not inspections.
//!
//! Pure: no file, clock or randomness. Equal documents give equal bytes, so a sealed paper can be
//! compared with what was exported.

mod attach;
mod breaking;
mod captions;
mod code;
mod columns;
mod document;
mod docx;
mod error;
mod figure;
mod finish;
mod fit;
mod font;
mod forms;
mod furniture;
mod galley;
mod head;
mod jpeg;
mod list;
mod measure;
mod memory;
mod merges;
mod metadata;
mod moment;
mod numbering;
mod objects;
mod outline;
mod page;
mod paragraph;
mod pile;
mod references;
mod render;
mod signature;
mod style;
mod subset;
mod table;
mod table_head;
mod tags;
mod tree;
mod write;

#[cfg(test)]
extern crate self as papers;
#[cfg(test)]
mod decree_tests;
#[cfg(test)]
mod element_tests;
#[cfg(test)]
#[path = "../examples/fixture/mod.rs"]
mod fixture;
#[cfg(test)]
mod layout_tests;

pub use document::{
    Align, Attachment, Block, Column, ColumnWidth, Document, FieldKind, FieldPlace, Figure, Foot,
    Head, HeadGroup, HeadLine, List, ListItem, ListKind, MOTTO, MergedTable, NATION, Number,
    Orientation, OutlineEntry, Paragraph, ParagraphStyle, Rect, Rendered, Rotation, Row, Run,
    SignatureBlock, Span, Table, Title,
};
pub use docx::docx;
pub use error::PaperError;
pub use jpeg::printed_jpeg;
pub use measure::unprintable;
pub use memory::Memory;
pub use moment::Timestamp;
pub use render::{page_count, render, render_again};
pub use style::{
    Body, Element, Elements, HeadStyle, Layouts, NumberPlace, Page, SignatureStyle, StyleSheet,
    TableStyle,
};
