//! Follow-up from the command line: what a campaign demands, and a letter about it.

use acceptance::judges;

use super::{CAU_TRE, with_cau_tre, word};

#[test]
fn demands_are_listed_with_their_state_and_a_letter_names_those_overdue() {
    let Some(laptop) = with_cau_tre() else { return };
    let listed = laptop.ask(&["follow-up", "list", "2022-cau-tre"]);
    let demands = listed["demands"].as_array().unwrap();
    let shown = laptop.ask(&["visit", "show", CAU_TRE]);
    let asked = shown["findings"].as_array().unwrap().iter();
    let asked = asked.filter(|it| it["recommendation"].as_str().is_some_and(|it| !it.is_empty()));
    assert!(asked.count() <= demands.len(), "{listed:#}");
    // The sample names 31/12/2022, which has passed on every day on which this can run.
    let overdue = demands.iter().filter(|it| it["state"] == "overdue").count();
    assert!(0 < overdue);
    assert_eq!(listed["counts"]["overdue"], overdue);
    let remind = laptop.ask(&["follow-up", "list", "2022-cau-tre", "--remind"]);
    assert_eq!(remind["demands"].as_array().unwrap().len(), overdue);

    let out = laptop.on_desk("don-doc.pdf");
    laptop.run(&["follow-up", "letter", "2022-cau-tre", "cau-tre", "--out", word(&out)]).done();
    let Some(text) = judges::written_in(&out) else { return };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Kính gửi: Ủy ban nhân dân phường Cầu Tre.",
        "V/v đôn đốc khắc phục tồn tại, hạn chế",
        "Quá hạn",
        "31/12/2022",
        "Nơi nhận:",
    ] {
        assert!(text.contains(words), "“{words}” is not in {text}");
    }
    assert!(!text.contains("DỰ THẢO"));
}
