//! `notices.json` in the home: over which relay and by which command notices leave.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{NoticesError, mail};
use crate::limit;

/// How notices leave.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The party's own relay.
    #[serde(default)]
    pub mail: Option<Relay>,
    /// A program and its arguments. The number of whoever is to be told comes last; the text is on its standard input.
    #[serde(default)]
    pub hook: Option<Vec<String>>,
    /// Whether a notice may say what the matter is.
    #[serde(default)]
    pub with_content: bool,
}

/// A mail relay.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relay {
    /// Its name, to which its certificate is held.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is kept secret.
    pub security: Security,
    /// From whom notices come.
    pub from: String,
    /// The name with which the desk signs in at the relay.
    #[serde(default)]
    pub user: Option<String>,
    /// The file that holds the password for it, in one line.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// A file with the certificate that vouches for the relay, in PEM, where the machine does not know it.
    #[serde(default)]
    pub certificate: Option<PathBuf>,
}

/// How the way to a relay is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// TLS after a greeting, or nothing at all is sent (RFC 3207).
    Starttls,
    /// Not at all: for a relay on this machine only.
    Plain,
}

impl Configuration {
    /// Reads the configuration; `None` where there is no file.
    ///
    /// # Errors
    /// [`NoticesError::File`], [`NoticesError::Configuration`].
    pub fn read(path: &Path) -> Result<Option<Configuration>, NoticesError> {
        let text = match std::fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(NoticesError::File { path: path.to_path_buf(), source }),
        };
        let wrong = |what: String| NoticesError::Configuration { path: path.to_path_buf(), what };
        let read: Configuration = serde_json::from_slice(&text).map_err(|error| wrong(error.to_string()))?;
        read.check().map_err(|what| wrong(what.into()))?;
        Ok(Some(read))
    }

    fn check(&self) -> Result<(), &'static str> {
        if self.mail.is_none() && self.hook.is_none() {
            return Err("it names neither a relay ('mail') nor a command ('hook')");
        }
        if let Some(hook) = &self.hook {
            let is_program = hook.first().is_some_and(|program| Path::new(program).is_absolute());
            if !is_program || hook.len() > limit::HOOK_ARGUMENTS_MAX {
                return Err("'hook' begins with the whole path of a program, and has at most 32 parts");
            }
        }
        let Some(relay) = &self.mail else { return Ok(()) };
        let is_here = matches!(relay.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        match relay {
            _ if !mail::is_address(&relay.from) => Err("'from' is no mail address"),
            Relay { security: Security::Plain, .. } if !is_here => Err("'plain' is for a relay on this machine; use 'starttls' or 'tls'"),
            Relay { user: Some(_), password_file: None, .. } => Err("'user' wants a 'password_file'"),
            Relay { user: None, password_file: Some(_), .. } => Err("'password_file' wants a 'user'"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_configuration_is_said() {
        let mail = |more: &str| format!(r#"{{"mail": {{"host": "mail.example.org", "port": 587, "from": "desk@example.org"{more}}}}}"#);
        let rows = [
            (mail(r#", "security": "starttls""#), None),
            (mail(r#", "security": "tls", "user": "desk", "password_file": "/p""#), None),
            (r#"{"hook": ["/usr/bin/page", "-q"], "with_content": true}"#.into(), None),
            ("{}".into(), Some("neither")),
            ("{".into(), Some("EOF")),
            (mail(""), Some("missing field `security`")),
            (mail(r#", "security": "none""#), Some("unknown variant")),
            (mail(r#", "security": "plain""#), Some("on this machine")),
            (mail(r#", "security": "tls", "user": "desk""#), Some("password_file")),
            (mail(r#", "security": "tls", "password": "x""#), Some("unknown field `password`")),
            (r#"{"hook": ["page"]}"#.into(), Some("whole path")),
            (r#"{"hook": []}"#.into(), Some("whole path")),
            (mail(r#", "security": "tls""#).replace("desk@example.org", "desk@example.org\\r\\nBcc: a@b.example"), Some("'from'")),
        ];
        let path = std::env::temp_dir().join(format!("alternat-notices-{}.json", std::process::id()));
        for (text, expected) in rows {
            std::fs::write(&path, &text).unwrap();
            let said = Configuration::read(&path).err().map(|error| error.to_string());
            assert_eq!(said.is_some(), expected.is_some(), "{text}: {said:?}");
            assert!(expected.is_none_or(|what| said.as_ref().is_some_and(|said| said.contains(what))), "{text}: {said:?}");
        }
        std::fs::remove_file(&path).unwrap();
        assert!(Configuration::read(&path).unwrap().is_none());
    }
}
