//! What was measured, as the table that stands in ARCHITECTURE.md.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use engine::ports::{Clock as _, SystemClock};

use crate::measure::{Pairs, Series};
use crate::{Outcome, place};

const BEGIN: &str = "<!-- bench -->";
const END: &str = "<!-- /bench -->";

/// What a ratio should be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Aim {
    /// At most so much.
    AtMost(f64),
    /// Less than the other side.
    Faster,
    /// A frame of a screen at 60 Hz for 95 of 100, and at most so much at the 95th percentile.
    Frame(f64),
    /// Measured to know, not to judge.
    None,
}

const FRAME: Duration = Duration::from_micros(16_667);

impl Aim {
    fn words(self) -> String {
        match self {
            Self::AtMost(most) => format!("≤ {most:.2}"),
            Self::Faster => "< 1".to_owned(),
            Self::Frame(most) => format!("p95 ≤ 16.7 ms and ≤ {most:.2}"),
            Self::None => "–".to_owned(),
        }
    }

    fn verdict(self, pairs: &Pairs) -> &'static str {
        let met = match self {
            Self::AtMost(most) => pairs.ratio() <= most,
            Self::Faster => pairs.ratio() < 1.0,
            Self::Frame(most) => pairs.ours.p95() <= FRAME && pairs.ratio_p95() <= most,
            Self::None => return "–",
        };
        if met { "yes" } else { "**no**" }
    }
}

/// What the two sides were measured in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unit {
    /// Durations.
    Time,
    /// Memory: a nanosecond stands for a byte.
    Memory,
}

/// A line of the table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    what: String,
    against: String,
    aim: Aim,
    unit: Unit,
    result: Result<Pairs, String>,
}

impl Row {
    /// Two sides that were measured.
    pub(crate) fn measured(
        what: impl Into<String>,
        against: impl Into<String>,
        aim: Aim,
        pairs: Pairs,
    ) -> Self {
        let result = Ok(pairs);
        Self { what: what.into(), against: against.into(), aim, unit: Unit::Time, result }
    }

    /// The same, measured in something else than time.
    pub(crate) fn in_unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// Two sides that were not measured, and why.
    pub(crate) fn not_measured(
        what: impl Into<String>,
        against: impl Into<String>,
        aim: Aim,
        why: impl Into<String>,
    ) -> Self {
        let result = Err(why.into());
        Self { what: what.into(), against: against.into(), aim, unit: Unit::Time, result }
    }

    fn render(&self) -> String {
        let (what, against, aim) = (&self.what, &self.against, self.aim.words());
        match &self.result {
            Ok(pairs) => {
                let (least, most) = pairs.ratio_range();
                format!(
                    "| {what} | {against} | **{:.2}** ({least:.2}–{most:.2}) | {:.2} | {:.2} | {aim} | {} | {} | {} | {} |",
                    pairs.ratio(),
                    pairs.ratio_p10(),
                    pairs.ratio_p95(),
                    self.aim.verdict(pairs),
                    side(&pairs.ours, self.unit),
                    side(&pairs.theirs, self.unit),
                    pairs.count(),
                )
            }
            Err(why) => {
                format!(
                    "| {what} | {against} | not measured: {why} | – | – | {aim} | – | – | – | 0 |"
                )
            }
        }
    }
}

/// The table with the day and the machine.
pub(crate) fn render(rows: &[Row]) -> String {
    let day = SystemClock.local().format("%d/%m/%Y");
    let build = if cfg!(debug_assertions) {
        "build for development, which proves nothing"
    } else {
        "release build"
    };
    let mut text = format!(
        "Measured on {day}, {}, {build}. A ratio is our median over the other side's, \
         measured in turns in one run; in brackets the same for five consecutive slices of the run. \
         Where other work makes both sides wait, p10 shows more of what the work itself costs. \
         Durations: median, p95 (shortest–longest).\n\n\
         | What | Against | Ratio | at p10 | at p95 | Aim | Met | Ours | Theirs | Pairs |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
        machine()
    );
    for row in rows {
        text.push_str(&row.render());
        text.push('\n');
    }
    text
}

/// Puts `table` between its marks in ARCHITECTURE.md; the end mark is added where it is missing.
pub(crate) fn write(table: &str) -> Outcome<()> {
    let path = place::root().join("ARCHITECTURE.md");
    let before = fs::read_to_string(&path)?;
    let after = replaced(&before, table).ok_or("ARCHITECTURE.md has no mark for the table")?;
    fs::write(&path, after)?;
    Ok(())
}

fn replaced(text: &str, table: &str) -> Option<String> {
    let (head, rest) = text.split_once(BEGIN)?;
    let tail = rest.split_once(END).map_or(rest, |(_, tail)| tail);
    let mut whole = String::new();
    write!(whole, "{head}{BEGIN}\n\n{table}\n{END}{tail}").ok()?;
    Some(whole)
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let load = fs::read_to_string("/proc/loadavg").ok();
    let load = load.as_deref().and_then(|text| text.split_whitespace().next());
    let load = load.map_or_else(String::new, |load| format!(" (load average at the end {load})"));
    format!("{cores} cores shared with other work{load}")
}

fn side(series: &Series, unit: Unit) -> String {
    let words = match unit {
        Unit::Time => ms,
        Unit::Memory => mb,
    };
    let (least, most) = series.range();
    format!(
        "{}, {} ({}–{})",
        words(series.median()),
        words(series.p95()),
        words(least),
        words(most)
    )
}

fn mb(bytes: Duration) -> String {
    format!("{:.0} MB", bytes.as_secs_f64() * 1000.0)
}

fn ms(duration: Duration) -> String {
    let ms = duration.as_secs_f64() * 1000.0;
    if ms < 10.0 { format!("{ms:.2} ms") } else { format!("{ms:.0} ms") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_takes_the_place_of_the_one_before() {
        let first = replaced("a\n<!-- bench -->\n\nb\n", "| 1 |\n").unwrap();
        let second = replaced(&first, "| 2 |\n").unwrap();

        assert_eq!(first, "a\n<!-- bench -->\n\n| 1 |\n\n<!-- /bench -->\n\nb\n");
        assert_eq!(second, first.replace('1', "2"));
        assert_eq!(replaced("no mark", "| 1 |\n"), None);
    }

    #[test]
    fn an_aim_is_met_only_on_its_side() {
        let pairs = |ours, theirs| {
            Pairs::of(vec![Duration::from_millis(ours)], vec![Duration::from_millis(theirs)])
        };
        assert_eq!(Aim::AtMost(1.5).verdict(&pairs(15, 10)), "yes");
        assert_eq!(Aim::AtMost(1.5).verdict(&pairs(16, 10)), "**no**");
        assert_eq!(Aim::Faster.verdict(&pairs(10, 10)), "**no**");
        assert_eq!(Aim::Frame(1.3).verdict(&pairs(13, 10)), "yes");
        assert_eq!(Aim::Frame(1.3).verdict(&pairs(14, 10)), "**no**");
        assert_eq!(Aim::Frame(1.3).verdict(&pairs(17, 17)), "**no**");
    }
}
