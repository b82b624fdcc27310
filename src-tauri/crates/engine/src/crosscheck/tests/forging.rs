//! Papers as somebody who has the program and means ill would seal them: pages made from one set of
//! facts, data from another.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use papers::{Layouts, StyleSheet};

use crate::carried::{Made, MinutesSource, SealedData};
use crate::crosscheck::kinds::{MinutesRead, minutes_read};
use crate::minutes::{self, Material, Stamp};
use crate::minutes_kinds_tests::{sample_visit, stage};
use crate::record::SlotEdit;

/// What the pages of the sample look like in the forms that hold now.
pub(super) const LOOKS: &str = "cefa9d975f90009d41afe642eb79e313ab860fb06348ec2eb976ff7c5c846ee5";

/// The same of a supplement, a notice and a letter of the sample.
pub(super) const OTHER_LOOKS: [&str; 3] = [
    "1974a33caebeca07ffc7dc6de5ec2c8a76040cc92db0389d56ce241d2e33e930",
    "6107d1db1ed646b82173f25e55546ebb746c66fbc029aad57959535793e16e35",
    "94fc9b758d8e50aab88dc8a857889d14471e72efa733dbc178968a14dac6fe81",
];

/// A paper that is being made.
pub(super) struct Forgery {
    /// What the pages are laid out from.
    pub(super) page: Material,
    /// What the data say.
    pub(super) data: Material,
    /// What becomes of the data at last.
    pub(super) json: fn(String) -> String,
    /// How it is laid out.
    pub(super) style: StyleSheet,
    slots: BTreeMap<String, SlotEdit>,
    made: Made,
    /// The forms that the pages are of, whatever the data say.
    page_forms: u32,
    seal: String,
}

/// The minutes of the sample of Cầu Tre, as they were sealed.
pub(super) fn cau_tre() -> &'static MinutesRead {
    static READ: LazyLock<MinutesRead> = LazyLock::new(|| {
        let mut stage = stage();
        let visit = sample_visit(&mut stage.engine, "2022-cau-tre", "cau-tre");
        stage.engine.seal(visit).unwrap();
        let contents = signing::contents(&stage.engine.paper(visit).unwrap()).unwrap();
        minutes_read(&super::inside(&contents).unwrap().bytes).unwrap()
    });
    &READ
}

impl Forgery {
    pub(super) fn of(read: &MinutesRead) -> Self {
        let MinutesRead { material, slots, made, .. } = read;
        let layouts = Layouts::shipped().unwrap();
        Self {
            page: material.clone(),
            data: material.clone(),
            json: |json| json,
            style: layouts.on(&material.visit.date.to_string()).clone(),
            slots: slots.clone(),
            page_forms: made.forms,
            made: made.clone(),
            seal: "ab".repeat(32),
        }
    }

    /// Lays the page out as the forms `page` have it, and says that it is of the forms `data`.
    pub(super) const fn of_forms(&mut self, page: u32, data: u32) {
        self.page_forms = page;
        self.made.forms = data;
    }

    /// Writes a text in the place of a generated one, on page and in data.
    pub(super) fn write(&mut self, slot: &str, text: &str) {
        let slots = minutes::outline(&self.page);
        let slot = slots.iter().find(|it| it.id == slot).unwrap();
        self.slots.insert(slot.id.clone(), slot.edit(text));
    }

    pub(super) fn pdf(&self) -> Vec<u8> {
        let source = MinutesSource::of(&self.data, &self.slots, self.made.clone()).unwrap();
        let data = minutes::data(&self.data, Some(self.seal.clone()));
        let data = SealedData { data, source };
        let json = (self.json)(serde_json::to_string(&data).unwrap());
        let stamp = crate::seal::stamp(self.made.at().unwrap(), &self.seal, json.into_bytes());
        let compose = |pages| {
            let stamp = Stamp { pages, ..stamp.clone() };
            let made = Made { forms: self.page_forms, ..self.made.clone() };
            made.in_its_forms(minutes::document(&self.page, &self.slots, &self.style, stamp))
        };
        minutes::settled(&mut papers::Memory::default(), compose).unwrap().1.pdf
    }
}
