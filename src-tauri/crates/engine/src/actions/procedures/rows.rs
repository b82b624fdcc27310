//! The rows of the register of posted procedures, and what a comparison writes into them.

use std::collections::BTreeMap;

use domain::checklist::{NO, YES};
use domain::date;
use domain::procedures::{By, Outcome, Part, Posted, Procedure, State, components};

/// The register of posted procedures.
pub(in crate::actions) const REGISTER: &str = "niem_yet";

/// What a person says of a row that the published list does not have.
pub(super) const FOREIGN: &str = "không có trong danh mục";

/// The row was found by its code.
pub(super) const BY_CODE: &str = "khớp mã";

/// The row was found by its name.
pub(super) const BY_NAME: &str = "khớp tên";

/// A row's cells by column.
pub(in crate::actions) type Cells = BTreeMap<String, String>;

/// Reads a row as the comparison takes it.
pub(in crate::actions) fn posted(cells: &Cells) -> Posted {
    let text = |name: &str| cells.get(name).map_or("", String::as_str);
    let flag = |name: &str| match text(name) {
        YES => Some(true),
        NO => Some(false),
        _ => None,
    };
    let listed = components(text("thanh_phan_niem_yet"));
    Posted {
        code: text("ma").to_owned(),
        name: text("ten").to_owned(),
        field: text("linh_vuc").to_owned(),
        hangs: flag("co_niem_yet"),
        foreign: text("doi_chieu") == FOREIGN,
        complete: flag("du_bo_phan"),
        missing_parts: Part::read_list(text("bo_phan_thieu")),
        components: (!listed.is_empty()).then_some(listed),
        since: date::parse(text("ngay_niem_yet")),
    }
}

/// The cells that a comparison writes into the row of `line`: where it stands, and from the
/// published list what the row does not say itself.
pub(in crate::actions) fn settled(
    cells: &Cells,
    outcome: &Outcome,
    procedure: Option<&Procedure>,
) -> Cells {
    let mut written = Cells::new();
    let mut put = |name: &str, text: String| written.insert(name.to_owned(), text);
    // A row found by its name gets the code of the list; it stays one found by its name.
    let found = |text: &str| text == BY_CODE || text == BY_NAME;
    let now = standing(outcome.state);
    let said = cells.get("doi_chieu").map_or("", String::as_str);
    put("doi_chieu", if found(said) && found(now) { said } else { now }.to_owned());
    if let Some(ended) = ended(outcome.state) {
        put("het_hieu_luc", if ended { YES } else { NO }.to_owned());
    }
    put("cham", outcome.late_days.map(|days| days.to_string()).unwrap_or_default());
    if let Some(difference) = &outcome.components {
        put("thanh_phan", difference.word().to_owned());
        let side = |name: &str, list: &[String]| {
            (!list.is_empty()).then(|| format!("{name}: {}", list.join("; ")))
        };
        let sides = [side("thừa", &difference.surplus), side("thiếu", &difference.lacking)];
        put("thanh_phan_lech", sides.into_iter().flatten().collect::<Vec<_>>().join(" – "));
    }
    if let Some(procedure) = procedure {
        for (name, text) in about(procedure) {
            if cells.get(&name).is_none_or(|cell| cell.trim().is_empty()) {
                written.insert(name, text);
            }
        }
    }
    written.retain(|name, text| cells.get(name).map_or("", String::as_str) != text);
    written
}

/// The cells in which a row says what the published list says.
pub(in crate::actions) fn about(procedure: &Procedure) -> Cells {
    let day = procedure.effective.map(|day| day.to_string()).unwrap_or_default();
    [
        ("ma", procedure.code.clone()),
        ("ten", procedure.name.clone()),
        ("linh_vuc", procedure.field.clone()),
        ("cap", procedure.level.clone()),
        ("co_quan", procedure.authority.code().to_owned()),
        ("qd_cong_bo", procedure.decision.clone()),
        ("ngay_hieu_luc", day),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(name, text)| (name.to_owned(), text))
    .collect()
}

/// The option of the column “Đối chiếu”.
const fn standing(state: State) -> &'static str {
    match state {
        State::Known(By::Code) | State::Ended(By::Code) => BY_CODE,
        State::Known(By::Name) | State::Ended(By::Name) => BY_NAME,
        State::Early(_) => "chưa có hiệu lực",
        State::Repeated(_) => "trùng dòng trên",
        State::Unknown => "chưa tìm thấy",
        State::Foreign => FOREIGN,
    }
}

const fn ended(state: State) -> Option<bool> {
    match state {
        State::Known(_) => Some(false),
        State::Ended(_) => Some(true),
        State::Early(_) | State::Repeated(_) | State::Unknown | State::Foreign => None,
    }
}
