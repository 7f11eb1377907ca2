//! TLS in front of a server on the loopback interface.
#![allow(dead_code, reason = "each test file uses a part")]

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server that runs until it is dropped.
pub(crate) struct Tls {
    child: Child,
    port: u16,
    certificate: PathBuf,
}

impl Drop for Tls {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Tls {
    /// Passes on to `port` what comes in. Nothing where the programs for it are not installed,
    /// which is said.
    pub(crate) fn start(folder: &Path, port: u16) -> Option<Self> {
        std::fs::create_dir_all(folder).unwrap();
        let (key, certificate) = (folder.join("key.pem"), folder.join("certificate.pem"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"])
            .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .stderr(Stdio::null())
            .status();
        let own = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let listen = format!(
            "OPENSSL-LISTEN:{own},bind=127.0.0.1,reuseaddr,fork,verify=0,cert={},key={}",
            certificate.display(),
            key.display()
        );
        let child = Command::new("socat")
            .args([&listen, &format!("TCP:127.0.0.1:{port}")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let (Ok(true), Ok(child)) = (made.map(|status| status.success()), child) else {
            eprintln!("skipped: openssl or socat is not installed");
            return None;
        };
        let server = Self { child, port: own, certificate };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", own)).is_ok() {
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("socat does not come up");
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("https://127.0.0.1:{}/{path}", self.port)
    }

    /// What a client has to trust.
    pub(crate) fn certificate(&self) -> &Path {
        &self.certificate
    }
}
