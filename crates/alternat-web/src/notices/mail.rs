//! A notice by mail, over the party's own relay and over no other.

use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::{NoticesError, Relay, Security, Unsent};
use crate::limit;

/// The way to the relay.
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

/// Whether this is one address, and no name, list, option or header besides.
pub fn is_address(address: &str) -> bool {
    let is_plain = address.len() <= limit::ADDRESS_BYTES_MAX
        && !address.starts_with('-')
        && address.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+' | '@' | '='));
    is_plain && address.parse::<Address>().is_ok()
}

impl Mail {
    /// Makes ready; nothing is asked of the relay yet.
    pub fn of(relay: &Relay, home: &Path) -> Result<Mail, NoticesError> {
        let wrong = |what: String| NoticesError::Configuration { path: home.join("notices.json"), what };
        let from = relay.from.parse().map_err(|_| wrong("'from' is no mail address".into()))?;
        let read = |path: &Path| std::fs::read(home.join(path)).map_err(|source| NoticesError::File { path: home.join(path), source });
        let mut parameters = TlsParameters::builder(relay.host.clone());
        if let Some(certificate) = &relay.certificate {
            let pem = Certificate::from_pem(&read(certificate)?).map_err(|error| wrong(format!("'certificate' holds none: {error}")))?;
            parameters = parameters.add_root_certificate(pem);
        }
        let parameters = || parameters.build().map_err(|error| wrong(format!("no way to the relay: {error}")));
        let tls = match relay.security {
            Security::Tls => Tls::Wrapper(parameters()?),
            Security::Starttls => Tls::Required(parameters()?),
            Security::Plain => Tls::None,
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&relay.host)
            .port(relay.port)
            .tls(tls)
            .timeout(Some(Duration::from_secs(limit::NOTICE_SECONDS_MAX)));
        if let (Some(user), Some(path)) = (&relay.user, &relay.password_file) {
            let password = String::from_utf8(read(path)?).map_err(|_| wrong("the password is no text".into()))?;
            transport = transport.credentials(Credentials::new(user.clone(), password.trim_end_matches(['\r', '\n']).into()));
        }
        Ok(Mail { transport: transport.build(), from })
    }

    /// Sends one notice. The same notice sent again has the same id, so that whoever keeps mail can tell.
    pub async fn send(&self, to: &str, subject: &str, text: String, id: &str, now: u64) -> Result<(), Unsent> {
        let wrong = |why: String| Unsent { why, is_final: true };
        if !is_address(to) {
            return Err(wrong("the address is none".into()));
        }
        let to: Address = to.parse().map_err(|_| wrong("the address is none".into()))?;
        let mut message = Message::builder()
            .from(Mailbox::new(None, self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(subject)
            .date(UNIX_EPOCH + Duration::from_millis(now))
            .message_id(Some(format!("<{id}@{}>", self.from.domain())))
            .header(MIME_VERSION_1_0)
            .header(ContentType::TEXT_PLAIN)
            .body(text)
            .map_err(|error| wrong(error.to_string()))?;
        // Nobody's absence answers it (RFC 3834).
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        message.headers_mut().insert_raw(HeaderValue::new(automatic, "auto-generated".into()));
        let sent = self.transport.send(message).await;
        // What a relay answers often repeats the address, and that is nobody's business who reads what the process says.
        let told = |error: &lettre::transport::smtp::Error| error.status().map(|status| format!("the relay answered {status}"));
        sent.map(drop).map_err(|error| Unsent { is_final: error.is_permanent(), why: told(&error).unwrap_or_else(|| error.to_string()) })
    }
}
