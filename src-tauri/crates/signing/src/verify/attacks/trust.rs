//! Whose certificate is trusted, and when.

use chrono::DateTime;

use crate::{
    Certificate, sign,
    testing::{FIELDS, font, key, paper, request, root},
    verify::{Distrust, Verdict, verify},
};

#[test]
fn trust_needs_a_chain_a_time_and_the_right_use() {
    let font = font();
    let check = |file: &str, anchors: &str, distrust: Option<Distrust>| {
        let pdf = sign(&paper(), &request(FIELDS[0], &key(file), &font)).unwrap();
        let anchors = match anchors {
            "" => Vec::new(),
            name => Certificate::list(&crate::testing::fixture(name)).unwrap(),
        };
        let report = verify(&pdf, &anchors, None);
        assert_eq!(report.verdict, Verdict::Intact, "trust never changes the verdict");
        assert_eq!(report.signatures.first().unwrap().distrust, distrust, "{file}");
    };
    check("rsa2048.p12", "root.pem", None);
    check("rsa2048.p12", "issuing.pem", None);
    check("rsa4096.p12", "root.pem", None);
    check("rsa2048-nochain.p12", "root.pem", Some(Distrust::NoChain));
    check("rsa2048-nochain.p12", "issuing.pem", None);
    check("rsa2048.p12", "stranger.pem", Some(Distrust::NoChain));
    check("rsa2048.p12", "", Some(Distrust::NoAnchor));
    check("expired.p12", "root.pem", Some(Distrust::Expired));
    check("wrong-use.p12", "root.pem", Some(Distrust::WrongUse));
}

#[test]
fn validity_is_judged_at_the_given_time() {
    let past = DateTime::parse_from_rfc3339("2020-06-01T00:00:00+07:00").unwrap();
    let font = font();
    let pdf = sign(&paper(), &request(FIELDS[0], &key("expired.p12"), &font)).unwrap();
    assert!(verify(&pdf, &root(), Some(past)).signatures.first().unwrap().trusted);
    let before = DateTime::parse_from_rfc3339("2019-06-01T00:00:00+07:00").unwrap();
    let report = verify(&pdf, &root(), Some(before));
    assert_eq!(report.signatures.first().unwrap().distrust, Some(Distrust::NotYetValid));
}
