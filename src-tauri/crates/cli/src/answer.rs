//! What a command has to say.

use std::path::Path;

use serde_json::Value;

use crate::failure::Failed;

/// What a command has to say, for people and for scripts.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The JSON document.
    pub(crate) json: Value,
    /// The same in Vietnamese, several lines.
    pub(crate) text: String,
    /// Why the answer to the question is “no”.
    pub(crate) no: Option<Failed>,
}

impl Answer {
    /// An answer of `json`, told to people as `text`.
    pub(crate) fn new(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), no: None }
    }

    /// An answer that scripts read as they are read by people.
    pub(crate) fn text(text: String) -> Self {
        Self { json: Value::String(text.clone()), text, no: None }
    }

    /// The same answer, which wrote a document for Word too.
    pub(crate) fn with_word(mut self, docx: &Path) -> Self {
        if let Some(members) = self.json.as_object_mut() {
            members.insert("docx".to_owned(), docx.to_string_lossy().into());
        }
        self.text.push_str(&format!("\nBản Word: {}.", docx.display()));
        self
    }

    /// The same answer, which is a “no” for this reason.
    pub(crate) fn no(self, reason: Failed) -> Self {
        Self { no: Some(reason), ..self }
    }
}
