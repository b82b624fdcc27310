//! The one list of commands: file under `commands/`, then the functions in it.
//!
//! The build script reads it to give each command a permission, `lib.rs` to
//! connect them, and from there a test writes `ui/src/api/bindings.ts` and
//! `capabilities/main.json`.

macro_rules! every_command {
    ($with:ident) => {
        $with! {
            about: [app_info],
        }
    };
}
