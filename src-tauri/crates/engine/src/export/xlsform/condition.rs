//! When an item is asked, said in the language of XLSForms.

use std::collections::BTreeSet;

use domain::checklist::{ItemView, PartKind, View};
use formula::{Call, Formula, Token};

use super::names::Names;

/// A condition in XPath, and the items it looks at.
pub(super) struct Translated {
    /// True while the item is asked.
    pub(super) relevant: String,
    /// Whose answers decide.
    pub(super) items: BTreeSet<String>,
}

/// Says `show_if` in XPath; `None` where it asks something that a form in the field cannot know,
/// as a threshold of the campaign or an item that is not asked. Then the item is always asked.
///
/// As in the program, an item is asked as long as a figure that decides is not known.
pub(super) fn translate(show_if: &str, view: &View, names: &Names) -> Option<Translated> {
    let formula = Formula::parse(show_if).ok()?;
    let mut reader = Reader {
        tokens: formula.tokens(),
        view,
        names,
        fields: BTreeSet::new(),
        items: BTreeSet::new(),
        depth: 0,
    };
    let said = reader.choice()?;
    if !reader.tokens.is_empty() {
        return None;
    }
    let mut unknown: Vec<String> =
        reader.fields.iter().map(|field| format!("${{{field}}} = ''")).collect();
    unknown.push(format!("({said})"));
    Some(Translated { relevant: unknown.join(" or "), items: reader.items })
}

/// Parentheses within parentheses.
const DEPTH_MAX: u32 = 40;

struct Reader<'a> {
    tokens: &'a [Token],
    view: &'a View,
    names: &'a Names,
    /// Figures that must be known before the rest means anything.
    fields: BTreeSet<String>,
    items: BTreeSet<String>,
    depth: u32,
}

impl Reader<'_> {
    fn next_is(&mut self, wanted: &Token) -> bool {
        match self.tokens.split_first() {
            Some((first, rest)) if first == wanted => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    /// `a if c else b`.
    fn choice(&mut self) -> Option<String> {
        self.depth += 1;
        if DEPTH_MAX < self.depth {
            return None;
        }
        let then = self.chain(0)?;
        let said = if self.next_is(&Token::Word("if")) {
            let condition = self.chain(0)?;
            let otherwise =
                if self.next_is(&Token::Word("else")) { self.choice()? } else { return None };
            format!("if({condition}, {then}, {otherwise})")
        } else {
            then
        };
        self.depth -= 1;
        Some(said)
    }

    /// Operators by how strongly they bind, the weakest first; every step is put in parentheses.
    fn chain(&mut self, level: usize) -> Option<String> {
        const LEVELS: [&[(Token, &str)]; 5] = [
            &[(Token::Word("or"), "or")],
            &[(Token::Word("and"), "and")],
            &[
                (Token::Sign("<="), "<="),
                (Token::Sign(">="), ">="),
                (Token::Sign("=="), "="),
                (Token::Sign("!="), "!="),
                (Token::Sign("<"), "<"),
                (Token::Sign(">"), ">"),
            ],
            &[(Token::Sign("+"), "+"), (Token::Sign("-"), "-")],
            &[(Token::Sign("*"), "*")],
        ];
        // `not` binds between `and` and the comparisons.
        if level == 2 && self.next_is(&Token::Word("not")) {
            return Some(format!("not({})", self.chain(2)?));
        }
        let Some(signs) = LEVELS.get(level) else { return self.one() };
        let mut said = self.chain(level + 1)?;
        loop {
            let found = signs.iter().find(|(token, _)| self.tokens.first() == Some(token));
            let Some((token, sign)) = found else { return Some(said) };
            self.next_is(token);
            let right = self.chain(level + 1)?;
            said = format!("({said} {sign} {right})");
        }
    }

    fn one(&mut self) -> Option<String> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        match first {
            Token::Number(number) => Some(number.clone()),
            Token::Word("true") => Some("true()".to_owned()),
            Token::Word("false") => Some("false()".to_owned()),
            Token::Sign("(") => {
                let inner = self.choice()?;
                self.next_is(&Token::Sign(")")).then(|| format!("({inner})"))
            }
            Token::Sign("-") => Some(format!("(0 - {})", self.one()?)),
            Token::Call(call) => self.call(call),
            Token::Word(_) | Token::Sign(_) => None,
        }
    }

    fn call(&mut self, call: &Call) -> Option<String> {
        let thing = call.arguments.first()?;
        let part = call.arguments.get(1).map(String::as_str);
        let verdict = |code: &str, name: &str| format!("(${{{name}}} = '{code}')");
        match call.function {
            "so" => self.figure(thing, part, "so"),
            "tu" => self.figure(thing, part, "tu"),
            "mau" => self.figure(thing, part, "mau"),
            "co" => {
                let what = if self.is_count(thing, part)? { "so" } else { "tu" };
                let name = self.field(thing, part, what)?;
                Some(format!("(${{{name}}} != '')"))
            }
            "dat" => Some(verdict("met", &self.verdict(thing)?)),
            "co_ban_dat" => Some(verdict("partly", &self.verdict(thing)?)),
            "chua_dat" => Some(verdict("not-met", &self.verdict(thing)?)),
            "khong_ap_dung" => Some(verdict("not-applicable", &self.verdict(thing)?)),
            "da_kiem" => Some(format!("(${{{}}} != '')", self.verdict(thing)?)),
            _ => None,
        }
    }

    fn verdict(&mut self, item: &str) -> Option<String> {
        let name = self.names.of(item, "", "kq")?.to_owned();
        self.items.insert(item.to_owned());
        Some(name)
    }

    fn figure(&mut self, item: &str, part: Option<&str>, what: &'static str) -> Option<String> {
        let name = self.field(item, part, what)?;
        self.fields.insert(name.clone());
        Some(format!("${{{name}}}"))
    }

    fn field(&mut self, item: &str, part: Option<&str>, what: &'static str) -> Option<String> {
        let part = match part {
            Some(part) => part.to_owned(),
            None => meant(self.view.item(item)?, what == "so")?.to_owned(),
        };
        let name = self.names.of(item, &part, what)?.to_owned();
        self.items.insert(item.to_owned());
        Some(name)
    }

    /// Whether the figure meant is a count; else it is a rate.
    fn is_count(&self, item: &str, part: Option<&str>) -> Option<bool> {
        let item = self.view.item(item)?;
        let meant = |name: &str| item.parts.iter().find(|it| it.name == name);
        let found = match part {
            Some(name) => meant(name),
            None => item.parts.iter().find(|part| part.primary),
        };
        match found?.kind {
            PartKind::Count { .. } => Some(true),
            PartKind::Rate { .. } => Some(false),
            PartKind::Date | PartKind::Choice { .. } | PartKind::Text | PartKind::Document => None,
        }
    }
}

/// The part that a bare count, or else a bare rate, of `item` means.
fn meant(item: &ItemView, count: bool) -> Option<&str> {
    let fits = |kind: &PartKind| match kind {
        PartKind::Count { .. } => count,
        PartKind::Rate { .. } => !count,
        PartKind::Date | PartKind::Choice { .. } | PartKind::Text | PartKind::Document => false,
    };
    let mut parts = item.parts.iter().filter(|part| fits(&part.kind));
    let first = parts.clone().next();
    parts.find(|part| part.primary).or(first).map(|part| part.name.as_str())
}
