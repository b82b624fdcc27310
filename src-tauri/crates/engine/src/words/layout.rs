//! Why a layout of minutes cannot be kept, in words.

use domain::layout::{BadLayout, LayoutText, Section};

pub(super) fn bad(error: &BadLayout) -> String {
    match error {
        BadLayout::TooLong(which) => format!(
            "{} dài quá {} ký tự, không đủ chỗ trên giấy. Hãy viết gọn lại.",
            text(*which),
            which.letters_max()
        ),
        BadLayout::Symbol(entered) => format!(
            "Ký hiệu “{entered}” chưa đúng thể thức. Hãy ghi /BB- rồi đến chữ viết tắt bằng chữ in hoa, ví dụ /BB-ĐKT."
        ),
        BadLayout::Twice(which) => {
            format!(
                "Phần “{}” đứng hai lần trong thứ tự. Hãy để mỗi phần một lần.",
                section(*which)
            )
        }
    }
}

const fn text(which: LayoutText) -> &'static str {
    match which {
        LayoutText::Parent => "Tên cơ quan chủ quản",
        LayoutText::Agency => "Tên cơ quan ban hành",
        LayoutText::Symbol => "Ký hiệu",
        LayoutText::Intro => "Đoạn mở đầu",
        LayoutText::Closing => "Đoạn kết",
        LayoutText::Recipients => "Nơi nhận",
    }
}

const fn section(which: Section) -> &'static str {
    match which {
        Section::Attendance => "Thành phần tham dự",
        Section::SeenAgain => "Kết quả khắc phục kỳ trước",
        Section::Results => "Nội dung và kết quả kiểm tra",
        Section::Recommendations => "Kiến nghị, yêu cầu",
        Section::UnitSays => "Ý kiến của đơn vị",
    }
}
