//! Laptops and the office's machine on one network: called, killed, called again.

use std::io::Write as _;
use std::process::Stdio;

use acceptance::{Laptop, OpenLaptop};

use super::delegation::{CAMPAIGN, admit, note, note_of};
use super::{CAU_TRE, with_cau_tre, word};

pub(super) fn admit_hub(leader: &Laptop, hub: &Laptop) {
    let card = hub.on_desk("may.the");
    hub.run(&["delegation", "card", "--out", word(&card)]).done();
    let card = leader.put("may-chu.the", std::fs::read(&card).unwrap());
    leader.run(&["delegation", "add", CAMPAIGN, word(&card), "--role", "hub"]).done();
}

fn lacks(laptop: &Laptop) -> Vec<u64> {
    let listed = laptop.ask(&["delegation", "list", CAMPAIGN]);
    listed.as_array().unwrap().iter().map(|one| one["lacks"].as_u64().unwrap()).collect()
}

#[test]
fn a_colleague_calls_the_leader_and_both_have_everything() {
    let Some(leader) = with_cau_tre() else { return };
    let Some(member) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    let Some(stranger) = Laptop::set_up_for("Người ngoài đoàn") else { return };
    admit(&leader, &member);

    let open = OpenLaptop::for_delegation(&leader);
    // Whoever has nothing in common has to say whom they mean to call.
    member.run(&["sync", &open.address]).refused(2, "E-LINE-STRANGER");
    let first = member.ask(&["sync", &open.address, "--device", &open.device]);
    let brought = &first["campaigns"][0]["brought"];
    assert_eq!((&brought["new_campaign"], &brought["left_out"]), (&true.into(), &0.into()));

    note(&member, "CD-05", "ghi của thư ký");
    let second = member.ask(&["sync", &open.address]);
    assert_eq!(second["campaigns"][0]["handed"]["added"], 1);
    assert_eq!(second["campaigns"][0]["lacks"], 0);
    let third = member.ask(&["sync", &open.address]);
    assert_eq!(third["campaigns"][0]["handed"]["added"], 0);

    let nothing = stranger.ask(&["sync", &open.address, "--device", &open.device]);
    assert_eq!(nothing["campaigns"], serde_json::json!([]));

    drop(open);
    assert_eq!(note_of(&leader, "CD-05"), "ghi của thư ký");
    assert_eq!((lacks(&leader), lacks(&member)), (vec![0, 0], vec![0, 0]));
    for laptop in [&leader, &member, &stranger] {
        laptop.run(&["check"]).done();
    }
    member.run(&["sync", "127.0.0.1:1"]).refused(2, "E-LINE-NOBODY");
    member.run(&["sync", "máy chủ"]).refused(2, "E-LINE-ADDRESS");
}

#[test]
fn a_colleague_comes_in_by_the_code_that_the_leader_reads() {
    let Some(leader) = with_cau_tre() else { return };
    let Some(member) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    let invite = ["serve", "--listen", "127.0.0.1:0", "--invite", CAMPAIGN, "--role", "secretary"];

    let open = OpenLaptop::with(&leader, &invite);
    let code = open.code.clone().unwrap();
    let wrong = if code == "0000 0000" { "0000 0001" } else { "0000 0000" };
    member.run(&["sync", &open.address, "--code", wrong]).refused(2, "Còn 2 lượt thử");
    member.run(&["sync", &open.address, "--code", "4821"]).refused(2, "E-CODE-FORM");
    let joined = member.ask(&["sync", &open.address, "--code", &code.replace(' ', "")]);
    let brought = &joined["campaigns"][0]["brought"];
    assert_eq!((&brought["new_campaign"], &brought["left_out"]), (&true.into(), &0.into()));
    // It was of use once.
    member.run(&["sync", &open.address, "--code", &code]).refused(2, "E-LINE-REFUSED");
    note(&member, "CD-05", "ghi của thư ký");
    member.run(&["sync", &open.address]).done();
    drop(open);

    assert_eq!(note_of(&leader, "CD-05"), "ghi của thư ký");
    let listed = leader.ask(&["delegation", "list", CAMPAIGN]);
    let names = listed.as_array().unwrap().iter().map(|one| (&one["name"], &one["role"]));
    assert!(names.clone().any(|it| it == (&"Thư ký Đoàn".into(), &"secretary".into())), "{listed}");
    for laptop in [&leader, &member] {
        laptop.run(&["check"]).done();
    }
    let to_nobody = ["serve", "--listen", "127.0.0.1:0", "--invite", CAMPAIGN];
    member.run(&to_nobody).refused(1, "E-CHARTER-FOUNDER");
}

#[test]
fn the_machine_of_the_office_gets_everything_from_each_and_hands_it_on() {
    let Some(leader) = with_cau_tre() else { return };
    let Some(member) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    let Some(hub) = Laptop::set_up_for("Máy chủ Sở Nội vụ") else { return };
    admit(&leader, &member);
    admit_hub(&leader, &hub);
    let founder = leader.ask(&["delegation", "list", CAMPAIGN])[0]["device"].clone();
    let config = |accept: &str| {
        let text = format!("listen = \"127.0.0.1:0\"\naccept = [{accept}]\n");
        hub.put("may-chu.toml", text)
    };

    // An office takes campaigns from those it lists, and from nobody else.
    let closed = OpenLaptop::with(&hub, &["hub", "serve", "--config", word(&config(""))]);
    leader.run(&["sync", &closed.address]).refused(2, "E-LINE-REFUSED");
    drop(closed);
    let listed = config(&founder.to_string());
    let open = OpenLaptop::with(&hub, &["hub", "serve", "--config", word(&listed)]);
    let sent = leader.ask(&["sync", &open.address]);
    assert_eq!(sent["campaigns"][0]["lacks"], 0);
    drop(open);

    // Killed and started again, it goes on; the member needs the leader's laptop no more.
    let open = OpenLaptop::with(&hub, &["hub", "serve", "--config", word(&listed)]);
    let got = member.ask(&["sync", &open.address, "--device", &open.device]);
    assert_eq!(got["campaigns"][0]["brought"]["new_campaign"], true);
    note(&member, "CD-05", "ghi của thư ký");
    member.run(&["sync", &open.address]).done();
    let back = leader.ask(&["sync", &open.address]);
    assert_eq!(back["campaigns"][0]["brought"]["added"], 1);
    drop(open);

    assert_eq!(note_of(&leader, "CD-05"), "ghi của thư ký");
    assert_eq!(lacks(&leader), [0, 0, 0], "who has what came by way of the office");
    let show = |laptop: &Laptop| laptop.ask(&["visit", "show", CAU_TRE]);
    assert_eq!(show(&leader)["rates"], show(&hub)["rates"]);
    // The machine has no words of its own.
    let mut typing = hub.command(&["type", CAU_TRE]).stdin(Stdio::piped()).spawn().unwrap();
    writeln!(typing.stdin.take().unwrap(), "CD-06\tghi trên máy chủ").unwrap();
    assert!(!typing.wait().unwrap().success());
    for laptop in [&leader, &member, &hub] {
        laptop.run(&["check"]).done();
    }
}

#[test]
fn pages_that_others_could_read_on_their_way_are_not_served() {
    let Some(hub) = Laptop::set_up_for("Máy chủ Sở Nội vụ") else { return };
    let keys = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/keys");
    let config = |office: &str| {
        hub.put("may-chu.toml", format!("listen = \"127.0.0.1:0\"\n[office]\n{office}"))
    };
    for (office, code) in [
        ("listen = \"0.0.0.0:0\"".to_owned(), "E-HUB-PLAIN"),
        (
            format!(
                "listen = \"0.0.0.0:0\"\ncertificate = \"{keys}/page-expired.pem\"\nkey = \"{keys}/page-key.pem\""
            ),
            "E-HUB-CERT-EXPIRED",
        ),
        (
            "listen = \"0.0.0.0:0\"\ncertificate = \"trang.pem\"\nkey = \"khoa.pem\"".to_owned(),
            "E-HUB-CERT-FILE",
        ),
    ] {
        hub.run(&["hub", "serve", "--config", word(&config(&office))]).refused(2, code);
    }
    // With a certificate it is; its files lie beside the configuration.
    for name in ["page.pem", "page-key.pem"] {
        hub.put(name, std::fs::read(format!("{keys}/{name}")).unwrap());
    }
    let own =
        config("listen = \"127.0.0.1:0\"\ncertificate = \"page.pem\"\nkey = \"page-key.pem\"");
    let open = OpenLaptop::with(&hub, &["hub", "serve", "--config", word(&own)]);
    assert!(open.office.is_some());
}

#[test]
fn an_office_that_was_put_back_from_a_backup_gets_again_what_laptops_still_have() {
    let Some(leader) = with_cau_tre() else { return };
    let Some(hub) = Laptop::set_up_for("Máy chủ Sở Nội vụ") else { return };
    let Some(new) = Laptop::new() else { return };
    admit_hub(&leader, &hub);
    let founder = leader.ask(&["delegation", "list", CAMPAIGN])[0]["device"].clone();
    let config = hub.put("may-chu.toml", format!("listen = \"127.0.0.1:0\"\naccept = [{founder}]"));
    let verb = ["hub", "serve", "--config", word(&config)];
    let open = OpenLaptop::with(&hub, &verb);
    leader.run(&["sync", &open.address]).done();
    drop(open);
    let backup = hub.on_desk("may-chu.bienban");
    hub.run(&["backup", "--out", word(&backup)]).done();

    // What comes after the backup is lost with the machine.
    note(&leader, "CD-05", "ghi sau khi sao lưu");
    let open = OpenLaptop::with(&hub, &verb);
    leader.run(&["sync", &open.address]).done();
    drop(open);
    new.run(&["restore", word(&backup)]).done();
    assert_ne!(note_of(&new, "CD-05"), "ghi sau khi sao lưu");

    let open = OpenLaptop::with(&new, &verb);
    let again = leader.ask(&["sync", &open.address]);
    drop(open);

    assert_eq!(again["campaigns"][0]["handed"]["added"], 1, "{again:#}");
    assert_eq!(note_of(&new, "CD-05"), "ghi sau khi sao lưu");
    new.run(&["check"]).done();
}
