//! Making signatures last: a timestamp over the whole file, the proofs that certificates were good,
//! and another timestamp over those (PAdES B-LT and B-LTA, ETSI EN 319 142-1, 6).

use chrono::{DateTime, FixedOffset};

use crate::{
    Certificate, Distrust, Level, Report, SignatureReport, Validity, Verdict,
    dss::{Gathered, Proofs, RevocationSource, gather},
    error::{ExtendError, PdfError, TimeError, Unreachable},
    form::{Form, SIG_FLAGS},
    pdf::{Dict, Id, Object, PdfFile},
    placeholder::Placeholder,
    time::{self, TimeAuthority},
    update::Update,
    verify,
};

/// How deep the tree of pages may be on the way to the first one.
const DEPTH_MAX: usize = 16;

/// A paper with more proofs than before, or as many when there was nothing to add.
#[derive(Clone, Debug)]
pub struct Extended {
    /// The paper; it begins with the bytes it had.
    pub pdf: Vec<u8>,
    /// The lowest level of its signatures.
    pub level: Level,
    /// Whether trusted authorities prove when each signature was there at the latest.
    pub proven: bool,
    /// The common names of certificates of which nobody could say whether they were revoked.
    pub missing: Vec<String>,
    /// The common names of those of which this is known only from before they signed: they may have
    /// been revoked in between.
    pub early: Vec<String>,
    /// The common names of those that lead to no trusted issuer; nobody was asked about them.
    pub untrusted: Vec<String>,
    /// Why there is no further timestamp, or that somebody stopped it.
    pub failure: Option<TimeError>,
}

impl Extended {
    /// Whether nothing is left to add.
    pub fn is_whole(&self) -> bool {
        self.level == Level::Archival && self.proven
    }
}

/// Adds what is missing until every signature has level [`Level::Archival`], as far as others
/// answer. A paper that is there already comes back as it is.
///
/// First comes a timestamp over the whole file, when some signature has none by an authority that
/// is trusted; then what could be gathered about the certificates; and when that is complete, a
/// timestamp over it. Where no `anchors` are given, nobody is asked about certificates.
///
/// # Errors
///
/// [`ExtendError`] when nothing was added; what was added before somebody ceased to answer is
/// returned.
pub fn extend(
    pdf: &[u8],
    anchors: &[Certificate],
    authority: &dyn TimeAuthority,
    source: &dyn RevocationSource,
) -> Result<Extended, ExtendError> {
    let report = verify::verify(pdf, anchors, None);
    if !matches!(report.verdict, Verdict::Intact | Verdict::Extended) {
        return Err(ExtendError::NotSound(report.verdict));
    }
    let mut work = Work { pdf: pdf.to_vec(), report, anchors, authority };
    if work.unproven().next().is_some() {
        work.stamp()?;
    }
    let mut found = Gathered::default();
    if work.level() == Level::Timed && !anchors.is_empty() {
        found = gather(&PdfFile::read(&work.pdf)?, anchors, &times(&work.report), source)?;
        if let Some(longer) = found.proofs.append_to(&work.pdf)? {
            work.grow(longer);
        }
    }
    let mut failure = found.stopped.then_some(TimeError::Unreachable(Unreachable::Cancelled));
    if work.level() == Level::LongTerm && failure.is_none() {
        // Without this last step the proofs are there all the same, and the next time adds it.
        failure = match work.stamp() {
            Err(ExtendError::Time(error)) => Some(error),
            Ok(()) | Err(ExtendError::Sign(_) | ExtendError::NotSound(_)) => None,
        };
    }
    let (level, proven) = (work.level(), work.unproven().next().is_none());
    let Gathered { missing, early, untrusted, .. } = found;
    let proven = proven && !anchors.is_empty();
    Ok(Extended { pdf: work.pdf, level, proven, missing, early, untrusted, failure })
}

/// A paper that grows, with what is known of it.
struct Work<'a> {
    pdf: Vec<u8>,
    report: Report,
    anchors: &'a [Certificate],
    authority: &'a dyn TimeAuthority,
}

impl Work<'_> {
    /// The lowest level of its signatures.
    fn level(&self) -> Level {
        self.report.signatures.iter().map(|it| it.level).min().unwrap_or(Level::Basic)
    }

    fn grow(&mut self, longer: Vec<u8>) {
        self.report = verify::verify(&longer, self.anchors, None);
        self.pdf = longer;
    }

    /// The signatures whose time no authority proves that is trusted, or none at all where nobody
    /// said whom to trust.
    fn unproven(&self) -> impl Iterator<Item = &SignatureReport> {
        let nobody = self.anchors.is_empty();
        self.report.signatures.iter().filter(move |it| {
            if nobody { it.level == Level::Basic } else { it.trusted_time.is_none() }
        })
    }

    /// Appends a timestamp over the whole file, in a field of its own that shows nothing.
    ///
    /// # Errors
    ///
    /// [`TimeError::Untrusted`] and [`TimeError::TooLate`], too; nothing is appended then.
    fn stamp(&mut self) -> Result<(), ExtendError> {
        if let Some(now) = self.authority.now() {
            self.in_time(now)?;
        }
        let file = PdfFile::read(&self.pdf)?;
        let proofs = Proofs::read(&file, file.newest());
        let make = |pieces: &[&[u8]]| {
            let stamp = time::obtain(self.authority, pieces)?;
            let told = stamp.judged(pieces, (self.anchors, &proofs));
            match told.distrust {
                None | Some(Distrust::NoAnchor) => {}
                Some(distrust) => {
                    return Err(TimeError::Untrusted { authority: told.authority, distrust }.into());
                }
            }
            self.in_time(told.time)?;
            Ok(stamp.token)
        };
        let longer = lay(&self.pdf, |_, _| {}, make)?;
        self.grow(longer);
        Ok(())
    }

    /// Makes sure that a timestamp of `time` does not prove of a signature that it came too late:
    /// until then its claimed time counts, and what is appended is never taken away.
    fn in_time(&self, time: DateTime<FixedOffset>) -> Result<(), TimeError> {
        if self.unproven().next().is_none() {
            return Ok(());
        }
        let then = verify::verify(&self.pdf, self.anchors, Some(time)).signatures;
        let late = self.report.signatures.iter().zip(then).filter(|(now, then)| {
            let own = now.certificate.as_ref().zip(now.claimed_time);
            let expired = own.is_some_and(|(own, claimed)| {
                own.validity_at(claimed) == Validity::Valid
                    && own.validity_at(time) == Validity::Expired
            });
            let unproven = self.unproven().any(|it| it.field == now.field);
            unproven && (expired || now.trusted && then.distrust == Some(Distrust::Expired))
        });
        let subjects: Vec<String> = late.map(|(now, _)| now.signer.clone()).collect();
        if subjects.is_empty() { Ok(()) } else { Err(TimeError::TooLate { subjects }) }
    }
}

/// The moment at which each signature's certificate had to be good.
fn times(report: &Report) -> Vec<(String, DateTime<FixedOffset>)> {
    let time = |it: &SignatureReport| it.trusted_time.or(it.claimed_time);
    report.signatures.iter().filter_map(|it| Some((it.field.clone(), time(it)?))).collect()
}

/// Appends a field whose value `make` makes of the bytes before and after it; `adorn` may change
/// the field and add to the update.
pub(crate) fn lay(
    pdf: &[u8],
    adorn: impl FnOnce(&mut Dict, &mut Update<'_>),
    make: impl FnOnce(&[&[u8]]) -> Result<Vec<u8>, ExtendError>,
) -> Result<Vec<u8>, ExtendError> {
    let file = PdfFile::read(pdf)?;
    let form = Form::read(&file, file.newest())?;
    let mut update = Update::new(&file);
    let value = update.reserve();
    let placeholder = Placeholder::new(&Dict::new([
        ("Type", Object::name("DocTimeStamp")),
        ("Filter", Object::name("Adobe.PPKLite")),
        ("SubFilter", Object::name("ETSI.RFC3161")),
    ]));
    update.put_raw(value, placeholder.body.clone());
    let page = first_page(&file)?;
    let name = (1..).map(|number| format!("DocTimeStamp{number}"));
    let name = name.into_iter().find(|name| form.fields.iter().all(|it| it.name != *name));
    let mut field = Dict::new([
        ("Type", Object::name("Annot")),
        ("Subtype", Object::name("Widget")),
        ("FT", Object::name("Sig")),
        ("T", Object::words(&name.unwrap_or_default())),
        ("V", Object::Ref(value)),
        // Printed and locked, as PDF/A wants it; it has no size and so shows nothing.
        ("F", Object::Int(132)),
        ("Rect", Object::Array(vec![Object::Int(0); 4])),
        ("P", Object::Ref(page.0)),
    ]);
    adorn(&mut field, &mut update);
    let field = update.add(&Object::Dict(field));
    put_form(&mut update, &file, &form, field)?;
    let (page, dict) = page;
    append(&mut update, &file, (page, dict), ("Annots", field))?;
    let updated = update.finish()?;
    placeholder.fill(updated, value, make)
}

/// Adds the field to the form, and marks that as signed.
fn put_form(
    update: &mut Update<'_>,
    file: &PdfFile<'_>,
    form: &Form,
    field: Id,
) -> Result<(), PdfError> {
    let mut dict = form.dict.clone();
    let flags = dict.get("SigFlags").and_then(Object::as_int).unwrap_or(0);
    dict.set("SigFlags", Object::Int(flags | SIG_FLAGS));
    if let Some(id) = form.id {
        return append(update, file, (id, dict), ("Fields", field));
    }
    let (root, mut catalog) = file.catalog(file.newest())?;
    let list = dict.get("Fields").cloned().unwrap_or(Object::Null);
    let longer = longer(file, &list, field)?;
    match list.as_ref() {
        Some(list) => update.put(list, &longer),
        None => dict.set("Fields", longer),
    }
    catalog.set("AcroForm", Object::Dict(dict));
    update.put(root, &Object::Dict(catalog));
    Ok(())
}

/// Adds a reference to the list `key` of a dictionary, wherever the list stands.
fn append(
    update: &mut Update<'_>,
    file: &PdfFile<'_>,
    (id, mut dict): (Id, Dict),
    (key, item): (&str, Id),
) -> Result<(), PdfError> {
    let list = dict.get(key).cloned().unwrap_or(Object::Null);
    let longer = longer(file, &list, item)?;
    if let Some(list) = list.as_ref() {
        update.put(list, &longer);
        // The rest of a form may have changed, too; a page stays as it was.
        if key == "Annots" {
            return Ok(());
        }
    } else {
        dict.set(key, longer);
    }
    update.put(id, &Object::Dict(dict));
    Ok(())
}

fn longer(file: &PdfFile<'_>, list: &Object, item: Id) -> Result<Object, PdfError> {
    let list = file.resolve(list, file.newest())?;
    let mut items = list.as_array().unwrap_or_default().to_vec();
    items.push(Object::Ref(item));
    Ok(Object::Array(items))
}

/// The first page and its number.
fn first_page(file: &PdfFile<'_>) -> Result<(Id, Dict), PdfError> {
    let damaged = PdfError::Damaged { at: 0 };
    let at = file.newest();
    let (_, catalog) = file.catalog(at)?;
    let mut next = catalog.get("Pages").and_then(Object::as_ref);
    for _ in 0..DEPTH_MAX {
        let Some(id) = next else { break };
        let Object::Dict(dict) = file.resolve(&Object::Ref(id), at)? else { break };
        let Some(kids) = dict.get("Kids") else { return Ok((id, dict)) };
        let kids = file.resolve(kids, at)?;
        next = kids.as_array().and_then(|kids| kids.first()).and_then(Object::as_ref);
    }
    Err(damaged)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::{
        Change, Fault, Revocation, RevocationReason,
        key::Signer as _,
        sign,
        testing::{FIELDS, Office, font, noon, paper, request},
        time::Token,
        verify::verify,
    };

    fn extended(pdf: &[u8], office: &Office) -> Extended {
        extend(pdf, &office.anchors(), office, office).unwrap()
    }

    fn judged(pdf: &[u8], office: &Office) -> Report {
        verify(pdf, &office.anchors(), None)
    }

    #[test]
    fn proves_the_time_of_a_signature_when_it_is_made() {
        let office = Office::new();
        let (pdf, stamped) = office.stamped();
        let report = judged(&pdf, &office);
        let signature = report.signatures.first().unwrap();
        let told = stamped.unwrap();
        assert_eq!((told.time.to_utc(), told.distrust), (noon().to_utc(), None));
        assert_eq!(report.verdict, Verdict::Intact, "{report:#?}");
        assert_eq!((signature.trusted_time, signature.level), (Some(noon()), Level::Timed));
        assert!(signature.trusted);
        let stranger = verify(&pdf, &crate::testing::root(), None);
        assert_eq!(stranger.signatures.first().unwrap().trusted_time, None);
    }

    #[test]
    fn signs_without_a_timestamp_when_nobody_tells_the_time() {
        let office = Office::new();
        office.clock_silent.set(true);
        let (pdf, stamped) = office.stamped();
        let reason = "no route".into();
        assert_eq!(stamped, Err(TimeError::Unreachable(Unreachable::Failed { reason })));
        let report = judged(&pdf, &office);
        assert_eq!(report.verdict, Verdict::Intact);
        assert_eq!(report.signatures.first().unwrap().level, Level::Basic);
    }

    /// An authority that answers as it is told to.
    struct Forger<F>(F);

    impl<F: Fn(&[u8]) -> Vec<u8>> TimeAuthority for Forger<F> {
        fn stamp(&self, request: &[u8]) -> Result<Vec<u8>, Unreachable> {
            Ok((self.0)(request))
        }
    }

    #[test]
    fn refuses_answers_that_are_not_to_what_was_asked() {
        let office = Office::new();
        let asked = |pieces: &[u8], answer: &dyn Fn(&[u8]) -> Vec<u8>| {
            time::obtain(&Forger(answer), &[pieces]).map(|stamp| stamp.time)
        };
        let honest = |request: &[u8]| office.authority.stamp(request);
        assert_eq!(asked(b"paper", &honest), Ok(noon()));
        let seen = std::cell::RefCell::new(Vec::new());
        let listening = |request: &[u8]| {
            seen.replace(office.authority.stamp(request));
            office.authority.stamp(request)
        };
        asked(b"paper", &listening).unwrap();
        let again = |_: &[u8]| seen.borrow().clone();
        assert_eq!(asked(b"paper", &again), Err(TimeError::NotAsked));
        assert_eq!(asked(b"other", &again), Err(TimeError::Broken(Fault::ForeignTimestamp)));
        let by_person = |request: &[u8]| office.authority.stamp_by_person(request);
        assert_eq!(asked(b"paper", &by_person), Err(TimeError::Broken(Fault::NotForTime)));
        let refusal = |_: &[u8]| vec![0x30, 9, 0x30, 7, 2, 1, 2, 0x30, 2, 0x0c, 0];
        assert_eq!(asked(b"paper", &refusal), Err(TimeError::Refused { said: String::new() }));
        assert_eq!(asked(b"paper", &|_| b"<html>".to_vec()), Err(TimeError::Unreadable));
    }

    #[test]
    fn makes_every_signature_last_and_leaves_it_as_it_was() {
        let office = Office::new();
        let before = office.signed(2);
        let Extended { pdf, level, missing, .. } = extended(&before, &office);
        assert_eq!((level, missing), (Level::Archival, Vec::new()));
        assert!(pdf.starts_with(&before));
        let report = judged(&pdf, &office);
        assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
        let first = report.signatures.first().unwrap();
        let stamped =
            |number: usize| Change::Timestamped { field: format!("DocTimeStamp{number}") };
        let signed = Change::Signed { field: FIELDS[1].into() };
        let changes = vec![signed, stamped(1), Change::ProofsAdded, stamped(2)];
        assert_eq!(first.later_changes, changes);
        for signature in &report.signatures {
            assert_eq!((signature.trusted_time, signature.fault), (Some(noon()), None));
            assert!(matches!(signature.revocation, Revocation::Good { .. }), "{signature:#?}");
        }
        assert_eq!(crate::fields(&pdf).unwrap().len(), FIELDS.len());
        assert!(crate::without_proofs(&pdf) == before.trim_ascii_end());
        assert!(crate::without_proofs(&before) == before, "a signature is no proof");
        let again = extended(&pdf, &office);
        assert!(again.pdf == pdf, "there was nothing left to add");
    }

    #[test]
    fn goes_on_where_it_was_left_when_nobody_answered() {
        let office = Office::new();
        let (before, _) = office.stamped();
        office.issuer_silent.set(true);
        let partly = extended(&before, &office);
        assert_eq!(partly.level, Level::Timed);
        assert!(!partly.missing.is_empty());
        let again = extended(&partly.pdf, &office);
        assert_eq!(office.asked.get(), 1, "nothing new was there to be stamped");
        office.issuer_silent.set(false);
        let whole = extended(&again.pdf, &office);
        assert_eq!(whole.level, Level::Archival);
        assert_eq!(judged(&whole.pdf, &office).verdict, Verdict::Extended);
        office.clock_silent.set(true);
        let error = extend(&office.signed(1), &office.anchors(), &office, &office).unwrap_err();
        assert!(matches!(error, ExtendError::Time(TimeError::Unreachable(_))));
    }

    #[test]
    fn can_still_be_signed_after_proofs_were_added() {
        let office = Office::new();
        let lasting = extended(&office.signed(1), &office).pdf;
        let pdf = sign(&lasting, &request(FIELDS[1], &office.key(), &font())).unwrap();
        let report = judged(&pdf, &office);
        assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
        let levels: Vec<Level> = report.signatures.iter().map(|it| it.level).collect();
        assert_eq!(levels, [Level::Archival, Level::Basic]);
        assert_eq!(extended(&pdf, &office).level, Level::Archival);
    }

    #[test]
    fn tells_a_certificate_that_was_revoked_before_the_proven_time() {
        let day = |days: i64| (noon() + TimeDelta::days(days)).to_utc();
        let revoked = |at, stamped: bool| {
            let office = Office::new();
            office.clock_silent.set(!stamped);
            let (before, _) = office.stamped();
            office.clock_silent.set(false);
            office.authority.revoke_person(at, 1);
            // The proofs are gathered the day after.
            office.authority.now.replace(day(1));
            let mut pdf = before;
            if stamped {
                pdf = extended(&pdf, &office).pdf;
            } else {
                let file = PdfFile::read(&pdf).unwrap();
                let times = [(FIELDS[0].to_owned(), noon())];
                let found = gather(&file, &office.anchors(), &times, &office).unwrap();
                pdf = found.proofs.append_to(&pdf).unwrap().unwrap();
            }
            let report = judged(&pdf, &office);
            assert_eq!(report.verdict, Verdict::Extended, "{report:#?}");
            report.signatures.into_iter().next().unwrap()
        };
        let early = revoked(day(-1), true);
        assert_eq!(early.distrust, Some(Distrust::Revoked));
        let reason = RevocationReason::KeyCompromise;
        let subject = "NGƯỜI KÝ ĐỐI CHỨNG".to_owned();
        assert_eq!(early.revocation, Revocation::Revoked { subject, at: day(-1), reason });
        let late = revoked(day(0) + TimeDelta::hours(1), true);
        assert!(late.trusted, "{late:#?}");
        assert!(matches!(late.revocation, Revocation::Revoked { .. }));
        let unproven = revoked(day(0) + TimeDelta::hours(1), false);
        assert_eq!(unproven.distrust, Some(Distrust::Revoked), "a claimed time saves nobody");
    }

    #[test]
    fn does_not_believe_a_clock_whose_key_was_stolen() {
        let trusted_time = |reason| {
            let office = Office::new();
            let (pdf, _) = office.stamped();
            office.authority.now.replace((noon() + TimeDelta::days(1)).to_utc());
            office.authority.revoke_clock((noon() + TimeDelta::hours(1)).to_utc(), reason);
            let pdf = extended(&pdf, &office).pdf;
            judged(&pdf, &office).signatures.first().unwrap().trusted_time
        };
        assert_eq!(trusted_time(4), Some(noon()), "superseded: what was before stays");
        assert_eq!(trusted_time(1), None, "stolen: nothing stays");
    }

    #[test]
    fn says_unknown_where_nothing_proves_that_a_certificate_was_good() {
        let office = Office::new();
        let lasting = extended(&office.stamped().0, &office).pdf;
        // The same proofs, at a time for which they say nothing.
        let later = noon() + TimeDelta::days(30);
        let report = verify(&lasting, &office.anchors(), Some(later));
        assert_eq!(report.signatures.first().unwrap().revocation, Revocation::Unknown);
        let plain = judged(&office.signed(1), &office);
        assert_eq!(plain.signatures.first().unwrap().revocation, Revocation::Unknown);
    }

    #[test]
    fn refuses_papers_that_nothing_can_prove() {
        let office = Office::new();
        let refused = |pdf: &[u8]| extend(pdf, &[], &office, &office).unwrap_err();
        assert_eq!(refused(&paper()), ExtendError::NotSound(Verdict::Unsigned));
        let mut broken = office.signed(1);
        *broken.get_mut(20).unwrap() ^= 1;
        assert_eq!(refused(&broken), ExtendError::NotSound(Verdict::Changed));
        assert_eq!(refused(b"PK"), ExtendError::NotSound(Verdict::CannotJudge));
    }

    #[test]
    fn reads_damaged_answers_without_falling_over() {
        let office = Office::new();
        let key = office.key();
        let chain = [key.certificate().clone(), key.chain().first().unwrap().clone()];
        let [person, issuer] = &chain;
        let request = crate::dss::question(person, issuer).unwrap();
        let token = time::obtain(&office, &[b"paper"]).unwrap().token;
        let answers = [token, office.authority.ocsp(&request), office.authority.crl()];
        let good = |proofs: &Proofs| {
            matches!(
                crate::dss::of_chain(&chain, &office.anchors(), proofs, Some(noon()), &|_| true)
                    .revocation,
                Revocation::Good { .. }
            )
        };
        proptest::proptest!(|(kind in 0..3usize, at in 0..2000usize, flip in 1..=255u8)| {
            let mut bytes = answers.get(kind).unwrap().clone();
            let at = at % bytes.len();
            *bytes.get_mut(at).unwrap() ^= flip;
            if let Ok(token) = Token::read(&bytes) {
                assert_ne!((kind, token.check(&[b"other"])), (0, Ok(())));
            }
            let proofs = Proofs { crls: vec![bytes.clone()], ocsps: vec![bytes], ..Proofs::NONE };
            assert!(!good(&proofs), "the issuer's own certificate is not covered by any of them");
        });
    }
}

#[cfg(test)]
#[path = "extend_tests.rs"]
mod liars;
