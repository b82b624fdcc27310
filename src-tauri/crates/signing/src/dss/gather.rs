//! Gathering proofs while somebody still answers: for every certificate behind a signature or a
//! timestamp, the one above it, and whether it was revoked.

use std::collections::BTreeSet;

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
/// How many addresses of one certificate are asked. Real ones name one to three.
const URLS_MAX: usize = 4;

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
#[derive(Default)]
pub(crate) struct Gathered {
    /// All proofs, the known ones among them.
    pub(crate) proofs: Proofs,
    /// The common names of certificates of which nobody says whether they were revoked.
    pub(crate) missing: Vec<String>,
    /// The common names of those of which it is known only from before they counted.
    pub(crate) early: Vec<String>,
    /// The common names of those that lead to no trusted issuer. Nobody was asked about them:
    /// whoever makes a certificate decides which addresses stand in it.
    pub(crate) untrusted: Vec<String>,
    /// Whether somebody stopped it.
    pub(crate) stopped: bool,
}

/// Somebody does not want to wait any longer.
struct Stopped;

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
    let mut search = Search::new(anchors, source);
    search.found.proofs = Proofs::read(file, file.newest());
    search.found.stopped = search.run(&needs(file, times)?).is_err();
    let mut found = search.found;
    for names in [&mut found.missing, &mut found.early, &mut found.untrusted] {
        names.sort();
        names.dedup();
    }
    Ok(found)
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
    found: Gathered,
    /// The hosts that certificates name which lead to a trusted issuer.
    hosts: BTreeSet<String>,
}

/// What came of asking about one certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Answered {
    Enough,
    TooEarly,
    Nothing,
}

impl<'a> Search<'a> {
    fn new(anchors: &'a [Certificate], source: &'a dyn RevocationSource) -> Self {
        Self { anchors, source, found: Gathered::default(), hosts: BTreeSet::new() }
    }

    /// Looks first for what can be told at once, which says whose addresses may be asked for more.
    fn run(&mut self, needs: &[Need]) -> Result<(), Stopped> {
        let mut rest = Vec::new();
        for need in needs {
            match self.path(need, &[]) {
                Some(path) => self.prove(&path, need.at)?,
                None => rest.push(need),
            }
        }
        for need in rest {
            match self.fetched_path(need)? {
                Some(path) => self.prove(&path, need.at)?,
                None => self.found.untrusted.push(need.certificate.subject().to_owned()),
            }
        }
        Ok(())
    }

    /// The chain up to a trusted issuer, whether all of it was valid or not.
    fn path(&self, need: &Need, more: &[Certificate]) -> Option<Vec<Certificate>> {
        let known = [self.anchors, &need.others, &self.found.proofs.certificates, more].concat();
        chain::path(&need.certificate, &known, self.anchors, Some(need.at)).ok().or_else(|| {
            let mut chain = chain::guess(&need.certificate, &known);
            let end = chain.iter().position(|it| self.anchors.contains(it))?;
            chain.truncate(end + 1);
            Some(chain)
        })
    }

    /// The same, with issuers fetched from where trusted ones send, too.
    fn fetched_path(&self, need: &Need) -> Result<Option<Vec<Certificate>>, Stopped> {
        let mut more: Vec<Certificate> = Vec::new();
        for _ in 0..LENGTH_MAX {
            if let Some(path) = self.path(need, &more) {
                return Ok(Some(path));
            }
            let known = [&need.others[..], &self.found.proofs.certificates, &more].concat();
            let top = chain::guess(&need.certificate, &known).pop();
            let Some(above) = top.map(|top| self.fetch_issuer(&top)).transpose()?.flatten() else {
                break;
            };
            more.push(above);
        }
        Ok(None)
    }

    fn fetch_issuer(&self, below: &Certificate) -> Result<Option<Certificate>, Stopped> {
        let urls = Places::of(below).issuers;
        for url in urls.iter().filter(|url| self.hosts.contains(host(url))) {
            let Some(answer) = heard(self.source.certificate(url))? else { continue };
            let list = Certificate::list(&answer).unwrap_or_default();
            if let Some(issuer) = chain::issuer_of(below, &list) {
                return Ok(Some(issuer.clone()));
            }
        }
        Ok(None)
    }

    /// Asks about every certificate of a chain but the last, which is believed.
    fn prove(&mut self, path: &[Certificate], at: DateTime<FixedOffset>) -> Result<(), Stopped> {
        for certificate in path {
            if !self.found.proofs.certificates.contains(certificate) {
                self.found.proofs.certificates.push(certificate.clone());
            }
            self.hosts.extend(Places::of(certificate).all().map(|url| host(url).to_owned()));
        }
        for (number, (below, above)) in path.iter().zip(path.iter().skip(1)).enumerate() {
            match self.ask((below, above), at, number == 0)? {
                Answered::Enough => {}
                Answered::TooEarly => self.found.early.push(below.subject().to_owned()),
                Answered::Nothing => self.found.missing.push(below.subject().to_owned()),
            }
        }
        Ok(())
    }

    /// Asks about one certificate where nothing is known yet: by a short answer first, then by the
    /// whole list. Of whoever `signed` it must be known from then or later.
    fn ask(
        &mut self,
        (below, above): (&Certificate, &Certificate),
        at: DateTime<FixedOffset>,
        signed: bool,
    ) -> Result<Answered, Stopped> {
        let told = |proofs: &Proofs| match standing::of_one(below, above, proofs, at, &|_| true)
            .revocation
        {
            Revocation::Unknown => Answered::Nothing,
            Revocation::Earlier { .. } if signed => Answered::TooEarly,
            Revocation::Earlier { .. } | Revocation::Good { .. } | Revocation::Revoked { .. } => {
                Answered::Enough
            }
        };
        let mut best = told(&self.found.proofs);
        let places = Places::of(below);
        let request = ocsp::request(below, above).unwrap_or_default();
        let ocsps = places.responders.iter().map(|url| (url, true));
        for (url, short) in ocsps.chain(places.lists.iter().map(|url| (url, false))) {
            if best == Answered::Enough {
                break;
            }
            let answer = if short { self.source.ocsp(url, &request) } else { self.source.crl(url) };
            let Some(answer) = heard(answer)? else { continue };
            let mut proofs = Proofs::NONE;
            let list = if short { &mut proofs.ocsps } else { &mut proofs.crls };
            list.push(answer);
            match told(&proofs) {
                Answered::Enough => {
                    self.found.proofs.ocsps.append(&mut proofs.ocsps);
                    self.found.proofs.crls.append(&mut proofs.crls);
                    best = Answered::Enough;
                }
                Answered::TooEarly => best = Answered::TooEarly,
                Answered::Nothing => {}
            }
        }
        Ok(best)
    }
}

/// What came, if anything did and nobody wants to stop.
fn heard(answer: Result<Vec<u8>, Unreachable>) -> Result<Option<Vec<u8>>, Stopped> {
    match answer {
        Err(Unreachable::Cancelled) => Err(Stopped),
        other => Ok(other.ok()),
    }
}

/// The host in an address, with its port.
fn host(url: &str) -> &str {
    url.split('/').nth(2).unwrap_or_default()
}

/// Where a certificate says that more is to be had (RFC 5280, 4.2.1.13 and 4.2.2.1). Only what a
/// browser would open, and few of those; directories are left alone.
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
        places.few()
    }

    /// The first of them.
    fn few(mut self) -> Self {
        let mut left = URLS_MAX;
        for urls in [&mut self.responders, &mut self.lists, &mut self.issuers] {
            urls.truncate(left);
            left -= urls.len();
        }
        self
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        self.responders.iter().chain(&self.lists).chain(&self.issuers)
    }
}

fn address(name: &GeneralName<'_>) -> Option<String> {
    let GeneralName::URI(url) = name else { return None };
    (url.starts_with("http://") || url.starts_with("https://")).then(|| (*url).to_owned())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::testing::{Office, noon};

    /// Answers about issuers only, and remembers where it was asked.
    struct Shelf<'a>(&'a Office, RefCell<Vec<String>>);

    impl RevocationSource for Shelf<'_> {
        fn crl(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
            self.1.borrow_mut().push(url.to_owned());
            Err(Unreachable::Status { code: 404 })
        }

        fn ocsp(&self, url: &str, _: &[u8]) -> Result<Vec<u8>, Unreachable> {
            self.crl(url)
        }

        fn certificate(&self, url: &str) -> Result<Vec<u8>, Unreachable> {
            self.1.borrow_mut().push(url.to_owned());
            self.0.certificate(url)
        }
    }

    #[test]
    fn an_issuer_is_fetched_only_where_trusted_ones_send() {
        let office = Office::new();
        let (anchors, shelf) = (office.anchors(), Shelf(&office, RefCell::default()));
        let certificate = crate::Signer::certificate(&office.key()).clone();
        let need = Need { certificate, others: Vec::new(), at: noon() };
        let mut search = Search::new(&anchors, &shelf);
        assert!(search.fetched_path(&need).is_ok_and(|path| path.is_none()));
        assert_eq!(*shelf.1.borrow(), Vec::<String>::new());
        search.hosts.insert("localhost".to_owned());
        assert!(search.fetched_path(&need).is_ok_and(|path| path.is_some_and(|it| it.len() == 3)));
        assert_eq!(*shelf.1.borrow(), ["http://localhost/issuing.cer"]);
    }

    #[test]
    fn a_certificate_that_names_many_addresses_is_asked_about_at_few() {
        let urls = |count: usize| vec!["http://localhost".to_owned(); count];
        let places = Places { responders: urls(1), lists: urls(40), issuers: urls(1) }.few();
        let counts = [&places.responders, &places.lists, &places.issuers].map(Vec::len);
        assert_eq!(counts, [1, URLS_MAX - 1, 0]);
    }
}
