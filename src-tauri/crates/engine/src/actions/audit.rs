//! The record of custody of a campaign: for an auditor, who verifies it from the file alone.

use std::path::Path;

use domain::id::CampaignId;
use ledger::{Digest, ListedPaper};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::record::{self, Paper, kind};
use crate::store::FileDigest;
use crate::sync;

/// A record of custody that was written and verified.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AuditRecord {
    /// Devices that ever took part.
    pub devices: u32,
    /// Signed runs of edits in it.
    pub segments: u32,
    /// Edits in them.
    pub ops: u32,
    /// Edits that no other device than their author's answers for.
    pub unconfirmed: u32,
    /// Receipts of others.
    pub receipts: u32,
    /// Sealed papers whose lists of what they state came along.
    pub seals: u32,
    /// Evidence and papers that are listed.
    pub files: u32,
    /// What an auditor will be told not to hold.
    pub flaws: u32,
    /// What an auditor will be told beside that.
    pub remarks: u32,
    /// Bytes of the file.
    pub size_bytes: u64,
}

impl Engine {
    /// Writes the record of custody of `campaign` to `out` (`.hoso`), whole or not at all, and verifies
    /// what it wrote.
    ///
    /// It holds all that the devices signed, and nobody's words. A record in which something does not
    /// hold is written too: that is what an auditor wants to know.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`], [`EngineError::Record`], [`crate::store::StoreError::Stopped`], and
    /// those of the disk; nothing is left behind then.
    pub fn write_audit(
        &mut self,
        campaign: CampaignId,
        out: &Path,
    ) -> Result<AuditRecord, EngineError> {
        let papers = self.sealed_papers(campaign)?;
        let (report, size_bytes) =
            sync::write_audit(&mut self.store, campaign.bytes(), &papers, out)?;
        let counts = report.counts;
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(AuditRecord {
            devices: count(report.people.len()),
            segments: counts.segments,
            ops: counts.ops,
            unconfirmed: counts.unconfirmed,
            receipts: counts.receipts,
            seals: counts.seals,
            files: counts.files,
            flaws: count(report.flaws.len()),
            remarks: count(report.remarks.len()),
            size_bytes,
        })
    }

    /// Every paper of `campaign` that was sealed: minutes, those in the bin too, notice and letters.
    fn sealed_papers(&self, campaign: CampaignId) -> Result<Vec<ListedPaper>, EngineError> {
        let mut listed = Vec::new();
        for section in self.store.sections_in(campaign.bytes())? {
            let papers = record::papers(&self.facts_of(section, kind::PAPER)?)?;
            listed.extend(papers.iter().filter_map(listed_paper));
        }
        Ok(listed)
    }
}

/// A paper by its digests; none for a revision that is open.
fn listed_paper(paper: &Paper) -> Option<ListedPaper> {
    let digest = |hex: &str| hex.parse().ok().map(|FileDigest(bytes)| Digest::from_bytes(bytes));
    let seal = digest(&paper.seal)?;
    Some(ListedPaper {
        seal,
        manifest: digest(&paper.manifest).unwrap_or(Digest::NONE),
        pdf: digest(&paper.pdf).unwrap_or(Digest::NONE),
        current: digest(&paper.current).unwrap_or(Digest::NONE),
        // What came inside a signed paper was sealed in another record, of which its pages bear the seal.
        carried: paper.received_at.is_empty() && digest(&paper.manifest).is_some(),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::minutes_kinds_tests::{sample_visit, stage};
    use crate::store::StoreError;

    #[test]
    fn the_record_lists_what_a_sealed_paper_states_and_holds() {
        let mut stage = stage();
        let visit = sample_visit(&mut stage.engine, "2022-cau-tre", "cau-tre");
        stage.engine.seal(visit).unwrap();
        let campaign = stage.engine.folder(visit).unwrap().campaign.id;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dot.hoso");

        let written = stage.engine.write_audit(campaign, &out).unwrap();

        assert_eq!((written.flaws, written.remarks, written.seals), (0, 0, 1));
        assert_eq!(written.unconfirmed, written.ops, "nobody else has it");
        let report = custody::verify(&mut fs::read(&out).unwrap().as_slice()).unwrap();
        let sealed = stage.engine.paper(visit).unwrap();
        assert_eq!(report.papers[0].pdf, Digest::of(&sealed));
        assert_eq!(fs::metadata(&out).unwrap().len(), written.size_bytes);
    }

    #[test]
    fn a_record_that_is_stopped_leaves_what_lay_there() {
        let mut stage = stage();
        let visit = sample_visit(&mut stage.engine, "2022-cau-tre", "cau-tre");
        let campaign = stage.engine.folder(visit).unwrap().campaign.id;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dot.hoso");
        fs::write(&out, "trước").unwrap();
        stage.engine.store.gauge().stop_at(1);

        let stopped = stage.engine.write_audit(campaign, &out);

        assert!(matches!(stopped, Err(EngineError::Store(StoreError::Stopped))), "{stopped:?}");
        assert_eq!(fs::read_to_string(&out).unwrap(), "trước");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
