//! The papers that pyHanko is tested with: our verdict beside its own.

use std::collections::BTreeMap;

use acceptance::{judges, root};
use toml::Value;

use super::verdict;

/// A difference that is explained: our verdict and theirs.
type Explained = BTreeMap<String, (String, String)>;

fn explained() -> Explained {
    let table = std::fs::read_to_string(root().join("tests/fixtures/corpus-differences.toml"));
    let table: toml::Table = table.unwrap().parse().unwrap();
    let word = |entry: &Value, key: &str| entry[key].as_str().unwrap().to_owned();
    let differences = table["difference"].as_array().unwrap().iter().map(|entry| {
        assert!(30 < word(entry, "why").len(), "{entry} is not explained");
        (word(entry, "name"), (word(entry, "ours"), word(entry, "theirs")))
    });
    differences.collect()
}

/// Whether both say the same.
fn agree(ours: &str, theirs: &str) -> bool {
    matches!(
        (ours, theirs),
        ("intact" | "extended", "sound") | ("changed", "unsound") | ("cannot-judge", "unread")
    )
}

#[test]
fn our_verdict_on_foreign_papers_is_that_of_pyhanko_or_explained() {
    let Some(corpus) = judges::signed_corpus() else { return };
    assert!(30 <= corpus.papers.len(), "{}", corpus.papers.len());
    let explained = explained();
    let (mut unexplained, mut table) = (Vec::new(), String::new());
    for paper in &corpus.papers {
        let ours = verdict(&corpus.folder.join(&paper.name), &[]);
        let said = ours["verdict"].as_str().unwrap();
        table.push_str(&format!("{:<70} {said:<13} {}\n", paper.name, paper.verdict));
        assert!(said != "changed" || paper.verdict != "sound", "{} is sound: {ours:#}", paper.name);
        let known = explained.get(&paper.name);
        let known = known.is_some_and(|(own, other)| own == said && *other == paper.verdict);
        if !agree(said, &paper.verdict) && !known {
            unexplained.push(format!("{}: {said}, pyHanko: {}", paper.name, paper.verdict));
        }
    }
    // For people to read, beside the papers.
    std::fs::write(corpus.folder.join("verdicts.txt"), table).unwrap();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
}
