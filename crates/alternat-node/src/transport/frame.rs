//! Frames: a length of four bytes, big-endian, and as many bytes.

use super::limit::FRAME_BYTES_MAX;

/// Bytes of the length field.
pub(super) const HEAD_BYTES: usize = 4;

/// Puts frames together from bytes that come in pieces of any size.
///
/// The length is judged before anything is kept for the frame, and memory grows with the bytes that have come, never with
/// the length that was announced.
///
/// # Source
/// spec/transport.md T13.
#[derive(Debug, Default)]
pub struct FrameReader {
    head: [u8; HEAD_BYTES],
    head_len: usize,
    body: Vec<u8>,
}

impl FrameReader {
    /// Takes bytes from the front of `bytes` up to the end of the frame, and gives the frame if that is whole.
    ///
    /// Without a frame, all bytes were taken. What is left behind a frame belongs to the next one.
    ///
    /// # Errors
    /// [`FrameTooLong`] as soon as a length above [`FRAME_BYTES_MAX`] is read. The stream cannot be read on after that: every
    /// later call gives the same error.
    pub fn read(&mut self, bytes: &mut &[u8]) -> Result<Option<Vec<u8>>, FrameTooLong> {
        let head = take(bytes, HEAD_BYTES - self.head_len);
        self.head[self.head_len..self.head_len + head.len()].copy_from_slice(head);
        self.head_len += head.len();
        let Some(size) = self.size()? else { return Ok(None) };
        self.body.extend_from_slice(take(bytes, size - self.body.len()));
        if self.body.len() < size {
            return Ok(None);
        }
        self.head_len = 0;
        Ok(Some(std::mem::take(&mut self.body)))
    }

    /// Bytes that are still needed before there can be more to say: the rest of the length, then the rest of the frame.
    ///
    /// Zero only after [`FrameTooLong`].
    pub fn wants(&self) -> usize {
        match self.size() {
            Ok(None) => HEAD_BYTES - self.head_len,
            Ok(Some(size)) => size - self.body.len(),
            Err(_) => 0,
        }
    }

    /// How much has come of a frame that is not whole, its length field included; `None` between two frames.
    pub fn partial_bytes(&self) -> Option<usize> {
        (self.head_len > 0).then_some(self.head_len + self.body.len())
    }

    fn size(&self) -> Result<Option<usize>, FrameTooLong> {
        let size = u32::from_be_bytes(self.head);
        match usize::try_from(size) {
            _ if self.head_len < HEAD_BYTES => Ok(None),
            Ok(size) if size <= FRAME_BYTES_MAX => Ok(Some(size)),
            _ => Err(FrameTooLong { bytes: size }),
        }
    }
}

/// A frame announced more bytes than [`FRAME_BYTES_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a frame of {bytes} bytes was announced; {FRAME_BYTES_MAX} is the most")]
pub struct FrameTooLong {
    /// Bytes that its length field announced.
    pub bytes: u32,
}

/// The length field of a frame of so many bytes, if there may be one.
pub(super) fn head(bytes: usize) -> Option<[u8; HEAD_BYTES]> {
    let size = u32::try_from(bytes).ok().filter(|_| bytes <= FRAME_BYTES_MAX)?;
    Some(size.to_be_bytes())
}

fn take<'a>(bytes: &mut &'a [u8], count_max: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(count_max.min(bytes.len()));
    *bytes = rest;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: u32 = FRAME_BYTES_MAX as u32;

    /// Reads `bytes` in pieces of `piece` bytes: the sizes of the frames, then what is left over or the error.
    fn read(bytes: &[u8], piece: usize) -> String {
        let mut reader = FrameReader::default();
        let mut said: Vec<String> = Vec::new();
        for mut piece in bytes.chunks(piece) {
            while !piece.is_empty() {
                match reader.read(&mut piece) {
                    Ok(Some(frame)) => said.push(frame.len().to_string()),
                    Ok(None) => assert!(piece.is_empty() && reader.wants() > 0),
                    Err(error) => {
                        assert_eq!((reader.body.capacity(), reader.wants()), (0, 0));
                        assert_eq!(reader.read(&mut &b"more"[..]), Err(error));
                        said.push(format!("too long {}", error.bytes));
                        return said.join(" ");
                    }
                }
            }
        }
        said.extend(reader.partial_bytes().map(|bytes| format!("half {bytes}")));
        said.join(" ")
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        (1..=bytes.len().clamp(1, 16))
            .chain([4096, usize::MAX])
            .for_each(|piece| assert_eq!(read(bytes, piece), expected, "pieces of {piece}"));
    }

    #[test]
    fn frames_come_whole_in_pieces_of_any_size() {
        check(&[], "");
        check(&[0, 0, 0, 0], "0");
        check(&[0, 0, 0, 1, 7], "1");
        check(&[0, 0, 0, 0, 0, 0, 0, 2, 7, 7, 0, 0, 0, 0], "0 2 0");
        check(&[0], "half 1");
        check(&[0, 0, 0], "half 3");
        check(&[0, 0, 0, 2], "half 4");
        check(&[0, 0, 0, 1, 7, 0, 0, 0, 2, 7], "1 half 5");
        check(&[MAX.to_be_bytes().as_slice(), &vec![7; FRAME_BYTES_MAX]].concat(), &MAX.to_string());
        check(&[MAX.to_be_bytes().as_slice(), &vec![7; FRAME_BYTES_MAX - 1]].concat(), &format!("half {}", MAX + 3));
    }

    #[test]
    fn a_length_above_the_bound_is_refused_before_anything_is_kept() {
        check(&(MAX + 1).to_be_bytes(), &format!("too long {}", MAX + 1));
        check(&[0xFF; 12], "too long 4294967295");
        check(&[0, 0, 0, 1, 7, 0xFF, 0, 0, 0, 7], "1 too long 4278190080");
    }

    #[test]
    fn memory_grows_with_what_came_and_not_with_what_was_announced() {
        let mut reader = FrameReader::default();
        reader.read(&mut &[MAX.to_be_bytes().as_slice(), &[7; 100]].concat()[..]).unwrap();
        assert!(reader.body.capacity() < 1024);
    }

    #[test]
    fn a_frame_that_may_be_read_may_be_written_and_no_other() {
        assert_eq!(head(0), Some([0; 4]));
        assert_eq!(head(FRAME_BYTES_MAX), Some(MAX.to_be_bytes()));
        assert_eq!(head(FRAME_BYTES_MAX + 1), None);
        assert_eq!(head(usize::MAX), None);
    }
}
