//! `bienban`, the command line.

fn main() {}
