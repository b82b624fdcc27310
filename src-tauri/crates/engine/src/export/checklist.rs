//! A checklist as a workbook for people who work in Excel; [`crate::import::checklist_from_xlsx`]
//! reads it back.

use chrono::NaiveDate;
use domain::checklist::{Basis, Checklist, Gap, Item, Part, PartKind};
use domain::date;
use domain::ratio::Percent;
use tables::{Column, SheetOut, TableError};

use crate::import::forms::{
    AREAS, BASES, BASIS_KINDS, FORMULAS, Form, FormColumn, GUIDE, HEAD, HEAD_LINES, ITEMS,
    NO_BASIS, PART_KINDS, PARTS, REGISTERS, RETIRED, YES_NO, basis_word, formula_lines, kind_word,
    part_word, register_lines, yes_no,
};

/// Writes `checklist` as a workbook. Equal checklists give equal bytes.
///
/// # Errors
///
/// [`TableError::Writing`] for a text that Excel does not hold, as one of more than 32,767 letters.
pub fn checklist_to_xlsx(checklist: &Checklist) -> Result<Vec<u8>, TableError> {
    let areas: Vec<String> = checklist.areas.iter().map(|area| area.id.clone()).collect();
    let registers: Vec<String> = checklist.registers.iter().map(|it| it.id.clone()).collect();
    tables::write(&[
        guide(checklist),
        sheet(&HEAD, head(checklist), &[]),
        sheet(&AREAS, self::areas(checklist), &[("optional", words(&YES_NO)), ("id", areas)]),
        sheet(&ITEMS, checklist.items().map(item).collect(), &[("certain", words(&YES_NO))]),
        sheet(
            &PARTS,
            of_items(checklist, |it| it.parts.iter().map(|part| self::part(it, part)).collect()),
            &[
                ("kind", words(&PART_KINDS.map(|(_, word)| word))),
                ("percent_only", words(&YES_NO)),
                ("primary", words(&YES_NO)),
                ("register", registers),
            ],
        ),
        sheet(
            &BASES,
            of_items(checklist, bases),
            &[("kind", basis_kinds()), ("certain", words(&YES_NO))],
        ),
        sheet(&REGISTERS, register_lines(checklist), &[]),
        sheet(&FORMULAS, formula_lines(checklist), &[]),
    ])
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn basis_kinds() -> Vec<String> {
    let kinds = BASIS_KINDS.iter().map(|(_, word)| *word);
    kinds.chain([NO_BASIS]).map(str::to_owned).collect()
}

/// A sheet in the shape of `form`; `offers` are lists to choose from, by column.
fn sheet(form: &Form, rows: Vec<Vec<String>>, offers: &[(&str, Vec<String>)]) -> SheetOut {
    let column = |it: &FormColumn| {
        let offered = offers.iter().find(|(key, _)| *key == it.key);
        Column::new(it.heading, it.kind)
            .explained(it.about, it.width)
            .offering(offered.map(|(_, texts)| texts.clone()).unwrap_or_default())
    };
    let columns = form.columns.iter().map(column).collect();
    SheetOut { name: form.name.to_owned(), columns, rows }
}

fn guide(checklist: &Checklist) -> SheetOut {
    let lines = [
        format!(
            "Tệp này là bộ nội dung “{}” ({}, phiên bản {}). Sửa trong Excel rồi nhập lại vào chương trình.",
            checklist.title, checklist.id, checklist.version
        ),
        "Mỗi trang có một dòng giải thích phía trên dòng tiêu đề. Được thêm dòng, đổi chỗ dòng, lọc, tô màu; không đổi tên trang và tiêu đề cột.".to_owned(),
        format!("Trang “{}”: ghi phiên bản mới và ngày bắt đầu dùng trước khi công bố. Đợt kiểm tra đang chạy vẫn theo phiên bản cũ.", HEAD.name),
        format!("Trang “{}”: thứ tự các dòng là thứ tự hỏi. Mã mục không đổi và mục không bị xóa: muốn thôi dùng một mục thì ghi ngày vào cột “{RETIRED}”. Mục mới lấy mã chưa dùng gồm mã lĩnh vực, chữ L và hai chữ số, ví dụ MC-L01.", ITEMS.name),
        format!("Trang “{}”: những gì nhập ngoài kết quả đạt hay chưa đạt. Mục có số liệu thì đúng một phần là phần chính.", PARTS.name),
        format!("Trang “{}”: mọi căn cứ của mọi thời kỳ, theo thứ tự viện dẫn. Ngày nào cũng phải có ít nhất một căn cứ, hoặc một dòng loại “{NO_BASIS}” nêu lý do.", BASES.name),
        format!("Trang “{}” và “{}” chỉ để xem: cột của sổ, quy tắc tính, câu tự soạn và công thức được giữ nguyên từ phiên bản gốc khi nhập lại. Muốn sửa các phần đó thì sửa trong chương trình hoặc trong tệp TOML.", REGISTERS.name, FORMULAS.name),
        "Ngày ghi theo kiểu ngày/tháng/năm, ví dụ 01/07/2025. Ô có/không: ghi “có” hoặc “không”.".to_owned(),
        "Khi nhập lại, mọi lỗi được nêu cùng lúc theo trang, dòng và cột; còn lỗi thì chưa có gì thay đổi.".to_owned(),
    ];
    SheetOut {
        name: GUIDE.to_owned(),
        columns: vec![Column { width: Some(110), ..Column::text(GUIDE) }],
        rows: lines.into_iter().map(|line| vec![line]).collect(),
    }
}

fn head(checklist: &Checklist) -> Vec<Vec<String>> {
    let texts = [
        checklist.id.clone(),
        checklist.version.clone(),
        checklist.title.clone(),
        date::short(checklist.valid_from),
        checklist.source.clone(),
        checklist.to_check.clone(),
    ];
    HEAD_LINES.iter().zip(texts).map(|((_, label), text)| vec![(*label).to_owned(), text]).collect()
}

fn areas(checklist: &Checklist) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for area in &checklist.areas {
        for title in &area.titles {
            rows.push(vec![
                area.id.clone(),
                title.text.clone(),
                day(title.validity.from),
                day(title.validity.to),
                yes_no(area.optional).to_owned(),
            ]);
        }
    }
    rows
}

fn of_items(checklist: &Checklist, rows: impl Fn(&Item) -> Vec<Vec<String>>) -> Vec<Vec<String>> {
    checklist.items().flat_map(rows).collect()
}

fn item(item: &Item) -> Vec<String> {
    let kinds: Vec<&str> = item.kinds.iter().map(|kind| kind_word(*kind)).collect();
    vec![
        item.id.clone(),
        item.title.clone(),
        item.question.clone(),
        item.answer.clone(),
        item.evidence.clone(),
        item.strength.clone(),
        item.shortcoming.clone(),
        item.partly.clone(),
        item.recommendation.clone(),
        item.note.clone(),
        kinds.join(", "),
        day(item.validity.from),
        day(item.validity.to),
        item.validity_reason.clone(),
        yes_no(item.certain).to_owned(),
        item.registers.join(", "),
        item.seeds.join(", "),
    ]
}

fn part(item: &Item, part: &Part) -> Vec<String> {
    let [mut unit, mut above, mut below, mut percent, mut options] = [const { String::new() }; 5];
    let least = part.least(None).map(|it| Percent::of_hundredths(it).printed()).unwrap_or_default();
    match &part.kind {
        PartKind::Count { unit: counted } => unit.clone_from(counted),
        PartKind::Rate { numerator, denominator, percent_only, .. } => {
            above.clone_from(numerator);
            below.clone_from(denominator);
            yes_no(*percent_only).clone_into(&mut percent);
        }
        PartKind::Choice { options: texts } => options = texts.join("\n"),
        PartKind::Date | PartKind::Text | PartKind::Document => {}
    }
    let feed = part.feed.as_ref();
    vec![
        item.id.clone(),
        part.name.clone(),
        part.label.clone(),
        part_word(part).to_owned(),
        unit,
        above,
        below,
        percent,
        least,
        options,
        yes_no(part.primary).to_owned(),
        feed.map(|feed| feed.register.clone()).unwrap_or_default(),
        feed.and_then(|feed| feed.rule.clone()).unwrap_or_default(),
    ]
}

fn bases(item: &Item) -> Vec<Vec<String>> {
    let basis = |basis: &Basis| {
        vec![
            item.id.clone(),
            basis.text.clone(),
            basis_word(basis.kind).to_owned(),
            day(basis.validity.from),
            day(basis.validity.to),
            yes_no(basis.certain).to_owned(),
            basis.note.clone(),
        ]
    };
    let gap = |gap: &Gap| {
        vec![
            item.id.clone(),
            gap.reason.clone(),
            NO_BASIS.to_owned(),
            day(gap.validity.from),
            day(gap.validity.to),
        ]
    };
    item.bases.iter().map(basis).chain(item.gaps.iter().map(gap)).collect()
}

/// A day as the writer of workbooks takes it.
fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
