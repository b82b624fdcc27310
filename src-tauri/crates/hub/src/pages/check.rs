//! Where a file is checked, and what came out.

use axum::response::Html;
use engine::export::{DataShown, StoreShown, VerifiedSignature, VerifyReport, place_in_words};
use engine::words::verdict_sentence;
use maud::{Markup, html};

use super::frame::{self, Place};
use crate::access::Viewer;
use crate::reading::Judged;
use crate::words;

/// The form alone.
pub(crate) fn check(viewer: &Viewer, max_bytes: usize) -> Html<String> {
    shown(viewer, max_bytes, &Markup::default())
}

/// The form, with why the file that came was not judged.
pub(crate) fn refused(viewer: &Viewer, max_bytes: usize, problem: &str) -> Html<String> {
    shown(viewer, max_bytes, &html! { p.alert role="alert" { (problem) } })
}

/// The form, after a verdict.
pub(crate) fn judged(viewer: &Viewer, max_bytes: usize, judged: &Judged) -> Html<String> {
    let Judged { name, report } = judged;
    let (look, word) =
        if judged.is_sound() { ("ok", words::SOUND) } else { ("bad", words::UNSOUND) };
    let content = html! {
        section.card.verdict.(look) {
            h2 { (words::RESULT) ": " (verdict_sentence(report.verdict)) }
            p { span.tag.(look) { (word) } " " (name) }
            @if !judged.knows_signers() { p.alert { (words::UNKNOWN_SIGNER) } }
            (listed(&report.reasons))
        }
        section.card {
            h2 { (words::SIGNATURES) }
            @if report.signatures.is_empty() { p { (words::NO_SIGNATURES) } }
            @for one in &report.signatures { (signature(one)) }
        }
        (timestamps(report))
        @if let Some(found) = &report.data { (data(found)) }
        @if let Some(found) = &report.store { (beside(found)) }
    };
    shown(viewer, max_bytes, &content)
}

fn shown(viewer: &Viewer, max_bytes: usize, outcome: &Markup) -> Html<String> {
    let content = html! {
        h1 { (words::CHECK) }
        (outcome)
        section.card {
            p { (words::CHECK_WHY) }
            form method="post" action="/kiem-tra" enctype="multipart/form-data" {
                label for="tep" { (words::FILE) }
                input id="tep" name="tep" type="file" accept="application/pdf,.pdf" required;
                p.hint { (words::at_most(max_bytes)) }
                button type="submit" { (words::JUDGE) }
            }
        }
    };
    frame::page(words::CHECK, viewer, Place::Check, &content)
}

fn signature(signature: &VerifiedSignature) -> Markup {
    let claimed = signature.claimed_time.as_deref().map(words::moment_of);
    let proofs = signature.statement.iter().chain(&signature.proofs);
    html! {
        article {
            h3 { (signature.signer) }
            dl.about {
                dt { (words::PLACE) } dd { (place_in_words(&signature.field)) }
                dt { (words::INTEGRITY) }
                dd {
                    @let look = if signature.integrity == "ok" { "ok" } else { "bad" };
                    span.tag.(look) { (words::integrity(signature.integrity)) }
                }
                dt { (words::COVERS) } dd { (words::covers(signature.covers)) }
                dt { (words::ISSUER) } dd { (words::issuer(signature.trusted)) }
                dt { (words::CLAIMED) } dd { (claimed.as_deref().unwrap_or(words::NO_TIME)) }
            }
            (listed(proofs))
            @if !signature.later_changes.is_empty() {
                p { (words::LATER) }
                (listed(&signature.later_changes))
            }
        }
    }
}

fn timestamps(report: &VerifyReport) -> Markup {
    html! {
        @if !report.document_timestamps.is_empty() {
            section.card {
                h2 { (words::TIMESTAMPS) }
                ul.lines {
                    @for it in &report.document_timestamps {
                        li { (words::timestamp(&it.authority, it.time.as_deref(), it.holds, it.trusted)) }
                    }
                }
            }
        }
    }
}

fn data(data: &DataShown) -> Markup {
    let differences = data.differences.iter().map(|it| &it.text);
    let lines = differences.chain(data.remarks.iter().map(|it| &it.text));
    html! {
        section.card {
            h2 { (words::DATA) }
            p { (data.text) }
            (listed(lines))
        }
    }
}

/// Sentences, one a line; nothing where there are none.
fn listed<'a>(lines: impl IntoIterator<Item = &'a String>) -> Markup {
    let mut lines = lines.into_iter().peekable();
    html! {
        @if lines.peek().is_some() {
            ul.lines { @for line in lines { li { (line) } } }
        }
    }
}

fn beside(store: &StoreShown) -> Markup {
    html! {
        section.card {
            h2 { (words::BESIDE) }
            p { (words::standing(store)) }
        }
    }
}
