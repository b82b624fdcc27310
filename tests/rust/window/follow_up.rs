//! What became of a demand, in the real window: handed over, reported on, seen again, reminded of,
//! closed.

use serde_json::json;

use super::Window;
use super::paper::wait_for_ink;
use super::steps::{open_sample, wait_for_quiet};

const SAMPLE: &str = "2017-dak-lak-3027";
/// The demand of xã Ea Siên that has a term of its own.
const DEMAND: &str = "Gắn trách nhiệm, làm cơ sở đánh giá chất lượng cán bộ, công chức cuối năm";

#[test]
fn a_demand_is_followed_from_its_delivery_to_its_end() {
    let Some(mut window) = open_sample(SAMPLE) else { return };
    window.click("button", "Theo dõi khắc phục");
    window.wait_for_text("1 quá hạn · 7 chưa khắc phục");
    act(&window, "1", "Ngày giao văn bản – Xã Ea Siên");
    window.type_into("Ngày đơn vị nhận", "02/11/2017");
    save(&window);
    window.wait_for_text("Giao ngày 02/11/2017");

    act(&window, "2", "Báo cáo khắc phục – Xã Ea Siên");
    window.type_into("Số, ký hiệu", "45/BC-UBND");
    save(&window);
    wait_for_state(&window, "Chờ kiểm tra lại");
    window.wait_for_text("45/BC-UBND, nhận ngày");
    window.keep_picture("follow-up-reported");

    see_again(&window, "Khắc phục một phần");
    wait_for_state(&window, "Quá hạn");
    remind(&window);
    see_again(&window, "Đã khắc phục");
    wait_for_state(&window, "Đã khắc phục");
    wait_for_quiet(&window);
    window.keep_picture("follow-up-closed");

    window.close();
    let list = window.laptop().ask(&["follow-up", "list", SAMPLE]);
    assert_eq!((&list["counts"]["closed"], &list["counts"]["overdue"]), (&json!(1), &json!(2)));
}

/// Goes to the demand and presses the digit of an act.
fn act(window: &Window, digit: &str, dialog: &str) {
    let script = "const lines = [...document.querySelectorAll('[data-demand]')]; \
                  const unit = (line) => line.closest('section').querySelector('h2').textContent; \
                  const line = lines.find((one) => one.textContent.includes(arguments[0]) \
                    && unit(one) === 'Xã Ea Siên'); \
                  line?.focus(); return line !== undefined;";
    window.wait_for("the demand", || {
        (window.run(script, vec![json!(DEMAND)]) == json!(true)).then_some(())
    });
    window.press(&[digit]);
    window.find("dialog", dialog);
}

fn save(window: &Window) {
    window.click("button", "Lưu");
}

fn see_again(window: &Window, outcome: &str) {
    act(window, "3", "Kiểm tra lại 1 nội dung");
    window.choose("Kết quả", outcome);
    save(window);
}

/// The letter is written, sealed and stands at the unit.
fn remind(window: &Window) {
    act(window, "6", "Công văn đôn đốc – Xã Ea Siên");
    wait_for_ink(window, "dialog canvas", 1000);
    window.keep_picture("follow-up-letter");
    window.click("button", "Chốt công văn");
    window.click("button", "Chốt nội dung");
    window.wait_for_text("Mã niêm phong");
    wait_for_ink(window, "dialog canvas", 1000);
    window.keep_picture("follow-up-letter-sealed");
    window.click("button", "Đóng");
    window.wait_for_text("1 nội dung");
}

/// Waits until the line of the demand says this.
fn wait_for_state(window: &Window, state: &str) {
    let script = "return [...document.querySelectorAll('[data-demand][aria-current=true]')] \
                  .map((line) => line.ariaLabel).join()";
    window.wait_for(state, || {
        window.run(script, Vec::new()).as_str().filter(|line| line.contains(state)).map(drop)
    });
}
