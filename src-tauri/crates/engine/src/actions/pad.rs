//! The emergency pad, read back once the store is open.

use domain::id::VisitId;
use domain::text::clean;

use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Noun};
use crate::pad::{Collected, Note, Pad, PadSecret, SheetId};
use crate::record::{self, AnswerField, kind};

/// The local fact that holds the private half of the pad's key.
const SECRET: &str = "pad-secret";

impl Engine {
    /// What was written on the pad, latest first.
    ///
    /// # Errors
    ///
    /// [`EngineError::Pad`] when the pad is there and cannot be read.
    pub fn pad_notes(&self) -> Result<Collected, EngineError> {
        match self.pad_secret()? {
            Some(secret) => Ok(self.pad().collect(&secret)?),
            None => Ok(Collected::default()),
        }
    }

    /// Puts a sheet of the pad away, or takes it out again.
    ///
    /// # Errors
    ///
    /// [`EngineError::Pad`].
    pub fn put_pad_note_away(&mut self, sheet: SheetId, away: bool) -> Result<(), EngineError> {
        Ok(self.pad().put_away(sheet, away, self.randomness.as_ref())?)
    }

    /// Adds what stands on a sheet to the note of `item` at a visit, below what stands there, and
    /// puts the sheet away.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown sheet, visit or item, and [`EngineError`] when the
    /// store cannot be written; the sheet then stays.
    pub fn pad_note_to_item(
        &mut self,
        sheet: SheetId,
        visit: VisitId,
        item: &str,
    ) -> Result<Saved, EngineError> {
        let note = self.find_pad_note(sheet)?;
        let facts = self.facts_of(visit.bytes(), kind::ANSWER)?;
        let answers = record::answers(&facts, visit)?;
        let before = answers.get(item).map(|answer| answer.note.as_str()).unwrap_or_default();
        let text = [before, &clean(&note.text)].map(str::trim).join("\n");
        let field = AnswerField::Note(text.trim().to_owned());
        let saved = self.answer(visit, item, &field)?;
        self.put_pad_note_away(sheet, true)?;
        Ok(saved)
    }

    /// Sees that there is a key to seal to, so that the pad works when the store does not.
    ///
    /// Where the public half cannot be laid down (a full disk, a folder without leave to write) the
    /// store opens all the same, and the pad says by itself that it keeps nothing.
    pub(super) fn keep_pad_key(&mut self) -> Result<(), EngineError> {
        let secret = match self.pad_secret()? {
            Some(secret) => secret,
            None => {
                let secret = PadSecret::draw(self.randomness.as_ref())?;
                if self.store.set_local(SECRET, &secret.to_words()).is_err() {
                    return Ok(());
                }
                secret
            }
        };
        drop(self.pad().lay_key(&secret));
        Ok(())
    }

    fn find_pad_note(&self, sheet: SheetId) -> Result<Note, EngineError> {
        let notes = self.pad_notes()?.notes;
        notes
            .into_iter()
            .find(|note| note.sheet == sheet)
            .ok_or_else(|| EngineError::NotFound { what: Noun::Sheet, name: sheet.to_hex() })
    }

    fn pad_secret(&self) -> Result<Option<PadSecret>, EngineError> {
        Ok(self.store.local(SECRET)?.as_deref().and_then(PadSecret::from_words))
    }

    fn pad(&self) -> Pad {
        Pad::new(self.store.home().clone())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::actions::{Person, Place};
    use crate::ports::{Randomness, SystemClock, SystemRandomness};
    use crate::store::{Home, KeyCost, Passphrase, Secret};

    const PASSPHRASE: &str = "mật khẩu thử";

    fn doors() -> (Arc<dyn crate::ports::Clock>, Arc<dyn Randomness>) {
        (Arc::new(SystemClock), Arc::new(SystemRandomness))
    }

    fn made(folder: &Path) -> Engine {
        let person = Person { name: "Người dùng thử".to_owned(), ..Person::default() };
        Engine::create(folder, &person, PASSPHRASE, KeyCost::CHEAP, doors()).unwrap().0
    }

    fn opened(folder: &Path) -> Engine {
        let secret = Secret::Passphrase(Passphrase::new(PASSPHRASE));
        Engine::open(folder, &secret, doors()).unwrap()
    }

    /// Writes on the pad as the locked program does: with the folder and nothing else.
    fn write_locked(folder: &Path, text: &str) -> SheetId {
        let sheet = SheetId::draw(&SystemRandomness).unwrap();
        let clock: &dyn crate::ports::Clock = &SystemClock;
        Pad::new(Home::new(folder)).write(sheet, text, clock.now(), &SystemRandomness).unwrap();
        sheet
    }

    #[test]
    fn what_was_written_while_locked_is_read_after_unlocking_and_put_into_an_item() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("kho");
        let mut engine = made(&home);
        engine.import_sample("2022-cau-tre").unwrap();
        let visit = engine.visit_campaigns().unwrap().first().unwrap().0;
        engine.answer(visit, "CD-01", &AnswerField::Note("Đã có.".to_owned())).unwrap();
        engine.close().unwrap();
        let sheet = write_locked(&home, "Tiếp nhận hồ sơ đúng hạn");

        let mut engine = opened(&home);
        assert_eq!(engine.pad_notes().unwrap().notes[0].text, "Tiếp nhận hồ sơ đúng hạn");
        engine.pad_note_to_item(sheet, visit, "CD-01").unwrap();

        let note = &engine.folder(visit).unwrap().answers["CD-01"].note;
        assert_eq!(note, "Đã có.\nTiếp nhận hồ sơ đúng hạn");
        assert!(engine.pad_notes().unwrap().notes[0].away);
        assert!(engine.check().unwrap().strays.is_empty());
    }

    #[test]
    fn the_pad_keeps_while_the_database_is_broken() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("kho");
        made(&home).close().unwrap();
        let whole = fs::read(home.join("store.db")).unwrap();
        fs::write(home.join("store.db"), b"broken").unwrap();

        write_locked(&home, "ghi khi kho hỏng");
        fs::write(home.join("store.db"), whole).unwrap();

        assert_eq!(opened(&home).pad_notes().unwrap().notes[0].text, "ghi khi kho hỏng");
    }

    #[test]
    fn a_lost_public_key_is_laid_down_again_and_opens_what_was_sealed_before() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("kho");
        made(&home).close().unwrap();
        write_locked(&home, "trước");
        fs::remove_file(home.join("pad.key")).unwrap();

        opened(&home).close().unwrap();
        write_locked(&home, "sau");

        assert_eq!(opened(&home).pad_notes().unwrap().notes.len(), 2);
    }

    #[test]
    fn the_last_place_is_offered_by_name_until_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("kho");
        let mut engine = made(&home);
        engine.import_sample("2022-cau-tre").unwrap();
        let (visit, campaign) = *engine.visit_campaigns().unwrap().first().unwrap();
        let place = |screen: &str, id: String| Place {
            screen: screen.to_owned(),
            id,
            item: "CD-05".to_owned(),
        };

        assert_eq!(engine.last_place().unwrap(), None);
        engine.keep_place(&place("visit", visit.to_string())).unwrap();
        engine.close().unwrap();
        let mut engine = opened(&home);
        let last = engine.last_place().unwrap().unwrap();
        assert_eq!((last.name.as_str(), last.place.item.as_str()), ("Phường Cầu Tre", "CD-05"));
        engine.bin_campaign(campaign, true).unwrap();
        assert_eq!(engine.last_place().unwrap(), None);
        engine.keep_place(&place("visit", "no id".to_owned())).unwrap();
        assert_eq!(engine.last_place().unwrap(), None);
    }
}
