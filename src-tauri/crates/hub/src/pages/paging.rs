//! Where the pages of a list are turned, and where something in it is looked for.

use maud::{Markup, html};

use crate::paging::{List, Paged, Wish};
use crate::words;

/// Under a list: which page this is, how many lines there are in all, and the way to other pages.
/// `what` says what the lines are: “đơn vị”.
pub(super) fn turning<T>(
    path: &str,
    wish: &Wish,
    list: List,
    (paged, what): (&Paged<T>, &str),
) -> Markup {
    let Paged { page, pages, total, .. } = *paged;
    if pages == 1 {
        return html! { p.about { (words::lines(total, what)) } };
    }
    let near = paged.near();
    let (from, to) = (*near.start(), *near.end());
    let link = |to: usize, text: &str, rel: Option<&str>| {
        html! { a href=(wish.address(path, list, to)) rel=[rel] { (text) } }
    };
    let numbered = |number: usize| {
        let name = words::page_number(number);
        html! {
            @if number == page { b aria-current="page" aria-label=(name) { (number) } }
            @else {
                a href=(wish.address(path, list, number)) aria-label=(name) { (number) }
            }
        }
    };
    html! {
        nav.paging aria-label=(words::pages_of(what)) {
            p { (words::page_of(page, pages, total, what)) }
            div {
                @if 1 < page { (link(page.saturating_sub(1), words::PREVIOUS, Some("prev"))) }
                @if 1 < from { (numbered(1)) }
                @if 2 < from { span aria-hidden="true" { "…" } }
                @for number in near { (numbered(number)) }
                @if to.saturating_add(1) < pages { span aria-hidden="true" { "…" } }
                @if to < pages { (numbered(pages)) }
                @if page < pages { (link(page.saturating_add(1), words::NEXT, Some("next"))) }
            }
        }
    }
}

/// Where a name is looked for; `label` says of what. Nothing where the list is short.
pub(super) fn seeking(path: &str, wish: &Wish, lines: usize, label: &str) -> Markup {
    html! {
        @if wish.may_seek(lines) {
            form.seek method="get" action=(path) role="search" {
                label for="tim" { (label) }
                input id="tim" name=(Wish::SOUGHT) type="search" value=(wish.sought())
                    maxlength="100" autocomplete="off" spellcheck="false"
                    placeholder=(words::SEEK_HINT);
                button type="submit" { (words::SEEK) }
                @if !wish.sought().is_empty() { a href=(path) { (words::SEEK_NO_MORE) } }
            }
        }
    }
}
