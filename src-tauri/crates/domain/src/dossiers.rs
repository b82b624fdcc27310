//! Figures on the handling of case files, as form 06/VPCP/KSTT has them, and their balances.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::ratio::Ratio;

/// A figure of the form.
///
/// # Source
///
/// Thông tư 01/2020/TT-VPCP, form 06/VPCP/KSTT: received = online + direct and postal + carried
/// over = solved + pending; solved = early + on time + overdue; pending = in time + overdue.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Figure {
    /// Tổng số tiếp nhận, as the source itself states it.
    Received,
    /// Nhận trực tuyến.
    Online,
    /// Nhận trực tiếp, qua dịch vụ bưu chính công ích.
    Direct,
    /// Từ kỳ trước chuyển sang.
    Carried,
    /// Tổng số đã giải quyết, as stated.
    Solved,
    /// Giải quyết trước hạn.
    Early,
    /// Giải quyết đúng hạn.
    OnTime,
    /// Giải quyết quá hạn.
    Late,
    /// Tổng số đang giải quyết, as stated.
    Pending,
    /// Đang giải quyết, trong hạn.
    PendingInTime,
    /// Đang giải quyết, quá hạn.
    PendingLate,
}

/// The three totals with their parts.
pub const GROUPS: [(Figure, &[Figure]); 3] = [
    (Figure::Received, &[Figure::Online, Figure::Direct, Figure::Carried]),
    (Figure::Solved, &[Figure::Early, Figure::OnTime, Figure::Late]),
    (Figure::Pending, &[Figure::PendingInTime, Figure::PendingLate]),
];

impl Figure {
    /// Every figure, in the order of the form's columns.
    pub const ALL: [Self; 11] = [
        Self::Received,
        Self::Online,
        Self::Direct,
        Self::Carried,
        Self::Solved,
        Self::Early,
        Self::OnTime,
        Self::Late,
        Self::Pending,
        Self::PendingInTime,
        Self::PendingLate,
    ];

    /// The figures it is the sum of; none for one that is no total.
    pub fn parts(self) -> &'static [Self] {
        GROUPS.iter().find(|(total, _)| *total == self).map_or(&[], |(_, parts)| *parts)
    }
}

/// Who says so.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Source {
    /// The unit's report.
    Report,
    /// The one-stop software.
    Software,
    /// Not said.
    Unknown,
}

/// What one source says of one field in one period. A figure that is not stated is absent; it is
/// not zero.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Counts(BTreeMap<Figure, u32>);

impl Counts {
    /// Takes stated figures.
    pub fn new(figures: impl IntoIterator<Item = (Figure, u32)>) -> Self {
        Self(figures.into_iter().collect())
    }

    /// What is stated for `figure`.
    pub fn stated(&self, figure: Figure) -> Option<u32> {
        self.0.get(&figure).copied()
    }

    /// The sum of the stated parts of a total; `None` when none is stated.
    pub fn sum(&self, total: Figure) -> Option<u64> {
        let stated: Vec<u32> = total.parts().iter().filter_map(|part| self.stated(*part)).collect();
        (!stated.is_empty()).then(|| stated.into_iter().map(u64::from).sum())
    }

    /// What holds for `figure`: as stated, or for a total that is not stated the sum of its parts.
    pub fn value(&self, figure: Figure) -> Option<u64> {
        self.stated(figure).map(u64::from).or_else(|| self.sum(figure))
    }

    /// Everything that does not add up.
    pub fn imbalances(&self) -> Vec<Imbalance> {
        let mut found = Vec::new();
        for (total, parts) in GROUPS {
            if let (Some(stated), Some(sum)) = (self.stated(total).map(u64::from), self.sum(total))
            {
                // What is short may be in a part that is not stated.
                let all_stated = parts.iter().all(|part| self.stated(*part).is_some());
                if stated < sum || (all_stated && stated != sum) {
                    found.push(Imbalance::Parts { total, stated, sum });
                }
            }
        }
        let (solved, pending) = (self.value(Figure::Solved), self.value(Figure::Pending));
        if let Some(received) = self.value(Figure::Received)
            && (solved.is_some() || pending.is_some())
        {
            let handled = solved.unwrap_or(0) + pending.unwrap_or(0);
            if received != handled {
                found.push(Imbalance::Whole { received, handled });
            }
        }
        found
    }

    /// A rate that follows from the counts; `None` while a count is missing or nothing stands
    /// below the line.
    pub fn rate(&self, rate: Rate) -> Option<Ratio> {
        let all = |figures: &[Figure]| {
            let values = figures.iter().map(|figure| self.value(*figure));
            values.sum::<Option<u64>>().and_then(|sum| u32::try_from(sum).ok())
        };
        let whole = match rate {
            Rate::Online => &[Figure::Online, Figure::Direct][..],
            Rate::InTime | Rate::Late => &[Figure::Solved],
        };
        let part = match rate {
            Rate::Online => &[Figure::Online][..],
            Rate::InTime => &[Figure::Early, Figure::OnTime],
            Rate::Late => &[Figure::Late],
        };
        let whole = match (rate, all(whole)) {
            // The total without what was carried over, where it is all that is stated.
            (Rate::Online, None) => {
                let carried = self.value(Figure::Carried).unwrap_or(0);
                let received = self.stated(Figure::Received).map(u64::from);
                received.and_then(|it| u32::try_from(it.checked_sub(carried)?).ok())
            }
            (Rate::Online | Rate::InTime | Rate::Late, whole) => whole,
        };
        // Of what is solved, what is not late is in time.
        let part = match (rate, all(part), whole, self.stated(Figure::Late)) {
            (Rate::InTime, None, Some(solved), Some(late)) => solved.checked_sub(late),
            (Rate::Online | Rate::InTime | Rate::Late, part, _, _) => part,
        };
        Ratio::new(part?, whole?).ok()
    }

    /// Adds what holds in `other`, its totals included.
    fn add(&mut self, other: &Self) {
        for figure in Figure::ALL {
            if let Some(value) = other.value(figure) {
                let sum = self.0.entry(figure).or_default();
                *sum = sum.saturating_add(u32::try_from(value).unwrap_or(u32::MAX));
            }
        }
    }
}

/// A rate that papers quote.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rate {
    /// Received online, of what was received in the period.
    Online,
    /// Solved early or on time, of what was solved.
    InTime,
    /// Solved late, of what was solved.
    Late,
}

/// Something in one line that does not add up.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Imbalance {
    /// A stated total is not the sum of its parts.
    Parts {
        /// Which total.
        total: Figure,
        /// What is stated.
        stated: u64,
        /// What the stated parts come to.
        sum: u64,
    },
    /// What was received is not what is solved and pending together.
    Whole {
        /// What was received.
        received: u64,
        /// What is solved or pending.
        handled: u64,
    },
}

/// One line of the form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Line {
    /// First and last day.
    pub period: (Option<NaiveDate>, Option<NaiveDate>),
    /// The field (lĩnh vực); empty for the whole unit.
    pub field: String,
    /// Who says so.
    pub source: Source,
    /// What is said.
    pub counts: Counts,
}

/// One period and field, with what each source says of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pair {
    /// First and last day.
    pub period: (Option<NaiveDate>, Option<NaiveDate>),
    /// The field; empty for the whole unit.
    pub field: String,
    /// What each source says, in the order of [`Source`].
    pub said: BTreeMap<Source, Counts>,
    /// Sources with more than one line here. Their lines are added up, which may count twice.
    pub twice: Vec<Source>,
}

/// A figure of which report and software say different things.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Difference {
    /// Which figure.
    pub figure: Figure,
    /// What the report says.
    pub report: u64,
    /// What the software says.
    pub software: u64,
}

impl Pair {
    /// Every figure of which both sources speak, and differently.
    pub fn differences(&self) -> Vec<Difference> {
        let (Some(report), Some(software)) =
            (self.said.get(&Source::Report), self.said.get(&Source::Software))
        else {
            return Vec::new();
        };
        let differing = |figure: Figure| {
            let (report, software) = (report.value(figure)?, software.value(figure)?);
            (report != software).then_some(Difference { figure, report, software })
        };
        Figure::ALL.into_iter().filter_map(differing).collect()
    }
}

/// Puts the lines of one period and field side by side, in the order in which they first appear.
pub fn side_by_side(lines: &[Line]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for line in lines {
        let same = |pair: &&mut Pair| pair.period == line.period && pair.field == line.field;
        if let Some(pair) = pairs.iter_mut().find(same) {
            match pair.said.get_mut(&line.source) {
                Some(counts) => {
                    counts.add(&line.counts);
                    if !pair.twice.contains(&line.source) {
                        pair.twice.push(line.source);
                    }
                }
                None => {
                    pair.said.insert(line.source, line.counts.clone());
                }
            }
        } else {
            pairs.push(Pair {
                period: line.period,
                field: line.field.clone(),
                said: BTreeMap::from([(line.source, line.counts.clone())]),
                twice: Vec::new(),
            });
        }
    }
    pairs
}

/// Adds up the fields of each period. A line for the whole unit is left out: it stands beside the
/// sum of its fields, to be compared with it.
pub fn totals(pairs: &[Pair]) -> Vec<Pair> {
    let mut totals: Vec<Pair> = Vec::new();
    for pair in pairs.iter().filter(|pair| !pair.field.is_empty()) {
        let known = totals.iter().position(|total| total.period == pair.period);
        let mut total = match known {
            Some(index) => totals.remove(index),
            None => Pair {
                period: pair.period,
                field: String::new(),
                said: BTreeMap::new(),
                twice: Vec::new(),
            },
        };
        for (source, counts) in &pair.said {
            total.said.entry(*source).or_default().add(counts);
        }
        totals.insert(known.unwrap_or(totals.len()), total);
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use Figure::{
        Carried, Direct, Early, Late, OnTime, Online, Pending, PendingInTime, PendingLate,
        Received, Solved,
    };

    fn line(field: &str, source: Source, counts: Counts) -> Line {
        Line { period: (None, None), field: field.to_owned(), source, counts }
    }

    fn counts<const N: usize>(figures: [(Figure, u32); N]) -> Counts {
        Counts::new(figures)
    }

    #[track_caller]
    fn prints(rate: Option<Ratio>, expected: Option<&str>) {
        assert_eq!(rate.map(|it| it.percent().printed()).as_deref(), expected);
    }

    #[test]
    fn the_figures_of_a_town_balance() {
        let town = counts([
            (Received, 4545),
            (Online, 2756),
            (Direct, 1789),
            (Solved, 4545),
            (OnTime, 4541),
            (Late, 4),
        ]);
        assert_eq!(town.imbalances(), []);
        prints(town.rate(Rate::Online), Some("60,64"));
        prints(town.rate(Rate::InTime), Some("99,91"));
        prints(town.rate(Rate::Late), Some("0,09"));
    }

    #[test]
    fn received_without_solved_or_pending_is_named_with_both_sums() {
        let counts = counts([(Online, 2756), (Direct, 1789), (OnTime, 4537), (Late, 4)]);
        let expected = Imbalance::Whole { received: 4545, handled: 4541 };
        assert_eq!(counts.imbalances(), [expected]);
    }

    #[test]
    fn a_stated_total_is_held_against_its_parts() {
        let parts = |total, stated, sum| [Imbalance::Parts { total, stated, sum }];
        let over = counts([(Received, 4545), (Online, 2756), (Direct, 1790)]);
        assert_eq!(over.imbalances(), parts(Received, 4545, 4546));
        let under = counts([(Pending, 3), (PendingInTime, 1), (PendingLate, 1)]);
        assert_eq!(under.imbalances(), parts(Pending, 3, 2));
        let carried_over_is_not_stated = counts([(Received, 4545), (Online, 2756), (Direct, 1780)]);
        assert_eq!(carried_over_is_not_stated.imbalances(), []);
    }

    #[test]
    fn what_is_not_stated_is_not_zero() {
        assert_eq!(counts([(Received, 5)]).imbalances(), []);
        assert_eq!(counts([(Solved, 5), (Late, 5)]).imbalances(), []);
        prints(counts([(Online, 5)]).rate(Rate::Online), None);
        prints(counts([(Late, 0), (Solved, 0)]).rate(Rate::Late), None);
    }

    #[test]
    fn totals_alone_are_enough_for_a_rate() {
        prints(counts([(Received, 4545), (Online, 2756)]).rate(Rate::Online), Some("60,64"));
        let carried = counts([(Received, 4645), (Online, 2756), (Carried, 100)]);
        prints(carried.rate(Rate::Online), Some("60,64"));
        prints(counts([(Solved, 34_336), (Late, 151)]).rate(Rate::InTime), Some("99,56"));
        let parts = counts([(Early, 1), (OnTime, 1), (Late, 2)]);
        prints(parts.rate(Rate::InTime), Some("50,00"));
    }

    #[test]
    fn every_figure_that_report_and_software_tell_differently_is_named() {
        let lines = [
            line("Đất đai", Source::Report, counts([(Online, 10), (Direct, 5), (Late, 0)])),
            line("Hộ tịch", Source::Report, counts([(Online, 1)])),
            line("Đất đai", Source::Software, counts([(Online, 10), (Direct, 7), (Early, 3)])),
        ];
        let pairs = side_by_side(&lines);
        assert_eq!(pairs.len(), 2);
        let difference = |figure, report, software| Difference { figure, report, software };
        let expected =
            [difference(Received, 15, 17), difference(Direct, 5, 7), difference(Solved, 0, 3)];
        assert_eq!(pairs[0].differences(), expected);
        assert_eq!(pairs[1].differences(), []);
    }

    #[test]
    fn two_lines_of_one_source_are_named() {
        let lines = [1, 2].map(|online| line("", Source::Report, counts([(Online, online)])));
        let pairs = side_by_side(&lines);
        assert_eq!(pairs[0].twice, [Source::Report]);
        assert_eq!(pairs[0].said[&Source::Report].value(Online), Some(3));
    }

    #[test]
    fn fields_are_added_up_and_the_whole_unit_is_not_added_to_them() {
        let lines = [
            line("Đất đai", Source::Software, counts([(Online, 10), (Direct, 5)])),
            line("Hộ tịch", Source::Software, counts([(Received, 7)])),
            line("", Source::Software, counts([(Received, 23)])),
        ];
        let totals = totals(&side_by_side(&lines));
        assert_eq!(totals.len(), 1);
        assert_eq!(totals[0].said[&Source::Software].value(Received), Some(22));
        assert_eq!(totals[0].said[&Source::Software].value(Online), Some(10));
    }
}
