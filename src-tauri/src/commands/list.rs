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
            work: [work_progress, stop_work],
            machine: [set_look, keep_place],
            pad: [
                begin_pad_sheet, write_pad_sheet, pad_notes, put_pad_note_away, pad_note_to_item,
            ],
            campaigns: [
                list_campaigns, list_samples, import_sample, remove_samples, import_campaign,
                campaign, blank_campaign, save_campaign, bin_campaign, list_bin, restore_from_bin,
            ],
            checklists: [
                checklist_library, checklist_version, compare_checklists, begin_draft,
                checklist_draft, edit_draft, undo_draft, bin_draft, publish_draft, preview_move,
                move_campaign, import_into_draft, export_draft, formula_functions,
            ],
            consolidation: [consolidation, campaign_trends, export_campaign],
            places: [suggest_places, known_places, unit_history, read_unit_list],
            visits: [
                import_visit, open_visit, bin_visit, visit, set_details, undo, redo, search,
                export_blank,
            ],
            answers: [set_verdict, set_note, set_part, set_points, review_answer],
            findings: [offer_finding, save_finding, remove_finding],
            evidence: [
                upload, drop_upload, prepare_evidence, add_evidence, caption_evidence, link_evidence,
                mark_evidence, annex_evidence, bin_evidence, evidence_sheet, print_contact_sheet,
            ],
            registers: [registers, register, save_register_rows, campaign_rates, campaign_sentences],
            procedures: [
                procedures, fill_procedures, settle_procedures, tick_procedures, choose_procedure,
                fill_decisions,
            ],
            tables: [
                open_table, close_table, preview_table, import_table, table_progress, stop_table,
                undo_at_campaign,
            ],
            sampling: [
                samples, look_at_list, look_at_codes, new_seed, draw_sample, redraw_sample,
                save_sheet, export_sample_list,
            ],
            dossiers: [dossiers, save_dossiers],
            timeline: [history, acts, undo_many, disputes, resolve],
            last_time: [
                last_time, choose_last, enter_past, remove_past, set_mended, still_open,
                fill_past_register,
            ],
            follow_up: [
                follow_up, record_delivery, set_term, extend_demands, verify_demands,
                save_remedy_report, remove_remedy_report, attach_to_report, detach_from_report,
                export_report_file, redo_at_campaign,
            ],
            letters: [
                make_letter, letter, correct_letter, remove_letter, office_years,
                add_office_year, drop_office_year,
            ],
            minutes: [
                minutes, set_slot, set_extent, refuse_to_sign, give_number, supplement,
                attend_supplement,
            ],
            layout: [
                layout, set_layout, undo_layout, redo_layout, import_layout, export_layout,
                keep_layout, use_office_layout, rename_office_layout, remove_office_layout,
                undo_office_layouts,
            ],
            notice: [
                notice, set_notice_slot, merge_paragraphs, split_paragraph, keep_apart,
                phrase_paragraph, leave_out_paragraph, name_extremes, undo_notice,
            ],
            signing: [
                seal, revise, withdraw_paper, sign_drawn, sign_certificate, attach_signed,
                export_paper, export_paper_word, export_sealed_paper, verify_paper,
                save_signed_state, number_signed,
                late_number,
            ],
            incoming: [incoming_paper, receive_paper],
            delegation: [
                delegation, save_device_card, look_at_card, admit_laptop, end_laptop,
                take_over_delegation, pack_bundle, unpack_bundle,
            ],
            network: [
                network, open_network, close_network, look_around, call_laptop, arrivals,
                saw_arrivals,
            ],
            invitation: [invite, invitation, withdraw_invitation, join_delegation],
            custody: [save_custody],
            tokens: [token_modules, read_tokens, sign_token],
            trust: [trust, set_time_url, add_anchors, remove_anchor, extend_papers],
        }
    };
}
