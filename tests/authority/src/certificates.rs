//! Keys and certificates (RFC 5280).

use chrono::{DateTime, Utc};
use p12_keystore::{
    Certificate as Packed, KeyStore, KeyStoreEntry, Pkcs12Archive, PrivateKey, PrivateKeyChain,
};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};

use crate::der::{bits, integer, octets, oid, sequence, short_time, time, wrap};

/// The password of key files.
pub const PASSWORD: &str = "mậtkhẩu";

/// What a certificate is for.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Kind {
    Issuer,
    Responder,
    Clock,
    Person,
}

enum Pair {
    Ec(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

/// A key with its certificate.
pub struct Holder {
    pair: Pair,
    pkcs8: Vec<u8>,
    pub(crate) name: Vec<u8>,
    pub(crate) serial: u8,
    /// In DER.
    pub certificate: Vec<u8>,
}

impl Holder {
    pub(crate) fn root(serial: u8, common_name: &str) -> Self {
        let mut root = Self::without_certificate(serial, common_name);
        let extensions = [authority(), usage(0x06, 1)];
        root.certificate = root.sign_certificate(&root, &extensions);
        root
    }

    pub(crate) fn issue(&self, serial: u8, common_name: &str, kind: Kind, base: &str) -> Self {
        self.certify(Self::without_certificate(serial, common_name), kind, base)
    }

    /// Issues to the RSA key in a key file under [`PASSWORD`]: none is made here, since that takes
    /// long.
    pub(crate) fn issue_to(
        &self,
        p12: &[u8],
        (serial, common_name): (u8, &str),
        base: &str,
    ) -> Self {
        let archive = Pkcs12Archive::from_pkcs12(p12, PASSWORD).unwrap();
        let pkcs8 = archive.keys.first().unwrap().key.as_der().to_vec();
        let pair = Pair::Rsa(RsaKeyPair::from_pkcs8(&pkcs8).unwrap());
        let holder = Self { pair, pkcs8, name: name(common_name), serial, certificate: Vec::new() };
        self.certify(holder, Kind::Person, base)
    }

    fn certify(&self, mut holder: Self, kind: Kind, base: &str) -> Self {
        // Whom the root issued to is found in its own list; answers are given about all others.
        let list = if kind == Kind::Issuer { "root" } else { "issuing" };
        let url = |path: &str| wrap(0x86, &[format!("{base}{path}").as_bytes()]);
        let point = wrap(0xa0, &[&wrap(0xa0, &[&url(&format!("/{list}.crl"))])]);
        let points = extension("2.5.29.31", false, &sequence(&[&sequence(&[&point])]));
        let issuer = sequence(&[&oid("1.3.6.1.5.5.7.48.2"), &url(&format!("/{list}.cer"))]);
        let responder = sequence(&[&oid("1.3.6.1.5.5.7.48.1"), &url("/ocsp")]);
        let places = match kind {
            Kind::Issuer => sequence(&[&issuer]),
            Kind::Responder | Kind::Clock | Kind::Person => sequence(&[&responder, &issuer]),
        };
        let places = extension("1.3.6.1.5.5.7.1.1", false, &places);
        let purpose = |last: &str, critical| {
            extension("2.5.29.37", critical, &sequence(&[&oid(&format!("1.3.6.1.5.5.7.3.{last}"))]))
        };
        let mut extensions = match kind {
            Kind::Issuer => vec![authority(), usage(0x06, 1)],
            // Nobody answers about those who answer (RFC 6960, 4.2.2.2.1).
            Kind::Responder => vec![
                usage(0x80, 7),
                purpose("9", false),
                extension("1.3.6.1.5.5.7.48.1.5", false, &wrap(5, &[])),
            ],
            Kind::Clock => vec![usage(0x80, 7), purpose("8", true)],
            Kind::Person => vec![usage(0xc0, 6)],
        };
        extensions.extend([points, places]);
        holder.certificate = self.sign_certificate(&holder, &extensions);
        holder
    }

    fn without_certificate(serial: u8, common_name: &str) -> Self {
        let random = SystemRandom::new();
        let method = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(method, &random).unwrap().as_ref().to_vec();
        let pair = Pair::Ec(EcdsaKeyPair::from_pkcs8(method, &pkcs8, &random).unwrap());
        Self { pair, pkcs8, name: name(common_name), serial, certificate: Vec::new() }
    }

    fn sign_certificate(&self, subject: &Self, extensions: &[Vec<u8>]) -> Vec<u8> {
        let day = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (from, until) = (day("2020-01-01T00:00:00Z"), day("2099-01-01T00:00:00Z"));
        let validity = sequence(&[&short_time(from), &time(until)]);
        let kind = match subject.pair {
            Pair::Ec(_) => sequence(&[&oid("1.2.840.10045.2.1"), &oid("1.2.840.10045.3.1.7")]),
            Pair::Rsa(_) => sequence(&[&oid("1.2.840.113549.1.1.1"), &wrap(5, &[])]),
        };
        let key = sequence(&[&kind, &bits(subject.public())]);
        let own = octets(&subject.key_digest());
        let above = wrap(0x80, &[&self.key_digest()]);
        let mut list = extensions.concat();
        list.extend(extension("2.5.29.14", false, &own));
        list.extend(extension("2.5.29.35", false, &sequence(&[&above])));
        let body = sequence(&[
            &wrap(0xa0, &[&integer(2)]),
            &integer(subject.serial),
            &algorithm(),
            &self.name,
            &validity,
            &subject.name,
            &key,
            &wrap(0xa3, &[&sequence(&[&list])]),
        ]);
        self.signed(&body)
    }

    /// A structure of X.509: what is signed, how, and the signature.
    pub(crate) fn signed(&self, body: &[u8]) -> Vec<u8> {
        sequence(&[body, &algorithm(), &bits(&self.sign(body))])
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Ec(pair) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).unwrap();
                signature
            }
        }
    }

    fn public(&self) -> &[u8] {
        match &self.pair {
            Pair::Ec(pair) => pair.public_key().as_ref(),
            Pair::Rsa(pair) => pair.public_key().as_ref(),
        }
    }

    pub(crate) fn key_digest(&self) -> Vec<u8> {
        digest(&SHA1_FOR_LEGACY_USE_ONLY, self.public()).as_ref().to_vec()
    }

    pub(crate) fn pem(&self) -> String {
        pem(&self.certificate)
    }

    pub(crate) fn p12(&self, above: &[&Self]) -> Vec<u8> {
        let chain = [&[self], above].concat();
        let chain: Vec<Packed> =
            chain.iter().map(|it| Packed::from_der(&it.certificate).unwrap()).collect();
        let mut store = KeyStore::new();
        let entry = PrivateKeyChain::new("1", PrivateKey::from_der(&self.pkcs8).unwrap(), chain);
        store.add_entry("1", KeyStoreEntry::PrivateKeyChain(entry));
        store.writer(PASSWORD).encryption_iterations(1000).mac_iterations(1000).write().unwrap()
    }
}

fn name(common_name: &str) -> Vec<u8> {
    let attribute = sequence(&[&oid("2.5.4.3"), &wrap(0x0c, &[common_name.as_bytes()])]);
    sequence(&[&wrap(0x31, &[&attribute])])
}

/// ECDSA with SHA-256, by which all authorities sign.
pub(crate) fn algorithm() -> Vec<u8> {
    sequence(&[&oid("1.2.840.10045.4.3.2")])
}

fn extension(name: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if critical { wrap(1, &[&[0xff]]) } else { Vec::new() };
    sequence(&[&oid(name), &critical, &octets(value)])
}

fn authority() -> Vec<u8> {
    extension("2.5.29.19", true, &sequence(&[&wrap(1, &[&[0xff]])]))
}

/// Key usage: the bits, and how many of the last are not used.
fn usage(bits: u8, unused: u8) -> Vec<u8> {
    extension("2.5.29.15", true, &wrap(3, &[&[unused, bits]]))
}

fn pem(der: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in der.chunks(48) {
        for group in line.chunks(3) {
            let bytes = group.iter().copied().chain([0, 0]).take(3);
            let number = bytes.fold(0usize, |sum, byte| sum << 8 | usize::from(byte));
            for index in 0..4 {
                let digit = DIGITS.get(number >> (18 - 6 * index) & 63).unwrap();
                text.push(if index <= group.len() { char::from(*digit) } else { '=' });
            }
        }
        text.push('\n');
    }
    text + "-----END CERTIFICATE-----\n"
}
