//! Signature wrapping: the signed bytes are still there, and something else is read.

use super::{
    Attack, Caught, attack, catch,
    forge::{gap, with_gap, with_range},
};
use crate::{testing::sealed, verify::Fault};

pub(super) fn attacks() -> Vec<Attack> {
    let pdf = sealed(1);
    let gap = gap(pdf);
    let room = gap.len() - 2;
    let signature =
        String::from_utf8(pdf.get(gap.start + 1..gap.end - 1).unwrap().to_vec()).unwrap();
    let short = signature.trim_end_matches('0');
    let broken = |name, pdf: Vec<u8>, fault| attack(name, pdf, Caught::Broken(fault));
    let at = |back: usize, text: &str| {
        let mut digits = signature.clone();
        digits.replace_range(room - back..room - back + text.len(), text);
        with_gap(pdf, &format!("<{digits}>"))
    };
    vec![
        broken("wrapping: second part moved back", moved(), Fault::ByteRangeMalformed),
        broken(
            "wrapping: objects in the room behind the signature",
            with_gap(pdf, &format!("<{short}> /Hidden [1 0 R]")),
            Fault::ByteRangeGap,
        ),
        broken(
            "wrapping: keys in the room behind the signature",
            at(60, ">/Kind /Sig /Contents2 <"),
            Fault::ByteRangeGap,
        ),
        broken("wrapping: digits behind the signature", at(7, "7"), Fault::ContentsPadding),
        broken(
            "wrapping: second container behind the first",
            at(20, "3003020105"),
            Fault::ContentsPadding,
        ),
        broken("wrapping: white space in the signature", at(8, "  "), Fault::ByteRangeGap),
        broken("wrapping: line ends in the signature", at(8, "\r\n"), Fault::ByteRangeGap),
        attack("wrapping: comment in the signature", at(8, "%%EOF00"), Caught::Unreadable),
        attack("wrapping: zero byte and word in the signature", at(8, "zz"), Caught::Unreadable),
        attack("wrapping: signature given twice", at(60, ">/Contents <"), Caught::Unreadable),
        attack(
            "wrapping: update in the room behind the signature",
            at(200, ">>>endobj xref 0 0 trailer<</Size 1>>startxref 9 %%EOF 9 0 obj<</A<"),
            Caught::Broken(Fault::ByteRangeGap),
        ),
    ]
}

/// The classic: the rest of the file is copied to the end and signed there; what stands where it
/// stood, and where its own table leads, is the forger's.
fn moved() -> Vec<u8> {
    let pdf = sealed(1);
    let gap = gap(pdf);
    let rest = pdf.get(gap.end..).unwrap();
    let range = format!("[0 {} {} {}]", gap.start, pdf.len(), rest.len());
    [with_range(pdf, &range).as_slice(), rest].concat()
}

#[test]
fn nothing_wrapped_around_a_signature_passes() {
    catch(&attacks());
}
