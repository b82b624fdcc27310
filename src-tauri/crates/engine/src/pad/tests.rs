//! The pad in a folder of its own.

use std::fs;

use chrono::{DateTime, Utc};
use proptest::prelude::*;

use super::*;
use crate::store::testing::Counting;

struct Desk {
    pad: Pad,
    secret: PadSecret,
    chance: Counting,
    home: Home,
    _folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(folder.path());
    // A store whose database is gone still counts as one.
    fs::write(folder.path().join("keys.json"), b"{}").unwrap();
    let chance = Counting::default();
    let secret = PadSecret::draw(&chance).unwrap();
    let pad = Pad::new(home.clone());
    pad.lay_key(&secret).unwrap();
    Desk { pad, secret, chance, home, _folder: folder }
}

fn at(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap()
}

impl Desk {
    fn sheet(&self) -> SheetId {
        SheetId::draw(&self.chance).unwrap()
    }

    fn write(&self, sheet: SheetId, text: &str, ms: i64) {
        self.pad.write(sheet, text, at(ms), &self.chance).unwrap();
    }

    fn texts(&self) -> Vec<String> {
        let collected = self.pad.collect(&self.secret).unwrap();
        collected.notes.into_iter().map(|note| note.text).collect()
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.home.pad()).unwrap()
    }
}

#[test]
fn keeps_the_last_text_of_each_sheet_latest_first() {
    let desk = desk();
    let (morning, noon) = (desk.sheet(), desk.sheet());

    desk.write(morning, "Chìa khóa IO: 3", 1_000);
    desk.write(noon, "Gặp Chủ tịch lúc 14 giờ", 2_000);
    desk.write(morning, "Chìa khóa IO: 3/9", 3_000);

    assert_eq!(desk.texts(), ["Chìa khóa IO: 3/9", "Gặp Chủ tịch lúc 14 giờ"]);
}

#[test]
fn no_word_of_it_lies_on_the_disk() {
    let desk = desk();

    desk.write(desk.sheet(), "Tiếp nhận hồ sơ đúng hạn, Tiếp nhận hồ sơ đúng hạn", 1_000);

    for entry in fs::read_dir(desk.home.root()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for word in ["Tiếp nhận", "hồ sơ", "đúng hạn", "nhận"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
        }
    }
}

#[test]
fn a_file_cut_anywhere_gives_all_whole_records() {
    let desk = desk();
    let mut ends = vec![0];
    for (count, text) in ["một", "hai", "ba"].into_iter().enumerate() {
        desk.write(desk.sheet(), text, i64::try_from(count).unwrap());
        ends.push(desk.bytes().len());
    }
    let whole = desk.bytes();

    for length in 0..=whole.len() {
        fs::write(desk.home.pad(), &whole[..length]).unwrap();
        let expected = ends.iter().filter(|end| **end <= length).count() - 1;
        assert_eq!(desk.texts().len(), expected, "cut at {length}");
    }
}

#[test]
fn what_is_written_after_a_torn_record_is_read() {
    let desk = desk();
    desk.write(desk.sheet(), "một", 1);
    let whole = desk.bytes();
    fs::write(desk.home.pad(), &whole[..whole.len() - 5]).unwrap();

    desk.write(desk.sheet(), "hai", 2);

    assert_eq!(desk.texts(), ["hai"]);
}

#[test]
fn another_key_opens_nothing_and_says_how_much_there_is() {
    let desk = desk();
    desk.write(desk.sheet(), "một", 1);
    let stranger = PadSecret::draw(&desk.chance).unwrap();

    let collected = desk.pad.collect(&stranger).unwrap();

    assert_eq!(collected, Collected { notes: Vec::new(), unreadable: 1 });
}

#[test]
fn an_altered_record_is_refused_and_the_others_stand() {
    let desk = desk();
    desk.write(desk.sheet(), "một", 1);
    let first = desk.bytes().len();
    desk.write(desk.sheet(), "hai", 2);
    let whole = desk.bytes();

    for place in 0..first {
        let mut altered = whole.clone();
        altered[place] ^= 1;
        fs::write(desk.home.pad(), &altered).unwrap();
        assert_eq!(desk.texts(), ["hai"], "byte {place}");
    }
}

#[test]
fn a_sheet_that_was_put_away_can_be_taken_out_again() {
    let desk = desk();
    let sheet = desk.sheet();
    desk.write(sheet, "một", 1);

    desk.pad.put_away(sheet, true, &desk.chance).unwrap();
    let away = desk.pad.collect(&desk.secret).unwrap().notes[0].away;
    desk.pad.put_away(sheet, false, &desk.chance).unwrap();
    let back = desk.pad.collect(&desk.secret).unwrap().notes[0].away;

    assert!(away && !back);
}

#[test]
fn writing_on_a_sheet_that_was_put_away_takes_it_out() {
    let desk = desk();
    let sheet = desk.sheet();
    desk.write(sheet, "một", 1);
    desk.pad.put_away(sheet, true, &desk.chance).unwrap();

    desk.write(sheet, "một, thêm", 2);

    assert!(!desk.pad.collect(&desk.secret).unwrap().notes[0].away);
}

#[test]
fn a_sheet_wiped_clean_is_no_note() {
    let desk = desk();
    let sheet = desk.sheet();

    desk.write(sheet, "một", 1);
    desk.write(sheet, " ", 2);

    assert_eq!(desk.texts(), Vec::<String>::new());
}

#[test]
fn says_that_nothing_can_be_kept_without_a_store_or_a_key() {
    let desk = desk();
    let write = || desk.pad.write(desk.sheet(), "một", at(1), &desk.chance);

    fs::write(desk.home.pad_key(), b"{}").unwrap();
    assert!(matches!(write(), Err(PadError::NoKey { .. })));
    fs::remove_file(desk.home.pad_key()).unwrap();
    assert!(matches!(write(), Err(PadError::NoKey { .. })));
    fs::remove_file(desk.home.root().join("keys.json")).unwrap();
    assert!(matches!(write(), Err(PadError::NoStore)));
}

#[test]
fn a_damaged_public_key_is_never_sealed_to() {
    let desk = desk();
    let whole = fs::read(desk.home.pad_key()).unwrap();

    for place in 0..whole.len() {
        let mut altered = whole.clone();
        altered[place] ^= 1;
        fs::write(desk.home.pad_key(), &altered).unwrap();
        // White space and the case of a digit may change without harm.
        assert!(
            desk.pad.key().is_err() || desk.pad.key().unwrap() == desk.secret.public(),
            "byte {place}"
        );
    }
}

#[test]
fn more_than_a_pad_is_for_is_refused() {
    let desk = desk();
    let text = "a".repeat(TEXT_BYTES_MAX + 1);

    let kept = desk.pad.write(desk.sheet(), &text, at(1), &desk.chance);

    assert!(matches!(kept, Err(PadError::TooLong { .. })));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_named() {
    let desk = desk();
    std::os::unix::fs::symlink("/dev/full", desk.home.pad()).unwrap();

    let kept = desk.pad.write(desk.sheet(), "một", at(1), &desk.chance);

    assert!(matches!(kept, Err(PadError::Store(StoreError::DiskFull))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_text_comes_back_as_it_was(text in "\\PC{1,400}") {
        prop_assume!(!text.trim().is_empty());
        let desk = desk();
        desk.write(desk.sheet(), &text, 1);
        prop_assert_eq!(desk.texts(), [text]);
    }

    #[test]
    fn no_bytes_upset_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let desk = desk();
        fs::write(desk.home.pad(), &bytes).unwrap();
        prop_assert_eq!(desk.texts(), Vec::<String>::new());
    }
}
