//! What has to be looked at before a notice goes out.

use domain::notice::alike::Suggestion;
use domain::number;

use super::material::Material;
use super::outline::{Kept, NoticeSlot};
use crate::minutes::{Check, CheckLevel, open_places};
use crate::slots::slot_text;

/// Looks over the notice: open places, disagreements, visits without sealed minutes, units on the
/// plan without a visit, texts that nothing carries any more, and what might be said at once.
pub fn checks(
    material: &Material,
    slots: &[NoticeSlot],
    (kept, suggestions): (&[Kept], &[Suggestion]),
) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut say = |level, text: String| {
        checks.push(Check { level, text, item: String::new() });
    };
    let count = |count: usize| number::in_text(u64::try_from(count).unwrap_or(u64::MAX));
    for slot in slots {
        let slot = &slot.slot;
        if !open_places(slot_text(&slot.id, &slot.generated, &material.record.slots)).is_empty() {
            say(CheckLevel::Block, format!("Phần “{}” còn chỗ trống.", slot.title));
        }
    }
    let disputed = material.seen.iter().filter(|seen| seen.disputes != 0).count();
    if disputed != 0 {
        let text = "cuộc kiểm tra còn chỗ có ý kiến khác nhau, cần chọn.";
        say(CheckLevel::Block, format!("{} {text}", count(disputed)));
    }
    let mut warn = |number: usize, words: &str| {
        if number != 0 {
            say(CheckLevel::Warn, format!("{} {words}", count(number)));
        }
    };
    warn(
        material.seen.iter().filter(|seen| !seen.sealed).count(),
        "cuộc kiểm tra chưa chốt biên bản.",
    );
    warn(material.outstanding().len(), "đơn vị có trong kế hoạch nhưng chưa có cuộc kiểm tra.");
    warn(kept.len(), "phần đã viết không còn dữ liệu; nội dung được giữ, không in.");
    warn(suggestions.len(), "nhóm nhận xét giống nhau có thể gộp.");
    if slots.iter().all(|slot| slot.sources.is_empty()) {
        say(CheckLevel::Warn, "Đợt kiểm tra chưa có nhận xét nào.".to_owned());
    }
    checks.sort_by_key(|check| std::cmp::Reverse(check.level));
    checks
}
