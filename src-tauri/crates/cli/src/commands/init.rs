//! `init`: a new store.

use std::path::Path;

use engine::Engine;
use engine::actions::Person;
use engine::import::read_profile;
use engine::store::KeyCost;
use serde_json::json;

use crate::answer::Answer;
use crate::args::Common;
use crate::failure::Failed;
use crate::{files, store};

/// Makes a store and says the recovery code, this once.
pub(super) fn init(common: &Common, profile: &Path) -> Result<Answer, Failed> {
    let (name, text) = files::read_text(profile)?;
    let profile = read_profile(&name, &text).map_err(engine::EngineError::from)?;
    let person = Person { name: profile.name, title: profile.title, office: profile.office };
    let Some(path) = &common.passphrase_file else {
        return Err(Failed::usage(
            "Chưa có mật khẩu cho kho mới. Hãy ghi mật khẩu vào một tệp và chỉ ra bằng --passphrase-file TỆP.",
        ));
    };
    let passphrase = files::read_secret(path)?;
    let home = store::home(common)?;
    let (engine, code) =
        Engine::create(&home, &person, &passphrase, KeyCost::STANDARD, store::doors())?;
    engine.close()?;
    let code = code.printed();
    let text = format!(
        "Đã tạo kho dữ liệu tại {}.\n\nMã khôi phục: {}\n\nHãy in mã này và cất ở nơi an toàn. Mã chỉ hiện một lần; ai có mã cũng mở được kho.",
        home.display(),
        *code
    );
    Ok(Answer::new(json!({ "home": home.to_string_lossy(), "recovery_code": *code }), text))
}
