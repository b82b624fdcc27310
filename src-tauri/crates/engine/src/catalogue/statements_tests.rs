//! The sentences of the shipped registers, read as they would stand in minutes.

use domain::checklist::wording::Values;
use domain::checklist::{Naming, Row};

use crate::catalogue::Catalogue;

/// What the register `id` says of rows on 15/9/2022; each row is `column=text|column=text`.
#[track_caller]
fn check(id: &str, naming: Naming, rows: &[&str], expected: &[&str]) {
    let catalogue = Catalogue::builtin().unwrap();
    let day = chrono::NaiveDate::from_ymd_opt(2022, 9, 15).unwrap();
    let register = catalogue.checklist("cchc", day).unwrap().register(id).unwrap();
    let cells = |row: &&str| -> Row {
        let cells = row.split('|').filter_map(|cell| cell.split_once('='));
        cells
            .map(|(column, text)| {
                assert!(register.field(column).is_some(), "{column}");
                (column.to_owned(), text.to_owned())
            })
            .collect()
    };
    let rows: Vec<Row> = rows.iter().map(cells).collect();
    let mut words: Values = catalogue.vocabulary().values(day, None);
    words.insert("ngay".to_owned(), domain::date::cited(day));
    let said = register.sentences(&rows, day, &words, naming);
    let said: Vec<String> = said.iter().map(|it| it.text.to_template()).collect();
    assert_eq!(said, expected);
}

#[test]
fn badges_and_desk_signs_are_told_from_both_sides() {
    let worn = "ho_ten=A|tinh_trang=có mặt|deo_the=yes|bien_ten=yes";
    let bare = "ho_ten=Công chức B|chuc_vu=văn thư|tinh_trang=có mặt|deo_the=no|bien_ten=yes";
    let signs = "Toàn bộ 3 bàn làm việc được kiểm tra có biển ghi họ tên, chức vụ.";
    let on_time = "Toàn bộ 3 cán bộ, công chức được kiểm tra có mặt đúng giờ.";
    let stayed = "Không có cán bộ, công chức về sớm so với giờ quy định.";
    let most = "Đa số cán bộ, công chức có mặt đeo thẻ khi làm việc (2/3).";
    let short = "2/3 cán bộ, công chức đeo thẻ; 01 cán bộ, công chức không đeo thẻ khi làm việc";
    let rows = [worn, worn, bare];
    check("nhan_su", Naming::Counts, &rows, &[on_time, stayed, signs, most, &format!("{short}.")]);
    check(
        "nhan_su",
        Naming::Names,
        &rows,
        &[on_time, stayed, signs, most, &format!("{short} (Công chức B, văn thư).")],
    );
}

#[test]
fn tasks_tell_what_is_overdue_on_the_day_of_the_visit() {
    check(
        "nhiem_vu",
        Naming::Counts,
        &[
            "noi_dung=Kế hoạch tuyên truyền|han=2022-06-30|trang_thai=đã hoàn thành|ngay_hoan_thanh=2022-07-05",
            "noi_dung=Rà soát thủ tục|han=2022-08-31|trang_thai=đang thực hiện",
            "noi_dung=Số hoá kết quả|han=2022-12-15|trang_thai=đang thực hiện",
        ],
        &[
            "Đến ngày 15/9/2022 mới hoàn thành 1/3 nhiệm vụ được giao, đạt 33,33%; còn 02 nhiệm vụ chưa hoàn thành.",
            "Có 01 nhiệm vụ quá hạn chưa hoàn thành tính đến ngày 15/9/2022: Rà soát thủ tục (hạn 31/8/2022, quá 15 ngày).",
            "Có 01 nhiệm vụ hoàn thành chậm so với hạn được giao: Kế hoạch tuyên truyền (chậm 05 ngày).",
        ],
    );
}

#[test]
fn reports_tell_which_came_late_and_which_never() {
    check(
        "bao_cao",
        Naming::Counts,
        &[
            "loai=CCHC|ky=quý I|han=2022-03-15|ngay_gui=2022-03-14",
            "loai=CCHC|ky=quý II|han=2022-06-15|ngay_gui=2022-06-20",
            "loai=CCHC|ky=quý III|han=2022-09-10",
            "loai=CCHC|ky=năm 2022|han=2022-12-15",
        ],
        &[
            "Gửi chậm 01 báo cáo cải cách hành chính: quý II (chậm 05 ngày).",
            "Chưa gửi 01 báo cáo cải cách hành chính đã đến hạn: quý III (hạn 10/9/2022, quá 05 ngày).",
        ],
    );
}

#[test]
fn keys_and_devices_name_what_is_lacking() {
    check(
        "chia_khoa",
        Naming::Counts,
        &[
            "ma=IO-01|trang_thai=đang dùng",
            "ma=IO-02|trang_thai=chưa dùng|ly_do=chưa cài đặt",
            "ma=IO-03|trang_thai=hết hạn",
        ],
        &[
            "Mới sử dụng 1/3 chìa khoá IO được cấp; 02 chìa khoá chưa đưa vào sử dụng (IO-02 – chưa dùng: chưa cài đặt, IO-03 – hết hạn).",
            "Có 01 chìa khoá IO chưa bàn giao hoặc hết hạn (IO-03 – hết hạn).",
        ],
    );
    check(
        "thiet_bi",
        Naming::Counts,
        &["loai=máy tính|so_luong=4|dung_duoc=4", "loai=máy quét|so_luong=2|dung_duoc=1"],
        &[
            "Phần lớn thiết bị tại Bộ phận Một cửa dùng được (5/6).",
            "5/6 thiết bị tại Bộ phận Một cửa dùng được; 01 thiết bị hỏng hoặc không dùng được (máy quét).",
        ],
    );
}

#[test]
fn what_was_found_last_time_is_followed_up() {
    check(
        "ton_tai_ky_truoc",
        Naming::Counts,
        &[
            "ton_tai=Chưa niêm yết danh sách công chức|so_ket_luan=12/KL|da_khac_phuc=no|han=2022-03-31",
        ],
        &[
            "Tồn tại của kỳ kiểm tra trước chưa được khắc phục: Chưa niêm yết danh sách công chức (kết luận số 12/KL).",
            "Có 01 tồn tại của kỳ kiểm tra trước đã quá hạn khắc phục: Chưa niêm yết danh sách công chức (hạn 31/3/2022).",
        ],
    );
    check(
        "don_vi",
        Naming::Counts,
        &["ten=Trường Tiểu học|co_khai_thac=yes", "ten=Trạm Y tế|co_khai_thac=no"],
        &[
            "1/2 đơn vị trực thuộc khai thác văn bản qua hệ thống IO; 01 đơn vị không khai thác (Trạm Y tế).",
        ],
    );
}
