//! TLS 1.3 in which each side shows its device key as a raw public key (RFC 7250).
//!
//! There is no certificate and no authority: the handshake proves that the other side has the key it
//! shows, and whoever asked decides whether that device is one to talk to. The keys are those of the
//! charter, so two laptops that never met trust each other exactly as far as the founder wrote.

use std::sync::Arc;

use ledger::{DeviceKey, DevicePublic};
use rustls::client::AlwaysResolvesClientRawPublicKeys;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, SubjectPublicKeyInfoDer, UnixTime};
use rustls::server::AlwaysResolvesServerRawPublicKeys;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::sign::{CertifiedKey, Signer, SigningKey};
use rustls::{
    ClientConfig, DigitallySignedStruct, DistinguishedName, Error, PeerIncompatible, ServerConfig,
    SignatureAlgorithm, SignatureScheme, version,
};

/// What stands before the 32 bytes of an Ed25519 key in its `SubjectPublicKeyInfo` (RFC 8410).
const SPKI_HEAD: [u8; 12] =
    [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// How a station talks.
pub(super) fn server(key: &DeviceKey) -> Result<ServerConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&version::TLS13])?
        .with_client_cert_verifier(Arc::new(HasItsKey))
        .with_cert_resolver(Arc::new(AlwaysResolvesServerRawPublicKeys::new(shown(key))));
    Ok(config)
}

/// How a caller talks.
pub(super) fn client(key: &DeviceKey) -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&version::TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(HasItsKey))
        .with_client_cert_resolver(Arc::new(AlwaysResolvesClientRawPublicKeys::new(shown(key))));
    // The other side is known by its key, not by a name.
    config.enable_sni = false;
    Ok(config)
}

/// The device that the other side proved to be.
pub(super) fn device(shown: Option<&[CertificateDer<'_>]>) -> Option<DevicePublic> {
    let [spki] = shown? else { return None };
    key_in(spki)
}

fn key_in(spki: &[u8]) -> Option<DevicePublic> {
    let key = spki.strip_prefix(&SPKI_HEAD)?;
    Some(DevicePublic::from_bytes(key.try_into().ok()?))
}

fn spki(device: DevicePublic) -> Vec<u8> {
    [&SPKI_HEAD[..], device.as_bytes()].concat()
}

fn shown(key: &DeviceKey) -> Arc<CertifiedKey> {
    let cert = CertificateDer::from(spki(key.public()));
    Arc::new(CertifiedKey::new(vec![cert], Arc::new(Pen(key.clone()))))
}

/// Signs handshakes with the key of the device. What is signed begins with 64 spaces (RFC 8446,
/// 4.4.3) and so is never an envelope of the record, of which the digest is signed.
#[derive(Clone, Debug)]
struct Pen(DeviceKey);

impl SigningKey for Pen {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        offered.contains(&SignatureScheme::ED25519).then(|| Box::new(self.clone()) as _)
    }

    fn public_key(&self) -> Option<SubjectPublicKeyInfoDer<'_>> {
        Some(spki(self.0.public()).into())
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ED25519
    }
}

impl Signer for Pen {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(self.0.sign(message).to_vec())
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::ED25519
    }
}

/// Accepts any device key of which the other side proves that it has it.
#[derive(Debug)]
struct HasItsKey;

impl HasItsKey {
    fn check_form(shown: &CertificateDer<'_>) -> Result<(), Error> {
        let unusual = || Error::PeerIncompatible(PeerIncompatible::NoSignatureSchemesInCommon);
        key_in(shown).map(drop).ok_or_else(unusual)
    }

    fn check_signature(
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let signature = signed.signature().try_into().ok();
        let proved = match (signed.scheme, key_in(shown), signature) {
            (SignatureScheme::ED25519, Some(device), Some(signature)) => {
                device.verify(message, signature).is_ok()
            }
            _ => false,
        };
        let forged = || Error::InvalidCertificate(rustls::CertificateError::BadSignature);
        proved.then(HandshakeSignatureValid::assertion).ok_or_else(forged)
    }

    fn no_older_tls<T>() -> Result<T, Error> {
        Err(Error::PeerIncompatible(PeerIncompatible::Tls13RequiredForQuic))
    }
}

impl ServerCertVerifier for HasItsKey {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        _more: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Self::check_form(shown).map(|()| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _shown: &CertificateDer<'_>,
        _signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Self::no_older_tls()
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Self::check_signature(message, shown, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }

    fn requires_raw_public_keys(&self) -> bool {
        true
    }
}

impl ClientCertVerifier for HasItsKey {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        shown: &CertificateDer<'_>,
        _more: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        Self::check_form(shown).map(|()| ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _shown: &CertificateDer<'_>,
        _signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Self::no_older_tls()
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Self::check_signature(message, shown, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }

    fn requires_raw_public_keys(&self) -> bool {
        true
    }
}
