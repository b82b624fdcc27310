//! Runs the project: `cargo app`, `cargo verify`.

fn main() {}
