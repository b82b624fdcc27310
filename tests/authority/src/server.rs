//! The authorities over HTTP, on this machine only.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;

use chrono::{DateTime, Utc};

use crate::Authority;

/// A server that answers until it is dropped.
pub struct Server {
    base: String,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    authority: Mutex<Authority>,
    silent: AtomicBool,
    /// How many timestamps it still gives.
    stamps: AtomicUsize,
    over: AtomicBool,
    asked: AtomicUsize,
}

impl Server {
    /// Opens one on a free port.
    pub fn open(now: DateTime<Utc>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            authority: Mutex::new(Authority::new(&base, now)),
            silent: AtomicBool::new(false),
            stamps: AtomicUsize::new(usize::MAX),
            over: AtomicBool::new(false),
            asked: AtomicUsize::new(0),
        });
        let own = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if own.over.load(Ordering::SeqCst) {
                    break;
                }
                own.asked.fetch_add(1, Ordering::SeqCst);
                // A client that went away is no failure of the server.
                drop(stream.and_then(|stream| own.answer(stream)));
            }
        });
        Self { base, shared, thread: Some(thread) }
    }

    /// Where timestamps are to be had.
    pub fn time_url(&self) -> String {
        format!("{}/tsa", self.base)
    }

    /// Behind the address.
    pub fn authority(&self) -> MutexGuard<'_, Authority> {
        self.shared.authority.lock().unwrap()
    }

    /// Lets it close every connection without an answer, or answer again.
    pub fn set_silent(&self, silent: bool) {
        self.shared.silent.store(silent, Ordering::SeqCst);
    }

    /// Lets the clock give so many more timestamps and then close connections without an answer;
    /// about certificates it goes on answering.
    pub fn set_stamps(&self, count: usize) {
        self.shared.stamps.store(count, Ordering::SeqCst);
    }

    /// How many requests came.
    pub fn asked(&self) -> usize {
        self.shared.asked.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::SeqCst);
        // The listener waits for a connection; this one tells it that it is over.
        drop(TcpStream::connect(self.base.trim_start_matches("http://")));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Shared {
    fn answer(&self, stream: TcpStream) -> std::io::Result<()> {
        if self.silent.load(Ordering::SeqCst) {
            return Ok(());
        }
        let mut reader = BufReader::new(stream);
        let mut first = String::new();
        reader.read_line(&mut first)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            if line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        if first.contains(" /tsa ") {
            let count = self.stamps.load(Ordering::SeqCst);
            let Some(left) = count.checked_sub(1) else { return Ok(()) };
            self.stamps.store(left, Ordering::SeqCst);
        }
        let authority = self.authority.lock().unwrap();
        let (kind, answer) = match first.split(' ').nth(1).unwrap_or_default() {
            "/tsa" => ("application/timestamp-reply", authority.stamp(&body)),
            "/ocsp" => ("application/ocsp-response", authority.ocsp(&body)),
            "/issuing.crl" => ("application/pkix-crl", authority.crl()),
            "/root.crl" => ("application/pkix-crl", authority.root_crl()),
            "/issuing.cer" => ("application/pkix-cert", authority.issuing_der().to_vec()),
            "/root.cer" => ("application/pkix-cert", authority.root_der().to_vec()),
            _ => {
                return reader
                    .get_mut()
                    .write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            }
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            answer.len()
        );
        reader.get_mut().write_all(&[head.as_bytes(), &answer].concat())
    }
}
