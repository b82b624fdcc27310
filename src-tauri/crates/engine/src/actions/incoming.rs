//! What a signed paper would bring to this laptop: whether it is believed, what it tells, and how it
//! stands to what is here. Nothing is written here.

use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::finding::FindingKind;
use domain::id::VisitId;
use domain::layout::LayoutText;
use domain::unit::Unit;
use domain::visit::Visit;
use signing::{Certificate, Contents, Integrity, Report, Verdict};
use unicode_normalization::is_nfc;

use crate::crosscheck::{self, Beside, CrossCheck, Kind, MinutesRead, WhyNot};
use crate::error::{IncomingFault, Standing};
use crate::minutes::{Material, figure_rows};
use crate::record::Paper;

/// The largest paper that is taken in, in bytes.
const PAPER_MAX: usize = 256 * 1024 * 1024;

/// A visit as its signed minutes tell it.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Which visit it is here, or will be.
    pub visit: VisitId,
    /// What the campaign is called; its own name here, where it is here.
    pub campaign: String,
    /// Whether this laptop has the campaign.
    pub campaign_here: bool,
    /// The unit, written out.
    pub unit: String,
    /// The day.
    pub date: NaiveDate,
    /// The number, with what follows it; empty where it was left open.
    pub number: String,
    /// The revision, from 1.
    pub revision: u32,
    /// Digest of the seal in hexadecimal.
    pub seal: String,
    /// The findings, in their order.
    pub findings: Vec<(FindingKind, String)>,
    /// The figures that would come, each with what is counted; those of samples of case files are
    /// printed and do not come.
    pub figures: Vec<(String, String)>,
    /// How many items have a verdict or a figure.
    pub answers: u32,
    /// How many photographs are printed; their originals stay where they are.
    pub photographs: u32,
    /// Who signed with a certificate, and whether this laptop trusts whoever issued it.
    pub signers: Vec<(String, bool)>,
    /// What of it is not compared with the pages, and would come unread.
    pub beside: Beside,
    /// How the paper stands to what this laptop has.
    pub standing: Standing,
}

/// A paper that was looked at and may be taken in.
pub(super) struct Judged {
    pub(super) read: MinutesRead,
    pub(super) contents: Contents,
    pub(super) report: Report,
    pub(super) beside: Beside,
}

/// Where a visit goes on this laptop.
pub(super) struct Place {
    pub(super) campaign: Campaign,
    /// The campaign as it stands here.
    pub(super) known: Option<Campaign>,
    pub(super) unit: Unit,
    pub(super) visit: Visit,
    pub(super) standing: Standing,
}

/// Believes a paper, or says why not. `anchors` are whom this laptop trusts.
pub(super) fn judge(pdf: &[u8], anchors: &[Certificate]) -> Result<Judged, IncomingFault> {
    if PAPER_MAX < pdf.len() {
        return Err(IncomingFault::Data(WhyNot::TooLarge));
    }
    let report = signing::verify(pdf, anchors, None);
    match report.verdict {
        Verdict::Intact | Verdict::Extended => {}
        Verdict::Unsigned => return Err(IncomingFault::Unsigned),
        Verdict::Changed => return Err(IncomingFault::Changed),
        Verdict::CannotJudge => return Err(IncomingFault::CannotJudge),
    }
    let contents = signing::contents(pdf).map_err(|_| IncomingFault::CannotJudge)?;
    let inside = crosscheck::inside(&contents).map_err(IncomingFault::Data)?;
    if inside.kind != Kind::Minutes {
        return Err(IncomingFault::NotMinutes);
    }
    let beside = match crosscheck::crosscheck(pdf) {
        CrossCheck::Agrees(beside) => beside,
        CrossCheck::Disagrees(differing) => {
            let first = differing.into_iter().next();
            let first = first.ok_or(IncomingFault::Data(WhyNot::Damaged))?;
            return Err(IncomingFault::Disagrees(Box::new(first)));
        }
        CrossCheck::CannotCompare(why) => return Err(IncomingFault::Data(why)),
    };
    let is_composed = std::str::from_utf8(&inside.bytes).is_ok_and(is_nfc);
    if !is_composed {
        return Err(IncomingFault::Data(WhyNot::Damaged));
    }
    let read = crosscheck::minutes_read(&inside.bytes).map_err(IncomingFault::Data)?;
    if read.material.addition.is_some() {
        return Err(IncomingFault::Supplement);
    }
    Ok(Judged { read, contents, report, beside })
}

/// How `read` stands to the `papers` of the visit that is here.
pub(super) fn standing(papers: &[Paper], read: &MinutesRead) -> Standing {
    let sealed = papers.iter().filter(|paper| !paper.seal.is_empty() && paper.supplement == 0);
    if sealed.clone().any(|paper| paper.seal == read.seal) {
        return Standing::Here;
    }
    let last = sealed.map(|paper| paper.revision).max();
    match last.map(|last| last.cmp(&read.material.revision)) {
        None => Standing::Unsealed,
        Some(std::cmp::Ordering::Less) => Standing::Older,
        Some(std::cmp::Ordering::Greater) => Standing::Newer,
        Some(std::cmp::Ordering::Equal) => Standing::Other,
    }
}

pub(super) fn told(judged: &Judged, place: &Place) -> Incoming {
    let material = &judged.read.material;
    let alone = Material { extras: Vec::new(), ..material.clone() };
    let rows = alone.sheet.areas.iter().flat_map(|area| figure_rows(&alone, area));
    let figures = rows.map(|row| {
        let said = [row.counts.as_str(), &row.rate].into_iter().filter(|it| !it.is_empty());
        (row.label.clone(), said.collect::<Vec<_>>().join(" – "))
    });
    let signatures = judged.report.signatures.iter();
    let sound = signatures.filter(|it| it.integrity == Integrity::Ok);
    let findings = material.findings.iter();
    let count = super::campaigns::count;
    Incoming {
        visit: place.visit.id,
        campaign: place.campaign.name.clone(),
        campaign_here: place.known.is_some(),
        unit: place.unit.authority_in_full(),
        date: material.visit.date,
        number: number_of(material),
        revision: material.revision,
        seal: judged.read.seal.clone(),
        findings: findings.map(|finding| (finding.kind, finding.text.clone())).collect(),
        figures: figures.collect(),
        answers: count(material.answers.values().filter(|answer| !answer.is_empty()).count()),
        photographs: count(material.photos.len()),
        signers: sound.map(|it| (it.signer.clone(), it.trusted)).collect(),
        beside: judged.beside.clone(),
        standing: place.standing,
    }
}

fn number_of(material: &Material) -> String {
    match material.number.as_str() {
        "" => String::new(),
        number => format!("{number}{}", material.printed(LayoutText::Symbol)),
    }
}

/// The name of the act: from which paper everything came.
pub(super) fn act_name(incoming: &Incoming) -> String {
    let number = match incoming.number.as_str() {
        "" => String::new(),
        number => format!(" số {number}"),
    };
    format!(
        "Nhận từ biên bản{number} ngày {}, mã niêm phong {}",
        domain::date::cited(incoming.date),
        incoming.seal.get(..16).unwrap_or(&incoming.seal)
    )
}
