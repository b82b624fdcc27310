//! Signing and judging papers of ten and of five hundred pages, against pyHanko doing the same.
//!
//! Of ours the whole process counts, from its start to its end; of pyHanko only the work, once
//! Python and its packages are loaded. Both open the same key file, and both judge the paper that
//! we signed and trust the same root.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use signing::{Appearance, Certificate, SignRequest, Signer as _};

use crate::measure::interleave;
use crate::table::{Aim, Row};
use crate::{Outcome, drafting, fixture, place};

/// The words with which this program signs once, and judges once.
pub(crate) const SIGN: &str = "sign-paper";
pub(crate) const JUDGE: &str = "judge-paper";

/// How often the middle of the minutes is repeated, and how often each side runs.
const SIZES: [(usize, usize); 2] = [(0, 9), (56, 5)];
/// A tenth of what pyHanko takes.
const AIM: Aim = Aim::AtMost(0.1);
const KEY: &str = "tests/fixtures/keys/rsa2048.p12";
const ROOT: &str = "tests/fixtures/keys/root.pem";
const PASSWORD: &str = "mậtkhẩu";

/// Measures processor time.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let Some(python) = drafting::python() else {
        let why = "needs Python, which `cargo bench-all` names";
        return Ok(vec![Row::not_measured("signing", "pyHanko", AIM, why)]);
    };
    let folder = place::scratch()?;
    let mut rows = Vec::new();
    for (times, pairs) in SIZES {
        let paper = folder.path().join("paper.pdf");
        let rendered = papers::render(&fixture::repeated(fixture::long_minutes()?, times))?;
        std::fs::write(&paper, &rendered.pdf)?;
        let field = first_field(&rendered.pdf)?;
        let (mine, other) = (folder.path().join("ours.pdf"), folder.path().join("theirs.pdf"));
        let pages = rendered.pages;
        for (what, ours, theirs) in [
            ("signing", [Path::new(SIGN), &paper, &mine], [Path::new("sign"), &paper, &other]),
            ("judging", [Path::new(JUDGE), &mine, &mine], [Path::new("judge"), &mine, &mine]),
        ] {
            let [processor] = interleave(
                pairs,
                |_| our_cost(&python, ours, &field),
                |_| their_cost(&python, theirs, &field),
            )?;
            let what = format!("{what} {pages} pages: processor time");
            rows.push(Row::measured(what, "pyHanko, its start left out", AIM, processor));
        }
    }
    Ok(rows)
}

/// Signs `paper` in `field`, once.
pub(crate) fn sign(paper: &str, out: &str, field: &str) -> Outcome<()> {
    let key = signing::open_p12(&std::fs::read(place::root().join(KEY))?, PASSWORD)?;
    let font = std::fs::read(place::root().join("assets/fonts/LiberationSerif-Regular.ttf"))?;
    let request = SignRequest {
        field,
        signer: &key,
        claimed_time: chrono::DateTime::parse_from_rfc3339("2022-09-15T11:30:00+07:00")?,
        reason: "",
        appearance: Appearance {
            name: key.certificate().subject(),
            role: "",
            strokes: None,
            picture: None,
            mark: signing::Mark::Person,
            font: &font,
        },
        certify: true,
        late: None,
    };
    std::fs::write(out, signing::sign(&std::fs::read(paper)?, &request)?)?;
    Ok(())
}

/// Judges `paper`, once; an error where it is not intact.
pub(crate) fn judge(paper: &str) -> Outcome<()> {
    let trust = Certificate::list(&std::fs::read(place::root().join(ROOT))?)?;
    let report = signing::verify(&std::fs::read(paper)?, &trust, None);
    let sound = report.verdict == signing::Verdict::Intact
        && report.signatures.iter().all(|signature| signature.trusted);
    if sound { Ok(()) } else { Err("the paper is not intact".into()) }
}

fn first_field(paper: &[u8]) -> Outcome<String> {
    let fields = signing::fields(paper)?;
    let first = fields.into_iter().next().ok_or("the paper has no place to sign")?;
    Ok(first.name)
}

fn our_cost(python: &Path, words: [&Path; 3], field: &str) -> Outcome<[Duration; 1]> {
    let script = place::root().join("tests/bench/cost.py");
    let mut command = Command::new(python);
    command.arg("-B").arg(script).arg(std::env::current_exe()?).args(words).arg(field);
    cost(command)
}

fn their_cost(python: &Path, words: [&Path; 3], field: &str) -> Outcome<[Duration; 1]> {
    let [script, key, root]: [PathBuf; 3] =
        ["tests/bench/sign.py", KEY, ROOT].map(|path| place::root().join(path));
    let mut command = Command::new(python);
    command.arg("-B").arg(script).args(words).arg(field).arg(key).arg(PASSWORD).arg(root);
    cost(command)
}

/// The first figure that a command says: nanoseconds of processor time.
fn cost(mut command: Command) -> Outcome<[Duration; 1]> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().into());
    }
    let said = String::from_utf8(output.stdout)?;
    let figure = said.split_whitespace().next().ok_or("no figure")?;
    Ok([Duration::from_nanos(figure.parse()?)])
}
