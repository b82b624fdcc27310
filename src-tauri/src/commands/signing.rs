//! Sealing, signing and saving a paper, whichever it is, and judging a signed one. What a screen
//! shows of the paper afterwards it asks for itself.

use std::path::PathBuf;
use std::sync::Arc;

use engine::actions::{Brought, Gaps, PaperOf, PaperToSign, write_signed_state};
use engine::export::{DataShown, VerifyReport, added_in_words, data_shown, store_shown, verdict};
use engine::late::{CopyForm, LateFault};
use engine::record::PenPoint;
use engine::{Engine, EngineError};
use serde::{Deserialize, Serialize};
use signing::{Picture, Point, Strokes};
use specta::Type;
use tauri::State;
use zeroize::Zeroizing;

use super::unpack;
use crate::failure::Failure;
use crate::paper_view::PaperRef;
use crate::shared_engine::SharedEngine;

/// A signature drawn by hand, line by line.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct StrokesInput {
    width: u32,
    height: u32,
    lines: Vec<Vec<PenPoint>>,
}

/// A verdict in words.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VerifyView {
    verdict: String,
    verdict_text: String,
    reasons: Vec<String>,
    signatures: Vec<VerifiedSignature>,
    /// Whether the pages print what the data inside say.
    data: Option<DataCheck>,
    /// How the file stands to what this laptop has; nothing while the store is locked.
    store: Option<StoreCheck>,
}

/// What the pages of a paper print, beside the data inside it.
#[derive(Debug, Serialize, Type)]
pub(crate) struct DataCheck {
    /// `agrees`, `agrees-with-remarks`, `disagrees` or `cannot-compare`.
    verdict: String,
    text: String,
    differences: Vec<String>,
    /// What has to be known of data that agree.
    remarks: Vec<String>,
}

/// A file beside what this laptop has of it.
#[derive(Debug, Serialize, Type)]
pub(crate) struct StoreCheck {
    /// `same`, `older`, `newer`, `apart` or `unknown`.
    standing: String,
    /// In Vietnamese.
    text: String,
}

impl From<DataShown> for DataCheck {
    fn from(shown: DataShown) -> Self {
        Self {
            verdict: shown.verdict.to_owned(),
            text: shown.text,
            differences: shown.differences.into_iter().map(|it| it.text).collect(),
            remarks: shown.remarks.into_iter().map(|it| it.text).collect(),
        }
    }
}

/// One signature of a paper.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VerifiedSignature {
    signer: String,
    /// What the place on the paper is called.
    field: String,
    integrity: String,
    covers: String,
    trusted: bool,
    claimed_time: String,
    /// The proven time, RFC 3339; empty without one.
    trusted_time: String,
    /// `B-B`, `B-T`, `B-LT` or `B-LTA`.
    level: String,
    /// What proves it beyond itself, in Vietnamese.
    proofs: Vec<String>,
    /// What it is, where it is a seal or the signature of a copy, in Vietnamese; else empty.
    statement: String,
    later_changes: Vec<String>,
}

/// Freezes what a paper states.
#[tauri::command]
#[specta::specta]
pub(crate) async fn seal(engine: State<'_, SharedEngine>, paper: PaperRef) -> Result<(), Failure> {
    engine.ask(move |engine| engine.seal(paper.read()?).map(drop)).await
}

/// Opens the next revision.
#[tauri::command]
#[specta::specta]
pub(crate) async fn revise(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    reason: String,
) -> Result<(), Failure> {
    engine.ask(move |engine| engine.revise(paper.read()?, &reason).map(drop)).await
}

/// Puts away the paper that was begun after a sealed one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn withdraw_paper(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
) -> Result<(), Failure> {
    engine.ask(move |engine| engine.withdraw_paper(paper.read()?).map(drop)).await
}

/// Writes one of the sealed papers, named by its seal, to a file and returns its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_sealed_paper(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    seal: String,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine.ask(move |engine| engine.export_sealed(paper.read()?, &seal, &out)).await?;
    Ok(path)
}

/// Writes a paper to a file and returns its path: the sealed bytes where there are some, a draft
/// with everything in it otherwise.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_paper(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine.ask(move |engine| engine.export_paper(paper.read()?, &out)).await?;
    Ok(path)
}

/// Writes a copy of a paper for Word to a file, never a sealed one, and returns its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_paper_word(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine.ask(move |engine| engine.export_word(paper.read()?, &out)).await?;
    Ok(path)
}

/// Signs by hand on the screen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_drawn(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    role: String,
    strokes: StrokesInput,
) -> Result<(), Failure> {
    let StrokesInput { width, height, lines } = strokes;
    let point = |&(x, y, millis, pressure): &_| Point { x, y, millis, pressure };
    let lines = lines.iter().map(|line| line.iter().map(point).collect()).collect();
    let strokes = Strokes { width, height, lines };
    engine.ask(move |engine| engine.sign_drawn(paper.read()?, &role, &strokes)).await
}

/// Who signs, and what the paper shows of it.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SignAs {
    /// As whom; `seal` for the seal of the agency.
    role: String,
    /// A picture of the signature or of the seal, a PNG file in base64; empty shows words.
    picture: String,
    /// Where an electronic copy is signed, and nothing that is kept.
    copy: Option<CopyWish>,
}

/// An electronic copy that is to be signed.
#[derive(Debug, Deserialize, Type)]
struct CopyWish {
    /// `sao-y`, `sao-luc` or `trich-sao`.
    form: String,
    /// The file it goes into.
    path: String,
}

impl SignAs {
    /// Takes out what is to be signed.
    pub(crate) fn paper(&self, engine: &Engine, of: PaperOf) -> Result<PaperToSign, EngineError> {
        let paper = match &self.copy {
            Some(CopyWish { form, path }) => {
                let form = CopyForm::of_code(form).ok_or(LateFault::NoForm)?;
                engine.copy_to_sign(of, form, PathBuf::from(path))?
            }
            None => engine.paper_to_sign(of, &self.role)?,
        };
        let read = || Ok::<_, EngineError>(Picture::read(&unpack::bytes(&self.picture)?)?);
        Ok(paper.with_picture((!self.picture.is_empty()).then(read).transpose()?))
    }
}

/// Signs with a certificate file. The password is used once and kept nowhere. Answers with what
/// came of asking for the time, in Vietnamese; empty where nobody was asked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_certificate(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    signer: SignAs,
    base64: String,
    password: String,
) -> Result<String, Failure> {
    let (base64, password) = (Zeroizing::new(base64), Zeroizing::new(password));
    let paper = engine.ask(move |engine| signer.paper(engine, paper.read()?)).await?;
    let signed = engine
        .beside(move |gauge, _| {
            let p12 = Zeroizing::new(unpack::bytes(&base64)?);
            paper.heeding(gauge).sign_by_p12(&p12, &password)
        })
        .await?;
    let by = engine.ask(|engine| engine.keep_signed_paper(signed)).await?;
    Ok(engine::words::stamped_sentence(by.stamped.as_ref()).unwrap_or_default())
}

/// What came back of a paper.
#[derive(Debug, Serialize, Type)]
pub(crate) struct BroughtView {
    /// How a scan fits; empty for a paper signed with another tool.
    scan: String,
    /// What was added to the paper with another tool, a sentence each.
    added: Vec<String>,
}

/// Fills in the number of a paper that was signed without one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn number_signed(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    number: String,
) -> Result<(), Failure> {
    engine.ask(move |engine| engine.number_signed(paper.read()?, &number)).await
}

/// What is to be known before a number is filled in after signing.
#[derive(Debug, Serialize, Type)]
pub(crate) struct LateNumberView {
    /// The next one of the series; empty for papers without one.
    proposed: String,
    /// Which other paper has that number, in a sentence; or empty.
    repeated: String,
}

/// Says which number comes next, and which other paper has `number`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn late_number(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    number: String,
) -> Result<LateNumberView, Failure> {
    let late = engine.ask(move |engine| engine.late_number(paper.read()?, &number)).await?;
    let repeated = late.repeated.unwrap_or_default();
    Ok(LateNumberView { proposed: late.proposed, repeated })
}

/// Brings back a paper that was signed elsewhere, or its scanned pages, with `gaps` even where pages
/// are missing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_signed(
    engine: State<'_, SharedEngine>,
    paper: PaperRef,
    base64: Vec<String>,
    gaps: bool,
) -> Result<BroughtView, Failure> {
    let gaps = if gaps { Gaps::Accepted } else { Gaps::Told };
    let brought = engine
        .ask(move |engine| {
            let files =
                base64.iter().map(|file| unpack::bytes(file)).collect::<Result<Vec<_>, _>>()?;
            engine.bring_back(paper.read()?, &files, gaps)
        })
        .await?;
    Ok(match brought {
        Brought::Signed(added) => {
            BroughtView { scan: String::new(), added: added.iter().map(added_in_words).collect() }
        }
        Brought::Scan(found) => {
            BroughtView { scan: engine::words::scan_sentence(&found), added: Vec::new() }
        }
    })
}

/// Judges a signed paper by what this laptop trusts. Works without an unlocked store, which then
/// trusts nobody.
#[tauri::command]
#[specta::specta]
pub(crate) async fn verify_paper(
    engine: State<'_, SharedEngine>,
    base64: String,
) -> Result<VerifyView, Failure> {
    let bytes: Arc<[u8]> = unpack::bytes(&base64)?.into();
    let pdf = Arc::clone(&bytes);
    let kept = engine.ask(move |engine| {
        let found = match engine.beside_store(&pdf) {
            // What no program can read is told by the verdict.
            Err(EngineError::Sign(_)) => None,
            found => Some(store_shown(found?.as_ref())),
        };
        Ok((engine.trust()?.anchors, found))
    });
    let (anchors, store) = match kept.await {
        Err(failure) if failure.is_locked() => (Vec::new(), None),
        kept => kept?,
    };
    let report = tauri::async_runtime::spawn_blocking(move || {
        let data = data_shown(&engine::crosscheck::crosscheck(&bytes));
        let report = signing::verify(&bytes, &anchors, None);
        VerifyReport { data: Some(data), store, ..verdict(&report) }
    })
    .await
    .map_err(|_| Failure::internal())?;
    Ok(view(report))
}

/// Saves what a paper was at its `number`-th signature, from 1; answers with the path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_signed_state(
    engine: State<'_, SharedEngine>,
    base64: String,
    number: u32,
    path: String,
) -> Result<String, Failure> {
    let out = PathBuf::from(&path);
    engine.aside(move || write_signed_state(&unpack::bytes(&base64)?, number, &out)).await?;
    Ok(path)
}

fn view(report: VerifyReport) -> VerifyView {
    VerifyView {
        verdict: report.verdict.to_owned(),
        verdict_text: engine::words::verdict_sentence(report.verdict).to_owned(),
        reasons: report.reasons,
        data: report.data.map(DataCheck::from),
        store: report
            .store
            .map(|it| StoreCheck { standing: it.standing.to_owned(), text: it.text }),
        signatures: report
            .signatures
            .into_iter()
            .map(|signature| VerifiedSignature {
                signer: signature.signer,
                field: engine::export::place_in_words(&signature.field).to_owned(),
                integrity: signature.integrity.to_owned(),
                covers: signature.covers.to_owned(),
                trusted: signature.trusted,
                claimed_time: signature.claimed_time.unwrap_or_default(),
                trusted_time: signature.trusted_time.unwrap_or_default(),
                level: signature.level.to_owned(),
                proofs: signature.proofs,
                statement: signature.statement.unwrap_or_default(),
                later_changes: signature.later_changes,
            })
            .collect(),
    }
}
