//! Finding words in every standing text, as written and folded.

use rusqlite::{Row, Transaction, named_params};

use super::error::StoreError;
use super::field::Target;
use super::{Store, search_index};
use crate::record::REMOVED;

/// A text in which words were found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FoundText {
    /// The field it stands at.
    pub target: Target,
    /// The text as written.
    pub text: String,
}

/// In which form words are looked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// As typed, marks and all; only capitals do not count.
    Exact,
    /// Without marks.
    Folded,
}

impl Form {
    pub(super) const ALL: [Self; 2] = [Self::Exact, Self::Folded];

    /// The table of the index; its one column is that of `search_text`.
    pub(super) const fn index(self) -> &'static str {
        match self {
            Self::Exact => "search_exact",
            Self::Folded => "search_folded",
        }
    }

    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Folded => "folded",
        }
    }
}

/// The texts of a store as they stand while they are looked through.
#[derive(Debug)]
pub struct Texts<'a> {
    /// One reading for all questions; each alone would ask for the locks of the file again.
    reading: Transaction<'a>,
}

impl Store {
    /// The texts as they stand now, the last save included.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn texts(&self) -> Result<Texts<'_>, StoreError> {
        self.index()?;
        Ok(Texts { reading: self.connection.unchecked_transaction()? })
    }

    /// Brings the index up to the last op.
    ///
    /// # Errors
    ///
    /// [`StoreError`]; the index then stays as it was.
    pub(super) fn index(&self) -> Result<(), StoreError> {
        if self.indexed.get() == Some(self.changes()) {
            return Ok(());
        }
        search_index::catch_up(&self.connection, &self.gauge)?;
        self.indexed.set(Some(self.changes()));
        Ok(())
    }

    /// A number that grows with every row written since the store was opened: while it stays the
    /// same, so does everything that was read.
    pub fn changes(&self) -> u64 {
        self.connection.total_changes()
    }
}

impl Texts<'_> {
    /// Hands texts that hold every word of `words`, the last one as a beginning, to `take`, newest
    /// first, until it has enough.
    ///
    /// # Errors
    ///
    /// [`StoreError`], or what `take` says.
    pub fn find<E: From<StoreError>>(
        &self,
        words: &[String],
        form: Form,
        mut take: impl FnMut(FoundText) -> Result<Enough, E>,
    ) -> Result<(), E> {
        let Some(query) = query(words) else { return Ok(()) };
        let index = form.index();
        // The index leads: it hands out its rows in this order, so that none is looked at in vain.
        let mut statement = self
            .reading
            .prepare_cached(&format!(
                "select section, kind, id, field, search_text.exact
                 from {index} cross join search_text on search_text.no = {index}.rowid
                 where {index} match :query order by {index}.rowid desc limit {MOST}",
            ))
            .map_err(StoreError::from)?;
        let mut rows =
            statement.query(named_params! { ":query": query }).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            if take(found(row).map_err(StoreError::from)?)? == Enough::Yes {
                break;
            }
        }
        Ok(())
    }

    /// Every text of `section`.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn of(&self, section: [u8; 16]) -> Result<Vec<FoundText>, StoreError> {
        let mut statement = self.reading.prepare_cached(
            "select section, kind, id, field, exact from search_text where section = :section
             order by kind, id, field, stream, seq",
        )?;
        let rows = statement.query_map(named_params! { ":section": section }, found)?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// Whether the thing that `target` belongs to was taken away.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn is_removed(&self, target: &Target) -> Result<bool, StoreError> {
        let mut statement = self.reading.prepare_cached(
            "select 1 from version
             where section = :section and kind = :kind and id = :id and field = :removed
               and state = 'set' and value = cast('true' as blob)",
        )?;
        Ok(statement.exists(named_params! {
            ":section": target.section,
            ":kind": target.kind,
            ":id": target.id,
            ":removed": REMOVED,
        })?)
    }
}

/// Whether somebody who is shown texts has enough of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Enough {
    /// No more are wanted.
    Yes,
    /// More are.
    No,
}

/// So many texts are looked at; most of them belong to what is not binned.
const MOST: u32 = 2_000;

fn found(row: &Row<'_>) -> rusqlite::Result<FoundText> {
    let target =
        Target { section: row.get(0)?, kind: row.get(1)?, id: row.get(2)?, field: row.get(3)? };
    Ok(FoundText { target, text: row.get(4)? })
}

/// The words as FTS5 takes them; `None` when there are none. A word of one letter is a whole word:
/// as a beginning it would be nearly every text.
fn query(words: &[String]) -> Option<String> {
    let last = words.len().checked_sub(1)?;
    let mut terms = Vec::new();
    for (at, word) in words.iter().enumerate() {
        // Only letters and digits arrive here; a quote would end the term.
        let word: String = word.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let begins = at == last && 1 < word.chars().count();
        terms.push(format!("\"{word}\"{}", if begins { "*" } else { "" }));
    }
    Some(terms.join(" AND "))
}
