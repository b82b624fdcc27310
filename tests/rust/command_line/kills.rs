//! kill -9 during scripted typing: what was acknowledged is there afterwards.

use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use acceptance::{Chance, Laptop};

use super::{CAU_TRE, with_cau_tre};

/// Kills in every run, and in a long one.
const KILLS: u32 = 12;
const KILLS_LONG: u32 = 200;

/// Items to type at, so that several fields are in flight over a session.
const ITEMS: [&str; 5] = ["CD-01", "CD-02", "MC-03", "MC-19", "TT-01"];

/// Notes acknowledged in one session before the latest possible kill.
const ACKNOWLEDGED_MAX: u64 = 40;

/// How long after that the kill may come: about two commits.
const LATER_US_MAX: u64 = 6_000;

/// What the store must hold of each item: the note acknowledged last, or one that was under way.
type Promised = BTreeMap<&'static str, Vec<String>>;

#[test]
fn every_acknowledged_note_outlives_a_kill_at_any_moment() {
    let Some(laptop) = with_cau_tre() else { return };
    let kills = if env::var_os("BIENBAN_LONG").is_some() { KILLS_LONG } else { KILLS };
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut promised = Promised::new();
    let mut acknowledged = 0;
    for session in 0..kills {
        acknowledged += type_until_killed(&laptop, session, &mut chance, &mut promised);
        look(&laptop, session, &mut promised);
    }
    assert!(u64::from(kills) < acknowledged, "only {acknowledged} notes were acknowledged");
}

/// Types notes, ends the program without a warning, and says how many were acknowledged.
fn type_until_killed(
    laptop: &Laptop,
    session: u32,
    chance: &mut Chance,
    promised: &mut Promised,
) -> u64 {
    let wanted = chance.below(ACKNOWLEDGED_MAX);
    let later = Duration::from_micros(chance.below(LATER_US_MAX));
    let mut command = laptop.command(&["type", CAU_TRE]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let typist = typist(&mut child, session);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut heard = Vec::new();
    for _ in 0..wanted {
        heard.extend(lines.next().transpose().unwrap());
    }
    // The only way to meet a commit half way is to let a moment pass.
    thread::sleep(later);
    child.kill().unwrap();
    child.wait().unwrap();
    heard.extend(lines.map_while(Result::ok));
    drop(typist.join());
    let count = heard.len();
    for (index, line) in heard.iter().enumerate() {
        assert_eq!(*line, note(session, index).1, "notes are acknowledged in order");
        let (item, _) = note(session, index);
        let text = line.split_once('\t').unwrap().1.to_owned();
        promised.insert(item, vec![text]);
    }
    // One more may have been committed, with the acknowledgement on its way.
    let (item, line) = note(session, count);
    let text = line.split_once('\t').unwrap().1.to_owned();
    promised.entry(item).or_insert_with(|| vec![String::new()]).push(text);
    u64::try_from(count).unwrap()
}

/// Writes notes without a pause, until nobody listens any more.
fn typist(child: &mut Child, session: u32) -> thread::JoinHandle<()> {
    let mut stdin = child.stdin.take().unwrap();
    thread::spawn(move || {
        for index in 0.. {
            let (_, line) = note(session, index);
            if writeln!(stdin, "{line}").is_err() {
                return;
            }
        }
    })
}

/// The item and the line of note `index` of a session.
fn note(session: u32, index: usize) -> (&'static str, String) {
    let item = ITEMS[index % ITEMS.len()];
    (item, format!("{item}\tGhi chú thứ {index} của phiên {session}: đã đối chiếu sổ theo dõi"))
}

/// Opens the store again: it is sound and keeps every promise.
#[track_caller]
fn look(laptop: &Laptop, session: u32, promised: &mut Promised) {
    let check = laptop.ask(&["check"]);
    assert_eq!(check["sound"], true, "session {session}: {check:#}");
    let shown = laptop.ask(&["visit", "show", CAU_TRE]);
    let answers = shown["answers"].as_array().unwrap();
    for (item, notes) in promised {
        let answer = answers.iter().find(|answer| answer["item"] == *item);
        let kept = answer.and_then(|it| it.get("note")).and_then(|it| it.as_str());
        let kept = kept.unwrap_or_default().to_owned();
        assert!(notes.contains(&kept), "session {session}, {item}: {kept:?} is none of {notes:?}");
        *notes = vec![kept];
    }
}
