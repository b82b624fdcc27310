//! What the data inside a paper tell twice: for whoever reads them, and to lay the paper out from.
//! Both have to say the same.

use serde_json::Value;

use super::differences::{DIFFERENCES_MAX, Differing, shortened};
use super::facts::short;

/// What `attached` tells otherwise than `again`, which is told anew from what the paper is laid out
/// from.
pub(super) fn differing(attached: &[u8], again: &[u8]) -> Vec<Differing> {
    if attached == again {
        return Vec::new();
    }
    let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap_or(Value::Null);
    let mut found = Vec::new();
    let mut walk = Walk { found: &mut found };
    walk.both(&read(attached), &read(again), "");
    if found.is_empty() {
        found.push(Differing::Spelled);
    }
    found
}

struct Walk<'f> {
    found: &'f mut Vec<Differing>,
}

impl Walk<'_> {
    fn both(&mut self, attached: &Value, again: &Value, about: &str) {
        if attached == again || DIFFERENCES_MAX <= self.found.len() {
            return;
        }
        match (attached, again) {
            (Value::Object(own), Value::Object(other)) => {
                let about = name_of(again).unwrap_or_else(|| about.to_owned());
                let keys = own.keys().chain(other.keys().filter(|key| !own.contains_key(*key)));
                for key in keys {
                    let at = if about.is_empty() { key_in_words(key) } else { about.clone() };
                    let of = |of: &serde_json::Map<String, Value>| {
                        of.get(key).cloned().unwrap_or(Value::Null)
                    };
                    self.both(&of(own), &of(other), &at);
                }
            }
            (Value::Array(own), Value::Array(other)) => {
                for at in 0..own.len().max(other.len()) {
                    let of = |of: &[Value]| of.get(at).cloned().unwrap_or(Value::Null);
                    self.both(&of(own), &of(other), about);
                }
            }
            _ => {
                let named = name_of(attached).or_else(|| name_of(again));
                let about = named.unwrap_or_else(|| about.to_owned());
                let about = if about.is_empty() { key_in_words("") } else { about };
                self.found.push(Differing::Inside {
                    about,
                    laid_out: shortened(&in_words(again)),
                    attached: shortened(&in_words(attached)),
                });
            }
        }
    }
}

/// What a thing of the data is called: an item, or a finding by its words.
fn name_of(value: &Value) -> Option<String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    if let Some(item) = text("item") {
        return Some(format!("số liệu, kết quả mục {item}"));
    }
    let named = text("text").map(|words| format!("nhận xét “{}”", short(words)));
    named.filter(|_| value.get("kind").is_some() || value.get("due").is_some())
}

fn key_in_words(key: &str) -> String {
    match key {
        "answers" => "kết quả và số liệu",
        "findings" | "paragraphs" => "nhận xét",
        "recommendations" | "demands" => "kiến nghị",
        "unit_name" | "unit" | "addressee" => "tên đơn vị",
        "date" => "ngày",
        "seal" => "mã niêm phong",
        "revision" => "bản thứ",
        "campaign" | "campaign_name" => "đợt kiểm tra",
        _ => "mục dữ liệu khác",
    }
    .to_owned()
}

fn in_words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(fields) => {
            let said = ["text", "printed", "verdict"].into_iter().find_map(|key| fields.get(key));
            said.map_or_else(|| value.to_string(), in_words)
        }
        Value::Bool(_) | Value::Number(_) | Value::Array(_) => value.to_string(),
    }
}
