//! What the window remembers between runs: its place and its look.
//!
//! A window that is dragged reports itself dozens of times a second. A thread of its own waits until
//! it rests and writes then, so a kill loses at most the last movement.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use engine::machine::{Area, Look, Machine, WindowPlace};
use engine::store::{Home, StoreError};
use tauri::{
    Monitor, PhysicalPosition, PhysicalSize, Position, Runtime, Size, WebviewWindow, Window,
};

/// How long a window has to rest before its place is written.
const REST: Duration = Duration::from_millis(400);

/// What this machine remembers, shared between the window and the commands. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SharedMachine {
    home: Home,
    known: Arc<Mutex<Machine>>,
    moved: Sender<()>,
}

impl SharedMachine {
    /// Reads what is remembered in `home`.
    pub(crate) fn new(home: Home) -> Self {
        let (moved, told) = mpsc::channel();
        let known = Arc::new(Mutex::new(Machine::read(&home)));
        let machine = Self { home, known, moved };
        let writer = (machine.home.clone(), Arc::clone(&machine.known));
        thread::spawn(move || write_when_resting(&told, &writer.0, &writer.1));
        machine
    }

    /// How things look.
    pub(crate) fn look(&self) -> Look {
        self.known().look
    }

    /// Remembers how things shall look from now on.
    pub(crate) fn set_look(&self, look: Look) -> Result<Look, StoreError> {
        let machine = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.look = look.checked();
            *known
        };
        machine.write(&self.home)?;
        Ok(machine.look)
    }

    /// Notes where `window` stands now.
    pub(crate) fn note_place<R: Runtime>(&self, window: &Window<R>) {
        let Some(place) = place_of(window, self.known().window) else { return };
        self.known.lock().unwrap_or_else(PoisonError::into_inner).window = Some(place);
        // Were its thread gone, the place would be written when the program ends.
        let _told: bool = self.moved.send(()).is_ok();
    }

    /// Writes what may not be written yet; a place that is lost here costs one movement of the hand.
    pub(crate) fn write_at_exit(&self) {
        drop(self.known().write(&self.home));
    }

    /// Puts a new window where the last one stood, if that is on a screen.
    pub(crate) fn restore_place<R: Runtime>(
        &self,
        window: &WebviewWindow<R>,
        least: (u32, u32),
    ) -> tauri::Result<()> {
        let screens: Vec<Area> = window.available_monitors()?.iter().map(area_of).collect();
        let Some(place) = self.known().window.and_then(|place| place.fitted(&screens, least))
        else {
            return Ok(());
        };
        let Area { x, y, width, height } = place.area;
        window.set_size(Size::Physical(PhysicalSize { width, height }))?;
        window.set_position(Position::Physical(PhysicalPosition { x, y }))?;
        if place.maximised { window.maximize() } else { Ok(()) }
    }

    fn known(&self) -> Machine {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for a movement, then for rest, then writes; until nobody is left who could move.
fn write_when_resting(told: &Receiver<()>, home: &Home, known: &Mutex<Machine>) {
    while told.recv().is_ok() {
        while told.recv_timeout(REST).is_ok() {}
        let machine = *known.lock().unwrap_or_else(PoisonError::into_inner);
        // On a full disk the window opens next time where it stood before: nothing to say.
        drop(machine.write(home));
    }
}

/// Where `window` stands; one that fills the screen keeps the place it had `before`.
fn place_of<R: Runtime>(window: &Window<R>, before: Option<WindowPlace>) -> Option<WindowPlace> {
    if window.is_minimized().ok()? {
        return None;
    }
    let maximised = window.is_maximized().ok()?;
    if maximised && let Some(before) = before {
        return Some(WindowPlace { maximised, ..before });
    }
    let PhysicalPosition { x, y } = window.outer_position().ok()?;
    let PhysicalSize { width, height } = window.inner_size().ok()?;
    Some(WindowPlace { area: Area { x, y, width, height }, maximised })
}

fn area_of(monitor: &Monitor) -> Area {
    let (position, size) = (monitor.position(), monitor.size());
    Area { x: position.x, y: position.y, width: size.width, height: size.height }
}
