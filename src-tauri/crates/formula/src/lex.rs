//! Which words may stand in a formula.
//!
//! minijinja's expressions can do far more than figures need: fractions in floating point, texts
//! multiplied until memory ends, methods. Only what is listed here reaches it.

use crate::{Call, FUNCTIONS, FormulaError, Function, Token};

/// Words besides the functions.
const WORDS: [&str; 7] = ["and", "or", "not", "if", "else", "true", "false"];

/// Signs, the longer ones first.
const SIGNS: [&str; 11] = ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "(", ")"];

/// Digits of a whole number.
const DIGITS_MAX: usize = 12;

/// The pieces of `text`, once every word of it passes.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, FormulaError> {
    let mut reader = Reader { text, at: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = reader.token()? {
        tokens.push(token);
    }
    Ok(tokens)
}

struct Reader<'a> {
    text: &'a str,
    /// The next byte.
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\n', '\t']).len();
    }

    fn token(&mut self) -> Result<Option<Token>, FormulaError> {
        self.skip_spaces();
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Ok(None) };
        if first.is_ascii_digit() {
            let number = self
                .take(|letter| letter.is_ascii_alphanumeric() || letter == '.' || letter == '_');
            let whole = number.len() <= DIGITS_MAX && number.bytes().all(|it| it.is_ascii_digit());
            return if whole {
                Ok(Some(Token::Number(number.to_owned())))
            } else {
                Err(self.unknown_before(number))
            };
        }
        if first.is_ascii_alphabetic() || first == '_' {
            let word = self.take(|letter| letter.is_ascii_alphanumeric() || letter == '_');
            if let Some(known) = WORDS.into_iter().find(|known| *known == word) {
                return Ok(Some(Token::Word(known)));
            }
            let Some(function) = FUNCTIONS.iter().find(|function| function.name == word) else {
                return Err(self.unknown_before(word));
            };
            return self.call(function).map(|call| Some(Token::Call(call)));
        }
        let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) else {
            self.at += first.len_utf8();
            return Err(self.unknown_before(&first.to_string()));
        };
        self.at += sign.len();
        // Two stars would be a power, of which the language has none.
        if sign == "*" && self.rest().starts_with('*') {
            self.at += 1;
            return Err(self.unknown_before("**"));
        }
        Ok(Some(Token::Sign(sign)))
    }

    /// The arguments of `function`, whose name was just read.
    fn call(&mut self, function: &'static Function) -> Result<Call, FormulaError> {
        let wrong = || FormulaError::Arguments { function: function.name };
        self.sign("(").ok_or_else(wrong)?;
        let mut arguments = Vec::new();
        loop {
            arguments.push(self.argument().ok_or_else(wrong)?);
            if self.sign(",").is_none() {
                break;
            }
        }
        self.sign(")").ok_or_else(wrong)?;
        let (least, most) = function.takes;
        if !(least..=most).contains(&arguments.len()) {
            return Err(wrong());
        }
        Ok(Call { function: function.name, arguments })
    }

    fn sign(&mut self, sign: &str) -> Option<()> {
        self.skip_spaces();
        self.rest().strip_prefix(sign)?;
        self.at += sign.len();
        Some(())
    }

    /// A text in single or double quotes, without escapes.
    fn argument(&mut self) -> Option<String> {
        self.skip_spaces();
        let quote = self.rest().chars().next().filter(|it| matches!(it, '\'' | '"'))?;
        let inner = self.rest().get(1..)?;
        let end = inner.find(quote)?;
        let text = inner.get(..end).filter(|text| !text.contains(['\\', '\n']))?;
        self.at += end + 2;
        Some(text.to_owned())
    }

    fn take(&mut self, takes: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|letter| !takes(letter)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Says that `what`, which was just read, does not pass.
    fn unknown_before(&self, what: &str) -> FormulaError {
        let begin = self.text.get(..self.at.saturating_sub(what.len())).unwrap_or_default();
        FormulaError::Unknown { what: what.to_owned(), at: begin.chars().count() + 1 }
    }
}
