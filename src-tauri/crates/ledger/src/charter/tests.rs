//! Who may write what, and what a charter proves.

use proptest::prelude::*;

use super::*;
use crate::testing::{device, op};

const CAMPAIGN: [u8; 16] = [7; 16];

fn member(n: u8, role: Role, areas: &[&str]) -> CharterMember {
    let areas = areas.iter().map(|area| (*area).to_owned()).collect();
    let (name, recipient) = (format!("Người {n}"), format!("age1{n}"));
    CharterMember { device: device(n).public(), person: [n; 16], role, areas, name, recipient }
}

fn draft() -> CharterDraft {
    CharterDraft {
        campaign: CAMPAIGN,
        revision: 1,
        previous: None,
        wall_ms: 1,
        members: vec![
            member(2, Role::Leader, &[]),
            member(3, Role::Secretary, &["CD"]),
            member(4, Role::Member, &["CD"]),
            member(5, Role::Unknown(9), &[]),
            member(7, Role::Hub, &[]),
        ],
        reserved: vec!["ruling".to_owned()],
        ended: vec![EndedDevice { device: device(6).public(), accepted: vec![op(6, 3)] }],
    }
}

#[test]
fn says_who_may_write_what() {
    let charter = Charter::found(draft(), &device(1));
    let may = |n, kind, area| charter.may(&device(n).public(), kind, area);

    assert_eq!(may(1, "ruling", None), Right::Granted);
    assert_eq!(may(2, "ruling", Some("MC")), Right::Granted);
    assert_eq!(may(3, "ruling", None), Right::Reserved);
    assert_eq!(may(3, "answer", Some("MC")), Right::Granted);
    assert_eq!(may(4, "answer", Some("CD")), Right::Granted);
    assert_eq!(may(4, "answer", Some("MC")), Right::OutsideArea);
    assert_eq!(may(4, "evidence", None), Right::Granted);
    assert_eq!(may(5, "answer", None), Right::UnknownRole(9));
    assert_eq!(may(6, "answer", None), Right::Stranger);
    assert_eq!(may(7, "answer", None), Right::Reserved);
}

#[test]
fn an_ended_device_counts_up_to_its_last_accepted_op_and_in_no_new_stream() {
    let charter = Charter::found(draft(), &device(1));
    let counts = |n, op| charter.counts(&device(n).public(), op);

    assert_eq!(counts(6, op(6, 3)), Right::Granted);
    assert_eq!(counts(6, op(6, 4)), Right::Ended);
    assert_eq!(counts(6, op(7, 1)), Right::Ended);
    assert_eq!(counts(4, op(4, 99)), Right::Granted);
}

#[test]
fn one_laptop_alone_may_do_everything() {
    let charter = Charter::alone(CAMPAIGN, [1; 16], 1, &device(1));
    assert_eq!(charter.may(&device(1).public(), "ruling", Some("CD")), Right::Granted);
    assert_eq!(Charter::read(charter.bytes().to_vec()), Ok(charter));
}

#[test]
fn verifies_from_its_bytes_alone_and_keeps_roles_of_a_newer_version() {
    let charter = Charter::found(draft(), &device(1));

    let read = Charter::read(charter.bytes().to_vec()).unwrap();

    assert_eq!(read.draft(), &draft());
    assert_eq!((read.digest(), read.founder()), (charter.digest(), device(1).public()));
}

#[test]
fn a_revision_names_the_one_before_and_a_member_does_not_sign_it() {
    let first = Charter::found(draft(), &device(1));
    let next = |key: u8, previous: Digest, revision: u32| {
        let draft = CharterDraft { revision, previous: Some(previous), ..draft() };
        Charter::found(draft, &device(key)).check_succeeds(&first)
    };

    assert_eq!(next(1, first.digest(), 2), Ok(()));
    assert_eq!(
        next(3, first.digest(), 2),
        Err(CharterError::NotASuccessor { before: 1, found: 2 })
    );
    assert!(next(1, Digest::NONE, 2).is_err());
    assert!(next(1, first.digest(), 3).is_err());
}

#[test]
fn a_deputy_takes_over_and_a_secretary_or_a_former_deputy_does_not() {
    let as_what = |role: Role| {
        let mut draft = draft();
        draft.members.push(member(20, role, &[]));
        Charter::found(draft, &device(1))
    };
    let taken_over = |before: &Charter| {
        let previous = Some(before.digest());
        let draft = CharterDraft { revision: 2, previous, ..before.draft().clone() };
        let after = Charter::found(draft, &device(20));
        after.check_succeeds(before).map(|()| after)
    };

    let after = taken_over(&as_what(Role::Deputy)).unwrap();
    assert_eq!(after.founder(), device(20).public());
    assert_eq!(after.may(&device(20).public(), "ruling", None), Right::Granted);
    assert!(taken_over(&as_what(Role::Leader)).is_ok());
    for role in [Role::Secretary, Role::Member, Role::Hub, Role::Unknown(9)] {
        assert!(taken_over(&as_what(role)).is_err(), "{role:?}");
    }
    // Who stands in an older charter only is nobody to follow.
    let former = Charter::found(draft(), &device(1));
    assert!(taken_over(&former).is_err());
}

proptest! {
    #[test]
    fn any_flipped_bit_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut bytes = Charter::found(draft(), &device(1)).bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Charter::read(bytes).is_err());
    }

    #[test]
    fn any_contents_are_a_charter_or_an_error(
        contents in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let bytes = envelope::sign(FORMAT, &contents, &[], &device(1));
        prop_assert!(Charter::read(bytes).is_err());
    }
}
