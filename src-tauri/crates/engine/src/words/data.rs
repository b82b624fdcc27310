//! Sentences for papers whose pages are compared with the data inside them.

use crate::crosscheck::{Beside, Differing, Unprinted, WhyNot};

/// What a page prints and its data do not say, or the other way round, in Vietnamese.
pub fn difference_sentence(differing: &Differing) -> String {
    match differing {
        Differing::Said { page, about, on_page, in_data } => {
            let place = match about.as_str() {
                "" => format!("Trang {page}"),
                about => format!("Trang {page}, {about}"),
            };
            let said = match (on_page.as_str(), in_data.as_str()) {
                ("", data) => format!("trang không in “{data}” mà dữ liệu có ghi"),
                (page, "") => format!("trang in “{page}”, dữ liệu không có"),
                (page, data) => format!("trang in “{page}”, dữ liệu ghi “{data}”"),
            };
            format!("{place}: {said}.")
        }
        Differing::Inside { about, laid_out, attached } => {
            let said = match (laid_out.as_str(), attached.as_str()) {
                ("", attached) => format!("có thêm “{attached}”, không có trên trang"),
                (laid_out, "") => format!("thiếu “{laid_out}” so với nội dung in"),
                (laid_out, attached) => {
                    format!("nội dung in là “{laid_out}”, dữ liệu ghi “{attached}”")
                }
            };
            format!("Trong dữ liệu, {about}: {said}.")
        }
        Differing::Spelled => {
            "Dữ liệu đính kèm đủ nội dung nhưng được viết khác cách chương trình viết.".to_owned()
        }
        Differing::Looks { page } => format!(
            "Trang {page}: cách trình bày (phông chữ, hình, vị trí) khác với mẫu của chương trình."
        ),
        Differing::Pages { printed, laid_out } => {
            format!("Tệp có {printed} trang, nội dung dữ liệu in ra {laid_out} trang.")
        }
        Differing::LaidOver { page } => format!(
            "Trang {page}: có ghi chú, hình hoặc ô điền phủ lên trang, không có trong bản chương trình lập."
        ),
        Differing::Part(part) => {
            format!("Tệp có thành phần “{part}” mà bản chương trình lập không có.")
        }
        Differing::Photograph(number) => format!(
            "Trong tệp, ảnh số {number} của phụ lục không phải ảnh đã niêm phong, hoặc không có."
        ),
    }
}

/// What has to be known of a paper whose data agree with its pages, one sentence each, in Vietnamese.
pub fn beside_sentences(beside: &Beside) -> Vec<String> {
    let own = beside.own.iter().map(|title| own_sentence(title));
    let unprinted = beside.unprinted.iter().map(unprinted_sentence);
    let later = beside.later.iter().map(|page| later_sentence(*page));
    own.chain(unprinted).chain(later).collect()
}

/// That a person wrote the part `title`, in Vietnamese.
pub fn own_sentence(title: &str) -> String {
    format!(
        "Phần “{title}” do người lập viết thay câu tự sinh: chương trình không đối chiếu số liệu, kết quả nêu trong phần này."
    )
}

/// That data stand on no page, in Vietnamese.
pub fn unprinted_sentence(unprinted: &Unprinted) -> String {
    match unprinted {
        Unprinted::Figure { item, label, value } => {
            format!("Số liệu “{label}” (mục {item}): dữ liệu ghi “{value}”, không in trên trang.")
        }
        Unprinted::Strength(text) => {
            format!("Ưu điểm “{text}” có trong dữ liệu, không in trên trang.")
        }
    }
}

/// That something was laid over a page after the signing, in Vietnamese.
pub fn later_sentence(page: u32) -> String {
    format!("Trang {page}: sau khi ký có thêm ghi chú phủ lên trang, người ký đã cho phép.")
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
        let told = [
            Differing::Looks { page: 3 },
            Differing::LaidOver { page: 2 },
            Differing::Spelled,
            Differing::Photograph(2),
            Differing::Pages { printed: 6, laid_out: 5 },
            Differing::Part("Collection".to_owned()),
        ];
        let told = told.each_ref().map(difference_sentence);
        assert_eq!(
            told,
            [
                "Trang 3: cách trình bày (phông chữ, hình, vị trí) khác với mẫu của chương trình.",
                "Trang 2: có ghi chú, hình hoặc ô điền phủ lên trang, không có trong bản chương trình lập.",
                "Dữ liệu đính kèm đủ nội dung nhưng được viết khác cách chương trình viết.",
                "Trong tệp, ảnh số 2 của phụ lục không phải ảnh đã niêm phong, hoặc không có.",
                "Tệp có 6 trang, nội dung dữ liệu in ra 5 trang.",
                "Tệp có thành phần “Collection” mà bản chương trình lập không có.",
            ]
        );
    }

    #[test]
    fn words_that_differ_are_told_with_both_values_whatever_they_say() {
        // Words that once stood for something that is no word.
        let said = Differing::Said {
            page: 1,
            about: String::new(),
            on_page: "khác".to_owned(),
            in_data: "như mẫu của chương trình".to_owned(),
        };
        assert_eq!(
            difference_sentence(&said),
            "Trang 1: trang in “khác”, dữ liệu ghi “như mẫu của chương trình”."
        );
    }
}
