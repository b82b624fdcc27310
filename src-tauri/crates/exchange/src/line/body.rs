//! The bytes of a file on their way.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::fs::File;
use tokio::io::{AsyncRead as _, AsyncWriteExt as _, ReadBuf};

/// So much of a file is read at once.
const PIECE_BYTES: usize = 64 << 10;

/// A file that is taken away when nobody needs it any more.
pub(super) struct Draft(PathBuf);

impl Draft {
    pub(super) const fn at(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // It may never have been made; what stays behind is cleared with the other drafts.
        drop(std::fs::remove_file(&self.0));
    }
}

/// The bytes of a file, read as they are wanted.
pub(super) struct FileBody {
    file: File,
    left: u64,
    buffer: Vec<u8>,
    _draft: Option<Draft>,
}

impl FileBody {
    /// Opens `path`; `draft` is taken away at the end.
    pub(super) async fn open(path: &Path, draft: Option<Draft>) -> io::Result<Body> {
        let file = File::open(path).await?;
        let left = file.metadata().await?.len();
        Ok(Body::new(Self { file, left, buffer: vec![0; PIECE_BYTES], _draft: draft }))
    }
}

impl HttpBody for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        if this.left == 0 {
            return Poll::Ready(None);
        }
        let mut buffer = ReadBuf::new(&mut this.buffer);
        if let Err(error) = ready!(Pin::new(&mut this.file).poll_read(context, &mut buffer)) {
            return Poll::Ready(Some(Err(error)));
        }
        let read = u64::try_from(buffer.filled().len()).unwrap_or(u64::MAX);
        if read == 0 || this.left < read {
            let changed =
                io::Error::new(io::ErrorKind::UnexpectedEof, "the file has another length");
            return Poll::Ready(Some(Err(changed)));
        }
        this.left = this.left.saturating_sub(read);
        Poll::Ready(Some(Ok(Frame::data(Bytes::copy_from_slice(buffer.filled())))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// Why bytes that came were not kept.
pub(super) enum Spilled {
    /// The other side stopped sending.
    Torn,
    /// More than was agreed.
    TooLong,
    /// They cannot be written here.
    Disk(io::Error),
}

/// So much of what was refused is still read: more than laptops send at once.
const SPILLED_BYTES_MAX: u64 = 64 << 20;

/// Reads what comes and keeps none of it, until it ends or is too much; each piece has `patience`.
pub(super) async fn spill<B>(mut body: B, patience: std::time::Duration)
where
    B: HttpBody<Data = Bytes> + Unpin,
{
    use http_body_util::BodyExt as _;
    let mut length = 0_u64;
    while length < SPILLED_BYTES_MAX {
        let next = tokio::time::timeout(patience, body.frame()).await;
        let Ok(Some(Ok(frame))) = next else { return };
        let piece = frame.data_ref().map_or(0, Bytes::len);
        length = length.saturating_add(u64::try_from(piece).unwrap_or(u64::MAX));
    }
}

/// Writes what comes to `path`, of at most so many bytes; each piece has `patience` to come.
pub(super) async fn store<B>(
    mut body: B,
    path: &Path,
    most: u64,
    patience: std::time::Duration,
) -> Result<u64, Spilled>
where
    B: HttpBody<Data = Bytes> + Unpin,
{
    use http_body_util::BodyExt as _;
    let mut file = File::create_new(path).await.map_err(Spilled::Disk)?;
    let mut length = 0_u64;
    loop {
        let next = tokio::time::timeout(patience, body.frame()).await;
        let Some(frame) = next.map_err(|_| Spilled::Torn)? else { break };
        let Ok(piece) = frame.map_err(|_| Spilled::Torn)?.into_data() else { continue };
        length = length.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if most < length {
            return Err(Spilled::TooLong);
        }
        file.write_all(&piece).await.map_err(Spilled::Disk)?;
    }
    file.flush().await.map_err(Spilled::Disk)?;
    Ok(length)
}
