//! What a person does at a laptop, cut off while it is written.

use acceptance::{Laptop, strace};

use super::super::{CAU_TRE, with_cau_tre, word};
use super::{Act, bulk, killed, power};

#[test]
fn what_was_saved_sealed_or_kept_outlives_a_kill_and_a_power_cut_at_any_moment() {
    if !strace::can_watch() {
        return;
    }
    let Some(laptop) = with_cau_tre() else { return };
    let acts = [save(laptop.twin()), seal(laptop.twin()), evidence(laptop)];
    for (act, seed) in acts.iter().zip(0x0004_0000..) {
        killed::kill(act, 1, seed);
        power::cut(act, 1, seed);
    }
}

/// The saves of three notes.
fn save(laptop: Laptop) -> Act {
    let line = |item| format!("{item}\tĐã đối chiếu sổ theo dõi {item}\n");
    let lines = ["CD-01", "MC-03", "TT-01"].map(line);
    let inputs =
        [1, 2, 3].map(|count| laptop.put(&format!("{count}.txt"), lines[..count].concat()));
    Act::new(laptop, &["type", CAU_TRE], &inputs)
}

/// The seal of the minutes.
fn seal(laptop: Laptop) -> Act {
    Act::new(laptop, &["minutes", "seal", CAU_TRE], &[])
}

/// A photograph kept as evidence.
fn evidence(laptop: Laptop) -> Act {
    let photo = laptop.put("bang-niem-yet.jpg", bulk(20_000));
    Act::new(laptop, &["evidence", "add", CAU_TRE, "TT-01", word(&photo)], &[])
}
