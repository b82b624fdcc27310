//! The one list of commands: file under `commands/`, then the functions in it.
//!
//! The build script reads it to give each command a permission, `lib.rs` to
//! connect them, and from there a test writes `ui/src/api/bindings.ts` and
//! `capabilities/main.json`.

macro_rules! every_command {
    ($with:ident) => {
        $with! {
            session: [
                session, set_up, unlock, lock, leave, restore_snapshot, change_passphrase,
                update_settings, update_person, backup, check_store,
            ],
            campaigns: [
                list_campaigns, list_samples, import_sample, remove_samples, import_campaign,
                campaign, blank_campaign, save_campaign, bin_campaign, list_bin, restore_from_bin,
            ],
            places: [suggest_places, known_places, unit_history],
            visits: [import_visit, open_visit, bin_visit, visit, set_details, undo, search],
            answers: [set_verdict, set_note, set_part, set_points, set_reviewed],
            findings: [offer_finding, save_finding, remove_finding],
            evidence: [
                upload, drop_upload, prepare_evidence, add_evidence, caption_evidence, link_evidence,
                mark_evidence, annex_evidence, bin_evidence, evidence_sheet, print_contact_sheet,
            ],
            registers: [register, save_register_row, remove_register_row],
            minutes: [minutes, set_slot, seal, revise, export_minutes],
            signing: [sign_drawn, sign_certificate, attach_signed, verify_paper],
        }
    };
}
