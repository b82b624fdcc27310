//! Proofs kept in a paper for the time when nobody answers any more: certificates, lists of revoked
//! ones and answers about single ones (`/DSS`, ETSI EN 319 142-1, 5.4.2).

mod crl;
mod gather;
mod ocsp;
mod standing;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::{
    Certificate,
    error::{PdfError, Unsupported},
    pdf::{Dict, Indirect, Object, PdfFile, Room, unpack},
    update::Update,
};

pub use gather::RevocationSource;
pub(crate) use gather::{Gathered, gather};
#[cfg(test)]
pub(crate) use ocsp::request as question;
pub(crate) use standing::{Withdrawal, of_chain};

/// How many proofs of one kind are read. Papers need far fewer, even after decades.
const COUNT_MAX: usize = 512;

/// What a paper brings along for checking its certificates. Nothing here is believed before it is
/// checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proofs {
    /// Certificates between signers and roots, and roots.
    pub(crate) certificates: Vec<Certificate>,
    /// Lists of revoked certificates, in DER.
    pub(crate) crls: Vec<Vec<u8>>,
    /// Answers about single certificates, in DER.
    pub(crate) ocsps: Vec<Vec<u8>>,
}

impl Proofs {
    /// No proofs.
    pub(crate) const NONE: Self =
        Self { certificates: Vec::new(), crls: Vec::new(), ocsps: Vec::new() };

    /// Reads the proofs that a file has in revision `at`. What cannot be read is no proof.
    pub(crate) fn read(file: &PdfFile<'_>, at: usize) -> Self {
        Self::try_read(file, at).unwrap_or_default()
    }

    fn try_read(file: &PdfFile<'_>, at: usize) -> Option<Self> {
        let (_, catalog) = file.catalog(at).ok()?;
        let Object::Dict(dict) = file.resolve(catalog.get("DSS")?, at).ok()? else { return None };
        let room = Room::default();
        let list = |key: &str| streams(file, at, (&dict, key), &room);
        let certificates = list("Certs");
        let certificates = certificates.iter().filter_map(|der| Certificate::from_der(der).ok());
        Some(Self {
            certificates: certificates.collect(),
            crls: list("CRLs"),
            ocsps: list("OCSPs"),
        })
    }

    /// Appends a revision with these proofs beside those that the file has; `None` when it has all
    /// of them.
    ///
    /// # Errors
    ///
    /// [`PdfError`] when the file cannot be read.
    pub(crate) fn append_to(&self, pdf: &[u8]) -> Result<Option<Vec<u8>>, PdfError> {
        let file = PdfFile::read(pdf)?;
        let at = file.newest();
        let (root, mut catalog) = file.catalog(at)?;
        let entry = catalog.get("DSS").cloned().unwrap_or(Object::Null);
        let known = file.resolve(&entry, at)?.as_dict().cloned();
        let mut dict = known.unwrap_or_else(|| Dict::new([("Type", Object::name("DSS"))]));
        let mut update = Update::new(&file);
        let certificates: Vec<Vec<u8>> =
            self.certificates.iter().map(|it| it.as_der().to_vec()).collect();
        let mut grown = false;
        let room = Room::default();
        for (key, wanted) in
            [("Certs", &certificates), ("CRLs", &self.crls), ("OCSPs", &self.ocsps)]
        {
            let known = streams(&file, at, (&dict, key), &room);
            let list = file.resolve(dict.get(key).unwrap_or(&Object::Null), at)?;
            let mut list = list.as_array().unwrap_or_default().to_vec();
            for der in wanted.iter().filter(|der| !known.contains(der)) {
                list.push(Object::Ref(update.add_stream(Dict::default(), der)));
                grown = true;
            }
            if !list.is_empty() {
                dict.set(key, Object::Array(list));
            }
        }
        if !grown {
            return Ok(None);
        }
        if let Some(id) = entry.as_ref() {
            update.put(id, &Object::Dict(dict));
        } else {
            let id = update.add(&Object::Dict(dict));
            catalog.set("DSS", Object::Ref(id));
            update.put(root, &Object::Dict(catalog));
        }
        Ok(Some(update.finish()?.bytes))
    }
}

/// The streams that `key` lists in revision `at`, each once, as far as there is room for them.
fn streams(file: &PdfFile<'_>, at: usize, (dict, key): (&Dict, &str), room: &Room) -> Vec<Vec<u8>> {
    let list = dict.get(key).and_then(|list| file.resolve(list, at).ok());
    let items = list.as_ref().and_then(Object::as_array).unwrap_or_default();
    let mut seen = BTreeSet::new();
    let ids = items.iter().filter_map(Object::as_ref).filter(|id| seen.insert(*id));
    let mut found = Vec::new();
    for id in ids.take(COUNT_MAX) {
        let Ok(Some(object)) = file.object(id, at) else { continue };
        match unpacked_within(file, &object, room) {
            Some(Ok(bytes)) => found.push(bytes),
            // Trying the others would take time and give nothing.
            Some(Err(PdfError::Unsupported(Unsupported::Size))) => break,
            Some(Err(_)) | None => {}
        }
    }
    found
}

/// The bytes of a stream, plain or deflated, if there is room for them; nothing for what is no
/// stream.
pub(crate) fn unpacked_within(
    file: &PdfFile<'_>,
    object: &Indirect,
    room: &Room,
) -> Option<Result<Vec<u8>, PdfError>> {
    let raw = file.bytes.get(object.stream.clone()?)?;
    Some(unpack(object.value.as_dict()?, raw, room))
}
