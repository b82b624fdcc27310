//! The published list of procedures (bộ TTHC công bố) of a campaign.

use std::collections::BTreeMap;

use domain::id::{CampaignId, ProcedureId};
use domain::procedures::{Authority, Procedure, code_key, components, name_key};
use tables::{Line, fold};

use super::{Act, At, Lines, Plan, Target, length};
use crate::engine::Engine;
use crate::error::{EngineError, Noun};
use crate::import::{LineFlaw, WantedColumn};
use crate::record::{self, Edit, REMOVED, kind};

pub(super) struct Catalogue;

impl Target for Catalogue {
    fn id(&self) -> &'static str {
        "catalogue"
    }

    fn columns(&self, _: &Engine, _: &At) -> Result<Vec<WantedColumn>, EngineError> {
        Ok(columns())
    }

    fn plan(
        &self,
        engine: &mut Engine,
        at: &At,
        lines: Lines<'_, '_>,
    ) -> Result<Plan, EngineError> {
        let campaign = at
            .campaign
            .ok_or_else(|| EngineError::NotFound { what: Noun::Campaign, name: String::new() })?;
        let replace = lines.replace;
        let read = read(lines);
        let standing = engine.procedures_of(campaign)?;
        plan(engine, campaign, &standing, (read, replace))
    }
}

fn columns() -> Vec<WantedColumn> {
    let column = WantedColumn::new;
    vec![
        column(
            "ten",
            "Tên TTHC",
            &["Tên thủ tục hành chính", "Tên thủ tục", "Thủ tục hành chính", "Thủ tục", "Tên"],
            true,
        ),
        column(
            "ma",
            "Mã TTHC",
            &["Mã số TTHC", "Mã thủ tục", "Mã số", "Mã hồ sơ TTHC", "Mã"],
            false,
        ),
        column("linh_vuc", "Lĩnh vực", &["Tên lĩnh vực", "Ngành, lĩnh vực"], false),
        column("cap", "Cấp thực hiện", &["Cấp giải quyết", "Cấp", "Cấp hành chính"], false),
        column(
            "co_quan",
            "Cơ quan thực hiện",
            &["Cơ quan có thẩm quyền", "Thẩm quyền giải quyết", "Cơ quan giải quyết", "Cơ quan"],
            false,
        ),
        column(
            "qd_cong_bo",
            "Quyết định công bố",
            &["QĐ công bố", "Số quyết định", "Quyết định"],
            false,
        ),
        column(
            "ngay_hieu_luc",
            "Ngày hiệu lực",
            &["Ngày có hiệu lực", "Hiệu lực từ", "Hiệu lực"],
            false,
        ),
        column(
            "het_hieu_luc",
            "Ngày hết hiệu lực, bãi bỏ",
            &["Ngày hết hiệu lực", "Ngày bãi bỏ", "Hết hiệu lực", "Bãi bỏ từ"],
            false,
        ),
        column("thanh_phan", "Thành phần hồ sơ", &["Thành phần, số lượng hồ sơ", "Hồ sơ"], false),
    ]
}

/// Reads the lines; titles of groups name the field of what stands below them.
fn read(lines: Lines<'_, '_>) -> Vec<Procedure> {
    let Lines { lines, reader, mapping, .. } = lines;
    let mut field = String::new();
    let mut seen: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut read = Vec::new();
    for line in &lines {
        if let Some(title) = group(line, mapping.columns.len()) {
            field = title;
            continue;
        }
        if !reader.sound(line) {
            continue;
        }
        let before = reader.problems.len();
        let procedure = procedure(line, &field, reader);
        let key = (code_key(&procedure.code), name_key(&procedure.name));
        if let Some(first) = seen.get(&key).copied() {
            reader.note(line, "ten", LineFlaw::Repeated(first));
        }
        seen.entry(key).or_insert(line.row);
        if reader.problems.len() == before {
            read.push(procedure);
        }
    }
    read
}

fn procedure(line: &Line, field: &str, reader: &mut crate::import::TableReader<'_>) -> Procedure {
    let own = line.get("linh_vuc");
    let field = if own.is_empty() { field } else { own };
    let office = line.get("co_quan");
    Procedure {
        code: line.get("ma").to_owned(),
        name: line.get("ten").to_owned(),
        field: field.to_owned(),
        level: line.get("cap").to_owned(),
        authority: Authority::read(if office.is_empty() { field } else { office }),
        decision: line.get("qd_cong_bo").to_owned(),
        effective: reader.day(line, "ngay_hieu_luc"),
        ended: reader.day(line, "het_hieu_luc"),
        components: components(line.get("thanh_phan")),
    }
}

/// The field that a title over a group names: “II. LĨNH VỰC HỘ TỊCH (5 TTHC)” is “Hộ tịch”.
pub(super) fn group(line: &Line, mapped: usize) -> Option<String> {
    let title = line.title.as_ref().filter(|_| line.get("ma").is_empty())?;
    let says_so = fold(title).contains("linh vuc");
    // In a list of names alone every line has only one text.
    if !says_so && mapped < 3 {
        return None;
    }
    let title = title.split(['(', ':']).next().unwrap_or(title).trim();
    let title = match title.split_once(['.', ')']) {
        Some((number, rest)) if number.chars().count() <= 5 && !rest.trim().is_empty() => {
            rest.trim()
        }
        _ => title,
    };
    let lowered = title.to_lowercase();
    let named = lowered.strip_prefix("lĩnh vực").map_or(lowered.as_str(), str::trim);
    let shouted = !title.chars().any(char::is_lowercase);
    let kept = title.chars().count().saturating_sub(named.chars().count());
    let plain: String = if shouted { named.to_owned() } else { title.chars().skip(kept).collect() };
    let mut letters = plain.trim().chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

fn plan(
    engine: &mut Engine,
    campaign: CampaignId,
    standing: &[(ProcedureId, Procedure)],
    (read, replace): (Vec<Procedure>, bool),
) -> Result<Plan, EngineError> {
    let key = |it: &Procedure| (code_key(&it.code), name_key(&it.name));
    let known: BTreeMap<_, _> = standing.iter().map(|(id, it)| (key(it), (*id, it))).collect();
    let mut plan = Plan { name: "Nhập danh mục TTHC công bố".to_owned(), ..Plan::default() };
    let mut edits = Vec::new();
    let mut kept = Vec::new();
    for procedure in &read {
        let id = match known.get(&key(procedure)) {
            Some((id, same)) if *same == procedure => {
                plan.same += 1;
                kept.push(*id);
                continue;
            }
            Some((id, _)) => {
                plan.changed += 1;
                *id
            }
            None => {
                plan.added += 1;
                ProcedureId::from_bytes(engine.new_id()?)
            }
        };
        kept.push(id);
        edits.extend(record::procedure_edits(id, procedure)?);
    }
    if replace {
        for (id, _) in standing.iter().filter(|(id, _)| !kept.contains(id)) {
            edits.push(Edit::new(kind::PROCEDURE, id.bytes(), REMOVED, &true)?);
            plan.removed = plan.removed.saturating_add(1);
        }
    }
    debug_assert!(length(kept.len()) == plan.added + plan.changed + plan.same);
    plan.act = Act::Edits { section: campaign.bytes(), edits };
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_groups_name_the_field() {
        let line =
            |title: &str| Line { row: 1, cells: BTreeMap::new(), title: Some(title.to_owned()) };
        let named = |title: &str| group(&line(title), 5);
        assert_eq!(named("II. LĨNH VỰC HỘ TỊCH (5 TTHC)").as_deref(), Some("Hộ tịch"));
        assert_eq!(named("Lĩnh vực Chứng thực").as_deref(), Some("Chứng thực"));
        assert_eq!(named("ĐẤT ĐAI").as_deref(), Some("Đất đai"));
        assert_eq!(group(&line("Đăng ký kết hôn"), 1), None);
    }
}
