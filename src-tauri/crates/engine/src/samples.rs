//! The sample files, compiled in. What was taken from each article, and what was added, is said in
//! `assets/samples/README.md`.

/// A sample: a campaign and its visits, made from one article.
pub(crate) struct SampleFiles {
    /// Its id: the key of its campaign.
    pub(crate) id: &'static str,
    /// What it is called.
    pub(crate) name: &'static str,
    /// Which article it was made from.
    pub(crate) about: &'static str,
    /// The campaign file.
    pub(crate) campaign: &'static str,
    /// The visit files, by name.
    pub(crate) visits: &'static [(&'static str, &'static str)],
}

/// Every sample, in the order in which they are offered.
pub(crate) const SAMPLES: &[SampleFiles] = &[
    SampleFiles {
        id: "2022-cau-tre",
        name: "Phường Cầu Tre, 15/9/2022",
        about: "Bài báo 16/9/2022: đoàn của thành phố kiểm tra một phường; 14/27 nhiệm vụ, 4.545 hồ sơ.",
        campaign: include_str!("../../../../assets/samples/2022-cau-tre/campaign.toml"),
        visits: &[(
            "cau-tre.json",
            include_str!("../../../../assets/samples/2022-cau-tre/cau-tre.json"),
        )],
    },
    SampleFiles {
        id: "2017-dak-lak-3027",
        name: "Đoàn kiểm tra 3027, 20–31/10/2017",
        about: "Bài báo 07/11/2017: bảy xã, phường và ba đơn vị của một thị xã; bốn nhóm tồn tại, một nhóm qua hệ thống iGate.",
        campaign: include_str!("../../../../assets/samples/2017-dak-lak-3027/campaign.toml"),
        visits: &[
            (
                "dat-hieu.json",
                include_str!("../../../../assets/samples/2017-dak-lak-3027/dat-hieu.json"),
            ),
            (
                "thien-an.json",
                include_str!("../../../../assets/samples/2017-dak-lak-3027/thien-an.json"),
            ),
            (
                "doan-ket.json",
                include_str!("../../../../assets/samples/2017-dak-lak-3027/doan-ket.json"),
            ),
            (
                "binh-thuan.json",
                include_str!("../../../../assets/samples/2017-dak-lak-3027/binh-thuan.json"),
            ),
            (
                "ea-sien.json",
                include_str!("../../../../assets/samples/2017-dak-lak-3027/ea-sien.json"),
            ),
            (
                "ea-drong.json",
                include_str!("../../../../assets/samples/2017-dak-lak-3027/ea-drong.json"),
            ),
            (
                "ea-blang.json",
                include_str!("../../../../assets/samples/2017-dak-lak-3027/ea-blang.json"),
            ),
            (
                "phong-tnmt.json",
                include_str!("../../../../assets/samples/2017-dak-lak-3027/phong-tnmt.json"),
            ),
        ],
    },
    SampleFiles {
        id: "2017-can-loc",
        name: "Tổ công tác huyện Can Lộc, 2017",
        about: "Bài báo năm 2017: kiểm tra đột xuất hai xã, trường học, trạm y tế; chìa khóa IO 4/9 và 3/9.",
        campaign: include_str!("../../../../assets/samples/2017-can-loc/campaign.toml"),
        visits: &[
            ("yen-loc.json", include_str!("../../../../assets/samples/2017-can-loc/yen-loc.json")),
            (
                "thien-loc.json",
                include_str!("../../../../assets/samples/2017-can-loc/thien-loc.json"),
            ),
            (
                "truong-hoc.json",
                include_str!("../../../../assets/samples/2017-can-loc/truong-hoc.json"),
            ),
            (
                "tram-y-te.json",
                include_str!("../../../../assets/samples/2017-can-loc/tram-y-te.json"),
            ),
        ],
    },
    SampleFiles {
        id: "2020-can-giuoc",
        name: "Đoàn liên ngành tại Cần Giuộc, 10/9/2020",
        about: "Bài báo 11/9/2020: đoàn của tỉnh kiểm tra huyện và thị trấn; 20/27 nhiệm vụ, 34.336 hồ sơ.",
        campaign: include_str!("../../../../assets/samples/2020-can-giuoc/campaign.toml"),
        visits: &[
            (
                "thi-tran-can-giuoc.json",
                include_str!("../../../../assets/samples/2020-can-giuoc/thi-tran-can-giuoc.json"),
            ),
            (
                "huyen-can-giuoc.json",
                include_str!("../../../../assets/samples/2020-can-giuoc/huyen-can-giuoc.json"),
            ),
        ],
    },
    SampleFiles {
        id: "2021-thuong-lac",
        name: "Xã Thường Lạc, quý I năm 2021",
        about: "Bài báo năm 2021: đoàn của huyện kiểm tra một xã; hồ sơ trực tuyến 44,66%.",
        campaign: include_str!("../../../../assets/samples/2021-thuong-lac/campaign.toml"),
        visits: &[(
            "thuong-lac.json",
            include_str!("../../../../assets/samples/2021-thuong-lac/thuong-lac.json"),
        )],
    },
];
