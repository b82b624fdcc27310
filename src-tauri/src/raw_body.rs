//! A command whose argument is raw bytes.

use specta::datatype::DataType;
use specta::function::FunctionArg;
use tauri::Runtime;
use tauri::ipc::{CommandArg, CommandItem, InvokeBody, InvokeError};

/// The header in which a screen names the file that the bytes belong to.
const NAME: &str = "upload";

/// Raw bytes and the name of their file. The typed functions for the screens leave it out: the one
/// door (`ui/src/api`) hands over the bytes itself.
pub(crate) struct RawBody {
    /// The name that the screen gave the file.
    pub(crate) name: String,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

impl FunctionArg for RawBody {
    fn to_datatype(_: &mut specta::Types) -> Option<DataType> {
        None
    }
}

impl<'a, R: Runtime> CommandArg<'a, R> for RawBody {
    fn from_command(command: CommandItem<'a, R>) -> Result<Self, InvokeError> {
        let name = command.message.headers().get(NAME).and_then(|name| name.to_str().ok());
        let name = name.ok_or_else(|| InvokeError::from("no name of a file"))?.to_owned();
        match command.message.payload() {
            InvokeBody::Raw(bytes) => Ok(Self { name, bytes: bytes.clone() }),
            // Where the web view has no raw bodies, Tauri hands the same bytes over as a list.
            InvokeBody::Json(list) => serde_json::from_value(list.clone())
                .map(|bytes| Self { name, bytes })
                .map_err(|_| InvokeError::from("not bytes")),
        }
    }
}
