//! From a document to bytes: set, cut into pages, write, finish.

use std::collections::BTreeSet;

use crate::document::{Block, Document, Rendered};
use crate::error::PaperError;
use crate::finish::finish;
use crate::furniture::furnish;
use crate::galley::{FieldMark, Galley, PageStart, Strip};
use crate::memory::Memory;
use crate::merges::Merges;
use crate::page::{Sheet, paginate};
use crate::references::PageNumbers;
use crate::style::pt;
use crate::write::write;

/// Lays the document out and writes it as a PDF.
///
/// # Errors
/// A character without a glyph, a field name used twice, a figure that is not a JPEG, an element
/// taller than a page.
pub fn render(document: &Document) -> Result<Rendered, PaperError> {
    render_again(document, &mut Memory::default())
}

/// As [`render`], for a paper that is laid out again and again while somebody types: the same bytes,
/// sooner.
///
/// # Errors
/// As [`render`].
pub fn render_again(document: &Document, memory: &mut Memory) -> Result<Rendered, PaperError> {
    document.style.check()?;
    document.created.check()?;
    let numbers = settled(document, memory)?;
    let (mut galley, mut sheets) = pages_with(document, &numbers, memory)?;
    furnish(document, &mut galley, &mut sheets)?;
    let fields: Vec<&FieldMark> = sheets.iter().flat_map(|s| &s.fields).collect();
    check_names(&fields)?;
    galley.memory.end_layout();
    let written = write(&galley, &sheets)?;
    let pdf = finish(document, &galley.tree, &sheets, written)?;
    let places = sheets.iter().zip(1..).flat_map(|(sheet, page)| {
        let page_height = document.style.page.lying(sheet.orientation).height_mpt();
        sheet.fields.iter().map(move |field| field.place(page, page_height))
    });
    Ok(Rendered {
        pdf,
        pages: u32::try_from(sheets.len()).unwrap_or(u32::MAX),
        fields: places.collect(),
        outline: sheets
            .iter()
            .flat_map(|s| s.outline.iter().map(|(entry, _)| entry.clone()))
            .collect(),
    })
}

/// On how many pages the document comes to stand, without writing them.
///
/// # Errors
/// As [`render`].
pub fn page_count(document: &Document, memory: &mut Memory) -> Result<u32, PaperError> {
    document.style.check()?;
    let numbers = settled(document, memory)?;
    let (galley, sheets) = pages_with(document, &numbers, memory)?;
    galley.memory.end_layout();
    Ok(u32::try_from(sheets.len()).unwrap_or(u32::MAX))
}

/// Page numbers that print what is so.
pub(crate) fn settled(document: &Document, memory: &mut Memory) -> Result<PageNumbers, PaperError> {
    let mut numbers = PageNumbers::guess(document)?;
    if numbers == PageNumbers::default() {
        return Ok(numbers);
    }
    loop {
        let found = numbers.found(&pages_with(document, &numbers, memory)?.1);
        if found == numbers {
            return Ok(numbers);
        }
        numbers = found;
    }
}

/// Sets every block and cuts the pages.
pub(crate) fn pages_with<'d>(
    document: &'d Document,
    numbers: &'d PageNumbers,
    memory: &'d mut Memory,
) -> Result<(Galley<'d>, Vec<Sheet>), PaperError> {
    let mut galley = Galley::new(&document.style, numbers, memory);
    let mut blocks = document.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        let recipients = match blocks.peek() {
            Some(Block::Recipients(lines)) => Some(lines.as_slice()),
            _ => None,
        };
        if let Block::Signatures(signatures) = block {
            galley.signatures(signatures, recipients)?;
            if recipients.is_some() {
                blocks.next();
            }
        } else {
            set_block(&mut galley, block)?;
        }
    }
    if galley.strips.is_empty() || !galley.labels.is_empty() {
        galley.begin(Strip::new(0, 0, Vec::new()));
    }
    let sheets = paginate(&galley)?;
    Ok((galley, sheets))
}

fn set_block(galley: &mut Galley<'_>, block: &Block) -> Result<(), PaperError> {
    match block {
        Block::Head(head) => galley.head(head)?,
        Block::Title(title) => galley.title(title)?,
        Block::Annex { label, title } => galley.annex(label, title)?,
        Block::Heading { level, text } => galley.heading(*level, text)?,
        Block::Paragraph(paragraph) => galley.paragraph(paragraph)?,
        Block::Table(table) => galley.table(table, &Merges::default())?,
        Block::MergedTable(merged) => galley.table(&merged.table, &Merges::of(merged)?)?,
        Block::List(list) => galley.list(list)?,
        Block::Signatures(signatures) => galley.signatures(signatures, None)?,
        Block::Recipients(lines) => galley.recipients(lines)?,
        Block::Figure(figure) => galley.figure(figure)?,
        Block::Gallery { columns, figures } => galley.gallery(*columns, figures)?,
        Block::Label(name) => galley.labels.push(name.clone()),
        Block::PageBreak => galley.next_start = PageStart::Forced,
        Block::Turn(orientation) => galley.turn(*orientation),
        Block::RunningHead(text) => galley.running = Some(text.clone()),
        Block::Space(points) => galley.space += pt(*points),
    }
    Ok(())
}

fn check_names(fields: &[&FieldMark]) -> Result<(), PaperError> {
    let mut seen = BTreeSet::new();
    for field in fields {
        if field.name.is_empty() || field.name.contains('.') {
            return Err(PaperError::BadFieldName(field.name.clone()));
        }
        if !seen.insert(field.name.as_str()) {
            return Err(PaperError::DuplicateField(field.name.clone()));
        }
    }
    Ok(())
}
