//! Importing a visit file. Importing again writes only what differs.

use domain::answer::{PartValue, Verdict};
use domain::campaign::{Campaign, Period};
use domain::checklist::{ItemView, Part};
use domain::id::{RowId, UnitId, VisitId};
use domain::review::{Review, ReviewState};
use domain::score::Points;
use domain::text::clean;
use domain::visit::{Attendee, Extent, Visit, VisitForm};

use super::import_campaign::unit_ids;
use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::folder::Folder;
use crate::import::convert::{self, At};
use crate::import::{AnswerFile, ImportError, PartFile, PersonFile, VisitFile, read_visit};
use crate::record::{self, AnswerField, Edit, Row};

impl Engine {
    /// Imports the visit file `text`, called `file` in messages.
    ///
    /// # Errors
    ///
    /// [`EngineError::Import`] with line and field, [`EngineError::NotFound`] for an unknown
    /// campaign, and [`EngineError`] when the store cannot be written. A mistake in the file leaves
    /// the store as it was.
    pub fn import_visit(&mut self, file: &str, text: &str) -> Result<VisitId, EngineError> {
        let read = read_visit(file, text)?;
        let campaign = self.campaign_named(&read.campaign)?;
        let (campaign, _) = self.campaign(campaign)?;
        let visit = self.visit_of(file, &read, &campaign)?;
        let before = self.facts_of(visit.id.bytes(), record::kind::VISIT)?;
        let is_new = !before.has(record::kind::VISIT, visit.id.bytes());
        let folder = self.folder_for(&campaign, &visit)?;
        // Everything is read before anything is written.
        let mut edits = record::visit_edits(&visit)?;
        for (index, answer) in read.answers.iter().enumerate() {
            edits.extend(answer_edits(file, index, answer, &folder)?);
        }
        for (register, rows) in &read.registers {
            edits.extend(self.row_edits(file, register, rows, &folder)?);
        }
        let standing = if is_new { Vec::new() } else { folder.findings };
        for (index, finding) in read.findings.iter().enumerate() {
            let path = format!("findings[{index}]");
            let at = At { file, path: &path };
            let units = if finding.units.is_empty() {
                vec![visit.unit]
            } else {
                unit_ids(at, &campaign, &finding.units)?
            };
            edits.extend(self.finding_edits(&standing, at, (finding, units))?);
        }
        self.place(visit.id.bytes(), visit.campaign.bytes())?;
        self.save(visit.id.bytes(), &edits, None)?;
        let looked_over = read.answers.iter().filter(|answer| answer.reviewed);
        self.import_reviews(visit.id, looked_over.map(|answer| answer.item.as_str()))?;
        Ok(visit.id)
    }

    fn visit_of(
        &mut self,
        file: &str,
        read: &VisitFile,
        campaign: &Campaign,
    ) -> Result<Visit, EngineError> {
        let at = |path| At { file, path };
        let unit = campaign.units.iter().find(|unit| unit.key == read.unit).map(|unit| unit.id);
        let unit: UnitId = at("unit").word(&read.unit, unit, &[])?;
        let date = convert::day_of(at("date"), &read.date)?;
        let id = match self.find_visit(campaign.id, unit, date)? {
            Some(id) => id,
            None => VisitId::from_bytes(self.new_id()?),
        };
        let forms = VisitForm::ALL.map(VisitForm::code);
        let time = |path, text: &Option<String>| {
            text.as_deref().map(|text| convert::time_of(at(path), text)).transpose()
        };
        let period = match &read.period {
            None => None,
            Some(period) => Some(
                Period::new(
                    convert::day_of(at("period.from"), &period.from)?,
                    convert::day_of(at("period.to"), &period.to)?,
                )
                .map_err(|error| at("period").impossible(&error))?,
            ),
        };
        Ok(Visit {
            id,
            campaign: campaign.id,
            unit,
            date,
            form: at("form").word(&read.form, VisitForm::from_code(&read.form), &forms)?,
            start: time("start", &read.start)?,
            end: time("end", &read.end)?,
            place: clean(&read.place),
            delegation_present: people(&read.attendance.delegation),
            unit_present: people(&read.attendance.unit),
            period,
            copies: read.copies.unwrap_or(record::COPIES_DEFAULT),
            extent: extent(at("minutes"), read.minutes.as_deref())?,
        })
    }

    /// Marks the answers of a file as looked over that are not yet.
    fn import_reviews<'a>(
        &mut self,
        visit: VisitId,
        items: impl Iterator<Item = &'a str>,
    ) -> Result<(), EngineError> {
        let facts = self.facts(visit.bytes())?;
        let reviews = record::reviews(&facts, visit)?;
        let mut edits = Vec::new();
        for item in items {
            let stands = reviews.get(item).is_some_and(|review| review.state.is_reviewed());
            if !stands {
                let review = Review { state: ReviewState::Reviewed, remark: String::new() };
                edits.extend(record::review_edits(&facts, visit, item, &review)?);
            }
        }
        self.save(visit.bytes(), &edits, None)?;
        Ok(())
    }

    fn row_edits(
        &mut self,
        file: &str,
        register: &str,
        rows: &[std::collections::BTreeMap<String, String>],
        folder: &Folder,
    ) -> Result<Vec<Edit>, EngineError> {
        let path = format!("registers.{register}");
        let known = folder.registers.iter().find(|known| known.id == register);
        let known = At { file, path: &path }.word(register, known, &[])?;
        let mut standing: Vec<&Row> =
            folder.rows.iter().filter(|row| row.register == register).collect();
        let mut edits = Vec::new();
        for cells in rows {
            let cells = super::registers::checked(known, cells)?;
            let id = RowId::from_bytes(self.new_id()?);
            let row = Row { id, register: register.to_owned(), cells };
            // A row that is there already is counted off, so that equal rows stay as many as they
            // are; what stands there was filled in with all that follows from it.
            let mut whole = [row.clone()];
            crate::sampling::complete(&mut whole, folder.visit.date);
            let same = |it: &&Row| whole.iter().any(|whole| whole.cells == it.cells);
            if let Some(index) = standing.iter().position(same) {
                standing.remove(index);
                continue;
            }
            edits.extend(record::row_edits(&row, None)?);
        }
        Ok(edits)
    }

    /// The folder of a visit that may not have been written yet.
    fn folder_for(&self, campaign: &Campaign, visit: &Visit) -> Result<Folder, EngineError> {
        let missing = |what, name: String| EngineError::NotFound { what, name };
        let unit = campaign.units.iter().find(|unit| unit.id == visit.unit).cloned();
        let unit = unit.ok_or_else(|| missing(Noun::Unit, visit.unit.to_string()))?;
        self.folder_of(campaign.clone(), unit, visit.clone())
    }
}

fn extent(at: At<'_>, code: Option<&str>) -> Result<Option<Extent>, ImportError> {
    let read = |code: &str| at.word(code, Extent::from_code(code), &Extent::ALL.map(Extent::code));
    code.map(read).transpose()
}

fn people(people: &[PersonFile]) -> Vec<Attendee> {
    people
        .iter()
        .map(|person| Attendee { name: clean(&person.name), title: clean(&person.title) })
        .collect()
}

fn answer_edits(
    file: &str,
    index: usize,
    answer: &AnswerFile,
    folder: &Folder,
) -> Result<Vec<Edit>, EngineError> {
    let path = format!("answers[{index}]");
    let at = At { file, path: &path };
    let item = at.word(&answer.item, folder.view.item(&answer.item), &[])?;
    let mut fields = Vec::new();
    if let Some(code) = &answer.verdict {
        let verdicts = Verdict::ALL.map(Verdict::code);
        let verdict = at.word(code, Verdict::from_code(code), &verdicts)?;
        fields.push(AnswerField::Verdict(Some(verdict)));
    }
    if !answer.note.is_empty() {
        fields.push(AnswerField::Note(clean(&answer.note)));
    }
    let points = |text: &String| Points::parse(text).map_err(|_| at.impossible(text));
    if let Some(text) = &answer.self_points {
        fields.push(AnswerField::SelfPoints(Some(points(text)?)));
    }
    if let Some(text) = &answer.points {
        fields.push(AnswerField::Points(Some(points(text)?)));
    }
    for (name, value) in parts(at, item, answer)? {
        fields.push(AnswerField::Part(name, Some(value)));
    }
    let edits = fields.iter().map(|field| record::answer_edit(folder.visit.id, &item.id, field));
    Ok(edits.collect::<Result<_, _>>()?)
}

fn parts(
    at: At<'_>,
    item: &ItemView,
    answer: &AnswerFile,
) -> Result<Vec<(String, PartValue)>, ImportError> {
    let mut values = Vec::new();
    if let Some(figure) = &answer.figure {
        let primary: Option<&Part> = item.parts.iter().find(|part| part.primary);
        let part = at.word("figure", primary, &[])?;
        let value = convert::part(at, part, &PartFile::Figure(figure.clone()))?;
        values.push((part.name.clone(), value));
    }
    let names: Vec<&str> = item.parts.iter().map(|part| part.name.as_str()).collect();
    for (name, value) in &answer.parts {
        let path = format!("{}.parts.{name}", at.path);
        let at = At { file: at.file, path: &path };
        let part = item.parts.iter().find(|part| part.name == *name);
        let part = at.word(name, part, &names)?;
        values.push((name.clone(), convert::part(at, part, value)?));
    }
    Ok(values)
}
