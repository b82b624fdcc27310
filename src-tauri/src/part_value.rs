//! The value of a part, between the texts of the screen and the domain.

use domain::answer::{DocumentRef, PartValue, Rate, RateFigure};
use domain::checklist::{Part, PartKind};
use domain::number;
use domain::ratio::{Percent, Ratio};
use domain::text::clean;
use engine::{EngineError, Field};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::commands::unpack;

/// The value of a part; only the fields of its kind are used, empty ones mean nothing was entered.
#[derive(Debug, Default, Deserialize, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PartValueView {
    name: String,
    text: String,
    numerator: String,
    denominator: String,
    numerator_to: String,
    percent_only: String,
    stated: bool,
    quoted: String,
    as_of: String,
    number: String,
    date: String,
    subject: String,
    /// Computed: how papers print it.
    printed: String,
    /// Computed: the count in words.
    words: String,
    /// Computed: whether the quoted percentage follows from the counts.
    quoted_ok: Option<bool>,
    /// Computed: whether the rate lies under the campaign's threshold.
    below_threshold: Option<bool>,
}

/// A threshold in hundredths of a per cent as the screen spells it: `98,00`.
pub(crate) fn printed(least: u32) -> String {
    Percent::of_hundredths(least).printed()
}

/// Shows a value.
pub(crate) fn view(name: &str, value: &PartValue, least: Option<u32>) -> PartValueView {
    let mut view = PartValueView {
        name: name.to_owned(),
        printed: engine::minutes::printed(value),
        ..PartValueView::default()
    };
    match value {
        PartValue::Count(count) => {
            view.text = count.to_string();
            view.words = number::words(u64::from(*count));
        }
        PartValue::Date(day) => view.text = day.to_string(),
        PartValue::Choice(text) | PartValue::Text(text) => view.text.clone_from(text),
        PartValue::Document(document) => {
            view.number.clone_from(&document.number);
            view.date = unpack::iso(document.date);
            view.subject.clone_from(&document.subject);
        }
        PartValue::Rate(figure) => rate_view(&mut view, figure, least),
    }
    view
}

fn rate_view(view: &mut PartValueView, figure: &RateFigure, least: Option<u32>) {
    view.quoted = figure.quoted.map(Percent::printed).unwrap_or_default();
    view.as_of = unpack::iso(figure.as_of);
    view.quoted_ok = figure.quoted_agrees();
    view.below_threshold = least.and_then(|it| figure.rate.is_at_least(it)).map(|reached| !reached);
    match figure.rate {
        Rate::Counts(ratio) => {
            view.numerator = ratio.numerator().to_string();
            view.denominator = ratio.denominator().to_string();
        }
        Rate::PercentOnly(percent) => {
            view.percent_only = percent.printed();
        }
        Rate::Range { from, to, denominator } => {
            view.numerator = from.to_string();
            view.numerator_to = to.to_string();
            view.denominator = denominator.to_string();
        }
        Rate::Stated => view.stated = true,
    }
}

impl PartValueView {
    /// The part it is a value of.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Reads the value of `part`; `None` when nothing was entered.
    pub(crate) fn read(&self, part: &Part) -> Result<Option<PartValue>, EngineError> {
        let text = clean(&self.text);
        let filled = !text.is_empty();
        Ok(match &part.kind {
            PartKind::Count { .. } => {
                filled.then(|| count(&text).map(PartValue::Count)).transpose()?
            }
            PartKind::Date => unpack::optional_day(&text)?.map(PartValue::Date),
            PartKind::Choice { options } if filled => {
                let known = options.contains(&text);
                Some(PartValue::Choice(unpack::word(&text, known.then(|| text.clone()))?))
            }
            PartKind::Choice { .. } => None,
            PartKind::Text => filled.then_some(PartValue::Text(text)),
            PartKind::Document => self.document()?.map(PartValue::Document),
            PartKind::Rate { .. } => self.rate()?.map(PartValue::Rate),
        })
    }

    fn document(&self) -> Result<Option<DocumentRef>, EngineError> {
        let document = DocumentRef {
            number: clean(&self.number),
            date: unpack::optional_day(&self.date)?,
            subject: clean(&self.subject),
        };
        Ok((document != DocumentRef::default()).then_some(document))
    }

    fn rate(&self) -> Result<Option<RateFigure>, EngineError> {
        let part = |text: &String| -> Result<Option<u32>, EngineError> {
            (!text.trim().is_empty()).then(|| count(text)).transpose()
        };
        let numbers = (part(&self.numerator)?, part(&self.numerator_to)?, part(&self.denominator)?);
        let bad = || unpack::bad(Field::Rate, &format!("{}/{}", self.numerator, self.denominator));
        let rate = match numbers {
            (Some(from), Some(to), Some(denominator)) if from <= to && denominator != 0 => {
                Rate::Range { from, to, denominator }
            }
            (Some(numerator), None, Some(denominator)) => {
                Rate::Counts(Ratio::new(numerator, denominator).map_err(|_| bad())?)
            }
            (None, None, None) if !self.percent_only.trim().is_empty() => {
                Rate::PercentOnly(percent(&self.percent_only)?)
            }
            (None, None, None) if self.stated => Rate::Stated,
            (None, None, None) => return Ok(None),
            _ => return Err(bad()),
        };
        let quoted = &self.quoted;
        Ok(Some(RateFigure {
            rate,
            quoted: (!quoted.trim().is_empty()).then(|| percent(quoted)).transpose()?,
            as_of: unpack::optional_day(&self.as_of)?,
        }))
    }
}

fn count(text: &str) -> Result<u32, EngineError> {
    number::parse(text).map_err(|_| unpack::bad(Field::Count, text))
}

fn percent(text: &str) -> Result<Percent, EngineError> {
    Percent::parse(text).map_err(|_| unpack::bad(Field::Percent, text))
}
