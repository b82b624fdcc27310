//! Sentences for papers whose pages are compared with the data inside them.

use crate::crosscheck::{Differing, WhyNot};

/// What a page prints and its data do not say, or the other way round, in Vietnamese.
pub fn difference_sentence(differing: &Differing) -> String {
    if let Some(sentence) = wordless(differing) {
        return sentence;
    }
    let Differing { page, about, on_page, in_data } = differing;
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

/// What differs and is no word: no page prints it and no data say it.
fn wordless(Differing { page, about, on_page, in_data }: &Differing) -> Option<String> {
    match (about.as_str(), on_page.as_str(), in_data.as_str()) {
        (_, "khác", "như mẫu của chương trình") => {
            Some(format!("Trang {page}: {about} khác với mẫu của chương trình."))
        }
        ("phần phủ lên trang", laid, "") => {
            Some(format!("Trang {page}: {laid}, không có trong bản chương trình lập."))
        }
        ("cách viết dữ liệu", ..) => Some(
            "Dữ liệu đính kèm đủ nội dung nhưng được viết khác cách chương trình viết.".to_owned(),
        ),
        (photograph, "ảnh khác, hoặc không có ảnh", _) => {
            Some(format!("Trong tệp, {photograph} không phải ảnh đã niêm phong, hoặc không có."))
        }
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_word_is_told_in_a_sentence_of_its_own() {
        let said = |page, about: &str, on_page: &str, in_data: &str| {
            let (about, on_page, in_data) = (about.into(), on_page.into(), in_data.into());
            difference_sentence(&Differing { page, about, on_page, in_data })
        };
        assert_eq!(
            said(3, "cách trình bày", "khác", "như mẫu của chương trình"),
            "Trang 3: cách trình bày khác với mẫu của chương trình."
        );
        assert_eq!(
            said(2, "phần phủ lên trang", "có ghi chú, hình hoặc ô điền phủ lên trang", ""),
            "Trang 2: có ghi chú, hình hoặc ô điền phủ lên trang, không có trong bản chương trình lập."
        );
        assert_eq!(
            said(0, "cách viết dữ liệu", "", "khác cách chương trình viết"),
            "Dữ liệu đính kèm đủ nội dung nhưng được viết khác cách chương trình viết."
        );
        assert_eq!(
            said(0, "ảnh số 2 của phụ lục", "ảnh khác, hoặc không có ảnh", "ảnh đã niêm phong"),
            "Trong tệp, ảnh số 2 của phụ lục không phải ảnh đã niêm phong, hoặc không có."
        );
        assert_eq!(
            said(1, "", "2.756", "2.757"),
            "Trang 1: trang in “2.756”, dữ liệu ghi “2.757”."
        );
    }
}
