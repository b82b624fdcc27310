//! `cargo verify`: every check and every test, counted.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::complaints::Complaints;
use crate::count::Tally;
use crate::problem::Problem;
use crate::steps::{Length, Outcome, STEPS, Step};
use crate::{screens, system};

/// Runs all steps, or those that `words` name, and ends with `N passed, N failed`.
pub(crate) fn verify(words: &[String]) -> Result<ExitCode, Problem> {
    if words.iter().any(|word| word == "--list") {
        for step in STEPS {
            println!("{:<9} {}", step.name, step.about);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let length =
        if words.iter().any(|word| word == "--long") { Length::Long } else { Length::Short };
    let steps = chosen(words)?;

    system::prepare_to_verify()?;
    screens::install()?;
    // The window carries the built screens, so Rust does not compile without them.
    screens::build()?;

    let mut total = Tally::default();
    let mut lines = Vec::new();
    let mut told_again = Vec::new();
    for step in steps {
        println!("\n── {}: {}", step.name, step.about);
        let begun = Instant::now();
        let outcome = (step.work)(length);
        let (tally, said, complaints) = judge(outcome);
        total += tally;
        if !complaints.is_empty() {
            told_again.push(format!("── {} failed:\n{complaints}\n", step.name));
        }
        lines.push(line(step, begun.elapsed(), &said));
    }

    // The beginning of a long record is easily lost; who looks for a failure looks here.
    println!("\n{}{}", told_again.concat(), lines.join("\n"));
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The steps to run: those named, in the fixed order, or all.
fn chosen(words: &[String]) -> Result<Vec<&'static Step>, Problem> {
    let names: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| *word != "--long").collect();
    if let Some(word) = names.iter().find(|name| name.starts_with('-')) {
        eprintln!("unknown option {word}");
        return Err(Problem::Usage);
    }
    if let Some(name) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        return Err(Problem::NoSuchStep((*name).to_owned()));
    }
    Ok(STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.name)).collect())
}

/// What a step counts for, what to say of it, and its complaints. A step that could not run
/// has failed: what was not tried is not proved.
fn judge(outcome: Result<Outcome, Problem>) -> (Tally, String, Complaints) {
    match outcome {
        Ok(Outcome::Ran(tally, complaints)) => {
            (tally, format!("{} passed, {} failed", tally.passed, tally.failed), complaints)
        }
        Ok(Outcome::Skipped(reason)) => {
            println!("skipped: {reason}");
            (Tally::default(), format!("skipped: {reason}"), Complaints::default())
        }
        Err(problem) => {
            eprintln!("{problem}");
            (Tally::one(false), problem.to_string(), Complaints::default())
        }
    }
}

fn line(step: &Step, took: Duration, said: &str) -> String {
    format!("{:<9} {:>6.1} s  {said}", step.name, took.as_secs_f32())
}
