//! Registers as sheets to write on: columns wide enough for a hand, pages full and never spilled over.
//!
//! Lengths are in points. How much goes on a page is reckoned from the lengths of words, with room to
//! spare, since what the page would hold exactly is known only once it is laid out.

use domain::checklist::{Field, FieldKind, ItemView, Register};
use papers::{Align, Block, Column, Paragraph, ParagraphStyle, Row, Run, StyleSheet, Table};

use super::{BOX, EMPTY};
use crate::folder::Folder;

/// Points in 10 mm, nearly.
const PT_PER_CM: u32 = 28;
/// Points of a letter and of a heavy one, a little more than they take on average.
const LETTER: u32 = 5;
const HEAVY: u32 = 6;
/// What the rules and paddings of a cell take from its width, and from its height.
const FRAME: u32 = 7;
/// The column of row numbers.
const NUMBER: u32 = 26;
/// Lines of a row: what a hand needs, and what the two boxes of a yes or no take.
const LINES: u32 = 2;
/// Most lines that the words over a column should take.
const HEAD_LINES: usize = 4;
/// Registers of no more columns share a page with another.
const SMALL: usize = 3;

/// Columns that the program fills by itself from the others or from what it knows: nobody writes them.
const WORKED_OUT: [(&str, &[&str]); 3] = [
    ("ho_so_mau", &["dung_han", "phieu_du", "cach_chon"]),
    (
        "so_lieu",
        &[
            "cong_nhan",
            "cong_trong_ky",
            "cong_da_giai_quyet",
            "cong_dung_han",
            "cong_dang_giai_quyet",
        ],
    ),
    ("niem_yet", &["cham", "doi_chieu", "thanh_phan_lech"]),
];

/// Room on a page that lies wide.
struct Page {
    width: u32,
    height: u32,
    /// Heights of a line in a table, of a heading and of a line of remarks.
    line: u32,
    heading: u32,
    remark: u32,
}

/// The registers that the items of this visit ask for: one on a page, small ones two.
pub(super) fn sheets(folder: &Folder, style: &StyleSheet) -> Vec<Block> {
    let page = Page::of(style);
    let mut blocks = Vec::new();
    let (small, large): (Vec<_>, Vec<_>) =
        used(folder).into_iter().partition(|register| register.fields.len() <= SMALL);
    for register in large {
        blocks.push(Block::PageBreak);
        sheet(&mut blocks, register, &page, page.height);
    }
    for pair in small.chunks(2) {
        blocks.push(Block::PageBreak);
        for register in pair {
            sheet(&mut blocks, register, &page, page.height / 2);
        }
    }
    blocks
}

/// The registers in the order of the items that ask for them.
fn used(folder: &Folder) -> Vec<&Register> {
    let mut used: Vec<&Register> = Vec::new();
    for id in folder.view.items().flat_map(|item: &ItemView| &item.registers) {
        let known = folder.registers.iter().find(|register| register.id == *id);
        if let Some(known) = known.filter(|it| !used.iter().any(|other| other.id == it.id)) {
            used.push(known);
        }
    }
    used
}

/// One register in `height`: its name, what the digits mean, and a table for each strip of columns.
fn sheet(blocks: &mut Vec<Block>, register: &Register, page: &Page, height: u32) {
    blocks.push(Block::Heading { level: 1, text: register.title.clone() });
    let strips = strips(&written(register), page.width);
    let legend = legend(register);
    let mut left = height.saturating_sub(page.heading);
    if !legend.is_empty() {
        left = left.saturating_sub(page.remark * lines(&legend, page.width, LETTER));
        blocks.push(Block::Paragraph(Paragraph::plain(ParagraphStyle::Note, legend)));
    }
    let heads: u32 = strips.iter().map(|strip| page.head(strip, page.width)).sum();
    let row = page.line * LINES + FRAME;
    let count = u32::try_from(strips.len()).unwrap_or(1).max(1);
    let rows = left.saturating_sub(heads) / (row * count);
    blocks.extend(strips.iter().map(|strip| Block::Table(table(strip, rows.max(1), page.width))));
}

/// The columns that a person writes.
fn written(register: &Register) -> Vec<&Field> {
    let worked_out =
        WORKED_OUT.iter().find(|(id, _)| *id == register.id).map_or(&[][..], |(_, names)| names);
    register.fields.iter().filter(|field| !worked_out.contains(&field.name.as_str())).collect()
}

/// Parts columns that do not fit side by side into strips of nearly the same width.
fn strips<'a>(fields: &[&'a Field], width: u32) -> Vec<Vec<&'a Field>> {
    let room = width.saturating_sub(NUMBER).max(1);
    let all: u32 = fields.iter().map(|field| least(field)).sum();
    let count = all.div_ceil(room).max(1);
    let mut strips: Vec<Vec<&Field>> = vec![Vec::new()];
    let mut taken = 0;
    for field in fields {
        let own = least(field);
        let begun = u32::try_from(strips.len()).unwrap_or(u32::MAX);
        // Half of a column may stand out: the next strip takes it up.
        let goal = all * begun / count;
        if taken + own / 2 > goal && begun < count {
            strips.push(Vec::new());
        }
        taken += own;
        if let Some(last) = strips.last_mut() {
            last.push(field);
        }
    }
    strips
}

/// The least width in which the column can be written in and its heading read.
fn least(field: &Field) -> u32 {
    let content = match field.kind {
        FieldKind::Text => 3 * PT_PER_CM,
        FieldKind::Date => 2 * PT_PER_CM,
        FieldKind::YesNo | FieldKind::Choice(_) | FieldKind::Count => 47,
    };
    let letters = |text: &str| text.chars().count();
    let word = field.label.split(' ').map(letters).max().unwrap_or_default();
    let heading = word.max(letters(&field.label).div_ceil(HEAD_LINES));
    content.max(HEAVY * u32::try_from(heading).unwrap_or(0) + FRAME)
}

/// Widths of the columns of a strip: what they need, and the rest to those for words.
fn spread(strip: &[&Field], width: u32) -> Vec<u32> {
    let needs: Vec<u32> = strip.iter().map(|field| least(field)).collect();
    let rest = width.saturating_sub(NUMBER + needs.iter().sum::<u32>());
    let takes = |field: &Field| matches!(field.kind, FieldKind::Text);
    let some = strip.iter().any(|field| takes(field));
    let takers = strip.iter().filter(|field| !some || takes(field)).count();
    let part = rest / u32::try_from(takers).unwrap_or(1).max(1);
    strip
        .iter()
        .zip(needs)
        .map(|(field, need)| if !some || takes(field) { need + part } else { need })
        .collect()
}

fn table(strip: &[&Field], rows: u32, width: u32) -> Table {
    let share = |own: u32| u16::try_from(own * 1000 / width.max(1)).unwrap_or(u16::MAX);
    let mut columns = vec![Column::share("TT", share(NUMBER), Align::Centre)];
    let widths = spread(strip, width);
    columns.extend(
        strip
            .iter()
            .zip(widths)
            .map(|(field, own)| Column::share(&field.label, share(own), Align::Left)),
    );
    let cell = |field: &&Field| {
        vec![Run::plain(match field.kind {
            FieldKind::YesNo => format!("{BOX}\u{a0}có\n{BOX}\u{a0}không"),
            FieldKind::Text | FieldKind::Date | FieldKind::Choice(_) | FieldKind::Count => {
                format!("{EMPTY}\n{EMPTY}")
            }
        })]
    };
    let row = |number: u32| {
        let mut cells = vec![vec![Run::plain(number.to_string())]];
        cells.extend(strip.iter().map(cell));
        Row { cells, may_break: false }
    };
    Table { caption: None, columns, rows: (1..=rows).map(row).collect() }
}

/// What the digits in a column of choices mean: the same keys choose it on the screen.
fn legend(register: &Register) -> String {
    let choice = |field: &&Field| match &field.kind {
        FieldKind::Choice(options) => {
            let numbered =
                (1..).zip(options).map(|(digit, option): (u8, _)| format!("{digit} {option}"));
            Some(format!("{}: {}.", field.label, numbered.collect::<Vec<_>>().join("; ")))
        }
        FieldKind::Text | FieldKind::Date | FieldKind::YesNo | FieldKind::Count => None,
    };
    let all: Vec<String> = written(register).iter().filter_map(choice).collect();
    if all.is_empty() { String::new() } else { format!("Ghi số. {}", all.join(" ")) }
}

/// How many lines `text` takes in `width`, broken between words.
fn lines(text: &str, width: u32, letter: u32) -> u32 {
    let room = (width.saturating_sub(FRAME) / letter).max(1);
    let mut lines = 1;
    let mut taken = 0;
    for word in text.split(' ') {
        let own = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
        if taken > 0 && taken + 1 + own > room {
            lines += 1;
            taken = own;
        } else {
            taken += own + u32::from(taken > 0);
        }
    }
    lines
}

impl Page {
    fn of(style: &StyleSheet) -> Self {
        let page = &style.page;
        let points = |mm: u16| u32::from(mm) * 2835 / 1000;
        let leading =
            |size: u16| (u32::from(size) * u32::from(style.body.leading_permille)).div_ceil(1000);
        let gap = u32::from(style.body.gap_pt);
        // It lies on its side.
        Self {
            width: points(page.height_mm - page.left_mm - page.right_mm),
            height: points(page.width_mm - page.top_mm - page.bottom_mm),
            line: leading(style.elements.table_cell.size_pt),
            heading: leading(style.elements.heading1.size_pt) + 2 * gap,
            remark: leading(style.elements.note.size_pt) + gap,
        }
    }

    /// The height of the head of a strip, with the space around its table.
    fn head(&self, strip: &[&Field], width: u32) -> u32 {
        let most = strip
            .iter()
            .zip(spread(strip, width))
            .map(|(field, own)| lines(&field.label, own, HEAVY))
            .max()
            .unwrap_or(1);
        most * self.line + 2 * FRAME
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(label: &str, kind: FieldKind) -> Field {
        Field { name: label.to_owned(), label: label.to_owned(), kind, personal: false }
    }

    #[test]
    fn wide_registers_are_parted_into_strips_that_a_hand_can_write_in() {
        let fields: Vec<Field> = (0..23)
            .map(|at| match at % 3 {
                0 => field(&format!("Ngày {at}"), FieldKind::Date),
                1 => field(&format!("Đã đối chiếu, xác minh {at}"), FieldKind::YesNo),
                _ => field(&format!("Nhận xét {at}"), FieldKind::Text),
            })
            .collect();
        let all: Vec<&Field> = fields.iter().collect();

        let strips = strips(&all, 757);

        assert_eq!(strips.concat(), all);
        for strip in &strips {
            let widths = spread(strip, 757);
            assert!(widths.iter().zip(strip).all(|(own, field)| *own >= least(field)));
            assert!(widths.iter().sum::<u32>() + NUMBER <= 757 + PT_PER_CM, "{widths:?}");
        }
    }

    #[test]
    fn what_the_program_works_out_is_not_asked_for() {
        let fields = ["ma_ho_so", "dung_han", "phieu_du"]
            .map(|name| Field { name: name.to_owned(), ..field(name, FieldKind::YesNo) });
        let register = Register {
            id: "ho_so_mau".to_owned(),
            title: String::new(),
            fields: fields.to_vec(),
            rules: Vec::new(),
            statements: Vec::new(),
        };

        let names: Vec<&str> = written(&register).iter().map(|it| it.name.as_str()).collect();

        assert_eq!(names, ["ma_ho_so"]);
    }

    #[test]
    fn digits_of_a_choice_are_those_of_the_screen() {
        let options = ["đang dùng", "chưa dùng"].map(str::to_owned).to_vec();
        let register = Register {
            id: "chia_khoa".to_owned(),
            title: String::new(),
            fields: vec![field("Trạng thái", FieldKind::Choice(options))],
            rules: Vec::new(),
            statements: Vec::new(),
        };

        assert_eq!(legend(&register), "Ghi số. Trạng thái: 1 đang dùng; 2 chưa dùng.");
    }
}
