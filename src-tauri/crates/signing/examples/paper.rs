//! Writes a small paper with places to sign: `paper OUT.pdf [FIELD …]`. For trying things out.

#[path = "../src/testing/paper.rs"]
mod paper;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let output = arguments.next().ok_or("paper OUT.pdf [FIELD …]")?;
    let fields: Vec<String> = arguments.collect();
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let pdf = if fields.is_empty() { paper::paper() } else { paper::paper_for(&fields) };
    std::fs::write(output, pdf)?;
    Ok(())
}
