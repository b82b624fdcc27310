//! The tree of tags, for screen readers and for taking the text out in order.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::error::PaperError;
use crate::finish::LANGUAGE;
use crate::objects::{index, references, text};
use crate::tree::{Node, Role, Tag, Tree};

/// Pages, and the node of each marked sequence on each page.
type Content<'c> = (&'c [ObjectId], &'c [Vec<Tag>]);

/// What stands under a node.
#[derive(Clone, Default)]
struct Kids {
    content: Vec<Object>,
    children: Vec<usize>,
}

/// Adds the structure tree and the way back from marked sequences to their nodes.
pub(crate) fn add(
    pdf: &mut lopdf::Document,
    catalog: &mut Dictionary,
    tree: &Tree,
    content: Content<'_>,
) -> Result<(), PaperError> {
    let (pages, marks) = content;
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = tree.nodes.iter().map(|_| pdf.new_object_id()).collect();
    let kids = kids(tree, content);
    for (number, node) in tree.nodes.iter().enumerate() {
        let (Some(&id), Some(own)) = (ids.get(number), kids.get(number)) else { continue };
        let parent =
            if number == 0 { root } else { ids.get(node.parent.0).copied().unwrap_or(root) };
        let mut element = dictionary! {
            "Type" => "StructElem",
            "S" => node.role.name(),
            "P" => parent,
        };
        let children = own.children.iter().filter_map(|&child| ids.get(child).copied());
        let mut all = own.content.clone();
        all.extend(children.map(Object::Reference));
        element.set("K", all);
        if let Some(words) = &node.alternative {
            element.set("Alt", text(words));
        }
        if let Some(attributes) = attributes(node) {
            element.set("A", attributes);
        }
        if number == 0 {
            element.set("Lang", Object::string_literal(LANGUAGE));
        }
        pdf.set_object(id, element);
    }
    let mut numbers = Vec::new();
    let id_of = |tag: &Tag| ids.get(tag.0).copied();
    for (number, (&page, marks)) in pages.iter().zip(marks).enumerate() {
        pdf.get_dictionary_mut(page)?.set("StructParents", index(number));
        numbers.extend([index(number), references(marks.iter().filter_map(id_of))]);
    }
    let document = ids.first().copied().unwrap_or(root);
    let parents = pdf.add_object(dictionary! { "Nums" => numbers });
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => vec![Object::Reference(document)],
        "ParentTree" => parents,
        "ParentTreeNextKey" => index(pages.len()),
    };
    pdf.set_object(root, tree);
    catalog.set("StructTreeRoot", root);
    Ok(())
}

/// What a node says beside its meaning (ISO 32000-1, 14.8.5).
fn attributes(node: &Node) -> Option<Dictionary> {
    if node.role == Role::List(true) {
        return Some(dictionary! { "O" => "List", "ListNumbering" => "Decimal" });
    }
    let mut table = dictionary! { "O" => "Table" };
    if node.role == Role::HeadCell {
        table.set("Scope", "Column");
    }
    let (rows, columns) = node.covers;
    for (name, count) in [("RowSpan", rows), ("ColSpan", columns)] {
        if count > 1 {
            table.set(name, index(count));
        }
    }
    (table.len() > 1).then_some(table)
}

/// Content and children of every node. Nodes without either are left out, but for empty cells: a row
/// has as many cells as its table has columns.
fn kids(tree: &Tree, (pages, marks): Content<'_>) -> Vec<Kids> {
    let mut kids = vec![Kids::default(); tree.nodes.len()];
    for (&page, marks) in pages.iter().zip(marks) {
        for (number, tag) in marks.iter().enumerate() {
            let mark = dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => index(number) };
            if let Some(own) = kids.get_mut(tag.0) {
                own.content.push(Object::Dictionary(mark));
            }
        }
    }
    // Children come after their parents, so going backwards every node knows whether it is empty.
    for (number, node) in tree.nodes.iter().enumerate().skip(1).rev() {
        let is_kept = kids.get(number).is_some_and(|own| {
            !own.content.is_empty() || !own.children.is_empty() || node.role == Role::Cell
        });
        if is_kept && let Some(parent) = kids.get_mut(node.parent.0) {
            parent.children.insert(0, number);
        }
    }
    kids
}
