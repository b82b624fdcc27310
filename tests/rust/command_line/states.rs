//! The states of a signed paper: which one a file is, and each of them as a file of its own.

use std::fs;

use serde_json::json;

use super::papers::{sign, verify};
use super::{CAU_TRE, with_cau_tre, word};

#[test]
fn an_older_state_of_a_paper_is_told_and_each_state_can_be_had() {
    let Some(laptop) = with_cau_tre() else { return };
    let sealed = laptop.on_desk("sealed.pdf");
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    laptop.run(&["minutes", "export", CAU_TRE, "--out", word(&sealed)]).done();

    let strokes = laptop.put(
        "strokes.json",
        r#"{"width": 300, "height": 100, "lines": [[[10, 80, 0, null], [150, 20, 16, 900]]]}"#,
    );
    let drawn = laptop.on_desk("drawn.pdf");
    let said = laptop.ask(&[
        "sign",
        word(&sealed),
        "--strokes",
        word(&strokes),
        "--as",
        "unit",
        "--out",
        word(&drawn),
    ]);
    assert_eq!(said["recorded"], true);
    assert!(fs::read(&drawn).unwrap().starts_with(&fs::read(&sealed).unwrap()));

    let once = sign(&laptop, &drawn, "p256.p12", "secretary");
    let twice = sign(&laptop, &once, "rsa2048.p12", "leader");
    let last = verify(&laptop, &twice).done().json();
    assert_eq!(last["store"]["standing"], "same", "{last:#}");

    let older = verify(&laptop, &once).refused(1, "E-ROLLBACK");
    assert!(older.err.contains("thiếu chữ ký ở ô “Trưởng đoàn”"), "{older:#?}");
    let older = older.json();
    assert_eq!(older["verdict"], "intact");
    let counts = (&older["store"]["signatures_kept"], &older["store"]["signatures_found"]);
    assert_eq!(counts, (&json!(2), &json!(1)));

    let folder = laptop.on_desk("states");
    fs::create_dir(&folder).unwrap();
    laptop.run(&["verify", word(&twice), "--extract", word(&folder)]).done();
    let name = twice.file_stem().unwrap().to_str().unwrap();
    let first = fs::read(folder.join(format!("{name}-lan-ky-1.pdf"))).unwrap();
    assert!(first == fs::read(&once).unwrap(), "the first state is what was signed first");
    assert!(folder.join(format!("{name}-lan-ky-2.pdf")).is_file());

    let torn = laptop.put("torn.json", r#"{"width": 300, "height": 100"#);
    let out = laptop.on_desk("never.pdf");
    let torn = ["sign", word(&sealed), "--strokes", word(&torn), "--as", "unit", "--out"];
    laptop.run(&[&torn[..], &[word(&out)]].concat()).refused(2, "E-STROKES");
    assert!(!out.exists());
}
