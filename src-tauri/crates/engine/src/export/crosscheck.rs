//! Whether page and data of a paper agree, as JSON and in words a clerk understands.

use schemars::JsonSchema;
use serde::Serialize;

use crate::crosscheck::{CrossCheck, Differing};
use crate::words::{difference_sentence, why_not};

/// What the pages of a paper print, beside the data inside it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DataShown {
    /// `agrees`, `disagrees` or `cannot-compare`.
    pub verdict: &'static str,
    /// The same in a sentence, in Vietnamese; with the reason where nobody can say.
    pub text: String,
    /// What differs.
    pub differences: Vec<DifferenceShown>,
}

/// Something that differs.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DifferenceShown {
    /// The page, from 1; 0 for what stands on none.
    pub page: u32,
    /// Which figure, finding or part; may be empty.
    pub about: String,
    /// What the page prints.
    pub on_page: String,
    /// What the data say.
    pub in_data: String,
    /// All of it in a sentence, in Vietnamese.
    pub text: String,
}

/// Says a comparison for scripts and screens.
pub fn data_shown(found: &CrossCheck) -> DataShown {
    let (verdict, text, differences) = match found {
        CrossCheck::Agrees => (
            "agrees",
            "Dữ liệu đính kèm khớp với nội dung in trên mọi trang: từng số liệu, từng nhận xét."
                .to_owned(),
            Vec::new(),
        ),
        CrossCheck::Disagrees(differing) => (
            "disagrees",
            "Dữ liệu đính kèm KHÔNG khớp với nội dung in. Đừng dùng tệp này; hãy xin lại bản gốc từ nơi lập."
                .to_owned(),
            differing.iter().map(difference).collect(),
        ),
        CrossCheck::CannotCompare(why) => ("cannot-compare", why_not(*why), Vec::new()),
    };
    DataShown { verdict, text, differences }
}

fn difference(differing: &Differing) -> DifferenceShown {
    let Differing { page, about, on_page, in_data } = differing.clone();
    let text = difference_sentence(differing);
    DifferenceShown { page, about, on_page, in_data, text }
}
