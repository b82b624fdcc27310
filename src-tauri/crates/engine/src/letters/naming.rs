//! What a letter is signed with, guessed from the name of the agency until somebody says otherwise.

use domain::campaign::{Campaign, DelegationKind};

use crate::record::LetterHabit;

const COMMITTEE: &str = "ủy ban nhân dân";

/// What letters of a campaign have in common, as far as the name of its agency tells.
pub(crate) fn habit_of(campaign: &Campaign) -> LetterHabit {
    let name = campaign.agency.name.as_str();
    let lower = name.to_lowercase();
    let is_committee = lower.starts_with(COMMITTEE);
    let is_body = lower.starts_with("đoàn ") || lower.starts_with("tổ ");
    let signer_title = if is_committee {
        vec!["TM. ỦY BAN NHÂN DÂN".to_owned(), "CHỦ TỊCH".to_owned()]
    } else if is_body {
        vec![match campaign.delegation_kind {
            DelegationKind::Doan => "TRƯỞNG ĐOÀN".to_owned(),
            DelegationKind::To => "TỔ TRƯỞNG".to_owned(),
        }]
    } else if lower.starts_with("sở ") {
        vec!["GIÁM ĐỐC".to_owned()]
    } else if lower.starts_with("phòng ") {
        vec!["TRƯỞNG PHÒNG".to_owned()]
    } else {
        vec!["THỦ TRƯỞNG CƠ QUAN".to_owned()]
    };
    let short = match (is_committee, is_body, campaign.delegation_kind) {
        (true, ..) => "UBND".to_owned(),
        (_, true, DelegationKind::Doan) => "ĐKT".to_owned(),
        (_, true, DelegationKind::To) => "TCT".to_owned(),
        _ => initials(&lower),
    };
    LetterHabit {
        symbol: if short.is_empty() { String::new() } else { format!("/{short}") },
        // A delegation has a proper name besides the one in the head.
        agency: if is_body { campaign.delegation_name.clone() } else { in_sentence(name) },
        signer_title,
        signer: String::new(),
        archive: String::new(),
    }
}

fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next().filter(|letter| letter.is_alphabetic());
    name.split_whitespace().filter_map(first).flat_map(char::to_uppercase).collect()
}

/// The name of an agency as a sentence writes it: `SỞ NỘI VỤ` is `Sở Nội vụ`, and of a committee
/// the place keeps its capitals: `Ủy ban nhân dân huyện Hồng Ngự`. A name with small letters in it
/// was written by somebody who knew better.
pub(super) fn in_sentence(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let lower = name.to_lowercase();
    if let Some(place) = lower.strip_prefix(COMMITTEE) {
        let words = place.split_whitespace();
        let kinds = ["xã", "phường", "huyện", "quận", "tỉnh", "thành", "phố", "thị", "trấn"];
        // “thị xã”, “thị trấn”, “thành phố” come before the name, never inside it.
        let mut before_name = true;
        let word = |word: &str| {
            before_name &= kinds.contains(&word);
            if before_name { word.to_owned() } else { capital(word) }
        };
        let words: Vec<String> = words.map(word).collect();
        return format!("Ủy ban nhân dân {}", words.join(" ")).trim_end().to_owned();
    }
    let mut after_dash = false;
    let word = |(index, word): (usize, &str)| {
        let told = if index < 2 || after_dash || is_abbreviation(word) {
            capital(word)
        } else {
            word.to_owned()
        };
        after_dash = matches!(word, "-" | "–");
        told
    };
    lower.split_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// The word with a capital; one without a vowel is an abbreviation, such as `CCHC`.
fn capital(word: &str) -> String {
    if is_abbreviation(word) {
        return word.to_uppercase();
    }
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_abbreviation(word: &str) -> bool {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|letter| "bcdđghklmnpqrstvx".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_is_written_as_in_a_sentence() {
        for (name, told) in [
            ("SỞ NỘI VỤ", "Sở Nội vụ"),
            ("BAN CHỈ ĐẠO CCHC", "Ban Chỉ đạo CCHC"),
            ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
            ("ỦY BAN NHÂN DÂN HUYỆN HỒNG NGỰ", "Ủy ban nhân dân huyện Hồng Ngự"),
            ("ỦY BAN NHÂN DÂN THỊ XÃ BUÔN HỒ", "Ủy ban nhân dân thị xã Buôn Hồ"),
            ("Đoàn kiểm tra 3027", "Đoàn kiểm tra 3027"),
        ] {
            assert_eq!(in_sentence(name), told);
        }
    }

    #[test]
    fn who_signs_follows_from_the_agency() {
        let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
        let period = domain::campaign::Period { from: day, to: day };
        let habit = |name: &str| {
            habit_of(&Campaign {
                id: domain::id::CampaignId::from_bytes([1; 16]),
                key: String::new(),
                name: String::new(),
                agency: domain::campaign::Agency {
                    parent: String::new(),
                    name: name.to_owned(),
                    place: String::new(),
                },
                delegation_name: "Đoàn kiểm tra cải cách hành chính".to_owned(),
                delegation_kind: DelegationKind::Doan,
                checklist: String::new(),
                checklist_version: None,
                period,
                dates: period,
                areas_off: Vec::new(),
                papers: Vec::new(),
                members: Vec::new(),
                units: Vec::new(),
                thresholds: Vec::new(),
                points: Vec::new(),
                local_bases: Vec::new(),
                rules: Vec::new(),
                sample: false,
            })
        };
        assert_eq!(habit("SỞ NỘI VỤ").signer_title, ["GIÁM ĐỐC"]);
        assert_eq!(habit("SỞ NỘI VỤ").symbol, "/SNV");
        let committee = habit("ỦY BAN NHÂN DÂN HUYỆN HỒNG NGỰ");
        assert_eq!(committee.signer_title, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
        assert_eq!(committee.symbol, "/UBND");
        let body = habit("ĐOÀN KIỂM TRA CCHC");
        assert_eq!(body.agency, "Đoàn kiểm tra cải cách hành chính");
        assert_eq!(
            (body.signer_title.join(""), body.symbol),
            ("TRƯỞNG ĐOÀN".into(), "/ĐKT".into())
        );
    }
}
