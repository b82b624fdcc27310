//! Figures of form 06/VPCP/KSTT: rows of their register, side by side, with all that is wrong.

use domain::date;
use domain::dossiers::{
    Counts, Difference, Figure, Imbalance, Line, Pair, Rate, Source, side_by_side, totals,
};
use domain::id::RowId;
use domain::number;
use domain::ratio::{self, Percent, Ratio};

use crate::minutes::Extra;
use crate::record::Row;

/// The register.
pub const REGISTER: &str = "so_lieu";
/// Its column of sources, with the words for both.
pub const SOURCE: &str = "nguon";
const SOURCES: [(Source, &str); 2] = [(Source::Report, "báo cáo"), (Source::Software, "phần mềm")];

/// Its columns of figures, in the order of the form.
pub const COLUMNS: [(Figure, &str, &str); 11] = [
    (Figure::Received, "tong_nhan", "Tổng tiếp nhận"),
    (Figure::Online, "nhan_truc_tuyen", "Nhận trực tuyến"),
    (Figure::Direct, "nhan_truc_tiep", "Nhận trực tiếp, BCCI"),
    (Figure::Carried, "ky_truoc", "Kỳ trước chuyển sang"),
    (Figure::Solved, "tong_da_giai_quyet", "Tổng đã giải quyết"),
    (Figure::Early, "truoc_han", "Giải quyết trước hạn"),
    (Figure::OnTime, "dung_han", "Giải quyết đúng hạn"),
    (Figure::Late, "qua_han", "Giải quyết quá hạn"),
    (Figure::Pending, "tong_dang_giai_quyet", "Tổng đang giải quyết"),
    (Figure::PendingInTime, "dang_trong_han", "Đang giải quyết trong hạn"),
    (Figure::PendingLate, "dang_qua_han", "Đang giải quyết quá hạn"),
];

/// Its columns of quoted rates.
pub const QUOTES: [(Rate, &str, &str); 3] = [
    (Rate::Online, "ty_le_truc_tuyen", "Tỷ lệ trực tuyến"),
    (Rate::InTime, "ty_le_dung_han", "Tỷ lệ trước hạn, đúng hạn"),
    (Rate::Late, "ty_le_qua_han", "Tỷ lệ quá hạn"),
];

/// Something to be looked at, and where it shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Note {
    /// The row; none for what concerns both sources or a total.
    pub row: Option<RowId>,
    /// The columns.
    pub columns: Vec<&'static str>,
    /// What it is, in Vietnamese.
    pub text: String,
    /// Whether something is wrong; otherwise it only has to be known.
    pub is_wrong: bool,
}

/// What one source says, on one row.
#[derive(Clone, Debug)]
pub struct Said {
    /// The row.
    pub row: RowId,
    /// Who says so.
    pub source: Source,
    /// What is said.
    pub counts: Counts,
    /// Rates as the source quotes them, as typed.
    pub quoted: [String; 3],
}

/// One period and field.
#[derive(Clone, Debug)]
pub struct Block {
    /// The period and field, with what the sources say.
    pub pair: Pair,
    /// The rows, report first.
    pub said: Vec<Said>,
    /// Everything to be looked at.
    pub notes: Vec<Note>,
}

/// All blocks of a visit.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// One for each period and field.
    pub blocks: Vec<Block>,
    /// The fields of each period added up.
    pub totals: Vec<Block>,
}

/// Reads the rows of the register.
pub fn book(rows: &[Row]) -> Book {
    let rows: Vec<&Row> = rows.iter().filter(|row| row.register == REGISTER).collect();
    let lines: Vec<Line> = rows.iter().map(|row| line(row)).collect();
    let pairs = side_by_side(&lines);
    let sums = totals(&pairs);
    let blocks = pairs.into_iter().map(|pair| {
        let of_it = rows
            .iter()
            .zip(&lines)
            .filter(|(_, line)| line.period == pair.period && line.field == pair.field);
        let mut said: Vec<Said> = of_it.map(|(row, line)| said(row, line)).collect();
        said.sort_by_key(|said| said.source);
        let mut notes: Vec<Note> = said.iter().flat_map(notes_of).collect();
        notes.extend(pair_notes(&pair));
        if pair.field.is_empty()
            && let Some(sum) = sums.iter().find(|sum| sum.period == pair.period)
        {
            notes.extend(sum_notes(&pair, sum));
        }
        Block { pair, said, notes }
    });
    let blocks: Vec<Block> = blocks.collect();
    // A total of one field says nothing that its own line does not say.
    let is_needed = |sum: &Pair| {
        let of_period = blocks.iter().filter(|block| block.pair.period == sum.period);
        1 < of_period.filter(|block| !block.pair.field.is_empty()).count()
    };
    let totals = sums.into_iter().filter(is_needed).map(|pair| {
        let notes = pair_notes(&pair);
        Block { said: Vec::new(), notes, pair }
    });
    Book { totals: totals.collect(), blocks }
}

/// What is wrong, for the checks before sealing.
pub fn extra(area: &str, rows: &[Row]) -> Extra {
    let book = book(rows);
    let wrong = book.blocks.iter().flat_map(|block| {
        let place = place(&block.pair);
        let wrong = block.notes.iter().filter(|note| note.is_wrong);
        wrong.map(move |note| format!("Số liệu hồ sơ{place}: {}", note.text))
    });
    Extra { area: area.to_owned(), figures: Vec::new(), warnings: wrong.collect() }
}

/// Where report and software differ, as a sentence names it in brackets: `Tổng tiếp nhận: báo cáo
/// 4.545, phần mềm 4.540; lệch 5`; at most three, for a sentence is no list. Empty where they agree.
pub fn differences(rows: &[Row]) -> String {
    let book = book(rows);
    let told = |block: &Block| {
        let pair = &block.pair;
        let place = if pair.field.is_empty() { String::new() } else { format!("{}, ", pair.field) };
        let notes = pair.differences().into_iter().map(|it| difference_note(pair, it));
        let texts = notes.map(|note| format!("{place}{}", note.text.trim_end_matches('.')));
        texts.collect::<Vec<_>>()
    };
    let all: Vec<String> = book.blocks.iter().flat_map(told).collect();
    let more = if 3 < all.len() { "; …" } else { "" };
    let shown: Vec<&str> = all.iter().take(3).map(String::as_str).collect();
    format!("{}{more}", shown.join("; "))
}

fn place(pair: &Pair) -> String {
    if pair.field.is_empty() { String::new() } else { format!(", {}", pair.field) }
}

fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    row.cells.get(column).map_or("", |text| text.trim())
}

fn line(row: &Row) -> Line {
    let counts = COLUMNS
        .iter()
        .filter_map(|(figure, column, _)| Some((*figure, number::parse(text(row, column)).ok()?)));
    let source = SOURCES.iter().find(|(_, word)| *word == text(row, SOURCE));
    Line {
        period: (date::parse(text(row, "tu_ngay")), date::parse(text(row, "den_ngay"))),
        field: text(row, "linh_vuc").to_owned(),
        source: source.map_or(Source::Unknown, |(source, _)| *source),
        counts: Counts::new(counts),
    }
}

/// Fills in the sums from which the rules of the register count.
pub(super) fn complete(row: &mut Row) {
    let counts = line(row).counts;
    let in_time = counts.rate(Rate::InTime).map(|rate| u64::from(rate.numerator()));
    let in_period = counts.rate(Rate::Online).map(|rate| u64::from(rate.denominator()));
    let sums = [
        ("cong_nhan", counts.value(Figure::Received)),
        ("cong_trong_ky", in_period),
        ("cong_da_giai_quyet", counts.value(Figure::Solved)),
        ("cong_dung_han", in_time),
        ("cong_dang_giai_quyet", counts.value(Figure::Pending)),
    ];
    for (name, sum) in sums {
        match sum {
            Some(sum) => row.cells.insert(name.to_owned(), sum.to_string()),
            None => row.cells.remove(name),
        };
    }
}

fn said(row: &Row, line: &Line) -> Said {
    Said {
        row: row.id,
        source: line.source,
        counts: line.counts.clone(),
        quoted: QUOTES.map(|(_, column, _)| text(row, column).to_owned()),
    }
}

fn column(figure: Figure) -> &'static str {
    COLUMNS.iter().find(|(its, _, _)| *its == figure).map_or("", |(_, column, _)| column)
}

fn label(figure: Figure) -> &'static str {
    COLUMNS.iter().find(|(its, _, _)| *its == figure).map_or("", |(_, _, label)| label)
}

fn notes_of(said: &Said) -> Vec<Note> {
    let imbalances = said.counts.imbalances();
    let mut notes: Vec<Note> =
        imbalances.iter().map(|imbalance| imbalance_note(said.row, imbalance)).collect();
    for ((rate, column, label), quoted) in QUOTES.iter().zip(&said.quoted) {
        if let Some((text, is_wrong)) = quote(label, quoted, said.counts.rate(*rate)) {
            notes.push(Note { row: Some(said.row), columns: vec![column], text, is_wrong });
        }
    }
    let [_, in_time, late] = &said.quoted;
    if let (Ok(in_time), Ok(late)) = (Percent::parse(in_time), Percent::parse(late)) {
        let parts = ratio::parts(&[in_time, late]);
        if !parts.make_a_whole {
            let text = format!(
                "Tỷ lệ đúng hạn {}% và quá hạn {}% cộng lại là {}%, không thành 100%.",
                in_time.printed(),
                late.printed(),
                parts.sum.printed()
            );
            let columns = vec!["ty_le_dung_han", "ty_le_qua_han"];
            notes.push(Note { row: Some(said.row), columns, text, is_wrong: true });
        }
    }
    notes
}

fn imbalance_note(row: RowId, imbalance: &Imbalance) -> Note {
    let grouped = number::grouped;
    let (columns, text) = match imbalance {
        Imbalance::Parts { total, stated, sum } => (
            vec![column(*total)],
            format!(
                "{} {} khác tổng các phần {}: lệch {}.",
                label(*total),
                grouped(*stated),
                grouped(*sum),
                grouped(stated.abs_diff(*sum))
            ),
        ),
        Imbalance::Whole { received, handled } => (
            vec!["tong_nhan", "tong_da_giai_quyet", "tong_dang_giai_quyet"],
            format!(
                "Tổng nhận {} khác đã giải quyết + đang giải quyết {}: lệch {}.",
                grouped(*received),
                grouped(*handled),
                grouped(received.abs_diff(*handled))
            ),
        ),
    };
    Note { row: Some(row), columns, text, is_wrong: true }
}

/// What is to be said of a quoted rate, and whether it is wrong.
fn quote(label: &str, quoted: &str, counted: Option<Ratio>) -> Option<(String, bool)> {
    if quoted.is_empty() {
        return None;
    }
    let Ok(percent) = Percent::parse(quoted) else {
        return Some((format!("{label}: “{quoted}” không phải số phần trăm."), true));
    };
    let Some(counted) = counted else {
        return Some((
            format!("{label} {}%: chỉ có tỷ lệ, không có số đếm.", percent.printed()),
            false,
        ));
    };
    if counted.agrees_with(percent) {
        return None;
    }
    let rounded = counted.percent_to(percent.decimals()).printed();
    let exact = counted.percent().printed();
    let exact = if exact == rounded { String::new() } else { format!(" ({exact}%)") };
    let text = format!(
        "{label} ghi {}%; {}/{} đúng là {rounded}%{exact}.",
        percent.printed(),
        number::grouped(u64::from(counted.numerator())),
        number::grouped(u64::from(counted.denominator())),
    );
    Some((text, true))
}

fn pair_notes(pair: &Pair) -> Vec<Note> {
    let mut notes: Vec<Note> = pair
        .differences()
        .into_iter()
        .map(|difference| difference_note(pair, difference))
        .collect();
    for source in &pair.twice {
        let word =
            SOURCES.iter().find(|(its, _)| its == source).map_or("chưa rõ nguồn", |it| it.1);
        notes.push(Note {
            row: None,
            columns: vec![SOURCE],
            text: format!(
                "Có hơn một dòng cùng kỳ, cùng lĩnh vực, nguồn {word}; số liệu đang bị cộng dồn."
            ),
            is_wrong: true,
        });
    }
    notes
}

fn difference_note(pair: &Pair, difference: Difference) -> Note {
    let Difference { figure, report, software } = difference;
    // A total that nobody states is the sum of its parts, whose own differences are named.
    let is_sum = pair.said.values().all(|counts| counts.stated(figure).is_none());
    let sum = if is_sum && !figure.parts().is_empty() { " (cộng các phần)" } else { "" };
    Note {
        row: None,
        columns: vec![column(figure)],
        text: format!(
            "{}{sum}: báo cáo {}, phần mềm {}; lệch {}.",
            label(figure),
            number::grouped(report),
            number::grouped(software),
            number::grouped(report.abs_diff(software))
        ),
        is_wrong: true,
    }
}

fn sum_notes(whole: &Pair, sum: &Pair) -> Vec<Note> {
    let twice = Note {
        row: None,
        columns: vec!["linh_vuc"],
        text: "Kỳ này có cả dòng toàn đơn vị và dòng theo lĩnh vực; các mục lấy số từ sổ đang cộng cả hai. Hãy giữ một cách ghi.".to_owned(),
        is_wrong: true,
    };
    let differing = SOURCES.iter().flat_map(|(source, word)| {
        let (whole, sum) = (whole.said.get(source), sum.said.get(source));
        Figure::ALL.into_iter().filter_map(move |figure| {
            let (whole, sum) = (whole?.value(figure)?, sum?.value(figure)?);
            let text = format!(
                "{}, nguồn {word}: toàn đơn vị {}, cộng các lĩnh vực {}; lệch {}.",
                label(figure),
                number::grouped(whole),
                number::grouped(sum),
                number::grouped(whole.abs_diff(sum))
            );
            let note = Note { row: None, columns: vec![column(figure)], text, is_wrong: true };
            (whole != sum).then_some(note)
        })
    });
    std::iter::once(twice).chain(differing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: u8, cells: &[(&str, &str)]) -> Row {
        Row {
            id: RowId::from_bytes([id; 16]),
            register: REGISTER.to_owned(),
            cells: cells
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect(),
        }
    }

    #[track_caller]
    fn check(rows: &[Row], expected: &[&str]) {
        let book = book(rows);
        let texts: Vec<&str> = book
            .blocks
            .iter()
            .chain(&book.totals)
            .flat_map(|block| &block.notes)
            .map(|note| note.text.as_str())
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn an_imbalance_is_told_with_both_sums_and_the_gap() {
        check(
            &[row(1, &[("tong_nhan", "4.545"), ("tong_da_giai_quyet", "4541")])],
            &["Tổng nhận 4.545 khác đã giải quyết + đang giải quyết 4.541: lệch 4."],
        );
    }

    #[test]
    fn report_and_software_are_held_side_by_side() {
        let of = |id, source, online| {
            row(id, &[("linh_vuc", "Hộ tịch"), ("nguon", source), ("nhan_truc_tuyen", online)])
        };
        check(
            &[of(1, "phần mềm", "10"), of(2, "báo cáo", "12")],
            &[
                "Tổng tiếp nhận (cộng các phần): báo cáo 12, phần mềm 10; lệch 2.",
                "Nhận trực tuyến: báo cáo 12, phần mềm 10; lệch 2.",
            ],
        );
    }

    #[test]
    fn quoted_rates_are_judged_by_the_counts_or_marked() {
        check(
            &[row(
                1,
                &[("tong_da_giai_quyet", "27"), ("qua_han", "13"), ("ty_le_dung_han", "51,8")],
            )],
            &["Tỷ lệ trước hạn, đúng hạn ghi 51,8%; 14/27 đúng là 51,9% (51,85%)."],
        );
        check(
            &[row(1, &[("ty_le_truc_tuyen", "44,66")])],
            &["Tỷ lệ trực tuyến 44,66%: chỉ có tỷ lệ, không có số đếm."],
        );
        check(
            &[row(
                1,
                &[
                    ("tong_da_giai_quyet", "34336"),
                    ("qua_han", "151"),
                    ("ty_le_dung_han", "99,56"),
                    ("ty_le_qua_han", "0,44"),
                ],
            )],
            &[],
        );
        check(
            &[row(1, &[("ty_le_dung_han", "99,5"), ("ty_le_qua_han", "0,4")])],
            &[
                "Tỷ lệ trước hạn, đúng hạn 99,5%: chỉ có tỷ lệ, không có số đếm.",
                "Tỷ lệ quá hạn 0,4%: chỉ có tỷ lệ, không có số đếm.",
                "Tỷ lệ đúng hạn 99,5% và quá hạn 0,4% cộng lại là 99,9%, không thành 100%.",
            ],
        );
    }

    #[test]
    fn sums_are_made_from_what_is_stated_and_never_kept_from_before() {
        let mut told = row(
            1,
            &[
                ("tong_nhan", "4545"),
                ("nhan_truc_tuyen", "2756"),
                ("tong_da_giai_quyet", "4545"),
                ("qua_han", "4"),
                ("cong_dang_giai_quyet", "9"),
            ],
        );
        complete(&mut told);
        let sums = ["cong_nhan", "cong_trong_ky", "cong_da_giai_quyet", "cong_dung_han"]
            .map(|name| told.cells.get(name).map_or("", String::as_str));
        assert_eq!(sums, ["4545", "4545", "4545", "4541"]);
        assert!(!told.cells.contains_key("cong_dang_giai_quyet"));
    }

    #[test]
    fn a_line_for_the_whole_unit_beside_its_fields_is_named() {
        let of = |id, field, online| {
            row(id, &[("linh_vuc", field), ("nguon", "báo cáo"), ("nhan_truc_tuyen", online)])
        };
        let rows = [of(1, "Hộ tịch", "3"), of(2, "Đất đai", "4"), of(3, "", "8")];
        let book = book(&rows);
        assert_eq!(book.totals.len(), 1);
        let notes = &book.blocks[2].notes;
        assert!(notes[0].text.contains("đang cộng cả hai"));
        assert_eq!(
            notes[2].text,
            "Nhận trực tuyến, nguồn báo cáo: toàn đơn vị 8, cộng các lĩnh vực 7; lệch 1."
        );
    }
}
