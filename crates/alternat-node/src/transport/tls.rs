//! Who a peer is: TLS 1.3 with raw public keys, pinned in both directions.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use alternat::key::{ActKey, Ed25519Bytes};
use quinn::crypto::rustls::{QuicClientConfig, QuicServerConfig};
use quinn::{IdleTimeout, TransportConfig, VarInt};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{AlwaysResolvesClientRawPublicKeys, Resumption};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::quic::Suite;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{AlwaysResolvesServerRawPublicKeys, NoServerSessionStorage};
use rustls::sign::CertifiedKey;
use rustls::version::TLS13;
use rustls::{CertificateError, CipherSuite, DigitallySignedStruct, DistinguishedName, PeerMisbehaved, SignatureScheme};

use super::{Pins, TransportError, limit};

/// What both sides must speak (spec/transport.md T4).
pub(super) const ALPN: &[u8] = b"alternat/1";

/// DER before the 32 bytes of an Ed25519 public key, as a SubjectPublicKeyInfo (RFC 8410 section 4).
const SPKI_PREFIX: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// DER before the 32 bytes of an Ed25519 seed, as a PrivateKeyInfo (RFC 8410 section 7).
const PKCS8_PREFIX: [u8; 16] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// This node's transport key, and the TLS settings that follow from it.
pub(super) struct Identity {
    public: Ed25519Bytes,
    certified: Arc<CertifiedKey>,
    provider: Arc<CryptoProvider>,
}

impl Identity {
    /// The identity of this seed.
    ///
    /// # Errors
    /// [`TransportError::Tls`] if the TLS library does not take the key.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Identity, TransportError> {
        let mut pkcs8 = [0; PKCS8_PREFIX.len() + 32];
        pkcs8[..PKCS8_PREFIX.len()].copy_from_slice(&PKCS8_PREFIX);
        pkcs8[PKCS8_PREFIX.len()..].copy_from_slice(seed);
        let signer = aws_lc_rs::sign::any_eddsa_type(&PrivatePkcs8KeyDer::from(&pkcs8[..]));
        black_box(&mut pkcs8).fill(0);
        let public = ActKey::from_seed(seed).public();
        let certified = CertifiedKey::new(vec![spki(public)], signer.map_err(|source| TransportError::Tls { source })?);
        Ok(Identity { public, certified: Arc::new(certified), provider: Arc::new(provider()) })
    }

    /// The public half of the key.
    pub fn public(&self) -> Ed25519Bytes {
        self.public
    }

    /// Settings to admit those in `pins`.
    ///
    /// # Errors
    /// [`TransportError::Tls`].
    pub fn server_config(&self, pins: Pins) -> Result<quinn::ServerConfig, TransportError> {
        let builder = rustls::ServerConfig::builder_with_provider(Arc::clone(&self.provider)).with_protocol_versions(&[&TLS13]);
        let mut tls = builder
            .map_err(|source| TransportError::Tls { source })?
            .with_client_cert_verifier(Arc::new(Pinned(pins)))
            .with_cert_resolver(Arc::new(AlwaysResolvesServerRawPublicKeys::new(Arc::clone(&self.certified))));
        tls.alpn_protocols = vec![ALPN.to_vec()];
        tls.session_storage = Arc::new(NoServerSessionStorage {});
        tls.send_tls13_tickets = 0;
        tls.max_early_data_size = 0;
        let crypto = QuicServerConfig::with_initial(Arc::new(tls), initial_suite()?).map_err(|_| no_initial_suite())?;
        let mut config = quinn::ServerConfig::with_crypto(Arc::new(crypto));
        let mut tokens = quinn::ValidationTokenConfig::default();
        tokens.sent(0);
        config
            .transport_config(Arc::new(transport_config(0)))
            .validation_token_config(tokens)
            .max_incoming(limit::KNOCKS_MAX)
            .incoming_buffer_size(limit::KNOCK_BYTES_MAX)
            .incoming_buffer_size_total(limit::KNOCKS_BYTES_MAX);
        Ok(config)
    }

    /// Settings to dial the one peer that holds this key.
    ///
    /// # Errors
    /// [`TransportError::Key`] for a key that may not sign; [`TransportError::Tls`].
    pub fn client_config(&self, peer: Ed25519Bytes) -> Result<quinn::ClientConfig, TransportError> {
        peer.admit().map_err(|source| TransportError::Key { source })?;
        let builder = rustls::ClientConfig::builder_with_provider(Arc::clone(&self.provider)).with_protocol_versions(&[&TLS13]);
        let mut tls = builder
            .map_err(|source| TransportError::Tls { source })?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Dialled(peer)))
            .with_client_cert_resolver(Arc::new(AlwaysResolvesClientRawPublicKeys::new(Arc::clone(&self.certified))));
        tls.alpn_protocols = vec![ALPN.to_vec()];
        tls.resumption = Resumption::disabled();
        tls.enable_early_data = false;
        tls.enable_sni = false;
        let crypto = QuicClientConfig::with_initial(Arc::new(tls), initial_suite()?).map_err(|_| no_initial_suite())?;
        let mut config = quinn::ClientConfig::new(Arc::new(crypto));
        // The listener opens one stream of its own, for the welcome frame.
        config.transport_config(Arc::new(transport_config(1))).token_store(Arc::new(quinn::NoneTokenStore));
        Ok(config)
    }
}

/// The key in what a peer has proved, if it is in the one form we read.
pub(super) fn key_of(certificate: &CertificateDer<'_>) -> Option<Ed25519Bytes> {
    let key = certificate.as_ref().strip_prefix(&SPKI_PREFIX)?;
    Some(Ed25519Bytes(key.try_into().ok()?))
}

fn spki(key: Ed25519Bytes) -> CertificateDer<'static> {
    CertificateDer::from([&SPKI_PREFIX[..], &key.0].concat())
}

/// The listener's rule: whoever holds a pinned key.
///
/// The signature is judged before the pins are looked at, so that someone who does not hold a key cannot learn by showing it
/// whether it is pinned here (spec/transport.md T7).
#[derive(Debug)]
struct Pinned(Pins);

impl ClientCertVerifier for Pinned {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        read(end_entity, intermediates).map(|_| ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme.into())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let key = read(cert, &[])?;
        let valid = verify(key, message, dss)?;
        if self.0.contains(&key.0) { Ok(valid) } else { Err(CertificateError::ApplicationVerificationFailure.into()) }
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }

    fn requires_raw_public_keys(&self) -> bool {
        true
    }
}

/// The dialler's rule: the one key that was dialled.
#[derive(Debug)]
struct Dialled(Ed25519Bytes);

impl ServerCertVerifier for Dialled {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if read(end_entity, intermediates)? == self.0 {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme.into())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify(read(cert, &[])?, message, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }

    fn requires_raw_public_keys(&self) -> bool {
        true
    }
}

fn read(end_entity: &CertificateDer<'_>, intermediates: &[CertificateDer<'_>]) -> Result<Ed25519Bytes, rustls::Error> {
    key_of(end_entity).filter(|_| intermediates.is_empty()).ok_or_else(|| CertificateError::BadEncoding.into())
}

/// Judges the signature by the rule of every other Ed25519 signature here: strictly, and only under a key that may sign.
fn verify(key: Ed25519Bytes, message: &[u8], dss: &DigitallySignedStruct) -> Result<HandshakeSignatureValid, rustls::Error> {
    if dss.scheme != SignatureScheme::ED25519 {
        return Err(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme.into());
    }
    let signature = dss.signature().try_into().map_err(|_| CertificateError::BadSignature)?;
    let key = key.admit().map_err(|_| CertificateError::BadSignature)?;
    key.verify(message, signature).map_err(|_| CertificateError::BadSignature)?;
    Ok(HandshakeSignatureValid::assertion())
}

/// Suites of 256-bit keys, and the one exchange that a quantum computer does not open.
fn provider() -> CryptoProvider {
    CryptoProvider {
        cipher_suites: vec![aws_lc_rs::cipher_suite::TLS13_AES_256_GCM_SHA384, aws_lc_rs::cipher_suite::TLS13_CHACHA20_POLY1305_SHA256],
        kx_groups: vec![aws_lc_rs::kx_group::X25519MLKEM768],
        ..aws_lc_rs::default_provider()
    }
}

/// The suite that QUIC prescribes for its first packets, which are public (RFC 9001 section 5.2).
fn initial_suite() -> Result<Suite, TransportError> {
    let suite = aws_lc_rs::cipher_suite::TLS13_AES_128_GCM_SHA256;
    debug_assert_eq!(suite.suite(), CipherSuite::TLS13_AES_128_GCM_SHA256);
    suite.tls13().and_then(|suite| suite.quic_suite()).ok_or_else(no_initial_suite)
}

fn no_initial_suite() -> TransportError {
    TransportError::Tls { source: rustls::Error::General("there is no suite for the first packets of QUIC".into()) }
}

fn transport_config(uni_streams_max: u32) -> TransportConfig {
    let mut config = TransportConfig::default();
    config
        .max_concurrent_bidi_streams(limit::STREAMS_MAX.into())
        .max_concurrent_uni_streams(uni_streams_max.into())
        .stream_receive_window(limit::STREAM_WINDOW_BYTES.into())
        .receive_window(limit::LINK_WINDOW_BYTES.into())
        .send_window(limit::SEND_WINDOW_BYTES)
        .crypto_buffer_size(limit::CRYPTO_BUFFER_BYTES)
        .max_idle_timeout(Some(IdleTimeout::from(VarInt::from_u32(limit::IDLE_MS_MAX))))
        .keep_alive_interval(Some(Duration::from_millis(limit::KEEP_ALIVE_MS)))
        .datagram_receive_buffer_size(None)
        .allow_spin(false);
    config
}
