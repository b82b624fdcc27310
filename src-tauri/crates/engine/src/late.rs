//! What comes onto a paper after whoever leads has signed it: number, seal, the words of a copy.
//!
//! The fields for all of them are there from the first revision on, and no signature locks them.

use std::fmt;

use thiserror::Error;

/// The field in which a letter is signed.
pub(crate) const SIGNER_FIELD: &str = "nguoi_ky";
/// The field of an electronic copy.
pub(crate) const COPY_FIELD: &str = "ban_sao";
/// The field of the number.
pub(crate) const NUMBER_FIELD: &str = "so_ky_hieu";
/// The fields of the agency's seal: on notices and letters, and on minutes.
const SEAL_FIELDS: [&str; 2] = ["dau_co_quan", "dau_leader"];
/// The fields in which whoever leads signs.
const LEADING: [&str; 2] = ["ky_truong_doan", SIGNER_FIELD];

/// What is signed last.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Late {
    /// The seal of the agency.
    Seal,
    /// An electronic copy.
    Copy(CopyForm),
}

/// How a copy was made (decree 30/2020, articles 25 and 26).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CopyForm {
    /// Of all of the original.
    SaoY,
    /// Of all of a copy.
    SaoLuc,
    /// Of a part of the original.
    TrichSao,
}

/// Why nothing comes onto a paper after it was signed.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum LateFault {
    /// Whoever leads has not signed yet.
    #[error("whoever leads has not signed")]
    LeaderFirst,
    /// A seal without its picture.
    #[error("a seal has no picture")]
    NoPicture,
    /// The paper holds no field for the seal.
    #[error("no field for the seal")]
    NoSealField,
    /// The paper was sealed before papers had a field for copies.
    #[error("no field for a copy")]
    NoCopyField,
    /// Nobody said how the copy was made.
    #[error("no form of copy")]
    NoForm,
    /// A copy shows no picture.
    #[error("a copy shows no picture")]
    CopyPicture,
    /// An electronic copy comes back in the place of its original.
    #[error("a copy does not take the place of its original")]
    IsCopy,
    /// The paper has a number, or no field for one.
    #[error("the paper takes no number")]
    NoNumber,
}

impl CopyForm {
    /// All of them, the usual one first.
    pub const ALL: [Self; 3] = [Self::SaoY, Self::SaoLuc, Self::TrichSao];

    /// The word on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SaoY => "sao-y",
            Self::SaoLuc => "sao-luc",
            Self::TrichSao => "trich-sao",
        }
    }

    /// The form that `code` means.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }

    /// The form that a copy says in its signature.
    pub(crate) fn of_printed(words: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.to_string() == words)
    }
}

impl fmt::Display for CopyForm {
    /// As it stands on the copy.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::SaoY => "SAO Y",
            Self::SaoLuc => "SAO LỤC",
            Self::TrichSao => "TRÍCH SAO",
        })
    }
}

impl Late {
    /// What the role on the command line means, with the form of copy where it is one; nothing for
    /// people.
    ///
    /// # Errors
    ///
    /// [`LateFault::NoForm`].
    pub(crate) fn of(role: &str, form: Option<CopyForm>) -> Result<Option<Self>, LateFault> {
        match role {
            "seal" => Ok(Some(Self::Seal)),
            "copy" => form.map(|form| Some(Self::Copy(form))).ok_or(LateFault::NoForm),
            _ => Ok(None),
        }
    }

    /// What the signature says of itself.
    pub(crate) fn reason(self) -> String {
        match self {
            Self::Seal => "Đóng dấu cơ quan".to_owned(),
            Self::Copy(form) => form.to_string(),
        }
    }

    /// The field on this paper.
    ///
    /// # Errors
    ///
    /// [`LateFault`] where whoever leads has not signed, and where the paper has no such field.
    pub(crate) fn field(self, fields: &[signing::FieldState]) -> Result<String, LateFault> {
        led(fields)?;
        let is_it = |name: &str| match self {
            Self::Seal => is_agency_seal(name),
            Self::Copy(_) => name == COPY_FIELD,
        };
        let found = fields.iter().find(|it| is_it(&it.name)).map(|it| it.name.clone());
        found.ok_or(match self {
            Self::Seal => LateFault::NoSealField,
            Self::Copy(_) => LateFault::NoCopyField,
        })
    }
}

/// Makes sure that whoever leads has signed.
///
/// # Errors
///
/// [`LateFault::LeaderFirst`].
pub(crate) fn led(fields: &[signing::FieldState]) -> Result<(), LateFault> {
    let is_led =
        |it: &signing::FieldState| LEADING.contains(&it.name.as_str()) && (it.signed || it.drawn);
    if fields.iter().any(is_led) { Ok(()) } else { Err(LateFault::LeaderFirst) }
}

/// Whether a field is that of the agency's seal.
pub fn is_agency_seal(field: &str) -> bool {
    SEAL_FIELDS.contains(&field)
}

/// Whether a field is filled after the last person has signed.
pub(crate) fn is_late(field: &str) -> bool {
    field.starts_with("dau_") || [NUMBER_FIELD, COPY_FIELD].contains(&field)
}

#[cfg(test)]
mod tests {
    use signing::FieldState;

    use super::*;

    fn fields(names: &[&str]) -> Vec<FieldState> {
        let state = |name: &&str| FieldState {
            name: (*name).to_owned(),
            signed: LEADING.contains(name),
            drawn: false,
        };
        names.iter().map(state).collect()
    }

    #[test]
    fn a_paper_sealed_before_there_was_a_field_for_copies_says_so() {
        let old = fields(&["ky_truong_doan", "dau_leader"]);
        let copy = Late::Copy(CopyForm::SaoY);

        assert_eq!(copy.field(&old), Err(LateFault::NoCopyField));
        assert_eq!(Late::Seal.field(&old), Ok("dau_leader".to_owned()));
        let letter = fields(&[SIGNER_FIELD, COPY_FIELD]);
        assert_eq!(copy.field(&letter), Ok(COPY_FIELD.to_owned()));
        assert_eq!(Late::Seal.field(&letter), Err(LateFault::NoSealField));
        assert_eq!(copy.field(&fields(&[COPY_FIELD])), Err(LateFault::LeaderFirst));
    }

    #[test]
    fn every_form_of_copy_is_known_by_its_code_and_by_what_it_prints() {
        for form in CopyForm::ALL {
            assert_eq!(CopyForm::of_code(form.code()), Some(form));
            assert_eq!(CopyForm::of_printed(&form.to_string()), Some(form));
        }
        assert_eq!(Late::of("copy", None), Err(LateFault::NoForm));
        assert_eq!(Late::of("leader", None), Ok(None));
    }
}
