//! Clocks that are wrong: named before anybody signs what they dated, and never corrected by us.

use super::outline::{Check, CheckLevel};

/// What is known of a clock.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ClockNote {
    /// It showed another time than this laptop's when both were connected: who works there, minutes
    /// ahead (negative: behind), and when (`HH:MM ngày dd/mm/yyyy`).
    Differs {
        /// Who works there.
        who: String,
        /// Minutes ahead of this laptop's; negative where it is behind.
        minutes: i64,
        /// When both were connected.
        at: String,
    },
    /// It went back between two changes.
    WentBack {
        /// Who works there.
        who: String,
        /// By how many minutes.
        minutes: u64,
        /// What it showed at the later one (`HH:MM ngày dd/mm/yyyy`).
        at: String,
    },
}

/// A warning for every clock that is wrong.
pub fn clock_checks(notes: &[ClockNote]) -> Vec<Check> {
    notes
        .iter()
        .map(|note| Check { level: CheckLevel::Warn, text: told(note), item: String::new() })
        .collect()
}

fn told(note: &ClockNote) -> String {
    match note {
        ClockNote::Differs { who, minutes, at } => {
            let side = if *minutes < 0 { "sau" } else { "trước" };
            format!(
                "Đồng hồ máy của {who} chạy {side} máy này {} phút (so lúc {at}); giờ ghi trên hai máy không khớp, hãy chỉnh máy sai và đối chiếu giờ trong biên bản.",
                minutes.unsigned_abs()
            )
        }
        ClockNote::WentBack { who, minutes, at } => format!(
            "Đồng hồ máy của {who} đã lùi {minutes} phút giữa hai lần ghi (sau đó chỉ {at}); hãy đối chiếu giờ trong biên bản trước khi ký."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wrong_clock_is_named_with_how_far_it_is_off() {
        let who = || "Thư ký Đoàn".to_owned();
        let at = || "10:42 ngày 15/09/2022".to_owned();
        let checks = clock_checks(&[
            ClockNote::Differs { who: who(), minutes: -22, at: at() },
            ClockNote::WentBack { who: who(), minutes: 60, at: at() },
        ]);
        assert!(checks.iter().all(|check| check.level == CheckLevel::Warn));
        assert!(checks[0].text.contains("chạy sau máy này 22 phút (so lúc 10:42 ngày 15/09/2022)"));
        assert!(checks[1].text.contains("đã lùi 60 phút giữa hai lần ghi"));
    }
}
