//! What nothing refers to is left out; what stays is numbered without gaps.
//!
//! `lopdf` can do both, but looks through a list of all references for each of them: of the time for
//! a paper of 500 pages that was more than half.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Takes out every object that cannot be reached from the trailer and numbers the others from 1, in
/// the order in which they were made.
pub(crate) fn number(pdf: &mut Document) {
    let kept = reachable(pdf);
    let old = std::mem::take(&mut pdf.objects);
    let kept = old.into_iter().filter(|(id, _)| kept.contains(id));
    let (ids, mut objects): (Vec<ObjectId>, Vec<Object>) = kept.unzip();
    let new: BTreeMap<ObjectId, ObjectId> =
        ids.into_iter().zip(1..).map(|(id, number)| (id, (number, 0))).collect();
    let mut renumber = |id: &mut ObjectId| *id = new.get(id).copied().unwrap_or(*id);
    for object in &mut objects {
        references(object, &mut renumber);
    }
    references_of(&mut pdf.trailer, &mut renumber);
    pdf.objects = (1..).map(|number| (number, 0)).zip(objects).collect();
    pdf.max_id = u32::try_from(pdf.objects.len()).unwrap_or(u32::MAX);
}

/// The objects to which the trailer leads.
fn reachable(pdf: &mut Document) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    let mut open = Vec::new();
    references_of(&mut pdf.trailer, &mut |id| open.push(*id));
    while let Some(id) = open.pop() {
        if found.insert(id)
            && let Some(object) = pdf.objects.get_mut(&id)
        {
            references(object, &mut |id| open.push(*id));
        }
    }
    found
}

/// Shows `visit` every reference inside of an object.
fn references(object: &mut Object, visit: &mut impl FnMut(&mut ObjectId)) {
    match object {
        Object::Reference(id) => visit(id),
        Object::Array(array) => array.iter_mut().for_each(|item| references(item, visit)),
        Object::Dictionary(dictionary) => references_of(dictionary, visit),
        Object::Stream(stream) => references_of(&mut stream.dict, visit),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

fn references_of(dictionary: &mut Dictionary, visit: &mut impl FnMut(&mut ObjectId)) {
    dictionary.iter_mut().for_each(|(_, value)| references(value, visit));
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn what_nothing_refers_to_is_left_out_and_numbers_have_no_gaps() {
        let mut pdf = Document::new();
        let stray = pdf.add_object(Object::Integer(7));
        let leaf = pdf.add_object(Object::Integer(8));
        pdf.add_object(Object::Array(vec![stray.into()]));
        let root = pdf.add_object(dictionary! { "Kids" => vec![leaf.into()] });
        // A circle ends.
        pdf.get_dictionary_mut(root).unwrap().set("Self", root);
        pdf.trailer.set("Root", root);

        number(&mut pdf);

        assert_eq!(pdf.objects.keys().copied().collect::<Vec<_>>(), [(1, 0), (2, 0)]);
        assert_eq!(pdf.max_id, 2);
        let root = pdf.trailer.get(b"Root").and_then(Object::as_reference).unwrap();
        let kids = pdf.get_dictionary(root).and_then(|root| root.get(b"Kids")).unwrap();
        let leaf = kids.as_array().unwrap()[0].as_reference().unwrap();
        assert_eq!(pdf.get_object(leaf).unwrap(), &Object::Integer(8));
        let again = pdf.get_dictionary(root).and_then(|root| root.get(b"Self")).unwrap();
        assert_eq!(again.as_reference().unwrap(), root);
    }
}
