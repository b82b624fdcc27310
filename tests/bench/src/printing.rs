//! What a paper of ten pages and one of five hundred cost, against what others make of the same words.
//!
//! Every side is a process that begins with nothing in memory and leaves a file. Ours is PDF/A-3u with
//! structure tags and the data attached. Typst and `WeasyPrint` are asked for the same; Chromium has
//! no PDF/A; `LibreOffice` reads our own file for Word and writes PDF/A-3.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::drafting::{self, VERB};
use crate::measure::interleave;
use crate::table::{Aim, Row, Unit};
use crate::{Outcome, fixture, html, place, typst};

/// How often the middle of the minutes is repeated, how often each side runs, and what ours may take
/// of what typst does.
const SIZES: [(usize, usize, f64); 2] = [(0, 9, 0.2), (56, 3, 0.34)];

/// Measures processor time and memory against everyone who is there.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let Some(python) = drafting::python() else {
        let why = "needs Python, which `cargo bench-all` names";
        return Ok(vec![Row::not_measured("printing", "typst", Aim::None, why)]);
    };
    let mut rows = Vec::new();
    for (times, pairs, least) in SIZES {
        let paper = Paper::write(times, python.clone())?;
        let pages = paper.pages()?;
        for (name, command) in paper.others() {
            let aim = if name == "typst" { Aim::AtMost(least) } else { Aim::None };
            let what = format!("printing {pages} pages: processor time");
            let made = command.and_then(|command| {
                interleave(pairs, |_| paper.cost(&paper.ours()), |_| paper.cost(&command))
            });
            match made {
                Ok([processor, memory]) => {
                    rows.push(Row::measured(what, &name, aim, processor));
                    rows.push(Row::measured("… memory", &name, aim, memory).in_unit(Unit::Memory));
                }
                Err(why) => rows.push(Row::not_measured(what, &name, aim, why.to_string())),
            }
        }
    }
    Ok(rows)
}

/// The same paper in the words of every side.
struct Paper {
    folder: tempfile::TempDir,
    python: PathBuf,
    times: usize,
    typst: PathBuf,
    html: PathBuf,
    word: PathBuf,
}

impl Paper {
    fn write(times: usize, python: PathBuf) -> Outcome<Self> {
        let folder = place::scratch()?;
        let document = fixture::repeated(fixture::long_minutes()?, times);
        let typst = typst::write(&document, folder.path())?;
        let html = html::write(&document, folder.path())?;
        let word = folder.path().join("word.docx");
        std::fs::write(&word, papers::docx(&document)?)?;
        Ok(Self { folder, python, times, typst, html, word })
    }

    fn out(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn pages(&self) -> Outcome<String> {
        self.cost(&self.ours())?;
        drafting::pages(&self.out("ours.pdf"))
    }

    fn ours(&self) -> Vec<String> {
        let program = std::env::current_exe().unwrap_or_default();
        words([
            &program,
            Path::new(VERB),
            &self.out("ours.pdf"),
            Path::new(&self.times.to_string()),
        ])
    }

    /// Everyone else: name, and the command or why there is none.
    fn others(&self) -> [(String, Outcome<Vec<String>>); 4] {
        let script = place::root().join("tests/bench/compile.py");
        let fonts = place::root().join("assets/fonts");
        let typst = [&self.python, &script, &self.typst, &self.out("typst.pdf"), &fonts];
        let weasyprint = self.python.with_file_name("weasyprint");
        let pdf_a = ["--pdf-variant", "pdf/a-3u", "--pdf-tags"].map(Path::new);
        let weasyprint = [&weasyprint, pdf_a[0], pdf_a[1], pdf_a[2], &self.html];
        let weasyprint = [words(weasyprint), words([&self.out("weasyprint.pdf")])].concat();
        [
            ("typst".to_owned(), Ok(words(typst))),
            ("WeasyPrint".to_owned(), Ok(weasyprint)),
            ("Chromium, no PDF/A".to_owned(), self.chromium()),
            ("LibreOffice from our file for Word".to_owned(), self.office()),
        ]
    }

    fn chromium(&self) -> Outcome<Vec<String>> {
        let program =
            ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|it| is_there(it));
        let program = program.ok_or("Chromium is not installed")?;
        let out = format!("--print-to-pdf={}", self.out("chromium.pdf").display());
        let profile = format!("--user-data-dir={}", self.out("profile").display());
        let page = format!("file://{}", self.html.display());
        let fixed = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"];
        Ok([words([program]), words(fixed), vec![profile, out, page]].concat())
    }

    fn office(&self) -> Outcome<Vec<String>> {
        let program = ["soffice", "libreoffice"].into_iter().find(|it| is_there(it));
        let program = program.ok_or("LibreOffice is not installed")?;
        let profile = format!("-env:UserInstallation=file://{}", self.out("office").display());
        let filter = r#"pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"}}"#;
        let fixed = ["--headless", "--convert-to", filter, "--outdir"];
        let places = words([self.folder.path(), &self.word]);
        Ok([words([program]), vec![profile], words(fixed), places].concat())
    }

    /// Processor time and memory of a command.
    fn cost(&self, command: &[String]) -> Outcome<[Duration; 2]> {
        let script = place::root().join("tests/bench/cost.py");
        let output = Command::new(&self.python).arg("-B").arg(script).args(command).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().into());
        }
        let said = String::from_utf8(output.stdout)?;
        let mut numbers = said.split_whitespace().map(str::parse);
        let mut next = || Outcome::Ok(Duration::from_nanos(numbers.next().ok_or("no figure")??));
        Ok([next()?, next()?])
    }
}

fn words<const N: usize, W: AsRef<Path>>(words: [W; N]) -> Vec<String> {
    words.map(|word| word.as_ref().display().to_string()).to_vec()
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}
