//! Sentences for files made elsewhere.

use super::{Class, Failure};
use crate::import::{Flaw, ImportError};

pub(super) fn failure(error: &ImportError) -> Failure {
    let ImportError { file, line, path, flaw } = error;
    let line = line.map(|line| format!(", dòng {line}")).unwrap_or_default();
    let place = if path == "." { String::new() } else { format!(", trường `{path}`") };
    let (code, what) = match flaw {
        Flaw::NotText => ("E-IMPORT-TEXT", "không phải tệp văn bản UTF-8".to_owned()),
        Flaw::Syntax(said) => ("E-IMPORT-SYNTAX", format!("sai cú pháp ({said})")),
        Flaw::UnknownField(name) => ("E-IMPORT-UNKNOWN", format!("không có trường `{name}`")),
        Flaw::MissingField(name) => ("E-IMPORT-MISSING", format!("thiếu trường `{name}`")),
        Flaw::WrongType(said) => ("E-IMPORT-TYPE", format!("giá trị sai kiểu ({said})")),
        Flaw::UnknownWord { word, allowed } if allowed.is_empty() => {
            ("E-IMPORT-WORD", format!("không có “{word}”"))
        }
        Flaw::UnknownWord { word, allowed } => {
            ("E-IMPORT-WORD", format!("“{word}” không thuộc: {}", allowed.join(", ")))
        }
        Flaw::Impossible(said) => ("E-IMPORT-VALUE", format!("giá trị không thể có ({said})")),
    };
    let message = format!(
        "Tệp “{file}”{line}{place}: {what}. Chưa ghi gì vào kho; hãy sửa tệp rồi nhập lại."
    );
    Failure::new(Class::Input, code, message)
}
