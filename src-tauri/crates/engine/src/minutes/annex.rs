//! The photographs that go with minutes (Phụ lục ảnh).

use papers::{Block, Figure, Paragraph, ParagraphStyle};

use super::material::{Material, Photo};
use super::words;

/// Up to this many photographs stand two on a page; more of them four on a page.
const LARGE_MAX: usize = 8;

/// `Ảnh 01`.
pub fn photo_number(number: u32) -> String {
    format!("Ảnh {number:02}")
}

/// What stands under a photograph: its number, what it shows, its items, when it was taken.
pub fn photo_caption(photo: &Photo) -> String {
    let mut caption = photo_number(photo.number);
    if !photo.caption.is_empty() {
        caption.push_str(". ");
        caption.push_str(photo.caption.trim_end_matches('.'));
    }
    let mut about = Vec::new();
    match photo.items.as_slice() {
        [] => {}
        [item] => about.push(format!("mục {item}")),
        items => about.push(format!("các mục {}", items.join(", "))),
    }
    if let Some(moment) = moment(&photo.taken_at) {
        about.push(format!("chụp {moment}"));
    }
    if !about.is_empty() {
        caption.push_str(&format!(" ({})", about.join("; ")));
    }
    caption
}

/// `2022-09-15 09:14:02` as `09:14 ngày 15/09/2022`; other spellings as the camera wrote them.
fn moment(taken_at: &str) -> Option<String> {
    if taken_at.is_empty() {
        return None;
    }
    let read = chrono::NaiveDateTime::parse_from_str(taken_at, "%Y-%m-%d %H:%M:%S");
    Some(read.map_or_else(
        |_| taken_at.to_owned(),
        |at| format!("{} ngày {}", at.format("%H:%M"), domain::date::short(at.date())),
    ))
}

/// The sentence before the signatures that makes the annex a part of the minutes.
pub(super) fn mention(material: &Material) -> Option<Block> {
    let count = u64::try_from(material.photos.len()).unwrap_or_default();
    (count != 0).then(|| {
        let text = format!(
            "Kèm theo biên bản này là Phụ lục ảnh gồm {} ảnh; phần che mờ (nếu có) là để bảo vệ thông tin cá nhân, ảnh gốc được lưu trong hồ sơ cuộc kiểm tra.",
            domain::number::in_text(count)
        );
        Block::Paragraph(Paragraph::plain(ParagraphStyle::Body, text))
    })
}

/// The annex itself, after everything else; nothing without photographs.
pub(super) fn blocks(material: &Material) -> Vec<Block> {
    if material.photos.is_empty() {
        return Vec::new();
    }
    let label = words::PHOTO_ANNEX.to_owned();
    let title = format!("(Kèm theo biên bản kiểm tra tại {})", material.unit.authority_in_full());
    let mut blocks = vec![Block::Annex { label, title }];
    let (mut figures, mut lost) = (Vec::new(), Vec::new());
    for photo in &material.photos {
        let caption = photo_caption(photo);
        match &photo.jpeg {
            Some(jpeg) => {
                figures.push(Figure { jpeg: jpeg.to_vec(), caption, ..Figure::default() });
            }
            None => lost.push(caption),
        }
    }
    let columns = if LARGE_MAX < figures.len() { 2 } else { 1 };
    blocks.push(Block::Gallery { columns, figures });
    blocks.extend(lost.into_iter().map(|caption| {
        let text = format!("{caption}: không đọc được ảnh trên máy này.");
        Block::Paragraph(Paragraph::plain(ParagraphStyle::Note, text))
    }));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_says_what_where_and_when() {
        let photo = Photo {
            number: 1,
            caption: "Bảng niêm yết cũ.".to_owned(),
            items: vec!["MC-03".to_owned()],
            taken_at: "2022-09-15 09:14:02".to_owned(),
            jpeg: None,
        };
        let caption = photo_caption(&photo);
        assert_eq!(caption, "Ảnh 01. Bảng niêm yết cũ (mục MC-03; chụp 09:14 ngày 15/09/2022)");

        let bare = Photo {
            number: 12,
            caption: String::new(),
            items: Vec::new(),
            taken_at: String::new(),
            jpeg: None,
        };
        assert_eq!(photo_caption(&bare), "Ảnh 12");
        let odd = Photo {
            taken_at: "sáng nay".to_owned(),
            items: vec!["A-1".into(), "A-2".into()],
            ..bare
        };
        assert_eq!(photo_caption(&odd), "Ảnh 12 (các mục A-1, A-2; chụp sáng nay)");
    }
}
