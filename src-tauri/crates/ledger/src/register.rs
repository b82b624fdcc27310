//! What one field holds: every version that nobody has seen and replaced.
//!
//! One version left is settled. Several that say the same are settled too, with
//! several authors. Several that differ are a disagreement, shown as such until
//! a person resolves it. An edit its author made without seeing a version can
//! never remove that version, and no clock chooses.
//!
//! A register is the same whatever the order and repetition of arrivals: an op
//! removes the versions it names, and remembers those that are not here yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Action, Hlc, OpBody, OpRef, Value};

/// What a version says about its target.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Content {
    /// The field holds this.
    Value(Value),
    /// The value or element was removed by an explicit op.
    Retracted,
}

/// A version that nobody has seen and replaced.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Head {
    /// The op that wrote it; its stream is the author.
    pub op: OpRef,
    /// When, for the order of lists only.
    pub hlc: Hlc,
    /// What the author's clock showed, in milliseconds since 1970 (UTC).
    pub wall_ms: u64,
    /// What it says.
    pub content: Content,
}

/// One of the things that are said, and everybody who says it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opinion<'r> {
    /// What is said.
    pub content: &'r Content,
    /// Who says it, oldest first. Never empty.
    pub heads: Vec<&'r Head>,
}

/// How a field stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Standing<'r> {
    /// Nobody has written it.
    Unwritten,
    /// Everybody who wrote last says the same.
    Settled(Opinion<'r>),
    /// At least two things are said; oldest first. A person has to decide.
    Disagreement(Vec<Opinion<'r>>),
}

/// The versions of one target. Apply only ops with that target.
///
/// To store it, keep the heads and *every* superseded name: a repeated delivery
/// of a replaced op must not bring it back.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Register {
    heads: BTreeMap<OpRef, Head>,
    superseded: BTreeSet<OpRef>,
}

impl Register {
    /// A field nobody has written.
    pub const fn new() -> Self {
        Self { heads: BTreeMap::new(), superseded: BTreeSet::new() }
    }

    /// Continues from heads and superseded names as they were stored.
    pub fn resume(
        heads: impl IntoIterator<Item = Head>,
        superseded: impl IntoIterator<Item = OpRef>,
    ) -> Self {
        let superseded: BTreeSet<_> = superseded.into_iter().collect();
        let heads = heads
            .into_iter()
            .filter(|head| !superseded.contains(&head.op))
            .map(|head| (head.op, head))
            .collect();
        Self { heads, superseded }
    }

    /// Takes in the op named `op`. Any order, any number of times.
    ///
    /// An [`Action::Unknown`] changes nothing: what it would do is decided after
    /// an upgrade, from the op itself, which is kept.
    pub fn apply(&mut self, op: OpRef, body: &OpBody) {
        let content = match body.action() {
            Action::Set(value) | Action::Resolve { value, .. } | Action::Undo { value, .. } => {
                Content::Value(value.clone())
            }
            Action::Seal(manifest) => Content::Value(Value::Plain(manifest.clone())),
            Action::Retract => Content::Retracted,
            Action::Unknown { .. } => return,
        };
        for replaced in body.replaces() {
            self.heads.remove(replaced);
            self.superseded.insert(*replaced);
        }
        if !self.superseded.contains(&op) {
            let head = Head { op, hlc: body.hlc(), wall_ms: body.wall_ms(), content };
            self.heads.insert(op, head);
        }
    }

    /// The versions nobody has seen and replaced, ordered by name.
    pub fn heads(&self) -> impl Iterator<Item = &Head> {
        self.heads.values()
    }

    /// The names of all versions that were replaced, here or not.
    pub fn superseded(&self) -> impl Iterator<Item = OpRef> + '_ {
        self.superseded.iter().copied()
    }

    /// What a plain edit made now would replace, if there is just one version.
    ///
    /// `None` where there is none or several: an edit then replaces nothing,
    /// and only a resolve can bring several together.
    pub fn only_head(&self) -> Option<OpRef> {
        let mut ops = self.heads.keys();
        ops.next().filter(|_| ops.next().is_none()).copied()
    }

    /// The names a resolve made now has to give.
    pub fn all_heads(&self) -> Vec<OpRef> {
        self.heads.keys().copied().collect()
    }

    /// Tells how the field stands. Equal contents count as one opinion.
    pub fn standing(&self) -> Standing<'_> {
        let mut oldest_first: Vec<_> = self.heads.values().collect();
        oldest_first.sort_by_key(|head| (head.hlc, head.op));
        let mut opinions: Vec<Opinion<'_>> = Vec::new();
        for head in oldest_first {
            match opinions.iter_mut().find(|opinion| *opinion.content == head.content) {
                Some(opinion) => opinion.heads.push(head),
                None => opinions.push(Opinion { content: &head.content, heads: vec![head] }),
            }
        }
        match opinions.pop() {
            None => Standing::Unwritten,
            Some(only) if opinions.is_empty() => Standing::Settled(only),
            Some(last) => {
                opinions.push(last);
                Standing::Disagreement(opinions)
            }
        }
    }

    /// The one thing that is said, if the field is settled.
    pub fn settled(&self) -> Option<&Content> {
        match self.standing() {
            Standing::Settled(opinion) => Some(opinion.content),
            Standing::Unwritten | Standing::Disagreement(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
