//! What the marks on a page mean: the tree of tags for readers that do not look at the paper.

/// Index of a node of the [`Tree`]; nodes are numbered in reading order.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Tag(pub(crate) usize);

/// Standard structure types (ISO 32000-1, 14.8.4) that papers use.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Role {
    Document,
    /// Tên loại.
    Title,
    /// 1 to 3.
    Heading(u8),
    Paragraph,
    Table,
    Row,
    HeadCell,
    Cell,
    Figure,
    Caption,
    /// Whether its points are numbered.
    List(bool),
    ListItem,
    /// What stands before a point.
    ListLabel,
    /// What a point says.
    ListWords,
}

/// A node: its meaning and what it hangs under.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) role: Role,
    pub(crate) parent: Tag,
    /// Words for what is not words, such as a photograph.
    pub(crate) alternative: Option<String>,
    /// How many rows and columns a cell covers.
    pub(crate) covers: (usize, usize),
}

/// The whole tree; the first node is the document, its own parent.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
}

impl Role {
    /// Name of the structure type.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Title => "H1",
            Self::Heading(1) => "H2",
            Self::Heading(2) => "H3",
            Self::Heading(_) => "H4",
            Self::Paragraph => "P",
            Self::Table => "Table",
            Self::Row => "TR",
            Self::HeadCell => "TH",
            Self::Cell => "TD",
            Self::Figure => "Figure",
            Self::Caption => "Caption",
            Self::List(_) => "L",
            Self::ListItem => "LI",
            Self::ListLabel => "Lbl",
            Self::ListWords => "LBody",
        }
    }
}

impl Tree {
    pub(crate) const ROOT: Tag = Tag(0);

    pub(crate) fn new() -> Self {
        let root =
            Node { role: Role::Document, parent: Self::ROOT, alternative: None, covers: (1, 1) };
        Self { nodes: vec![root] }
    }

    /// Adds a node as the last child of `parent`.
    pub(crate) fn add(&mut self, role: Role, parent: Tag) -> Tag {
        self.nodes.push(Node { role, parent, alternative: None, covers: (1, 1) });
        Tag(self.nodes.len() - 1)
    }

    /// Adds a node that is described by words.
    pub(crate) fn describe(&mut self, role: Role, parent: Tag, words: String) -> Tag {
        self.nodes.push(Node { role, parent, alternative: Some(words), covers: (1, 1) });
        Tag(self.nodes.len() - 1)
    }

    /// Adds a cell that covers so many rows and columns.
    pub(crate) fn cell(&mut self, role: Role, parent: Tag, covers: (usize, usize)) -> Tag {
        self.nodes.push(Node { role, parent, alternative: None, covers });
        Tag(self.nodes.len() - 1)
    }

    pub(crate) fn role(&self, tag: Tag) -> Role {
        self.nodes.get(tag.0).map_or(Role::Paragraph, |node| node.role)
    }
}
