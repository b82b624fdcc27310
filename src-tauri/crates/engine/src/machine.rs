//! What this machine remembers in the clear, because it is needed before the store is open: where
//! the window stood, and how things look. Nothing of anybody's work.
//!
//! The file is replaced whole at every change, so a kill leaves the old one or the new one; one that
//! cannot be read is as good as none.

use std::fs;

use serde::{Deserialize, Serialize};

use crate::store::{Home, StoreError, write_whole};

/// Text sizes that every screen bears, in per cent.
pub const ZOOM_PERCENT: std::ops::RangeInclusive<u32> = 80..=200;

/// Everything that is remembered.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Machine {
    /// Where the window stood; `None` before it was ever moved.
    pub window: Option<WindowPlace>,
    /// How things look.
    pub look: Look,
}

/// How things look on this machine.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// Size of everything on the screen, in per cent.
    pub zoom_percent: u32,
}

/// The colours of the screens.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white, with strong lines.
    Contrast,
}

/// A rectangle on the desktop, in the pixels of the screen.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Area {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Where the window stood.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct WindowPlace {
    /// Its place when it does not fill the screen.
    pub area: Area,
    /// Whether it filled the screen.
    pub maximised: bool,
}

/// Of a window's head so much must be on a screen that a hand can pull it back.
const GRIP: Area = Area { x: 0, y: 0, width: 200, height: 40 };

impl Default for Look {
    fn default() -> Self {
        Self { theme: Theme::default(), zoom_percent: 100 }
    }
}

impl Look {
    /// The look with a size that every screen bears.
    #[must_use]
    pub fn checked(self) -> Self {
        let zoom_percent = self.zoom_percent.clamp(*ZOOM_PERCENT.start(), *ZOOM_PERCENT.end());
        Self { zoom_percent, ..self }
    }
}

impl Machine {
    /// Reads what is remembered in `home`; what cannot be read is forgotten.
    pub fn read(home: &Home) -> Self {
        let text = fs::read(home.window()).unwrap_or_default();
        let machine: Self = serde_json::from_slice(&text).unwrap_or_default();
        Self { look: machine.look.checked(), ..machine }
    }

    /// Remembers this in `home`, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`StoreError`] of the disk.
    pub fn write(&self, home: &Home) -> Result<(), StoreError> {
        fs::create_dir_all(home.root()).map_err(|source| StoreError::io(home.root(), source))?;
        let text = serde_json::to_vec_pretty(self)
            .map_err(|_| StoreError::Unreadable { what: "window" })?;
        write_whole(&home.window(), &text)
    }
}

impl WindowPlace {
    /// This place, if the window can be seen and moved there on one of `screens`, no larger than
    /// that screen and no smaller than `least` (width, height); `None` when it cannot.
    pub fn fitted(self, screens: &[Area], least: (u32, u32)) -> Option<Self> {
        let screen = screens.iter().find(|screen| self.area.shows_its_head_on(screen))?;
        let width = self.area.width.max(least.0).min(screen.width);
        let height = self.area.height.max(least.1).min(screen.height);
        Some(Self { area: Area { width, height, ..self.area }, ..self })
    }
}

impl Area {
    /// Whether enough of the upper edge lies on `screen` to be taken hold of.
    fn shows_its_head_on(&self, screen: &Self) -> bool {
        let left = i64::from(self.x).max(screen.x.into());
        let right = self.right().min(screen.right());
        let top = i64::from(self.y);
        let (first, last) = (i64::from(screen.y), screen.bottom() - i64::from(GRIP.height));
        i64::from(GRIP.width) <= right - left && (first..=last).contains(&top)
    }

    fn right(&self) -> i64 {
        i64::from(self.x) + i64::from(self.width)
    }

    fn bottom(&self) -> i64 {
        i64::from(self.y) + i64::from(self.height)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SCREEN: Area = Area { x: 0, y: 0, width: 1366, height: 768 };
    const LEAST: (u32, u32) = (1024, 600);

    fn place(x: i32, y: i32, width: u32, height: u32) -> WindowPlace {
        WindowPlace { area: Area { x, y, width, height }, maximised: false }
    }

    #[test]
    fn remembers_and_replaces() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("new"));
        let look = Look { theme: Theme::Contrast, zoom_percent: 140 };
        let machine = Machine { window: Some(place(10, 20, 1100, 700)), look };

        assert_eq!(Machine::read(&home), Machine::default());
        machine.write(&home).unwrap();

        assert_eq!(Machine::read(&home), machine);
    }

    #[test]
    fn a_file_that_makes_no_sense_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        let whole = serde_json::to_vec(&Machine {
            window: Some(place(1, 2, 1100, 700)),
            look: Look::default(),
        })
        .unwrap();

        for length in 0..whole.len() {
            fs::write(home.window(), &whole[..length]).unwrap();
            assert_eq!(Machine::read(&home), Machine::default(), "cut at {length}");
        }
        fs::write(home.window(), br#"{ "look": { "zoom_percent": 4000 } }"#).unwrap();
        assert_eq!(Machine::read(&home).look.zoom_percent, 200);
    }

    #[test]
    fn a_window_that_fits_stands_where_it_stood() {
        let stood = place(100, 50, 1100, 700);
        assert_eq!(stood.fitted(&[SCREEN], LEAST), Some(stood));
    }

    #[test]
    fn a_window_on_a_screen_that_is_gone_begins_anew() {
        let second = Area { x: 1366, ..SCREEN };
        let stood = place(1500, 50, 1100, 700);

        assert_eq!(stood.fitted(&[SCREEN, second], LEAST), Some(stood));
        assert_eq!(stood.fitted(&[SCREEN], LEAST), None);
        assert_eq!(place(100, 760, 1100, 700).fitted(&[SCREEN], LEAST), None);
        assert_eq!(place(-1000, 50, 1100, 700).fitted(&[SCREEN], LEAST), None);
    }

    #[test]
    fn a_window_too_large_or_too_small_is_made_to_fit() {
        let fitted = |width, height| place(0, 0, width, height).fitted(&[SCREEN], LEAST).unwrap();
        assert_eq!(fitted(3000, 2000).area, SCREEN);
        assert_eq!(fitted(300, 200), place(0, 0, 1024, 600));
    }

    proptest! {
        #[test]
        fn no_place_is_ever_out_of_reach(
            x in any::<i32>(), y in any::<i32>(), width in any::<u32>(), height in any::<u32>(),
        ) {
            if let Some(fitted) = place(x, y, width, height).fitted(&[SCREEN], LEAST) {
                prop_assert!(fitted.area.shows_its_head_on(&SCREEN));
                prop_assert!(fitted.area.width <= SCREEN.width);
            }
        }
    }
}
