//! Whether page and data of a paper agree, as JSON and in words a clerk understands.

use schemars::JsonSchema;
use serde::Serialize;

use crate::crosscheck::{Beside, CrossCheck, Differing, Unprinted};
use crate::words::{
    difference_sentence, later_sentence, own_sentence, unprinted_sentence, why_not,
};

/// What the pages of a paper print, beside the data inside it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DataShown {
    /// `agrees`, `agrees-with-remarks`, `disagrees` or `cannot-compare`.
    pub verdict: &'static str,
    /// The same in a sentence, in Vietnamese; with the reason where nobody can say.
    pub text: String,
    /// What differs.
    pub differences: Vec<DifferenceShown>,
    /// What has to be known of data that agree: `agrees-with-remarks` has some.
    pub remarks: Vec<RemarkShown>,
}

/// What the data could not be compared in, or what was laid over a page after the signing.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RemarkShown {
    /// `own-words`: a person wrote a part in the place of generated text; `not-printed`: the data say
    /// what no page prints; `added-later`: something was laid over a page after the signing.
    pub kind: &'static str,
    /// The part, figure or strength; empty for `added-later`.
    pub about: String,
    /// What the data say of it; empty where they say nothing.
    pub in_data: String,
    /// The page, from 1; 0 for what stands on none.
    pub page: u32,
    /// All of it in a sentence, in Vietnamese.
    pub text: String,
}

/// Something that differs.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DifferenceShown {
    /// `words`: page and data say something else; `data`: the data contradict themselves; `spelling`;
    /// `looks`; `page-count`; `laid-over`: something covers a page; `file-part`; `photograph`.
    pub kind: &'static str,
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
    let (mut differences, mut remarks) = (Vec::new(), Vec::new());
    let (verdict, text) = match found {
        CrossCheck::Agrees(beside) => {
            remarks = remarks_shown(beside);
            agreed(beside)
        }
        CrossCheck::Disagrees(differing) => {
            differences = differing.iter().map(difference).collect();
            (
                "disagrees",
                "Dữ liệu đính kèm KHÔNG khớp với nội dung in. Đừng dùng tệp này; hãy xin lại bản gốc từ nơi lập."
                    .to_owned(),
            )
        }
        CrossCheck::CannotCompare(why) => ("cannot-compare", why_not(*why)),
    };
    DataShown { verdict, text, differences, remarks }
}

/// The verdict on data that agree, and its sentence.
fn agreed(beside: &Beside) -> (&'static str, String) {
    if beside.is_empty() {
        let text =
            "Dữ liệu đính kèm khớp với nội dung in trên mọi trang: từng số liệu, từng nhận xét.";
        return ("agrees", text.to_owned());
    }
    let Beside { own, unprinted, later } = beside;
    let mut text = "Dữ liệu đính kèm khớp với nội dung in ở mọi phần đối chiếu được".to_owned();
    if !later.is_empty() {
        text.push_str("; sau khi ký có thêm ghi chú được phép");
    }
    text.push('.');
    if !own.is_empty() || !unprinted.is_empty() {
        text.push_str(" Những phần dưới đây chưa được đối chiếu, hãy đọc lại trên trang in.");
    }
    ("agrees-with-remarks", text)
}

fn remarks_shown(beside: &Beside) -> Vec<RemarkShown> {
    let shown = |kind, about: &str, in_data: &str, text| RemarkShown {
        kind,
        about: about.to_owned(),
        in_data: in_data.to_owned(),
        page: 0,
        text,
    };
    let own = beside.own.iter().map(|title| shown("own-words", title, "", own_sentence(title)));
    let unprinted = beside.unprinted.iter().map(|it| {
        let text = unprinted_sentence(it);
        match it {
            Unprinted::Figure { item, value, .. } => shown("not-printed", item, value, text),
            Unprinted::Strength(words) => shown("not-printed", "", words, text),
        }
    });
    let later = beside.later.iter().map(|page| RemarkShown {
        page: *page,
        ..shown("added-later", "", "", later_sentence(*page))
    });
    own.chain(unprinted).chain(later).collect()
}

fn difference(differing: &Differing) -> DifferenceShown {
    let shown = |kind, page: u32, [about, on_page, in_data]: [&str; 3]| DifferenceShown {
        kind,
        page,
        about: about.to_owned(),
        on_page: on_page.to_owned(),
        in_data: in_data.to_owned(),
        text: difference_sentence(differing),
    };
    match differing {
        Differing::Said { page, about, on_page, in_data } => {
            shown("words", *page, [about, on_page, in_data])
        }
        Differing::Inside { about, laid_out, attached } => {
            shown("data", 0, [about, laid_out, attached])
        }
        Differing::Spelled => shown("spelling", 0, [""; 3]),
        Differing::Looks { page } => shown("looks", *page, [""; 3]),
        Differing::Pages { printed, laid_out } => {
            shown("page-count", 0, ["", &printed.to_string(), &laid_out.to_string()])
        }
        Differing::LaidOver { page } => shown("laid-over", *page, [""; 3]),
        Differing::Part(part) => shown("file-part", 0, ["", part, ""]),
        Differing::Photograph(number) => shown("photograph", 0, [&number.to_string(), "", ""]),
    }
}
