//! The tools of a forger: updates of every kind, and signatures put together by hand.

use std::sync::LazyLock;

use ring::digest::{SHA256, digest};

use crate::{
    Report, Signer as _, SoftwareKey,
    der::{oid, set_of, tag, wrap, write},
    form::Form,
    pdf::{Dict, Id, Indirect, Object, PdfFile},
    testing::{key, root},
    update::Update,
    verify::verify,
};

/// The verdict, with the fixtures' root trusted.
pub(super) fn judge_of(pdf: &[u8]) -> Report {
    verify(pdf, &root(), None)
}

/// Appends a sound update that `change` fills.
pub(super) fn appended(pdf: &[u8], change: impl FnOnce(&PdfFile<'_>, &mut Update<'_>)) -> Vec<u8> {
    let file = PdfFile::read(pdf).unwrap();
    let mut update = Update::new(&file);
    change(&file, &mut update);
    update.finish().unwrap().bytes
}

/// Appends an update with the catalog changed by `change`.
pub(super) fn with_catalog(pdf: &[u8], change: impl FnOnce(&mut Dict, &mut Update<'_>)) -> Vec<u8> {
    appended(pdf, |file, update| {
        let (id, mut catalog) = file.catalog(file.newest()).unwrap();
        change(&mut catalog, update);
        update.put(id, &Object::Dict(catalog));
    })
}

/// Appends an update with the form changed by `change`.
pub(super) fn with_form(pdf: &[u8], change: impl FnOnce(&mut Dict, &mut Update<'_>)) -> Vec<u8> {
    appended(pdf, |file, update| {
        let form = Form::read(file, file.newest()).unwrap();
        let mut dict = form.dict.clone();
        change(&mut dict, update);
        update.put(form.id.unwrap(), &Object::Dict(dict));
    })
}

/// Appends an update with the field `name` changed by `change`.
pub(super) fn with_field(
    pdf: &[u8],
    name: &str,
    change: impl FnOnce(&mut Dict, &mut Update<'_>),
) -> Vec<u8> {
    appended(pdf, |file, update| {
        let form = Form::read(file, file.newest()).unwrap();
        let field = form.fields.iter().find(|field| field.name == name).unwrap();
        let mut dict = field.dict.clone();
        change(&mut dict, update);
        update.put(field.id, &Object::Dict(dict));
    })
}

/// Appends an update with the dictionary `id` changed by `change`.
pub(super) fn with_dict(
    pdf: &[u8],
    id: Id,
    change: impl FnOnce(&mut Dict, &mut Update<'_>),
) -> Vec<u8> {
    appended(pdf, |file, update| {
        let Object::Dict(mut dict) = file.object(id, file.newest()).unwrap().unwrap().value.clone()
        else {
            panic!("{id:?} is no dictionary");
        };
        change(&mut dict, update);
        update.put(id, &Object::Dict(dict));
    })
}

/// Appends an update in which the stream `id` says `body`.
pub(super) fn with_stream(pdf: &[u8], id: Id, body: &str) -> Vec<u8> {
    appended(pdf, |file, update| {
        let found = file.object(id, file.newest()).unwrap().unwrap();
        let mut dict = found.value.as_dict().unwrap().clone();
        dict.set("Filter", Object::Null);
        dict.set("Length", Object::Int(i64::try_from(body.len()).unwrap()));
        let mut out = Vec::new();
        dict.write(&mut out);
        out.extend_from_slice(format!("\nstream\n{body}\nendstream").as_bytes());
        update.put_raw(id, out);
    })
}

/// The first object whose value satisfies `wanted`.
pub(super) fn find_object(pdf: &[u8], wanted: impl Fn(&Indirect) -> bool) -> Id {
    let file = PdfFile::read(pdf).unwrap();
    (1..1000)
        .find(|number| {
            file.object((*number, 0), file.newest()).unwrap().is_some_and(|object| wanted(&object))
        })
        .map(|number| (number, 0))
        .unwrap()
}

/// Whether an object says of itself that it is of this type.
pub(super) fn is_of(object: &Indirect, kind: &str) -> bool {
    let own = object.value.as_dict().and_then(|dict| dict.get("Type"));
    own.and_then(Object::as_name) == Some(kind.as_bytes())
}

/// The first object of this type.
pub(super) fn first_of(pdf: &[u8], kind: &str) -> Id {
    find_object(pdf, |object| is_of(object, kind))
}

/// What the entry `key` of the dictionary `id` refers to.
pub(super) fn referred(pdf: &[u8], id: Id, key: &str) -> Id {
    let file = PdfFile::read(pdf).unwrap();
    let found = file.object(id, file.newest()).unwrap().unwrap();
    found.value.as_dict().unwrap().get(key).and_then(Object::as_ref).unwrap()
}

/// Replaces `old` by `new`, which must be as long, at its last place.
pub(super) fn swapped(pdf: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let at = pdf.windows(old.len()).rposition(|window| window == old).unwrap();
    let mut out = pdf.to_vec();
    out.splice(at..at + old.len(), new.iter().copied());
    out
}

/// Rewrites the newest range as `text`.
pub(super) fn with_range(pdf: &[u8], text: &str) -> Vec<u8> {
    let start = pdf.windows(10).rposition(|window| window == b"/ByteRange").unwrap() + 10;
    let end = start + pdf.get(start..).unwrap().iter().position(|byte| *byte == b'/').unwrap();
    let mut out = pdf.to_vec();
    let padded = format!(" {text:width$}", width = end - start - 1);
    assert_eq!(padded.len(), end - start);
    out.splice(start..end, padded.bytes());
    out
}

/// The gap in the newest range.
pub(super) fn gap(pdf: &[u8]) -> std::ops::Range<usize> {
    let key = b"/Contents <";
    let start = pdf.windows(key.len()).rposition(|window| window == key).unwrap() + key.len() - 1;
    start..start + pdf.get(start..).unwrap().iter().position(|byte| *byte == b'>').unwrap() + 1
}

/// Fills the newest gap with `text`, and spaces behind it.
pub(super) fn with_gap(pdf: &[u8], text: &str) -> Vec<u8> {
    let gap = gap(pdf);
    let mut out = pdf.to_vec();
    let padded = format!("{text:width$}", width = gap.len());
    assert_eq!(padded.len(), gap.len());
    out.splice(gap, padded.bytes());
    out
}

/// Puts the container `cms` into the newest gap.
pub(super) fn with_container(pdf: &[u8], cms: &[u8]) -> Vec<u8> {
    let room = gap(pdf).len() - 2;
    let hex: String = cms.iter().map(|byte| format!("{byte:02X}")).collect();
    with_gap(pdf, &format!("<{hex:0<room$}>"))
}

/// The container in the newest gap, without what pads it.
pub(super) fn container_of(pdf: &[u8]) -> Vec<u8> {
    let gap = gap(pdf);
    let digits = pdf.get(gap.start + 1..gap.end - 1).unwrap();
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    crate::der::Reader(&bytes).next().unwrap().whole.to_vec()
}

/// What a forger may put differently into a container.
pub(super) struct Forgery {
    pub(super) attributes: Vec<Vec<u8>>,
    pub(super) digest: Vec<u8>,
    pub(super) scheme: Vec<u8>,
    pub(super) certificates: Vec<Vec<u8>>,
    pub(super) content: Vec<u8>,
    /// Written in place of the signed attributes.
    pub(super) unsigned: bool,
    pub(super) signers: usize,
}

/// One signed attribute.
pub(super) fn attribute(name: &[u8], value: &[u8]) -> Vec<u8> {
    wrap(tag::SEQUENCE, &[&write(tag::OID, name), &write(tag::SET, value)])
}

/// The attribute with the digest of what is signed.
pub(super) fn message_digest(value: &[u8]) -> Vec<u8> {
    attribute(oid::MESSAGE_DIGEST, &write(tag::OCTET_STRING, value))
}

/// The attribute that says that plain data is signed.
pub(super) fn content_type() -> Vec<u8> {
    attribute(oid::CONTENT_TYPE, &write(tag::OID, oid::DATA))
}

/// The attribute that names the certificate `der`.
pub(super) fn names(der: &[u8]) -> Vec<u8> {
    let hash = write(tag::OCTET_STRING, digest(&SHA256, der).as_ref());
    let id = write(tag::SEQUENCE, &hash);
    attribute(oid::SIGNING_CERTIFICATE_V2, &write(tag::SEQUENCE, &write(tag::SEQUENCE, &id)))
}

/// The key that signs in [`resigned`], opened once: a password is slow on purpose.
fn forger() -> &'static SoftwareKey {
    static KEY: LazyLock<SoftwareKey> = LazyLock::new(|| key("rsa2048.p12"));
    &KEY
}

/// Signs `pdf` anew in the newest gap, as RSA does it, but for what `change` does differently.
pub(super) fn resigned(pdf: &[u8], change: impl FnOnce(&mut Forgery)) -> Vec<u8> {
    let gap = gap(pdf);
    let covered = [pdf.get(..gap.start).unwrap(), pdf.get(gap.end..).unwrap()].concat();
    let own = forger();
    let certificate = own.certificate().as_der().to_vec();
    let mut forgery = Forgery {
        attributes: vec![
            content_type(),
            message_digest(digest(&SHA256, &covered).as_ref()),
            names(&certificate),
        ],
        digest: wrap(tag::SEQUENCE, &[&write(tag::OID, oid::SHA256)]),
        scheme: wrap(tag::SEQUENCE, &[&write(tag::OID, oid::RSA), &write(tag::NULL, &[])]),
        certificates: [own.certificate()]
            .into_iter()
            .chain(own.chain())
            .map(|certificate| certificate.as_der().to_vec())
            .collect(),
        content: Vec::new(),
        unsigned: false,
        signers: 1,
    };
    change(&mut forgery);
    with_container(pdf, &container(own, forgery, &covered))
}

fn container(own: &SoftwareKey, forgery: Forgery, covered: &[u8]) -> Vec<u8> {
    let Forgery { attributes, digest, scheme, certificates, content, unsigned, signers } = forgery;
    let mut attributes = set_of(attributes);
    let signature = own.sign(if unsigned { covered } else { &attributes }).unwrap();
    *attributes.first_mut().unwrap() = tag::CONTEXT_0;
    let parsed = own.certificate().parsed().unwrap();
    let serial = write(tag::INTEGER, parsed.raw_serial());
    let signer = wrap(
        tag::SEQUENCE,
        &[
            &write(tag::INTEGER, &[1]),
            &wrap(tag::SEQUENCE, &[parsed.issuer().as_raw(), &serial]),
            &digest,
            if unsigned { &[] } else { &attributes },
            &scheme,
            &write(tag::OCTET_STRING, &signature),
        ],
    );
    let mut certificates = set_of(certificates);
    *certificates.first_mut().unwrap() = tag::CONTEXT_0;
    let signed = wrap(
        tag::SEQUENCE,
        &[
            &write(tag::INTEGER, &[1]),
            &wrap(tag::SET, &[&digest]),
            &wrap(tag::SEQUENCE, &[&write(tag::OID, oid::DATA), &content]),
            &certificates,
            &write(tag::SET, &signer.repeat(signers)),
        ],
    );
    let content = write(tag::CONTEXT_0, &signed);
    wrap(tag::SEQUENCE, &[&write(tag::OID, oid::SIGNED_DATA), &content])
}

/// An update put together by hand, with entries that no honest tool writes.
pub(super) struct Forged {
    pdf: Vec<u8>,
    objects: Vec<(u32, String)>,
    /// Lines of the table beside those of the objects.
    table: String,
    trailer: Dict,
}

impl Forged {
    pub(super) fn on(pdf: &[u8]) -> Self {
        let file = PdfFile::read(pdf).unwrap();
        let last = file.revisions.last().unwrap();
        let mut trailer = last.trailer.clone();
        trailer.set("Prev", Object::Int(i64::try_from(last.xref_at).unwrap()));
        Self { pdf: pdf.to_vec(), objects: Vec::new(), table: String::new(), trailer }
    }

    /// A number that no object has.
    pub(super) fn fresh(&mut self) -> u32 {
        let size = self.trailer.get("Size").and_then(Object::as_int).unwrap();
        self.trailer.set("Size", Object::Int(size + 1));
        u32::try_from(size).unwrap()
    }

    pub(super) fn object(mut self, number: u32, body: &str) -> Self {
        self.objects.push((number, body.to_owned()));
        self
    }

    pub(super) fn table(mut self, lines: &str) -> Self {
        self.table.push_str(lines);
        self
    }

    pub(super) fn trailer(mut self, key: &str, value: Object) -> Self {
        self.trailer.set(key, value);
        self
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let Self { mut pdf, objects, table, trailer } = self;
        let mut lines = String::new();
        for (number, body) in objects {
            lines.push_str(&format!("{number} 1\n{:010} 00000 n \n", pdf.len()));
            pdf.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
        }
        let at = pdf.len();
        pdf.extend_from_slice(format!("xref\n{lines}{table}trailer\n").as_bytes());
        trailer.write(&mut pdf);
        pdf.extend_from_slice(format!("\nstartxref\n{at}\n%%EOF\n").as_bytes());
        pdf
    }

    /// The same update with a cross-reference stream, and its objects in an object stream.
    pub(super) fn finish_packed(mut self) -> Vec<u8> {
        let (holder, list) = (self.fresh(), self.fresh());
        let Self { mut pdf, objects, mut trailer, .. } = self;
        let (mut head, mut bodies) = (String::new(), String::new());
        for (number, body) in &objects {
            head.push_str(&format!("{number} {} ", bodies.len()));
            bodies.push_str(&format!("{body} "));
        }
        let holder_at = pdf.len();
        let data = format!("{head}{bodies}");
        pdf.extend_from_slice(
            format!(
                "{holder} 0 obj\n<</Type/ObjStm/N {}/First {}/Length {}>>\nstream\n{data}\n\
                 endstream\nendobj\n",
                objects.len(),
                head.len(),
                data.len()
            )
            .as_bytes(),
        );
        let at = pdf.len();
        let mut index = Vec::new();
        let mut rows = Vec::new();
        let mut row = |number: u32, kind: u8, second: usize, third: u16| {
            index.extend([Object::Int(i64::from(number)), Object::Int(1)]);
            rows.push(kind);
            rows.extend(u32::try_from(second).unwrap().to_be_bytes());
            rows.extend(third.to_be_bytes());
        };
        for (place, (number, _)) in (0..).zip(&objects) {
            row(*number, 2, usize::try_from(holder).unwrap(), place);
        }
        row(holder, 1, holder_at, 0);
        row(list, 1, at, 0);
        trailer.set("Type", Object::name("XRef"));
        trailer.set("W", Object::Array([1, 4, 2].map(Object::Int).to_vec()));
        trailer.set("Index", Object::Array(index));
        trailer.set("Length", Object::Int(i64::try_from(rows.len()).unwrap()));
        pdf.extend_from_slice(format!("{list} 0 obj\n").as_bytes());
        trailer.write(&mut pdf);
        pdf.extend_from_slice(b"\nstream\n");
        pdf.extend_from_slice(&rows);
        pdf.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
        pdf
    }
}
