//! What is to be done, by whom, until when.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::paragraph::bare_end;
use super::{Paragraph, Remark, join};
use crate::id::UnitId;

/// Everything one addressee is to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Duties {
    /// Who is to do it, as noted; empty where nobody was named.
    pub addressee: String,
    /// What, in the order of the notice.
    pub duties: Vec<Duty>,
}

/// One thing to be done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Duty {
    /// What, without a mark at the end.
    pub text: String,
    /// Until when.
    pub deadline: Option<NaiveDate>,
    /// At which units; none for everybody.
    pub units: Vec<UnitId>,
    /// Whether there are more units.
    pub open: bool,
    /// The findings it follows from, as places in the list they were taken from.
    pub remarks: Vec<usize>,
}

/// Gathers the recommendations of `paragraphs`. Where the leader gave one over the campaign, it
/// stands for those of the visits under the same paragraph.
pub fn duties(paragraphs: &[Paragraph], remarks: &[Remark]) -> Vec<Duties> {
    let mut all: Vec<Duties> = Vec::new();
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.left_out) {
        let own = paragraph.remarks.iter().filter_map(|at| Some((*at, remarks.get(*at)?)));
        let own: Vec<(usize, &Remark)> =
            own.filter(|(_, it)| !it.finding.recommendation.trim().is_empty()).collect();
        let by_leader = own.iter().any(|(_, remark)| remark.visit.is_none());
        for (at, remark) in own.into_iter().filter(|(_, it)| !by_leader || it.visit.is_none()) {
            let addressee = remark.finding.responsible.trim();
            let place = all.iter().position(|it| it.addressee == addressee);
            let place = place.unwrap_or_else(|| {
                all.push(Duties { addressee: addressee.to_owned(), duties: Vec::new() });
                all.len() - 1
            });
            if let Some(duties) = all.get_mut(place) {
                duties.take(at, remark);
            }
        }
    }
    all
}

impl Duties {
    fn take(&mut self, at: usize, remark: &Remark) {
        let text = bare_end(&remark.finding.recommendation);
        let deadline = remark.finding.deadline;
        let known =
            self.duties.iter_mut().find(|duty| duty.text == text && duty.deadline == deadline);
        let general = remark.is_general();
        match known {
            Some(duty) => {
                duty.remarks.push(at);
                duty.open |= remark.finding.open_list;
                let everybody = general || duty.units.is_empty();
                let mut seen: BTreeSet<UnitId> = duty.units.iter().copied().collect();
                for unit in &remark.finding.units {
                    join(&mut duty.units, &mut seen, *unit);
                }
                if everybody {
                    duty.units.clear();
                }
            }
            None => self.duties.push(Duty {
                text: text.to_owned(),
                deadline,
                units: remark.finding.units.clone(),
                open: remark.finding.open_list,
                remarks: vec![at],
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::notice::paragraphs;
    use crate::notice::testing::shortcoming;

    fn remark(id: u8, unit: u8, what: &str, whom: &str) -> Remark {
        let mut remark = shortcoming(id, "MC-01", "Chưa ban hành.", &[unit]);
        remark.finding.recommendation = what.to_owned();
        remark.finding.responsible = whom.to_owned();
        remark
    }

    fn told(remarks: &[Remark]) -> Vec<(String, Vec<(String, usize)>)> {
        let items = BTreeMap::new();
        duties(&paragraphs(remarks, &[], &items), remarks)
            .into_iter()
            .map(|it| {
                let duties = it.duties.into_iter().map(|duty| (duty.text, duty.units.len()));
                (it.addressee, duties.collect())
            })
            .collect()
    }

    #[test]
    fn one_thing_for_one_addressee_is_said_once() {
        let remarks = [
            remark(1, 1, "Ban hành quyết định.", "Chủ tịch UBND xã"),
            remark(2, 2, "Ban hành quyết định", "Chủ tịch UBND xã"),
            remark(3, 3, "Ban hành quyết định", "Chủ tịch UBND phường"),
        ];
        let what = || "Ban hành quyết định".to_owned();
        assert_eq!(
            told(&remarks),
            [
                ("Chủ tịch UBND xã".to_owned(), vec![(what(), 2)]),
                ("Chủ tịch UBND phường".to_owned(), vec![(what(), 1)]),
            ]
        );
    }

    #[test]
    fn the_leaders_word_stands_for_those_of_the_visits() {
        let mut general = remark(1, 1, "Chấn chỉnh", "Chủ tịch UBND xã, phường");
        general.visit = None;
        general.finding.units.clear();
        let remarks = [general, remark(2, 2, "Ban hành quyết định", "Chủ tịch UBND xã")];
        assert_eq!(
            told(&remarks),
            [("Chủ tịch UBND xã, phường".to_owned(), vec![("Chấn chỉnh".to_owned(), 0)])]
        );
    }
}
