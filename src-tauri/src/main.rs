//! Starts the program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    if !has_screen() {
        eprintln!("E-NO-SCREEN: không có màn hình để mở cửa sổ; hãy dùng lệnh `bienban`");
        return ExitCode::FAILURE;
    }
    match app::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("E-INTERNAL: không mở được cửa sổ: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether there is anything to show a window on. GTK falls over without.
fn has_screen() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some())
}
