//! The window around the engine.
//!
//! **Invariant:** nothing here decides anything about an inspection.

mod camera;
mod campaign_form;
mod checklists;
mod commands;
mod conduct;
mod failure;
mod follow_up_view;
mod guard;
mod luggage;
mod machine;
mod notice_view;
mod paper_view;
mod part_value;
mod pictures;
mod raw_body;
mod register_view;
mod screen;
mod shared_engine;
mod slot_view;

use std::env;
use std::path::PathBuf;

use tauri::utils::config::WindowConfig;
use tauri::{
    App, AppHandle, CloseRequestApi, Emitter as _, Manager as _, RunEvent, WebviewWindowBuilder,
    Window, WindowEvent, Wry,
};
use tauri_specta::{Builder, collect_commands};

use engine::store::Home;
use luggage::Luggage;
use machine::SharedMachine;
use shared_engine::{HOME_VARIABLE, SharedEngine};

#[macro_use]
#[path = "commands/list.rs"]
mod list;

/// Runs the program until its last window closes.
///
/// # Errors
///
/// When the window system is missing or the data folder cannot be found.
pub fn run() -> tauri::Result<()> {
    let commands = commands();
    let mut program = tauri::Builder::default();
    if own_home().is_none() {
        // A folder named by hand is a program of its own; its lock guards it.
        program = program.plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)));
    }
    program
        .plugin(guard::stay_home())
        .plugin(tauri_plugin_dialog::init())
        .register_asynchronous_uri_scheme_protocol("bienban", |context, request, responder| {
            let engine = context.app_handle().state::<SharedEngine>().inner().clone();
            tauri::async_runtime::spawn(async move {
                responder.respond(pictures::answer(engine, request).await);
            });
        })
        .on_permission_request(|webview, kind| camera::answer(&webview, kind))
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                hold_close(window, api);
            } else if let WindowEvent::Moved(_) | WindowEvent::Resized(_) = event {
                window.state::<SharedMachine>().note_place(window);
            }
        })
        .invoke_handler(commands.invoke_handler())
        .setup(move |app| {
            commands.mount_events(app);
            let home = own_home().map_or_else(|| app.path().app_data_dir(), Ok)?;
            app.manage(SharedMachine::new(Home::new(&home)));
            app.manage(SharedEngine::new(home));
            app.manage(commands::tables::SharedTable::default());
            app.manage(Luggage::default());
            app.manage(commands::network::Network::default());
            open_window(app)?;
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                app.state::<SharedMachine>().write_at_exit();
                app.state::<SharedEngine>().lock_at_exit();
            }
        });
    Ok(())
}

/// Every command that the screens may call, from the one list.
fn commands() -> Builder<Wry> {
    macro_rules! collect {
        ($($file:ident: [$($command:ident),* $(,)?],)*) => {
            collect_commands![$($(commands::$file::$command),*),*]
        };
    }
    Builder::new().commands(every_command!(collect))
}

/// The folder that whoever started the program asked for.
fn own_home() -> Option<PathBuf> {
    env::var_os(HOME_VARIABLE).map(PathBuf::from)
}

/// Opens the one window.
///
/// The web view forgets everything when it closes, so that nothing lies in the
/// clear beside the encrypted store. Only `WebKit`'s test driver cannot work
/// with such a view, and it announces itself by this variable.
fn open_window(app: &App) -> tauri::Result<()> {
    let automation = env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    for config in &app.config().app.windows {
        let config: &WindowConfig = config;
        let builder = WebviewWindowBuilder::from_config(app.handle(), config)?;
        let window = builder.incognito(!automation).build()?;
        camera::enable(&window)?;
        app.state::<SharedMachine>().restore_place(&window, least_size(config))?;
    }
    Ok(())
}

/// The smallest size that the configuration gives a window, in whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "our own small numbers"
)]
fn least_size(config: &WindowConfig) -> (u32, u32) {
    let whole = |size: Option<f64>| size.unwrap_or_default().max(0.0) as u32;
    (whole(config.min_width), whole(config.min_height))
}

/// Lets the screens save open fields before the window goes: they are told, and close it by the
/// command `leave`. Whoever asks a second time is not held up by a screen that does not answer.
fn hold_close(window: &Window, api: &CloseRequestApi) {
    let first = !window.state::<SharedEngine>().ask_to_leave();
    if first && window.emit("closing", ()).is_ok() {
        api.prevent_close();
    }
}

/// Brings the window to the front, for someone who started the program twice.
fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window that cannot be raised is still there; nothing is lost.
        drop(window.unminimize());
        drop(window.set_focus());
    }
}

#[cfg(test)]
mod tests;
