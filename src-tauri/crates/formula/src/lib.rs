//! Formulas (công thức) of checklists: indicators, conditions and warnings as data.
//!
//! A formula is one expression over whole numbers and yes or no. There is no division and no
//! fraction in it: an indicator is two formulas, the part above the line and the part below it, and
//! whoever prints the rate forms the exact fraction of the two. So nothing is ever rounded inside.
//!
//! ```text
//! so('MC-13') > 0 and not co('MC-14')          overdue files, and nobody looked at the apologies
//! tu('CN-01') + so('CN-06', 'chung_thu')       a sum of counts
//! ```
//!
//! The grammar is the expressions of minijinja, of which only these words pass: whole numbers, texts
//! as arguments, `+ - *`, `< <= > >= == !=`, `and or not`, `… if … else …`, parentheses, and the
//! functions of [`FUNCTIONS`]. What is not known makes the whole result unknown; `and` and `or` look
//! at their right side only when they must.

mod evaluate;
mod lex;
#[cfg(test)]
mod tests;

use thiserror::Error;

pub use evaluate::{Evaluator, Facts, Known, Unknown, Verdict};

/// Characters a formula may have.
pub const LENGTH_MAX: usize = 500;

/// The functions, each with its arguments (optional ones in brackets) and its meaning.
///
/// `item` is the id of an item (`MC-19`), `part` the name of one of its parts; without it the item's
/// primary count or rate is meant.
pub const FUNCTIONS: [Function; 14] = [
    Function { name: "so", takes: (1, 2), call: "so(item[, part])", about: "a count" },
    Function {
        name: "tu",
        takes: (1, 2),
        call: "tu(item[, part])",
        about: "a rate's part above the line",
    },
    Function { name: "mau", takes: (1, 2), call: "mau(item[, part])", about: "a rate's whole" },
    Function {
        name: "co",
        takes: (1, 2),
        call: "co(item[, part])",
        about: "whether the figure is known",
    },
    Function { name: "dat", takes: (1, 1), call: "dat(item)", about: "judged as met" },
    Function {
        name: "co_ban_dat",
        takes: (1, 1),
        call: "co_ban_dat(item)",
        about: "met on the whole",
    },
    Function {
        name: "chua_dat",
        takes: (1, 1),
        call: "chua_dat(item)",
        about: "judged as not met",
    },
    Function {
        name: "khong_ap_dung",
        takes: (1, 1),
        call: "khong_ap_dung(item)",
        about: "not applicable",
    },
    Function { name: "da_kiem", takes: (1, 1), call: "da_kiem(item)", about: "judged at all" },
    Function {
        name: "dong",
        takes: (1, 3),
        call: "dong(register[, column, text])",
        about: "rows, or those whose cell is the text",
    },
    Function {
        name: "muc_dat",
        takes: (1, 1),
        call: "muc_dat(area)",
        about: "items judged as met",
    },
    Function {
        name: "muc_tinh",
        takes: (1, 1),
        call: "muc_tinh(area)",
        about: "items judged, those not applicable left out",
    },
    Function {
        name: "it_nhat",
        takes: (2, 3),
        call: "it_nhat(item[, part], percent)",
        about: "whether the rate is at least that many per cent",
    },
    Function {
        name: "dat_nguong",
        takes: (1, 2),
        call: "dat_nguong(item[, part])",
        about: "whether the rate reaches the campaign's threshold",
    },
];

/// A function of the language.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// The fewest and the most arguments.
    pub takes: (usize, usize),
    /// How it is called: `so(item[, part])`.
    pub call: &'static str,
    /// What it means.
    pub about: &'static str,
}

/// A formula whose words all pass; what it names was not looked up yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Formula {
    text: String,
    tokens: Vec<Token>,
    calls: Vec<Call>,
}

/// A piece of a formula.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Token {
    /// A whole number, as digits.
    Number(String),
    /// `and`, `or`, `not`, `if`, `else`, `true` or `false`.
    Word(&'static str),
    /// An operator or a parenthesis.
    Sign(&'static str),
    /// A function with its arguments.
    Call(Call),
}

/// One use of a function.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// Which one.
    pub function: &'static str,
    /// Its arguments: all are texts.
    pub arguments: Vec<String>,
}

/// Why a text is not a formula.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum FormulaError {
    /// It has more than [`LENGTH_MAX`] characters.
    #[error("longer than {LENGTH_MAX} characters")]
    TooLong,
    /// A word or sign that the language does not have.
    #[error("`{what}` at character {at} is no part of the language")]
    Unknown {
        /// The word or sign.
        what: String,
        /// Which character of the text, from 1.
        at: usize,
    },
    /// A function was called with too few, too many or wrong arguments.
    #[error("{function} does not take these arguments")]
    Arguments {
        /// The function.
        function: &'static str,
    },
    /// The words do not form an expression.
    #[error("not an expression: {reason}")]
    Shape {
        /// What the reader of expressions says.
        reason: String,
    },
}

impl Formula {
    /// Reads `text`.
    ///
    /// # Errors
    ///
    /// [`FormulaError`].
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        if LENGTH_MAX < text.chars().count() {
            return Err(FormulaError::TooLong);
        }
        let tokens = lex::tokens(text)?;
        minijinja::Environment::empty()
            .compile_expression(text)
            .map_err(|error| FormulaError::Shape { reason: error.to_string() })?;
        let call = |token: &Token| match token {
            Token::Call(call) => Some(call.clone()),
            Token::Number(_) | Token::Word(_) | Token::Sign(_) => None,
        };
        let calls = tokens.iter().filter_map(call).collect();
        Ok(Self { text: text.to_owned(), tokens, calls })
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its pieces, in order, for who says the same in another language.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Every use of a function, in order: what must exist for the formula to mean anything.
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }
}
