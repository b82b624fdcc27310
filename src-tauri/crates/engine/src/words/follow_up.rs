//! Where a demand stands, in words.

use domain::date;
use domain::follow_up::{Due, Standing, State};
use domain::number;

/// What a state is called on papers and screens.
pub const fn demand_state(state: State) -> &'static str {
    match state {
        State::Overdue => "quá hạn",
        State::DueSoon => "sắp đến hạn",
        State::Reported => "đã báo cáo, chờ kiểm tra lại",
        State::Partly => "khắc phục một phần",
        State::Open => "chưa khắc phục",
        State::Carried => "chuyển sang kỳ sau",
        State::Closed => "đã khắc phục",
    }
}

/// Until when a demand is to be met, or why no day can be named.
pub fn due_in_words(standing: &Standing) -> String {
    match standing.due {
        Due::Unset => "chưa có thời hạn".to_owned(),
        Due::Undelivered => "chưa ghi ngày giao văn bản".to_owned(),
        Due::NoCalendar { year } => format!("chưa có lịch nghỉ năm {year}"),
        Due::On(day) => match standing.days_left {
            Some(left) if left < 0 => {
                let days = number::grouped(left.unsigned_abs());
                format!("{}, quá {days} ngày", date::short(day))
            }
            Some(0) => format!("{}, hôm nay", date::short(day)),
            Some(left) => {
                let days = number::grouped(left.unsigned_abs());
                format!("{}, còn {days} ngày", date::short(day))
            }
            None => date::short(day),
        },
    }
}
