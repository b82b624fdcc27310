//! Page, sizes and cases of each element, as values with their source.
//!
//! The rules themselves are data (`assets/layouts/`, one file a decree, dated); this module only
//! gives them types and refuses sheets on which nothing could be printed.

use serde::Deserialize;

use crate::document::Orientation;
use crate::error::PaperError;

const ND30_TOML: &str = include_str!("../../../../assets/layouts/nd30-2020.toml");
const TT01_TOML: &str = include_str!("../../../../assets/layouts/tt01-2011.toml");
const WORKING_TOML: &str = include_str!("../../../../assets/layouts/working.toml");

/// How papers look: one file of `assets/layouts`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct StyleSheet {
    /// Short name, such as `nd30-2020`.
    pub name: String,
    /// First day the rules hold, as `YYYY-MM-DD`.
    pub valid_from: String,
    /// Paper and margins.
    pub page: Page,
    /// Running text.
    pub body: Body,
    /// The two columns on top of the first page.
    pub head: HeadStyle,
    /// Where people sign.
    pub signature: SignatureStyle,
    /// Tables.
    pub table: TableStyle,
    /// Letters of each element.
    pub elements: Elements,
}

/// The sheets that ship, each from its first day.
#[derive(Clone, Debug)]
pub struct Layouts {
    first: StyleSheet,
    later: Vec<StyleSheet>,
}

/// Paper and margins, in millimetres.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The clause.
    pub source: String,
    /// Width of the paper.
    pub width_mm: u16,
    /// Height of the paper.
    pub height_mm: u16,
    /// Margin above the text.
    pub top_mm: u16,
    /// Margin below the text.
    pub bottom_mm: u16,
    /// Margin on the left.
    pub left_mm: u16,
    /// Margin on the right.
    pub right_mm: u16,
    /// Where the number of a page stands, from the second page on.
    pub number_at: NumberPlace,
}

/// Where the number of a page stands.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum NumberPlace {
    /// In the middle of the top margin (NĐ 30/2020/NĐ-CP, Phụ lục I, mục I.7).
    #[default]
    TopCentre,
    /// At the right of the bottom margin (TT 01/2011/TT-BNV).
    BottomRight,
}

impl Layouts {
    /// The layouts of TT 01/2011/TT-BNV and of NĐ 30/2020/NĐ-CP.
    ///
    /// # Errors
    /// Never with the files this program was built with; a test reads them.
    pub fn shipped() -> Result<Self, PaperError> {
        Ok(Self { first: StyleSheet::from_toml(TT01_TOML)?, later: vec![StyleSheet::nd30()?] })
    }

    /// The layout of a paper made on `day` (`YYYY-MM-DD`); the oldest for days before all of them.
    pub fn on(&self, day: &str) -> &StyleSheet {
        let begun = |sheet: &&StyleSheet| sheet.valid_from.as_str() <= day;
        self.later.iter().rev().find(begun).unwrap_or(&self.first)
    }
}

/// Running text.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The clause.
    pub source: String,
    /// Indent of a first line, in hundredths of a millimetre.
    pub indent_mm_hundredths: u16,
    /// Least distance between paragraphs, in points.
    pub gap_pt: u16,
    /// Distance of base lines, in thousandths of the size; 1150 is Word's "single".
    pub leading_permille: u16,
}

/// The head and the title.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct HeadStyle {
    /// The clause.
    pub source: String,
    /// Share of the left column, in thousandths of the text's width.
    pub left_permille: u16,
    /// Length of the rule under the agency, in thousandths of its text.
    pub agency_rule_permille: u16,
    /// Length of the rule under the title, in thousandths of its text.
    pub title_rule_permille: u16,
}

/// Where people sign, in millimetres.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct SignatureStyle {
    /// The clause.
    pub source: String,
    /// Height between title and name.
    pub room_mm: u16,
    /// Greatest width of a field.
    pub field_width_mm: u16,
    /// Width and height of a seal.
    pub seal_mm: u16,
}

/// Tables.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TableStyle {
    /// The clause.
    pub source: String,
    /// Distance between rule and text, in points.
    pub padding_pt: u16,
    /// Thickness of the rules, in hundredths of a point.
    pub rule_hundredths_pt: u16,
}

/// Letters of an element.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// The clause.
    pub source: String,
    /// Size in points.
    pub size_pt: u16,
    /// Heavy.
    #[serde(default)]
    pub bold: bool,
    /// Slanted.
    #[serde(default)]
    pub italic: bool,
    /// Printed in upper case, whatever the document says.
    #[serde(default)]
    pub upper: bool,
}

/// The letters of every element, named as in bảng mẫu chữ.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Elements {
    /// Quốc hiệu.
    pub nation: Element,
    /// Tiêu ngữ.
    pub motto: Element,
    /// Tên cơ quan chủ quản trực tiếp.
    pub parent: Element,
    /// Tên cơ quan ban hành.
    pub agency: Element,
    /// Số, ký hiệu.
    pub number: Element,
    /// Địa danh và thời gian.
    pub place_date: Element,
    /// Tên loại.
    pub kind: Element,
    /// Trích yếu.
    pub subject: Element,
    /// Nội dung.
    pub body: Element,
    /// Căn cứ.
    pub basis: Element,
    /// Headings of level 1.
    pub heading1: Element,
    /// Headings of level 2.
    pub heading2: Element,
    /// Headings of level 3.
    pub heading3: Element,
    /// Remarks.
    pub note: Element,
    /// "Phụ lục" and its number.
    pub annex_label: Element,
    /// Title of an annex.
    pub annex_title: Element,
    /// Words above a table or below a figure.
    pub caption: Element,
    /// Heads of tables.
    pub table_head: Element,
    /// Cells of tables.
    pub table_cell: Element,
    /// Quyền hạn, chức vụ của người ký.
    pub signer_title: Element,
    /// The line under a signer's title.
    pub signer_hint: Element,
    /// Họ tên của người ký.
    pub signer_name: Element,
    /// "Nơi nhận:".
    pub recipients_title: Element,
    /// The list under it.
    pub recipients_item: Element,
    /// Số trang.
    pub page_number: Element,
    /// The line in the bottom margin.
    pub foot: Element,
}

impl StyleSheet {
    /// NĐ 30/2020/NĐ-CP, Phụ lục I; in force from 05/3/2020.
    ///
    /// # Errors
    /// Never with the file this program was built with; a test reads it.
    pub fn nd30() -> Result<Self, PaperError> {
        Self::from_toml(ND30_TOML)
    }

    /// Sheets to write on by hand: small letters, narrow margins. No official paper.
    ///
    /// # Errors
    /// Never with the file this program was built with; a test reads it.
    pub fn working() -> Result<Self, PaperError> {
        Self::from_toml(WORKING_TOML)
    }

    /// Reads a file of `assets/layouts`, such as an agency's variant.
    ///
    /// # Errors
    /// A file that is not such a sheet, or a sheet with no room for text.
    pub fn from_toml(text: &str) -> Result<Self, PaperError> {
        let sheet: Self = toml::from_str(text)?;
        sheet.check()?;
        Ok(sheet)
    }

    /// Refuses sheets on which nothing could be printed; the decree's own ranges are for people.
    pub(crate) fn check(&self) -> Result<(), PaperError> {
        let page = &self.page;
        if !(100..=2000).contains(&page.width_mm) || !(100..=2000).contains(&page.height_mm) {
            return Err(PaperError::BadStyle("paper outside 100 to 2000 mm"));
        }
        if u32::from(page.left_mm) + u32::from(page.right_mm) + 60 > u32::from(page.width_mm) {
            return Err(PaperError::BadStyle("less than 60 mm between left and right margin"));
        }
        if u32::from(page.top_mm) + u32::from(page.bottom_mm) + 80 > u32::from(page.height_mm) {
            return Err(PaperError::BadStyle("less than 80 mm between top and bottom margin"));
        }
        if !(1000..=2000).contains(&self.body.leading_permille) {
            return Err(PaperError::BadStyle("leading outside 1 to 2 of the size"));
        }
        if self.body.indent_mm_hundredths > 3000 || self.body.gap_pt > 72 {
            return Err(PaperError::BadStyle("indent over 30 mm or gap over 72 pt"));
        }
        if !(250..=500).contains(&self.head.left_permille)
            || self.head.agency_rule_permille > 1000
            || self.head.title_rule_permille > 1000
        {
            return Err(PaperError::BadStyle("head columns or rules out of range"));
        }
        let signature = &self.signature;
        if !(10..=50).contains(&signature.room_mm)
            || !(20..=100).contains(&signature.field_width_mm)
            || signature.seal_mm > 60
        {
            return Err(PaperError::BadStyle("room for signatures out of range"));
        }
        if self.table.padding_pt > 20 || self.table.rule_hundredths_pt > 500 {
            return Err(PaperError::BadStyle("padding or rules of tables out of range"));
        }
        let sizes_fit = self.elements.all().iter().all(|e| (6..=24).contains(&e.size_pt));
        if sizes_fit { Ok(()) } else { Err(PaperError::BadStyle("a size outside 6 to 24 pt")) }
    }
}

impl Elements {
    fn all(&self) -> [&Element; 26] {
        [
            &self.nation,
            &self.motto,
            &self.parent,
            &self.agency,
            &self.number,
            &self.place_date,
            &self.kind,
            &self.subject,
            &self.body,
            &self.basis,
            &self.heading1,
            &self.heading2,
            &self.heading3,
            &self.note,
            &self.annex_label,
            &self.annex_title,
            &self.caption,
            &self.table_head,
            &self.table_cell,
            &self.signer_title,
            &self.signer_hint,
            &self.signer_name,
            &self.recipients_title,
            &self.recipients_item,
            &self.page_number,
            &self.foot,
        ]
    }
}

/// Millimetres in thousandths of a point.
pub(crate) const fn mm(millimetres: u16) -> i64 {
    millimetres as i64 * 720_000 / 254
}

/// Points in thousandths of a point.
pub(crate) const fn pt(points: u16) -> i64 {
    points as i64 * 1000
}

impl Page {
    /// The page as it lies: turned, its sides change places and its margins stay.
    pub(crate) fn lying(&self, orientation: Orientation) -> Self {
        match orientation {
            Orientation::Upright => self.clone(),
            Orientation::Wide => {
                Self { width_mm: self.height_mm, height_mm: self.width_mm, ..self.clone() }
            }
        }
    }

    pub(crate) fn width_mpt(&self) -> i64 {
        mm(self.width_mm)
    }

    pub(crate) fn height_mpt(&self) -> i64 {
        mm(self.height_mm)
    }

    pub(crate) fn left_mpt(&self) -> i64 {
        mm(self.left_mm)
    }

    /// Width between the margins.
    pub(crate) fn text_width_mpt(&self) -> i64 {
        mm(self.width_mm) - mm(self.left_mm) - mm(self.right_mm)
    }

    /// Height between the margins.
    pub(crate) fn text_height_mpt(&self) -> i64 {
        mm(self.height_mm) - mm(self.top_mm) - mm(self.bottom_mm)
    }
}

impl Body {
    pub(crate) fn indent_mpt(&self) -> i64 {
        i64::from(self.indent_mm_hundredths) * 7200 / 254
    }

    pub(crate) fn gap_mpt(&self) -> i64 {
        pt(self.gap_pt)
    }

    /// Distance of base lines for letters of this size.
    pub(crate) fn leading_mpt(&self, element: &Element) -> i64 {
        i64::from(element.size_pt) * i64::from(self.leading_permille)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_of_nd30_stays_within_the_ranges_of_the_decree() {
        let sheet = StyleSheet::nd30().unwrap();

        assert_eq!((sheet.page.width_mm, sheet.page.height_mm), (210, 297));
        assert!((20..=25).contains(&sheet.page.top_mm));
        assert!((20..=25).contains(&sheet.page.bottom_mm));
        assert!((30..=35).contains(&sheet.page.left_mm));
        assert!((15..=20).contains(&sheet.page.right_mm));
        assert!([1000, 1270].contains(&sheet.body.indent_mm_hundredths));
        assert!(sheet.body.gap_pt >= 6);
        assert!((1150..=1725).contains(&sheet.body.leading_permille));
        assert!((333..=500).contains(&sheet.head.agency_rule_permille));
        assert!((333..=500).contains(&sheet.head.title_rule_permille));
        let e = &sheet.elements;
        let pair = (e.nation.size_pt, e.motto.size_pt);
        assert!([(12, 13), (13, 14)].contains(&pair), "quốc hiệu and tiêu ngữ go together");
        assert!((13..=14).contains(&e.body.size_pt));
        assert!((13..=14).contains(&e.page_number.size_pt));
        assert_eq!((e.recipients_title.size_pt, e.recipients_item.size_pt), (12, 11));
    }

    #[test]
    fn every_rule_names_its_source() {
        let layouts = Layouts::shipped().unwrap();

        let working = StyleSheet::working().unwrap();
        for sheet in std::iter::once(&layouts.first).chain(&layouts.later).chain([&working]) {
            assert!(sheet.elements.all().iter().all(|e| !e.source.is_empty()));
            assert!(!sheet.page.source.is_empty() && !sheet.body.source.is_empty());
        }
    }

    #[test]
    fn a_paper_follows_the_rules_of_its_day() {
        let layouts = Layouts::shipped().unwrap();
        let name = |day| layouts.on(day).name.as_str();

        assert_eq!(name("2017-10-20"), "tt01-2011");
        assert_eq!(name("2020-03-04"), "tt01-2011");
        assert_eq!(name("2020-03-05"), "nd30-2020");
        assert_eq!(name("2026-09-15"), "nd30-2020");
        assert_eq!(layouts.on("2017-10-20").page.number_at, NumberPlace::BottomRight);
    }

    #[test]
    fn a_turned_page_keeps_its_margins_and_changes_its_sides() {
        let page = StyleSheet::nd30().unwrap().page;
        let wide = page.lying(Orientation::Wide);

        assert_eq!((wide.width_mm, wide.height_mm), (297, 210));
        assert_eq!((wide.left_mm, wide.top_mm), (page.left_mm, page.top_mm));
        assert_eq!(page.lying(Orientation::Upright), page);
    }

    #[test]
    fn refuses_a_sheet_without_room_for_text() {
        let text = ND30_TOML.replace("left_mm = 30", "left_mm = 150");

        assert!(matches!(StyleSheet::from_toml(&text), Err(PaperError::BadStyle(_))));
    }
}
