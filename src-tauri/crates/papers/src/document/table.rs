//! Tables.

use super::Run;

/// A table with ruled cells.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Table {
    /// Words above the table, kept with it.
    pub caption: Option<String>,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    /// Words in the head, bold and centred.
    pub title: String,
    /// How wide the column is.
    pub width: ColumnWidth,
    /// How its cells are set.
    pub align: Align,
}

impl Column {
    /// A column that takes `share` thousandths of the table.
    #[must_use]
    pub fn share(title: impl Into<String>, share: u16, align: Align) -> Self {
        Self { title: title.into(), width: ColumnWidth::Share(share), align }
    }

    /// A column as wide as its cells want it.
    #[must_use]
    pub fn auto(title: impl Into<String>, align: Align) -> Self {
        Self { title: title.into(), width: ColumnWidth::Auto, align }
    }
}

/// How the width of a column is found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ColumnWidth {
    /// In thousandths of the table. Scaled down when all shares together pass 1000.
    Share(u16),
    /// By what its cells hold, within what the other columns leave.
    Auto,
}

/// How lines stand in their column.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// Flush right; for figures.
    Right,
    /// Flush on both sides.
    Justify,
}

/// A row of a table.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Row {
    /// One cell for each column; missing ones are empty, extra ones refused.
    pub cells: Vec<Vec<Run>>,
    /// Whether the row may go on over the page. A row taller than a page breaks in any case.
    pub may_break: bool,
}

/// A table some of whose cells are merged.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct MergedTable {
    /// The table as if nothing were merged: cells that another covers are empty.
    pub table: Table,
    /// Words over the heads of several columns.
    pub groups: Vec<HeadGroup>,
    /// Cells that cover others.
    pub spans: Vec<Span>,
}

/// Words over the heads of neighbouring columns. Heads of columns without a group are as high as
/// both together.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct HeadGroup {
    /// The words.
    pub title: String,
    /// Index of the first column.
    pub first: usize,
    /// How many columns.
    pub columns: usize,
}

/// A cell that covers cells to its right and below it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Span {
    /// Index of its row, the head not counted.
    pub row: usize,
    /// Index of its column.
    pub column: usize,
    /// How many rows it covers, itself included; 0 counts as 1.
    pub rows: usize,
    /// How many columns it covers, itself included; 0 counts as 1.
    pub columns: usize,
}
