//! `bo-cuc.toml`: how an agency prints its minutes, from one laptop to another.

use domain::layout::{LayoutText, Leavable, MinutesLayout, Section};
use schemars::JsonSchema;
use serde::Deserialize;

use super::convert::At;
use super::reading::{ImportError, from_toml};

/// The file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    /// Its one table.
    layout: LayoutHead,
}

/// The layout; what is absent is as usual.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LayoutHead {
    /// Cơ quan chủ quản as printed.
    pub parent: String,
    /// Cơ quan ban hành as printed.
    pub agency: String,
    /// What follows the number: `/BB-ĐKT`.
    pub symbol: String,
    /// Paragraphs after the bases.
    pub intro: String,
    /// Paragraphs before the closing words.
    pub closing: String,
    /// Who else gets a copy, one a line.
    pub recipients: String,
    /// The parts in their order: `attendance`, `seen-again`, `results`, `recommendations`,
    /// `unit-says`.
    pub order: Vec<String>,
    /// What is left out: `bases`, `chair`, `figures`.
    pub left_out: Vec<String>,
}

/// The file that says `layout`; what is as usual is left out.
pub fn layout_text(layout: &MinutesLayout) -> String {
    let codes = |codes: Vec<&'static str>| {
        toml::Value::Array(codes.into_iter().map(toml::Value::from).collect())
    };
    let mut head = toml::Table::new();
    for text in LayoutText::ALL {
        if !layout.text(text).is_empty() {
            head.insert(text.code().to_owned(), toml::Value::from(layout.text(text)));
        }
    }
    if !layout.order.is_empty() {
        let order = layout.order.iter().map(|it| it.code()).collect();
        head.insert("order".to_owned(), codes(order));
    }
    if !layout.left_out.is_empty() {
        let left_out = layout.left_out.iter().map(|it| it.code()).collect();
        head.insert("left_out".to_owned(), codes(left_out));
    }
    let mut file = toml::Table::new();
    file.insert("layout".to_owned(), toml::Value::Table(head));
    file.to_string()
}

/// Reads a layout.
///
/// # Errors
///
/// [`ImportError`] with line and field.
pub fn read_layout(file: &str, text: &str) -> Result<MinutesLayout, ImportError> {
    let LayoutHead { parent, agency, symbol, intro, closing, recipients, order, left_out } =
        from_toml::<LayoutFile>(file, text)?.layout;
    let at = |path| At { file, path };
    let sections = Section::ALL.map(Section::code);
    let section =
        |code: &String| at("layout.order").word(code, Section::from_code(code), &sections);
    let blocks = Leavable::ALL.map(Leavable::code);
    let block =
        |code: &String| at("layout.left_out").word(code, Leavable::from_code(code), &blocks);
    Ok(MinutesLayout {
        order: order.iter().map(section).collect::<Result<_, _>>()?,
        left_out: left_out.iter().map(block).collect::<Result<_, _>>()?,
        parent,
        agency,
        symbol,
        intro,
        closing,
        recipients,
    })
}
