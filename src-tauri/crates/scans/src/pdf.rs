//! Pages of a PDF from a scanner: the pictures they are made of.

use std::ops::ControlFlow;

use hayro_syntax::Pdf;
use hayro_syntax::object::Stream;
use hayro_syntax::page::Page;

use crate::{ScanError, codes, hear, picture};

/// Pages a scan may have.
pub const PAGES_MAX: usize = 2000;

/// Pictures of one page that are looked at; some scanners cut a page into strips.
const PICTURES_MAX: usize = 64;

pub(crate) fn page_codes(
    file: &[u8],
    looked_at: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Vec<String>>, ScanError> {
    let pdf = Pdf::new(file.to_vec()).map_err(|_| ScanError::Unreadable)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(ScanError::Unreadable);
    }
    if pages.len() > PAGES_MAX {
        return Err(ScanError::TooManyPages);
    }
    let mut all = Vec::with_capacity(pages.len());
    for (page, done) in pages.iter().zip(1..) {
        all.push(codes_of(page));
        hear(looked_at, done, pages.len())?;
    }
    Ok(all)
}

fn codes_of(page: &Page<'_>) -> Vec<String> {
    let drawn = &page.resources().x_objects;
    let mut found = Vec::new();
    for name in drawn.keys().take(PICTURES_MAX) {
        let stream: Option<Stream<'_>> = drawn.get(&name);
        for text in
            stream.and_then(|stream| picture::grey(&stream)).map(codes::read).unwrap_or_default()
        {
            if !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found
}
