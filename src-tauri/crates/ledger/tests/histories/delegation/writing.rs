//! Writing: what an author sees decides what an edit names.

use ledger::{Action, Extra, Hlc, OpBody, OpRef, Value};

use super::{Delegation, Written};
use crate::Oracle;
use crate::chance::Chance;
use crate::plan::{Act, Edit};
use crate::stage::{device, device_of, target};

impl Delegation<'_> {
    pub(super) fn write(&mut self, author: usize, field: usize, edit: Edit) -> Result<(), String> {
        let Edit { act, wall_ms, luck } = edit;
        let mut chance = Chance::of(luck);
        let seen = self.replicas[author].fields[field].all_heads();
        let (action, replaces) = self.act(author, field, act, &mut chance);
        let reserved = self.plan.reserved && field + 1 == self.plan.fields;
        let hlc = self.stamp(author, wall_ms)?;
        let names = replaces.iter().map(|op| self.place(*op)).collect();
        let body = OpBody::new(hlc, wall_ms, target(field, reserved), action, replaces);
        let replica = &self.replicas[author];
        let seq = replica.held[author] + 1;
        let written = Written {
            op: OpRef::new(device(author).stream, seq),
            body: body.map_err(|error| error.to_string())?,
            author,
            seq,
            field,
            reserved,
            under: replica.charters.len() - 1,
            names,
            held: replica.held.clone(),
        };
        self.tally.written += 1;
        self.tally.resolved += usize::from(matches!(act, Act::Resolve) && 1 < seen.len());
        self.keep(written);
        self.tell_live(author, seen.len())?;
        self.check(author)
    }

    /// However its wall jumps, a device never writes under the same stamp twice.
    fn stamp(&mut self, author: usize, wall_ms: u64) -> Result<Hlc, String> {
        let hlc = self.replicas[author].tick(wall_ms);
        let last = self.streams[author].last().map(|place| self.written[*place].body.hlc());
        if last < Some(hlc) { Ok(hlc) } else { Err(format!("device {author} stamps {hlc} again")) }
    }

    /// Kept by its author is answered for by its author.
    fn keep(&mut self, written: Written) {
        let author = written.author;
        let replica = &mut self.replicas[author];
        replica.held[author] = written.seq;
        replica.apply(&written);
        self.receipts[author].0[author] = written.seq;
        self.streams[author].push(self.written.len());
        self.written.push(written);
    }

    /// Tells automerge that `author` wrote, and of what only where that was less than was seen.
    fn tell_live(&mut self, author: usize, seen: usize) -> Result<(), String> {
        if self.oracle != Oracle::Live {
            return Ok(());
        }
        let place = self.written.len() - 1;
        if !self.delivered(author).counted().any(|counted| counted == place) {
            self.live.skip();
            return Ok(());
        }
        let written = &self.written[place];
        let is_whole = written.names.len() == seen;
        self.live.write(author, written.field, (!is_whole).then_some(&written.names[..]))
    }

    /// What the author does, and what it replaces, given what the author sees.
    fn act(
        &self,
        author: usize,
        field: usize,
        act: Act,
        chance: &mut Chance,
    ) -> (Action, Vec<OpRef>) {
        let register = &self.replicas[author].fields[field];
        let seen = register.all_heads();
        // One of several can be replaced by who wrote it, or none.
        let one = register.only_head().or_else(|| {
            (!seen.is_empty() && chance.once_in(2)).then(|| seen[chance.below(seen.len())])
        });
        // Few values, so that people who do not know of each other say the same.
        let value = match chance.below(4) {
            0 => Value::Cleared,
            n => Value::plain(vec![u8::try_from(n).unwrap()]),
        };
        let replaces = one.into_iter().collect();
        match (act, one) {
            (Act::Resolve, _) if !seen.is_empty() => {
                (Action::Resolve { value, reason: "đếm lại sổ".to_owned() }, seen)
            }
            (Act::SetBeside, _) => (Action::Set(value), vec![]),
            (Act::Retract, Some(_)) => (Action::Retract, replaces),
            (Act::Undo, Some(of)) => (Action::Undo { of, value }, replaces),
            (Act::Unknown, _) => {
                (Action::Unknown { code: 40, payload: Extra::default() }, replaces)
            }
            _ => (Action::Set(value), replaces),
        }
    }

    /// Where the op stands among all that were written.
    pub(crate) fn place(&self, op: OpRef) -> usize {
        self.streams[device_of(op.stream)][op.seq as usize - 1]
    }
}
