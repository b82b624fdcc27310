//! Pressing keys, as a keyboard would.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;

use super::Window;

impl Window {
    /// Presses and lets go each of `chords`, such as `"1"`, `"Enter"` or `"Control+k"`.
    #[track_caller]
    pub(crate) fn press(&self, chords: &[&str]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for chord in chords {
            let keys: Vec<char> = chord.split('+').map(key).collect();
            for &value in &keys {
                actions = actions.then(KeyAction::Down { value });
            }
            for &value in keys.iter().rev() {
                actions = actions.then(KeyAction::Up { value });
            }
        }
        self.wait(self.client().perform_actions(actions));
    }

    /// Types `text` into whatever has the focus.
    #[track_caller]
    pub(crate) fn type_text(&self, text: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.wait(self.client().perform_actions(actions));
    }
}

/// The `WebDriver` code of a key.
#[track_caller]
fn key(name: &str) -> char {
    let known = match name {
        "Alt" => Key::Alt,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "Backspace" => Key::Backspace,
        "Control" => Key::Control,
        "Delete" => Key::Delete,
        "End" => Key::End,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "F1" => Key::F1,
        "F2" => Key::F2,
        "F3" => Key::F3,
        "F4" => Key::F4,
        "F6" => Key::F6,
        "F7" => Key::F7,
        "F8" => Key::F8,
        "F9" => Key::F9,
        "F10" => Key::F10,
        "Home" => Key::Home,
        "PageDown" => Key::PageDown,
        "PageUp" => Key::PageUp,
        "Shift" => Key::Shift,
        "Space" => return ' ',
        "Tab" => Key::Tab,
        _ => {
            let mut letters = name.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) => letter,
                _ => panic!("no key is called {name}"),
            };
        }
    };
    known.into()
}
