//! The machine of an office, killed at the calls by which it takes in what a laptop hands over.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread::{self, JoinHandle};

use acceptance::Laptop;
use acceptance::strace::{self, Call, Trouble};
use serde_json::Value;

use super::super::delegation::{CAMPAIGN, note};
use super::super::network::admit_hub;
use super::super::{with_cau_tre, word};
use super::{check, chosen, is_long, seen};

/// An office that is open for calls, under strace.
struct Office {
    child: Child,
    /// None when it was killed before it listened.
    address: Option<String>,
    log: JoinHandle<String>,
}

impl Office {
    fn open(hub: &Laptop, config: &str, trouble: Option<&Call>) -> Self {
        let trouble = trouble.map(|call| (Trouble::Killed, call));
        let serve = hub.command(&["hub", "serve", "--config", config]);
        let mut command = strace::tied(trouble, &serve);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut log = Vec::new();
            stderr.read_to_end(&mut log).unwrap();
            String::from_utf8_lossy(&log).into_owned()
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said = serde_json::from_str::<Value>(&line).ok();
        let address = said.map(|said| said["listening"].as_str().unwrap().to_owned());
        Self { child, address, log }
    }

    /// Ends it as a power cut does, if it still runs. Returns whether it did not, and its calls.
    fn end(mut self) -> (bool, Vec<Call>) {
        let was_killed = self.child.try_wait().unwrap().is_some();
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        (was_killed, strace::read_calls(&self.log.join().unwrap()))
    }
}

/// The leader's laptop and an office that has nothing yet.
struct Pair {
    leader: Laptop,
    hub: Laptop,
    config: PathBuf,
}

impl Pair {
    fn make() -> Option<Self> {
        let leader = with_cau_tre()?;
        let hub = Laptop::set_up_for("Máy chủ Sở Nội vụ")?;
        admit_hub(&leader, &hub);
        let founder = leader.ask(&["delegation", "list", CAMPAIGN])[0]["device"].clone();
        let text = format!("listen = \"127.0.0.1:0\"\naccept = [{founder}]\n");
        let config = hub.put("may-chu.toml", text);
        Some(Self { leader, hub, config })
    }

    fn twin(&self) -> Self {
        let (leader, hub) = (self.leader.twin(), self.hub.twin());
        Self { leader, hub, config: self.config.clone() }
    }

    /// Hands over the campaign, then one note more. Returns how many of the two the leader's laptop
    /// takes for handed over, whether the office was killed at `trouble`, and its calls.
    fn walk(&self, trouble: Option<&Call>) -> (usize, bool, Vec<Call>) {
        let office = Office::open(&self.hub, word(&self.config), trouble);
        let mut handed = 0;
        if let Some(address) = &office.address {
            handed += usize::from(self.hand_over(address));
            note(&self.leader, "CD-05", "ghi sau lần gọi đầu");
            if self.hand_over(address) {
                handed = 2;
            }
        }
        let (was_killed, calls) = office.end();
        (handed, was_killed, calls)
    }

    /// Whether the office answers for everything after a call.
    fn hand_over(&self, address: &str) -> bool {
        let called = self.leader.run(&["sync", address]).code == 0;
        let listed = self.leader.ask(&["delegation", "list", CAMPAIGN]);
        let answers = listed[1]["lacks"] == 0;
        assert!(!called || answers, "called, and the office lacks something: {listed:#}");
        answers
    }
}

#[test]
fn an_office_that_is_killed_at_any_call_has_all_that_it_answered_for() {
    if !strace::can_watch() {
        return;
    }
    let Some(pair) = Pair::make() else { return };
    let whole = pair.twin();
    let (handed, _, mut calls) = whole.walk(None);
    assert_eq!(handed, 2);
    let (first, last) = (seen(&pair.leader), seen(&whole.hub));
    assert_eq!(last["answers"], seen(&whole.leader)["answers"]);
    // Whichever thread gets to a number first is the one that ends there.
    let mut known = std::collections::BTreeSet::new();
    calls.retain(|call| known.insert((call.name.clone(), call.number)));

    let mut killed = 0;
    for call in chosen(&calls, 1, 0x0005_0ff1) {
        let about = format!("office killed at {} {}: {}", call.name, call.number, call.words);
        if is_long() {
            eprintln!("{about}");
        }
        let pair = pair.twin();
        let (handed, was_killed, _) = pair.walk(Some(&call));
        killed += usize::from(was_killed);
        check(&pair.hub, &about);
        check(&pair.leader, &about);
        let found = seen(&pair.hub);
        let stages = [&Value::Null, &first["answers"], &last["answers"]];
        let stage = stages.iter().position(|stage| **stage == found["answers"]);
        assert!(stage.is_some(), "{about}: half of it is in: {found:#}");
        assert!(handed <= stage.unwrap(), "{about}: answered for and lost: {found:#}");

        let (handed, ..) = pair.walk(None);
        assert_eq!(handed, 2, "{about}: called again");
        assert_eq!(seen(&pair.hub), last, "{about}: called again");
        check(&pair.hub, &about);
    }
    eprintln!("killed the office {killed} times at {} calls", calls.len());
    assert!(0 < killed, "no call was met");
}
