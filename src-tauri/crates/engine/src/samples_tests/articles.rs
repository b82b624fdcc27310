//! The minutes of each article's unit print the facts of the article.

use super::*;

#[test]
fn cau_tre_prints_the_facts_of_its_article() {
    let text = minutes_of("2022-cau-tre", "cau-tre");
    says(
        &text,
        &[
            "ngày 15 tháng 9 năm 2022",
            "Nguyễn Thị Thanh Hồng",
            "Trưởng phòng Cải cách hành chính và pháp chế Sở Nội vụ",
            "Nguyễn Chiến Vương, Chủ tịch UBND phường",
            "Phí Thị Hồng Vân, Phó Chủ tịch UBND phường",
            "14/27 | 51,85% | đơn vị báo cáo 51,8%",
            "4.541/4.545 | 99,91%",
            "2.756/4.545 | 60,64%",
            "4/4.545 | 0,09%",
            "khoản 9 Điều 19 Nghị định số 61/2018/NĐ-CP",
            "Rà soát lại các chỉ tiêu theo kế hoạch của phường",
            "số hóa thủ tục hành chính giai đoạn từ năm 2014 - 2022",
            "lập hồ sơ công việc điện tử",
            "nhiều hình thức phong phú, đa dạng",
            "Nâng cao hiệu quả dịch vụ công trực tuyến",
            "các sáng kiến, giải pháp, mô hình hay để góp phần nâng cao chỉ số CCHC",
            "Đề xuất, kiến nghị, hỏi đáp với đoàn công tác",
            "cải cách chế độ công vụ; cải cách tài chính công",
        ],
    );
    assert!(!text.contains("Nhận trực tiếp và BCCI"), "nobody said how many came by hand");
}

#[test]
fn ea_sien_prints_the_facts_of_its_article() {
    let text = minutes_of("2017-dak-lak-3027", "ea-sien");
    says(
        &text,
        &[
            "Kế hoạch số 37/KH-UBND ngày 03 tháng 4 năm 2017",
            "Quyết định số 3027/QĐ-UBND ngày 29 tháng 9 năm 2017",
            "Đoàn kiểm tra 3027",
            "Lê Thị Ngọc Phượng",
            "từ ngày 01/01/2017 đến ngày 01/10/2017",
            "Chỉ thị 18/CT-UBND ngày 28/12/2016 của UBND tỉnh Đắk Lắk",
            "QĐ 09/2015/QĐ-TTg; QĐ 48/2015/QĐ-UBND ngày 26/12/2015 của UBND tỉnh",
            "xem đây là nhiệm vụ thường xuyên, liên tục",
            "ứng dụng công nghệ thông tin trong hoạt động của cơ quan hành chính nhà nước",
            "kết luận tại buổi làm việc với UBND xã Ea Siên",
            "giải trình một số vấn đề Đoàn kiểm tra nêu ra | Chấp nhận giải trình",
        ],
    );
}

#[test]
fn can_loc_prints_the_facts_of_its_article() {
    for (unit, keys) in [("yen-loc", "4/9 | 44,44%"), ("thien-loc", "3/9 | 33,33%")] {
        let text = minutes_of("2017-can-loc", unit);
        says(
            &text,
            &[
                keys,
                "Quyết định số 436/QĐ-UBND ngày 26 tháng 02 năm 2015",
                "TỔ TRƯỞNG",
                "kiểm tra đột xuất",
                "có nêu, không có số",
                "lập biên bản, nhắc nhở",
                "xiết chặt kỷ luật, kỷ cương hành chính",
            ],
        );
    }
}

#[test]
fn can_giuoc_prints_the_facts_of_its_article() {
    let text = minutes_of("2020-can-giuoc", "huyen-can-giuoc");
    says(
        &text,
        &[
            "Đoàn kiểm tra liên ngành tỉnh Long An",
            "Chủ trì: Trần Kỳ Đức, Phó Giám đốc Sở Nội vụ - Phó Trưởng đoàn",
            "PHÓ TRƯỞNG ĐOÀN",
            "20/27 | 74,07%",
            "273/273 | 100,00%",
            " | 99,56% | đơn vị chỉ báo cáo tỷ lệ",
            " | 0,44% | đơn vị chỉ báo cáo tỷ lệ",
            "34.336",
            "sự quyết tâm của cả hệ thống chính trị",
        ],
    );
    let town = minutes_of("2020-can-giuoc", "thi-tran-can-giuoc");
    says(&town, &["thị trấn Cần Giuộc", "140 thủ tục thuộc 30 lĩnh vực"]);
}

#[test]
fn thuong_lac_prints_the_facts_of_its_article() {
    let text = minutes_of("2021-thuong-lac", "thuong-lac");
    says(
        &text,
        &[
            "Kế hoạch số 218/KH-UBND ngày 22 tháng 12 năm 2020",
            "Võ Hữu Nam, Phó Trưởng phòng Phòng Nội vụ",
            " | 44,66% | đơn vị chỉ báo cáo tỷ lệ",
            "có nêu, không có số",
            "Tiếp tục phát huy các mặt làm được",
            "khắc phục ngay các hạn chế, thiếu sót",
            "Đẩy mạnh công tác tuyên truyền cải cách hành chính",
            "công tác thi đua, khen thưởng; công tác đào tạo, bồi dưỡng",
            "Nâng cao tỷ lệ hồ sơ trực tuyến",
        ],
    );
}
