//! From the words of a file to the values of the domain.

use chrono::{NaiveDate, NaiveTime};
use domain::answer::{DocumentRef, PartValue, Rate, RateFigure};
use domain::campaign::Period;
use domain::checklist::{Part, PartKind};
use domain::ratio::{Percent, Ratio};
use domain::text::clean;
use toml::value::Datetime;

use super::campaign::{DeadlineFile, PeriodFile};
use super::reading::{Flaw, ImportError};
use super::visit::{DocumentFile, FigureFile, PartFile};

/// The place in a file at which a value stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    /// The name of the file.
    pub(crate) file: &'a str,
    /// The path of the field.
    pub(crate) path: &'a str,
}

impl At<'_> {
    pub(crate) fn wrong(self, flaw: Flaw) -> ImportError {
        ImportError::at(self.file, self.path, flaw)
    }

    pub(crate) fn impossible(self, why: &dyn std::fmt::Display) -> ImportError {
        self.wrong(Flaw::Impossible(why.to_string()))
    }

    /// Takes `found`, or says which words are allowed.
    pub(crate) fn word<T>(
        self,
        word: &str,
        found: Option<T>,
        allowed: &[&str],
    ) -> Result<T, ImportError> {
        let allowed = allowed.iter().map(|it| (*it).to_owned()).collect();
        found.ok_or_else(|| self.wrong(Flaw::UnknownWord { word: word.to_owned(), allowed }))
    }
}

/// The day that a TOML date names.
pub(crate) fn day(at: At<'_>, value: Datetime) -> Result<NaiveDate, ImportError> {
    let found = value.date.and_then(|date| {
        NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
    });
    found.ok_or_else(|| at.impossible(&value))
}

/// The day that text names.
pub(crate) fn day_of(at: At<'_>, text: &str) -> Result<NaiveDate, ImportError> {
    domain::date::parse(text).ok_or_else(|| at.impossible(&text))
}

/// The time of day that text names, `HH:MM`.
pub(crate) fn time_of(at: At<'_>, text: &str) -> Result<NaiveTime, ImportError> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| at.impossible(&text))
}

/// The days from first to last.
pub(crate) fn period(at: At<'_>, file: PeriodFile) -> Result<Period, ImportError> {
    Period::new(day(at, file.from)?, day(at, file.to)?).map_err(|error| at.impossible(&error))
}

/// The day of a deadline.
pub(crate) fn deadline(at: At<'_>, file: &DeadlineFile) -> Result<NaiveDate, ImportError> {
    match file {
        DeadlineFile::Day(value) => day(at, *value),
        DeadlineFile::Text(text) => day_of(at, text),
    }
}

/// The value of `part`, from whatever the file says of it.
pub(crate) fn part(at: At<'_>, part: &Part, file: &PartFile) -> Result<PartValue, ImportError> {
    let wrong = || at.wrong(Flaw::WrongType(format!("{} ({})", part.label, part.kind.code())));
    match (&part.kind, file) {
        (PartKind::Count { .. }, PartFile::Count(count)) => Ok(PartValue::Count(*count)),
        (PartKind::Count { .. }, PartFile::Figure(FigureFile { count: Some(count), .. })) => {
            Ok(PartValue::Count(*count))
        }
        (PartKind::Rate { .. }, PartFile::Figure(figure)) => rate(at, figure).map(PartValue::Rate),
        (PartKind::Date, PartFile::Text(text)) => day_of(at, text).map(PartValue::Date),
        (PartKind::Choice { options }, PartFile::Text(text)) => {
            let chosen = clean(text);
            let allowed: Vec<&str> = options.iter().map(String::as_str).collect();
            let found = options.iter().find(|option| **option == chosen).cloned();
            at.word(text, found, &allowed).map(PartValue::Choice)
        }
        (PartKind::Text, PartFile::Text(text)) => Ok(PartValue::Text(clean(text))),
        (PartKind::Document, PartFile::Document(document)) => {
            self::document(at, document).map(PartValue::Document)
        }
        (
            PartKind::Count { .. }
            | PartKind::Rate { .. }
            | PartKind::Date
            | PartKind::Choice { .. }
            | PartKind::Text
            | PartKind::Document,
            _,
        ) => Err(wrong()),
    }
}

fn document(at: At<'_>, file: &DocumentFile) -> Result<DocumentRef, ImportError> {
    Ok(DocumentRef {
        number: clean(&file.number),
        date: file.date.as_deref().map(|text| day_of(at, text)).transpose()?,
        subject: clean(&file.subject),
    })
}

/// A rate in the one way in which the file knows it.
pub(crate) fn rate(at: At<'_>, file: &FigureFile) -> Result<RateFigure, ImportError> {
    let percent = |text: &String| {
        Percent::parse(text).map_err(|error| at.impossible(&format!("{text}: {error}")))
    };
    let rate = match (file.numerator, file.numerator_to, file.denominator, &file.percent_only) {
        (Some(from), Some(to), Some(denominator), None) if from <= to => {
            Ratio::new(to, denominator).map_err(|error| at.impossible(&error))?;
            Rate::Range { from, to, denominator }
        }
        (Some(numerator), None, Some(denominator), None) => {
            Rate::Counts(Ratio::new(numerator, denominator).map_err(|error| at.impossible(&error))?)
        }
        (None, None, None, Some(text)) => Rate::PercentOnly(percent(text)?),
        (None, None, None, None) if file.stated => Rate::Stated,
        _ => return Err(at.impossible(&"numerator, denominator, percent_only, stated")),
    };
    Ok(RateFigure {
        rate,
        quoted: file.quoted.as_ref().map(percent).transpose()?,
        as_of: file.as_of.as_deref().map(|text| day_of(at, text)).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: At<'static> = At { file: "t", path: "figure" };

    #[test]
    fn a_rate_is_known_in_exactly_one_way() {
        let counts =
            FigureFile { numerator: Some(14), denominator: Some(27), ..FigureFile::default() };
        assert!(rate(AT, &counts).is_ok());
        let both = FigureFile { percent_only: Some("51,8".to_owned()), ..counts.clone() };
        assert!(rate(AT, &both).is_err());
        let half = FigureFile { denominator: None, ..counts };
        assert!(rate(AT, &half).is_err());
        assert!(rate(AT, &FigureFile::default()).is_err());
        assert!(rate(AT, &FigureFile { stated: true, ..FigureFile::default() }).is_ok());
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        let file = FigureFile { numerator: Some(3), denominator: Some(0), ..FigureFile::default() };
        assert!(rate(AT, &file).is_err());
    }
}
