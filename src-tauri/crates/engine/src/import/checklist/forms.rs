//! The sheets of a checklist as a workbook: their names, headings and what explains them. Writing
//! and reading share them.

use domain::checklist::{BasisKind, Checklist, FieldKind, Part};
use domain::unit::UnitKind;
use tables::ColumnKind;

/// A sheet.
pub(crate) struct Form {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its columns, in order.
    pub(crate) columns: &'static [FormColumn],
}

/// A column of a sheet.
pub(crate) struct FormColumn {
    /// The name in code.
    pub(crate) key: &'static str,
    /// The heading.
    pub(crate) heading: &'static str,
    /// What belongs into it.
    pub(crate) about: &'static str,
    /// Its width in letters.
    pub(crate) width: u16,
    /// How its cells are kept.
    pub(crate) kind: ColumnKind,
    /// Whether a line means nothing without it.
    pub(crate) required: bool,
    /// Whether workbooks of earlier programs do not have it.
    pub(crate) later: bool,
}

const fn text(key: &'static str, heading: &'static str, about: &'static str) -> FormColumn {
    FormColumn {
        key,
        heading,
        about,
        width: 16,
        kind: ColumnKind::Text,
        required: false,
        later: false,
    }
}

const fn day(key: &'static str, heading: &'static str, about: &'static str) -> FormColumn {
    FormColumn {
        key,
        heading,
        about,
        width: 13,
        kind: ColumnKind::Day,
        required: false,
        later: false,
    }
}

impl FormColumn {
    const fn wide(self, width: u16) -> Self {
        Self { width, ..self }
    }

    const fn later(self) -> Self {
        Self { later: true, ..self }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// What a workbook is and how it is filled in.
pub(crate) const GUIDE: &str = "Hướng dẫn";

/// The checklist as a whole.
pub(crate) const HEAD: Form = Form {
    name: "Bộ nội dung",
    columns: &[
        text("ten", "Thông tin", "Không sửa cột này").wide(28).required(),
        text("noi_dung", "Nội dung", "Sửa ở đây; mã của bộ nội dung thì giữ nguyên").wide(90),
    ],
};

/// The lines of [`HEAD`], in order: name in code, what the line is called.
pub(crate) const HEAD_LINES: [(&str, &str); 6] = [
    ("id", "Mã bộ nội dung"),
    ("version", "Phiên bản"),
    ("title", "Tên bộ nội dung"),
    ("valid_from", "Dùng cho đợt kiểm tra từ ngày"),
    ("source", "Nguồn"),
    ("to_check", "Phải kiểm tra trước khi dùng"),
];

/// Areas, a line for each of their titles.
pub(crate) const AREAS: Form = Form {
    name: "Lĩnh vực",
    columns: &[
        text("id", "Mã lĩnh vực", "Hai chữ in hoa, không đổi").required(),
        text("title", "Tên lĩnh vực", "Đổi tên theo thời gian thì thêm dòng cùng mã, ghi ngày")
            .wide(60)
            .required(),
        day("from", "Từ ngày", "Ngày đầu dùng tên này; để trống: từ trước đến nay"),
        day("to", "Đến ngày", "Ngày cuối dùng tên này; để trống: đến nay"),
        text("optional", "Đợt được bỏ", "có: đợt kiểm tra có thể bỏ cả lĩnh vực; không"),
    ],
};

/// The column of [`ITEMS`] that retires an item.
pub(crate) const RETIRED: &str = "Thôi dùng sau ngày";

/// Items, in the order in which they are asked.
pub(crate) const ITEMS: Form = Form {
    name: "Mục",
    columns: &[
        text("id", "Mã mục", "Không đổi mã; mục mới lấy mã mới, ví dụ MC-L01").wide(10).required(),
        text("title", "Tên ngắn", "Tên trong danh sách").wide(24).required(),
        text("question", "Câu hỏi", "Chỗ {…} do chương trình điền").wide(50).required(),
        text("answer", "Cách trả lời", "Ghi chú ngắn, ví dụ: dat3 + tyle").required(),
        text("evidence", "Minh chứng", "Xem gì để kết luận").wide(36).required(),
        text("strength", "Câu ưu điểm mẫu", "In khi đạt; có thể để trống").wide(40),
        text("shortcoming", "Câu tồn tại mẫu", "In khi chưa đạt; {…} được điền")
            .wide(40)
            .required(),
        text("partly", "Câu khi cơ bản đạt", "Để trống: dùng câu tồn tại mẫu").wide(40),
        text("recommendation", "Câu kiến nghị mẫu", "In kèm tồn tại").wide(40).required(),
        text("note", "Lưu ý", "Cho người kiểm tra; không in").wide(30),
        text("kinds", "Hỏi ở", "xã, phường, thị trấn, đặc khu, phòng, trường, trạm, khác")
            .wide(28)
            .required(),
        day("from", "Dùng từ ngày", "Để trống: từ trước đến nay"),
        day("to", RETIRED, "Ngày cuối còn hỏi mục này; để trống: còn dùng"),
        text("reason", "Lý do có thời hạn", "Bắt buộc khi có ngày ở hai cột trước").wide(24),
        text("certain", "Đã đối chiếu", "có: đã đối chiếu căn cứ; không: còn cần xác minh")
            .required(),
        text("registers", "Sổ", "Mã các sổ ghi ở mục này, cách nhau bằng dấu phẩy").wide(18),
        text("seeds", "Bài nguồn", "Mã bài viết nguồn; có thể để trống").wide(12),
    ],
};

/// What is entered at an item besides the verdict.
pub(crate) const PARTS: Form = Form {
    name: "Phần số liệu",
    columns: &[
        text("item", "Mã mục", "Mục có phần này").wide(10).required(),
        text("name", "Tên phần", "Chữ thường không dấu, ví dụ: ho_so; không đổi")
            .wide(20)
            .required(),
        text("label", "Nhãn", "Tên trên màn hình").wide(36).required(),
        text("kind", "Loại", "số đếm, tỷ lệ, ngày, lựa chọn, chữ, văn bản").required(),
        text("unit", "Đơn vị tính", "Chỉ cho số đếm"),
        text("numerator", "Tử số", "Chỉ cho tỷ lệ: phần trên vạch").wide(26),
        text("denominator", "Mẫu số", "Chỉ cho tỷ lệ: phần dưới vạch").wide(26),
        text(
            "percent_only",
            "Chỉ có phần trăm",
            "Chỉ cho tỷ lệ: có, nếu thường chỉ biết phần trăm",
        ),
        text("least", "Ít nhất (%)", "Chỉ cho tỷ lệ: dưới mức này thì cảnh báo; có thể để trống")
            .later(),
        text("options", "Các lựa chọn", "Chỉ cho lựa chọn: mỗi lựa chọn một dòng trong ô").wide(26),
        text("primary", "Phần chính", "Mỗi mục có số liệu có đúng một phần chính"),
        text("register", "Lấy từ sổ", "Mã sổ; để trống: gõ trực tiếp").wide(18),
        text("rule", "Quy tắc của sổ", "Mã quy tắc tính từ sổ").wide(20),
    ],
};

/// Legal bases in the order of citation, and days without one.
pub(crate) const BASES: Form = Form {
    name: "Căn cứ",
    columns: &[
        text("item", "Mã mục", "Mục dùng căn cứ này").wide(10).required(),
        text("text", "Căn cứ", "Nội dung viện dẫn, hoặc lý do không có căn cứ").wide(60).required(),
        text(
            "kind",
            "Loại",
            "văn bản pháp luật, văn bản địa phương, thực tiễn, chờ số hiệu, không có căn cứ",
        )
        .wide(22)
        .required(),
        day("from", "Từ ngày", "Ngày đầu có hiệu lực; để trống: chưa nêu"),
        day("to", "Đến ngày", "Ngày cuối có hiệu lực; để trống: còn hiệu lực"),
        text("certain", "Đã đối chiếu", "có hoặc không; để trống khi không có căn cứ"),
        text("note", "Ghi chú", "Điều còn ngờ, nguồn của ngày").wide(50),
    ],
};

/// Registers: to look at only.
pub(crate) const REGISTERS: Form = Form {
    name: "Sổ",
    columns: &[
        text("register", "Mã sổ", "Chỉ để xem: trang này không sửa ở Excel").wide(18),
        text("title", "Tên sổ", "Chỉ để xem").wide(30),
        text("field", "Mã cột, quy tắc", "Chỉ để xem").wide(24),
        text("label", "Cột, quy tắc", "Chỉ để xem").wide(50),
        text("kind", "Loại", "Chỉ để xem"),
        text("options", "Các lựa chọn", "Chỉ để xem").wide(30),
    ],
};

/// Indicators, conditions and warnings: to look at only.
pub(crate) const FORMULAS: Form = Form {
    name: "Công thức",
    columns: &[
        text("of", "Của", "Chỉ để xem: trang này không sửa ở Excel").wide(22),
        text("what", "Là gì", "Chỉ để xem").wide(20),
        text("formula", "Công thức", "Chỉ để xem").wide(60),
        text("text", "Nội dung", "Chỉ để xem").wide(60),
    ],
};

/// What a workbook calls each kind of part.
pub(crate) const PART_KINDS: [(&str, &str); 6] = [
    ("count", "số đếm"),
    ("rate", "tỷ lệ"),
    ("date", "ngày"),
    ("choice", "lựa chọn"),
    ("text", "chữ"),
    ("document", "văn bản"),
];

/// What a workbook calls each kind of basis.
pub(crate) const BASIS_KINDS: [(BasisKind, &str); 4] = [
    (BasisKind::Law, "văn bản pháp luật"),
    (BasisKind::Local, "văn bản địa phương"),
    (BasisKind::Practice, "thực tiễn"),
    (BasisKind::Open, "chờ số hiệu"),
];

/// The word for days without a basis, where the kind of a basis stands otherwise.
pub(crate) const NO_BASIS: &str = "không có căn cứ";

/// The words for yes and no.
pub(crate) const YES_NO: [&str; 2] = ["có", "không"];

/// What a workbook calls a kind of unit.
pub(crate) const fn kind_word(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Xa => "xã",
        UnitKind::Phuong => "phường",
        UnitKind::ThiTran => "thị trấn",
        UnitKind::DacKhu => "đặc khu",
        UnitKind::Phong => "phòng",
        UnitKind::Truong => "trường",
        UnitKind::Tram => "trạm",
        UnitKind::Khac => "khác",
    }
}

/// `có` or `không`.
pub(crate) const fn yes_no(yes: bool) -> &'static str {
    if yes { YES_NO[0] } else { YES_NO[1] }
}

/// What a workbook calls the kind of `part`.
pub(crate) fn part_word(part: &Part) -> &'static str {
    let code = part.kind.code();
    PART_KINDS.iter().find(|(known, _)| *known == code).map_or("", |(_, word)| *word)
}

/// What a workbook calls a kind of basis.
pub(crate) fn basis_word(kind: BasisKind) -> &'static str {
    BASIS_KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| *word)
}

/// The lines of [`REGISTERS`].
pub(crate) fn register_lines(checklist: &Checklist) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for register in &checklist.registers {
        let line = |field: &str, label: &str, kind: &str, options: String| {
            let cells: [&str; 6] = [&register.id, &register.title, field, label, kind, &options];
            cells.map(str::to_owned).to_vec()
        };
        for field in &register.fields {
            let (kind, options) = match &field.kind {
                FieldKind::Text => ("chữ", String::new()),
                FieldKind::Date => ("ngày", String::new()),
                FieldKind::Choice(options) => ("lựa chọn", options.join("\n")),
                FieldKind::YesNo => ("có, không", String::new()),
                FieldKind::Count => ("số đếm", String::new()),
            };
            lines.push(line(&field.name, &field.label, kind, options));
        }
        lines.extend(
            register.rules.iter().map(|rule| line(&rule.id, &rule.title, "quy tắc", String::new())),
        );
    }
    lines
}

/// The lines of [`FORMULAS`].
pub(crate) fn formula_lines(checklist: &Checklist) -> Vec<Vec<String>> {
    let line = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    let mut lines = Vec::new();
    for it in &checklist.indicators {
        lines.push(line([&it.id, "chỉ số, tử số", &it.numerator, &it.title]));
        if let Some(denominator) = &it.denominator {
            lines.push(line([&it.id, "chỉ số, mẫu số", denominator, &it.title]));
        }
        lines.extend(
            it.warnings
                .iter()
                .map(|warning| line([&it.id, "cảnh báo", &warning.when, &warning.text])),
        );
    }
    for it in &checklist.conditions {
        if let Some(show_if) = &it.show_if {
            lines.push(line([&it.item, "chỉ hỏi khi", show_if, ""]));
        }
        lines.extend(
            it.warnings
                .iter()
                .map(|warning| line([&it.item, "cảnh báo", &warning.when, &warning.text])),
        );
    }
    lines
}
