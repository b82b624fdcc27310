//! What can go wrong, and which code each failure has.

mod handover;
mod misplaced;

use std::path::PathBuf;

use domain::checklist::wording::BadTemplate;
use domain::scan::ScanMatch;
use thiserror::Error;

use crate::catalogue::{CatalogueError, Problem};
use crate::crosscheck::{Differing, WhyNot};
use crate::import::ImportError;
use crate::minutes::Check;
use crate::pad::PadError;
use crate::record::RecordError;
use crate::sampling::SamplingError;
use crate::store::StoreError;

pub use handover::{HandoverFault, Overfull};
pub use misplaced::Misplaced;

/// Why a scan of a paper signed in ink is not taken.
#[derive(Debug, Error)]
pub enum ScanFault {
    /// A page is one of another sealed paper.
    #[error("a page of another sealed paper")]
    Strange,
    /// It is not the whole paper; what is there is told.
    #[error("the scan is not the whole paper")]
    Gaps(ScanMatch),
    /// It cannot be read.
    #[error("cannot read the scan")]
    Unreadable(#[source] scans::ScanError),
}

/// How a signed paper stands to what a laptop has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// The visit is not here.
    New,
    /// This very paper is here.
    Here,
    /// The visit is here, with an earlier revision of its minutes.
    Older,
    /// The visit is here, with a later revision of its minutes.
    Newer,
    /// The visit is here, with other minutes of the same revision.
    Other,
    /// The visit is here, and its minutes are not sealed.
    Unsealed,
    /// The visit is here in the bin, and says something else.
    Binned,
}

/// Why a visit is not taken in from a paper.
#[derive(Debug, Error)]
pub enum IncomingFault {
    /// Nobody signed it with a certificate.
    #[error("the paper is not signed")]
    Unsigned,
    /// It was changed after it was signed.
    #[error("the paper was changed after it was signed")]
    Changed,
    /// Its signatures cannot be judged.
    #[error("the signatures cannot be judged")]
    CannotJudge,
    /// Its pages print something else than its data say; the first difference is told.
    #[error("pages and data disagree")]
    Disagrees(Box<Differing>),
    /// Its data cannot be read, or not be compared with its pages.
    #[error("the data cannot be used: {0:?}")]
    Data(WhyNot),
    /// It is a paper of another kind.
    #[error("no minutes")]
    NotMinutes,
    /// It adds to minutes that it does not hold.
    #[error("supplementary minutes")]
    Supplement,
    /// This laptop does not have the checklist it goes by.
    #[error("the checklist is not here")]
    NoChecklist,
    /// What it tells has no place here.
    #[error(transparent)]
    Misplaced(#[from] Misplaced),
}

/// Why the engine could not do what it was asked.
///
/// `Display` is English, for the log. People see the sentence that
/// [`crate::words::sentence`] keeps for it.
#[derive(Debug, Error)]
pub enum EngineError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The emergency pad cannot keep or give back something.
    #[error(transparent)]
    Pad(#[from] PadError),
    /// A value in the ledger cannot be read.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A shipped checklist cannot be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A file made elsewhere cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A workbook cannot be read.
    #[error(transparent)]
    Table(#[from] tables::TableError),
    /// A default wording is broken.
    #[error(transparent)]
    Wording(#[from] BadTemplate),
    /// A paper cannot be laid out.
    #[error("cannot lay out the paper")]
    Paper(#[from] papers::PaperError),
    /// A signature cannot be made.
    #[error("cannot sign")]
    Sign(#[from] signing::SignError),
    /// A key file cannot be used.
    #[error("cannot use the key")]
    Key(#[from] signing::KeyError),
    /// A file does not do as the picture of a signature.
    #[error(transparent)]
    SignaturePicture(#[from] signing::PictureError),
    /// A token cannot be read, or did not sign.
    #[error(transparent)]
    Token(#[from] tokens::TokenError),
    /// Something happened to the paper while a key was waited for.
    #[error("the paper is not what it was when signing began")]
    PaperMoved,
    /// There is no such thing on this laptop.
    #[error("no {what} `{name}` on this laptop")]
    NotFound {
        /// What was asked for.
        what: Noun,
        /// How it was called.
        name: String,
    },
    /// What was entered cannot be taken.
    #[error("field {field}: `{entered}`")]
    BadInput {
        /// The field.
        field: Field,
        /// What was entered.
        entered: String,
    },
    /// The list of what a sealed paper states cannot be read.
    #[error("cannot read the seal")]
    Seal(#[from] ledger::SealError),
    /// Sealing is refused until these are dealt with.
    #[error("sealing is refused for {} reasons", .0.len())]
    SealRefused(Vec<Check>),
    /// A layout could not be printed as the decree wants it.
    #[error(transparent)]
    Layout(#[from] domain::layout::BadLayout),
    /// The paper is sealed already, and nothing opened a new revision.
    #[error("the paper is sealed already")]
    AlreadySealed,
    /// The paper is not sealed yet.
    #[error("the paper is not sealed")]
    NotSealed,
    /// No time authority is set on this laptop.
    #[error("no time authority is set")]
    NoTimeAuthority,
    /// The minutes say that this person does not sign.
    #[error("the minutes say that this person does not sign")]
    RefusedToSign,
    /// Whoever leads cannot refuse: minutes without that signature are none.
    #[error("the leader's signature cannot be left out")]
    LeaderSigns,
    /// A drawn signature cannot be laid under a certificate signature.
    #[error("a certificate signature is there already")]
    DrawnTooLate,
    /// The bytes brought back do not begin with the sealed paper.
    #[error("the file brought back is not the sealed paper with additions")]
    NotTheSealedPaper,
    /// The file brought back has no signature that is not known, and lacks proofs that are.
    #[error("the file brought back holds no new signature")]
    NothingNew,
    /// What was added to the sealed paper changes what it shows or carries, or what was signed.
    #[error("the file brought back does not show what was sealed")]
    OtherPages,
    /// Nothing can come onto the paper after it was signed.
    #[error(transparent)]
    Late(#[from] crate::late::LateFault),
    /// A scan of a paper signed in ink cannot be taken.
    #[error(transparent)]
    Scan(#[from] ScanFault),
    /// A visit is not taken in from a signed paper.
    #[error(transparent)]
    Incoming(#[from] IncomingFault),
    /// Work is not handed over, or not taken in.
    #[error(transparent)]
    Handover(HandoverFault),
    /// A list of units is no table that can be read.
    #[error("cannot read the list {file}")]
    UnitList {
        /// The file.
        file: String,
        /// Why not.
        source: tables::TableError,
    },
    /// There is nothing left to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// A list of case files cannot be read, or nothing can be drawn from it.
    #[error(transparent)]
    Sampling(#[from] SamplingError),
    /// There is nothing left to do again.
    #[error("nothing to redo")]
    NothingToRedo,
    /// The person at this laptop may not do that.
    #[error("needs {0:?}")]
    NotEntitled(Need),
    /// There is nothing to look over: nobody judged the item, or the leader accepted it.
    #[error("nothing to review, accepted: {accepted}")]
    NothingToReview {
        /// Whether the leader accepted it.
        accepted: bool,
    },
    /// A published version of a checklist cannot be changed.
    #[error("the version is published")]
    Published,
    /// A draft cannot be published until these are mended.
    #[error("publishing is refused for {} reasons", .0.len())]
    DraftRefused(Vec<Problem>),
    /// Another version of the checklist is called the same.
    #[error("there is a version {0} already")]
    VersionTaken(String),
    /// A draft says what its base says.
    #[error("nothing differs from the version it was made from")]
    NothingChanged,
    /// A picture cannot be read.
    #[error("cannot read the picture")]
    Picture,
    /// A file is larger than what can be kept as evidence.
    #[error("the file has {bytes} bytes, at most {most} are kept")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The largest size kept.
        most: u64,
    },
    /// A file outside the store cannot be read or written.
    #[error("cannot use {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// Who may do what was asked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Need {
    /// Trưởng đoàn, or the deputy who stands in.
    Leader,
    /// Whoever looks over this area, or the leader.
    LeadOf(String),
}

/// Things people ask for by name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Noun {
    /// Đợt kiểm tra.
    Campaign,
    /// Đơn vị.
    Unit,
    /// Cuộc kiểm tra.
    Visit,
    /// Mục.
    Item,
    /// Phần của mục.
    Part,
    /// Nhận xét.
    Finding,
    /// Minh chứng.
    Evidence,
    /// Sổ.
    Register,
    /// Dòng của sổ.
    Row,
    /// Kiểu nhập từ bảng tính.
    Table,
    /// Thủ tục hành chính.
    Procedure,
    /// Bộ nội dung kiểm tra.
    Checklist,
    /// Mẫu.
    Sample,
    /// Mẫu hồ sơ đã rút.
    Draw,
    /// Phần của biên bản.
    Slot,
    /// Biên bản đã chốt.
    Paper,
    /// Bố cục cơ quan giữ.
    Layout,
    /// Tờ của sổ tay khẩn cấp.
    Sheet,
    /// Người ký.
    Signatory,
    /// Lược đồ.
    Schema,
    /// Ý kiến: one of several values of a field.
    Opinion,
    /// Báo cáo khắc phục.
    Report,
    /// Công văn đôn đốc.
    Letter,
    /// Máy của một thành viên.
    Laptop,
}

/// Fields that people fill in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Field {
    /// A name that must not be empty.
    Name,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A period.
    Period,
    /// A count.
    Count,
    /// A rate.
    Rate,
    /// A percentage.
    Percent,
    /// Points, not above what the item can bring.
    Points,
    /// One of several words.
    Choice,
    /// A verdict.
    Verdict,
    /// A kind, role, form or ruling.
    Word,
    /// An id.
    Id,
    /// A passphrase: too short.
    Passphrase,
    /// Text in a sentence whose places are not filled.
    OpenPlace,
    /// Strokes of a signature.
    Strokes,
    /// File content in base64.
    Bytes,
    /// A key that is taken.
    Key,
    /// A row of a register that must not be empty.
    Row,
    /// Why one of several opinions was chosen.
    Reason,
    /// Why an answer was returned.
    Remark,
    /// The number of a paper.
    Number,
    /// A name that another layout of the office has.
    LayoutName,
    /// The version of a checklist.
    Version,
    /// Marks on a picture.
    Marks,
    /// The day of something that has happened: neither before the visit nor after today.
    EventDay,
    /// How many days a term has.
    Days,
    /// A new last day, which must be later than the old one.
    NewDeadline,
    /// Why a demand gets more time.
    ExtensionReason,
    /// Days off of a year.
    WorkYear,
    /// Something chosen from a list that must not be empty.
    Choices,
    /// The address of a time authority.
    TimeUrl,
    /// A file with certificates.
    Certificate,
}

impl std::fmt::Display for Noun {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{self:?}")
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{self:?}")
    }
}
