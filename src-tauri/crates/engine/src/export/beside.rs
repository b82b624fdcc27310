//! How a signed file stands to what this laptop has of it, as JSON and in words a clerk understands.

use schemars::JsonSchema;
use serde::Serialize;

use super::place_in_words;
use crate::actions::{Beside, Lineage};
use crate::late::COPY_FIELD;

/// A file beside what the store has.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StoreShown {
    /// `same`, `older`, `newer`, `apart`, or `unknown` for a paper that is not here.
    pub standing: &'static str,
    /// The same in a sentence, in Vietnamese, with what to do next.
    pub text: String,
    /// How many certificate signatures the store's paper has.
    pub signatures_kept: usize,
    /// How many the file has.
    pub signatures_found: usize,
    /// Whether another revision took the place of this paper.
    pub is_replaced: bool,
}

/// Says a comparison for scripts and screens.
pub fn store_shown(found: Option<&Beside>) -> StoreShown {
    let Some(Beside { lineage, kept, found, is_replaced, .. }) = found else {
        return StoreShown {
            standing: "unknown",
            text: "Máy này không có văn bản này nên không so được với bản đã lưu.".to_owned(),
            signatures_kept: 0,
            signatures_found: 0,
            is_replaced: false,
        };
    };
    let (standing, mut text) = match lineage {
        Lineage::Same => ("same", format!("Trùng với bản đã lưu trên máy này: {kept:02} chữ ký số.")),
        Lineage::Older(missing) if missing.is_empty() => (
            "older",
            "Cũ hơn bản đã lưu trên máy này: bản đã lưu có thêm bằng chứng hoặc phần bổ sung. Hãy dùng bản đã lưu.".to_owned(),
        ),
        Lineage::Older(missing) => (
            "older",
            format!(
                "CŨ HƠN bản đã lưu trên máy này: bản đã lưu có {kept:02} chữ ký số, tệp này chỉ có {found:02}, thiếu chữ ký ở ô {}. Hãy dùng bản đã lưu.",
                named(missing)
            ),
        ),
        Lineage::Newer(added) if added.is_empty() => (
            "newer",
            "Mới hơn bản đã lưu trên máy này: tệp có thêm phần bổ sung sau khi ký. Hãy đính tệp này vào văn bản để máy giữ bản mới.".to_owned(),
        ),
        Lineage::Newer(added) if added.iter().all(|it| it == COPY_FIELD) => (
            "newer",
            "Là bản sao điện tử của bản đã lưu trên máy này. Máy giữ bản gốc, không cần đính bản sao."
                .to_owned(),
        ),
        Lineage::Newer(added) => (
            "newer",
            format!(
                "Mới hơn bản đã lưu trên máy này: tệp có thêm chữ ký ở ô {}. Hãy đính tệp này vào văn bản để máy giữ bản mới.",
                named(added)
            ),
        ),
        Lineage::Apart => (
            "apart",
            format!(
                "KHÁC bản đã lưu trên máy này: cùng một văn bản đã chốt nhưng được ký tiếp riêng (bản đã lưu {kept:02} chữ ký số, tệp này {found:02}). Hãy hỏi nơi gửi rồi giữ một bản."
            ),
        ),
    };
    if *is_replaced {
        text.push_str(" Văn bản này đã được một bản khác thay thế.");
    }
    let (signatures_kept, signatures_found) = (*kept, *found);
    StoreShown { standing, text, signatures_kept, signatures_found, is_replaced: *is_replaced }
}

fn named(fields: &[String]) -> String {
    let places: Vec<String> =
        fields.iter().map(|field| format!("“{}”", place_in_words(field))).collect();
    places.join(", ")
}

#[cfg(test)]
mod tests {
    use domain::id::VisitId;

    use super::*;

    #[test]
    fn an_older_file_is_told_with_who_is_missing_and_what_to_do() {
        let found = Beside {
            of: VisitId::from_bytes([1; 16]).into(),
            lineage: Lineage::Older(vec!["ky_truong_doan".to_owned(), "ky_thu_ky".to_owned()]),
            kept: 3,
            found: 1,
            is_replaced: true,
        };

        let shown = store_shown(Some(&found));

        assert_eq!(shown.standing, "older");
        assert_eq!(
            shown.text,
            "CŨ HƠN bản đã lưu trên máy này: bản đã lưu có 03 chữ ký số, tệp này chỉ có 01, thiếu chữ ký ở ô “Trưởng đoàn”, “Thư ký”. Hãy dùng bản đã lưu. Văn bản này đã được một bản khác thay thế."
        );
        assert_eq!(store_shown(None).standing, "unknown");
    }
}
