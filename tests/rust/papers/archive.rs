//! Archive and access: our papers before every validator that can be had as a package.
//!
//! What this proves has limits. `qpdf` and pikepdf look at the syntax of the file. Preflight of
//! `PDFBox` knows PDF/A-1b only, so what our PDF/A-3u may do and that may not is listed below by its
//! code; everything else it looks at (fonts, colours, metadata, actions, fields) holds for both.
//! pdfua knows 16 of the 106 rules of PDF/UA-1, which we do not claim. veraPDF, which knows them all,
//! is in no package index.

use std::collections::BTreeSet;

use acceptance::judges;

use super::office::samples;

/// What PDF/A-1 forbids or demands and PDF/A-3 does not: codes of Preflight.
const ONLY_IN_THE_FIRST_PART: [&str; 5] = [
    // The part is 3 and the conformance U (ISO 19005-3, 5).
    "7.11.1", "7.11.2", // Files may be embedded (ISO 19005-3, 6.8).
    "1.2.9", "1.4.7",
    // A subset needs no CIDSet (ISO 19005-3, 6.2.11.4.2); the only use of this code is checked below.
    "3.1.11",
];

#[test]
fn papers_pass_every_validator_but_for_what_the_first_part_of_the_standard_forbids() {
    let kinds: &[&[&str]] = &[&["minutes"], &["long"], &["notice"], &["elements"], &["older"]];
    let Some((_folder, files)) = samples(kinds) else { return };
    for file in files {
        let paper = file.with_extension("pdf");
        if let Some(complaints) = judges::preflight(&paper) {
            let others: Vec<&String> = complaints.iter().filter(|it| !is_of_part_one(it)).collect();
            assert!(others.is_empty(), "{}: {others:#?}", paper.display());
            // A judge that finds nothing has perhaps looked at nothing.
            let codes: BTreeSet<&str> = complaints.iter().map(|it| code(it)).collect();
            assert!(codes.is_superset(&BTreeSet::from(["7.11.1", "7.11.2"])), "{codes:?}");
        }
        if let Some(said) = judges::archive(&paper) {
            assert_eq!(said["syntax"], serde_json::json!([]), "{}", paper.display());
            let access = &said["access"];
            assert_eq!(access["summary"]["errors"], 0, "{access:#}");
            assert!(10 < access["summary"]["rules_run"].as_u64().unwrap(), "{access:#}");
            let findings = access["findings"].as_array().unwrap();
            let rules: Vec<&str> =
                findings.iter().map(|it| it["rule_id"].as_str().unwrap()).collect();
            assert_eq!(rules, ["UA-28-004"], "only that PDF/UA is not claimed: {access:#}");
        }
        if let Some(is_sound) = judges::is_sound(&paper) {
            assert!(is_sound, "{}", paper.display());
        }
    }
}

/// The code that a complaint of Preflight begins with.
fn code(complaint: &str) -> &str {
    complaint.split_whitespace().next().unwrap_or_default()
}

fn is_of_part_one(complaint: &str) -> bool {
    let is_known = ONLY_IN_THE_FIRST_PART.contains(&code(complaint));
    is_known && (code(complaint) != "3.1.11" || complaint.contains("The CIDSet entry is missing"))
}
