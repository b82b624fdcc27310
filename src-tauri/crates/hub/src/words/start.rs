//! Why the machine does not start, and what happens to its certificate; with stable codes.

use chrono::{DateTime, FixedOffset, Utc};

use super::moment;
use crate::access::BadAccount;
use crate::config::BadConfig;
use crate::door::{BadCertificate, CertificateFault};

/// The offset of Vietnam to UTC, in seconds.
const HERE: i32 = 7 * 3600;

/// The code and sentence of a configuration that cannot be.
pub(crate) fn bad_config(bad: &BadConfig) -> (&'static str, String) {
    let sentence = match bad {
        BadConfig::Form(why) => format!("Tệp cấu hình chưa đúng: {why}"),
        BadConfig::Role(role) => {
            format!("Vai trò “{role}” trong tệp cấu hình phải là viewer hoặc admin.")
        }
        BadConfig::Account(BadAccount::NoName) => {
            "Một tài khoản trong tệp cấu hình chưa có tên.".to_owned()
        }
        BadConfig::Account(BadAccount::NotArgon2id(name)) => format!(
            "Mật khẩu của tài khoản “{name}” phải ở dạng Argon2id. Hãy tạo bằng `bienban hub phc --secret-file TỆP`."
        ),
        BadConfig::HalfCertificate => {
            "Mục [office] phải có cả certificate và key, hoặc không có cả hai.".to_owned()
        }
        BadConfig::Bare(address) => {
            return (
                "E-HUB-PLAIN",
                format!(
                    "Trang cơ quan ở {address} sẽ đi qua mạng không mã hóa: mật khẩu và biên bản có thể bị đọc. Hãy ghi certificate và key vào mục [office], hoặc để listen = \"127.0.0.1:…\" sau máy chủ web có HTTPS. Chỉ ghi behind_proxy = true khi máy chủ web đó ở một máy khác trong mạng riêng."
                ),
            );
        }
    };
    ("E-HUB-CONFIG", sentence)
}

/// The code and sentence of a certificate that cannot be shown.
pub(crate) fn bad_certificate(bad: &BadCertificate) -> (&'static str, String) {
    let file = bad.file.display();
    match bad.fault {
        CertificateFault::Unreadable => (
            "E-HUB-CERT-FILE",
            format!(
                "Không đọc được tệp “{file}”. Hãy kiểm tra đường dẫn và quyền đọc của tài khoản chạy máy chủ."
            ),
        ),
        CertificateFault::NoCertificate => (
            "E-HUB-CERT-FORM",
            format!(
                "Tệp “{file}” không có chứng thư PEM đọc được. Hãy chỉ tệp chứng thư đầy đủ (ở certbot: fullchain.pem)."
            ),
        ),
        CertificateFault::NoKey => (
            "E-HUB-CERT-KEY",
            format!(
                "Tệp “{file}” không có khóa PEM dùng được cho TLS. Khóa phải không đặt mật khẩu (ở certbot: privkey.pem)."
            ),
        ),
        CertificateFault::Unfit => (
            "E-HUB-CERT-PAIR",
            format!(
                "Khóa trong “{file}” không phải của chứng thư đã ghi. Hãy chỉ đúng cặp chứng thư và khóa."
            ),
        ),
        CertificateFault::Expired(at) => (
            "E-HUB-CERT-EXPIRED",
            format!("Chứng thư “{file}” đã hết hạn lúc {}. Hãy gia hạn chứng thư.", local(at)),
        ),
        CertificateFault::NotYet(at) => (
            "E-HUB-CERT-EARLY",
            format!(
                "Chứng thư “{file}” chỉ có hiệu lực từ {}. Hãy kiểm tra đồng hồ của máy, hoặc dùng chứng thư khác.",
                local(at)
            ),
        ),
    }
}

fn local(at: DateTime<Utc>) -> String {
    FixedOffset::east_opt(HERE)
        .map_or_else(|| at.to_rfc3339(), |here| moment(at.with_timezone(&here)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_certificate_is_told_by_the_clock_of_vietnam() {
        let at = DateTime::from_timestamp(1_663_203_600, 0).unwrap();
        let bad = BadCertificate { file: "trang.pem".into(), fault: CertificateFault::Expired(at) };
        let (code, sentence) = bad_certificate(&bad);
        assert_eq!(code, "E-HUB-CERT-EXPIRED");
        assert!(sentence.contains("“trang.pem” đã hết hạn lúc 08:00, 15/09/2022"), "{sentence}");
    }
}
