//! Working formulas out over what is known of a visit.

use std::error::Error as _;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Rest, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Value};

use crate::{FUNCTIONS, Formula};

/// Steps that one formula may take; the longest that passes needs far fewer.
const FUEL: u64 = 20_000;

/// How an item was judged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Đạt.
    Met,
    /// Cơ bản đạt.
    Partly,
    /// Chưa đạt.
    NotMet,
    /// Không áp dụng.
    NotApplicable,
}

/// What formulas may ask; `None` is "not known". `part` is empty where the primary one is meant.
pub trait Facts: fmt::Debug + Send + Sync {
    /// A count of an item.
    fn count(&self, item: &str, part: &str) -> Option<u32>;
    /// Both counts of a rate.
    fn rate(&self, item: &str, part: &str) -> Option<(u32, u32)>;
    /// Whether a figure of any form is known.
    fn has_figure(&self, item: &str, part: &str) -> bool;
    /// The judgement of an item.
    fn verdict(&self, item: &str) -> Option<Verdict>;
    /// Rows of a register, or those in whose `column` the text `cell` stands.
    fn rows(&self, register: &str, cell: Option<(&str, &str)>) -> u32;
    /// Items of an area that are judged as met, and those judged without the ones not applicable.
    fn area(&self, area: &str) -> (u32, u32);
    /// Whether a rate is at least `percent` (`60` or `60,5`); `None` too when that is no number.
    fn reaches(&self, item: &str, part: &str, percent: &str) -> Option<bool>;
    /// Whether a rate reaches the threshold of the campaign; `None` too when there is none.
    fn reaches_threshold(&self, item: &str, part: &str) -> Option<bool>;
}

/// A result.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Known {
    /// A whole number.
    Number(i128),
    /// Yes or no.
    Flag(bool),
}

/// Why there is no result.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Unknown {
    /// A figure that the formula needs is not there.
    #[error("{0} is not known")]
    Missing(String),
    /// The formula makes no sense with these values: text where a number is wanted, a number beyond
    /// all counts.
    #[error("cannot be worked out: {0}")]
    Senseless(String),
}

/// Works out formulas over one set of facts.
#[derive(Debug)]
pub struct Evaluator {
    environment: Environment<'static>,
}

impl Evaluator {
    /// Over `facts`, as they are now.
    pub fn new(facts: &Arc<dyn Facts>) -> Self {
        let mut environment = Environment::empty();
        environment.set_fuel(Some(FUEL));
        for function in FUNCTIONS {
            let facts = Arc::clone(facts);
            environment.add_function(function.name, move |arguments: Rest<String>| {
                call(facts.as_ref(), function.name, &arguments)
            });
        }
        Self { environment }
    }

    /// Works out `formula`.
    ///
    /// # Errors
    ///
    /// [`Unknown`].
    pub fn result(&self, formula: &Formula) -> Result<Known, Unknown> {
        let senseless = |error: &Error| Unknown::Senseless(error.to_string());
        let expression =
            self.environment.compile_expression(formula.text()).map_err(|it| senseless(&it))?;
        let value = expression.eval(()).map_err(|error| {
            let missing = error.source().and_then(|source| source.downcast_ref::<Unknown>());
            missing.cloned().unwrap_or_else(|| senseless(&error))
        })?;
        let kind = value.kind();
        if kind == ValueKind::Bool {
            return Ok(Known::Flag(value.is_true()));
        }
        if !value.is_integer() {
            return Err(Unknown::Senseless(kind.to_string()));
        }
        i128::try_from(value).map(Known::Number).map_err(|error| senseless(&error))
    }

    /// Whether a condition holds.
    ///
    /// # Errors
    ///
    /// [`Unknown`], also when the formula gives a number.
    pub fn holds(&self, condition: &Formula) -> Result<bool, Unknown> {
        match self.result(condition)? {
            Known::Flag(flag) => Ok(flag),
            Known::Number(number) => Err(Unknown::Senseless(number.to_string())),
        }
    }

    /// A count; negative results are none.
    ///
    /// # Errors
    ///
    /// [`Unknown`], also when the formula gives yes or no.
    pub fn count(&self, formula: &Formula) -> Result<u32, Unknown> {
        match self.result(formula)? {
            Known::Number(number) => {
                u32::try_from(number).map_err(|_| Unknown::Senseless(number.to_string()))
            }
            Known::Flag(flag) => Err(Unknown::Senseless(flag.to_string())),
        }
    }
}

/// Asks `facts` what `function` means with `arguments`.
fn call(facts: &dyn Facts, function: &'static str, arguments: &[String]) -> Result<Value, Error> {
    let argument = |index: usize| arguments.get(index).map_or("", String::as_str);
    let (thing, part) = (argument(0), argument(1));
    let missing = || Unknown::Missing(arguments.join(" "));
    let judged = |wanted| Some(Value::from(facts.verdict(thing) == Some(wanted)));
    let value = match function {
        "so" => facts.count(thing, part).map(Value::from),
        "tu" => facts.rate(thing, part).map(|(part, _)| Value::from(part)),
        "mau" => facts.rate(thing, part).map(|(_, whole)| Value::from(whole)),
        "co" => Some(Value::from(facts.has_figure(thing, part))),
        "dat" => judged(Verdict::Met),
        "co_ban_dat" => judged(Verdict::Partly),
        "chua_dat" => judged(Verdict::NotMet),
        "khong_ap_dung" => judged(Verdict::NotApplicable),
        "da_kiem" => Some(Value::from(facts.verdict(thing).is_some())),
        "dong" => {
            let cell = arguments.get(2).map(|text| (part, text.as_str()));
            Some(Value::from(facts.rows(thing, cell)))
        }
        "muc_dat" => Some(Value::from(facts.area(thing).0)),
        "muc_tinh" => Some(Value::from(facts.area(thing).1)),
        "it_nhat" => {
            let (part, percent) =
                if arguments.len() == 3 { (part, argument(2)) } else { ("", part) };
            facts.reaches(thing, part, percent).map(Value::from)
        }
        "dat_nguong" => facts.reaches_threshold(thing, part).map(Value::from),
        other => return Err(Error::new(ErrorKind::UnknownFunction, other.to_owned())),
    };
    value.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "not known").with_source(missing()))
}
