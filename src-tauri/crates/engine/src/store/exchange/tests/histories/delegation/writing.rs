//! Writing: what an author sees decides what an edit names.

use std::collections::BTreeSet;

use super::{AREAS, Delegation, OTHER_VISIT, target};
use crate::store::exchange::tests::histories::chance::Chance;
use crate::store::exchange::tests::histories::plan::{Act, Edit};
use crate::store::exchange::tests::histories::sets::Written;
use crate::store::exchange::tests::{CAMPAIGN, VISIT};
use crate::store::{OpRef, Refusal, Secrecy, StoreError, Target, Tx, Value, Version};

/// An edit with everything drawn.
#[derive(Debug)]
enum Said {
    Set(&'static str, Secrecy),
    Retract,
    Undo(OpRef),
    Resolve(Vec<OpRef>, &'static str),
}

impl Said {
    /// The ops it takes.
    fn write(&self, tx: &mut Tx<'_>, target: &Target) -> Result<Vec<OpRef>, StoreError> {
        for section in [VISIT, OTHER_VISIT] {
            if target.section == section {
                tx.place(section, CAMPAIGN)?;
            }
        }
        match self {
            Self::Set(value, secrecy) => {
                Ok(tx.set(target, value.as_bytes(), *secrecy)?.into_iter().collect())
            }
            Self::Retract => Ok(tx.retract(target)?.into_iter().collect()),
            Self::Undo(op) => tx.undo(*op),
            Self::Resolve(settled, value) => {
                Ok(vec![tx.resolve(target, settled, value.as_bytes(), "đếm lại sổ")?])
            }
        }
    }

    fn value(&self) -> Option<Value> {
        match self {
            Self::Set(value, _) | Self::Resolve(_, value) => {
                Some(Value::Set(value.as_bytes().to_vec()))
            }
            Self::Retract => Some(Value::Retracted),
            Self::Undo(_) => None,
        }
    }
}

impl Delegation<'_> {
    pub(super) fn write(&mut self, author: usize, field: usize, edit: Edit) -> Result<(), String> {
        let mut chance = Chance::of(edit.luck);
        let clock = &self.laptops[author].clock;
        let now_ms = crate::ports::Clock::now(&**clock).timestamp_millis();
        clock.advance_ms(i64::try_from(edit.wall_ms).unwrap() - now_ms);
        if matches!(edit.act, Act::Undo | Act::Resolve) {
            // Whoever takes back or settles looks at what there is.
            self.look(author);
        }
        let stood = self.delivered(author).stands(field);
        let Some(said) = self.drawn(author, field, edit.act, &mut chance) else { return Ok(()) };
        let target = target(field);
        let store = &mut self.laptops[author].store;
        let written = store.write::<_, StoreError>(|tx| said.write(tx, &target));
        let may = self.charter_at(author).may(author, AREAS[field]);
        match written.map(|written| written.value) {
            Ok(ops) if ops.is_empty() => self.check_silence(author, field, &said)?,
            Ok(_) if !may => return Err(format!("device {author} had no right to {said:?}")),
            Ok(ops) => self.keep(author, field, &said, &ops)?,
            Err(StoreError::Refused(Refusal::NotEntitled)) if !may => self.tally.not_entitled += 1,
            Err(StoreError::Refused(Refusal::ChangedSince)) if matches!(said, Said::Undo(op) if !stood.contains(&op)) =>
                {}
            Err(error) => return Err(format!("device {author} could not {said:?}: {error}")),
        }
        self.check(author)
    }

    fn drawn(&self, author: usize, field: usize, act: Act, chance: &mut Chance) -> Option<Said> {
        // Few values, so that people who do not know of each other say the same.
        let value = ["a", "b", "c"][chance.below(3)];
        Some(match act {
            Act::Set => Said::Set(value, Secrecy::Shared),
            Act::SetName => Said::Set(value, Secrecy::Personal),
            Act::Retract => Said::Retract,
            Act::Undo => {
                let held = &self.memories[author].held;
                let is_here = |op: &OpRef| held.get(&op.stream).is_some_and(|last| op.seq <= *last);
                let here = self.written.iter().filter(|(op, it)| it.field == field && is_here(op));
                let here: Vec<_> = here.map(|(op, _)| *op).collect();
                if here.is_empty() {
                    return None;
                }
                Said::Undo(here[chance.below(here.len())])
            }
            Act::Resolve => {
                let mut seen: Vec<_> = self.delivered(author).stands(field).into_iter().collect();
                if seen.is_empty() {
                    return None;
                }
                chance.shuffle(&mut seen);
                if chance.once_in(4) {
                    seen.truncate(1 + chance.below(seen.len()));
                }
                // The record keeps what is replaced in one order.
                seen.sort();
                Said::Resolve(seen, value)
            }
        })
    }

    /// Nothing is written only where the field says so already, here or on the screen.
    fn check_silence(&self, author: usize, field: usize, said: &Said) -> Result<(), String> {
        let stood = self.delivered(author).stands(field);
        let shown = self.memories[author].shown.get(&field).unwrap_or(&stood);
        let says = |op: &OpRef| Some(&self.written[op].value) == said.value().as_ref();
        let is_empty = matches!(said, Said::Retract) && (shown.is_empty() || stood.is_empty());
        if is_empty || stood.iter().chain(shown).any(says) {
            Ok(())
        } else {
            Err(format!("device {author} kept nothing of {said:?} over {stood:?}"))
        }
    }

    /// Takes what was written into the model, once it names what it has to.
    fn keep(
        &mut self,
        author: usize,
        field: usize,
        said: &Said,
        ops: &[OpRef],
    ) -> Result<(), String> {
        let stood = self.delivered(author).stands(field);
        let unseen = self.memories[author].shown.remove(&field);
        self.tally.beside_unseen += usize::from(unseen.as_ref().is_some_and(|it| *it != stood));
        let history = self.laptops[author].store.history(&target(field)).unwrap();
        let find = |op: &OpRef| history.iter().find(|version| version.head.op == *op);
        let versions: Vec<_> = ops.iter().filter_map(find).cloned().collect();
        let names: Vec<BTreeSet<_>> =
            versions.iter().map(|version| version.replaces.iter().copied().collect()).collect();
        let seen = unseen.as_ref().unwrap_or(&stood);
        let is_right = match said {
            Said::Set(..) | Said::Retract => {
                let is_needless = unseen.is_none()
                    && stood.len() == 1
                    && stood
                        .iter()
                        .all(|op| Some(&self.written[op].value) == said.value().as_ref());
                !is_needless && self.is_plain(author, seen, &names)
            }
            Said::Resolve(settled, _) => names == [settled.iter().copied().collect()],
            Said::Undo(op) => self.is_undone(author, *op, &stood, (&names, &versions)),
        };
        if !is_right || versions.len() != ops.len() {
            return Err(format!("device {author} over {seen:?}: {said:?} became {versions:?}"));
        }
        self.tally.undone += usize::from(matches!(said, Said::Undo(_)));
        self.tally.resolved += usize::from(1 < names[0].len());
        for (version, names) in versions.into_iter().zip(names) {
            if said.value().is_some_and(|value| value != version.head.value) {
                return Err(format!("device {author}: {said:?} says {:?}", version.head.value));
            }
            self.note(author, field, version, names)?;
        }
        Ok(())
    }

    fn note(
        &mut self,
        author: usize,
        field: usize,
        version: Version,
        names: BTreeSet<OpRef>,
    ) -> Result<(), String> {
        let op = version.head.op;
        let memory = &mut self.memories[author];
        let last = memory.held.entry(op.stream).or_default();
        *last += 1;
        let others = self.written.iter().filter(|(other, _)| other.stream == op.stream);
        let stamp = version.head.hlc;
        // However its wall jumps, a stream never stands still or goes back.
        let is_next = others
            .into_iter()
            .all(|(_, written)| written.author == author && written.stamp < stamp);
        let under = memory.revisions;
        let value = version.head.value;
        let written = Written { author, field, stamp, value, names, under };
        if *last != op.seq || !is_next || self.written.insert(op, written).is_some() {
            return Err(format!("device {author} wrote {op:?} where that is taken"));
        }
        self.tally.written += 1;
        Ok(())
    }

    /// A plain edit replaces the one version that was seen, or of several an own one at most.
    fn is_plain(&self, author: usize, seen: &BTreeSet<OpRef>, names: &[BTreeSet<OpRef>]) -> bool {
        let [names] = names else { return false };
        let is_own = |op: &OpRef| self.written[op].author == author;
        if seen.len() < 2 {
            names == seen
        } else {
            let own = usize::from(seen.iter().any(is_own));
            names.len() == own && names.is_subset(seen) && names.iter().all(is_own)
        }
    }

    /// An undo takes the place of one version, and says again what the undone op replaced.
    fn is_undone(
        &self,
        author: usize,
        undone: OpRef,
        stood: &BTreeSet<OpRef>,
        (names, versions): (&[BTreeSet<OpRef>], &[Version]),
    ) -> bool {
        let held = &self.memories[author].held;
        let is_here = |op: &&OpRef| held.get(&op.stream).is_some_and(|last| op.seq <= *last);
        let former = self.written[&undone].names.iter().filter(is_here);
        let mut former: Vec<_> = former.map(|op| self.written[op].value.clone()).collect();
        if former.is_empty() {
            former.push(Value::Retracted);
        }
        let mut said: Vec<_> = versions.iter().map(|it| it.head.value.clone()).collect();
        former.sort();
        said.sort();
        let Some((first, others)) = names.split_first() else { return false };
        let replaces_one = first.len() == 1 && first.is_subset(stood);
        let is_itself = !stood.contains(&undone) || first.contains(&undone);
        former == said && replaces_one && is_itself && others.iter().all(BTreeSet::is_empty)
    }
}
