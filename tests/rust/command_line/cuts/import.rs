//! What comes from another laptop, cut off while it is taken in.

use acceptance::{Laptop, strace};

use super::super::delegation::{CAMPAIGN, admit};
use super::super::{CAU_TRE, with_cau_tre, word};
use super::{Act, bulk, full, killed, power};

#[test]
fn an_import_that_meets_a_kill_a_power_cut_or_a_full_disk_is_wholly_in_or_not_at_all() {
    if !strace::can_watch() {
        return;
    }
    let Some(leader) = with_cau_tre() else { return };
    let Some(member) = Laptop::set_up_for("Thư ký Đoàn") else { return };
    admit(&leader, &member);
    let photo = leader.put("bang-niem-yet.jpg", bulk(20_000));
    leader.run(&["evidence", "add", CAU_TRE, "TT-01", word(&photo)]).done();
    let bundle = leader.on_desk("goi.doan");
    leader.run(&["pack", CAMPAIGN, "--out", word(&bundle)]).done();
    let act = Act::new(member, &["unpack", word(&bundle)], &[]);

    killed::kill(&act, 1, 0x0001_2d0a);
    full::fill(&act, 1, 0x0002_f011);
    power::cut(&act, 1, 0x0003_dead);
}
