//! What the tests of this crate share: worthless keys, and a small paper.

mod office;
mod paper;
mod printed;

use std::path::Path;

pub(crate) use office::Office;
pub(crate) use paper::{FIELDS, paper};
pub(crate) use printed::{NUMBER, PLACES, SEAL, printed, sealed};

use chrono::{DateTime, FixedOffset};

use crate::{Appearance, Certificate, Mark, SignRequest, Signer, SoftwareKey, open_p12, sign};

/// Password of every key under `tests/fixtures/keys`.
pub(crate) const PASSWORD: &str = "mậtkhẩu";

/// Reads a file of `tests/fixtures/keys`.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/keys");
    std::fs::read(folder.join(name)).unwrap()
}

/// Opens a key of the fixtures.
#[track_caller]
pub(crate) fn key(name: &str) -> SoftwareKey {
    open_p12(&fixture(name), PASSWORD).unwrap()
}

/// The root that issued the fixtures.
pub(crate) fn root() -> Vec<Certificate> {
    Certificate::list(&fixture("root.pem")).unwrap()
}

/// The font of the product.
pub(crate) fn font() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    std::fs::read(folder.join("LiberationSerif-Regular.ttf")).unwrap()
}

/// When the papers of the tests are signed.
pub(crate) fn noon() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2022-09-15T11:30:05+07:00").unwrap()
}

/// Asks to sign `field` with `signer`.
pub(crate) fn request<'a>(
    field: &'a str,
    signer: &'a dyn Signer,
    font: &'a [u8],
) -> SignRequest<'a> {
    let appearance = Appearance {
        name: "Nguyễn Thị Thanh Hồng",
        role: "Trưởng đoàn",
        strokes: None,
        picture: None,
        mark: Mark::Person,
        font,
    };
    let claimed_time = noon();
    SignRequest {
        field,
        signer,
        claimed_time,
        reason: "Ký biên bản",
        appearance,
        certify: true,
        late: None,
    }
}

/// The small paper, signed in its first `count` fields, each time with another kind of key.
pub(crate) fn signed(count: usize) -> Vec<u8> {
    let font = font();
    let keys = ["rsa2048.p12", "p256.p12", "p384.p12"];
    FIELDS
        .iter()
        .zip(keys)
        .take(count)
        .fold(paper(), |pdf, (field, file)| sign(&pdf, &request(field, &key(file), &font)).unwrap())
}
