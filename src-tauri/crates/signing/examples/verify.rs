//! Judges a paper: `verify FILE.pdf [CA.pem …]`. For trying things out by hand.
#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::{error::Error, fs};

use signing::{Certificate, verify};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let pdf = fs::read(arguments.next().ok_or("verify FILE.pdf [CA.pem …]")?)?;
    let mut trust = Vec::new();
    for path in arguments {
        trust.extend(Certificate::list(&fs::read(path)?)?);
    }
    println!("{:#?}", verify(&pdf, &trust, None));
    Ok(())
}
