//! Signing a paper with a certificate: PAdES baseline B, or T with a timestamp, in an incremental
//! update.

use chrono::{DateTime, FixedOffset};
use ring::digest::{Context, SHA256, SHA384};

use crate::{
    Certificate,
    appearance::{self, Appearance},
    cms,
    drawing::{show, size_of, widget},
    dss::Proofs,
    error::{PdfError, SignError, TimeError},
    form::{Field, Form, SIG_FLAGS},
    key::{SignatureAlgorithm, Signer},
    lock,
    pdf::{Dict, Id, Object, PdfFile},
    placeholder::{self, Placeholder},
    time::{self, StampedTime, TimeAuthority},
    update::Update,
    verify::locks,
};

/// The time that an authority told, or why there is none.
pub type Stamped = Result<StampedTime, TimeError>;

/// Whom to ask for the time, and the certificates that its own must lead to.
type Clock<'a> = (&'a dyn TimeAuthority, &'a [Certificate]);

/// What is to be signed, by whom, and how it looks.
#[derive(Clone, Copy)]
pub struct SignRequest<'a> {
    /// Full name of an empty signature field.
    pub field: &'a str,
    /// Who signs.
    pub signer: &'a dyn Signer,
    /// The time that the signer's machine claims, with its zone. It goes into `/M`.
    pub claimed_time: DateTime<FixedOffset>,
    /// Why, or in which role; empty leaves it out. It goes into `/Reason`.
    pub reason: &'a str,
    /// What the field shows.
    pub appearance: Appearance<'a>,
    /// Whether to certify the paper, allowing only signatures and filling in of fields afterwards
    /// (`DocMDP`, P = 2). Only the first signature can; for a later one this changes nothing.
    pub certify: bool,
    /// The fields that are filled after the last person has signed, such as number and seal. Where
    /// they are told, the signature that leaves no other place to sign empty locks every other
    /// field (`FieldMDP`).
    pub late: Option<&'a [String]>,
}

/// Signs a paper and returns the longer file; the old bytes stay as they are.
///
/// A field that shows a drawn signature goes on showing it: above the words, or alone when
/// somebody has signed before, since changing it would change what they signed. A picture, which
/// would take its place, is refused. An expired certificate is not refused here: ask
/// [`crate::Certificate::validity_at`] before and warn.
///
/// # Errors
///
/// [`SignError`]; nothing is returned then.
pub fn sign(pdf: &[u8], request: &SignRequest<'_>) -> Result<Vec<u8>, SignError> {
    lay(pdf, request, |pieces| container(pieces, request.signer, None).map(|(cms, _)| cms))
}

/// Signs as [`sign`] does and has the signature timestamped at once.
///
/// An authority that does not answer, or not as it should, keeps nobody from signing: what came of
/// it is told beside, also whether its certificate leads to one of `trusted`.
///
/// # Errors
///
/// [`SignError`]; nothing is returned then.
pub fn sign_with_time(
    pdf: &[u8],
    request: &SignRequest<'_>,
    authority: &dyn TimeAuthority,
    trusted: &[Certificate],
) -> Result<(Vec<u8>, Stamped), SignError> {
    let mut stamped = None;
    let bytes = lay(pdf, request, |pieces| {
        let (cms, time) = container(pieces, request.signer, Some((authority, trusted)))?;
        stamped = time;
        Ok(cms)
    })?;
    Ok((bytes, stamped.unwrap_or(Err(TimeError::NotAsked))))
}

/// Lays what `make` makes of the covered bytes into the field.
pub(crate) fn lay(
    pdf: &[u8],
    request: &SignRequest<'_>,
    make: impl FnOnce(&[&[u8]]) -> Result<Vec<u8>, SignError>,
) -> Result<Vec<u8>, SignError> {
    let file = PdfFile::read(pdf)?;
    let form = Form::read(&file, file.newest())?;
    let field = form.signature_field(request.field)?;
    if field.value.is_some() {
        return Err(SignError::AlreadySigned { name: field.name.clone() });
    }
    if locks::forbids(&file, &form, &field.name)? {
        return Err(SignError::Locked { name: field.name.clone() });
    }
    let blank = field.is_blank(&file, file.newest())?;
    if request.appearance.picture.is_some() && !blank {
        return Err(SignError::AlreadyDrawn { name: field.name.clone() });
    }
    let mut update = Update::new(&file);
    let first = !form.has_signature();
    let signature = update.reserve();
    let certify = request.certify && first;
    let (catalog, _) = file.catalog(file.newest())?;
    let late = request.late;
    let lock = late.and_then(|late| lock::reference(&form, &field.name, late, catalog));
    let placeholder = Placeholder::new(&dictionary(request, certify, lock));
    update.put_raw(signature, placeholder.body.clone());
    put_field(&mut update, &file, (field, blank), (request, signature, first))?;
    put_flags(&mut update, &file, &form, certify.then_some(signature))?;
    let updated = update.finish()?;
    placeholder.fill(updated, signature, make)
}

/// Writes the field, which may show nothing yet, with its value, and its widget with the
/// appearance.
fn put_field(
    update: &mut Update<'_>,
    file: &PdfFile<'_>,
    (field, blank): (&Field, bool),
    (request, signature, first): (&SignRequest<'_>, Id, bool),
) -> Result<(), SignError> {
    let (widget, mut dict) = widget(file, field)?;
    if first || blank {
        let size = size_of(file, field)?;
        let drawn = dict.get("AP").and_then(Object::as_dict).and_then(|looks| looks.get("N"));
        let drawn = drawn.and_then(Object::as_ref).filter(|_| !blank);
        let at = request.claimed_time;
        let look = appearance::certificate(update, size, &request.appearance, at, drawn)?;
        show(&mut dict, look);
    }
    if widget == field.id {
        dict.set("V", Object::Ref(signature));
        update.put(widget, &Object::Dict(dict));
    } else {
        update.put(widget, &Object::Dict(dict));
        let mut own = field.dict.clone();
        own.set("V", Object::Ref(signature));
        update.put(field.id, &Object::Dict(own));
    }
    Ok(())
}

/// Marks the form as signed and the catalog as certified, where they are not yet.
fn put_flags(
    update: &mut Update<'_>,
    file: &PdfFile<'_>,
    form: &Form,
    certification: Option<Id>,
) -> Result<(), PdfError> {
    let (root, mut catalog) = file.catalog(file.newest())?;
    let mut catalog_changed = false;
    let flags = form.dict.get("SigFlags").and_then(Object::as_int).unwrap_or(0);
    if flags & SIG_FLAGS != SIG_FLAGS {
        let mut dict = form.dict.clone();
        dict.set("SigFlags", Object::Int(flags | SIG_FLAGS));
        if let Some(id) = form.id {
            update.put(id, &Object::Dict(dict));
        } else {
            catalog.set("AcroForm", Object::Dict(dict));
            catalog_changed = true;
        }
    }
    if let Some(signature) = certification {
        let permissions = Dict::new([("DocMDP", Object::Ref(signature))]);
        catalog.set("Perms", Object::Dict(permissions));
        catalog_changed = true;
    }
    if catalog_changed {
        update.put(root, &Object::Dict(catalog));
    }
    Ok(())
}

/// The signature dictionary, but for what is not known yet.
fn dictionary(request: &SignRequest<'_>, certify: bool, lock: Option<Dict>) -> Dict {
    let mut dict = Dict::new([
        ("Type", Object::name("Sig")),
        ("Filter", Object::name("Adobe.PPKLite")),
        ("SubFilter", Object::name("ETSI.CAdES.detached")),
        ("M", Object::Text(pdf_date(request.claimed_time).into_bytes())),
        ("Name", Object::words(request.signer.certificate().subject())),
    ]);
    if !request.reason.is_empty() {
        dict.set("Reason", Object::words(request.reason));
    }
    let mut references = Vec::new();
    if certify {
        let parameters = Dict::new([
            ("Type", Object::name("TransformParams")),
            ("P", Object::Int(2)),
            ("V", Object::name("1.2")),
        ]);
        let reference = Dict::new([
            ("Type", Object::name("SigRef")),
            ("TransformMethod", Object::name("DocMDP")),
            ("TransformParams", Object::Dict(parameters)),
        ]);
        references.push(Object::Dict(reference));
    }
    references.extend(lock.map(Object::Dict));
    if !references.is_empty() {
        dict.set("Reference", Object::Array(references));
    }
    dict
}

/// Signs what is covered, and has the signature timestamped if there is an authority.
fn container(
    pieces: &[&[u8]],
    signer: &dyn Signer,
    clock: Option<Clock<'_>>,
) -> Result<(Vec<u8>, Option<Stamped>), SignError> {
    let mut context = Context::new(match signer.algorithm() {
        SignatureAlgorithm::RsaSha256 | SignatureAlgorithm::EcdsaP256Sha256 => &SHA256,
        SignatureAlgorithm::EcdsaP384Sha384 => &SHA384,
    });
    for piece in pieces {
        context.update(piece);
    }
    let attributes = cms::attributes(signer, context.finish().as_ref())?;
    let signature = signer.sign(&attributes)?;
    if !cms::fits(signer, &attributes, &signature) {
        return Err(SignError::KeyMismatch);
    }
    let plain = cms::finish(signer, &attributes, (&signature, None))?;
    let Some((authority, trusted)) = clock else { return Ok((plain, None)) };
    let covered: &[&[u8]] = &[&signature];
    let stamp = match time::obtain(authority, covered) {
        Ok(stamp) => stamp,
        Err(error) => return Ok((plain, Some(Err(error)))),
    };
    let stamped = cms::finish(signer, &attributes, (&signature, Some(&stamp.token)))?;
    if placeholder::RESERVED < stamped.len() {
        return Ok((plain, Some(Err(TimeError::TooLarge))));
    }
    Ok((stamped, Some(Ok(stamp.judged(covered, (trusted, &Proofs::NONE))))))
}

/// A date as PDF writes it, with its zone (ISO 32000-2, 7.9.4).
fn pdf_date(at: DateTime<FixedOffset>) -> String {
    let seconds = at.offset().local_minus_utc();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("D:{}{sign}{:02}'{:02}'", at.format("%Y%m%d%H%M%S"), minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Caption, Certificate, KeyError, Picture, Point, SoftwareKey, Strokes, lay_drawing,
        testing::{FIELDS, PLACES, fixture, font, key, paper, printed, request, signed},
    };

    /// A key that lies about itself, as a broken token might.
    struct Liar {
        key: SoftwareKey,
        certificate: Certificate,
        chain: Vec<Certificate>,
    }

    impl Signer for Liar {
        fn certificate(&self) -> &Certificate {
            &self.certificate
        }

        fn chain(&self) -> &[Certificate] {
            &self.chain
        }

        fn algorithm(&self) -> SignatureAlgorithm {
            self.key.algorithm()
        }

        fn sign(&self, signed_attributes: &[u8]) -> Result<Vec<u8>, KeyError> {
            self.key.sign(signed_attributes)
        }
    }

    #[test]
    fn leaves_every_earlier_byte_alone() {
        let (one, two) = (signed(1), signed(2));
        assert!(one.starts_with(&paper()));
        let common = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
        assert!(paper().len() < common, "the second signature is made on top of another first one");
        let again = sign(&one, &request(FIELDS[1], &key("p256.p12"), &font())).unwrap();
        assert!(again.starts_with(&one));
    }

    #[test]
    fn names_the_fields_when_one_is_unknown() {
        let error = sign(&paper(), &request("Khac", &key("p256.p12"), &font())).unwrap_err();
        let known = FIELDS.map(str::to_owned).to_vec();
        assert_eq!(error, SignError::NoSuchField { name: "Khac".into(), known });
        let error = sign(&paper(), &request("So", &key("p256.p12"), &font())).unwrap_err();
        assert!(matches!(error, SignError::NoSuchField { .. }));
    }

    #[test]
    fn refuses_a_field_that_is_signed() {
        let error = sign(&signed(1), &request(FIELDS[0], &key("p256.p12"), &font())).unwrap_err();
        assert_eq!(error, SignError::AlreadySigned { name: FIELDS[0].into() });
    }

    #[test]
    fn a_picture_never_takes_the_place_of_a_drawn_signature_whoever_signed_before() {
        let line = [(20, 150), (200, 20), (320, 180)].map(Point::from).to_vec();
        let strokes = Strokes { width: 600, height: 200, lines: vec![line] };
        let drawn = lay_drawing(printed(), PLACES[0], &strokes, Caption::default()).unwrap();
        let (key, font) = (key("p256.p12"), font());
        let after = sign(&drawn, &request(PLACES[1], &key, &font)).unwrap();
        let picture = Picture::read(&fixture("signature.png")).unwrap();
        let mut request = request(PLACES[0], &key, &font);

        for pdf in [&drawn, &after] {
            request.appearance.picture = Some(&picture);
            let refused = sign(pdf, &request).err();
            assert_eq!(refused, Some(SignError::AlreadyDrawn { name: PLACES[0].into() }));
            request.appearance.picture = None;
            assert!(sign(pdf, &request).is_ok(), "without the picture it is signed");
        }
        request.appearance.picture = Some(&picture);
        request.field = PLACES[2];
        assert!(sign(&after, &request).is_ok(), "a place that shows nothing takes the picture");
    }

    #[test]
    fn refuses_what_is_not_a_sound_pdf() {
        let key = key("p256.p12");
        let font = font();
        let refused = |pdf: &[u8]| sign(pdf, &request(FIELDS[0], &key, &font)).unwrap_err();
        assert_eq!(refused(b"PK"), SignError::Pdf(PdfError::NotPdf));
        let trailing = [paper().as_slice(), b"\n\nx"].concat();
        assert!(matches!(refused(&trailing), SignError::Pdf(PdfError::TrailingBytes { .. })));
    }

    #[test]
    fn refuses_a_key_that_does_not_belong_to_its_certificate() {
        let liar = Liar {
            key: key("rsa2048.p12"),
            certificate: key("expired.p12").certificate().clone(),
            chain: Vec::new(),
        };
        let error = sign(&paper(), &request(FIELDS[0], &liar, &font())).unwrap_err();
        assert_eq!(error, SignError::KeyMismatch);
    }

    #[test]
    fn refuses_a_chain_that_does_not_fit() {
        let own = key("rsa4096.p12");
        let above = own.chain().first().unwrap().clone();
        let certificate = own.certificate().clone();
        let liar = Liar { key: own, certificate, chain: vec![above; 20] };
        let error = sign(&paper(), &request(FIELDS[0], &liar, &font())).unwrap_err();
        assert!(matches!(error, SignError::TooLarge { .. }));
    }

    #[test]
    fn refuses_a_font_that_is_none() {
        let error = sign(&paper(), &request(FIELDS[0], &key("p256.p12"), b"x")).unwrap_err();
        assert_eq!(error, SignError::Font);
    }

    #[test]
    fn writes_the_claimed_time_with_its_zone() {
        let at = |text| pdf_date(DateTime::parse_from_rfc3339(text).unwrap());
        assert_eq!(at("2022-09-15T11:30:05+07:00"), "D:20220915113005+07'00'");
        assert_eq!(at("2022-01-02T03:04:05-03:30"), "D:20220102030405-03'30'");
    }
}
