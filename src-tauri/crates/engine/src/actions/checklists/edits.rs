//! Editing a draft: every change is one act, which can be taken back.

use domain::checklist::Wording;
use domain::id::ChecklistId;
use domain::text::{clean, fold};

use super::ChecklistDraft;
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::record::{self, DraftEdit};

/// An item that was made in a draft.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AddedItem {
    /// Its id: `MC-L01`.
    pub item: String,
    /// What was written.
    pub saved: Saved,
}

/// An area that was made in a draft.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AddedArea {
    /// Its id: `XA`.
    pub area: String,
    /// What was written.
    pub saved: Saved,
}

impl Engine {
    /// Writes one edit into a draft.
    ///
    /// # Errors
    ///
    /// [`EngineError::Published`], [`EngineError::NotFound`] for what the draft does not have, and
    /// [`EngineError`] when the store cannot be written.
    pub fn edit_draft(&mut self, id: ChecklistId, edit: &DraftEdit) -> Result<Saved, EngineError> {
        self.open_draft(id)?;
        let draft = self.draft(id)?;
        let edit = settled(&draft, edit)?;
        let act = act(&edit);
        self.save(id.bytes(), &[record::draft_edit(id, &edit)?], Some(act))
    }

    /// Makes an item in `area`, after all others.
    ///
    /// # Errors
    ///
    /// As [`Self::edit_draft`].
    pub fn add_draft_item(
        &mut self,
        id: ChecklistId,
        area: &str,
    ) -> Result<AddedItem, EngineError> {
        self.open_draft(id)?;
        let draft = self.draft(id)?;
        if !draft.checklist.areas.iter().any(|it| it.id == area) {
            return Err(EngineError::NotFound { what: Noun::Item, name: area.to_owned() });
        }
        let known = self.ids_ever_used(&draft.own.checklist)?;
        let free = |item: &String| !known.contains(item);
        let item = (1..=99).map(|number| format!("{area}-L{number:02}")).find(free);
        let item = item
            .ok_or(EngineError::BadInput { field: Field::Key, entered: format!("{area}-L99") })?;
        let edit = DraftEdit::ItemAdded(item.clone(), Some(area.to_owned()));
        let name = format!("Thêm mục {item}");
        let saved = self.save(id.bytes(), &[record::draft_edit(id, &edit)?], Some(name))?;
        Ok(AddedItem { item, saved })
    }

    /// Makes an area called `title`, after all others; a campaign may switch an `optional` one off.
    ///
    /// # Errors
    ///
    /// As [`Self::edit_draft`], and [`EngineError::BadInput`] for an empty title.
    pub fn add_draft_area(
        &mut self,
        id: ChecklistId,
        title: &str,
        optional: bool,
    ) -> Result<AddedArea, EngineError> {
        self.open_draft(id)?;
        let title = clean(title);
        if title.is_empty() {
            return Err(EngineError::BadInput { field: Field::Name, entered: title });
        }
        let draft = self.draft(id)?;
        let known = self.ids_ever_used(&draft.own.checklist)?;
        let area = ('A'..='Z').map(|letter| format!("X{letter}")).find(|it| !known.contains(it));
        let area =
            area.ok_or(EngineError::BadInput { field: Field::Key, entered: "XZ".to_owned() })?;
        let mut edits = vec![
            record::draft_edit(id, &DraftEdit::AreaAdded(area.clone(), true))?,
            record::draft_edit(id, &DraftEdit::AreaTitle(area.clone(), Some(title)))?,
        ];
        if optional {
            edits.push(record::draft_edit(id, &DraftEdit::AreaOptional(area.clone(), Some(true)))?);
        }
        let name = format!("Thêm lĩnh vực {area}");
        let saved = self.save(id.bytes(), &edits, Some(name))?;
        Ok(AddedArea { area, saved })
    }

    /// Says in one act what an area is called and whether a campaign may switch it off.
    ///
    /// # Errors
    ///
    /// As [`Self::edit_draft`], and [`EngineError::BadInput`] for an empty title.
    pub fn edit_draft_area(
        &mut self,
        id: ChecklistId,
        area: &str,
        title: &str,
        optional: bool,
    ) -> Result<Saved, EngineError> {
        self.open_draft(id)?;
        let title = clean(title);
        if title.is_empty() {
            return Err(EngineError::BadInput { field: Field::Name, entered: title });
        }
        let draft = self.draft(id)?;
        let titled = DraftEdit::AreaTitle(area.to_owned(), Some(title));
        let mut edits = vec![record::draft_edit(id, &settled(&draft, &titled)?)?];
        let known = draft.checklist.areas.iter().find(|it| it.id == area);
        if known.is_some_and(|known| known.optional != optional) {
            let edit = DraftEdit::AreaOptional(area.to_owned(), Some(optional));
            edits.push(record::draft_edit(id, &edit)?);
        }
        self.save(id.bytes(), &edits, Some(format!("Sửa lĩnh vực {area}")))
    }

    /// A name for a new part of `item` that says what `label` says: `so_may_quet`.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn free_part_name(
        &self,
        id: ChecklistId,
        item: &str,
        label: &str,
    ) -> Result<String, EngineError> {
        let draft = self.draft(id)?;
        let facts = self.facts(id.bytes())?;
        let mut known = record::drafted_names(&facts, id, item, "part");
        for version in self.catalogue.every_version() {
            let item = version.checklist.item(item);
            known.extend(item.into_iter().flat_map(|it| &it.parts).map(|part| part.name.clone()));
        }
        let own = draft.checklist.item(item);
        known.extend(own.into_iter().flat_map(|it| &it.parts).map(|part| part.name.clone()));
        Ok(free_name(&slug(label), &known))
    }

    /// A key for a new basis of `item`.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn free_basis_key(&self, id: ChecklistId, item: &str) -> Result<String, EngineError> {
        let known = record::drafted_names(&self.facts(id.bytes())?, id, item, "basis");
        let free = |key: &String| !known.contains(key);
        Ok((1..).map(|number| format!("L{number:03}")).find(free).unwrap_or_default())
    }

    /// Ids of items and areas of `checklist` in any version or draft, so that no id is ever given
    /// to two things.
    fn ids_ever_used(&self, checklist: &str) -> Result<Vec<String>, EngineError> {
        let mut ids = Vec::new();
        for version in self.catalogue.every_version() {
            if version.checklist.id == checklist {
                ids.extend(version.checklist.areas.iter().map(|area| area.id.clone()));
                ids.extend(version.checklist.items().map(|item| item.id.clone()));
            }
        }
        for section in self.sections_of(record::kind::CHECKLIST)? {
            let id = ChecklistId::from_bytes(section);
            ids.extend(record::drafted_ids(&self.facts(section)?, id));
        }
        Ok(ids)
    }
}

/// Letters, digits and `_`, at most 40, beginning with a letter.
fn slug(label: &str) -> String {
    let text = fold(label);
    let is_word = |letter: char| letter.is_ascii_alphanumeric();
    let words: Vec<&str> = text.split(|it| !is_word(it)).filter(|word| !word.is_empty()).collect();
    let name: String = words.join("_").chars().take(40).collect();
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        Some(first) if first.is_ascii_lowercase() => name.to_owned(),
        Some(_) => format!("p_{name}"),
        None => "phan".to_owned(),
    }
}

fn free_name(wanted: &str, known: &[String]) -> String {
    if !known.iter().any(|name| name == wanted) {
        return wanted.to_owned();
    }
    let mut numbered = (2..).map(|number| format!("{wanted}_{number}"));
    numbered.find(|name| !known.contains(name)).unwrap_or_default()
}

/// The edit as it is written: texts cleaned, and what equals the base as “what the base says”, so
/// that going back by hand is no change.
fn settled(draft: &ChecklistDraft, edit: &DraftEdit) -> Result<DraftEdit, EngineError> {
    let base = &draft.base;
    let differs = |text: &Option<String>, known: Option<&str>| {
        let text = text.as_ref().map(|text| clean(text));
        text.filter(|text| draft.own.ground.is_some() || Some(text.as_str()) != known)
    };
    need(draft, edit)?;
    Ok(match edit {
        DraftEdit::Title(text) => DraftEdit::Title(differs(text, Some(&base.title))),
        DraftEdit::Source(text) => DraftEdit::Source(differs(text, Some(&base.source))),
        DraftEdit::ToCheck(text) => DraftEdit::ToCheck(differs(text, Some(&base.to_check))),
        DraftEdit::AreaTitle(area, text) => {
            let known = base.areas.iter().find(|it| it.id == *area);
            let known = known.and_then(|it| it.titles.last()).map(|title| title.text.as_str());
            DraftEdit::AreaTitle(area.clone(), differs(text, known))
        }
        DraftEdit::Worded(item, wording, text) => {
            let known = base.item(item).map(|item| wording.of(item));
            DraftEdit::Worded(item.clone(), *wording, differs(text, known))
        }
        DraftEdit::Retired(item, Some(retired)) => {
            let mut retired = retired.clone();
            retired.reason = clean(&retired.reason);
            DraftEdit::Retired(item.clone(), Some(retired))
        }
        DraftEdit::Basis(item, key, Some(basis)) => {
            let mut basis = basis.clone();
            basis.text = clean(&basis.text);
            basis.note = clean(&basis.note);
            DraftEdit::Basis(item.clone(), key.clone(), Some(basis))
        }
        DraftEdit::Part(item, name, Some(Some(part))) => {
            let mut part = part.clone();
            part.label = clean(&part.label);
            DraftEdit::Part(item.clone(), name.clone(), Some(Some(part)))
        }
        DraftEdit::AreaAdded(..)
        | DraftEdit::AreaOptional(..)
        | DraftEdit::ItemAdded(..)
        | DraftEdit::Kinds(..)
        | DraftEdit::Retired(_, None)
        | DraftEdit::BasisEnd(..)
        | DraftEdit::Basis(_, _, None)
        | DraftEdit::Part(_, _, None | Some(None))
        | DraftEdit::Order(..)
        | DraftEdit::AreaOrder(_) => edit.clone(),
    })
}

/// Says no to an edit of something that the draft does not have, and to taking away what was
/// published.
fn need(draft: &ChecklistDraft, edit: &DraftEdit) -> Result<(), EngineError> {
    let missing = |name: &str| EngineError::NotFound { what: Noun::Item, name: name.to_owned() };
    match edit {
        DraftEdit::Title(_)
        | DraftEdit::Source(_)
        | DraftEdit::ToCheck(_)
        | DraftEdit::AreaOrder(_) => Ok(()),
        DraftEdit::AreaAdded(area, _) => {
            let new = !draft.base.areas.iter().any(|it| it.id == *area);
            if new { Ok(()) } else { Err(missing(area)) }
        }
        DraftEdit::ItemAdded(item, _) => {
            if draft.base.item(item).is_none() {
                Ok(())
            } else {
                Err(missing(item))
            }
        }
        DraftEdit::AreaTitle(area, _)
        | DraftEdit::AreaOptional(area, _)
        | DraftEdit::Order(area, _) => {
            let known = draft.checklist.areas.iter().any(|it| it.id == *area);
            if known { Ok(()) } else { Err(missing(area)) }
        }
        DraftEdit::Worded(item, ..)
        | DraftEdit::Kinds(item, _)
        | DraftEdit::Retired(item, _)
        | DraftEdit::BasisEnd(item, ..)
        | DraftEdit::Basis(item, ..)
        | DraftEdit::Part(item, ..) => {
            if draft.checklist.item(item).is_some() {
                Ok(())
            } else {
                Err(missing(item))
            }
        }
    }
}

/// What a person did, as the undo button names it.
fn act(edit: &DraftEdit) -> String {
    match edit {
        DraftEdit::Title(_) => "Sửa tên bộ nội dung".to_owned(),
        DraftEdit::Source(_) => "Sửa nguồn của bộ nội dung".to_owned(),
        DraftEdit::ToCheck(_) => "Sửa người phải đối chiếu".to_owned(),
        DraftEdit::AreaAdded(area, true) => format!("Thêm lĩnh vực {area}"),
        DraftEdit::AreaAdded(area, false) => format!("Bỏ lĩnh vực {area}"),
        DraftEdit::AreaTitle(area, _) => format!("Sửa tên lĩnh vực {area}"),
        DraftEdit::AreaOptional(area, _) => format!("Sửa lĩnh vực {area}"),
        DraftEdit::ItemAdded(item, Some(_)) => format!("Thêm mục {item}"),
        DraftEdit::ItemAdded(item, None) => format!("Bỏ mục {item}"),
        DraftEdit::Worded(item, wording, _) => format!("Sửa {} – mục {item}", words(*wording)),
        DraftEdit::Kinds(item, _) => format!("Sửa đơn vị được hỏi – mục {item}"),
        DraftEdit::Retired(item, Some(_)) => format!("Thôi dùng mục {item}"),
        DraftEdit::Retired(item, None) => format!("Dùng lại mục {item}"),
        DraftEdit::BasisEnd(item, ..) | DraftEdit::Basis(item, ..) => {
            format!("Sửa căn cứ – mục {item}")
        }
        DraftEdit::Part(item, ..) => format!("Sửa số liệu – mục {item}"),
        DraftEdit::Order(area, _) => format!("Đổi thứ tự – lĩnh vực {area}"),
        DraftEdit::AreaOrder(_) => "Đổi thứ tự các lĩnh vực".to_owned(),
    }
}

const fn words(wording: Wording) -> &'static str {
    match wording {
        Wording::Title => "tên mục",
        Wording::Question => "câu hỏi",
        Wording::Evidence => "minh chứng",
        Wording::Strength => "câu ưu điểm",
        Wording::Shortcoming => "câu tồn tại",
        Wording::Partly => "câu khi cơ bản đạt",
        Wording::Recommendation => "câu kiến nghị",
        Wording::Note => "lưu ý",
        Wording::Answer => "cách trả lời",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_called_by_its_label() {
        assert_eq!(slug("Số máy quét (cái)"), "so_may_quet_cai");
        assert_eq!(slug("4.545 hồ sơ"), "p_4_545_ho_so");
        assert_eq!(slug("…"), "phan");
        assert_eq!(slug("Đúng hạn"), "dung_han");
    }

    #[test]
    fn no_name_is_given_twice() {
        let known = ["so_may", "so_may_2"].map(str::to_owned);
        assert_eq!(free_name("so_may", &known), "so_may_3");
        assert_eq!(free_name("so_ban", &known), "so_ban");
    }
}
