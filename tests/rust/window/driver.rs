//! `WebKit`'s own driver, without a go-between.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::time::timeout;

use super::input_method::InputMethod;
use super::xvfb::Screen;

/// How long a program may take until its first page. The first start of a busy machine is slow.
const START: Duration = Duration::from_secs(90);

/// A running driver.
pub(super) struct Driver {
    process: Child,
    address: String,
}

impl Driver {
    /// Starts a driver whose program will show on `screen`, keep its data in `home` and take its
    /// keys through `input`, where there is one.
    pub(super) fn start(screen: &Screen, home: &Path, input: Option<&InputMethod>) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            .env("DISPLAY", screen.display())
            .env("BIENBAN_HOME", home)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // No Wayland and no bus. Without compositing the driver takes no pictures: leave it on.
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
            .env_remove("WEBKIT_DISABLE_COMPOSITING_MODE")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some(input) = input {
            command.envs(input.surroundings());
        }
        let process = command.spawn().unwrap();
        Self { process, address: format!("http://127.0.0.1:{port}") }
    }

    /// Lets the driver start `program` and waits for its page. `None` when no page came: the driver
    /// waits for ever for a program that ends before it has shown one.
    pub(super) async fn connect(&self, program: &Path) -> Option<Client> {
        timeout(START, self.ask_for_page(program)).await.ok()
    }

    async fn ask_for_page(&self, program: &Path) -> Client {
        let capabilities = json!({
            "browserName": "wry",
            "webkitgtk:browserOptions": { "binary": program, "args": [] },
        });
        let capabilities: Capabilities = serde_json::from_value(capabilities).unwrap();
        let begun = Instant::now();
        loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.clone());
            match builder.connect(&self.address).await {
                Ok(client) => return client,
                // The driver takes a moment until it listens.
                Err(_) if begun.elapsed() < super::PATIENCE => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                Err(error) => panic!("the window does not open: {error}"),
            }
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}
