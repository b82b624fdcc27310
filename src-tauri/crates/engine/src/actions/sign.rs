//! Signing a sealed paper: by hand on the screen, or with a certificate.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use domain::id::VisitId;
use domain::text::clean;
use signing::{
    Appearance, Caption, Mark, Picture, Point, SignError, SignRequest, Signer, Stamped, Strokes,
};

use super::papers::{PaperOf, Shelf, signatory};
use super::seal::{has_certificate, sha256_hex};
use crate::engine::{Engine, Saved};
use crate::error::{EngineError, Field, Noun};
use crate::gauge::Gauge;
use crate::late::{self, CopyForm, Late, LateFault};
use crate::letters;
use crate::minutes::Signatory;
use crate::online::Online;
use crate::record::{self, Drawing, Paper, Signing, SigningWay};

impl Engine {
    /// Records before sealing that a signatory does not sign, and why; `None` takes it back. The
    /// minutes then say so, and have no field for that person.
    ///
    /// # Errors
    ///
    /// [`EngineError::AlreadySealed`], [`EngineError::NotFound`] for an unknown role,
    /// [`EngineError::LeaderSigns`], [`EngineError::BadInput`] for an empty reason, and
    /// [`EngineError`] when the store cannot be written.
    pub fn refuse_to_sign(
        &mut self,
        visit: VisitId,
        role: &str,
        reason: Option<&str>,
    ) -> Result<Saved, EngineError> {
        let folder = self.folder(visit)?;
        if folder.sealed().is_some() {
            return Err(EngineError::AlreadySealed);
        }
        let known = folder.signatories().into_iter().find(|signatory| signatory.role == role);
        let signatory = known.ok_or_else(|| EngineError::NotFound {
            what: Noun::Signatory,
            name: role.to_owned(),
        })?;
        if reason.is_some() && signatory.role == "leader" {
            return Err(EngineError::LeaderSigns);
        }
        let reason = reason.map(clean);
        if reason.as_deref() == Some("") {
            return Err(EngineError::BadInput { field: Field::Reason, entered: String::new() });
        }
        let name = match &reason {
            Some(_) => format!("Ghi {} không ký", signatory.heading.join(" ")),
            None => format!("Bỏ ghi {} không ký", signatory.heading.join(" ")),
        };
        let paper = folder.supplement();
        let mut edits = vec![record::refusal_edit(visit, paper, (role, reason.as_deref()))?];
        if let Some(paper) = paper {
            edits.extend(record::sitting_edits(visit, paper, &folder.sitting(Some(paper)))?);
        }
        self.save(visit.bytes(), &edits, Some(name))
    }

    /// Lays a signature drawn on the screen into the paper.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotSealed`], [`EngineError::DrawnTooLate`], [`EngineError::BadInput`] for an
    /// empty drawing, and [`EngineError`] when the store cannot be written.
    pub fn sign_drawn(
        &mut self,
        of: impl Into<PaperOf>,
        role: &str,
        strokes: &Strokes,
    ) -> Result<(), EngineError> {
        let shelf = self.shelf(of)?;
        let (paper, signatory) = to_sign(&shelf, role)?;
        if strokes.lines.iter().all(|line| line.len() < 2) {
            return Err(EngineError::BadInput { field: Field::Strokes, entered: String::new() });
        }
        if has_certificate(paper) {
            return Err(EngineError::DrawnTooLate);
        }
        let before = self.file(&paper.current)?;
        let caption = Caption { lines: &[], font: FONT };
        let drawn = signing::lay_drawing(&before, signatory.field, strokes, caption)?;
        let signing = Signing {
            field: signatory.field.to_owned(),
            way: SigningWay::Drawn,
            signer: signatory.name.clone(),
            claimed_at: self.clock.local().to_rfc3339(),
            strokes: Some(drawing(strokes, &paper.current, &drawn)),
        };
        self.keep_signed(shelf.of, paper, &drawn, Some(signing))
    }

    /// Lays a drawn signature into the bytes of a paper, and records it if this laptop knows them as a
    /// sealed paper; whether it did is returned too.
    ///
    /// # Errors
    ///
    /// Those of [`Self::sign_drawn`], and [`EngineError::Sign`].
    pub fn draw_on_paper(
        &mut self,
        pdf: &[u8],
        role: &str,
        strokes: &Strokes,
    ) -> Result<(Vec<u8>, bool), EngineError> {
        let digest = sha256_hex(pdf);
        let Some((of, _)) = self.find_paper(|paper| paper.current == digest)? else {
            return Ok((draw_unknown(pdf, role, strokes)?, false));
        };
        let is_standing = |paper: &Paper| paper.current == digest;
        if !self.shelf(of)?.standing().is_some_and(is_standing) {
            return Err(EngineError::NotSealed);
        }
        self.sign_drawn(of, role, strokes)?;
        Ok((self.sealed_paper(of)?, true))
    }

    /// Signs the bytes of a paper as it is wished, and records it if this laptop knows them as a
    /// sealed paper; which one is returned too.
    ///
    /// # Errors
    ///
    /// [`EngineError::NotFound`] for an unknown role, [`EngineError::Sign`], and [`EngineError`] when
    /// the store cannot be written.
    pub fn sign_paper(
        &mut self,
        pdf: &[u8],
        key: &dyn Signer,
        wish: &SignWish<'_>,
    ) -> Result<(StampedPaper, Option<PaperOf>), EngineError> {
        let online = self.online(wish.time_url)?;
        let (now, picture) = (self.clock.local(), wish.picture);
        let digest = sha256_hex(pdf);
        let known = self.find_paper(|paper| paper.current == digest)?;
        if let Some(late) = Late::of(wish.role, wish.copy)? {
            let signed = sign_late(pdf, key, (late, picture), (now, online.as_ref()))?;
            // A copy leaves the house; what is kept stays the original.
            let kept = known.filter(|_| late == Late::Seal);
            if let Some((of, paper)) = &kept {
                let field = late.field(&signing::fields(pdf).map_err(SignError::from)?)?;
                let signing = by_certificate(field, key, now);
                self.keep_signed(*of, paper, &signed.0, Some(signing))?;
            }
            return Ok((signed, kept.map(|(of, _)| of)));
        }
        if let Some((of, _)) = known {
            let shelf = self.shelf(of)?;
            to_sign(&shelf, wish.role)?;
            // What was added since does not keep the minutes themselves from being signed.
            let mut papers = shelf.papers.iter();
            let paper = papers.find(|it| it.current == digest).ok_or(EngineError::NotSealed)?;
            let signatory = signatory(&shelf, paper, wish.role)?;
            let (field, heading) = (signatory.field, signatory.heading.join(" "));
            let place = Place { field, heading: &heading, picture, late: None };
            let (signed, stamped) = sign_field(pdf, &place, key, now, online.as_ref())?;
            let signing = by_certificate(field.to_owned(), key, now);
            self.keep_signed(of, paper, &signed, Some(signing))?;
            return Ok(((signed, stamped), Some(of)));
        }
        let place = Place { field: field_of(wish.role)?, heading: "", picture, late: None };
        Ok((sign_field(pdf, &place, key, now, online.as_ref())?, None))
    }

    /// Keeps the bytes of a paper with one signature more, and who made it.
    pub(super) fn keep_signed(
        &mut self,
        of: PaperOf,
        paper: &Paper,
        bytes: &[u8],
        signing: Option<Signing>,
    ) -> Result<(), EngineError> {
        let mut paper = paper.clone();
        paper.current = sha256_hex(bytes);
        paper.signings.extend(signing);
        let edits = record::paper_edits(&paper)?;
        self.save_with_file(of.section(), &edits, bytes, "application/pdf")
    }
}

/// A signed paper, and the proven time or why there is none; nothing where nobody was asked.
pub type StampedPaper = (Vec<u8>, Option<Stamped>);

/// How somebody wants to sign a paper.
#[derive(Clone, Copy, Debug)]
pub struct SignWish<'a> {
    /// As whom, such as `leader`.
    pub role: &'a str,
    /// Who is asked for the time, in the place of the office's authority.
    pub time_url: Option<&'a str>,
    /// What the field shows in the place of words.
    pub picture: Option<&'a Picture>,
    /// How a copy was made; for the role of a copy alone.
    pub copy: Option<CopyForm>,
}

/// The field that is signed.
pub(super) struct Place<'a> {
    pub(super) field: &'a str,
    /// What the signatory is called above the signature; empty where it is unknown.
    pub(super) heading: &'a str,
    /// What the field shows in the place of words.
    pub(super) picture: Option<&'a Picture>,
    /// What it is, where it is nobody's signature by hand.
    pub(super) late: Option<Late>,
}

/// Signs a paper that this laptop does not know, in the field that its role has on our papers.
///
/// # Errors
///
/// [`EngineError::NotFound`] for an unknown role and [`EngineError::Sign`].
pub fn sign_unknown(
    pdf: &[u8],
    key: &dyn Signer,
    wish: &SignWish<'_>,
    now: DateTime<FixedOffset>,
) -> Result<StampedPaper, EngineError> {
    let online = wish.time_url.map(|url| Online::new(url, now, Gauge::default()));
    if let Some(late) = Late::of(wish.role, wish.copy)? {
        return sign_late(pdf, key, (late, wish.picture), (now, online.as_ref()));
    }
    let place =
        Place { field: field_of(wish.role)?, heading: "", picture: wish.picture, late: None };
    sign_field(pdf, &place, key, now, online.as_ref())
}

/// Signs what comes after whoever leads: a seal, or a copy.
pub(super) fn sign_late(
    pdf: &[u8],
    key: &dyn Signer,
    (late, picture): (Late, Option<&Picture>),
    (now, online): (DateTime<FixedOffset>, Option<&Online>),
) -> Result<StampedPaper, EngineError> {
    let field = late.field(&signing::fields(pdf).map_err(SignError::from)?)?;
    let place = Place { field: &field, heading: &late.reason(), picture, late: Some(late) };
    sign_field(pdf, &place, key, now, online)
}

/// What the record keeps of a certificate signature.
pub(super) fn by_certificate(
    field: String,
    key: &dyn Signer,
    at: DateTime<FixedOffset>,
) -> Signing {
    Signing {
        field,
        way: SigningWay::Certificate,
        signer: key.certificate().subject().to_owned(),
        claimed_at: at.to_rfc3339(),
        strokes: None,
    }
}

/// Lays a drawn signature into a paper that this laptop does not know.
///
/// # Errors
///
/// [`EngineError::NotFound`] for an unknown role and [`EngineError::Sign`].
pub fn draw_unknown(pdf: &[u8], role: &str, strokes: &Strokes) -> Result<Vec<u8>, EngineError> {
    let caption = Caption { lines: &[], font: FONT };
    Ok(signing::lay_drawing(pdf, field_of(role)?, strokes, caption)?)
}

fn field_of(role: &str) -> Result<&'static str, EngineError> {
    match role {
        "unit" => Ok("ky_don_vi"),
        "secretary" => Ok("ky_thu_ky"),
        "leader" | "deputy" => Ok("ky_truong_doan"),
        letters::SIGNER => Ok(late::SIGNER_FIELD),
        other => Err(EngineError::NotFound { what: Noun::Signatory, name: other.to_owned() }),
    }
}

/// The fields that are filled after the last person has signed: the number, the seals, and that of a
/// copy.
fn late_fields(pdf: &[u8]) -> Result<Vec<String>, EngineError> {
    let fields = signing::fields(pdf).map_err(SignError::from)?;
    let signed_late = fields.into_iter().map(|field| field.name).filter(|it| late::is_late(it));
    Ok(signed_late.chain([late::NUMBER_FIELD.to_owned()]).collect())
}

pub(super) fn sign_field(
    pdf: &[u8],
    place: &Place<'_>,
    key: &dyn Signer,
    now: DateTime<FixedOffset>,
    online: Option<&Online>,
) -> Result<StampedPaper, EngineError> {
    let lines = copy_lines(place.late, key, now);
    let mark = match (place.late, place.picture) {
        (None, _) => Mark::Person,
        (Some(Late::Seal), Some(_)) => Mark::Seal,
        (Some(Late::Seal), None) => return Err(LateFault::NoPicture.into()),
        (Some(Late::Copy(_)), None) => Mark::Copy(&lines),
        (Some(Late::Copy(_)), Some(_)) => return Err(LateFault::CopyPicture.into()),
    };
    let name = key.certificate().subject();
    let picture = place.picture;
    let appearance = Appearance { name, role: "", strokes: None, picture, mark, font: FONT };
    let late = late_fields(pdf)?;
    let request = SignRequest {
        field: place.field,
        signer: key,
        claimed_time: now,
        reason: place.heading,
        appearance,
        // Whoever signs first certifies the paper: afterwards only the fields that are there may
        // be filled.
        certify: true,
        late: Some(&late),
    };
    let Some(authority) = online else { return Ok((signing::sign(pdf, &request)?, None)) };
    let trusted = authority.trusted();
    let (signed, stamped) = signing::sign_with_time(pdf, &request, authority, trusted)?;
    Ok((signed, Some(stamped)))
}

/// What is said of a copy: its form, the agency, and when it was signed (decree 30/2020, annex I).
fn copy_lines(late: Option<Late>, key: &dyn Signer, now: DateTime<FixedOffset>) -> Vec<String> {
    let Some(Late::Copy(form)) = late else { return Vec::new() };
    let time = now.to_rfc3339_opts(SecondsFormat::Secs, false);
    let agency = key.certificate().subject().to_owned();
    vec![form.to_string(), agency, format!("Thời gian ký: {time}")]
}

/// What the record keeps of strokes that were laid on the paper with the digest `over`, which made
/// the bytes `made`.
fn drawing(strokes: &Strokes, over: &str, made: &[u8]) -> Drawing {
    let point = |it: &Point| (it.x, it.y, it.millis, it.pressure);
    Drawing {
        width: strokes.width,
        height: strokes.height,
        lines: strokes.lines.iter().map(|line| line.iter().map(point).collect()).collect(),
        over: over.to_owned(),
        made: sha256_hex(made),
    }
}

/// The face in which a signature's words are printed: that of the papers.
pub(super) const FONT: &[u8] =
    include_bytes!("../../../../../assets/fonts/LiberationSerif-Regular.ttf");

pub(super) fn to_sign<'a>(
    shelf: &'a Shelf,
    role: &str,
) -> Result<(&'a Paper, &'a Signatory), EngineError> {
    let paper = shelf.standing().ok_or(EngineError::NotSealed)?;
    Ok((paper, signatory(shelf, paper, role)?))
}
