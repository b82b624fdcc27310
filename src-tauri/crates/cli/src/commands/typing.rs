//! `type`: notes from standard input, each acknowledged once it is on the disk.
//!
//! A test ends this program at any moment and asks for every note that was
//! acknowledged.

use std::io::{self, BufRead as _};

use engine::record::AnswerField;
use serde_json::json;

use crate::answer::Answer;
use crate::args::Common;
use crate::failure::Failed;
use crate::{shell, store};

pub(super) fn listen(common: &Common, visit: &str) -> Result<Answer, Failed> {
    store::with(common, |engine| {
        let visit = store::visit(engine, visit)?;
        let mut saved = 0_u32;
        for line in io::stdin().lock().lines() {
            let line = line.map_err(|_| {
                Failed::input("E-INPUT", "Không đọc được đầu vào chuẩn. Hãy dùng văn bản UTF-8.")
            })?;
            let Some((item, note)) = line.split_once('\t') else {
                return Err(Failed::input(
                    "E-INPUT",
                    "Mỗi dòng phải là MỤC, dấu Tab, rồi nội dung.",
                ));
            };
            engine.answer(visit, item, &AnswerField::Note(note.to_owned()))?;
            saved += 1;
            // Whoever listens counts on this line: it comes after the commit, never before.
            if shell::say_at_once(&line).is_err() {
                break;
            }
        }
        Ok(Answer::new(json!({ "saved": saved }), ""))
    })
}
