//! Writing: one transaction, ops and projections together.
//!
//! A plain edit names at most one version as replaced, so it can never collapse
//! a disagreement; only [`Tx::resolve`] can, and it must name what it settles.

use std::collections::HashSet;
use std::io::Read;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};

use super::arrivals::Arrivals;
use super::blobs::{self, Draft as FileDraft, KeptFile};
use super::error::{Refusal, StoreError};
use super::field::{Field, Head, OpRef, Target, Value};
use super::home::Home;
use super::pen::{Change, Draft, Pen};
use super::record::{self, Entry};
use super::{Ports, Store, project};
use crate::gauge::Gauge;

/// What a transaction brought, now that it is on the disk.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Written<T> {
    /// What the closure returned.
    pub value: T,
    /// The fields that were written, each once, in the order of writing.
    pub targets: Vec<Target>,
    /// The ops, in order; empty when everything was said before.
    pub ops: Vec<OpRef>,
    /// When the disk had it all, by the clock of this laptop.
    pub at: DateTime<Utc>,
}

/// A transaction under way. Nothing is visible, or durable, before it ends.
pub struct Tx<'a> {
    connection: &'a Connection,
    home: &'a Home,
    ports: &'a Ports,
    gauge: &'a Gauge,
    pen: Pen<'a>,
    pages: project::Pages,
    arrivals: &'a Arrivals,
    targets: Vec<Target>,
    /// What `targets` holds, so that thousands of edits need not be looked through for each.
    touched: HashSet<Target>,
    ops: Vec<OpRef>,
}

/// Which key a value is written under.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Secrecy {
    /// Under the key of its section, like its neighbours.
    Shared,
    /// Under a key of its own, so that it alone can be erased by law: the
    /// value names a person.
    Personal,
}

impl Store {
    /// Runs `edit` in one transaction and waits for the disk.
    ///
    /// # Errors
    ///
    /// Whatever `edit` returns, and [`StoreError`] of the database. On any
    /// error nothing is kept.
    pub fn write<T, E>(
        &mut self,
        edit: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E>
    where
        E: From<StoreError>,
    {
        self.gauge.begin(0);
        let started = self.ports.clock.now();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let mut tx = Tx {
            connection: &transaction,
            home: &self.home,
            ports: &self.ports,
            gauge: &self.gauge,
            pen: Pen::new(started, &mut self.clock),
            pages: project::Pages::default(),
            arrivals: &self.arrivals,
            targets: Vec::new(),
            touched: HashSet::new(),
            ops: Vec::new(),
        };
        let value = edit(&mut tx)?;
        let Tx { targets, ops, .. } = tx;
        transaction.commit().map_err(StoreError::from)?;
        self.writes.note(&targets);
        self.arrivals.said(&targets);
        Ok(Written { value, targets, ops, at: self.ports.clock.now() })
    }
}

impl Tx<'_> {
    /// Says how many edits are to come, for whoever watches.
    pub fn expect(&self, edits: usize) {
        self.gauge.expect(edits);
    }

    /// Sets `target` to `value`.
    ///
    /// Names the one version that stands as replaced. Where people disagree it
    /// replaces only this laptop's own version, or stands beside the others.
    /// Writes nothing and returns `None` when this is what stands already.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn set(
        &mut self,
        target: &Target,
        value: &[u8],
        secrecy: Secrecy,
    ) -> Result<Option<OpRef>, StoreError> {
        let change = Change::Set { value: value.to_vec(), secrecy };
        self.edit(target, change)
    }

    /// Takes back what stands at `target`: removal is an op like any other.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn retract(&mut self, target: &Target) -> Result<Option<OpRef>, StoreError> {
        match self.field(target)? {
            Field::Absent => Ok(None),
            Field::Settled(_) | Field::Disagreement(_) => self.edit(target, Change::Retract),
        }
    }

    /// Settles `target`: `value` replaces all of `settled`, because of `reason`.
    ///
    /// A version that came in the meantime and is not named stays beside it.
    ///
    /// # Errors
    ///
    /// [`Refusal::NothingToSettle`] when `settled` is empty,
    /// [`Refusal::NotAHead`] when one of them does not stand there, and
    /// [`StoreError`].
    pub fn resolve(
        &mut self,
        target: &Target,
        settled: &[OpRef],
        value: &[u8],
        reason: &str,
    ) -> Result<OpRef, StoreError> {
        let heads = project::heads(self.connection, target)?;
        if settled.is_empty() {
            return Err(Refusal::NothingToSettle.into());
        }
        if !settled.iter().all(|op| heads.iter().any(|head| head.op == *op)) {
            return Err(Refusal::NotAHead.into());
        }
        let mut secrecy = Secrecy::Shared;
        for op in settled {
            if let Some(entry) = record::find(self.connection, *op)? {
                secrecy = secrecy.max(entry.secrecy);
            }
        }
        self.append(&Draft {
            target: target.clone(),
            change: Change::Resolve { value: value.to_vec(), secrecy, reason: reason.to_owned() },
            replaces: settled.to_vec(),
        })
    }

    /// Undoes `op`: new ops bring back what it replaced.
    ///
    /// Undoing a settlement opens the disagreement again; undoing an undo does
    /// the first thing again. What stands may be `op` itself or an undo that
    /// brought it back, so that one change after the other can be undone.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stopped`], [`Refusal::NoSuchChange`], [`Refusal::ChangedSince`] when what `op` said
    /// does not stand any more, [`StoreError::Purged`] when what it replaced was
    /// erased, and [`StoreError`].
    pub fn undo(&mut self, op: OpRef) -> Result<Vec<OpRef>, StoreError> {
        self.gauge.step(1)?;
        let undone = record::find_outline(self.connection, op)?
            .ok_or(StoreError::Refused(Refusal::NoSuchChange))?;
        let target = undone.target;
        let heads = project::heads(self.connection, &target)?;
        let mut standing = None;
        for head in &heads {
            if standing.is_none() && record::restores(self.connection, head.op, op)? {
                standing = Some(head.op);
            }
        }
        let standing = standing.ok_or(StoreError::Refused(Refusal::ChangedSince))?;
        let mut former = Vec::new();
        for replaced in &undone.replaces {
            former.extend(record::find(self.connection, *replaced)?.map(Former::of).transpose()?);
        }
        if former.is_empty() {
            former.push(Former { value: None, secrecy: Secrecy::Shared });
        }
        let mut replaces = vec![standing];
        let mut ops = Vec::new();
        for Former { value, secrecy } in former {
            let change = Change::Undo { of: op, value, secrecy };
            // The first takes the place of what is undone, the others stand beside it again.
            let replaces = std::mem::take(&mut replaces);
            ops.push(self.append(&Draft { target: target.clone(), change, replaces })?);
        }
        Ok(ops)
    }

    /// States what a paper says: `manifest` is the bytes of a [`ledger::SealManifest`].
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn seal(&mut self, target: &Target, manifest: &[u8]) -> Result<OpRef, StoreError> {
        let heads = project::heads(self.connection, target)?;
        let replaces = replaced(self.connection, &heads)?.map(|head| head.op).into_iter().collect();
        let change = Change::Seal(manifest.to_vec());
        self.append(&Draft { target: target.clone(), change, replaces })
    }

    /// Says that `section` (a visit) belongs to `campaign`. Once, before the
    /// first edit in it; a section nobody placed is a campaign itself.
    ///
    /// # Errors
    ///
    /// [`Refusal::PlacedElsewhere`], and [`StoreError`].
    pub fn place(&mut self, section: [u8; 16], campaign: [u8; 16]) -> Result<(), StoreError> {
        record::place(self.connection, section, campaign)
    }

    /// Keeps a file: encrypted, durable, once for the same bytes.
    ///
    /// The op that names it belongs into the same transaction.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the disk; an unreadable `plain` counts as one.
    pub fn keep_file(
        &mut self,
        plain: &mut dyn Read,
        media_type: &str,
    ) -> Result<KeptFile, StoreError> {
        let randomness = self.ports.randomness.as_ref();
        blobs::keep(self.connection, self.home, randomness, plain, media_type)
    }

    /// Keeps a file that was encrypted before: nothing is left to do here but to give it its name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the disk.
    pub fn keep_draft(
        &mut self,
        draft: &FileDraft,
        media_type: &str,
    ) -> Result<KeptFile, StoreError> {
        let randomness = self.ports.randomness.as_ref();
        blobs::keep_draft(self.connection, randomness, draft, media_type)
    }

    /// What stands at `target`, this transaction's own edits included.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn field(&self, target: &Target) -> Result<Field, StoreError> {
        project::field(self.connection, target)
    }

    /// Every version that stands in `section`, this transaction's own included.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn heads(&self, section: [u8; 16]) -> Result<Vec<Head>, StoreError> {
        project::list_section(self.connection, section)
    }

    /// When this transaction began, by the clock of this laptop: what its ops say.
    pub const fn now(&self) -> DateTime<Utc> {
        self.pen.now()
    }

    fn edit(&mut self, target: &Target, change: Change) -> Result<Option<OpRef>, StoreError> {
        self.gauge.step(1)?;
        let heads = project::heads(self.connection, target)?;
        let mut replaces = replaced(self.connection, &heads)?;
        if replaces.is_some_and(|head| change.says(&head.value)) {
            return Ok(None);
        }
        let unseen = self.arrivals.unseen(target).filter(|_| !self.touched.contains(target));
        if let Some(unseen) = unseen {
            if unseen.is_left(|shown| change.says(shown)) {
                // Whoever edits left the field as the screen shows it.
                return Ok(None);
            }
            replaces = replaced(self.connection, unseen.seen())?;
        }
        let replaces = replaces.map(|head| head.op).into_iter().collect();
        self.append(&Draft { target: target.clone(), change, replaces }).map(Some)
    }

    fn append(&mut self, draft: &Draft) -> Result<OpRef, StoreError> {
        let head = self.pen.append(self.connection, self.ports.randomness.as_ref(), draft)?;
        self.pages.apply(self.connection, &head, &draft.replaces)?;
        if self.touched.insert(draft.target.clone()) {
            self.targets.push(draft.target.clone());
        }
        self.ops.push(head.op);
        Ok(head.op)
    }
}

/// What an undo brings back.
struct Former {
    value: Option<Vec<u8>>,
    secrecy: Secrecy,
}

impl Former {
    fn of(entry: Entry) -> Result<Self, StoreError> {
        let value = match entry.version.head.value {
            Value::Set(value) => Some(value),
            Value::Retracted => None,
            Value::Purged | Value::Withheld => return Err(StoreError::Purged),
        };
        Ok(Self { value, secrecy: entry.secrecy })
    }
}

/// The one version a plain edit replaces: the only one, or among several the
/// latest of this laptop's own.
fn replaced<'a>(
    connection: &Connection,
    heads: &'a [Head],
) -> Result<Option<&'a Head>, StoreError> {
    let mut latest: Option<&Head> = None;
    if let [only] = heads {
        return Ok(Some(only));
    }
    for head in heads {
        let later = latest.is_none_or(|other| other.hlc < head.hlc);
        if later && record::is_own(connection, head.op.stream)? {
            latest = Some(head);
        }
    }
    Ok(latest)
}
