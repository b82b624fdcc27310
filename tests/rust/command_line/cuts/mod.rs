//! Acts that are cut off at exactly one of the calls by which they change the disk: killed there, met
//! there by a full disk, or caught there by a power cut. What was acknowledged stays, nothing is half
//! in, and the same act goes through afterwards.

mod full;
mod import;
mod killed;
mod office;
mod own_work;
mod power;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::strace::{self, Call};
use acceptance::{Answer, Chance, Laptop};
use serde_json::{Value, json};

use super::CAU_TRE;

/// An act that can be done over and over, on twins of one laptop.
struct Act {
    /// The laptop before the act. It stays so.
    laptop: Laptop,
    words: Vec<String>,
    input: Option<PathBuf>,
    /// What the laptop shows before the act and after each thing that the act acknowledges.
    stages: Vec<Value>,
    /// The calls by which the act changes the disk.
    calls: Vec<Call>,
}

impl Act {
    /// The act `words` on `laptop`; `inputs` are what it reads, growing by one acknowledged thing.
    fn new(laptop: Laptop, words: &[&str], inputs: &[PathBuf]) -> Self {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        let input = inputs.last().cloned();
        let mut act = Self {
            stages: vec![whole(&laptop, "before")],
            laptop,
            words,
            input,
            calls: Vec::new(),
        };
        let inputs: Vec<_> =
            if inputs.is_empty() { vec![None] } else { inputs.iter().map(Some).collect() };
        for input in inputs {
            let twin = act.laptop.twin();
            let input = input.map(PathBuf::as_path);
            act.calls = strace::calls(&act.command(&twin), input);
            act.stages.push(whole(&twin, "done"));
            assert_ne!(act.stages[0], act.stages[act.stages.len() - 1], "the act does something");
        }
        act
    }

    fn command(&self, laptop: &Laptop) -> Command {
        laptop.command(&self.words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn input(&self) -> Option<&Path> {
        self.input.as_deref()
    }

    /// How many of the things that it acknowledges a run had acknowledged.
    fn acknowledged(&self, answer: &Answer) -> usize {
        answer.out.lines().count().min(self.stages.len() - 1)
    }

    /// Holds `laptop` against what this act may leave: at least what was acknowledged, nothing by
    /// halves. Returns the stage it is at.
    #[track_caller]
    fn look(&self, laptop: &Laptop, acknowledged: usize, about: &str) -> usize {
        if is_long() {
            eprintln!("{about}");
        }
        let shown = whole(laptop, about);
        let stage = self.stages.iter().position(|stage| *stage == shown);
        assert!(stage.is_some(), "{about}: half of it is in: {shown:#}");
        let stage = stage.unwrap();
        assert!(acknowledged <= stage, "{about}: {acknowledged} acknowledged, {stage} there");
        stage
    }

    /// Does the act to the end, as a person does who found it cut off.
    #[track_caller]
    fn finish(&self, laptop: &Laptop, stage: usize, about: &str) {
        if stage < self.stages.len() - 1 {
            let mut command = self.command(laptop);
            if let Some(input) = self.input() {
                command.stdin(fs::File::open(input).unwrap());
            }
            Answer::from(command.output().unwrap()).done();
            let stage = self.look(laptop, self.stages.len() - 1, about);
            assert_eq!(stage, self.stages.len() - 1, "{about}: done again");
        }
    }
}

/// The store is sound; returns what it counts of edits and of files that it has.
#[track_caller]
fn check(laptop: &Laptop, about: &str) -> Value {
    let answer = laptop.run(&["--json", "check"]);
    assert_eq!(answer.code, 0, "{about}: {answer:#?}");
    let report = answer.json();
    assert_eq!(report["sound"], true, "{about}: {report:#}");
    json!({ "ops": report["ops"], "files": report["files"] })
}

/// All that a laptop has: an edit may name a file that did not come along, so files are counted.
#[track_caller]
fn whole(laptop: &Laptop, about: &str) -> Value {
    json!([check(laptop, about), seen(laptop)])
}

/// What a person sees of the visit; nothing where the campaign is not there.
fn seen(laptop: &Laptop) -> Value {
    let answer = laptop.run(&["--json", "visit", "show", CAU_TRE]);
    if answer.code == 2 && answer.err.contains("Không tìm thấy đợt kiểm tra") {
        return Value::Null;
    }
    let mut shown = answer.done().json();
    for evidence in shown["evidence"].as_array_mut().unwrap() {
        // Drawn anew whenever the act is done.
        evidence.as_object_mut().unwrap().remove("id");
    }
    shown
}

/// All of `calls` in a long run, otherwise a few, spread over them.
fn chosen(calls: &[Call], usually: usize, seed: u64) -> Vec<Call> {
    let count = if is_long() { calls.len() } else { usually };
    Chance(seed).spread(calls, count)
}

fn is_long() -> bool {
    env::var_os("BIENBAN_LONG").is_some()
}

/// Text that nothing packs small, so that it takes up room.
fn bulk(length: u32) -> Vec<u8> {
    (0..length).flat_map(|at| at.wrapping_mul(0x9e37_79b1).to_le_bytes()).collect()
}
