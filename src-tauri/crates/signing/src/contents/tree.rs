//! The tree of pages, read as other programs read it, or not at all.

use std::collections::BTreeSet;

use super::{DEPTH_MAX, FROM_ABOVE, OWN, PAGES_MAX, Reader, STRANGE, TOO_LARGE};
use crate::error::PdfError;
use crate::pdf::{Dict, Id, Object};

/// A walk through the tree of pages.
#[derive(Default)]
struct Walk {
    depth: usize,
    known: BTreeSet<Id>,
    /// What each page shows, and its own dictionary.
    pages: Vec<(Dict, Dict)>,
}

impl Reader<'_, '_> {
    /// The pages in order: what each shows, with what it has from above, and its own dictionary.
    ///
    /// # Errors
    ///
    /// [`PdfError::Damaged`] for a tree that programs read differently: a node that is page and branch
    /// at once, that has another number of pages than it says, or that stands in two places.
    pub(super) fn pages(&self, catalog: &Dict) -> Result<Vec<(Dict, Dict)>, PdfError> {
        let mut walk = Walk::default();
        let root = catalog.get("Pages").cloned().unwrap_or(Object::Null);
        self.branch(&root, &Dict::default(), &mut walk)?;
        Ok(walk.pages)
    }

    fn branch(&self, node: &Object, above: &Dict, walk: &mut Walk) -> Result<(), PdfError> {
        self.count()?;
        if PAGES_MAX <= walk.pages.len() || DEPTH_MAX <= walk.depth {
            return Err(TOO_LARGE);
        }
        if !node.as_ref().is_none_or(|id| walk.known.insert(id)) {
            return Err(STRANGE);
        }
        let node = self.dict(Some(node))?;
        let mut seen = above.clone();
        let mut take = |keys: &[&str]| {
            for key in keys {
                if let Some(value) = node.get(key) {
                    seen.set(key, value.clone());
                }
            }
        };
        take(&FROM_ABOVE);
        let kind = node.get("Type").and_then(Object::as_name);
        if node.get("Kids").is_none() {
            take(&OWN);
            if kind != Some(b"Page") {
                return Err(STRANGE);
            }
            walk.pages.push((seen, node));
            return Ok(());
        }
        let before = walk.pages.len();
        walk.depth += 1;
        for kid in self.items(node.get("Kids"))? {
            self.branch(&kid, &seen, walk)?;
        }
        walk.depth -= 1;
        let has = walk.pages.len() - before;
        let count = self.resolved(node.get("Count"))?.as_int();
        let is_counted = count.and_then(|it| usize::try_from(it).ok()) == Some(has);
        if kind == Some(b"Pages") && is_counted { Ok(()) } else { Err(STRANGE) }
    }
}
