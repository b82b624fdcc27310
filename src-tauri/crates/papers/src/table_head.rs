//! Heads of tables, in one level or two.

use crate::document::{Align, Table};
use crate::error::PaperError;
use crate::galley::{Galley, Mark, Piece, Strip, TextMark, base_line};
use crate::measure::shape_text;
use crate::merges::Merges;
use crate::paragraph::set;
use crate::table::{CELL_GAP, Grid, length};
use crate::tree::{Role, Tag};

/// A head with the columns and levels it covers.
struct HeadCell {
    lines: Vec<TextMark>,
    tag: Tag,
    /// 0 for the upper level.
    from: usize,
    /// 2 for the lower level.
    to: usize,
}

impl Galley<'_> {
    /// The strip that is repeated on every page.
    pub(crate) fn table_head(
        &mut self,
        table: &Table,
        merges: &Merges,
        grid: &Grid,
        root: Tag,
    ) -> Result<Strip, PaperError> {
        let element = &self.style.elements.table_head;
        let leading = self.style.body.leading_mpt(element);
        let cells = self.head_cells(table, merges, grid, root)?;
        let need = |cell: &HeadCell| leading * length(cell.lines.len()) + 2 * CELL_GAP;
        let highest = |from: usize, to: usize| {
            let cells = cells.iter().filter(|cell| (cell.from, cell.to) == (from, to));
            cells.map(need).max().unwrap_or_default()
        };
        let upper = highest(0, 1);
        let height = highest(0, 2).max(upper + highest(1, 2));
        let mut pieces = Vec::new();
        for (index, &x) in grid.edges.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|column| merges.group_of(column));
            let is_inside = before.is_some_and(|it| it.first + it.columns > index);
            let top = if is_inside { upper } else { 0 };
            pieces.push(Piece::upright(x, (top, height), grid.thickness));
        }
        pieces.extend(grid.level(0));
        pieces.extend(grid.level(height));
        pieces.extend(grid.level_where(upper, |column| merges.group_of(column).is_some()));
        for cell in cells {
            let top = if cell.from == 0 { 0 } else { upper };
            let bottom = if cell.to == 1 { upper } else { height };
            // Heads stand in the middle of their cell.
            let mut y = top + (bottom - top - leading * length(cell.lines.len())) / 2;
            for mut line in cell.lines {
                line.y = y + base_line(element.size_pt, leading);
                y += leading;
                pieces.push(Piece { tag: Some(cell.tag), mark: Mark::Text(line) });
            }
        }
        Ok(Strip::new(0, height, pieces))
    }

    /// Heads in the order in which they are read: the upper level first.
    fn head_cells(
        &mut self,
        table: &Table,
        merges: &Merges,
        grid: &Grid,
        root: Tag,
    ) -> Result<Vec<HeadCell>, PaperError> {
        let element = &self.style.elements.table_head;
        let has_groups = !merges.groups.is_empty();
        let mut cells = Vec::new();
        let row = self.tree.add(Role::Row, root);
        for (index, column) in table.columns.iter().enumerate() {
            let (title, columns, from, to) = match merges.group_of(index) {
                Some(group) if group.first == index => (&group.title, group.columns, 0, 1),
                Some(_) => continue,
                None => (&column.title, 1, 0, 2),
            };
            let setting = grid.setting((index, columns), element, Align::Centre);
            let lines = set(&shape_text(title, element)?, setting);
            let rows = if has_groups { to - from } else { 1 };
            let tag = self.tree.cell(Role::HeadCell, row, (rows, columns));
            cells.push(HeadCell { lines, tag, from, to });
        }
        if has_groups {
            let row = self.tree.add(Role::Row, root);
            for (index, column) in table.columns.iter().enumerate() {
                if merges.group_of(index).is_some() {
                    let setting = grid.setting((index, 1), element, Align::Centre);
                    let lines = set(&shape_text(&column.title, element)?, setting);
                    let tag = self.tree.add(Role::HeadCell, row);
                    cells.push(HeadCell { lines, tag, from: 1, to: 2 });
                }
            }
        }
        Ok(cells)
    }
}
