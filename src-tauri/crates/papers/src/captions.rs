//! Captions with numbers that count by themselves.

use std::collections::BTreeMap;

use crate::document::Figure;

/// How many figures of each series there have been.
#[derive(Clone, Debug, Default)]
pub(crate) struct Series(BTreeMap<String, u32>);

impl Series {
    /// Counts a figure of a series; gives back its number.
    pub(crate) fn next(&mut self, series: &str) -> u32 {
        let count = self.0.entry(series.to_owned()).or_default();
        *count += 1;
        *count
    }

    /// The caption of a figure as printed, such as `Hình 3. Bảng niêm yết`.
    pub(crate) fn caption(&mut self, figure: &Figure) -> String {
        let Some(series) = &figure.series else { return figure.caption.clone() };
        let number = self.next(series);
        format!("{series} {number}{}", rest(&figure.caption))
    }
}

/// What follows the number.
pub(crate) fn rest(caption: &str) -> String {
    if caption.is_empty() { String::new() } else { format!(". {caption}") }
}
