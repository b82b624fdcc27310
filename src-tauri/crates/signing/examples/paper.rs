//! Writes a small paper with three signature fields: `paper OUT.pdf`. For trying things out.

#[path = "../src/testing/paper.rs"]
mod paper;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let output = std::env::args().nth(1).ok_or("paper OUT.pdf")?;
    std::fs::write(output, paper::paper())?;
    Ok(())
}
