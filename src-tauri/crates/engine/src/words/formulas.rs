//! The language of formulas in Vietnamese: its functions, and why a formula cannot be used.

use formula::{FUNCTIONS, FormulaError, Function};

/// A function of the language, as people are told of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FunctionInWords {
    /// How it is called: `so(mục[, phần])`.
    pub call: String,
    /// What it means.
    pub about: &'static str,
}

/// Every function of the language of formulas, in its order.
pub fn formula_functions() -> Vec<FunctionInWords> {
    let told =
        |function: &Function| FunctionInWords { call: call(function), about: about(function.name) };
    FUNCTIONS.iter().map(told).collect()
}

/// Says why a formula cannot be used, in Vietnamese.
pub(super) fn formula_in_words(error: &FormulaError) -> String {
    match error {
        FormulaError::TooLong => {
            format!("công thức dài quá {} ký tự", formula::LENGTH_MAX)
        }
        FormulaError::Unknown { what, at } => {
            format!("công thức có `{what}` (ký tự thứ {at}) mà ngôn ngữ công thức không có")
        }
        FormulaError::Arguments { function } => {
            let known = FUNCTIONS.iter().find(|it| it.name == *function);
            let usage = known.map_or_else(String::new, |it| {
                format!("; cách dùng: {} – {}", call(it), about(it.name))
            });
            format!("`{function}` không nhận các đối số này{usage}")
        }
        FormulaError::Shape { reason } => format!("không phải một công thức ({reason})"),
    }
}

/// What arguments are called.
const ARGUMENTS: [(&str, &str); 7] = [
    ("item", "mục"),
    ("part", "phần"),
    ("register", "sổ"),
    ("column", "cột"),
    ("text", "chữ trong ô"),
    ("area", "lĩnh vực"),
    ("percent", "phần trăm"),
];

fn call(function: &Function) -> String {
    let (name, mut arguments) = function
        .call
        .split_once('(')
        .map_or((function.call, String::new()), |(name, arguments)| (name, arguments.to_owned()));
    for (word, told) in ARGUMENTS {
        arguments = arguments.replace(word, told);
    }
    format!("{name}({arguments}")
}

/// What a function means; empty for one nobody put into words.
fn about(name: &str) -> &'static str {
    match name {
        "so" => "số đếm ghi ở mục",
        "tu" => "tử số của tỷ lệ ghi ở mục",
        "mau" => "mẫu số của tỷ lệ ghi ở mục",
        "co" => "đã có số liệu ở mục hay chưa",
        "dat" => "mục được đánh giá đạt",
        "co_ban_dat" => "mục được đánh giá cơ bản đạt",
        "chua_dat" => "mục được đánh giá chưa đạt",
        "khong_ap_dung" => "mục được đánh giá không áp dụng",
        "da_kiem" => "mục đã được đánh giá, bất kể kết quả",
        "dong" => "số dòng của sổ, hoặc số dòng mà ô ở cột ấy đúng chữ đã nêu",
        "muc_dat" => "số mục đạt của lĩnh vực; '' là mọi lĩnh vực",
        "muc_tinh" => "số mục đã đánh giá của lĩnh vực, không tính mục không áp dụng",
        "it_nhat" => "tỷ lệ ở mục ít nhất bằng số phần trăm đã nêu",
        "dat_nguong" => "tỷ lệ ở mục đạt mức tối thiểu của đợt kiểm tra",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_told_in_vietnamese_as_it_is_called() {
        let told = formula_functions();
        assert_eq!(told.len(), FUNCTIONS.len());
        for (told, function) in told.iter().zip(&FUNCTIONS) {
            assert!(told.call.starts_with(&format!("{}(", function.name)), "{told:?}");
            assert!(told.call.ends_with(')') && !told.about.is_empty(), "{told:?}");
            // No argument is left in English.
            let (_, arguments) = told.call.split_once('(').unwrap();
            let english = ARGUMENTS.iter().any(|(word, _)| arguments.contains(word));
            assert!(!english, "{told:?}");
        }
        assert_eq!(told[0].call, "so(mục[, phần])");
    }

    #[test]
    fn a_wrong_call_is_told_how_to_be_made() {
        let said = formula_in_words(&FormulaError::Arguments { function: "it_nhat" });
        assert!(said.contains("it_nhat(mục[, phần], phần trăm)"), "{said}");
    }
}
