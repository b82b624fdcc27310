//! Rules on critical items (nội dung trọng yếu): what must not be missing when minutes are sealed.

use crate::answer::Answer;
use crate::finding::{Finding, FindingKind};

/// What is missing at an item.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Lack {
    /// Nobody has judged it.
    Verdict,
    /// It falls short, and no shortcoming was written.
    Finding,
    /// It is judged, and nothing proves it.
    Evidence,
    /// It is judged and asks for a figure that nobody entered.
    Figure,
}

impl Lack {
    /// Everything that may be missing.
    pub const ALL: [Self; 4] = [Self::Verdict, Self::Finding, Self::Evidence, Self::Figure];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verdict => "not-answered",
            Self::Finding => "no-finding",
            Self::Evidence => "no-evidence",
            Self::Figure => "no-figure",
        }
    }

    /// Finds what files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lack| lack.code() == code)
    }
}

/// How much a lack matters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Gravity {
    /// Not at all.
    Ignore,
    /// It is pointed out; sealing goes on.
    Warn,
    /// Sealing is refused.
    Block,
}

impl Gravity {
    /// Every gravity.
    pub const ALL: [Self; 3] = [Self::Ignore, Self::Warn, Self::Block];

    /// The word used in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }

    /// Finds the gravity that files call `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gravity| gravity.code() == code)
    }
}

/// How much one lack at one item matters in a campaign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rule {
    /// The item: `MC-03`.
    pub item: String,
    /// What may be missing.
    pub lack: Lack,
    /// How much that matters.
    pub gravity: Gravity,
}

/// How much `lack` at `item` matters; without a rule a missing finding is pointed out, as every
/// delegation wants, and the rest is not.
pub fn gravity(rules: &[Rule], item: &str, lack: Lack) -> Gravity {
    let set = rules.iter().find(|rule| rule.item == item && rule.lack == lack);
    set.map_or(if lack == Lack::Finding { Gravity::Warn } else { Gravity::Ignore }, |it| it.gravity)
}

/// What is known of an item when its rules are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What was recorded, if anything.
    pub answer: Option<&'a Answer>,
    /// Every finding of the visit.
    pub findings: &'a [Finding],
    /// How many pieces of evidence the item has.
    pub evidence: usize,
    /// Name of the part whose figure the item asks for, if it asks for one.
    pub figure: Option<&'a str>,
}

/// What is missing at `item`, whether it matters or not.
pub fn lacks(item: &str, known: Known<'_>) -> Vec<Lack> {
    let Some((answer, verdict)) = known.answer.and_then(|it| Some((it, it.verdict?))) else {
        return vec![Lack::Verdict];
    };
    if verdict == crate::answer::Verdict::NotApplicable {
        return Vec::new();
    }
    let noted = |finding: &Finding| {
        finding.kind == FindingKind::Shortcoming && finding.items.iter().any(|it| it == item)
    };
    let mut lacks = Vec::new();
    if verdict.falls_short() && !known.findings.iter().any(noted) {
        lacks.push(Lack::Finding);
    }
    if known.evidence == 0 {
        lacks.push(Lack::Evidence);
    }
    if known.figure.is_some_and(|part| !answer.parts.contains_key(part)) {
        lacks.push(Lack::Figure);
    }
    lacks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Verdict;

    fn answer(verdict: Verdict) -> Answer {
        Answer { verdict: Some(verdict), ..Answer::default() }
    }

    fn known(answer: Option<&Answer>) -> Known<'_> {
        Known { answer, findings: &[], evidence: 0, figure: Some("ty_le") }
    }

    #[test]
    fn an_item_that_nobody_judged_lacks_only_the_judgement() {
        assert_eq!(lacks("MC-03", known(None)), [Lack::Verdict]);
        assert_eq!(lacks("MC-03", known(Some(&Answer::default()))), [Lack::Verdict]);
    }

    #[test]
    fn an_item_that_does_not_apply_lacks_nothing() {
        assert_eq!(lacks("MC-03", known(Some(&answer(Verdict::NotApplicable)))), []);
    }

    #[test]
    fn an_item_that_falls_short_asks_for_all_three() {
        let found = lacks("MC-03", known(Some(&answer(Verdict::NotMet))));
        assert_eq!(found, [Lack::Finding, Lack::Evidence, Lack::Figure]);
        let met = lacks("MC-03", known(Some(&answer(Verdict::Met))));
        assert_eq!(met, [Lack::Evidence, Lack::Figure]);
    }

    #[test]
    fn without_rules_only_a_missing_finding_is_pointed_out() {
        for lack in Lack::ALL {
            let expected = if lack == Lack::Finding { Gravity::Warn } else { Gravity::Ignore };
            assert_eq!(gravity(&[], "MC-03", lack), expected);
        }
        let rule = Rule { item: "MC-03".into(), lack: Lack::Finding, gravity: Gravity::Ignore };
        assert_eq!(gravity(&[rule], "MC-03", Lack::Finding), Gravity::Ignore);
    }
}
