//! Power cuts at every sync: what was not synced is gone, or there in part.

use acceptance::Chance;
use acceptance::disk::{Disk, Luck};
use acceptance::requests::{Request, requests};

use super::{Act, is_long};

/// Cuts in a long run for each sync, in which chance decides what is left.
const CHANCES_LONG: usize = 3;

/// Cuts the power before the syncs of `act`, and after its end; at `usually` of these moments in a run
/// that is not long.
#[track_caller]
pub(super) fn cut(act: &Act, usually: usize, seed: u64) {
    let twin = act.laptop.twin();
    let requests = requests(&act.command(&twin), act.input());
    let is_sync = |at: &usize| matches!(requests.get(*at), None | Some(Request::Sync { .. }));
    let moments: Vec<usize> = (0..=requests.len()).filter(is_sync).collect();
    let mut chance = Chance(seed);
    let chosen = chance.spread(&moments, if is_long() { moments.len() } else { usually });
    let lucks = if is_long() {
        [vec![Luck::None, Luck::All], vec![Luck::Some; CHANCES_LONG]].concat()
    } else {
        vec![Luck::Some]
    };
    let mut disk = Disk::new(act.laptop.home(), twin.home());
    let mut cuts = 0;
    for at in 0..=requests.len() {
        if chosen.contains(&at) {
            for &luck in &lucks {
                let about = format!("power cut at request {at} of {}, {luck:?}", requests.len());
                let laptop = act.laptop.twin();
                disk.cut(luck, &mut chance, laptop.home());
                let stage = act.look(&laptop, disk.said().min(act.stages.len() - 1), &about);
                act.finish(&laptop, stage, &about);
                cuts += 1;
            }
        }
        if let Some(request) = requests.get(at) {
            disk.follow(request);
        }
    }
    eprintln!("cut the power {cuts} times at {} moments", moments.len());
    is_complete(&disk, &twin);
}

/// What was played back is what the program left: no request was overlooked.
#[track_caller]
fn is_complete(disk: &Disk, twin: &acceptance::Laptop) {
    let played = tempfile::tempdir().unwrap();
    disk.cut(Luck::All, &mut Chance(1), played.path());
    assert_eq!(files(played.path()), files(twin.home()));
}

/// Every file below `folder` with its bytes.
fn files(folder: &std::path::Path) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut all = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                all.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    all
}
