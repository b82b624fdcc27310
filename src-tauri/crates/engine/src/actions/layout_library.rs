//! Layouts that the office keeps (thư viện bố cục), so that another campaign prints its minutes alike.

use domain::collation::Vietnamese;
use domain::id::{CampaignId, LayoutId};
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::record::{self, KeptLayout, OFFICE_LAYOUTS};

impl Engine {
    /// The layouts that the office keeps, in Vietnamese order.
    ///
    /// # Errors
    ///
    /// [`EngineError`] when the store cannot be read.
    pub fn office_layouts(&self) -> Result<Vec<KeptLayout>, EngineError> {
        let mut kept = record::kept_layouts(&self.facts(OFFICE_LAYOUTS)?)?;
        let order = Vietnamese::new();
        kept.sort_by(|one, other| order.compare(&one.name, &other.name));
        Ok(kept)
    }

    /// Keeps the layout of a campaign for the office under a name. A layout of that name is replaced.
    ///
    /// # Errors
    ///
    /// [`EngineError::BadInput`] without a name, and [`EngineError`] when the store cannot be written.
    pub fn keep_layout(&mut self, campaign: CampaignId, name: &str) -> Result<Saved, EngineError> {
        let layout = self.layout(campaign)?;
        let name = named(name)?;
        let known = self.office_layouts()?.into_iter().find(|kept| kept.name == name);
        let id = match &known {
            Some(known) => known.id,
            None => LayoutId::from_bytes(self.new_id()?),
        };
        let kept = KeptLayout { id, name, layout };
        let edits = record::kept_layout_edits(known.as_ref(), &kept)?;
        let act = format!("Giữ bố cục “{}” cho cơ quan", kept.name);
        self.save(OFFICE_LAYOUTS, &edits, Some(act))
    }

    /// Prints the minutes of a campaign in a layout of the office from now on.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and those of [`Self::save_layout`].
    pub fn use_office_layout(
        &mut self,
        campaign: CampaignId,
        id: LayoutId,
    ) -> Result<Saved, EngineError> {
        let KeptLayout { name, layout, .. } = self.office_layout(id)?;
        self.write_layout(campaign, &layout, &format!("Dùng bố cục “{name}”"))
    }

    /// Names a layout of the office anew.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::BadInput`] without a name or for one that another
    /// layout has, and [`EngineError`] when the store cannot be written.
    pub fn rename_office_layout(&mut self, id: LayoutId, name: &str) -> Result<Saved, EngineError> {
        let known = self.office_layout(id)?;
        let name = named(name)?;
        if self.office_layouts()?.iter().any(|kept| kept.name == name && kept.id != id) {
            return Err(EngineError::BadInput { field: Field::LayoutName, entered: name });
        }
        let kept = KeptLayout { name, ..known.clone() };
        let edits = record::kept_layout_edits(Some(&known), &kept)?;
        self.save(OFFICE_LAYOUTS, &edits, Some(format!("Đổi tên bố cục “{}”", known.name)))
    }

    /// Takes a layout away from those that the office keeps; campaigns that print in it go on.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], and [`EngineError`] when the store cannot be written.
    pub fn remove_office_layout(&mut self, id: LayoutId) -> Result<Saved, EngineError> {
        let known = self.office_layout(id)?;
        let edit = record::kept_layout_removed(id)?;
        self.save(OFFICE_LAYOUTS, &[edit], Some(format!("Bỏ bố cục “{}”", known.name)))
    }

    /// What would be taken back of the layouts that the office keeps, in Vietnamese.
    pub fn undo_name_of_layouts(&self) -> Option<&str> {
        let steps = self.undo.get(&OFFICE_LAYOUTS)?;
        steps.last().map(|step| step.name.as_str())
    }

    /// Takes back the latest act of this session at the layouts that the office keeps.
    ///
    /// # Errors
    ///
    /// As [`Self::undo`].
    pub fn undo_at_layouts(&mut self) -> Result<String, EngineError> {
        self.take_back(OFFICE_LAYOUTS)
    }

    fn office_layout(&self, id: LayoutId) -> Result<KeptLayout, EngineError> {
        let kept = self.office_layouts()?.into_iter().find(|kept| kept.id == id);
        kept.ok_or_else(|| EngineError::NotFound { what: Noun::Layout, name: id.to_string() })
    }
}

fn named(name: &str) -> Result<String, EngineError> {
    let name = clean(name);
    if name.is_empty() {
        return Err(EngineError::BadInput { field: Field::Name, entered: String::new() });
    }
    Ok(name)
}
