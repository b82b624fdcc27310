//! The verdict: what was found, as closed sets that a front turns into sentences.

use chrono::{DateTime, FixedOffset};

use super::proven::{DocumentTimestamp, Level, Revocation, Timestamp};
use crate::{Certificate, PdfError};

/// What is known about a file and its signatures.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Report {
    /// The answer for the whole file. Trust in certificates never changes it.
    pub verdict: Verdict,
    /// Why the verdict is not [`Verdict::Intact`]; empty when it is.
    pub reasons: Vec<Reason>,
    /// One entry for each signature, in the order they were made.
    pub signatures: Vec<SignatureReport>,
    /// One entry for each timestamp over the whole file, in the order they were made.
    pub document_timestamps: Vec<DocumentTimestamp>,
}

/// The answer for a whole file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Every signature holds, the newest covers every byte of the file, and nothing but further
    /// signatures came between them.
    Intact,
    /// Every signature holds; after one of them something was added that a signed form allows,
    /// such as filling in an empty field. The additions are listed.
    Extended,
    /// A signature is broken, or something was changed that may not be.
    Changed,
    /// The file or a signature is made in a way that cannot be judged here.
    CannotJudge,
    /// No signature field is signed.
    Unsigned,
}

/// Whether the signed bytes are those that were signed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Integrity {
    /// Digest and signature match.
    Ok,
    /// They do not match, or the signature was tampered with.
    Broken,
    /// The signature is made in a way that cannot be judged here.
    CannotJudge,
}

/// How much of the file a signature covers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Coverage {
    /// Every byte, except its own.
    WholeFile,
    /// Everything up to the end of a revision; later revisions follow.
    Revision,
    /// Not a whole revision. Such a signature is always broken.
    Nothing,
}

/// One signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignatureReport {
    /// The common name in the signer's certificate; empty where that cannot be read.
    pub signer: String,
    /// The signer's certificate, where it can be read.
    pub certificate: Option<Certificate>,
    /// The full name of the signature field; empty when the form cannot be read.
    pub field: String,
    /// Whether the covered bytes are those that were signed.
    pub integrity: Integrity,
    /// Why `integrity` is not [`Integrity::Ok`].
    pub fault: Option<Fault>,
    /// How much of the file it covers.
    pub covers: Coverage,
    /// Whether the certificate leads to one of the given anchors.
    pub trusted: bool,
    /// Why `trusted` is false.
    pub distrust: Option<Distrust>,
    /// Whether this signature certifies the paper (`DocMDP`).
    pub certifies: bool,
    /// The time that the signer's machine claims. Proof of nothing.
    pub claimed_time: Option<DateTime<FixedOffset>>,
    /// The earliest time at which the signature was proven to be there, by a timestamp that holds
    /// and whose authority is trusted.
    pub trusted_time: Option<DateTime<FixedOffset>>,
    /// The timestamp that was put into it when it was made.
    pub timestamp: Option<Timestamp>,
    /// Whether its certificate, or one above it, was revoked.
    pub revocation: Revocation,
    /// How long it can be proven.
    pub level: Level,
    /// The reason or role that the signer gave.
    pub reason: Option<String>,
    /// What was added or changed after it, oldest first.
    pub later_changes: Vec<Change>,
}

/// Why a file is not simply intact.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reason {
    /// No signature field is signed.
    NoSignature,
    /// The file cannot be read.
    Unreadable(PdfError),
    /// Bytes stand before `%PDF-`.
    BytesBeforeHeader,
    /// Bytes follow the last `%%EOF`.
    BytesAfterEnd,
    /// The file holds a signature that its form does not show.
    SignatureDropped,
    /// A revision follows the newest signature.
    LaterRevision,
    /// A signature is broken.
    SignatureBroken {
        /// Its field.
        field: String,
        /// How.
        fault: Fault,
    },
    /// A timestamp does not hold, or is that of something else.
    TimestampBroken {
        /// The field of the signature that carries it, or its own.
        field: String,
        /// How.
        fault: Fault,
    },
    /// A signature cannot be judged.
    SignatureUnknown {
        /// Its field.
        field: String,
        /// Why.
        fault: Fault,
    },
    /// Something was changed after a signature that may not be.
    Forbidden(Change),
    /// Something was added after a signature that a signed form allows.
    Added(Change),
}

/// What is wrong with one signature, or why it cannot be judged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// `/ByteRange` is missing.
    ByteRangeMissing,
    /// `/ByteRange` is not four rising numbers from 0 within the file.
    ByteRangeMalformed,
    /// The gap of the range is not exactly the signature's own `/Contents`.
    ByteRangeGap,
    /// The range does not end where a revision ends.
    ByteRangeEnd,
    /// `/Contents` is missing, or not a hexadecimal string.
    ContentsMissing,
    /// `/Contents` holds nothing but zeros.
    ContentsEmpty,
    /// Something hides behind the signature in `/Contents`.
    ContentsPadding,
    /// The CMS is not DER, or not one detached signature.
    CmsUnreadable,
    /// A signed attribute that must be there is missing, doubled or wrong.
    SignedAttributes,
    /// The certificate of the signer is not in the signature.
    CertificateMissing,
    /// The signature names another certificate than the one it brings.
    CertificateSwapped,
    /// The signed bytes were changed.
    DigestMismatch,
    /// The signature does not fit certificate and attributes.
    SignatureMismatch,
    /// The signature rests on SHA-1 or on a key that is too short.
    Weak,
    /// An algorithm that is not known here.
    UnknownAlgorithm,
    /// A kind of signature that is not known here (`/SubFilter`).
    UnknownKind,
    /// A timestamp is over something else than it is attached to.
    ForeignTimestamp,
    /// A timestamp is signed with a certificate that is not for that.
    NotForTime,
    /// Another field shows the same signature.
    Shared,
    /// The file around the signature is damaged.
    FileDamaged,
}

impl Fault {
    /// Whether the fault breaks the signature, or only keeps it from being judged.
    pub const fn integrity(self) -> Integrity {
        match self {
            Self::CmsUnreadable
            | Self::CertificateMissing
            | Self::Weak
            | Self::UnknownAlgorithm
            | Self::UnknownKind
            | Self::FileDamaged => Integrity::CannotJudge,
            Self::ByteRangeMissing
            | Self::ByteRangeMalformed
            | Self::ByteRangeGap
            | Self::ByteRangeEnd
            | Self::ContentsMissing
            | Self::ContentsEmpty
            | Self::ContentsPadding
            | Self::SignedAttributes
            | Self::CertificateSwapped
            | Self::DigestMismatch
            | Self::SignatureMismatch
            | Self::ForeignTimestamp
            | Self::NotForTime
            | Self::Shared => Integrity::Broken,
        }
    }

    /// The same for a timestamp. One by an authority that others admit and we do not, or that binds
    /// its attributes in another way, proves nothing; but nobody changed the paper for that.
    pub(crate) const fn integrity_of_timestamp(self) -> Integrity {
        if matches!(self, Self::NotForTime | Self::SignedAttributes) {
            Integrity::CannotJudge
        } else {
            self.integrity()
        }
    }
}

/// Why a certificate is not trusted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Distrust {
    /// No anchor was given.
    NoAnchor,
    /// The certificate cannot be read.
    Unreadable,
    /// No chain leads from the certificate to a given anchor.
    NoChain,
    /// A certificate of the chain was not yet valid.
    NotYetValid,
    /// A certificate of the chain had expired.
    Expired,
    /// The signature says no time and none was given, so validity cannot be judged.
    NoTime,
    /// The certificate is not meant for signing.
    WrongUse,
    /// A certificate carries a critical extension that is not known here.
    CriticalExtension,
    /// A certificate of the chain had been revoked, or was later and no trusted time tells that
    /// the signature is older.
    Revoked,
    /// The signature itself does not hold.
    Broken,
}

/// Something that happened in a revision after a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Change {
    /// An empty signature field was signed.
    Signed {
        /// The field.
        field: String,
    },
    /// An empty field was filled in.
    Filled {
        /// The field.
        field: String,
    },
    /// An empty field was given an appearance, such as a drawn signature or a seal.
    Drawn {
        /// The field.
        field: String,
    },
    /// The look of an empty signature field, which showed something, was replaced by signing it.
    Redrawn {
        /// The field.
        field: String,
    },
    /// A signature field was added, in a paper that nobody certified.
    FieldAdded {
        /// The field.
        field: String,
    },
    /// Notes were added to a page, which the certification allows (`DocMDP`, P = 3).
    Annotated {
        /// The page, from 1; 0 where it cannot be told.
        page: u32,
    },
    /// Certificates or revocation data were added (`/DSS`).
    ProofsAdded,
    /// A timestamp over the whole file was added, in a field of its own that shows nothing.
    Timestamped {
        /// The field.
        field: String,
    },
    /// The file's description was given another date or name of a tool; it shows on no page.
    DescriptionUpdated,
    /// A field that was filled in, drawn or signed before was changed or emptied.
    FieldChanged {
        /// The field.
        field: String,
    },
    /// A field was changed that an earlier signature locks.
    LockedFieldChanged {
        /// The field.
        field: String,
    },
    /// A signature was put in that is not new: it stood elsewhere before.
    SignatureReused {
        /// The field.
        field: String,
    },
    /// The certifying signature allows no change at all.
    CertifiedAgainstChange,
    /// Fields were added, removed or put in another order.
    FormChanged,
    /// The marks of certification were added, changed or removed (`/Perms`).
    PermissionsChanged,
    /// The catalog was changed or replaced: what opens first, names, metadata, attachments.
    CatalogChanged,
    /// An object that was signed was changed.
    ObjectChanged {
        /// Its number.
        number: u32,
        /// What it is.
        kind: ObjectKind,
    },
    /// An object that was signed was removed.
    ObjectRemoved {
        /// Its number.
        number: u32,
        /// What it is.
        kind: ObjectKind,
    },
    /// An object was added that nothing permitted uses.
    StrayObject {
        /// Its number.
        number: u32,
    },
    /// A revision holds bytes that are not part of it, or is not built as an update.
    Smuggled,
}

impl Change {
    /// Whether a signed form allows it.
    pub const fn is_permitted(&self) -> bool {
        match self {
            Self::Signed { .. }
            | Self::Filled { .. }
            | Self::Drawn { .. }
            | Self::Redrawn { .. }
            | Self::FieldAdded { .. }
            | Self::Annotated { .. }
            | Self::ProofsAdded
            | Self::Timestamped { .. }
            | Self::DescriptionUpdated => true,
            Self::FieldChanged { .. }
            | Self::LockedFieldChanged { .. }
            | Self::SignatureReused { .. }
            | Self::CertifiedAgainstChange
            | Self::FormChanged
            | Self::PermissionsChanged
            | Self::CatalogChanged
            | Self::ObjectChanged { .. }
            | Self::ObjectRemoved { .. }
            | Self::StrayObject { .. }
            | Self::Smuggled => false,
        }
    }
}

/// What an object of a PDF is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ObjectKind {
    /// A page, or the tree of pages.
    Page,
    /// A stream: the content of a page, an image, an attachment.
    Stream,
    /// A font or a part of one.
    Font,
    /// An annotation.
    Annotation,
    /// A signature.
    Signature,
    /// The metadata or the information dictionary.
    Metadata,
    /// Anything else.
    Other,
}
