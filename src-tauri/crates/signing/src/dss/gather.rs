//! Gathering proofs while somebody still answers: for every certificate behind a signature or a
//! timestamp, the one above it, and whether it was revoked.

use chrono::{DateTime, FixedOffset};
use x509_parser::{
    extensions::{DistributionPointName, GeneralName, ParsedExtension},
    oid_registry::Oid,
};

use super::{Proofs, ocsp, standing};
use crate::{
    Certificate, Revocation,
    cms::SignedCms,
    der::definite,
    error::{PdfError, Unreachable},
    pdf::{Object, PdfFile},
    time::Token,
    verify::{chain, is_timestamp, signatures},
};

/// More certificates than any real chain has.
const LENGTH_MAX: usize = 8;

/// The way to certificate authorities. This crate touches no network itself; addresses are those
/// that certificates name, and what comes from them is checked before it is believed.
pub trait RevocationSource {
    /// The list of revoked certificates at `url`.
    ///
    /// # Errors
    ///
    /// [`Unreachable`] when no answer came.
    fn crl(&self, url: &str) -> Result<Vec<u8>, Unreachable>;

    /// What the responder at `url` answers to a DER `OCSPRequest` (RFC 6960, appendix A).
    ///
    /// # Errors
    ///
    /// [`Unreachable`] when no answer came.
    fn ocsp(&self, url: &str, request: &[u8]) -> Result<Vec<u8>, Unreachable>;

    /// The certificate of an issuer at `url`.
    ///
    /// # Errors
    ///
    /// [`Unreachable`] when no answer came.
    fn certificate(&self, url: &str) -> Result<Vec<u8>, Unreachable>;
}

/// What could be gathered.
pub(crate) struct Gathered {
    /// All proofs, the known ones among them.
    pub(crate) proofs: Proofs,
    /// The common names of certificates of which nobody says whether they were revoked, or of
    /// issuers whose certificate is not to be had.
    pub(crate) missing: Vec<String>,
}

/// A certificate behind a signature or timestamp, the others that came with it, and when it had to
/// be good.
struct Need {
    certificate: Certificate,
    others: Vec<Certificate>,
    at: DateTime<FixedOffset>,
}

/// Gathers what is not in the file yet. `times` are those of the signatures, by field.
///
/// # Errors
///
/// [`PdfError`] when the file cannot be read.
pub(crate) fn gather(
    file: &PdfFile<'_>,
    anchors: &[Certificate],
    times: &[(String, DateTime<FixedOffset>)],
    source: &dyn RevocationSource,
) -> Result<Gathered, PdfError> {
    let mut search =
        Search { anchors, source, proofs: Proofs::read(file, file.newest()), missing: Vec::new() };
    for need in needs(file, times)? {
        search.climb(&need);
    }
    search.missing.sort();
    search.missing.dedup();
    Ok(Gathered { proofs: search.proofs, missing: search.missing })
}

fn needs(
    file: &PdfFile<'_>,
    times: &[(String, DateTime<FixedOffset>)],
) -> Result<Vec<Need>, PdfError> {
    let mut needs = Vec::new();
    for it in signatures(file)? {
        let Some(object) = file.object(it.id, it.shown_in)? else { continue };
        let Some(dict) = object.value.as_dict() else { continue };
        let contents = dict.get("Contents").and_then(Object::as_bytes).unwrap_or_default();
        let Some((der, _)) = definite(contents) else { continue };
        if is_timestamp(dict) {
            needs.extend(need_of_token(&der));
            continue;
        }
        let Ok(cms) = SignedCms::read(&der) else { continue };
        needs.extend(cms.timestamps.iter().filter_map(|token| need_of_token(token)));
        let at = times.iter().find(|(field, _)| *field == it.field).map(|(_, at)| *at);
        if let (Some(certificate), Some(at)) = (cms.certificate().cloned(), at) {
            needs.push(Need { certificate, others: cms.certificates, at });
        }
    }
    Ok(needs)
}

fn need_of_token(der: &[u8]) -> Option<Need> {
    let (der, _) = definite(der)?;
    let token = Token::read(&der).ok()?;
    let certificate = token.cms.certificate()?.clone();
    Some(Need { certificate, others: token.cms.certificates, at: token.time })
}

struct Search<'a> {
    anchors: &'a [Certificate],
    source: &'a dyn RevocationSource,
    proofs: Proofs,
    missing: Vec<String>,
}

impl Search<'_> {
    fn climb(&mut self, need: &Need) {
        let mut below = need.certificate.clone();
        for _ in 0..LENGTH_MAX {
            self.keep(&below);
            if below.is_self_issued() || self.anchors.contains(&below) {
                return;
            }
            let Some(above) = self.issuer(&below, &need.others) else {
                self.missing.push(below.issuer().to_owned());
                return;
            };
            if !self.ask(&below, &above, need.at) {
                self.missing.push(below.subject().to_owned());
            }
            below = above;
        }
    }

    fn keep(&mut self, certificate: &Certificate) {
        if !self.proofs.certificates.contains(certificate) {
            self.proofs.certificates.push(certificate.clone());
        }
    }

    fn issuer(&self, below: &Certificate, others: &[Certificate]) -> Option<Certificate> {
        [others, self.anchors, &self.proofs.certificates]
            .iter()
            .find_map(|pool| chain::issuer_of(below, pool).cloned())
            .or_else(|| {
                let urls = Places::of(below).issuers;
                let found = urls.iter().filter_map(|url| self.source.certificate(url).ok());
                let lists = found.filter_map(|bytes| Certificate::list(&bytes).ok());
                lists.into_iter().find_map(|list| chain::issuer_of(below, &list).cloned())
            })
    }

    /// Asks about one certificate where nothing is known yet: by a short answer first, then by the
    /// whole list. Returns whether it is known now.
    fn ask(&mut self, below: &Certificate, above: &Certificate, at: DateTime<FixedOffset>) -> bool {
        let known = |proofs: &Proofs| {
            let standing = standing::of_one(below, above, proofs, at, &|_| true);
            standing.revocation != Revocation::Unknown
        };
        if known(&self.proofs) {
            return true;
        }
        let places = Places::of(below);
        let request = ocsp::request(below, above).unwrap_or_default();
        for url in &places.responders {
            let Ok(answer) = self.source.ocsp(url, &request) else { continue };
            let proofs = Proofs { ocsps: vec![answer.clone()], ..Proofs::NONE };
            if known(&proofs) {
                self.proofs.ocsps.push(answer);
                return true;
            }
        }
        for url in &places.lists {
            let Ok(list) = self.source.crl(url) else { continue };
            let proofs = Proofs { crls: vec![list.clone()], ..Proofs::NONE };
            if known(&proofs) {
                self.proofs.crls.push(list);
                return true;
            }
        }
        false
    }
}

/// Where a certificate says that more is to be had (RFC 5280, 4.2.1.13 and 4.2.2.1). Only what a
/// browser would open; directories are left alone.
#[derive(Default)]
struct Places {
    lists: Vec<String>,
    responders: Vec<String>,
    issuers: Vec<String>,
}

impl Places {
    fn of(certificate: &Certificate) -> Self {
        let mut places = Self::default();
        let Ok(parsed) = certificate.parsed() else { return places };
        let is = |method: &Oid<'_>, last: u64| {
            method.to_id_string() == format!("1.3.6.1.5.5.7.48.{last}")
        };
        for extension in parsed.iter_extensions() {
            if let ParsedExtension::CRLDistributionPoints(points) = extension.parsed_extension() {
                let names = points.iter().filter_map(|it| it.distribution_point.as_ref());
                for name in names {
                    if let DistributionPointName::FullName(names) = name {
                        places.lists.extend(names.iter().filter_map(address));
                    }
                }
            } else if let ParsedExtension::AuthorityInfoAccess(access) =
                extension.parsed_extension()
            {
                for it in access.iter() {
                    let address = address(&it.access_location);
                    if is(&it.access_method, 1) {
                        places.responders.extend(address);
                    } else if is(&it.access_method, 2) {
                        places.issuers.extend(address);
                    }
                }
            }
        }
        places
    }
}

fn address(name: &GeneralName<'_>) -> Option<String> {
    let GeneralName::URI(url) = name else { return None };
    (url.starts_with("http://") || url.starts_with("https://")).then(|| (*url).to_owned())
}
