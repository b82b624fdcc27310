//! Rates as exact fractions of counts, rounded once, when they are printed.

use thiserror::Error;

/// Decimals of a printed rate, as the papers print them: `60,64`.
pub const PRINTED_DECIMALS: u8 = 2;

/// A rate with nothing below the line.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a rate needs a denominator above zero")]
pub struct ZeroDenominator;

/// A fraction of two counts, never reduced: both counts are shown.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Ratio {
    numerator: u32,
    denominator: u32,
}

impl Ratio {
    /// Takes `numerator` of `denominator`. The numerator may be the larger one:
    /// a wrong figure must be recordable before it can be questioned.
    ///
    /// # Errors
    ///
    /// [`ZeroDenominator`].
    pub const fn new(numerator: u32, denominator: u32) -> Result<Self, ZeroDenominator> {
        if denominator == 0 {
            return Err(ZeroDenominator);
        }
        Ok(Self { numerator, denominator })
    }

    /// The part.
    pub const fn numerator(self) -> u32 {
        self.numerator
    }

    /// The whole, never zero.
    pub const fn denominator(self) -> u32 {
        self.denominator
    }

    /// Returns the rate in per cent, rounded half up to [`PRINTED_DECIMALS`].
    pub fn percent(self) -> Percent {
        self.percent_to(PRINTED_DECIMALS)
    }

    /// Returns the rate in per cent, rounded half up to `decimals` (at most 9).
    pub fn percent_to(self, decimals: u8) -> Percent {
        let decimals = decimals.min(9);
        let scale = 10_u128.pow(u32::from(decimals)) * 100;
        let denominator = u128::from(self.denominator);
        let units = (u128::from(self.numerator) * scale * 2 + denominator) / (denominator * 2);
        Percent { units: u64::try_from(units).unwrap_or(u64::MAX), decimals }
    }

    /// Whether `quoted`, printed by somebody else, is this rate rounded half up
    /// to as many decimals as were printed.
    ///
    /// 14/27 quoted as 51,8 is wrong (51,9); 9/136 quoted as 6,62 is right.
    pub fn agrees_with(self, quoted: Percent) -> bool {
        self.percent_to(quoted.decimals) == quoted
    }
}

/// A decimal number of per cent, exactly as printed: digits and their scale.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Percent {
    units: u64,
    decimals: u8,
}

/// Text that should have been a percentage, but is not.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("not a percentage with at most nine decimals")]
pub struct BadPercent;

impl Percent {
    /// Reads `60,64`, `60.64`, `100` or the same with a per cent sign.
    ///
    /// # Errors
    ///
    /// [`BadPercent`] for anything else, and for numbers above 999.999.
    pub fn parse(text: &str) -> Result<Self, BadPercent> {
        let text = text.trim().trim_end_matches('%').trim_end().replace('.', ",");
        let (whole, fraction) = text.split_once(',').unwrap_or((&text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let empty_fraction = text.contains(',') && fraction.is_empty();
        if whole.is_empty()
            || 6 < whole.len()
            || !digits(whole)
            || !digits(fraction)
            || empty_fraction
        {
            return Err(BadPercent);
        }
        let decimals = u8::try_from(fraction.len()).map_err(|_| BadPercent)?;
        if 9 < decimals {
            return Err(BadPercent);
        }
        let units = format!("{whole}{fraction}").parse().map_err(|_| BadPercent)?;
        Ok(Self { units, decimals })
    }

    /// The number of `hundredths` of a per cent, with two decimals: 9.800 is 98,00.
    pub fn of_hundredths(hundredths: u32) -> Self {
        Self { units: u64::from(hundredths), decimals: 2 }
    }

    /// How many decimals were printed.
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// Returns the number in hundredths of a per cent, the unit of thresholds; `None` when it has
    /// finer decimals, or is too large.
    pub fn hundredths(self) -> Option<u32> {
        let scale = 10_u64.pow(u32::from(self.decimals));
        let scaled = self.units.checked_mul(100)?;
        if scaled.is_multiple_of(scale) { u32::try_from(scaled / scale).ok() } else { None }
    }

    /// Returns the number with a decimal comma and without a sign: `60,64`.
    pub fn printed(self) -> String {
        let scale = 10_u64.pow(u32::from(self.decimals));
        let whole = crate::number::grouped(self.units / scale);
        if self.decimals == 0 {
            return whole;
        }
        format!("{whole},{:0width$}", self.units % scale, width = usize::from(self.decimals))
    }
}

/// What quoted parts of one whole come to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Parts {
    /// Their sum, with as many decimals as the finest part has.
    pub sum: Percent,
    /// Whether they can be the parts of one whole, each rounded half up as it was quoted.
    pub make_a_whole: bool,
}

/// Adds up quoted parts of one whole. 99,56 and 0,44 make a whole, and so do three times 33,3;
/// 99,5 and 0,4 do not, for no two numbers that are so rounded come to 100.
pub fn parts(quoted: &[Percent]) -> Parts {
    let decimals = quoted.iter().map(|part| part.decimals).max().unwrap_or(0);
    // In halves of the finest unit, so that the half that rounding takes away is a whole number.
    let unit = |of: u8| 10_u128.pow(u32::from(decimals.saturating_sub(of)));
    let whole = 200 * 10_u128.pow(u32::from(decimals));
    let sum: u128 = quoted.iter().map(|part| u128::from(part.units) * unit(part.decimals)).sum();
    let slack: u128 = quoted.iter().map(|part| unit(part.decimals)).sum();
    let make_a_whole = sum * 2 <= whole + slack && whole < sum * 2 + slack;
    Parts { sum: Percent { units: u64::try_from(sum).unwrap_or(u64::MAX), decimals }, make_a_whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: u32, denominator: u32) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn prints_the_figures_of_the_five_articles() {
        for (numerator, denominator, expected) in [
            (14, 27, "51,85"),
            (2756, 4545, "60,64"),
            (4, 4545, "0,09"),
            (4541, 4545, "99,91"),
            (20, 27, "74,07"),
            (151, 34_336, "0,44"),
            (34_185, 34_336, "99,56"),
            (4, 9, "44,44"),
            (27, 27, "100,00"),
        ] {
            assert_eq!(ratio(numerator, denominator).percent().printed(), expected);
        }
    }

    #[test]
    fn a_quoted_rate_is_judged_by_as_many_decimals_as_it_has() {
        let quoted = |text| Percent::parse(text).unwrap();
        assert!(!ratio(14, 27).agrees_with(quoted("51,8")));
        assert!(ratio(14, 27).agrees_with(quoted("51,9")));
        assert!(ratio(14, 27).agrees_with(quoted("51,85")));
        assert!(ratio(14, 27).agrees_with(quoted("52")));
        assert!(ratio(9, 136).agrees_with(quoted("6,62")));
    }

    #[test]
    fn halves_go_up() {
        assert_eq!(ratio(1, 8).percent_to(1).printed(), "12,5");
        assert_eq!(ratio(1, 8).percent_to(0).printed(), "13");
        assert_eq!(ratio(98_765, 100_000).percent().printed(), "98,77");
    }

    #[test]
    fn a_percentage_is_kept_as_it_was_printed() {
        assert_eq!(Percent::parse("44,66 %").unwrap().printed(), "44,66");
        assert_eq!(Percent::parse("51.80").unwrap().printed(), "51,80");
        for text in ["", ",5", "5,", "1.234,5", "năm", "-3", "1,2,3"] {
            assert_eq!(Percent::parse(text), Err(BadPercent), "{text}");
        }
    }

    #[test]
    fn a_part_of_nothing_is_no_rate() {
        assert_eq!(Ratio::new(3, 0), Err(ZeroDenominator));
    }

    #[test]
    fn quoted_parts_make_a_whole_as_far_as_rounding_explains() {
        for (quoted, sum, expected) in [
            (&["99,56", "0,44"][..], "100,00", true),
            (&["99,5", "0,4"], "99,9", false),
            (&["99,5", "0,6"], "100,1", true),
            (&["99,56", "0,5"], "100,06", false),
            (&["99,54", "0,5"], "100,04", true),
            (&["99,56", "0,4"], "99,96", true),
            (&["99,56", "0,3"], "99,86", false),
            (&["33,3", "33,3", "33,3"], "99,9", true),
            (&["60", "41"], "101", true),
            (&["60", "42"], "102", false),
            (&["100", "0"], "100", true),
        ] {
            let parts =
                parts(&quoted.iter().map(|text| Percent::parse(text).unwrap()).collect::<Vec<_>>());
            assert_eq!((parts.sum.printed().as_str(), parts.make_a_whole), (sum, expected));
        }
    }
}
