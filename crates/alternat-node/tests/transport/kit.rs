//! Nodes on this machine, and strangers that speak QUIC by other rules than ours.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alternat_node::transport::{Link, Pins, Transport, TransportError};
use quinn::crypto::rustls::{QuicClientConfig, QuicServerConfig};
use quinn::{Connection, ConnectionError, Endpoint};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{AlwaysResolvesClientRawPublicKeys, ClientSessionMemoryCache, ClientSessionStore, Resumption};
use rustls::client::{Tls12ClientSessionValue, Tls13ClientSessionValue};
use rustls::crypto::{CryptoProvider, SupportedKxGroup, aws_lc_rs};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::server::AlwaysResolvesServerRawPublicKeys;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::sign::{CertifiedKey, Signer, SigningKey};
use rustls::version::TLS13;
use rustls::{DigitallySignedStruct, DistinguishedName, Error, NamedGroup, SignatureAlgorithm, SignatureScheme};

/// The welcome frame: its length, and the name of the protocol.
pub const WELCOME: &[u8] = b"\x00\x00\x00\x0aalternat/1";

/// Runs a test; a minute without an end is a failure.
#[track_caller]
pub fn run<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(60), test).await.expect("the test came to no end") })
}

/// The seed of the node of this number.
pub fn seed(number: u8) -> [u8; 32] {
    [number; 32]
}

/// The public key of the node of this number.
pub fn key(number: u8) -> [u8; 32] {
    alternat::key::ActKey::from_seed(&seed(number)).public().0
}

/// A node on loopback that admits these others.
pub fn node(number: u8, pinned: &[u8]) -> Transport {
    Transport::bind(([127, 0, 0, 1], 0).into(), &seed(number), Pins::new(pinned.iter().map(|number| key(*number)))).unwrap()
}

/// Two nodes that know each other, and the link that the first has dialled, as each sees it.
pub async fn linked() -> (Transport, Link, Transport, Link) {
    let (caller, callee) = (node(1, &[2]), node(2, &[1]));
    let near = caller.dial(callee.local_addr(), key(2)).await.unwrap();
    let far = callee.accept().await.unwrap();
    (caller, near, callee, far)
}

/// An error with its causes, in one line.
pub fn in_full(error: &TransportError) -> String {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    causes.fold(error.to_string(), |said, cause| format!("{said}: {cause}"))
}

/// Somebody who speaks QUIC, set up as we are, until a field says otherwise.
#[derive(Clone)]
pub struct Stranger {
    /// Which seed signs.
    pub signs: u8,
    /// What it shows as its certificates.
    pub shows: Vec<Vec<u8>>,
    /// Signs with these bytes, whatever the message.
    pub forges: Option<[u8; 64]>,
    /// Whether it knows raw public keys.
    pub is_raw: bool,
    pub alpn: &'static [&'static str],
    pub groups: Vec<&'static dyn SupportedKxGroup>,
    /// Milliseconds of silence after which the connection is lost.
    pub idle_ms: u32,
    /// Keeps tickets, and counts them.
    pub tickets: Option<Arc<Tickets>>,
}

impl Stranger {
    /// One that does everything as the node of this number would.
    pub fn like(number: u8) -> Stranger {
        Stranger {
            signs: number,
            shows: vec![spki(key(number))],
            forges: None,
            is_raw: true,
            alpn: &["alternat/1"],
            groups: vec![aws_lc_rs::kx_group::X25519MLKEM768],
            idle_ms: 30_000,
            tickets: None,
        }
    }

    /// Connects, and says nothing yet.
    pub async fn connect(&self, addr: SocketAddr) -> Result<Connection, ConnectionError> {
        self.endpoint().connect_with(self.client_config(), addr, "stranger.invalid").unwrap().await
    }

    /// A socket of its own.
    pub fn endpoint(&self) -> Endpoint {
        Endpoint::client(([127, 0, 0, 1], 0).into()).unwrap()
    }

    /// How it dials.
    pub fn client_config(&self) -> quinn::ClientConfig {
        let mut tls = rustls::ClientConfig::builder_with_provider(self.provider())
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Anybody { is_raw: self.is_raw }))
            .with_client_cert_resolver(Arc::new(AlwaysResolvesClientRawPublicKeys::new(self.certified())));
        if !self.is_raw {
            tls.client_auth_cert_resolver = Arc::new(rustls::sign::SingleCertAndKey::from(CertifiedKey::clone(&self.certified())));
        }
        if self.shows.is_empty() {
            tls.client_auth_cert_resolver = Arc::new(Silent);
        }
        tls.alpn_protocols = self.alpn.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        if let Some(tickets) = &self.tickets {
            tls.resumption = Resumption::store(Arc::clone(tickets) as Arc<dyn ClientSessionStore>);
            tls.enable_early_data = true;
        }
        let mut config = quinn::ClientConfig::new(Arc::new(QuicClientConfig::try_from(tls).unwrap()));
        config.transport_config(Arc::new(self.transport_config()));
        config
    }

    /// Listens, and admits anybody.
    pub fn listen(&self) -> Endpoint {
        let mut tls = rustls::ServerConfig::builder_with_provider(self.provider())
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_client_cert_verifier(Arc::new(Anybody { is_raw: self.is_raw }))
            .with_cert_resolver(Arc::new(AlwaysResolvesServerRawPublicKeys::new(self.certified())));
        if !self.is_raw {
            tls.cert_resolver = Arc::new(rustls::sign::SingleCertAndKey::from(CertifiedKey::clone(&self.certified())));
        }
        tls.alpn_protocols = self.alpn.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        let mut config = quinn::ServerConfig::with_crypto(Arc::new(QuicServerConfig::try_from(tls).unwrap()));
        config.transport_config(Arc::new(self.transport_config()));
        Endpoint::server(config, ([127, 0, 0, 1], 0).into()).unwrap()
    }

    fn provider(&self) -> Arc<CryptoProvider> {
        Arc::new(CryptoProvider { kx_groups: self.groups.clone(), ..aws_lc_rs::default_provider() })
    }

    fn certified(&self) -> Arc<CertifiedKey> {
        let pkcs8 = [&b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20"[..], &seed(self.signs)].concat();
        let honest = aws_lc_rs::sign::any_eddsa_type(&PrivatePkcs8KeyDer::from(pkcs8)).unwrap();
        let signer = self.forges.map_or(honest, |forged| Arc::new(Forger(forged)));
        Arc::new(CertifiedKey::new(self.shows.iter().map(|shown| CertificateDer::from(shown.clone())).collect(), signer))
    }

    fn transport_config(&self) -> quinn::TransportConfig {
        let mut config = quinn::TransportConfig::default();
        config.max_idle_timeout(Some(quinn::VarInt::from_u32(self.idle_ms).into()));
        config.keep_alive_interval(Some(Duration::from_millis(u64::from(self.idle_ms / 5))));
        config
    }
}

/// An Ed25519 public key as RFC 8410 writes it.
pub fn spki(key: [u8; 32]) -> Vec<u8> {
    [&b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"[..], &key].concat()
}

/// Believes whoever it meets.
#[derive(Debug)]
struct Anybody {
    is_raw: bool,
}

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }

    fn requires_raw_public_keys(&self) -> bool {
        self.is_raw
    }
}

impl ClientCertVerifier for Anybody {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(&self, _: &CertificateDer<'_>, _: &[CertificateDer<'_>], _: UnixTime) -> Result<ClientCertVerified, Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }

    fn requires_raw_public_keys(&self) -> bool {
        self.is_raw
    }
}

/// Shows no key at all.
#[derive(Debug)]
struct Silent;

impl rustls::client::ResolvesClientCert for Silent {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        None
    }

    fn only_raw_public_keys(&self) -> bool {
        true
    }

    fn has_certs(&self) -> bool {
        false
    }
}

/// Signs everything with the same bytes.
#[derive(Debug, Clone)]
struct Forger([u8; 64]);

impl SigningKey for Forger {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        Some(Box::new(self.clone()))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ED25519
    }
}

impl Signer for Forger {
    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(self.0.to_vec())
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::ED25519
    }
}

/// A client's memory of tickets, which counts those it was given.
#[derive(Debug)]
pub struct Tickets {
    kept: ClientSessionMemoryCache,
    pub given: Mutex<usize>,
}

impl Tickets {
    pub fn new() -> Arc<Tickets> {
        Arc::new(Tickets { kept: ClientSessionMemoryCache::new(8), given: Mutex::new(0) })
    }
}

impl ClientSessionStore for Tickets {
    fn set_kx_hint(&self, server_name: ServerName<'static>, group: NamedGroup) {
        self.kept.set_kx_hint(server_name, group);
    }

    fn kx_hint(&self, server_name: &ServerName<'_>) -> Option<NamedGroup> {
        self.kept.kx_hint(server_name)
    }

    fn set_tls12_session(&self, _: ServerName<'static>, _: Tls12ClientSessionValue) {}

    fn tls12_session(&self, _: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        None
    }

    fn remove_tls12_session(&self, _: &ServerName<'static>) {}

    fn insert_tls13_ticket(&self, server_name: ServerName<'static>, value: Tls13ClientSessionValue) {
        *self.given.lock().unwrap() += 1;
        self.kept.insert_tls13_ticket(server_name, value);
    }

    fn take_tls13_ticket(&self, server_name: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        self.kept.take_tls13_ticket(server_name)
    }
}
