//! An ssh server of the test's own on the loopback interface.
#![allow(dead_code, reason = "each test file uses a part")]

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server that runs until it is dropped.
pub(crate) struct Sshd {
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl Drop for Sshd {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn program() -> Option<PathBuf> {
    let places = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"];
    places.into_iter().map(PathBuf::from).find(|path| path.exists())
}

fn key(path: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(path)
        .status()
        .unwrap();
    assert!(made.success());
}

fn current_user() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

impl Sshd {
    /// Nothing where no server is installed, which is said.
    pub(crate) fn start(folder: &Path) -> Option<Self> {
        let Some(program) = program() else {
            eprintln!("skipped: sshd is not installed");
            return None;
        };
        std::fs::create_dir_all(folder).unwrap();
        key(&folder.join("host"));
        key(&folder.join("user"));
        std::fs::copy(folder.join("user.pub"), folder.join("authorized")).unwrap();
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let shown = folder.display();
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {shown}/host\nPidFile none\n\
             AuthorizedKeysFile {shown}/authorized\nStrictModes no\nUsePAM no\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\n\
             PermitRootLogin prohibit-password\n"
        );
        std::fs::write(folder.join("sshd_config"), config).unwrap();
        if !Path::new("/run/sshd").exists() {
            // Where the superuser runs it, it wants an empty folder there.
            drop(std::fs::create_dir_all("/run/sshd"));
        }
        let host = std::fs::read_to_string(folder.join("host.pub")).unwrap();
        let known = format!("[127.0.0.1]:{port} {host}");
        std::fs::write(folder.join("known"), known).unwrap();
        // What a user has in ~/.ssh/config: a name that only ssh knows.
        let client = format!(
            "Host forge\n  HostName 127.0.0.1\n  Port {port}\n  User {}\n  \
             IdentityFile {shown}/user\n  IdentitiesOnly yes\n  UserKnownHostsFile {shown}/known\n  \
             GlobalKnownHostsFile /dev/null\n",
            current_user()
        );
        std::fs::write(folder.join("client"), client).unwrap();
        let log = std::fs::File::create(folder.join("log")).unwrap();
        let child = Command::new(program)
            .args(["-D", "-e", "-f"])
            .arg(folder.join("sshd_config"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let server = Self { child, port, folder: folder.to_path_buf() };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        panic!("sshd does not come up: {log}");
    }

    /// The value of `core.sshCommand` with which git reaches it.
    pub(crate) fn command(&self) -> String {
        format!("ssh -F '{}'", self.folder.join("client").display())
    }

    /// The address of a repository.
    pub(crate) fn url(&self, repository: &Path) -> String {
        format!("forge:{}", repository.display())
    }

    /// Lets nobody in any more.
    pub(crate) fn lock_out(&self) {
        std::fs::write(self.folder.join("authorized"), "").unwrap();
    }
}
