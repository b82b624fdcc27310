//! Lists: points under each other, each behind its dash or number.

use crate::document::{Align, List, ListItem, ListKind};
use crate::error::PaperError;
use crate::galley::base_line;
use crate::galley::{Galley, Mark, Piece};
use crate::measure::{shape_text, width_mpt};
use crate::paragraph::{Setting, set};
use crate::style::{Body, Element, pt};
use crate::tree::{Role, Tag, Tree};

/// Distance between what stands before a point and its words.
const APART: i64 = pt(5);
/// Lists deeper than this are set as the deepest.
pub(crate) const DEEPEST: usize = 1;

/// How far the points of a list stand from the left margin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Indents {
    /// What stands before a point.
    pub(crate) label: i64,
    /// The words of a point.
    pub(crate) words: i64,
}

impl Indents {
    /// Those of a list at this depth: points begin where paragraphs do, those inside of them where
    /// the words of the outer ones would if all labels were as wide as the widest.
    pub(crate) fn of(
        list: &List,
        depth: usize,
        outer: Option<Self>,
        (body, element): (&Body, &Element),
    ) -> Result<Self, PaperError> {
        let label = outer.map_or_else(|| body.indent_mpt(), |outer| outer.words);
        let mut widest = 0;
        for index in 0..list.items.len() {
            let label = shape_text(&list.kind.label(depth, index), element)?;
            widest = widest.max(width_mpt(&label, element.size_pt));
        }
        Ok(Self { label, words: label + widest + APART })
    }
}

impl Galley<'_> {
    /// Adds a list.
    pub(crate) fn list(&mut self, list: &List) -> Result<(), PaperError> {
        self.points(list, 0, None, Tree::ROOT)
    }

    fn points(
        &mut self,
        list: &List,
        depth: usize,
        outer: Option<Indents>,
        parent: Tag,
    ) -> Result<(), PaperError> {
        let style = self.style;
        let indents = Indents::of(list, depth, outer, (&style.body, &style.elements.body))?;
        let root = self.tree.add(Role::List(list.kind == ListKind::Numbered), parent);
        for (index, item) in list.items.iter().enumerate() {
            let label = list.kind.label(depth, index);
            let words = self.point(item, &label, indents, root)?;
            if let Some(inner) = &item.inner {
                self.points(inner, (depth + 1).min(DEEPEST), Some(indents), words)?;
            }
        }
        Ok(())
    }

    /// Adds a point; gives back the node of its words.
    fn point(
        &mut self,
        item: &ListItem,
        label: &str,
        indents: Indents,
        root: Tag,
    ) -> Result<Tag, PaperError> {
        let element = &self.style.elements.body;
        let node = self.tree.add(Role::ListItem, root);
        let label_tag = self.tree.add(Role::ListLabel, node);
        let words_tag = self.tree.add(Role::ListWords, node);
        let runs = self.numbers.filled(&item.runs);
        let first = self.strips.len();
        self.lines(&runs, element, (indents.words, 0, Align::Justify), words_tag)?;
        let setting = Setting {
            size_pt: element.size_pt,
            x: self.left() + indents.label,
            width: indents.words - indents.label,
            indent: 0,
            align: Align::Left,
        };
        let leading = self.style.body.leading_mpt(element);
        let letters = set(&shape_text(label, element)?, setting);
        if let Some(strip) = self.strips.get_mut(first) {
            for mut line in letters {
                line.y = base_line(element.size_pt, leading);
                line.spaced = true;
                strip.pieces.push(Piece { tag: Some(label_tag), mark: Mark::Text(line) });
            }
        }
        Ok(words_tag)
    }
}
