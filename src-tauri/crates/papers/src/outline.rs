//! Bookmarks: the headings, nested.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::objects::{index, number, text};
use crate::page::Sheet;
use crate::style::Page;

/// A bookmark while its neighbours are still being found.
struct Item {
    level: u8,
    title: Object,
    target: Object,
    parent: Option<usize>,
}

/// Adds the headings of all pages as bookmarks.
pub(crate) fn add(
    pdf: &mut lopdf::Document,
    catalog: &mut Dictionary,
    pages: &[ObjectId],
    (sheets, page): (&[Sheet], &Page),
) {
    let items = items(sheets, pages, page);
    if items.is_empty() {
        return;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = items.iter().map(|_| pdf.new_object_id()).collect();
    for (position, item) in items.iter().enumerate() {
        let siblings = children(&items, item.parent);
        let place = siblings.iter().position(|&s| s == position).unwrap_or_default();
        let id_at = |at: Option<usize>| at.and_then(|i| siblings.get(i)).and_then(|&s| ids.get(s));
        let parent = item.parent.and_then(|p| ids.get(p)).copied().unwrap_or(root);
        let mut entry = dictionary! {
            "Title" => item.title.clone(),
            "Parent" => parent,
            "Dest" => item.target.clone(),
        };
        if let Some(&previous) = id_at(place.checked_sub(1)) {
            entry.set("Prev", previous);
        }
        if let Some(&next) = id_at(Some(place + 1)) {
            entry.set("Next", next);
        }
        link_children(&mut entry, &children(&items, Some(position)), &ids);
        if let Some(&id) = ids.get(position) {
            pdf.set_object(id, entry);
        }
    }
    let mut outlines = dictionary! { "Type" => "Outlines" };
    link_children(&mut outlines, &children(&items, None), &ids);
    outlines.set("Count", index(items.len()));
    pdf.set_object(root, outlines);
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
}

fn items(sheets: &[Sheet], pages: &[ObjectId], style: &Page) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (sheet, &page) in sheets.iter().zip(pages) {
        let height = style.lying(sheet.orientation).height_mpt();
        for (entry, y) in &sheet.outline {
            open.retain(|&i| items.get(i).is_some_and(|item| item.level < entry.level));
            let top = number(height - y);
            let target =
                vec![Object::Reference(page), "XYZ".into(), Object::Null, top, Object::Null];
            open.push(items.len());
            let parent = open.len().checked_sub(2).and_then(|i| open.get(i)).copied();
            items.push(Item {
                level: entry.level,
                title: text(&entry.text),
                target: Object::Array(target),
                parent,
            });
        }
    }
    items
}

fn children(items: &[Item], parent: Option<usize>) -> Vec<usize> {
    items.iter().enumerate().filter(|(_, item)| item.parent == parent).map(|(i, _)| i).collect()
}

fn link_children(entry: &mut Dictionary, children: &[usize], ids: &[ObjectId]) {
    let id = |at: Option<&usize>| at.and_then(|&i| ids.get(i)).copied();
    if let (Some(first), Some(last)) = (id(children.first()), id(children.last())) {
        entry.set("First", first);
        entry.set("Last", last);
        entry.set("Count", index(children.len()));
    }
}
