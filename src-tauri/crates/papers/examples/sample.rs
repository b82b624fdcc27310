//! Writes a sample paper: `cargo run -p papers --example sample -- out.pdf KIND [times N] [draft] [docx]`,
//! where KIND is nothing for minutes, or long, notice, elements, letters, working, older.

mod fixture;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().map_or("sample.pdf", String::as_str);
    let asked = |word: &str| arguments.iter().any(|a| a == word);
    let kind = ["long", "notice", "elements", "letters", "working", "older"]
        .into_iter()
        .find(|k| asked(k));
    let mut document = match kind {
        Some("long") => fixture::long_minutes()?,
        Some("notice") => fixture::notice()?,
        Some("elements") => fixture::elements()?,
        Some("letters") => fixture::letters()?,
        Some("working") => fixture::working()?,
        Some("older") => fixture::older()?,
        _ => fixture::minutes()?,
    };
    document.draft = asked("draft");
    let times = arguments.iter().skip_while(|a| *a != "times").nth(1).map(|n| n.parse::<usize>());
    document = fixture::repeated(document, times.transpose()?.unwrap_or_default());
    let rendered = papers::render(&document)?;
    std::fs::write(path, &rendered.pdf)?;
    if asked("docx") {
        let path = std::path::Path::new(path).with_extension("docx");
        std::fs::write(path, papers::docx(&document)?)?;
    }
    Ok(())
}
