//! Which snapshots to keep: a pure rule over their times.

use chrono::{DateTime, Duration, Utc};

use super::snapshot::{Reason, Snapshot};

/// Hours of which the last snapshot stays.
const HOURS: usize = 24;
/// Days of which the last snapshot stays.
const DAYS: usize = 14;
/// Snapshots before an import, or asked for by hand, that stay.
const ASKED: usize = 10;
/// Shortest time between two hourly snapshots.
const INTERVAL: Duration = Duration::hours(1);

/// Whether the time has come for an hourly snapshot.
///
/// A newest snapshot that claims a later time than `now` (the clock was set
/// back) counts as old, so that a wrong clock never stops the ring.
pub(super) fn is_due(newest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    newest.is_none_or(|newest| now < newest || INTERVAL <= now - newest)
}

/// The snapshots that may go, given all that are there.
///
/// The newest one always stays, whatever the clock says.
pub(super) fn superfluous(mut all: Vec<Snapshot>) -> Vec<Snapshot> {
    all.sort_by(|left, right| right.taken_at.cmp(&left.taken_at).then(right.name.cmp(&left.name)));
    let mut hours: Vec<String> = Vec::new();
    let mut days: Vec<String> = Vec::new();
    let mut asked = 0;
    all.retain(|snapshot| {
        let by_hour =
            is_first_of(&mut hours, &snapshot.taken_at.format("%F %H").to_string(), HOURS);
        let by_day = is_first_of(&mut days, &snapshot.taken_at.format("%F").to_string(), DAYS);
        let by_wish = match snapshot.reason {
            Reason::Hourly => false,
            Reason::BeforeImport | Reason::Asked => {
                asked += 1;
                asked <= ASKED
            }
        };
        !(by_hour || by_day || by_wish)
    });
    all
}

fn is_first_of(seen: &mut Vec<String>, period: &str, most: usize) -> bool {
    if most <= seen.len() || seen.iter().any(|other| other == period) {
        return false;
    }
    seen.push(period.to_owned());
    true
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 1, 1, 0, 30, 0).unwrap() + Duration::hours(hours)
    }

    fn taken(hours: i64, reason: Reason) -> Snapshot {
        Snapshot::named(at(hours), reason, 0)
    }

    #[test]
    fn keeps_a_day_of_hours_and_two_weeks_of_days() {
        let all: Vec<Snapshot> = (0..24 * 30).map(|hour| taken(hour, Reason::Hourly)).collect();

        let gone = superfluous(all.clone());

        // 24 hours reach into yesterday's last hour at most; 13 more days by their last hour.
        assert_eq!(all.len() - gone.len(), HOURS + DAYS - 1);
        assert!(!gone.contains(&taken(24 * 30 - 1, Reason::Hourly)));
        assert!(gone.contains(&taken(0, Reason::Hourly)));
    }

    #[test]
    fn keeps_what_was_asked_for_beside_the_hours() {
        let mut all: Vec<Snapshot> = (24..60).map(|hour| taken(hour, Reason::Hourly)).collect();
        all.push(taken(1, Reason::BeforeImport));

        assert!(!superfluous(all).contains(&taken(1, Reason::BeforeImport)));
    }

    #[test]
    fn always_keeps_the_newest() {
        assert!(superfluous(vec![taken(0, Reason::Hourly)]).is_empty());
    }

    #[test]
    fn is_due_after_an_hour_and_when_the_clock_went_back() {
        assert!(is_due(None, at(0)));
        assert!(!is_due(Some(at(0)), at(0) + Duration::minutes(59)));
        assert!(is_due(Some(at(0)), at(1)));
        assert!(is_due(Some(at(5)), at(0)));
    }
}
