//! Where people sign in.

use axum::response::Html;
use maud::html;

use super::frame;
use crate::words;

/// The form; `problem` says why the last try failed, `then` where the person wanted to go.
pub(crate) fn sign_in(problem: Option<&str>, name: &str, then: &str) -> Html<String> {
    let content = html! {
        section.card.narrow {
            h1 { (words::SIGN_IN) }
            p { (words::SIGN_IN_WHY) }
            @if let Some(problem) = problem {
                p.alert role="alert" { (problem) }
            }
            form method="post" action="/dang-nhap" {
                input type="hidden" name="toi" value=(then);
                label for="ten" { (words::NAME) }
                input id="ten" name="ten" type="text" value=(name) autocomplete="username"
                    autocapitalize="none" spellcheck="false" required maxlength="200";
                label for="mat-khau" { (words::PASSPHRASE) }
                input id="mat-khau" name="mat_khau" type="password" autocomplete="current-password"
                    required maxlength="1000";
                button type="submit" { (words::SIGN_IN) }
            }
            p.hint { (words::NO_ACCOUNT) }
        }
    };
    frame::plain(words::SIGN_IN, &content)
}
