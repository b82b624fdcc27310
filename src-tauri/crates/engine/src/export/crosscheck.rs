//! Whether page and data of a paper agree, as JSON and in words a clerk understands.

use schemars::JsonSchema;
use serde::Serialize;

use crate::crosscheck::{CrossCheck, Differing, WhyNot};

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
    let text = in_a_sentence(differing);
    DifferenceShown { page, about, on_page, in_data, text }
}

fn in_a_sentence(Differing { page, about, on_page, in_data }: &Differing) -> String {
    let place = match (page, about.as_str()) {
        (0, "") => "Trong dữ liệu".to_owned(),
        (0, about) => format!("Trong dữ liệu, {about}"),
        (page, "") => format!("Trang {page}"),
        (page, about) => format!("Trang {page}, {about}"),
    };
    let said = match (page, on_page.as_str(), in_data.as_str()) {
        (0, "", attached) => format!("có thêm “{attached}”, không có trên trang"),
        (0, laid_out, "") => format!("thiếu “{laid_out}” so với nội dung in"),
        (0, laid_out, attached) => format!("nội dung in là “{laid_out}”, dữ liệu ghi “{attached}”"),
        (_, "", data) => format!("trang không in “{data}” mà dữ liệu có ghi"),
        (_, page, "") => format!("trang in “{page}”, dữ liệu không có"),
        (_, page, data) => format!("trang in “{page}”, dữ liệu ghi “{data}”"),
    };
    format!("{place}: {said}.")
}

/// Why page and data are not compared, in Vietnamese.
pub fn why_not(why: WhyNot) -> String {
    match why {
        WhyNot::Unreadable => {
            "Không đối chiếu được: cấu trúc tệp chương trình không đọc được.".to_owned()
        }
        WhyNot::NoData => "Không đối chiếu được: tệp không kèm dữ liệu của chương trình này (văn bản của phần mềm khác, hoặc bản quét).".to_owned(),
        WhyNot::TwoData => "Không đối chiếu được: tệp kèm hai bản dữ liệu khác nhau.".to_owned(),
        WhyNot::TooLarge => "Không đối chiếu được: dữ liệu đính kèm lớn bất thường nên không đọc.".to_owned(),
        WhyNot::Damaged => "Không đối chiếu được: dữ liệu đính kèm bị hỏng.".to_owned(),
        WhyNot::OldVersion(version) => format!(
            "Không đối chiếu được: văn bản do bản chương trình cũ lập, dữ liệu đính kèm (phiên bản {version}) chưa chứa đủ nội dung in."
        ),
        WhyNot::NewVersion(version) => format!(
            "Không đối chiếu được: dữ liệu đính kèm thuộc phiên bản mới hơn ({version}). Hãy cập nhật chương trình rồi kiểm tra lại."
        ),
        WhyNot::Draft => "Không đối chiếu được: đây là bản dự thảo, chưa chốt.".to_owned(),
        WhyNot::OtherForms => "Không đối chiếu được: văn bản in theo mẫu của bản chương trình khác; hãy kiểm tra bằng bản đã lập nó.".to_owned(),
    }
}
