//! The socket of a home: how the command speaks to the node that is running there.
//!
//! It lies in the home's directory, and only its owner may write to it. A message is a length in four bytes, the most
//! significant first, and as many bytes of JSON.

use std::fs::Permissions;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};

use crate::file::FileError;
use crate::limit;
use crate::node::Node;
use crate::request::{Answer, Request};

/// Why a request to a running node has no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The node never had the whole request, so it did nothing.
    #[error(transparent)]
    Unsent(FileError),
    /// The node had the request, and may have fulfilled it.
    #[error(transparent)]
    Unanswered(FileError),
}

/// The command's end of the socket.
#[derive(Debug)]
pub struct Client {
    stream: UnixStream,
    path: PathBuf,
}

impl Client {
    /// Connects to the node that runs in a home; `None` if none does.
    ///
    /// # Errors
    /// [`FileError`] where something is there that cannot be spoken to.
    pub async fn connect(home: &Path) -> Result<Option<Client>, FileError> {
        let path = home.join("node.sock");
        let connected = match short(&path) {
            Ok((short, _open)) => UnixStream::connect(&short).await,
            Err(error) => Err(error),
        };
        match connected {
            Ok(stream) => Ok(Some(Client { stream, path })),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => Ok(None),
            Err(source) => Err(FileError { doing: "speak to the node at", path, source }),
        }
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// [`AskError`] where the node goes away before it has answered.
    pub async fn ask(&mut self, request: &Request) -> Result<Answer, AskError> {
        let failed = |source| FileError { doing: "speak to the node at", path: self.path.clone(), source };
        write(&mut self.stream, request).await.map_err(|source| AskError::Unsent(failed(source)))?;
        let gone = || io::Error::new(io::ErrorKind::UnexpectedEof, "the node went away before it answered");
        match read(&mut self.stream).await {
            Ok(Some(answer)) => Ok(answer),
            Ok(None) => Err(AskError::Unanswered(failed(gone()))),
            Err(source) => Err(AskError::Unanswered(failed(source))),
        }
    }
}

/// Listens on a home's socket; a file that a dead node left behind is put aside first.
///
/// Call it only with the home's circles open, so that no other node can be running there.
///
/// # Errors
/// [`FileError`].
pub fn listen(home: &Path) -> Result<UnixListener, FileError> {
    let path = home.join("node.sock");
    let failed = |source| FileError { doing: "listen on", path: path.clone(), source };
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let (short, _open) = short(&path).map_err(failed)?;
    let listener = UnixListener::bind(&short).map_err(failed)?;
    // Whoever may write to it signs with the keys of the home, whatever the umask and the directory let others do.
    std::fs::set_permissions(&short, Permissions::from_mode(0o600)).map_err(failed)?;
    Ok(listener)
}

/// Answers whoever connects, for as long as the node runs.
pub async fn serve(listener: UnixListener, node: Arc<Node>) {
    loop {
        let Ok((mut stream, _)) = listener.accept().await else {
            // Too many files are open, say; whoever asks next may find it better.
            tokio::time::sleep(limit::ACCEPT_PAUSE).await;
            continue;
        };
        let node = node.clone();
        tokio::spawn(async move {
            while let Ok(Some(request)) = read::<Request>(&mut stream).await {
                let answer = node.answer(request).await;
                if write(&mut stream, &answer).await.is_err() {
                    break;
                }
            }
        });
    }
}

async fn write<T: Serialize>(stream: &mut UnixStream, message: &T) -> io::Result<()> {
    let json = serde_json::to_vec(message)?;
    let length = u32::try_from(json.len()).ok().filter(|length| *length as usize <= limit::MESSAGE_BYTES_MAX);
    let length = length.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the message is too long"))?;
    stream.write_all(&length.to_be_bytes()).await?;
    stream.write_all(&json).await
}

async fn read<T: DeserializeOwned>(stream: &mut UnixStream) -> io::Result<Option<T>> {
    let length = match stream.read_u32().await {
        Ok(length) => length as usize,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    };
    if length > limit::MESSAGE_BYTES_MAX {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the message is too long"));
    }
    // Read as it comes, so that a length alone reserves nothing.
    let mut json = Vec::new();
    stream.take(length as u64).read_to_end(&mut json).await?;
    if json.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&json)?))
}

/// A name for the socket that fits into the 108 bytes a socket's name may have, and what must stay open for it to hold.
fn short(path: &Path) -> io::Result<(PathBuf, Option<std::fs::File>)> {
    if path.as_os_str().len() < 100 {
        return Ok((path.to_path_buf(), None));
    }
    let directory = std::fs::File::open(path.parent().unwrap_or(Path::new(".")))?;
    let through = PathBuf::from(format!("/proc/self/fd/{}", directory.as_raw_fd())).join(path.file_name().unwrap_or_default());
    Ok((through, Some(directory)))
}
