//! A verdict on a file that somebody brought: from the file alone, but for whom the office trusts.

use engine::crosscheck::crosscheck;
use engine::export::{VerifyReport, data_shown, verdict};
use signing::Certificate;

/// A file that was judged.
pub(crate) struct Judged {
    /// What it is called where it comes from.
    pub(crate) name: String,
    /// The whole verdict.
    pub(crate) report: VerifyReport,
}

impl Judged {
    /// Whether nothing speaks against using the file: its signatures hold, its pages print what its
    /// data say, and the office has no other state of the same paper.
    pub(crate) fn is_sound(&self) -> bool {
        let VerifyReport { verdict, data, store, .. } = &self.report;
        let is_signed = matches!(*verdict, "intact" | "extended");
        let agrees = data.as_ref().is_none_or(|it| it.verdict != "disagrees");
        let is_last = store.as_ref().is_none_or(|it| !matches!(it.standing, "older" | "apart"));
        is_signed && agrees && is_last
    }

    /// Whether the office trusts whoever says who the signers are; there may be none.
    pub(crate) fn knows_signers(&self) -> bool {
        self.report.signatures.iter().all(|signature| signature.trusted)
    }
}

/// Judges the signatures of `pdf`, each at its proven time or else at the time it claims, and
/// compares its pages with the data inside.
pub(crate) fn judged(name: String, pdf: &[u8], anchors: &[Certificate]) -> Judged {
    let mut report = verdict(&signing::verify(pdf, anchors, None));
    report.data = Some(data_shown(&crosscheck(pdf)));
    Judged { name, report }
}
