//! The marks on a photograph, as the ledger spells them.

use pictures::{Frame, Layer, Mark, Point};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::RecordError;

/// One mark. Numbers are thousandths of the upright picture.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum Spelled {
    Arrow { x1: u16, y1: u16, x2: u16, y2: u16 },
    Ellipse { x1: u16, y1: u16, x2: u16, y2: u16 },
    Box { x1: u16, y1: u16, x2: u16, y2: u16 },
    Blur { x1: u16, y1: u16, x2: u16, y2: u16 },
    Text { x1: u16, y1: u16, text: String },
}

impl From<&Mark> for Spelled {
    fn from(mark: &Mark) -> Self {
        let [x1, y1, x2, y2] = match mark {
            Mark::Arrow { from, to } => [from.x, from.y, to.x, to.y],
            Mark::Ellipse(frame) | Mark::Box(frame) | Mark::Blur(frame) => {
                [frame.from.x, frame.from.y, frame.to.x, frame.to.y]
            }
            Mark::Text { at, .. } => [at.x, at.y, at.x, at.y],
        };
        match mark {
            Mark::Arrow { .. } => Self::Arrow { x1, y1, x2, y2 },
            Mark::Ellipse(_) => Self::Ellipse { x1, y1, x2, y2 },
            Mark::Box(_) => Self::Box { x1, y1, x2, y2 },
            Mark::Blur(_) => Self::Blur { x1, y1, x2, y2 },
            Mark::Text { text, .. } => Self::Text { x1, y1, text: text.clone() },
        }
    }
}

impl From<Spelled> for Mark {
    fn from(spelled: Spelled) -> Self {
        let at = |x, y| Point { x, y };
        match spelled {
            Spelled::Arrow { x1, y1, x2, y2 } => Self::Arrow { from: at(x1, y1), to: at(x2, y2) },
            Spelled::Ellipse { x1, y1, x2, y2 } => {
                Self::Ellipse(Frame::between(at(x1, y1), at(x2, y2)))
            }
            Spelled::Box { x1, y1, x2, y2 } => Self::Box(Frame::between(at(x1, y1), at(x2, y2))),
            Spelled::Blur { x1, y1, x2, y2 } => Self::Blur(Frame::between(at(x1, y1), at(x2, y2))),
            Spelled::Text { x1, y1, text } => Self::Text { at: at(x1, y1), text },
        }
    }
}

/// The marks as the ledger holds them: one JSON list.
///
/// # Errors
///
/// [`RecordError::Unreadable`], which no layer brings about.
pub(super) fn spell(layer: &Layer) -> Result<Vec<serde_json::Value>, RecordError> {
    let spell = |mark| serde_json::to_value(Spelled::from(mark)).map_err(unreadable);
    layer.marks().iter().map(spell).collect()
}

/// Reads such a list.
///
/// A mark that this version does not know is an error and not left out: it could be what hides a
/// name.
///
/// # Errors
///
/// [`RecordError`].
pub(super) fn read(list: Vec<serde_json::Value>) -> Result<Layer, RecordError> {
    let marks = list.into_iter().map(serde_json::from_value::<Spelled>);
    let marks: Result<Vec<Mark>, _> = marks.map(|it| it.map(Mark::from)).collect();
    Layer::new(marks.map_err(unreadable)?).map_err(|flaw| RecordError::Impossible {
        what: "marks on a picture",
        reason: flaw.to_string(),
    })
}

/// A short name for exactly these marks, for the copies they are painted into.
///
/// # Errors
///
/// As for the record.
pub fn layer_digest(layer: &Layer) -> Result<String, RecordError> {
    let bytes = serde_json::to_vec(&spell(layer)?).map_err(unreadable)?;
    let digest = Sha256::digest(bytes);
    Ok(digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

fn unreadable(source: serde_json::Error) -> RecordError {
    RecordError::Unreadable {
        kind: super::kind::EVIDENCE.to_owned(),
        field: MARKS.to_owned(),
        source,
    }
}

/// The field that holds the marks.
pub(super) const MARKS: &str = "marks";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_spelled_as_they_were_signed_first() {
        let frame = Frame::between(Point { x: 10, y: 20 }, Point { x: 300, y: 400 });
        let marks = vec![
            Mark::Arrow { from: Point { x: 1, y: 2 }, to: Point { x: 3, y: 4 } },
            Mark::Blur(frame),
            Mark::Text { at: Point { x: 5, y: 6 }, text: "Thiếu số".to_owned() },
        ];
        let layer = Layer::new(marks).unwrap();

        let spelled = spell(&layer).unwrap();

        let text = serde_json::to_string(&spelled).unwrap();
        assert_eq!(
            text,
            r#"[{"kind":"arrow","x1":1,"x2":3,"y1":2,"y2":4},{"kind":"blur","x1":10,"x2":300,"y1":20,"y2":400},{"kind":"text","text":"Thiếu số","x1":5,"y1":6}]"#
        );
        assert_eq!(read(spelled).unwrap(), layer);
    }

    #[test]
    fn a_mark_of_a_later_version_is_not_left_out() {
        let later = serde_json::json!([{ "kind": "mosaic", "x1": 0, "y1": 0, "x2": 9, "y2": 9 }]);
        let outside = serde_json::json!([{ "kind": "box", "x1": 0, "y1": 0, "x2": 9, "y2": 1001 }]);

        for list in [later, outside] {
            assert!(read(list.as_array().unwrap().clone()).is_err());
        }
    }
}
