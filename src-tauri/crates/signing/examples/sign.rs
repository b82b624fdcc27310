//! Signs a paper: `sign IN.pdf KEY.p12 PASSWORD FIELD OUT.pdf [LATE …]`. The fields named last are
//! left for after the last signature, which locks all others. For trying things out by hand.

use std::{error::Error, fs, path::Path};

use chrono::DateTime;
use signing::{Appearance, SignRequest, Signer as _, open_p12, sign};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, key, password, field, output, late @ ..] = arguments.as_slice() else {
        return Err("sign IN.pdf KEY.p12 PASSWORD FIELD OUT.pdf [LATE …]".into());
    };
    let key = open_p12(&fs::read(key)?, password)?;
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    let font = fs::read(fonts.join("LiberationSerif-Regular.ttf"))?;
    let request = SignRequest {
        field,
        signer: &key,
        claimed_time: DateTime::parse_from_rfc3339("2022-09-15T11:30:00+07:00")?,
        reason: "Ký biên bản kiểm tra",
        appearance: Appearance {
            name: key.certificate().subject(),
            role: "Trưởng đoàn kiểm tra",
            strokes: None,
            picture: None,
            mark: signing::Mark::Person,
            font: &font,
        },
        certify: true,
        late: (!late.is_empty()).then_some(late),
    };
    fs::write(output, sign(&fs::read(input)?, &request)?)?;
    Ok(())
}
