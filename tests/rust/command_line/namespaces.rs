//! Real machines in small: laptops and the machine of an office, each in a network of its own
//! (Linux network namespaces on one bridge). Cables are pulled while bundles travel, the office's machine
//! is killed and started again, and in the end all have the same and say so.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;

use acceptance::{Laptop, OpenLaptop, cli};
use serde_json::Value;

use super::delegation::{CAMPAIGN, admit};
use super::network::admit_hub;
use super::{CAU_TRE, with_cau_tre, word};

const BRIDGE: &str = "bbn-br";
const ITEMS: [&str; 8] = ["CD-01", "CD-02", "CD-03", "CD-04", "CD-05", "CD-06", "CD-07", "CD-08"];

/// How much of it: all of it takes minutes.
struct Numbers {
    members: usize,
    rounds: u32,
    kills: u32,
}

impl Numbers {
    fn chosen() -> Self {
        if std::env::var_os("BIENBAN_LONG").is_some() {
            Self { members: 4, rounds: 25, kills: 6 }
        } else {
            Self { members: 2, rounds: 3, kills: 1 }
        }
    }
}

/// One bridge and a network for each machine; taken away again at the end.
struct Networks {
    names: Vec<String>,
}

impl Networks {
    /// `None` where this user may not make any.
    fn make(count: usize) -> Option<Self> {
        let networks = Self { names: (1..=count).map(|number| format!("bbn-{number}")).collect() };
        networks.take_away();
        let bridge = ip(&["link", "add", BRIDGE, "type", "bridge"]);
        let made = bridge && ip(&["link", "set", BRIDGE, "up"]) && networks.connect();
        made.then_some(networks)
    }

    fn connect(&self) -> bool {
        (1..).zip(&self.names).all(|(number, name)| {
            let address = format!("{}/24", address(number));
            let cable = cable(name);
            ip(&["netns", "add", name])
                && ip(&["link", "add", &cable, "type", "veth", "peer", "name", "e0", "netns", name])
                && ip(&["link", "set", &cable, "master", BRIDGE, "up"])
                && ip(&["-n", name, "link", "set", "lo", "up"])
                && ip(&["-n", name, "addr", "add", &address, "dev", "e0"])
                && ip(&["-n", name, "link", "set", "e0", "up"])
        })
    }

    fn take_away(&self) {
        for name in &self.names {
            ip(&["netns", "del", name]);
        }
        ip(&["link", "del", BRIDGE]);
    }
}

impl Drop for Networks {
    fn drop(&mut self) {
        self.take_away();
    }
}

fn ip(words: &[&str]) -> bool {
    let asked = Command::new("ip").args(words).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

fn cable(network: &str) -> String {
    format!("c-{network}")
}

fn address(number: usize) -> String {
    format!("10.119.7.{number}")
}

/// A laptop in a network of its own.
struct Machine {
    laptop: Laptop,
    network: String,
}

impl Machine {
    fn command(&self, words: &[&str]) -> Command {
        let asked = self.laptop.command(words);
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.network]).arg(cli());
        command.args(asked.get_args()).stdin(Stdio::null());
        command
    }

    /// Whether a call to `address` went through.
    fn calls(&self, address: &str, device: &str) -> bool {
        let call = self.command(&["sync", address, "--device", device]).output().unwrap();
        call.status.success()
    }

    fn open(&self, words: &[&str]) -> OpenLaptop {
        OpenLaptop::started(self.command(words))
    }

    fn note(&self, item: &str, words: &str) {
        let mut command = self.laptop.command(&["type", CAU_TRE]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{item}\t{words}").unwrap();
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn laptops_and_an_office_in_networks_of_their_own_end_with_the_same() {
    let numbers = Numbers::chosen();
    let Some(leader) = with_cau_tre() else { return };
    let Some(hub) = Laptop::set_up_for("Máy chủ Sở Nội vụ") else { return };
    let members: Option<Vec<_>> =
        (1..=numbers.members).map(|_| Laptop::set_up_for("Thành viên Đoàn")).collect();
    let Some(members) = members else { return };
    for member in &members {
        admit(&leader, member);
    }
    admit_hub(&leader, &hub);
    let Some(networks) = Networks::make(members.len() + 2) else {
        eprintln!("skipped: this user may not make network namespaces");
        return;
    };
    let mut laptops = vec![hub, leader];
    laptops.extend(members);
    let machines = laptops.into_iter().zip(&networks.names);
    let machines: Vec<_> =
        machines.map(|(laptop, name)| Machine { laptop, network: name.clone() }).collect();
    let [office, laptops @ ..] = &machines[..] else { panic!() };

    let config = config(&laptops[0], office);
    let verb = ["hub", "serve", "--config", word(&config)];
    let open = office.open(&verb);
    let device = open.device.clone();
    let at = address(1);
    for laptop in laptops {
        assert!(laptop.calls(&at, &device), "everybody begins with the campaign");
    }
    let open = thread::scope(|scope| {
        let (done, rounds) = mpsc::channel();
        for laptop in laptops {
            let (done, at, device) = (done.clone(), &at, &device);
            scope.spawn(move || day(laptop, at, device, (numbers.rounds, done)));
        }
        drop(done);
        let mut open = Some(open);
        let every =
            (numbers.rounds * u32::try_from(laptops.len()).unwrap() / (numbers.kills + 1)).max(1);
        for (round, ()) in (1..).zip(&rounds) {
            if round % every == 0 {
                // Dropping it kills it, whatever it is in the middle of.
                drop(open.take());
                open = Some(office.open(&verb));
            }
        }
        open
    });
    for _ in 0..2 {
        assert!(laptops.iter().all(|laptop| laptop.calls(&at, &device)));
    }
    drop(open);
    // Without the office, by way of the leader's laptop.
    let open = laptops[0].open(&["serve", "--listen", "0.0.0.0:4610"]);
    for _ in 0..2 {
        assert!(laptops[1..].iter().all(|laptop| laptop.calls(&address(2), &open.device)));
    }
    drop(open);
    all_have_the_same(&machines);
}

fn config(leader: &Machine, office: &Machine) -> PathBuf {
    let founder = leader.laptop.ask(&["delegation", "list", CAMPAIGN])[0]["device"].clone();
    let text = format!("listen = \"0.0.0.0:4610\"\naccept = [{founder}]\n");
    office.laptop.put("may-chu.toml", text)
}

/// Writes, pulls the cable now and then, and calls whether or not anybody answers; tells of every round.
fn day(laptop: &Machine, at: &str, device: &str, (rounds, done): (u32, Sender<()>)) {
    let own = laptop.network.bytes().map(usize::from).sum::<usize>();
    for round in 0..rounds {
        let item = ITEMS[(own + round as usize * 3) % ITEMS.len()];
        laptop.note(item, &format!("{} lần {round}", laptop.network));
        if round % 4 == 1 {
            ip(&["link", "set", &cable(&laptop.network), "down"]);
        }
        laptop.calls(at, device);
        ip(&["link", "set", &cable(&laptop.network), "up"]);
        done.send(()).unwrap();
    }
}

fn all_have_the_same(machines: &[Machine]) {
    let state = |machine: &Machine| -> Value {
        let shown = machine.laptop.ask(&["visit", "show", CAU_TRE]);
        serde_json::json!([shown["answers"], shown["rates"], shown["disagreements"]])
    };
    let first = state(&machines[0]);
    for machine in machines {
        assert_eq!(state(machine), first, "{}", machine.network);
        let listed = machine.laptop.ask(&["delegation", "list", CAMPAIGN]);
        let lacks: Vec<_> = listed.as_array().unwrap().iter().map(|one| &one["lacks"]).collect();
        assert!(lacks.iter().all(|lacks| **lacks == 0), "{}: {listed:#}", machine.network);
        machine.laptop.run(&["check"]).done();
    }
}
