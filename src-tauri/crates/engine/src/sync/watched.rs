//! Reading and writing that somebody may want stopped.

use std::io::{self, Read, Write};

/// Fails as soon as somebody wants it stopped.
pub(super) struct Watched<'s, T> {
    inner: T,
    stopped: &'s dyn Fn() -> bool,
}

impl<'s, T> Watched<'s, T> {
    pub(super) const fn new(inner: T, stopped: &'s dyn Fn() -> bool) -> Self {
        Self { inner, stopped }
    }

    pub(super) fn into_inner(self) -> T {
        self.inner
    }

    fn go_on(&self) -> io::Result<()> {
        if (self.stopped)() { Err(io::Error::other("stopped")) } else { Ok(()) }
    }
}

impl<T: Read> Read for Watched<'_, T> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.go_on()?;
        self.inner.read(out)
    }
}

impl<T: Write> Write for Watched<'_, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.go_on()?;
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
