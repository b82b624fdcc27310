//! Outside judges of our papers and forms: poppler, qpdf, `LibreOffice`, Preflight, pikepdf, pdfua,
//! pyHanko, pyxform and ODK Validate, which share no code with us.
//!
//! Each returns `None`, with a reason on the terminal, where it is missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::programs::{find, python, root, skip, target};

/// The text of a PDF as `pdftotext` reads it, in reading order.
pub fn text_of(paper: &Path) -> Option<String> {
    ask("pdftotext", &["-enc", "UTF-8", path(paper), "-"])
}

/// The text of a PDF in the order in which it was written: each cell of a table on its own, each
/// letter of a slanted word on a line.
pub fn written_in(paper: &Path) -> Option<String> {
    ask("pdftotext", &["-raw", "-enc", "UTF-8", path(paper), "-"])
}

/// The text of a PDF with its columns kept apart by spaces.
pub fn layout_of(paper: &Path) -> Option<String> {
    ask("pdftotext", &["-layout", "-enc", "UTF-8", path(paper), "-"])
}

/// What `pdffonts` says: one line for each font, after two of heading.
pub fn fonts_of(paper: &Path) -> Option<Vec<String>> {
    let said = ask("pdffonts", &[path(paper)])?;
    Some(said.lines().skip(2).map(str::to_owned).collect())
}

/// What `pdfsig` says of the signatures, without asking any network.
pub fn pdfsig(paper: &Path) -> Option<String> {
    // It ends with an error where it trusts nobody; what it says is what counts.
    ask_leniently("pdfsig", &["-nocert", path(paper)])
}

/// Whether `qpdf` finds the file sound.
pub fn is_sound(paper: &Path) -> Option<bool> {
    let qpdf = there("qpdf")?;
    Some(Command::new(qpdf).arg("--check").arg(paper).output().unwrap().status.success())
}

/// The PDFs that `LibreOffice` makes of files for Word, in the folder `out`, in our own fonts: those
/// of the system change where lines and pages end.
pub fn printed_by_libreoffice(files: &[&Path], out: &Path) -> Option<Vec<PathBuf>> {
    let office = there("soffice")?;
    let fonts = out.join("fonts.conf");
    let conf = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\
         <fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>",
        path(&root().join("assets/fonts")),
        path(&out.join("fonts.cache")),
    );
    std::fs::write(&fonts, conf).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", path(&out.join("profile")));
    let output = Command::new(office)
        .env("FONTCONFIG_FILE", &fonts)
        .args([profile.as_str(), "--headless", "--convert-to", "pdf:writer_pdf_Export"])
        .arg("--outdir")
        .arg(out)
        .args(files)
        .output()
        .unwrap();
    let made: Vec<PathBuf> = files
        .iter()
        .map(|file| out.join(file.file_name().unwrap()).with_extension("pdf"))
        .collect();
    assert!(
        output.status.success() && made.iter().all(|pdf| pdf.is_file()),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(made)
}

/// What Preflight of `PDFBox` complains of when it takes the paper for PDF/A-1b: a code and words each.
pub fn preflight(paper: &Path) -> Option<Vec<String>> {
    let java = there("java")?;
    let jar = |name: &str| Path::new("/usr/share/java").join(format!("{name}.jar"));
    let jars = ["preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging"];
    // Both left the runtime of Java after Preflight was written.
    let jars = jars.into_iter().chain(["javax.activation", "jaxb-api"]).map(jar);
    let jars: Vec<PathBuf> = jars.collect();
    if !jars.iter().all(|jar| jar.is_file()) {
        skip("there is no Preflight; on Debian `cargo verify` installs it");
        return None;
    }
    let output = Command::new(java)
        .arg("-cp")
        .arg(std::env::join_paths(jars).unwrap())
        .arg("org.apache.pdfbox.preflight.Validator_A1b")
        .arg(paper)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let found = said.split_once("error(s) :");
    assert!(found.is_some(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let (_, complaints) = found?;
    Some(complaints.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect())
}

/// What a screen reader says: the words of each node of the structure tree, and those of no node.
pub fn heard(paper: &Path) -> Option<Value> {
    ask_python("pdfua", "read_tree.py", paper)
}

/// What pikepdf finds wrong with the syntax, and what pdfua says of access.
pub fn archive(paper: &Path) -> Option<Value> {
    ask_python("pdfua", "judge_archive.py", paper)
}

/// What a script of `tests/python`, which needs this package, says of a paper.
pub fn ask_python(package: &str, script: &str, paper: &Path) -> Option<Value> {
    let script = root().join("tests/python").join(script);
    let output = Command::new(python_with(package)?).arg(script).arg(paper).output().unwrap();
    let said = serde_json::from_slice(&output.stdout);
    assert!(said.is_ok(), "{}", String::from_utf8_lossy(&output.stderr));
    said.ok()
}

/// What pyHanko says of the signatures when it trusts the root in `trust`.
pub fn pyhanko(paper: &Path, trust: &Path) -> Option<Value> {
    let python = python();
    if !python.is_file() {
        skip("there is no Python with pyHanko; `cargo verify` makes one");
        return None;
    }
    let script = root().join("tests/python/validate_signature.py");
    let output = Command::new(python).arg(script).arg(paper).arg(trust).output().unwrap();
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// The signed papers that pyHanko is tested with, and what pyHanko says of each.
pub struct Corpus {
    /// Where they are.
    pub folder: PathBuf,
    /// The papers.
    pub papers: Vec<Judged>,
}

/// A paper that was judged.
pub struct Judged {
    /// Its file name.
    pub name: String,
    /// `sound`, `unsound` or `unread`.
    pub verdict: String,
}

/// The signed papers of pyHanko's own tests, fetched by pip into the folder that Cargo builds in.
pub fn signed_corpus() -> Option<Corpus> {
    let python = python_with("pyhanko")?;
    let folder = target().join("tests/pyhanko");
    let script = root().join("tests/python/judge_corpus.py");
    let output = Command::new(python).arg(script).arg(&folder).output().unwrap();
    let Ok(said) = serde_json::from_slice::<Value>(&output.stdout) else {
        skip(&format!(
            "the papers of pyHanko cannot be fetched: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
        return None;
    };
    let word = |paper: &Value, key: &str| paper[key].as_str().unwrap().to_owned();
    let papers = said
        .as_array()
        .unwrap()
        .iter()
        .map(|paper| Judged { name: word(paper, "name"), verdict: word(paper, "verdict") });
    Some(Corpus { papers: papers.collect(), folder })
}

/// What pyxform says when it turns an XLSForm into the XForm beside it and lets ODK Validate judge
/// that: `code` is 100 when both take it, 101 when they take it and warn.
pub fn pyxform(form: &Path) -> Option<Value> {
    let python = python_with("pyxform")?;
    // ODK Validate is a program for Java; without it pyxform would judge alone.
    there("java")?;
    let mut command = Command::new(python);
    command.args(["-m", "pyxform.xls2xform", "--json"]).arg(form).arg(form.with_extension("xml"));
    let output = command.output().unwrap();
    // Its document is the last line of what it writes for its log.
    let said = String::from_utf8_lossy(&output.stderr);
    let read = serde_json::from_str(said.lines().last().unwrap_or_default());
    assert!(read.is_ok(), "{said}");
    read.ok()
}

/// Turns page `number` (from 1) of a PDF into a picture beside it.
pub fn picture_of(paper: &Path, number: u32) -> Option<PathBuf> {
    let page = number.to_string();
    let stem = paper.with_extension(format!("page-{number}"));
    ask(
        "pdftoppm",
        &["-png", "-r", "100", "-singlefile", "-f", &page, "-l", &page, path(paper), path(&stem)],
    )?;
    Some(stem.with_extension(format!("page-{number}.png")))
}

/// Every page as an office scanner gives it back: grey, 200 dots per inch, JPEG.
pub fn scanned_pages(paper: &Path) -> Option<Vec<PathBuf>> {
    let stem = paper.with_extension("scan");
    ask("pdftoppm", &["-jpeg", "-gray", "-r", "200", path(paper), path(&stem)])?;
    Some(pages_named(&stem))
}

/// Every page of a PDF as a small grey picture beside it, 60 points to the inch.
pub fn grey_pages(paper: &Path) -> Option<Vec<PathBuf>> {
    let stem = paper.with_extension("grey");
    ask("pdftoppm", &["-png", "-gray", "-r", "60", path(paper), path(&stem)])?;
    Some(pages_named(&stem))
}

/// What a program named after `stem` and the page, in the order of pages.
fn pages_named(stem: &Path) -> Vec<PathBuf> {
    let begins = |found: &PathBuf| {
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        name(found).starts_with(&format!("{}-", name(stem)))
    };
    let all = std::fs::read_dir(stem.parent().unwrap()).unwrap();
    let mut pages: Vec<PathBuf> = all.map(|it| it.unwrap().path()).filter(begins).collect();
    pages.sort();
    pages
}

/// The interpreter of the tests, if it has this package.
pub fn python_with(package: &str) -> Option<PathBuf> {
    let python = python();
    let import = format!("import {package}");
    let knows = python.is_file()
        && Command::new(&python).args(["-c", &import]).output().unwrap().status.success();
    if !knows {
        skip(&format!("there is no Python with {package}; `cargo verify` makes one"));
    }
    knows.then_some(python)
}

fn ask(program: &str, words: &[&str]) -> Option<String> {
    let output = Command::new(there(program)?).args(words).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {words:?}: {complaint}");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn ask_leniently(program: &str, words: &[&str]) -> Option<String> {
    let output = Command::new(there(program)?).args(words).output().unwrap();
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn there(program: &str) -> Option<PathBuf> {
    let found = find(program);
    if found.is_none() {
        skip(&format!("{program} is missing"));
    }
    found
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}
