//! Reading blobs through `git cat-file --batch`.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::promised::ABSENT;
use super::{Blob, Reader, Readers};
use crate::git_error::GitError;
use crate::installed::Installed;
use crate::object_id::ObjectId;

/// Starts a git for each thread.
pub(super) struct Batches(pub(super) Installed);

impl Readers for Batches {
    fn open(
        &self,
        work: &mut dyn FnMut(&mut dyn Reader) -> Result<(), GitError>,
    ) -> Result<(), GitError> {
        work(&mut Batch { git: &self.0, running: None, content: Vec::new() })
    }
}

struct Batch<'g> {
    git: &'g Installed,
    running: Option<Running>,
    content: Vec<u8>,
}

struct Running {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Without input it ends by itself.
        self.input = None;
        drop(self.child.wait());
    }
}

impl Reader for Batch<'_> {
    fn read(
        &mut self,
        id: ObjectId,
        limit: u64,
        visit: &mut dyn FnMut(Blob<'_>),
    ) -> Result<(), GitError> {
        let failed = |error: std::io::Error| self.git.failed("git cat-file", error.to_string());
        if self.running.is_none() {
            self.running = Some(start(self.git).map_err(failed)?);
        }
        let asked = self.running.as_mut().map(|running| ask(running, id, limit, &mut self.content));
        match asked {
            Some(Ok(Asked::Content)) => visit(Blob::Content(&self.content)),
            Some(Ok(Asked::TooLarge(size))) => visit(Blob::TooLarge(size)),
            Some(Ok(Asked::Absent)) => visit(Blob::Unreadable(ABSENT.to_owned())),
            // It ends where a promised object cannot be fetched.
            Some(Err(_)) | None => {
                self.running = None;
                visit(Blob::Unreadable(ABSENT.to_owned()));
            }
        }
        Ok(())
    }
}

fn start(git: &Installed) -> std::io::Result<Running> {
    // What could be fetched is there by now; one by one it would take for ever.
    let git = git.clone().offline();
    let mut command = git.command(&["cat-file", "--batch"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let input = child.stdin.take();
    let output = child.stdout.take().ok_or(std::io::ErrorKind::BrokenPipe)?;
    Ok(Running { child, input, output: BufReader::new(output) })
}

enum Asked {
    Content,
    TooLarge(u64),
    Absent,
}

/// Asks for one object: `ID SP TYPE SP SIZE LF CONTENT LF`, or `ID SP missing LF`.
fn ask(
    running: &mut Running,
    id: ObjectId,
    limit: u64,
    content: &mut Vec<u8>,
) -> std::io::Result<Asked> {
    let input = running.input.as_mut().ok_or(std::io::ErrorKind::BrokenPipe)?;
    input.write_all(format!("{id}\n").as_bytes())?;
    input.flush()?;
    let mut header = String::new();
    running.output.read_line(&mut header)?;
    let mut words = header.split_whitespace().skip(1);
    let (kind, size) = (words.next(), words.next());
    if kind == Some("missing") {
        return Ok(Asked::Absent);
    }
    let size: u64 =
        size.and_then(|size| size.parse().ok()).ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let mut object = (&mut running.output).take(size);
    content.clear();
    let asked = if size > limit {
        std::io::copy(&mut object, &mut std::io::sink())?;
        Asked::TooLarge(size)
    } else {
        object.read_to_end(content)?;
        Asked::Content
    };
    if object.limit() > 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let mut end = [0];
    running.output.read_exact(&mut end)?;
    Ok(asked)
}
