//! A call from one device to another, over the loopback of this machine.

use std::collections::HashMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ledger::{DeviceKey, DevicePublic};
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

const CAMPAIGN: [u8; 16] = [0xab; 16];

/// Keeps what it gets under the campaign's name, and gives it back.
struct Shelf {
    folder: TempDir,
    member: DevicePublic,
    kept: Mutex<HashMap<[u8; 16], Vec<u8>>>,
    invitation: Mutex<Invitation>,
    drafts: AtomicU32,
}

impl Shelf {
    fn of(member: DevicePublic) -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        let code = Code::read("4821 0937").unwrap();
        let invitation = Mutex::new(Invitation::new(code, key(1).public(), Instant::now()));
        let (kept, drafts) = (Mutex::default(), AtomicU32::new(0));
        Arc::new(Self { folder, member, kept, invitation, drafts })
    }

    fn admit(&self, peer: DevicePublic) -> Result<(), Refusal> {
        let stranger =
            || Refusal::Denied(Denial { code: "E-X".into(), sentence: "Không.".into() });
        (peer == self.member).then_some(()).ok_or_else(stranger)
    }

    fn is_tidy(&self) -> bool {
        fs::read_dir(self.folder.path()).unwrap().next().is_none()
    }
}

impl Station for Shelf {
    fn hello(&self) -> Hello {
        Hello { protocol: PROTOCOL, wall_ms: 7 }
    }

    fn campaigns(&self, peer: DevicePublic) -> Result<Vec<CampaignState>, Refusal> {
        self.admit(peer)?;
        Ok(vec![CampaignState { id: "ab".repeat(16), charter: "c".into() }])
    }

    fn receipts(
        &self,
        peer: DevicePublic,
        campaign: [u8; 16],
        mut came: Vec<Vec<u8>>,
    ) -> Result<Vec<Vec<u8>>, Refusal> {
        self.admit(peer)?;
        if campaign != CAMPAIGN {
            return Err(Refusal::UnknownCampaign);
        }
        came.reverse();
        Ok(came)
    }

    fn admits(
        &self,
        peer: DevicePublic,
        _campaign: [u8; 16],
        _announced: u64,
    ) -> Result<(), Refusal> {
        self.admit(peer)
    }

    fn take(
        &self,
        _peer: DevicePublic,
        campaign: [u8; 16],
        file: &Path,
    ) -> Result<TakenReport, Refusal> {
        self.kept.lock().unwrap().insert(campaign, fs::read(file).unwrap());
        Ok(TakenReport { added: 1, ..TakenReport::default() })
    }

    fn give(
        &self,
        peer: DevicePublic,
        campaign: [u8; 16],
        charter: &str,
        file: &Path,
    ) -> Result<bool, Refusal> {
        self.admit(peer)?;
        let kept = self.kept.lock().unwrap();
        let Some(bytes) = kept.get(&campaign).filter(|_| charter != "c") else { return Ok(false) };
        fs::write(file, bytes).unwrap();
        Ok(true)
    }

    fn knock(&self, peer: DevicePublic, message: &[u8]) -> Result<Vec<u8>, Refusal> {
        let mut invitation = self.invitation.lock().unwrap();
        invitation.answer(peer, message, Instant::now()).map_err(|_| turned_away())
    }

    fn join(&self, peer: DevicePublic, proof: [u8; 32], card: &[u8]) -> Result<Joined, Refusal> {
        let mut invitation = self.invitation.lock().unwrap();
        let own = invitation.accept(peer, (proof, card), CAMPAIGN, Instant::now());
        let own = own.map_err(|_| turned_away())?;
        let digits = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Joined { campaign: digits(&CAMPAIGN), proof: digits(&own) })
    }

    fn draft(&self) -> Result<PathBuf, Refusal> {
        let number = self.drafts.fetch_add(1, Ordering::Relaxed);
        Ok(self.folder.path().join(number.to_string()))
    }
}

fn turned_away() -> Refusal {
    Refusal::Denied(Denial { code: "E-CODE".into(), sentence: "Mã khác.".into() })
}

fn key(number: u8) -> DeviceKey {
    DeviceKey::from_seed(&[number; 32])
}

/// A station of device 1 that knows device 2.
struct Room {
    runtime: tokio::runtime::Runtime,
    shelf: Arc<Shelf>,
    serving: Option<Serving>,
    address: SocketAddr,
}

impl Room {
    fn open(limits: Limits) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.unwrap();
        let shelf = Shelf::of(key(2).public());
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let station = Arc::clone(&shelf);
        let serving = runtime.block_on(serve(any, &key(1), station, limits)).unwrap();
        let address = serving.address();
        Self { runtime, shelf, serving: Some(serving), address }
    }

    fn call(&self, number: u8) -> Line {
        Line::dial(&self.address.to_string(), &key(number), Box::new(|| false)).unwrap()
    }

    fn close(&mut self) {
        if let Some(serving) = self.serving.take() {
            self.runtime.block_on(serving.stop());
        }
    }
}

fn file_of(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("goi");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

#[test]
fn each_side_knows_the_other_by_its_device_key() {
    let room = Room::open(Limits::default());
    let mut line = room.call(2);

    assert_eq!(line.peer(), key(1).public());
    assert_eq!(line.hello().unwrap(), Hello { protocol: PROTOCOL, wall_ms: 7 });
    assert_eq!(line.campaigns().unwrap().len(), 1);

    let refused = room.call(3).campaigns();
    assert!(matches!(refused, Err(LineFault::Refused(why)) if why.sentence == "Không."));
}

#[test]
fn a_stranger_comes_in_by_the_code_and_by_no_other() {
    let room = Room::open(Limits::default());
    let come_in = |digits: &str| {
        let code = Code::read(digits).unwrap();
        room.call(3).join(&code, key(3).public(), b"card")
    };

    let wrong = come_in("4821 0938");
    assert!(matches!(wrong, Err(LineFault::Refused(why)) if why.code == "E-CODE"));
    assert_eq!(come_in("4821 0937").unwrap(), CAMPAIGN);
    assert!(matches!(come_in("4821 0937"), Err(LineFault::Refused(_))));
}

#[test]
fn a_bundle_arrives_as_it_was_sent_and_leaves_nothing_on_the_way() {
    let mut room = Room::open(Limits::default());
    let bytes: Vec<u8> = (0..=255).cycle().take(3_000_001).collect();
    let (_folder, path) = file_of(&bytes);
    let mut line = room.call(2);

    assert_eq!(line.hand_over(CAMPAIGN, &path).unwrap().added, 1);
    let back = path.with_extension("back");
    assert!(line.fetch(CAMPAIGN, "", &back).unwrap());
    assert_eq!(fs::read(&back).unwrap(), bytes);
    assert!(!line.fetch(CAMPAIGN, "c", &path.with_extension("none")).unwrap());

    drop(line);
    room.close();
    assert!(room.shelf.is_tidy());
}

#[test]
fn a_stranger_hands_over_nothing() {
    let mut room = Room::open(Limits::default());
    let (_folder, path) = file_of(&[1; 100]);

    assert!(matches!(room.call(3).hand_over(CAMPAIGN, &path), Err(LineFault::Refused(_))));
    assert!(matches!(
        room.call(2).exchange_receipts([1; 16], &[vec![1]]),
        Err(LineFault::UnknownCampaign)
    ));

    room.close();
    assert!(room.shelf.kept.lock().unwrap().is_empty() && room.shelf.is_tidy());
}

#[test]
fn whoever_is_refused_in_the_middle_of_sending_reads_why() {
    let room = Room::open(Limits::default());
    let (_folder, path) = file_of(&vec![7; 24 << 20]);
    for _ in 0..3 {
        let refused = room.call(3).hand_over(CAMPAIGN, &path);
        assert!(
            matches!(&refused, Err(LineFault::Refused(why)) if why.code == "E-X"),
            "{refused:?}"
        );
    }
    assert!(room.shelf.is_tidy());
}

#[test]
fn receipts_go_both_ways() {
    let room = Room::open(Limits::default());
    let there = room.call(2).exchange_receipts(CAMPAIGN, &[vec![1], vec![], vec![2, 3]]).unwrap();
    assert_eq!(there, [vec![2, 3], vec![], vec![1]]);
}

#[test]
fn what_is_longer_than_agreed_is_refused_and_not_kept() {
    let mut room = Room::open(Limits { bundle_bytes: 1000, ..Limits::default() });
    let (_folder, path) = file_of(&[1; 1001]);

    assert!(matches!(room.call(2).hand_over(CAMPAIGN, &path), Err(LineFault::TooLong)));

    room.close();
    assert!(room.shelf.kept.lock().unwrap().is_empty() && room.shelf.is_tidy());
}

#[test]
fn nobody_is_kept_waiting_by_one_who_says_nothing() {
    let mut room = Room::open(Limits { patience: Duration::from_millis(50), ..Limits::default() });
    let mut silent = TcpStream::connect(room.address).unwrap();
    // It is hung up on, which a read notices however long it takes.
    let mut heard = Vec::new();
    silent.read_to_end(&mut heard).unwrap();
    room.close();
}

#[test]
fn who_calls_one_too_many_is_turned_away_and_may_call_again() {
    let room = Room::open(Limits { calls: 1, ..Limits::default() });
    let mut first = room.call(2);
    first.hello().unwrap();

    let address = room.address.to_string();
    let second = Line::dial(&address, &key(2), Box::new(|| false));
    assert!(matches!(second, Err(LineFault::NoStation { .. })));

    first.hello().unwrap();
}

#[test]
fn who_asks_too_often_waits_and_others_do_not() {
    let room = Room::open(Limits { questions: 3, ..Limits::default() });
    let mut eager = room.call(2);
    for _ in 0..3 {
        eager.hello().unwrap();
    }

    assert!(matches!(eager.hello(), Err(LineFault::TooOften)));
    assert!(matches!(room.call(2).hello(), Err(LineFault::TooOften)), "however often it calls");
    room.call(3).hello().unwrap();
}

#[test]
fn a_call_is_stopped_by_whoever_wants_it() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    // It is connected to and never answers.
    let asked = AtomicU32::new(0);
    let stopped = move || asked.fetch_add(1, Ordering::Relaxed) != 0;
    assert!(matches!(Line::dial(&address, &key(2), Box::new(stopped)), Err(LineFault::Stopped)));
}

#[test]
fn what_is_no_station_is_told_from_nobody() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let other = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
    });
    let dialled = Line::dial(&address, &key(2), Box::new(|| false));
    assert!(matches!(dialled, Err(LineFault::NoStation { .. })));
    other.join().unwrap();

    let nobody = Line::dial(&address, &key(2), Box::new(|| false));
    assert!(matches!(nobody, Err(LineFault::Unreachable { .. })));
}

#[test]
fn a_transfer_that_is_torn_is_no_bundle_on_either_side() {
    let mut room = Room::open(Limits::default());
    let (_folder, path) = file_of(&[7; 1 << 20]);
    let mut line = room.call(2);
    line.hand_over(CAMPAIGN, &path).unwrap();

    // The file shrinks while it goes out, as when a stick is pulled.
    let (_other, shrinking) = file_of(&[8; 1 << 20]);
    let short = fs::OpenOptions::new().write(true).open(&shrinking).unwrap();
    let stopped = Box::new(move || {
        short.set_len(10).unwrap();
        false
    });
    let address = room.address.to_string();
    let mut torn = Line::dial(&address, &key(2), stopped).unwrap();
    fs::write(&shrinking, [8; 1 << 20]).unwrap();
    let outcome = torn.hand_over(CAMPAIGN, &shrinking);
    let whole = room.shelf.kept.lock().unwrap().get(&CAMPAIGN).cloned().unwrap();
    // Whichever was first: all of it went, or none of it counts.
    match outcome {
        Ok(_) => assert!(whole.iter().all(|byte| *byte == 8)),
        Err(_) => assert!(whole.iter().all(|byte| *byte == 7)),
    }

    drop(torn);
    room.close();
    assert!(room.shelf.is_tidy());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_to_the_door_leave_it_open_for_the_next(
        noise in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        // One room for all of them would show less: each has to be answered by a fresh one.
        let room = ROOM.get_or_init(|| Room::open(Limits::default()));
        let mut stream = TcpStream::connect(room.address).unwrap();
        stream.write_all(&noise).unwrap();
        drop(stream);
        prop_assert!(room.call(2).hello().is_ok());
    }
}

static ROOM: std::sync::OnceLock<Room> = std::sync::OnceLock::new();

#[test]
fn a_station_that_is_announced_is_found_where_it_listens() {
    let device = key(9).public();
    // A network that forbids this shows nobody, and then there is nothing to compare.
    let Some(announced) = announce(device, 4711) else { return };
    let found = look_around(Duration::from_secs(5), Some(device), &|| false);
    drop(announced);
    let ours = found.iter().find(|neighbour| neighbour.device == device);
    assert!(ours.is_none_or(|ours| ours.address.port() == 4711), "{found:?}");
}

#[test]
fn a_machine_says_where_it_can_be_called() {
    let addresses = own_addresses(PORT);
    assert!(!addresses.is_empty());
    assert!(addresses.iter().all(|address| address.ends_with(":4610")), "{addresses:?}");
}
