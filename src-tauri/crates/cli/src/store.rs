//! The store a command works on: where it lies, what opens it.

use std::path::PathBuf;
use std::sync::Arc;

use domain::id::VisitId;
use engine::ports::{Clock, Randomness, SystemClock, SystemRandomness};
use engine::store::{Passphrase, RecoveryCode, Secret};
use engine::{Engine, EngineError, Noun};

use crate::args::Common;
use crate::failure::Failed;
use crate::files;

/// The folder of the window's own data, which is the same on this laptop.
const FOLDER: &str = "vn.bienban";

/// The doors to the clock and the randomness of this machine.
pub(crate) fn doors() -> (Arc<dyn Clock>, Arc<dyn Randomness>) {
    (Arc::new(SystemClock), Arc::new(SystemRandomness))
}

/// Where the store lies: as told, or where the window keeps its own.
pub(crate) fn home(common: &Common) -> Result<PathBuf, Failed> {
    let told = common.home.clone().filter(|path| !path.as_os_str().is_empty());
    told.or_else(|| Some(dirs::data_dir()?.join(FOLDER))).ok_or_else(|| {
        Failed::usage("Không biết thư mục dữ liệu của máy này. Hãy chỉ rõ bằng --home THƯ_MỤC.")
    })
}

/// What opens the store, if it was told.
pub(crate) fn find_secret(common: &Common) -> Result<Option<Secret>, Failed> {
    if let Some(path) = &common.recovery_code_file {
        let typed = files::read_secret(path)?;
        let code = RecoveryCode::typed(&typed).map_err(|_| {
            Failed::input(
                "E-RECOVERY-TYPED",
                "Mã khôi phục gõ chưa đúng: thiếu, thừa hoặc nhầm ký tự. Hãy so lại từng nhóm với bản in.",
            )
        })?;
        return Ok(Some(Secret::RecoveryCode(code)));
    }
    let Some(path) = &common.passphrase_file else { return Ok(None) };
    Ok(Some(Secret::Passphrase(Passphrase::new(&files::read_secret(path)?))))
}

/// What opens the store.
pub(crate) fn secret(common: &Common) -> Result<Secret, Failed> {
    find_secret(common)?.ok_or_else(|| {
        Failed::usage(
            "Chưa có mật khẩu. Hãy ghi mật khẩu vào một tệp và chỉ ra bằng --passphrase-file TỆP.",
        )
    })
}

/// Opens the store, does `work` and closes it again.
pub(crate) fn with<T>(
    common: &Common,
    work: impl FnOnce(&mut Engine) -> Result<T, Failed>,
) -> Result<T, Failed> {
    let mut engine = Engine::open(&home(common)?, &secret(common)?, doors())?;
    let answer = work(&mut engine);
    // What failed first is what people need to hear.
    let closed = engine.close();
    let answer = answer?;
    closed?;
    Ok(answer)
}

/// The visit that a person names: by its id, or as `CAMPAIGN/UNIT` or `CAMPAIGN/UNIT/DATE`.
pub(crate) fn visit(engine: &Engine, name: &str) -> Result<VisitId, Failed> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    let unknown =
        || Failed::from(EngineError::NotFound { what: Noun::Visit, name: name.to_owned() });
    let mut parts = name.splitn(3, '/');
    let (Some(campaign), Some(unit)) = (parts.next(), parts.next()) else { return Err(unknown()) };
    let day = parts.next();
    let campaign = engine.campaign_named(campaign)?;
    let (about, _) = engine.campaign(campaign)?;
    let unit = about.units.iter().find(|known| known.key == unit).ok_or_else(unknown)?.id;
    let mut found = engine.visits_of(campaign)?.into_iter().map(|it| it.visit).filter(|visit| {
        visit.unit == unit && day.is_none_or(|day| domain::date::parse(day) == Some(visit.date))
    });
    let first = found.next().ok_or_else(unknown)?;
    if found.next().is_some() {
        return Err(Failed::usage(format!(
            "“{name}” có nhiều cuộc kiểm tra. Hãy thêm ngày: ĐỢT/ĐƠN_VỊ/NĂM-THÁNG-NGÀY."
        )));
    }
    Ok(first.id)
}
