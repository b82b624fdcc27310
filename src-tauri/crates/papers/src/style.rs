//! Page, sizes and cases of each element, as values.

/// How papers look: the rules of NĐ 30/2020/NĐ-CP or of what came before.
#[derive(Clone, Debug, PartialEq)]
pub struct StyleSheet {}

impl StyleSheet {
    /// NĐ 30/2020/NĐ-CP, Phụ lục I.
    #[must_use]
    pub fn nd30() -> Self {
        Self {}
    }
}
