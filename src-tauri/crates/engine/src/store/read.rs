//! Reading: what stands, and how it came about.

use std::collections::BTreeSet;

use ledger::{Role, StreamId};

use super::error::StoreError;
use super::field::{Field, Head, OpRef, Target, Thing, Version};
use super::{Store, project, record};

impl Store {
    /// Every version that stands in `section`, by kind, id and field: all of a
    /// visit in one range of the table.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn heads(&self, section: [u8; 16]) -> Result<Vec<Head>, StoreError> {
        project::list_section(&self.connection, section)
    }

    /// Every version that stands in `section` at things of `kind`.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn heads_of_kind(&self, section: [u8; 16], kind: &str) -> Result<Vec<Head>, StoreError> {
        project::list_kind(&self.connection, section, kind)
    }

    /// Every version that stands at things of `kind`, in whatever section.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn heads_of_kind_everywhere(&self, kind: &str) -> Result<Vec<Head>, StoreError> {
        project::list_kind_everywhere(&self.connection, kind)
    }

    /// Every version that stands at any field of one thing.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn heads_of(&self, kind: &str, id: [u8; 16]) -> Result<Vec<Head>, StoreError> {
        project::list_thing(&self.connection, kind, id)
    }

    /// What stands at `target`.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn field(&self, target: &Target) -> Result<Field, StoreError> {
        project::field(&self.connection, target)
    }

    /// Every thing of `kind`, in the order of ids.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn list_ids(&self, kind: &str) -> Result<Vec<Thing>, StoreError> {
        project::list_ids(&self.connection, kind)
    }

    /// Every op of `section` that can be read, in the order of hybrid time. What a lawful purge took,
    /// or a newer version wrote, is left out.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn section_history(&self, section: [u8; 16]) -> Result<Vec<Version>, StoreError> {
        let heads = project::list_section(&self.connection, section)?;
        let standing: BTreeSet<OpRef> = heads.into_iter().map(|head| head.op).collect();
        let mut versions = Vec::new();
        for op in project::trace_section(&self.connection, section)? {
            match record::find(&self.connection, op) {
                Ok(Some(entry)) => {
                    let mut version = entry.version;
                    version.stands = standing.contains(&op);
                    versions.push(version);
                }
                Ok(None) | Err(StoreError::Purged) => {}
                Err(error) => return Err(error),
            }
        }
        versions.sort_by_key(|version| (version.head.hlc, version.head.op));
        Ok(versions)
    }

    /// Whether this laptop writes, or once wrote, `stream`.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn wrote(&self, stream: StreamId) -> Result<bool, StoreError> {
        record::is_own(&self.connection, stream)
    }

    /// Whether the charter of `campaign` lets this laptop lead: it gives it the part of the leader or
    /// of a deputy, or there is none yet. Who works alone is the leader of a delegation of one.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn may_lead(&self, campaign: [u8; 16]) -> Result<bool, StoreError> {
        let Some(charter) = self.charter(campaign)? else { return Ok(true) };
        let own = self.device()?;
        let mut members = charter.draft().members.iter();
        let role = members.find(|member| member.device == own).map(|member| member.role);
        Ok(matches!(role, Some(Role::Leader | Role::Deputy)))
    }

    /// Every version `target` ever had, in the order of hybrid time.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn history(&self, target: &Target) -> Result<Vec<Version>, StoreError> {
        let heads = project::heads(&self.connection, target)?;
        let mut versions = Vec::new();
        for op in project::trace(&self.connection, target)? {
            if let Some(entry) = record::find(&self.connection, op)? {
                let mut version = entry.version;
                version.stands = heads.iter().any(|head| head.op == op);
                versions.push(version);
            }
        }
        versions.sort_by_key(|version| (version.head.hlc, version.head.op));
        Ok(versions)
    }
}
