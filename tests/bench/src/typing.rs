//! From a key to the letter on screen: our screens at full load against an empty page.
//!
//! `ui/browser/bench` types in a browser, both sides in turns, and writes down what each keystroke
//! took. The screens that are built already are measured; `cargo bench-all` builds them before.

use std::fs;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use crate::measure::Pairs;
use crate::table::{Aim, Row};
use crate::{Outcome, place};

const AGAINST: &str = "an empty page with one input";

#[derive(Deserialize)]
struct Case {
    name: String,
    ours: Side,
    theirs: Side,
}

/// Milliseconds.
#[derive(Deserialize)]
struct Side {
    paint: Vec<f64>,
    work: Vec<f64>,
    cpu: Vec<f64>,
}

/// Types, and makes rows of what was measured.
pub(crate) fn measure() -> Outcome<Vec<Row>> {
    let folder = place::scratch()?;
    let out = folder.path().join("typing.json");
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    let typed = Command::new(npx)
        .args(["playwright", "test", "--config", "bench.config.ts"])
        .current_dir(place::root().join("ui"))
        .env("BIENBAN_TYPING", &out)
        .status();
    if !typed.is_ok_and(|status| status.success()) {
        let (what, aim) = ("a letter typed, until it is on screen", Aim::Frame(1.3));
        return Ok(vec![Row::not_measured(
            what,
            AGAINST,
            aim,
            "the browser did not type to the end",
        )]);
    }
    let cases: Vec<Case> = serde_json::from_slice(&fs::read(&out)?)?;
    Ok(cases.iter().flat_map(rows).collect())
}

fn rows(case: &Case) -> [Row; 3] {
    let Case { name, ours, theirs } = case;
    let pairs = |of: fn(&Side) -> &Vec<f64>| Pairs::of(spans(of(ours)), spans(of(theirs)));
    let row = |what: String, aim, pairs| Row::measured(what, AGAINST, aim, pairs);
    [
        row(
            format!("a letter typed, until it is on screen: {name}"),
            Aim::Frame(1.3),
            pairs(|side| &side.paint),
        ),
        row("… the page at work for it".to_owned(), Aim::None, pairs(|side| &side.work)),
        row(
            "… processor time of the page, saving included".to_owned(),
            Aim::None,
            pairs(|side| &side.cpu),
        ),
    ]
}

fn spans(ms: &[f64]) -> Vec<Duration> {
    ms.iter().map(|ms| Duration::from_secs_f64((ms / 1000.0).max(0.0))).collect()
}
