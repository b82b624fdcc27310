//! The font of a signature's words: measured, cut down to the letters used, and embedded.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};

use crate::{
    error::SignError,
    pdf::{Dict, Id, Object},
    update::{Update, squeeze},
};

/// A TrueType font and the letters of it that are used.
pub(crate) struct Font<'a> {
    bytes: &'a [u8],
    face: Face<'a>,
    glyphs: GlyphRemapper,
    /// For each letter used: its glyph in the subset, and its width in thousandths of an em.
    letters: BTreeMap<char, (u16, i64)>,
}

impl<'a> Font<'a> {
    /// Reads a TrueType file.
    ///
    /// # Errors
    ///
    /// [`SignError::Font`] when it is none.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, SignError> {
        let face = Face::parse(bytes, 0).map_err(|_| SignError::Font)?;
        if face.units_per_em() == 0 {
            return Err(SignError::Font);
        }
        Ok(Self { bytes, face, glyphs: GlyphRemapper::new(), letters: BTreeMap::new() })
    }

    /// Width of `text` in thousandths of an em. The letters count as used from here on.
    pub(crate) fn measure(&mut self, text: &str) -> i64 {
        text.chars().map(|letter| self.letter(letter).1).sum()
    }

    /// The codes that show `text`, as a PDF string.
    pub(crate) fn encode(&mut self, text: &str) -> Object {
        Object::Hex(text.chars().flat_map(|letter| self.letter(letter).0.to_be_bytes()).collect())
    }

    /// A letter that the font does not have is shown as a question mark.
    fn letter(&mut self, letter: char) -> (u16, i64) {
        if let Some(known) = self.letters.get(&letter) {
            return *known;
        }
        let glyph = self.face.glyph_index(letter).or_else(|| self.face.glyph_index('?'));
        let glyph = glyph.unwrap_or(GlyphId(0));
        let width = self.scale(i64::from(self.face.glyph_hor_advance(glyph).unwrap_or(0)));
        let entry = (self.glyphs.remap(glyph.0), width);
        self.letters.insert(letter, entry);
        entry
    }

    /// Font units to thousandths of an em.
    fn scale(&self, units: i64) -> i64 {
        units * 1000 / i64::from(self.face.units_per_em())
    }

    /// Writes the font with the letters used so far; returns the object to name in resources.
    ///
    /// # Errors
    ///
    /// [`SignError::Font`] when the font cannot be cut down.
    pub(crate) fn embed(&self, update: &mut Update<'_>) -> Result<Id, SignError> {
        let subset = subsetter::subset(self.bytes, 0, &self.glyphs).map_err(|_| SignError::Font)?;
        let name = Object::name(&format!("{}+LiberationSerif", tag_of(&subset)));
        let length = Object::Int(i64::try_from(subset.len()).unwrap_or(i64::MAX));
        let file = update.add_stream(
            Dict::new([("Filter", Object::name("FlateDecode")), ("Length1", length)]),
            &squeeze(&subset),
        );
        let descriptor = update.add(&Object::Dict(self.descriptor(name.clone(), file)));
        let system = Dict::new([
            ("Registry", Object::Text(b"Adobe".to_vec())),
            ("Ordering", Object::Text(b"Identity".to_vec())),
            ("Supplement", Object::Int(0)),
        ]);
        let cid_font = update.add(&Object::Dict(Dict::new([
            ("Type", Object::name("Font")),
            ("Subtype", Object::name("CIDFontType2")),
            ("BaseFont", name.clone()),
            ("CIDSystemInfo", Object::Dict(system)),
            ("CIDToGIDMap", Object::name("Identity")),
            ("FontDescriptor", Object::Ref(descriptor)),
            ("W", Object::Array(self.widths())),
        ])));
        let squeezed = Dict::new([("Filter", Object::name("FlateDecode"))]);
        let to_unicode = update.add_stream(squeezed, &squeeze(self.to_unicode().as_bytes()));
        Ok(update.add(&Object::Dict(Dict::new([
            ("Type", Object::name("Font")),
            ("Subtype", Object::name("Type0")),
            ("BaseFont", name),
            ("Encoding", Object::name("Identity-H")),
            ("DescendantFonts", Object::Array(vec![Object::Ref(cid_font)])),
            ("ToUnicode", Object::Ref(to_unicode)),
        ]))))
    }

    fn descriptor(&self, name: Object, file: Id) -> Dict {
        const NONSYMBOLIC_SERIF: i64 = 1 << 5 | 1 << 1;
        let scale = |units: i16| Object::Int(self.scale(i64::from(units)));
        let bounds = self.face.global_bounding_box();
        let ascender = self.face.ascender();
        Dict::new([
            ("Type", Object::name("FontDescriptor")),
            ("FontName", name),
            ("Flags", Object::Int(NONSYMBOLIC_SERIF)),
            (
                "FontBBox",
                Object::Array(
                    [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scale).to_vec(),
                ),
            ),
            ("ItalicAngle", Object::Int(0)),
            ("Ascent", scale(ascender)),
            ("Descent", scale(self.face.descender())),
            ("CapHeight", scale(self.face.capital_height().unwrap_or(ascender))),
            ("StemV", Object::Int(80)),
            ("FontFile2", Object::Ref(file)),
        ])
    }

    /// `/W`: glyph number and an array of one width, for each glyph.
    fn widths(&self) -> Vec<Object> {
        let glyphs: BTreeMap<u16, i64> = self.letters.values().copied().collect();
        glyphs
            .into_iter()
            .flat_map(|(glyph, width)| {
                [Object::Int(i64::from(glyph)), Object::Array(vec![Object::Int(width)])]
            })
            .collect()
    }

    fn to_unicode(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let letters: Vec<_> = self.letters.iter().collect();
        for part in letters.chunks(100) {
            map.push_str(&format!("{} beginbfchar\n", part.len()));
            for (letter, (glyph, _)) in part {
                let mut units = [0; 2];
                let units: String = letter
                    .encode_utf16(&mut units)
                    .iter()
                    .map(|unit| format!("{unit:04X}"))
                    .collect();
                map.push_str(&format!("<{glyph:04X}> <{units}>\n"));
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

/// Six letters that tell subsets apart (ISO 32000-2, 9.9.2).
fn tag_of(subset: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, subset);
    digest.as_ref().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
