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
fn what_is_left_is_praised_only_while_nothing_of_it_is_overdue() {
    let done = "noi_dung=A|han=2022-06-30|trang_thai=đã hoàn thành|ngay_hoan_thanh=2022-06-30";
    let coming = "noi_dung=B|han=2022-12-15|trang_thai=đang thực hiện";
    check(
        "nhiem_vu",
        Naming::Counts,
        &[done, coming, "noi_dung=C|trang_thai=đang thực hiện"],
        &[
            "Đến ngày 15/9/2022 mới hoàn thành 1/3 nhiệm vụ được giao, đạt 33,33%; còn 02 nhiệm vụ chưa hoàn thành.",
            "Toàn bộ 2 nhiệm vụ còn lại đang được triển khai thực hiện.",
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
            "Mới sử dụng 1/3 chìa khóa IO được cấp; 02 chìa khóa chưa đưa vào sử dụng (IO-02 – chưa dùng: chưa cài đặt, IO-03 – hết hạn).",
            "Có 01 chìa khóa IO chưa bàn giao hoặc hết hạn (IO-03 – hết hạn).",
        ],
    );
    check(
        "chia_khoa",
        Naming::Counts,
        &[
            "ma=IO-01|trang_thai=đang dùng",
            "ma=IO-02|trang_thai=chưa dùng",
            "ma=IO-03|trang_thai=chưa dùng",
        ],
        &[
            "Mới sử dụng 1/3 chìa khóa IO được cấp; 02 chìa khóa chưa đưa vào sử dụng (IO-02, IO-03 – chưa dùng).",
            "3 chìa khóa IO được cấp đều đã bàn giao và còn hạn.",
        ],
    );
    check(
        "chia_khoa",
        Naming::Counts,
        &[
            "ma=IO-01|trang_thai=đang dùng",
            "ma=IO-02|trang_thai=chưa dùng",
            "ma=IO-03|trang_thai=hết hạn",
            "ma=IO-04|trang_thai=chưa dùng",
        ],
        &[
            "Mới sử dụng 1/4 chìa khóa IO được cấp; 03 chìa khóa chưa đưa vào sử dụng (IO-02, IO-04 – chưa dùng; IO-03 – hết hạn).",
            "Có 01 chìa khóa IO chưa bàn giao hoặc hết hạn (IO-03 – hết hạn).",
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

#[test]
fn decisions_are_updated_all_late_or_not_at_all() {
    let known =
        "so_qd=12/QĐ-UBND|ngay_hieu_luc=2022-03-01|da_cap_nhat=yes|ngay_cap_nhat=2022-03-01";
    let late = "so_qd=15/QĐ-UBND|ngay_hieu_luc=2022-04-01|da_cap_nhat=yes|ngay_cap_nhat=2022-04-11";
    let missing = "so_qd=20/QĐ-UBND|ngay_hieu_luc=2022-05-01|da_cap_nhat=no";
    check(
        "qd_cong_bo",
        Naming::Counts,
        &[known, late],
        &[
            "Cập nhật chậm 01 quyết định công bố thủ tục hành chính: 15/QĐ-UBND (chậm 10 ngày).",
            "Đã cập nhật đầy đủ 2 quyết định công bố thủ tục hành chính.",
        ],
    );
    check(
        "qd_cong_bo",
        Naming::Counts,
        &[known, missing],
        &["Chưa cập nhật 01 quyết định công bố thủ tục hành chính: 20/QĐ-UBND."],
    );
    check(
        "qd_cong_bo",
        Naming::Counts,
        &[known],
        &[
            "Đã cập nhật quyết định công bố thủ tục hành chính (12/QĐ-UBND).",
            "Quyết định công bố thủ tục hành chính được cập nhật kịp ngày có hiệu lực.",
        ],
    );
    let nobody_looked = "so_qd=20/QĐ-UBND|ngay_hieu_luc=2022-05-01";
    check("qd_cong_bo", Naming::Counts, &[nobody_looked], &[]);
}

#[test]
fn case_files_are_told_by_number_and_named_only_when_asked() {
    let good = "ma_ho_so=H1|phieu_du=yes|khop_phan_mem=yes|da_doi_chieu=yes|thanh_phan=đủ";
    let bad = "ma_ho_so=H2|phieu_du=no|khop_phan_mem=no|da_doi_chieu=no|thanh_phan=thừa";
    check(
        "ho_so_mau",
        Naming::Names,
        &[good, good, bad],
        &[
            "Đa số phiếu kiểm soát được kiểm tra ghi đầy đủ thông tin (2/3).",
            "01/3 phiếu kiểm soát được kiểm tra chưa ghi đầy đủ thông tin (H2).",
            "Đa số hồ sơ được kiểm tra khớp giữa bản giấy và phần mềm (2/3).",
            "01/3 hồ sơ được kiểm tra chưa khớp giữa bản giấy và phần mềm (H2).",
            "Đa số hồ sơ được kiểm tra đã đối chiếu, xác minh thông tin (2/3).",
            "01/3 hồ sơ được kiểm tra chưa đối chiếu, xác minh kỹ thông tin (H2).",
            "Đa số hồ sơ được kiểm tra đúng, đủ thành phần (2/3).",
            "01/3 hồ sơ được kiểm tra thừa hoặc thiếu thành phần (H2).",
        ],
    );
    check(
        "ho_so_mau",
        Naming::Counts,
        &[good],
        &[
            "Phiếu kiểm soát được kiểm tra ghi đầy đủ thông tin.",
            "Hồ sơ được kiểm tra khớp giữa bản giấy và phần mềm.",
            "Hồ sơ được kiểm tra đã đối chiếu, xác minh thông tin.",
            "Hồ sơ được kiểm tra đúng, đủ thành phần.",
        ],
    );
    check(
        "ho_so_mau",
        Naming::Counts,
        &[bad, bad],
        &[
            "Cả 2 phiếu kiểm soát được kiểm tra đều chưa ghi đầy đủ thông tin.",
            "Cả 2 hồ sơ được kiểm tra đều chưa khớp giữa bản giấy và phần mềm.",
            "Cả 2 hồ sơ được kiểm tra đều chưa đối chiếu, xác minh kỹ thông tin.",
            "Cả 2 hồ sơ được kiểm tra đều thừa hoặc thiếu thành phần.",
        ],
    );
}

#[test]
fn posted_procedures_are_told_with_their_fields_and_authorities() {
    check(
        "niem_yet",
        Naming::Counts,
        &["linh_vuc=Hộ tịch|co_niem_yet=yes", "linh_vuc=Đất đai|co_niem_yet=yes"],
        &["Đã niêm yết công khai đầy đủ 2 thủ tục hành chính thuộc thẩm quyền, gồm 02 lĩnh vực."],
    );
    check(
        "niem_yet",
        Naming::Counts,
        &["linh_vuc=Hộ tịch|co_niem_yet=yes", "linh_vuc=Đất đai", "linh_vuc=Thuế"],
        &[],
    );
    check(
        "niem_yet",
        Naming::Counts,
        &["linh_vuc=Hộ tịch|co_niem_yet=yes", "linh_vuc=Đất đai|co_niem_yet=no", "linh_vuc=Thuế"],
        &["Niêm yết chưa đầy đủ bộ thủ tục hành chính: 1/2 thủ tục, thiếu ở các lĩnh vực Đất đai."],
    );
    check(
        "niem_yet",
        Naming::Counts,
        &["linh_vuc=Hộ tịch|ten=A", "linh_vuc=Đất đai|ten=B"],
        &["Bộ thủ tục hành chính phải niêm yết gồm 2 thủ tục thuộc 02 lĩnh vực."],
    );
    check(
        "niem_yet",
        Naming::Counts,
        &[
            "ten=Đăng ký khai sinh|co_niem_yet=yes|du_bo_phan=no|bo_phan_thieu=thời hạn|thanh_phan=thừa|thanh_phan_lech=bản sao sổ",
            "ten=Đăng ký nghĩa vụ quân sự|co_quan=BCHQS|co_niem_yet=yes|du_bo_phan=yes|thanh_phan=khớp",
        ],
        &[
            "Đã niêm yết công khai đầy đủ 2 thủ tục hành chính thuộc thẩm quyền.",
            "1/2 thủ tục hành chính được kiểm tra niêm yết đủ các bộ phận; 01 thủ tục niêm yết chưa đủ: Đăng ký khai sinh (thiếu thời hạn).",
            "01/2 thủ tục hành chính đã đối chiếu niêm yết, yêu cầu thừa hoặc thiếu thành phần hồ sơ (Đăng ký khai sinh: thừa (bản sao sổ)).",
            "Đã niêm yết đầy đủ 1 thủ tục hành chính của Ban Chỉ huy quân sự cấp xã.",
        ],
    );
}

#[test]
fn figures_of_case_files_are_told_where_there_are_counts() {
    let counts = "nguon=báo cáo|cong_nhan=4545|cong_trong_ky=4545|cong_da_giai_quyet=4545|cong_dung_han=4541|nhan_truc_tuyen=2756|qua_han=4";
    check(
        "so_lieu",
        Naming::Counts,
        &[counts],
        &[
            "Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn đạt 99,91% (4.541/4.545 hồ sơ).",
            "Còn 04 hồ sơ giải quyết quá hạn.",
            "Hồ sơ trực tuyến (mức độ 3, 4, nay là toàn trình và một phần) đạt 2.756/4.545 hồ sơ, tỷ lệ 60,64%.",
        ],
    );
    // A percentage alone makes no sentence of counts, and an empty column is not a zero.
    check("so_lieu", Naming::Counts, &["nguon=báo cáo|ty_le_dung_han=99,56"], &[]);
    check(
        "so_lieu",
        Naming::Counts,
        &["cong_da_giai_quyet=9|cong_dung_han=9|qua_han=0"],
        &[
            "Toàn bộ 9 hồ sơ được giải quyết trước hạn, đúng hạn.",
            "Không có hồ sơ giải quyết quá hạn.",
        ],
    );
}

#[test]
fn apologies_reports_and_tasks_are_told_from_every_side() {
    let said = "ma_ho_so=H1|so_xin_loi=3/PXL|ngay_xin_loi=2022-08-01";
    let unsaid = "ma_ho_so=H2";
    let all = "Đã xin lỗi bằng văn bản đối với toàn bộ 2 hồ sơ giải quyết quá hạn.";
    check("qua_han", Naming::Counts, &[said, said], &[all]);
    let some = "Chưa thực hiện xin lỗi bằng văn bản đối với 01/2 hồ sơ giải quyết quá hạn (H2).";
    check("qua_han", Naming::Names, &[said, unsaid], &[some]);
    let none = "Chưa thực hiện xin lỗi bằng văn bản đối với hồ sơ giải quyết quá hạn.";
    check("qua_han", Naming::Counts, &[unsaid], &[none]);
    check(
        "bao_cao",
        Naming::Counts,
        &["loai=CCHC|ky=quý I năm 2022"],
        &["Chưa có báo cáo cải cách hành chính quý I năm 2022."],
    );
    check(
        "nhiem_vu",
        Naming::Counts,
        &["trang_thai=đã hoàn thành", "trang_thai=đã hoàn thành", "trang_thai=đang thực hiện"],
        &[
            "Đã hoàn thành 2/3 nhiệm vụ được giao, đạt 66,67%, tính đến ngày 15/9/2022.",
            "Đến ngày 15/9/2022 mới hoàn thành 2/3 nhiệm vụ được giao, đạt 66,67%; còn 01 nhiệm vụ chưa hoàn thành.",
            "Nhiệm vụ còn lại đang được triển khai thực hiện.",
        ],
    );
    check(
        "van_ban_chi_dao",
        Naming::Counts,
        &[
            "so=Chỉ thị 18/CT-UBND|ngay=2016-12-28|co_quan=UBND tỉnh Đắk Lắk|dung_han=yes|dat_chat_luong=yes",
        ],
        &[
            "Triển khai, báo cáo đúng thời gian, bảo đảm chất lượng văn bản chỉ đạo của cấp trên (Chỉ thị 18/CT-UBND ngày 28/12/2016 của UBND tỉnh Đắk Lắk).",
        ],
    );
    let school = "Trường học không khai thác văn bản qua hệ thống IO.";
    check("don_vi", Naming::Counts, &["ten=Trường học|co_khai_thac=no"], &[school]);
}
