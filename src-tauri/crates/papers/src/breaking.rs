//! Where a line may end.
//!
//! UAX #14 finds the candidates; what Vietnamese clerks never part is taken out again: a number and
//! its unit, "Điều 5", "khoản 9 Điều 19", "số 12/KH-UBND", dates with slashes, number ranges, names of
//! places and people such as "Ea Siên" and "Nguyễn Chiến Vương". Nothing is inserted into the text, so
//! that it can be copied out of the paper letter by letter.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A place where a line may end, between two characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Break {
    /// Index of the character that would begin the next line.
    pub(crate) at: usize,
    pub(crate) kind: BreakKind,
}

/// How good the place is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum BreakKind {
    /// The text ends its line here.
    Must,
    /// Between words.
    May,
    /// Between the syllables of one word: as good as any in running text, bad in a title.
    Inside,
    /// Inside a date in words: better than wide spaces, worse than anything else.
    Poor,
    /// Only for what is wider than a line.
    Torn,
}

/// Words that hold on to the number after them.
const BEFORE_NUMBERS: [&str; 30] = [
    "điều",
    "khoản",
    "điểm",
    "số",
    "số:",
    "mục",
    "phần",
    "chương",
    "lục",
    "biểu",
    "mẫu",
    "bảng",
    "trang",
    "quý",
    "lần",
    "thứ",
    "tuần",
    "cấp",
    "mức",
    "khóa",
    "tổ",
    "thôn",
    "tầng",
    "hồi",
    "lúc",
    "đoạn",
    "tiêu",
    "chí",
    "phường",
    "quận",
];
/// Words that would rather stay with the number after them: dates are long.
const BEFORE_DATES: [&str; 3] = ["ngày", "tháng", "năm"];
/// Words that hold on to a Roman number after them.
const BEFORE_ROMAN: [&str; 6] = ["chương", "mục", "phần", "lục", "quý", "khóa"];
/// Units that hold on to the number before them.
const UNITS: [&str; 26] = [
    "kg", "g", "mg", "tấn", "tạ", "km", "m", "cm", "mm", "m²", "m2", "km²", "km2", "ha", "%", "‰",
    "°c", "lít", "đồng", "triệu", "tỷ", "nghìn", "giờ", "phút", "giây", "mb",
];
/// Parts of a legal reference, from small to large: each holds on to a larger one after it.
const CLAUSES: [&str; 3] = ["điểm", "khoản", "điều"];

/// Words of two syllables that names of agencies, titles of minutes and signers are made of. Nothing
/// in Vietnamese writing tells such a word from two, so those that matter are listed.
const COMPOUNDS: [&str; 72] = [
    "ủy ban",
    "nhân dân",
    "hội đồng",
    "chính phủ",
    "hành chính",
    "chính công",
    "cải cách",
    "kiểm tra",
    "thanh tra",
    "giám sát",
    "thành phố",
    "thị xã",
    "thị trấn",
    "văn phòng",
    "trung tâm",
    "phục vụ",
    "nội vụ",
    "ngoại vụ",
    "công vụ",
    "công chức",
    "tư pháp",
    "hộ tịch",
    "tài chính",
    "kế hoạch",
    "đầu tư",
    "xây dựng",
    "giao thông",
    "vận tải",
    "công thương",
    "nông nghiệp",
    "nông thôn",
    "phát triển",
    "tài nguyên",
    "môi trường",
    "giáo dục",
    "đào tạo",
    "y tế",
    "văn hóa",
    "thể thao",
    "du lịch",
    "khoa học",
    "công nghệ",
    "thông tin",
    "truyền thông",
    "lao động",
    "thương binh",
    "xã hội",
    "dân tộc",
    "tôn giáo",
    "chuyển đổi",
    "đại diện",
    "trưởng đoàn",
    "tổ trưởng",
    "thư ký",
    "thành viên",
    "chủ tịch",
    "giám đốc",
    "công tác",
    "thủ tục",
    "tiếp nhận",
    "kết quả",
    "kết luận",
    "thực hiện",
    "giải quyết",
    "đơn vị",
    "cơ quan",
    "phụ lục",
    "biên bản",
    "thông báo",
    "báo cáo",
    "kiến nghị",
    "tổng hợp",
];
/// [`COMPOUNDS`] as pairs of syllables.
static PAIRS: LazyLock<BTreeSet<(&str, &str)>> =
    LazyLock::new(|| COMPOUNDS.iter().filter_map(|word| word.split_once(' ')).collect());
/// Names of more syllables are none: where every word has a capital letter, capitals say nothing.
const NAME_MAX: usize = 5;
/// Signs that may stand right before a word.
const OPENING: [char; 4] = ['(', '“', '"', '['];
/// Signs that may stand right after one.
const CLOSING: [char; 8] = [',', ';', '.', ':', ')', '”', '"', ']'];

/// Every place where a line may end, in order. The end of the text is not among them.
pub(crate) fn breaks(text: &str) -> Vec<Break> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut from = 0;
    for (byte, opportunity) in linebreaks(text) {
        let (Some(head), Some(tail)) = (text.get(..byte), text.get(byte..)) else { continue };
        at += head.get(from..).map_or(0, |part| part.chars().count());
        from = byte;
        if tail.is_empty() {
            break;
        }
        let kind = match opportunity {
            BreakOpportunity::Mandatory => BreakKind::Must,
            BreakOpportunity::Allowed => kind(head, tail),
        };
        found.push(Break { at, kind });
    }
    found
}

/// How willingly a clerk would end a line between the two.
fn kind(head: &str, tail: &str) -> BreakKind {
    let parts = if head.ends_with(' ') { parts_words(head, tail) } else { parts_token(head, tail) };
    let last = head.split_ascii_whitespace().next_back().unwrap_or_default().to_lowercase();
    if !parts {
        BreakKind::Torn
    } else if BEFORE_DATES.contains(&last.as_str()) && starts_with_digit(tail) {
        BreakKind::Poor
    } else if is_compound(&last, tail) {
        BreakKind::Inside
    } else {
        BreakKind::May
    }
}

/// Whether the last syllable before and the first one after are one word of [`COMPOUNDS`].
fn is_compound(last: &str, tail: &str) -> bool {
    let first = last.trim_start_matches(OPENING);
    let second = tail.split_ascii_whitespace().next().unwrap_or_default();
    let second = second.trim_end_matches(CLOSING).to_lowercase();
    PAIRS.contains(&(first, second.as_str()))
}

fn parts_words(head: &str, tail: &str) -> bool {
    let mut back = head.split_ascii_whitespace().rev();
    let last = back.next().unwrap_or_default().trim_start_matches(OPENING);
    let earlier = back.next().unwrap_or_default();
    let next = tail.split_ascii_whitespace().next().unwrap_or_default();
    let next = next.trim_end_matches(CLOSING);
    let last_lower = last.to_lowercase();
    let next_lower = next.to_lowercase();

    let dash = |word: &str| matches!(word, "-" | "–" | "—");
    if dash(next) || (dash(last) && is_number(earlier) && is_number(next)) {
        return false;
    }
    if BEFORE_NUMBERS.contains(&last_lower.as_str()) && starts_with_digit(next) {
        return false;
    }
    if BEFORE_ROMAN.contains(&last_lower.as_str()) && is_roman(next) {
        return false;
    }
    if last_lower == "điểm" && next.chars().count() == 1 {
        return false;
    }
    if is_number(last) && UNITS.contains(&next_lower.as_str()) {
        return false;
    }
    if in_name(head, tail) {
        return false;
    }
    let earlier = earlier.trim_start_matches(OPENING).to_lowercase();
    let rank = |word: &str| CLAUSES.iter().position(|&clause| clause == word);
    !matches!((rank(&earlier), rank(&next_lower)), (Some(part), Some(whole)) if part < whole)
}

/// Whether the two are inside one name: syllables with capital letters and no sign between them.
fn in_name(head: &str, tail: &str) -> bool {
    let before = head.split_ascii_whitespace().rev().scan(false, |ended, word| {
        let syllable = word.trim_start_matches(OPENING);
        let goes_on = !*ended && is_syllable_of_name(syllable);
        *ended = syllable != word;
        goes_on.then_some(())
    });
    let after = tail.split_ascii_whitespace().scan(false, |ended, word| {
        let syllable = word.trim_end_matches(CLOSING).trim_end_matches('…');
        let goes_on = !*ended && is_syllable_of_name(syllable);
        *ended = syllable != word;
        goes_on.then_some(())
    });
    let (before, after) = (before.take(NAME_MAX + 1).count(), after.take(NAME_MAX + 1).count());
    before != 0 && after != 0 && before + after <= NAME_MAX
}

/// A capital letter with small ones after it, if any: `Siên`, `M'gar`, the `A` of `Nguyễn Văn A`.
fn is_syllable_of_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
        && !is_roman(word)
}

/// Inside a word: only addresses of the web and alternatives such as "và/hoặc" may part.
fn parts_token(head: &str, tail: &str) -> bool {
    let before = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = tail.split(char::is_whitespace).next().unwrap_or_default();
    if before.contains("://") || before.starts_with("www.") {
        return !before.ends_with("//");
    }
    let has_digit = |part: &str| part.contains(|c: char| c.is_ascii_digit());
    if has_digit(before) || has_digit(after) {
        return false;
    }
    match before.chars().next_back() {
        Some('/') => {
            let left = before.trim_end_matches('/').chars().next_back();
            let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
            lower(left) && lower(after.chars().next())
        }
        Some('-' | '–') => false,
        Some(_) | None => true,
    }
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Digits with separators, such as `4.545`, `60,64%` or `15/9/2022`.
fn is_number(word: &str) -> bool {
    let core = word.strip_suffix('%').unwrap_or(word);
    starts_with_digit(core)
        && core.ends_with(|c: char| c.is_ascii_digit())
        && core.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | ':' | '-'))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `|` where a line may end, `~` where it had better not, `+` inside a word, `¦` where it must.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut shown = String::new();
        let found = breaks(text);
        for (index, character) in text.chars().enumerate() {
            match found.iter().find(|b| b.at == index).map(|b| b.kind) {
                Some(BreakKind::May) => shown.push('|'),
                Some(BreakKind::Inside) => shown.push('+'),
                Some(BreakKind::Poor) => shown.push('~'),
                Some(BreakKind::Must) => shown.push('¦'),
                Some(BreakKind::Torn) | None => {}
            }
            shown.push(character);
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn lines_end_between_words() {
        check("cải cách hành chính", "cải +cách |hành +chính");
    }

    #[test]
    fn words_of_two_syllables_are_known_in_any_case_and_next_to_signs() {
        check("(ỦY BAN NHÂN DÂN)", "(ỦY +BAN |NHÂN +DÂN)");
        check("hành, chính", "hành, |chính");
    }

    #[test]
    fn names_of_places_and_people_stay_together() {
        check(
            "xã Ea Drông, Ea Siên, Cư M'gar, phường Đạt Hiếu…",
            "xã |Ea Drông, |Ea Siên, |Cư M'gar, |phường |Đạt Hiếu…",
        );
        check("thị xã Buôn Ma Thuột (Krông Búk)", "thị +xã |Buôn Ma Thuột |(Krông Búk)");
        check("ông Nguyễn Chiến Vương, Chủ tịch", "ông |Nguyễn Chiến Vương, |Chủ +tịch");
        check("tại phường 5 và Ea Siên. Đoàn", "tại |phường 5 |và |Ea Siên. |Đoàn");
    }

    #[test]
    fn capitals_everywhere_are_no_name() {
        check("BIÊN BẢN KIỂM TRA", "BIÊN +BẢN |KIỂM +TRA");
        check("Về Việc Công Bố Danh Mục", "Về |Việc |Công |Bố |Danh |Mục");
    }

    #[test]
    fn legal_references_stay_together() {
        check(
            "theo điểm a khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP của",
            "theo |điểm a khoản 9 Điều 19 |Nghị |định |số 61/2018/NĐ-CP |của",
        );
        check("tại Điều 5, Chương II", "tại |Điều 5, |Chương II");
    }

    #[test]
    fn numbers_keep_their_unit_and_their_sign() {
        check(
            "đạt 60,64 % của 8 kg lúc 8 giờ 30 phút",
            "đạt |60,64 % |của |8 kg |lúc 8 giờ |30 phút",
        );
    }

    #[test]
    fn dates_and_symbols_do_not_break_at_slashes() {
        check("từ 01/01/2022 đến 31/8/2022", "từ |01/01/2022 |đến |31/8/2022");
        check("(số 12/KH-UBND)", "(số 12/KH-UBND)");
        check("ngày 15 tháng 9 năm 2022", "ngày ~15 |tháng ~9 |năm ~2022");
    }

    #[test]
    fn ranges_of_years_stay_together_and_no_line_begins_with_a_dash() {
        check("giai đoạn 2021 – 2025", "giai |đoạn 2021 – 2025");
        check("giai đoạn 2021–2025", "giai |đoạn 2021–2025");
        check("Trưởng đoàn - Chủ trì", "Trưởng +đoàn - |Chủ |trì");
    }

    #[test]
    fn alternatives_and_addresses_of_the_web_may_part() {
        check("và/hoặc", "và/|hoặc");
        check("https://dichvucong.gov.vn/a", "https://dichvucong.gov.vn/|a");
    }

    #[test]
    fn line_feeds_end_the_line() {
        check("một\nhai", "một\n¦hai");
    }
}
