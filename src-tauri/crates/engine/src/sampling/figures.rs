//! What a checked sample says, in figures and in sentences.

use chrono::NaiveDate;
use domain::interval::Interval;
use domain::number;
use domain::ratio::Ratio;
use domain::sample::{Checked, Criterion, ErrorRate, Group, Standing};

use super::{CODE, REGISTER, checked};
use crate::minutes::{Extra, FigureRow};
use crate::record::{Draw, Row};

/// What is judged: a file as a whole, or one criterion.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// A file with any fault at all.
    Whole,
    /// A file that is faulty by this criterion.
    By(Criterion),
}

impl Part {
    /// The whole, then every criterion.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Whole).chain(Criterion::ALL.into_iter().map(Self::By))
    }

    /// The word used at the window's border.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::By(Criterion::Slip) => "slip",
            Self::By(Criterion::Software) => "software",
            Self::By(Criterion::Components) => "components",
            Self::By(Criterion::Verified) => "verified",
            Self::By(Criterion::OnTime) => "on-time",
            Self::By(Criterion::Apology) => "apology",
        }
    }

    /// What a faulty file is called.
    const fn fault(self) -> &'static str {
        match self {
            Self::Whole => "hồ sơ có ít nhất một sai sót",
            Self::By(Criterion::Slip) => "hồ sơ có phiếu kiểm soát ghi chưa đủ",
            Self::By(Criterion::Software) => "hồ sơ giấy chưa khớp phần mềm",
            Self::By(Criterion::Components) => "hồ sơ thừa hoặc thiếu thành phần",
            Self::By(Criterion::Verified) => "hồ sơ chưa được đối chiếu, xác minh",
            Self::By(Criterion::OnTime) => "hồ sơ quá hạn",
            Self::By(Criterion::Apology) => "hồ sơ quá hạn chưa có văn bản xin lỗi",
        }
    }
}

/// The error rate of one part.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Judged {
    /// What is judged.
    pub part: Part,
    /// How many are faulty, of the sample and perhaps of all.
    pub rate: ErrorRate,
}

/// Judges the drawn files, or without a draw all files of the register, which then speak for
/// themselves only.
pub fn judge(rows: &[Row], draw: Option<&Draw>, day: NaiveDate) -> Vec<Judged> {
    let sheets: Vec<Checked> = match draw {
        Some(draw) => draw.codes.iter().map(|code| sheet_of(rows, code)).collect(),
        None => of_register(rows).map(|row| checked(&row.cells)).collect(),
    };
    Part::all()
        .map(|part| {
            let standing = |sheet: &Checked| match part {
                Part::Whole => sheet.whole(day),
                Part::By(criterion) => sheet.standing(criterion, day),
            };
            let standings: Vec<Standing> = sheets.iter().map(standing).collect();
            let rate = match draw.map(|draw| groups(draw, &standings)) {
                Some(groups) if !groups.is_empty() => ErrorRate::drawn(&groups),
                Some(_) | None => ErrorRate::by_hand(&standings),
            };
            Judged { part, rate }
        })
        .collect()
}

/// The standings of the drawn files, stratum by stratum; none where the sizes of the strata were
/// not written down, so that the sample cannot speak for all.
fn groups(draw: &Draw, standings: &[Standing]) -> Vec<Group> {
    if draw.by.is_empty() {
        let standings = standings.to_vec();
        return vec![Group { stratum: String::new(), of: draw.of, standings }];
    }
    let mut left = standings.iter().copied();
    let group = |(stratum, of, taken): &(String, u32, u32)| Group {
        stratum: stratum.clone(),
        of: *of,
        standings: left.by_ref().take(usize::try_from(*taken).unwrap_or(usize::MAX)).collect(),
    };
    draw.strata.iter().map(group).collect()
}

/// The sheet of a drawn file; an empty one when its row was taken away.
fn sheet_of(rows: &[Row], code: &str) -> Checked {
    let row = of_register(rows).find(|row| row.cells.get(CODE).is_some_and(|it| it == code));
    row.map(|row| checked(&row.cells)).unwrap_or_default()
}

fn of_register(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| row.register == REGISTER)
}

impl Judged {
    /// `15,00%`; empty while nothing is judged.
    pub fn percent(&self) -> String {
        let ratio = Ratio::new(self.rate.faulty, self.rate.judged);
        ratio.map(|ratio| format!("{}%", ratio.percent().printed())).unwrap_or_default()
    }

    /// `từ 147 đến 1.720 hồ sơ, tương ứng 3,23%–37,84%`; empty where the sample says nothing of
    /// other files.
    pub fn interval(&self) -> String {
        self.rate.interval.map(interval_text).unwrap_or_default()
    }

    /// The whole statement, with everything that limits it.
    pub fn sentence(&self, draw: Option<&Draw>) -> String {
        let ErrorRate { faulty, judged, open, .. } = &self.rate;
        if *judged == 0 {
            return "Chưa kiểm hồ sơ nào của mẫu.".to_owned();
        }
        let checked = number::in_text(u64::from(*judged));
        let chosen = match draw {
            Some(draw) => format!(
                "{checked} hồ sơ rút ngẫu nhiên trong {} hồ sơ",
                number::grouped(u64::from(draw.of))
            ),
            None => format!("{checked} hồ sơ do thành viên chọn"),
        };
        let found = format!(
            "{} {} ({})",
            number::in_text(u64::from(*faulty)),
            self.part.fault(),
            self.percent()
        );
        let beyond = match draw {
            Some(draw) => self.beyond(draw),
            None => "; không suy ra cho các hồ sơ khác".to_owned(),
        };
        let provisional = if *open == 0 {
            String::new()
        } else {
            format!("Tạm tính, còn {} hồ sơ chưa kiểm xong. ", number::in_text(u64::from(*open)))
        };
        format!("{provisional}Kiểm {chosen}: {found}{beyond}.")
    }

    /// What the drawn files say of all, with how sure that is.
    fn beyond(&self, draw: &Draw) -> String {
        let interval = self.interval();
        if interval.is_empty() {
            return "; chưa ghi số hồ sơ từng nhóm nên không suy ra cho toàn bộ danh sách"
                .to_owned();
        }
        let sure = if draw.by.is_empty() {
            "với độ tin cậy 95%"
        } else {
            "cộng khoảng của từng nhóm, với độ tin cậy chung ít nhất 95%"
        };
        let running = if self.rate.open == 0 {
            ""
        } else {
            ", dù các hồ sơ chưa kiểm xong đều đạt hay đều sai sót"
        };
        format!("; {sure}, trong toàn bộ danh sách có {interval}{running}")
    }
}

/// `từ 147 đến 1.720 hồ sơ, tương ứng 3,23%–37,84%`.
pub fn interval_text(interval: Interval) -> String {
    let Some((from, to)) = interval.percents() else { return String::new() };
    let (low, high) = (u64::from(interval.low()), u64::from(interval.high()));
    if low == high {
        return format!("{} hồ sơ, tương ứng {}%", number::grouped(low), from.printed());
    }
    format!(
        "từ {} đến {} hồ sơ, tương ứng {}%–{}%",
        number::grouped(low),
        number::grouped(high),
        from.printed(),
        to.printed()
    )
}

/// What the sample adds to the minutes: the error rate of the whole, and of each part that has
/// faults, in the area that asks for the register.
pub fn extra(area: &str, rows: &[Row], draw: Option<&Draw>, day: NaiveDate) -> Extra {
    let judged = judge(rows, draw, day);
    let is_told = |judged: &&Judged| {
        0 < judged.rate.judged && (judged.part == Part::Whole || 0 < judged.rate.faulty)
    };
    let figures = judged.iter().filter(is_told).map(|judged| figure(judged, draw)).collect();
    let open = judged.iter().find(|judged| judged.part == Part::Whole).map_or(0, |it| it.rate.open);
    let mut warnings = Vec::new();
    if draw.is_some() && 0 < open {
        warnings.push(format!(
            "Còn {} hồ sơ đã rút mà chưa kiểm xong; tỷ lệ sai sót là tạm tính.",
            number::in_text(u64::from(open))
        ));
    }
    Extra { area: area.to_owned(), figures, warnings }
}

fn figure(judged: &Judged, draw: Option<&Draw>) -> FigureRow {
    let remark = match (draw, judged.interval()) {
        (Some(draw), interval) if !interval.is_empty() => format!(
            "mẫu ngẫu nhiên {}/{} hồ sơ{}; khoảng tin cậy {}95%: {interval}",
            number::grouped(u64::from(draw.size)),
            number::grouped(u64::from(draw.of)),
            if draw.by.is_empty() { "" } else { " chia nhóm" },
            if draw.by.is_empty() { "" } else { "chung ít nhất " },
        ),
        (Some(draw), _) => {
            format!("mẫu ngẫu nhiên {}/{} hồ sơ", draw.size, number::grouped(u64::from(draw.of)))
        }
        (None, _) => "mẫu do thành viên chọn".to_owned(),
    };
    let provisional = if judged.rate.open == 0 { "" } else { "; tạm tính" };
    FigureRow {
        item: String::new(),
        label: format!("Kiểm tra mẫu: {}", judged.part.fault()),
        counts: format!("{}/{}", judged.rate.faulty, judged.rate.judged),
        rate: judged.percent(),
        remark: format!("{remark}{provisional}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::id::{RowId, SampleId};

    use super::*;

    fn draw(codes: usize, by: &str) -> Draw {
        Draw {
            id: SampleId::from_bytes([1; 16]),
            method: domain::sample::METHOD.to_owned(),
            population: String::new(),
            file: String::new(),
            of: 4545,
            source: String::new(),
            by: by.to_owned(),
            strata: if by.is_empty() {
                Vec::new()
            } else {
                vec![("Hộ tịch".to_owned(), 4533, 8), ("Đất đai".to_owned(), 12, 12)]
            },
            size: 20,
            seed: "S".to_owned(),
            at: String::new(),
            codes: (0..codes).map(|number| format!("H27-{number}")).collect(),
        }
    }

    fn row(number: usize, software: &str) -> Row {
        let day = "2022-09-01";
        let cells = [
            (CODE, format!("H27-{number}").as_str()),
            ("phieu_du", "yes"),
            ("khop_phan_mem", software),
            ("thanh_phan", "đủ"),
            ("da_doi_chieu", "yes"),
            ("ngay_hen", day),
            ("ngay_tra", day),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
        Row {
            id: RowId::from_bytes([2; 16]),
            register: REGISTER.to_owned(),
            cells: BTreeMap::from(cells),
        }
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 9, 15).unwrap()
    }

    #[test]
    fn a_finished_sample_speaks_for_all_files_within_its_interval() {
        let draw = draw(20, "");
        let rows: Vec<Row> =
            (0..20).map(|number| row(number, if number < 3 { "no" } else { "yes" })).collect();
        let judged = judge(&rows, Some(&draw), day());
        assert_eq!(
            judged[0].sentence(Some(&draw)),
            "Kiểm 20 hồ sơ rút ngẫu nhiên trong 4.545 hồ sơ: 03 hồ sơ có ít nhất một sai sót (15,00%); với độ tin cậy 95%, trong toàn bộ danh sách có từ 147 đến 1.720 hồ sơ, tương ứng 3,23%–37,84%."
        );
        let extra = extra("MC", &rows, Some(&draw), day());
        let labels: Vec<_> = extra.figures.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Kiểm tra mẫu: hồ sơ có ít nhất một sai sót",
                "Kiểm tra mẫu: hồ sơ giấy chưa khớp phần mềm"
            ]
        );
        assert!(extra.warnings.is_empty());
    }

    #[test]
    fn an_unfinished_sample_says_what_it_may_still_come_to() {
        let draw = draw(20, "");
        let rows: Vec<Row> = (0..20).map(|number| row(number, "yes")).collect();
        let begun = judge(&rows[..19], Some(&draw), day())[0].sentence(Some(&draw));
        assert_eq!(
            begun,
            "Tạm tính, còn 01 hồ sơ chưa kiểm xong. Kiểm 19 hồ sơ rút ngẫu nhiên trong 4.545 hồ sơ: 00 hồ sơ có ít nhất một sai sót (0,00%); với độ tin cậy 95%, trong toàn bộ danh sách có từ 0 đến 1.128 hồ sơ, tương ứng 0,00%–24,82%, dù các hồ sơ chưa kiểm xong đều đạt hay đều sai sót."
        );
        assert_eq!(extra("MC", &rows[..5], Some(&draw), day()).warnings.len(), 1);
    }

    #[test]
    fn strata_are_added_up_soundly() {
        let drawn = draw(20, "linh_vuc");
        let rows: Vec<Row> =
            (0..20).map(|number| row(number, if number < 19 { "yes" } else { "no" })).collect();
        let whole = judge(&rows, Some(&drawn), day()).remove(0);
        let alone = Interval::exact_95(0, 8, 4533).unwrap();
        let interval = whole.rate.interval.unwrap();
        assert_eq!((interval.low(), interval.high()), (1, alone.high() + 1));
        assert_eq!(whole.rate.strata.len(), 2);
        let sentence = whole.sentence(Some(&drawn));
        assert!(sentence.contains("độ tin cậy chung ít nhất 95%"), "{sentence}");

        let unknown = Draw { strata: Vec::new(), ..draw(20, "linh_vuc") };
        let whole = judge(&rows, Some(&unknown), day()).remove(0);
        assert!(whole.sentence(Some(&unknown)).contains("không suy ra cho toàn bộ danh sách"));
    }

    #[test]
    fn files_chosen_by_a_member_say_nothing_about_others() {
        let rows = [row(1, "no"), row(2, "yes")];
        let judged = judge(&rows, None, day());
        assert_eq!(
            judged[0].sentence(None),
            "Kiểm 02 hồ sơ do thành viên chọn: 01 hồ sơ có ít nhất một sai sót (50,00%); không suy ra cho các hồ sơ khác."
        );
        assert_eq!(judged[0].interval(), "");
    }
}
