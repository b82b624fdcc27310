//! Trouble with the store: wrong secrets, damage, a full disk, two programs, a wrong clock.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use acceptance::{Answer, Laptop, cli, find, skip};
use serde_json::json;

use super::{CAU_TRE, with_cau_tre, word};

/// Everything a person would miss of the visit.
fn visit_of(laptop: &Laptop) -> serde_json::Value {
    laptop.ask(&["visit", "show", CAU_TRE])
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_the_recovery_code_does() {
    let Some(laptop) = Laptop::new() else { return };
    let profile = laptop.put("p.toml", "[profile]\nname = \"An\"\ntitle = \"\"\noffice = \"\"\n");
    let code = laptop.ask(&["init", "--profile", word(&profile)])["recovery_code"].clone();
    let wrong = laptop.put("wrong.txt", "mật khẩu sai");

    laptop.run(&["init", "--profile", word(&profile)]).refused(3, "E-STORE-EXISTS");
    let words = ["--passphrase-file", word(&wrong)];
    let open = |more: &[&str]| {
        let mut command = Command::new(cli());
        command.arg("--home").arg(laptop.home()).args(more).arg("--json").arg("check");
        Answer::from(command.output().unwrap())
    };
    let refused = open(&words).refused(3, "E-STORE-PASSPHRASE");
    assert_eq!(refused.json()["error"]["code"], "E-STORE-PASSPHRASE");
    assert!(refused.err.starts_with("E-STORE-PASSPHRASE: Mật khẩu không đúng"), "{refused:#?}");

    let printed = laptop.put("code.txt", code.as_str().unwrap().to_lowercase());
    assert_eq!(open(&["--recovery-code-file", word(&printed)]).done().json()["sound"], true);
    let mistyped = laptop.put("mistyped.txt", "ABCD-EFGH");
    open(&["--recovery-code-file", word(&mistyped)]).refused(2, "E-RECOVERY-TYPED");

    let next = laptop.put("next.txt", "một câu khác để thử");
    laptop.run(&["change-passphrase", "--new-file", word(&next)]).done();
    laptop.run(&["check"]).refused(3, "E-STORE-PASSPHRASE");
    assert_eq!(open(&["--passphrase-file", word(&next)]).done().json()["sound"], true);
}

#[test]
fn a_damaged_database_is_told_and_a_snapshot_brings_it_back() {
    let Some(laptop) = with_cau_tre() else { return };
    let file = super::sample("2022-cau-tre/cau-tre.json");
    // Importing takes a snapshot first, so that there is one with the visit in it.
    laptop.run(&["visit", "import", word(&file)]).done();
    let before = visit_of(&laptop);
    let database = laptop.home().join("store.db");
    let whole = fs::read(&database).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 0x10;
    let mut head = whole.clone();
    head[20] ^= 1;
    let damages: [(&str, &[u8]); 5] = [
        ("cut in half", &whole[..whole.len() / 2]),
        ("cut within a page", &whole[..whole.len() - 1000]),
        ("cut to nothing", &[]),
        ("a bit in the middle", &flipped),
        ("a bit in the head", &head),
    ];
    for (how, bytes) in damages {
        fs::write(&database, bytes).unwrap();
        // What says that the file was sound yesterday knows nothing of today.
        let answer = laptop.run(&["check"]);
        assert!(answer.code == 3 || answer.code == 1, "{how}: {answer:#?}");
        assert!(answer.err.starts_with("E-"), "{how}: {answer:#?}");
        assert!(!answer.err.contains("panicked"), "{how}: {answer:#?}");
        let kept = fs::read(&database).unwrap();
        assert!(answer.code == 1 || kept == bytes, "{how}: the damaged file was touched");
    }
    let listed = laptop.ask(&["snapshot", "list"]);
    let name = listed["snapshots"][0]["name"].as_str().unwrap();

    laptop.run(&["snapshot", "restore", name]).done();

    assert_eq!(visit_of(&laptop), before);
    assert_eq!(laptop.ask(&["check"])["sound"], true);
    assert!(laptop.home().join("set-aside").is_dir(), "nothing is thrown away");
}

#[test]
fn a_backup_is_a_whole_laptop_and_a_damaged_one_restores_nothing() {
    let Some(laptop) = with_cau_tre() else { return };
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
    let photo = laptop.put("ảnh bảng niêm yết.jpg", b"\xff\xd8\xff\xe0 not much of a picture");
    let added = laptop.ask(&["evidence", "add", CAU_TRE, "TT-01", word(&photo)]);
    assert_eq!(added["added"], true);
    assert_eq!(laptop.ask(&["evidence", "add", CAU_TRE, "TT-01", word(&photo)])["added"], false);
    let before = visit_of(&laptop);
    let backup = laptop.on_desk("kho.backup");
    laptop.run(&["backup", "--out", word(&backup)]).done();
    let Some(other) = Laptop::new() else { return };

    let mut bytes = fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let damaged = laptop.put("damaged.backup", bytes);
    other.run(&["restore", word(&damaged)]).refused(3, "E-BACKUP-DAMAGED");
    assert!(!other.home().exists() || fs::read_dir(other.home()).unwrap().next().is_none());
    other.run(&["restore", word(&backup)]).done();

    assert_eq!(visit_of(&other), before);
    assert_eq!(other.ask(&["check"])["sound"], true);
    other.run(&["restore", word(&backup)]).refused(3, "E-STORE-EXISTS");
}

#[test]
fn damaged_evidence_and_tables_are_found_by_check() {
    let Some(laptop) = with_cau_tre() else { return };
    let photo = laptop.put("photo.jpg", b"\xff\xd8\xff\xe0 a picture");
    laptop.run(&["evidence", "add", CAU_TRE, "TT-01", word(&photo)]).done();
    let kept = first_file(&laptop.home().join("files"));
    let whole = fs::read(&kept).unwrap();
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;

    fs::write(&kept, damaged).unwrap();
    let answer = laptop.run(&["--json", "check"]).refused(1, "E-CHECK");
    assert_eq!(answer.json()["flaws"][0]["kind"], "file-damaged");
    laptop.run(&["minutes", "seal", CAU_TRE]).refused(1, "E-SEAL-REFUSED");
    fs::remove_file(&kept).unwrap();
    let answer = laptop.run(&["--json", "check"]).refused(1, "E-CHECK");
    assert_eq!(answer.json()["flaws"][0]["kind"], "file-missing");

    fs::write(&kept, whole).unwrap();
    fs::write(laptop.home().join("stray.txt"), "").unwrap();
    let report = laptop.ask(&["check"]);
    assert_eq!((&report["sound"], &report["strays"]), (&json!(true), &json!(["stray.txt"])));
}

fn first_file(folder: &Path) -> PathBuf {
    let path = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    if path.is_dir() { first_file(&path) } else { path }
}

#[test]
fn a_second_program_on_one_store_is_told_so() {
    let Some(laptop) = with_cau_tre() else { return };
    let mut first = laptop.command(&["type", CAU_TRE]);
    let mut first = first.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = first.stdin.take().unwrap();
    writeln!(stdin, "CD-01\tChương trình thứ nhất").unwrap();
    let mut heard = String::new();
    let mut out = BufReader::new(first.stdout.take().unwrap());
    out.read_line(&mut heard).unwrap();
    assert_eq!(heard, "CD-01\tChương trình thứ nhất\n");

    let second = laptop.run(&["visit", "show", CAU_TRE]).refused(3, "E-STORE-IN-USE");

    assert!(second.err.contains("đang mở ở một chương trình khác"), "{second:#?}");
    writeln!(stdin, "CD-02\tVẫn ghi được").unwrap();
    drop(stdin);
    assert!(first.wait().unwrap().success());
    let shown = visit_of(&laptop).to_string();
    assert!(shown.contains("Chương trình thứ nhất") && shown.contains("Vẫn ghi được"));
}

#[test]
fn a_folder_without_a_store_is_told_apart_from_a_damaged_one() {
    let Some(laptop) = Laptop::new() else { return };
    laptop.run(&["check"]).refused(3, "E-STORE-NONE");
    assert!(fs::read_dir(laptop.home()).unwrap().next().is_none(), "nothing was made");
    fs::write(laptop.home().join("keys.json"), "{").unwrap();
    laptop.run(&["check"]).refused(3, "E-STORE-KEYS");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let Some(laptop) = with_cau_tre() else { return };
    let before = visit_of(&laptop);
    let Some(mount) = Mount::read_only(laptop.home()) else { return };

    let answer = laptop.run(&["visit", "show", CAU_TRE]).refused(3, "E-STORE-READ-ONLY");

    assert_eq!(answer.err.lines().count(), 1, "{answer:#?}");
    drop(mount);
    assert_eq!(visit_of(&laptop), before);
    let nowhere = laptop.on_desk("no/such/folder/draft.pdf");
    laptop.run(&["minutes", "draft", CAU_TRE, "--out", word(&nowhere)]).refused(2, "E-FILE");
}

#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let Some(laptop) = Laptop::new() else { return };
    let Some(mount) = Mount::small(laptop.home(), "4m") else { return };
    let profile = laptop.put("p.toml", "[profile]\nname = \"An\"\ntitle = \"\"\noffice = \"\"\n");
    laptop.run(&["init", "--profile", word(&profile)]).done();
    laptop.run(&["sample", "import", "2022-cau-tre"]).done();
    // Notes without a repetition, so that nothing packs them small.
    let note = |index: u32| {
        let word = |at: u32| format!("{:08x}", (index * 4000 + at).wrapping_mul(0x9e37_79b1));
        format!("ghi chú {index} {}", (0..4000).map(word).collect::<String>())
    };
    let lines: String = (0..200).map(|index| format!("CD-01\t{}\n", note(index))).collect();
    let mut typing = laptop.command(&["type", CAU_TRE]);
    typing.stdin(fs::File::open(laptop.put("lines.txt", lines)).unwrap());

    let full = Answer::from(typing.output().unwrap()).refused(3, "E-STORE-FULL");

    let acknowledged = u32::try_from(full.out.lines().count()).unwrap();
    assert!(0 < acknowledged && acknowledged < 200, "{acknowledged}");
    laptop.run(&["backup", "--out", word(&laptop.home().join("x"))]).refused(3, "E-STORE-FULL");
    mount.grow("64m");
    let check = laptop.ask(&["check"]);
    assert_eq!(check["sound"], true, "{check:#}");
    let shown = visit_of(&laptop);
    let answers = shown["answers"].as_array().unwrap();
    let kept = answers.iter().find(|answer| answer["item"] == "CD-01").unwrap()["note"].clone();
    assert!(kept == note(acknowledged - 1) || kept == note(acknowledged), "the last one is there");
}

#[test]
fn a_clock_that_jumps_back_or_forth_stops_nobody() {
    let Some(laptop) = with_cau_tre() else { return };
    let library = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
        .map(|folder| PathBuf::from(folder).join("faketime/libfaketime.so.1"))
        .into_iter()
        .find(|path| path.is_file());
    let Some(library) = library else {
        eprintln!("skipped: libfaketime is missing");
        return;
    };
    for (index, day) in ["1999-12-31 23:59:00", "2094-01-01 00:00:00"].into_iter().enumerate() {
        let mut typing = laptop.command(&["type", CAU_TRE]);
        typing.env("LD_PRELOAD", &library).env("FAKETIME", format!("@{day}"));
        let line = laptop.put("line.txt", format!("CD-01\tĐồng hồ sai lần {index}\n"));
        Answer::from(typing.stdin(fs::File::open(line).unwrap()).output().unwrap()).done();
        // Back to the right time: what was written under the wrong one stands.
        assert!(visit_of(&laptop).to_string().contains(&format!("Đồng hồ sai lần {index}")));
        assert_eq!(laptop.ask(&["check"])["sound"], true);
    }
    laptop.run(&["minutes", "seal", CAU_TRE]).done();
}

/// Something mounted over the folder of a store, taken away at the end.
#[cfg(unix)]
struct Mount(PathBuf);

#[cfg(unix)]
impl Mount {
    /// A disk of `size` that holds nothing yet; `None` where this may not be done.
    fn small(folder: &Path, size: &str) -> Option<Self> {
        let options = format!("size={size}");
        Self::by(folder, &["-t", "tmpfs", "-o", &options, "tmpfs"])
    }

    /// The folder as it is, not to be written.
    fn read_only(folder: &Path) -> Option<Self> {
        let mount = Self::by(folder, &["--bind", word(folder)])?;
        let again = ["-o", "remount,bind,ro"];
        let status = Command::new("mount").args(again).arg(folder).status().unwrap();
        assert!(status.success());
        Some(mount)
    }

    fn grow(&self, size: &str) {
        let options = format!("remount,size={size}");
        let status = Command::new("mount").args(["-o", &options]).arg(&self.0).status().unwrap();
        assert!(status.success());
    }

    fn by(folder: &Path, words: &[&str]) -> Option<Self> {
        if find("mount").is_none() {
            skip("mount is missing");
            return None;
        }
        let output = Command::new("mount").args(words).arg(folder).output().unwrap();
        if !output.status.success() {
            // Only root may mount, and not in every container.
            eprintln!("skipped: {}", String::from_utf8_lossy(&output.stderr).trim());
            return None;
        }
        Some(Self(folder.to_path_buf()))
    }
}

#[cfg(unix)]
impl Drop for Mount {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}
