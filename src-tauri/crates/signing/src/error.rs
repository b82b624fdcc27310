//! What can go wrong, as closed sets.
//!
//! `Display` is English, for the log. People see the sentence that belongs to the variant's code.

use thiserror::Error;

use crate::{Distrust, Fault, Verdict};

/// Why a key file or a key cannot be used.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum KeyError {
    /// The password does not open the file. A damaged file with an intact frame looks the same.
    #[error("the password does not open the key file")]
    WrongPassword,
    /// The bytes are not a PKCS#12 file, or a damaged one.
    #[error("the key file is damaged or is not PKCS#12")]
    Damaged,
    /// The file is encrypted in a way that is not known here.
    #[error("the key file uses an unknown encryption")]
    UnknownEncryption,
    /// The file holds no private key.
    #[error("the key file holds no private key")]
    NoKey,
    /// The file holds several private keys with certificates: which one is meant is unknown.
    #[error("the key file holds {count} private keys")]
    SeveralKeys {
        /// How many.
        count: usize,
    },
    /// No certificate in the file belongs to the key.
    #[error("the key file holds no certificate for its key")]
    NoCertificate,
    /// A kind of key that is not supported.
    #[error("keys of kind {kind} are not supported")]
    UnsupportedKey {
        /// Name of the kind, such as `RSA-1024` or `P-521`; the object identifier where unknown.
        kind: String,
    },
    /// The certificate cannot be read.
    #[error("the certificate in the key file cannot be read")]
    Certificate(#[from] CertificateError),
    /// The key, or the token that keeps it, refused to sign.
    #[error("the key refused to sign")]
    Refused,
}

/// Why a certificate cannot be used.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum CertificateError {
    /// The bytes are not one X.509 certificate in DER, or a PEM file without any.
    #[error("not an X.509 certificate")]
    Unreadable,
}

/// Why a PDF file cannot be read here.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum PdfError {
    /// It does not begin with `%PDF-`.
    #[error("not a PDF file")]
    NotPdf,
    /// It is built in a way this reader leaves alone.
    #[error("the PDF uses {0}")]
    Unsupported(Unsupported),
    /// It breaks the syntax of ISO 32000.
    #[error("the PDF is damaged at byte {at}")]
    Damaged {
        /// Where, counted from the start of the file.
        at: usize,
    },
    /// There are bytes behind the last `%%EOF`.
    #[error("{count} bytes follow the end of the PDF")]
    TrailingBytes {
        /// How many.
        count: usize,
    },
}

/// Constructions of PDF that are known and not read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unsupported {
    /// Cross-reference streams (ISO 32000-2, 7.5.8): read, but not appended to.
    CrossReferenceStream,
    /// A table and a stream in one file, which say different things to different readers (7.5.8.4).
    HybridReference,
    /// A compression that streams of objects do not use.
    Filter,
    /// Encryption.
    Encryption,
    /// Cross-reference sections that do not follow one another, as in linearized files.
    Order,
    /// A form field or a signature that is not an object of its own.
    InlineObject,
    /// Nesting or length beyond what a paper needs.
    Size,
}

impl std::fmt::Display for Unsupported {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::CrossReferenceStream => "cross-reference streams",
            Self::HybridReference => "a table and a stream of cross-references",
            Self::Filter => "an unusual compression",
            Self::Encryption => "encryption",
            Self::Order => "cross-reference sections out of order",
            Self::InlineObject => "fields that are not objects of their own",
            Self::Size => "structures that are too deep or too long",
        })
    }
}

/// Why a paper was not signed. Nothing is returned then, so nothing is half done.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SignError {
    /// The file cannot be read.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// No signature field has that name.
    #[error("no signature field {name}; there are {known:?}")]
    NoSuchField {
        /// The name asked for.
        name: String,
        /// The names of the signature fields of the file.
        known: Vec<String>,
    },
    /// The field carries a certificate signature already.
    #[error("field {name} is signed already")]
    AlreadySigned {
        /// The field.
        name: String,
    },
    /// An earlier signature locked the field or forbids any change (ISO 32000-2, 12.8.2).
    #[error("an earlier signature forbids changing field {name}")]
    Locked {
        /// The field.
        name: String,
    },
    /// The field shows a drawn signature, and a picture would stand in its place.
    #[error("field {name} shows a drawn signature, which a picture would replace")]
    AlreadyDrawn {
        /// The field.
        name: String,
    },
    /// The field of words is filled in.
    #[error("field {name} is filled in")]
    AlreadyFilled {
        /// The field.
        name: String,
    },
    /// Drawing after a certificate signature would change what was signed.
    #[error("the paper carries a certificate signature; drawing would change it")]
    AlreadyCertified,
    /// The drawing has no line, or no size.
    #[error("the drawn signature is empty")]
    EmptyDrawing,
    /// The key failed.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The signature does not verify with the certificate: they do not belong together.
    #[error("key and certificate do not belong together")]
    KeyMismatch,
    /// Signature and certificates need more room than is reserved.
    #[error("the signature needs {needed} bytes, {reserved} are reserved")]
    TooLarge {
        /// Bytes needed.
        needed: usize,
        /// Bytes reserved.
        reserved: usize,
    },
    /// The font cannot be read.
    #[error("the font for the signature's words cannot be read")]
    Font,
}

/// Why a file does not do as the picture of a signature.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum PictureError {
    /// It is another kind of file. Decree 30/2020 (annex I) asks for PNG.
    #[error("not a PNG file")]
    NotPng,
    /// It cannot be read to its end.
    #[error("the picture is damaged")]
    Damaged,
    /// It has more pixels than a signature needs.
    #[error("{width} x {height} pixels are too many")]
    TooLarge {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// Nothing is to be seen in it.
    #[error("the picture shows nothing")]
    Empty,
}

/// Nobody answered at the other end of the network.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Unreachable {
    /// The person did not want to wait.
    #[error("cancelled")]
    Cancelled,
    /// The server answered that it has nothing for us.
    #[error("the server answered with status {code}")]
    Status {
        /// The status of HTTP, such as 404.
        code: u16,
    },
    /// No network, no such address, no answer in time, or an answer that is none.
    #[error("no answer: {reason}")]
    Failed {
        /// What the network said, in English.
        reason: String,
    },
}

/// Why there is no timestamp.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TimeError {
    /// The authority did not answer.
    #[error(transparent)]
    Unreachable(#[from] Unreachable),
    /// The authority answered that it will not.
    #[error("the timestamp authority refused: {said}")]
    Refused {
        /// In its own words; empty when it gave none.
        said: String,
    },
    /// The answer is not one of RFC 3161.
    #[error("the answer of the timestamp authority cannot be read")]
    Unreadable,
    /// The answer belongs to another request, or none could be made.
    #[error("the answer of the timestamp authority is not to this request")]
    NotAsked,
    /// The timestamp does not hold.
    #[error("the timestamp does not hold: {0:?}")]
    Broken(Fault),
    /// No trusted issuer vouches for the authority that answered.
    #[error("nobody vouches for the timestamp authority {authority}: {distrust:?}")]
    Untrusted {
        /// The common name in its certificate.
        authority: String,
        /// Why it is not trusted.
        distrust: Distrust,
    },
    /// Certificates expired before anything proved when they were used; a timestamp that comes now
    /// would prove that they were used too late.
    #[error("the certificates of {subjects:?} had expired before")]
    TooLate {
        /// The common names in them.
        subjects: Vec<String>,
    },
    /// Signature, certificates and timestamp need more room than is reserved.
    #[error("the timestamp needs more room than is reserved")]
    TooLarge,
}

/// Why a paper was not given its long-term proofs. Nothing is returned then.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ExtendError {
    /// The file cannot be read or written.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// Its signatures do not hold, or there is none: nothing is worth proving.
    #[error("the paper is not soundly signed: {0:?}")]
    NotSound(Verdict),
    /// There is no timestamp.
    #[error(transparent)]
    Time(#[from] TimeError),
}

impl From<PdfError> for ExtendError {
    fn from(error: PdfError) -> Self {
        Self::Sign(SignError::Pdf(error))
    }
}
