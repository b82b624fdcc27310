//! Printed papers, measured against the decree: what stands where, how large, how long.
//!
//! The measures come from `pdfplumber`, the ranges with their clauses from `assets/layouts/rules`.

use std::path::Path;

use acceptance::{Laptop, judges, root};
use serde_json::Value;
use toml::Table;

use super::office::samples;

/// A point is 1/72 of an inch.
const MM: f64 = 72.0 / 25.4;
/// What rounding in the file and in the reader may add, in points.
const CLOSE: f64 = 0.3;

/// Words of the samples by which an element is found.
const WORDS: &[(&str, &str)] = &[
    ("nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("motto", "Độc lập - Tự do - Hạnh phúc"),
    ("parent", "ỦY BAN NHÂN DÂN TỈNH A"),
    ("agency", "SỞ NỘI VỤ"),
    ("number", "Số: 05/TB-SNV"),
    ("place_date", "A, ngày 05 tháng 10 năm 2022"),
    ("kind", "THÔNG BÁO"),
    ("subject", "năm 2022 tại Ủy ban nhân dân xã B"),
    ("body", "Sở Nội vụ thông báo kết luận"),
    ("basis", "Căn cứ Nghị định số 61/2018/NĐ-CP"),
    ("heading1", "I. ƯU ĐIỂM"),
    ("signer_title", "PHÓ GIÁM ĐỐC"),
    ("signer_name", "(họ và tên người ký)"),
    ("recipients_title", "Nơi nhận:"),
    ("recipients_item", "- Lưu: VT, CCHC."),
    ("annex_label", "Phụ lục II"),
    ("annex_title", "SỐ LIỆU THEO ĐƠN VỊ"),
];

/// Minutes printed as an agency wants them: every choice it has.
pub(super) const LAYOUT: &str = r#"
[layout]
parent = "Ủy ban nhân dân\nthành phố"
agency = "Đoàn kiểm tra 3027"
symbol = "/BB-ĐKT3027"
intro = "Thực hiện nhiệm vụ được giao, Đoàn kiểm tra lập biên bản như sau:"
closing = "Tài liệu kèm theo là bộ phận không tách rời của Biên bản."
recipients = "Phòng Nội vụ"
order = ["attendance", "unit-says", "results"]
left_out = ["bases", "chair", "figures"]
"#;

/// Words of minutes in that layout by which an element is found.
const LAID_OUT: &[(&str, &str)] = &[
    ("nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("motto", "Độc lập - Tự do - Hạnh phúc"),
    ("parent", "ỦY BAN NHÂN DÂN"),
    ("agency", "ĐOÀN KIỂM TRA 3027"),
    ("number", "Số:"),
    ("kind", "BIÊN BẢN"),
    ("subject", "tại Ủy ban nhân dân phường Cầu Tre"),
    ("body", "Thực hiện nhiệm vụ được giao"),
    ("heading1", "I. THÀNH PHẦN THAM DỰ"),
    ("signer_title", "TRƯỞNG ĐOÀN"),
    ("recipients_title", "Nơi nhận:"),
    ("recipients_item", "- Phòng Nội vụ;"),
];

struct Rules(Table);

impl Rules {
    fn read() -> Self {
        let path = root().join("assets/layouts/rules/nd30-2020.toml");
        Self(std::fs::read_to_string(path).unwrap().parse().unwrap())
    }

    fn table(&self, path: &[&str]) -> &Table {
        path.iter().fold(&self.0, |table, name| table[*name].as_table().unwrap())
    }
}

/// The two ends of a range.
#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
fn range(table: &Table, name: &str) -> (f64, f64) {
    let ends = table[name].as_array().unwrap();
    let end = |index: usize| ends[index].as_integer().unwrap() as f64;
    (end(0), end(1))
}

fn number(value: &Value, name: &str) -> f64 {
    value[name].as_f64().unwrap()
}

/// What stands on the pages of a paper.
fn measured(paper: &Path) -> Option<Vec<Value>> {
    let said = judges::ask_python("pdfplumber", "read_pages.py", paper)?;
    said.as_array().cloned()
}

fn pieces(page: &Value) -> &[Value] {
    page["pieces"].as_array().unwrap()
}

/// The first piece that begins with these words, and the page it is on.
fn found<'p>(papers: &'p [Vec<Value>], words: &str) -> (&'p Value, &'p Value) {
    let pages = papers.iter().flatten();
    let all = pages.flat_map(|page| pieces(page).iter().map(move |piece| (page, piece)));
    let begins = |(_, piece): &(&Value, &Value)| {
        piece["text"].as_str().unwrap().trim_start().starts_with(words)
    };
    all.into_iter().find(begins).unwrap_or_else(|| panic!("{words:?} is not printed"))
}

/// Length of the rule that stands right under a piece and shares its middle.
fn rule_under(page: &Value, piece: &Value) -> Option<f64> {
    let middle = |it: &Value, right: &str| f64::midpoint(number(it, "left"), number(it, right));
    let below = |rule: &&Value| {
        (0.0..8.0).contains(&(number(rule, "y") - number(piece, "bottom")))
            && (middle(rule, "right") - middle(piece, "ink_right")).abs() < CLOSE
    };
    let rule = page["rules"].as_array().unwrap().iter().find(below)?;
    Some(number(rule, "right") - number(rule, "left"))
}

#[track_caller]
fn check_element(rules: &Rules, papers: &[Vec<Value>], name: &str, words: &str) {
    let rule = rules.table(&["elements", name]);
    let clause = rule["clause"].as_str().unwrap();
    let (page, piece) = found(papers, words);
    let (least, most) = range(rule, "sizes");
    let size = number(piece, "size");
    assert!((least..=most).contains(&size), "{name} is {size} pt; {clause}");
    let font = piece["font"].as_str().unwrap();
    let is = |key: &str| rule.get(key).and_then(toml::Value::as_bool);
    assert_eq!(Some(font.contains("Bold")), is("bold"), "{name} is in {font}; {clause}");
    assert_eq!(Some(font.contains("Italic")), is("italic"), "{name} is in {font}; {clause}");
    if is("upper") == Some(true) {
        let text = piece["text"].as_str().unwrap();
        assert_eq!(text, text.to_uppercase(), "{clause}");
    }
    if rule.contains_key("rule_permille") {
        let (least, most) = range(rule, "rule_permille");
        let text = number(piece, "ink_right") - number(piece, "left");
        let length = rule_under(page, piece).unwrap_or_else(|| panic!("no rule; {clause}"));
        let close = CLOSE / text * 1000.0;
        let share = length / text * 1000.0;
        assert!(
            (least - close..=most + close).contains(&share),
            "{name} has a rule of {share:.0}/1000 of its text; {clause}"
        );
    }
}

#[test]
fn printed_papers_keep_the_measures_of_the_decree() {
    let kinds: &[&[&str]] = &[&["elements"], &["minutes"], &["long"]];
    let Some((_folder, files)) = samples(kinds) else { return };
    let mut papers = Vec::new();
    for file in &files {
        let Some(pages) = measured(&file.with_extension("pdf")) else { return };
        papers.push(pages);
    }
    let rules = Rules::read();
    let elements = rules.table(&["elements"]);
    assert_eq!(elements.len(), WORDS.len(), "every rule is tried");
    for (name, words) in WORDS {
        check_element(&rules, &papers, name, words);
    }
    let first = found(&papers, "Sở Nội vụ thông báo kết luận").1;
    let (least, most) = range(rules.table(&["body"]), "indent_mm_hundredths");
    let (left, _) = range(rules.table(&["page"]), "left_mm");
    let indent = (number(first, "left") / MM - left) * 100.0;
    assert!([least, most].iter().any(|it| (it - indent).abs() < 10.0), "indent {indent}");
    for page in papers.iter().flatten().zip(0..).filter(|(page, _)| !pieces(page).is_empty()) {
        check_margins(&rules, page.0);
    }
    for pages in &papers {
        check_numbers(&rules, pages);
    }
}

#[test]
fn no_layout_of_an_agency_breaks_the_measures_of_the_decree() {
    let Some(laptop) = Laptop::set_up() else { return };
    let rules = Rules::read();
    let file = laptop.put("bo-cuc.toml", LAYOUT);
    laptop.run(&["sample", "import", "2022-cau-tre"]).done();
    let words = ["minutes", "import-layout", "2022-cau-tre", file.to_str().unwrap()];
    laptop.run(&words).done();
    for extent in ["full", "short"] {
        laptop.run(&["minutes", "extent", "2022-cau-tre/cau-tre", extent]).done();
        let pdf = laptop.on_desk(&format!("{extent}.pdf"));
        let words = ["minutes", "draft", "2022-cau-tre/cau-tre", "--out"];
        laptop.run(&[&words[..], &[pdf.to_str().unwrap()]].concat()).done();
        let Some(pages) = measured(&pdf) else { return };
        for (name, words) in LAID_OUT {
            check_element(&rules, std::slice::from_ref(&pages), name, words);
        }
        pages.iter().for_each(|page| check_margins(&rules, page));
        check_numbers(&rules, &pages);
    }
}

/// Nothing but numbers of pages and the line at the foot stands in the margins.
#[track_caller]
fn check_margins(rules: &Rules, page: &Value) {
    let rule = rules.table(&["page"]);
    let (width, height) = (number(page, "width"), number(page, "height"));
    let least = |side: &str| range(rule, side).0 * MM - CLOSE;
    let side = |name: &str| f64::from(i32::try_from(rule[name].as_integer().unwrap()).unwrap());
    let (long, short) = (width.max(height), width.min(height));
    assert!((short - side("width_mm") * MM).abs() < CLOSE, "{short} pt wide");
    assert!((long - side("height_mm") * MM).abs() < CLOSE, "{long} pt high");
    for piece in pieces(page) {
        let text = piece["text"].as_str().unwrap();
        let is_number = text.parse::<u32>().is_ok() && number(piece, "bottom") < least("top_mm");
        if is_number || text.starts_with("Mã nội dung: ") {
            continue;
        }
        assert!(number(piece, "left") >= least("left_mm"), "{text:?}: left");
        assert!(number(piece, "ink_right") <= width - least("right_mm"), "{text:?}: right");
        assert!(number(piece, "top") >= least("top_mm"), "{text:?}: top");
        assert!(number(piece, "bottom") <= height - least("bottom_mm"), "{text:?}: bottom");
    }
}

/// The number stands in the middle of the top margin of every page but the first.
#[track_caller]
fn check_numbers(rules: &Rules, pages: &[Value]) {
    let rule = rules.table(&["page_number"]);
    let clause = rule["clause"].as_str().unwrap();
    let (top, _) = range(rules.table(&["page"]), "top_mm");
    for (page, expected) in pages.iter().zip(1..) {
        let above = pieces(page).iter().filter(|piece| number(piece, "bottom") < top * MM);
        let above: Vec<&Value> = above.collect();
        if expected == 1 {
            assert!(above.is_empty(), "{clause}: {above:?}");
            continue;
        }
        assert_eq!(above.len(), 1, "{clause}: {above:?}");
        let piece = above[0];
        assert_eq!(piece["text"], expected.to_string(), "{clause}");
        let (least, most) = range(rule, "sizes");
        assert!((least..=most).contains(&number(piece, "size")), "{clause}");
        let (left, right) = (range(rules.table(&["page"]), "left_mm").0, 20.0);
        let middle = f64::midpoint(left * MM, number(page, "width") - right * MM);
        let own = f64::midpoint(number(piece, "left"), number(piece, "ink_right"));
        assert!((own - middle).abs() < CLOSE, "{clause}: {own} for {middle}");
    }
}
