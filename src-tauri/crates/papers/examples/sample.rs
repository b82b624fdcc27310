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
    if let Some(times) = times.transpose()? {
        // The middle of the paper that many times more; of long minutes, about nine pages each.
        let end = document.blocks.iter().position(
            |b| matches!(b, papers::Block::Heading { text, .. } if text.starts_with("III.")),
        );
        let end = end.unwrap_or(document.blocks.len());
        let middle: Vec<_> = document.blocks.iter().take(end).skip(5).cloned().collect();
        for _ in 0..times {
            document.blocks.splice(5..5, middle.clone());
        }
    }
    let rendered = papers::render(&document)?;
    std::fs::write(path, &rendered.pdf)?;
    if asked("docx") {
        let path = std::path::Path::new(path).with_extension("docx");
        std::fs::write(path, papers::docx(&document)?)?;
    }
    Ok(())
}
