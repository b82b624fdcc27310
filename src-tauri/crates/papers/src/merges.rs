//! Which cells of a table cover others.

use crate::document::{HeadGroup, MergedTable, Span};
use crate::error::PaperError;

/// Merged cells that are known to fit their table and each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Merges {
    pub(crate) groups: Vec<HeadGroup>,
    spans: Vec<Span>,
}

impl Merges {
    /// Those of a table; refuses what reaches out of it or lies over another.
    pub(crate) fn of(merged: &MergedTable) -> Result<Self, PaperError> {
        let (rows, columns) = (merged.table.rows.len(), merged.table.columns.len());
        let mut merges = Self::default();
        for group in &merged.groups {
            let end = group.first.saturating_add(group.columns);
            let is_free = (group.first..end).all(|column| merges.group_of(column).is_none());
            if group.columns == 0 || end > columns || !is_free {
                return Err(PaperError::BadSpan { row: usize::MAX, column: group.first });
            }
            merges.groups.push(group.clone());
        }
        for span in &merged.spans {
            let span = Span { rows: span.rows.max(1), columns: span.columns.max(1), ..*span };
            let is_inside = span.row.saturating_add(span.rows) <= rows
                && span.column.saturating_add(span.columns) <= columns;
            let is_apart = merges.spans.iter().all(|other| apart(other, &span));
            if !is_inside || !is_apart {
                return Err(PaperError::BadSpan { row: span.row, column: span.column });
            }
            merges.spans.push(span);
        }
        Ok(merges)
    }

    /// The group that a column belongs to.
    pub(crate) fn group_of(&self, column: usize) -> Option<&HeadGroup> {
        let holds =
            |group: &&HeadGroup| (group.first..group.first + group.columns).contains(&column);
        self.groups.iter().find(holds)
    }

    /// The cell that covers this place; itself where nothing does.
    pub(crate) fn owner(&self, row: usize, column: usize) -> Span {
        let holds = |span: &&Span| {
            (span.row..span.row + span.rows).contains(&row)
                && (span.column..span.column + span.columns).contains(&column)
        };
        let alone = Span { row, column, rows: 1, columns: 1 };
        self.spans.iter().find(holds).copied().unwrap_or(alone)
    }

    /// Whether another cell covers this place.
    pub(crate) fn is_covered(&self, row: usize, column: usize) -> bool {
        let owner = self.owner(row, column);
        (owner.row, owner.column) != (row, column)
    }

    /// Whether two places belong to one cell.
    pub(crate) fn is_one(&self, one: (usize, usize), other: (usize, usize)) -> bool {
        let owner = |(row, column)| {
            let owner = self.owner(row, column);
            (owner.row, owner.column)
        };
        !self.spans.is_empty() && owner(one) == owner(other)
    }

    /// Index after the last row that hangs together with this one.
    pub(crate) fn bundle_end(&self, row: usize) -> usize {
        let mut end = row + 1;
        let reach = |end: usize| {
            let inside = self.spans.iter().filter(|span| span.row >= row && span.row < end);
            inside.map(|span| span.row + span.rows).max().unwrap_or(end).max(end)
        };
        while reach(end) > end {
            end = reach(end);
        }
        end
    }
}

const fn apart(one: &Span, other: &Span) -> bool {
    one.row + one.rows <= other.row
        || other.row + other.rows <= one.row
        || one.column + one.columns <= other.column
        || other.column + other.columns <= one.column
}
