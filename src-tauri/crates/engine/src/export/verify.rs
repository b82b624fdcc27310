//! A verdict on a PDF as JSON, and its reasons in words a clerk understands.

use schemars::JsonSchema;
use serde::Serialize;
use signing::{Change, Coverage, Integrity, Reason, Report, SignatureReport, Verdict};

use super::proven::{self, VerifiedRevocation, VerifiedTimestamp};
use crate::actions::Addition;
use crate::late::{COPY_FIELD, CopyForm, NUMBER_FIELD, is_agency_seal, is_late};

/// `verify F.pdf --json`.
#[derive(Debug, JsonSchema, Serialize)]
pub struct VerifyReport {
    /// `intact`, `extended`, `changed`, `cannot-judge` or `unsigned`.
    pub verdict: &'static str,
    /// Why it is not intact, in Vietnamese.
    pub reasons: Vec<String>,
    /// One entry for each signature, in the order in which they were made.
    pub signatures: Vec<VerifiedSignature>,
    /// Whether the pages print what the data inside say; absent where nobody looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<super::DataShown>,
    /// How the file stands to what the store has; absent where no store was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<super::StoreShown>,
    /// One entry for each timestamp over the whole file, in the order in which they were made.
    pub document_timestamps: Vec<VerifiedTimestamp>,
}

/// One signature.
#[derive(Debug, JsonSchema, Serialize)]
pub struct VerifiedSignature {
    /// The name in the certificate.
    pub signer: String,
    /// The field.
    pub field: String,
    /// `ok`, `broken` or `cannot-judge`.
    pub integrity: &'static str,
    /// `whole-file` or `revision`; `nothing` for a signature that is broken for that.
    pub covers: &'static str,
    /// Whether the certificate leads to a given anchor.
    pub trusted: bool,
    /// The time the signer's machine claims, RFC 3339; proof of nothing.
    pub claimed_time: Option<String>,
    /// A time proven by an authority, RFC 3339; `null` without one.
    pub trusted_time: Option<String>,
    /// The timestamp that was put in when it was made.
    pub timestamp: Option<VerifiedTimestamp>,
    /// `B-B`, `B-T`, `B-LT` or `B-LTA`: how long it can be proven (ETSI EN 319 142-1).
    pub level: &'static str,
    /// Whether its certificate was revoked.
    pub revocation: VerifiedRevocation,
    /// What proves it beyond itself, in Vietnamese.
    pub proofs: Vec<String>,
    /// What it is, where it is nobody's signature by hand: the seal of an agency, or the signature of
    /// an electronic copy; in Vietnamese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// What came after it, in Vietnamese.
    pub later_changes: Vec<String>,
}

/// Says a verdict for scripts and screens.
pub fn verdict(report: &Report) -> VerifyReport {
    VerifyReport {
        verdict: match report.verdict {
            Verdict::Intact => "intact",
            Verdict::Extended => "extended",
            Verdict::Changed => "changed",
            Verdict::CannotJudge => "cannot-judge",
            Verdict::Unsigned => "unsigned",
        },
        reasons: report.reasons.iter().map(reason_in_words).collect(),
        signatures: report.signatures.iter().map(|it| signature(it, report)).collect(),
        data: None,
        store: None,
        document_timestamps: report
            .document_timestamps
            .iter()
            .map(|it| proven::timestamp(&it.field, &it.timestamp))
            .collect(),
    }
}

fn signature(signature: &SignatureReport, report: &Report) -> VerifiedSignature {
    VerifiedSignature {
        signer: signature.signer.clone(),
        field: signature.field.clone(),
        integrity: match signature.integrity {
            Integrity::Ok => "ok",
            Integrity::Broken => "broken",
            Integrity::CannotJudge => "cannot-judge",
        },
        covers: match signature.covers {
            Coverage::WholeFile => "whole-file",
            Coverage::Revision => "revision",
            Coverage::Nothing => "nothing",
        },
        trusted: signature.trusted,
        claimed_time: signature.claimed_time.map(|time| time.to_rfc3339()),
        trusted_time: signature.trusted_time.map(|time| time.to_rfc3339()),
        timestamp: signature.timestamp.as_ref().map(|it| proven::timestamp(&signature.field, it)),
        level: proven::level(signature.level),
        revocation: proven::revocation(&signature.revocation),
        proofs: proven::in_words(signature),
        statement: late_in_words(signature).map(|text| capital(&text)),
        later_changes: signature.later_changes.iter().map(|it| later(it, report)).collect(),
    }
}

/// A later change, with who made it where it is a seal or a copy.
fn later(change: &Change, report: &Report) -> String {
    let Change::Signed { field } = change else { return change_in_words(change) };
    let found = report.signatures.iter().find(|it| it.field == *field);
    found.and_then(late_in_words).unwrap_or_else(|| change_in_words(change))
}

/// What a signature is that is nobody's by hand; nothing for people, and for one that is broken.
fn late_in_words(signature: &SignatureReport) -> Option<String> {
    let SignatureReport { field, signer, integrity, reason, .. } = signature;
    if *integrity == Integrity::Broken {
        return None;
    }
    if is_agency_seal(field) {
        return Some(format!("đóng dấu cơ quan: {signer}."));
    }
    let form = reason.as_deref().and_then(CopyForm::of_printed);
    let form = form.map(|form| format!(" ({form})")).unwrap_or_default();
    (field == COPY_FIELD).then(|| format!("bản sao{form} do {signer} ký."))
}

/// What came with a file that was signed elsewhere, in one sentence.
pub fn added_in_words(Addition { change, signature, words }: &Addition) -> String {
    match (change, signature) {
        (Change::Signed { .. }, Some(signature)) => match late_in_words(signature) {
            Some(text) => capital(&text),
            None => format!("{}: {} ký số.", place_in_words(&signature.field), signature.signer),
        },
        (Change::Filled { field }, _) if !words.is_empty() => {
            format!("Điền ô “{}”: {words}.", place_in_words(field))
        }
        (change, _) => capital(&change_in_words(change)),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// What the place is called that a field of our papers stands for; the field's own name on papers of
/// others.
pub fn place_in_words(field: &str) -> &str {
    match field {
        "ky_don_vi" => "Đại diện đơn vị",
        "ky_thu_ky" => "Thư ký",
        "ky_truong_doan" => "Trưởng đoàn",
        "nguoi_ky" => "Người ký",
        "dau_unit" => "Dấu của đơn vị",
        "dau_co_quan" | "dau_leader" => "Dấu của cơ quan",
        NUMBER_FIELD => "Số, ký hiệu",
        COPY_FIELD => "Bản sao",
        other => other,
    }
}

/// Why a file is not simply intact, in Vietnamese.
pub fn reason_in_words(reason: &Reason) -> String {
    match reason {
        Reason::LaterRevision => "Sau chữ ký cuối còn có phần bổ sung.".to_owned(),
        Reason::SignatureDropped => {
            "Tệp có chữ ký nhưng danh sách ô ký không còn ghi chữ ký đó.".to_owned()
        }
        Reason::NoSignature => "Tệp không có chữ ký số nào.".to_owned(),
        Reason::Unreadable(error) => crate::words::pdf_failure(error).message,
        Reason::BytesBeforeHeader => "Có dữ liệu lạ ở đầu tệp.".to_owned(),
        Reason::BytesAfterEnd => "Có dữ liệu lạ ở cuối tệp.".to_owned(),
        Reason::SignatureBroken { field, fault } => {
            format!(
                "Chữ ký ở ô “{}” không còn đúng: {}.",
                place_in_words(field),
                fault_in_words(*fault)
            )
        }
        Reason::TimestampBroken { field, fault } => {
            format!(
                "Dấu thời gian ở ô “{}” không đúng: {}.",
                place_in_words(field),
                fault_in_words(*fault)
            )
        }
        Reason::SignatureUnknown { field, fault } => {
            format!(
                "Không kết luận được về chữ ký ở ô “{}”: {}.",
                place_in_words(field),
                fault_in_words(*fault)
            )
        }
        Reason::Forbidden(change) => format!("Đã bị sửa sau khi ký: {}", change_in_words(change)),
        Reason::Added(change) => format!("Được bổ sung sau khi ký: {}", change_in_words(change)),
    }
}

pub(super) const fn fault_in_words(fault: signing::Fault) -> &'static str {
    use signing::Fault;
    match fault {
        Fault::ByteRangeMissing | Fault::ByteRangeMalformed => "vùng được ký ghi sai",
        Fault::ByteRangeGap | Fault::ByteRangeEnd => "vùng được ký không khớp với tệp",
        Fault::ContentsMissing | Fault::ContentsEmpty => "chữ ký trống",
        Fault::ContentsPadding => "có dữ liệu giấu sau chữ ký",
        Fault::CmsUnreadable => "dữ liệu chữ ký không đọc được",
        Fault::SignedAttributes => "thông tin được ký kèm bị thiếu hoặc sai",
        Fault::CertificateMissing => "không kèm chứng thư số của người ký",
        Fault::CertificateSwapped => "chứng thư số đã bị thay",
        Fault::DigestMismatch => "nội dung đã bị thay đổi sau khi ký",
        Fault::SignatureMismatch => "chữ ký không khớp với chứng thư số",
        Fault::Weak => "thuật toán hoặc khóa quá yếu",
        Fault::UnknownAlgorithm => "thuật toán chưa được hỗ trợ",
        Fault::UnknownKind => "loại chữ ký chưa được hỗ trợ",
        Fault::FileDamaged => "phần tệp được ký không đọc được",
        Fault::ForeignTimestamp => "dấu thời gian cấp cho nội dung khác",
        Fault::NotForTime => "chứng thư của nơi cấp không dùng để cấp dấu thời gian",
        Fault::Shared => "một chữ ký được dùng cho nhiều ô",
    }
}

/// What happened in a revision after a signature, in Vietnamese.
pub fn change_in_words(change: &Change) -> String {
    match change {
        Change::Signed { field } if is_agency_seal(field) => "đóng dấu cơ quan.".to_owned(),
        Change::Signed { field } if field == COPY_FIELD => "ký bản sao.".to_owned(),
        Change::Signed { field } => format!("ký số vào ô “{}”.", place_in_words(field)),
        Change::Filled { field } => format!("điền ô “{}”.", place_in_words(field)),
        Change::Drawn { field } if is_late(field) => {
            format!("chèn hình vào ô “{}” mà không ký số.", place_in_words(field))
        }
        Change::Drawn { field } => format!("ký vẽ tay vào ô “{}”.", place_in_words(field)),
        Change::Redrawn { field } => {
            format!("ký số vào ô “{}”, thay hình đã có trong ô.", place_in_words(field))
        }
        Change::FieldAdded { field } => format!("thêm ô ký “{}”.", place_in_words(field)),
        Change::Annotated { page: 0 } => "thêm ghi chú vào một trang.".to_owned(),
        Change::Annotated { page } => format!("thêm ghi chú vào trang {page}."),
        Change::DescriptionUpdated => "cập nhật thông tin mô tả tệp.".to_owned(),
        Change::Timestamped { .. } => "thêm dấu thời gian cho toàn văn bản.".to_owned(),
        Change::ProofsAdded => "thêm chứng thư và bằng chứng kiểm tra.".to_owned(),
        Change::FieldChanged { field } => {
            format!("ô “{}” đã bị sửa hoặc xóa.", place_in_words(field))
        }
        Change::LockedFieldChanged { field } => {
            format!("ô đã khóa “{}” bị sửa.", place_in_words(field))
        }
        Change::SignatureReused { field } => {
            format!("ô “{}” dùng lại chữ ký ở chỗ khác.", place_in_words(field))
        }
        Change::CertifiedAgainstChange => "chữ ký đầu không cho thay đổi gì thêm.".to_owned(),
        Change::FormChanged => "danh sách ô ký bị thay đổi.".to_owned(),
        Change::PermissionsChanged => "quyền thay đổi của văn bản bị sửa.".to_owned(),
        Change::CatalogChanged => "cấu trúc chung của tệp bị sửa.".to_owned(),
        Change::ObjectChanged { number, kind } => {
            format!("{} (đối tượng {number}) bị sửa.", kind_in_words(*kind))
        }
        Change::ObjectRemoved { number, kind } => {
            format!("{} (đối tượng {number}) bị xóa.", kind_in_words(*kind))
        }
        Change::StrayObject { number } => format!("thêm đối tượng lạ {number}."),
        Change::Smuggled => "có dữ liệu lạ trong phần bổ sung.".to_owned(),
    }
}

const fn kind_in_words(kind: signing::ObjectKind) -> &'static str {
    use signing::ObjectKind;
    match kind {
        ObjectKind::Page => "trang",
        ObjectKind::Stream => "nội dung trang, ảnh hoặc tệp kèm",
        ObjectKind::Font => "phông chữ",
        ObjectKind::Annotation => "chú thích",
        ObjectKind::Signature => "chữ ký",
        ObjectKind::Metadata => "thông tin mô tả tệp",
        ObjectKind::Other => "thành phần khác",
    }
}
