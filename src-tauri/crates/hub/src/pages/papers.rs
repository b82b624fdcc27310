//! Sealed papers on a page, with where to have them.

use engine::actions::PaperState;
use maud::{Markup, html};

use crate::reading::PaperLine;
use crate::words;

/// Papers, each with its state and a link to its bytes.
pub(super) fn papers(lines: &[PaperLine]) -> Markup {
    html! {
        ul.papers {
            @for line in lines {
                @let name = words::paper(line.kind, line.revision);
                li {
                    span.what {
                        b { (name) }
                        " " (state(line.state))
                        small {
                            (words::sealed(&line.sealed_at, line.signatures))
                            @if line.scanned { "; " (words::SCANNED) }
                        }
                    }
                    a.button href=(line.address) download aria-label={ (words::DOWNLOAD) ": " (name) } {
                        (words::DOWNLOAD)
                    }
                }
            }
        }
    }
}

/// The state of a paper; the words say it, the colour repeats it.
pub(super) fn state(state: PaperState) -> Markup {
    let look = match state {
        PaperState::Draft | PaperState::Replaced => "quiet",
        PaperState::Sealed | PaperState::PartlySigned => "warn",
        PaperState::Signed => "ok",
    };
    html! { span.tag.(look) { (words::paper_state(state)) } }
}
