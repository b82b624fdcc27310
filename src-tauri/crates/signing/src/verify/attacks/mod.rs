//! Attacks on signed papers, class by class, each with a name; and what honest people do to a
//! paper, which must never be called an attack.
//!
//! The names follow the literature: signature stripping and universal forgery, incremental saving
//! and signature wrapping (Mladenov, Mainka and others, 2019), shadow attacks (2020) and attacks on
//! certification (2021). The papers are our own, as they are printed and signed.

mod certification;
mod clocks;
mod container;
mod copies;
mod extensions;
mod forge;
mod honest;
mod lasting;
mod locking;
mod mutations;
mod range;
mod saving;
mod shadow;
mod structure;
mod trust;
mod wrapping;

use std::collections::BTreeSet;

use forge::judge_of;

use super::*;

/// One attack, and how it must be told.
pub(super) struct Attack {
    name: &'static str,
    pdf: Vec<u8>,
    caught: Caught,
}

/// What the report must say of an attack.
pub(super) enum Caught {
    /// A signature is broken in this way.
    Broken(Fault),
    /// A signature or a timestamp cannot be judged, for this reason.
    Unknown(Fault),
    /// This was changed after signing.
    Forbidden(Change),
    /// An object of this kind was changed or removed.
    Object(ObjectKind),
    /// An object without a purpose was added.
    Stray,
    /// The reason is this.
    Reason(Reason),
    /// The file cannot be read in a way that all readers share.
    Unreadable,
    /// It is allowed, and told.
    Told(Change),
}

fn attack(name: &'static str, pdf: impl Into<Vec<u8>>, caught: Caught) -> Attack {
    Attack { name, pdf: pdf.into(), caught }
}

/// Judges every attack: none passes for intact, and each is told by its right name.
#[track_caller]
fn catch(attacks: &[Attack]) {
    for Attack { name, pdf, caught } in attacks {
        let report = judge_of(pdf);
        let has = |wanted: &Reason| report.reasons.contains(wanted);
        let faults = || report.signatures.iter().filter_map(|it| it.fault);
        let verdict = report.verdict;
        assert_ne!(verdict, Verdict::Intact, "{name}");
        if !matches!(caught, Caught::Told(_)) {
            assert_ne!(verdict, Verdict::Extended, "{name}: {report:#?}");
        }
        let told = match caught {
            Caught::Broken(fault) => verdict == Verdict::Changed && faults().any(|it| it == *fault),
            Caught::Unknown(fault) => {
                let stamps = report.document_timestamps.iter().map(|it| &it.timestamp);
                let own = report.signatures.iter().filter_map(|it| it.timestamp.as_ref());
                let of_time = stamps.chain(own).filter_map(|it| it.fault);
                verdict == Verdict::CannotJudge && faults().chain(of_time).any(|it| it == *fault)
            }
            Caught::Forbidden(change) => has(&Reason::Forbidden(change.clone())),
            Caught::Object(wanted) => report.reasons.iter().any(|reason| {
                let Reason::Forbidden(
                    Change::ObjectChanged { kind, .. } | Change::ObjectRemoved { kind, .. },
                ) = reason
                else {
                    return false;
                };
                kind == wanted
            }),
            Caught::Stray => report
                .reasons
                .iter()
                .any(|it| matches!(it, Reason::Forbidden(Change::StrayObject { .. }))),
            Caught::Reason(reason) => has(reason),
            Caught::Unreadable => {
                report.reasons.iter().any(|it| matches!(it, Reason::Unreadable(_)))
            }
            Caught::Told(change) => {
                verdict == Verdict::Extended && has(&Reason::Added(change.clone()))
            }
        };
        assert!(told, "{name}: {report:#?}");
    }
}

#[test]
fn there_are_more_than_a_hundred_attacks_and_each_has_its_name() {
    let classes = [
        range::attacks(),
        saving::attacks(),
        wrapping::attacks(),
        shadow::attacks(),
        certification::attacks(),
        copies::attacks(),
        clocks::attacks(),
        lasting::attacks(),
        locking::attacks(),
        container::attacks(),
        structure::attacks(),
    ];
    let names: Vec<&str> = classes.iter().flatten().map(|it| it.name).collect();
    let different: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), different.len(), "{names:?}");
    assert!(100 < names.len(), "{}", names.len());
}
