//! Sentences for papers whose pages are compared with the data inside them.

use crate::crosscheck::{Differing, WhyNot};

/// What a page prints and its data do not say, or the other way round, in Vietnamese.
pub fn difference_sentence(Differing { page, about, on_page, in_data }: &Differing) -> String {
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
