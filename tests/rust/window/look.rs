//! Finding things on the page by what a person sees or hears.

use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{PATIENCE, Window};

const LOOK: &str = include_str!("look.js");

impl Window {
    /// Waits for the element with this role and name. An exact name wins over
    /// one that only contains `name`.
    #[track_caller]
    pub(crate) fn find(&self, role: &str, name: &str) -> Element {
        self.find_in("", role, name)
    }

    /// Waits for the element with this role and name inside the group called `around`.
    #[track_caller]
    pub(crate) fn find_in(&self, around: &str, role: &str, name: &str) -> Element {
        let words = || vec![json!(role), json!(name), json!(around)];
        let found = self.wait_for(&format!("{role} “{name}”"), || {
            Some(self.run(LOOK, words())).filter(|found| !found.is_null())
        });
        let id = found.as_object().and_then(|it| it.values().next()).and_then(Value::as_str);
        Element::from_element_id(self.client().clone(), ElementRef::from(id.unwrap().to_owned()))
    }

    /// Whether an element with this role and name is there now.
    pub(crate) fn shows(&self, role: &str, name: &str) -> bool {
        !self.run(LOOK, vec![json!(role), json!(name)]).is_null()
    }

    /// Waits until the page shows `text` somewhere.
    #[track_caller]
    pub(crate) fn wait_for_text(&self, text: &str) {
        self.wait_for(text, || self.page_text().contains(text).then_some(()));
    }

    /// Everything the page shows, as text.
    pub(crate) fn page_text(&self) -> String {
        let text = self.run("return document.body.innerText.normalize('NFC')", Vec::new());
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the element with this role and name.
    #[track_caller]
    pub(crate) fn click(&self, role: &str, name: &str) {
        let element = self.find(role, name);
        self.wait_for_rest(&element);
        self.wait(element.click());
    }

    /// Waits until the element stays where it is: what was just saved may still change the page, and
    /// a click goes to a place. An element that is no more is left to whoever uses it.
    #[track_caller]
    fn wait_for_rest(&self, element: &Element) {
        const REST: &str = "const [it, done] = arguments; let last = ''; \
            const look = () => { \
                const { x, y, width, height } = it.getBoundingClientRect(); \
                const now = [x, y, width, height].join(); \
                if (now === last) return done(true); \
                last = now; \
                setTimeout(look, 60); \
            }; \
            look();";
        let words = vec![serde_json::to_value(element).unwrap()];
        let rested = self.client().execute_async(REST, words);
        let answer = self.runtime.block_on(async { timeout(PATIENCE, rested).await });
        assert!(answer.is_ok(), "the element does not come to rest");
    }

    /// Clicks the element with this role and name inside the group called `around`.
    #[track_caller]
    pub(crate) fn click_in(&self, around: &str, role: &str, name: &str) {
        let element = self.find_in(around, role, name);
        self.wait(element.click());
    }

    /// Types `text` into whatever has the focus, in the place of what is selected there.
    #[track_caller]
    pub(crate) fn type_here(&self, text: &str) {
        let field = self.wait(self.client().active_element());
        self.wait(field.send_keys(text));
    }

    /// Draws a line through `points`, counted from the middle of the element with this CSS selector.
    #[track_caller]
    pub(crate) fn draw(&self, selector: &str, points: &[(f64, f64)]) {
        let element = self.wait(self.client().find(fantoccini::Locator::Css(selector)));
        let mut hand = MouseActions::new("hand".to_owned());
        for (index, &(x, y)) in points.iter().enumerate() {
            let duration = Some(Duration::from_millis(15));
            hand = hand.then(PointerAction::MoveToElement {
                element: element.clone(),
                duration,
                x,
                y,
            });
            if index == 0 {
                hand = hand.then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
            }
        }
        hand = hand.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.wait(self.client().perform_actions(hand));
    }

    /// Types `text` into the field with this label, behind what is there.
    #[track_caller]
    pub(crate) fn type_into(&self, label: &str, text: &str) {
        let field = self.find("textbox", label);
        self.wait(field.send_keys(text));
    }

    /// Chooses `option` from the list with this label.
    #[track_caller]
    pub(crate) fn choose(&self, label: &str, option: &str) {
        let list = self.find("combobox", label);
        self.wait(list.select_by_label(option));
    }

    /// Puts `text` on the clipboard by copying it, as one does in another program.
    #[track_caller]
    pub(crate) fn copy_elsewhere(&self, text: &str) {
        self.run(
            "const field = document.createElement('textarea'); \
             field.id = 'elsewhere'; field.value = arguments[0]; \
             window.before = document.activeElement; \
             document.body.append(field); field.select();",
            vec![json!(text)],
        );
        self.press(&["Control+c"]);
        self.run(
            "document.getElementById('elsewhere').remove(); window.before.focus();",
            Vec::new(),
        );
    }

    /// Gives the file at `path` to the file field with this CSS selector.
    #[track_caller]
    pub(crate) fn choose_file(&self, selector: &str, path: &std::path::Path) {
        let field = self.wait(self.client().find(fantoccini::Locator::Css(selector)));
        self.wait(field.send_keys(path.to_str().unwrap()));
    }

    /// Asks again and again until there is an answer.
    #[track_caller]
    pub(crate) fn wait_for<T>(&self, what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(answer) = ask() {
                return answer;
            }
            assert!(begun.elapsed() < PATIENCE, "waited for {what}; page: {}", self.page_text());
            self.runtime.block_on(async { tokio::time::sleep(Duration::from_millis(30)).await });
        }
    }
}
