//! Sentences for the folder, the keys and the database.

use super::{Class, Failure};
use crate::store::{Refusal, StoreError};

pub(super) fn failure(error: &StoreError) -> Failure {
    let (code, message) = match error {
        StoreError::NoStore { path } => (
            "E-STORE-NONE",
            format!("Thư mục “{}” chưa có kho dữ liệu. Hãy thiết lập trước.", path.display()),
        ),
        StoreError::AlreadyThere { path } => (
            "E-STORE-EXISTS",
            format!("Thư mục “{}” đã có dữ liệu. Hãy mở kho đó hoặc chọn thư mục khác.", path.display()),
        ),
        StoreError::InUse { path } => (
            "E-STORE-IN-USE",
            format!("Kho dữ liệu “{}” đang mở ở một chương trình khác. Hãy đóng chương trình kia rồi thử lại.", path.display()),
        ),
        StoreError::ReadOnly { path } => (
            "E-STORE-READ-ONLY",
            format!("Không ghi được vào “{}”: không có quyền ghi. Dữ liệu đã lưu vẫn an toàn; hãy cấp quyền ghi hoặc chọn thư mục khác.", path.display()),
        ),
        StoreError::Stopped => (
            "E-STOPPED",
            "Đã dừng theo yêu cầu. Chưa ghi gì vào kho.".to_owned(),
        ),
        StoreError::DiskFull => (
            "E-STORE-FULL",
            "Đĩa đã đầy nên chưa lưu được thay đổi này. Dữ liệu đã lưu trước đó vẫn an toàn. Hãy giải phóng ít nhất 200 MB rồi thử lại.".to_owned(),
        ),
        StoreError::WrongPassphrase => {
            ("E-STORE-PASSPHRASE", "Mật khẩu không đúng. Hãy thử lại, hoặc dùng mã khôi phục đã in khi thiết lập.".to_owned())
        }
        StoreError::WrongRecoveryCode => {
            ("E-STORE-RECOVERY", "Mã khôi phục không đúng. Hãy so lại từng nhóm với bản in.".to_owned())
        }
        StoreError::KeysDamaged { .. } => (
            "E-STORE-KEYS",
            "Tệp khóa của kho bị hỏng. Không có gì bị ghi đè; hãy khôi phục từ bản sao lưu.".to_owned(),
        ),
        StoreError::TooNew { .. } => (
            "E-STORE-NEWER",
            "Kho dữ liệu do phiên bản mới hơn tạo và chưa bị động đến. Hãy cập nhật chương trình rồi mở lại.".to_owned(),
        ),
        StoreError::Damaged { snapshots } if snapshots.is_empty() => (
            "E-STORE-DAMAGED",
            "Cơ sở dữ liệu bị hỏng và không có bản chụp nào. Không có gì bị ghi đè; hãy khôi phục từ bản sao lưu.".to_owned(),
        ),
        StoreError::Damaged { snapshots } => (
            "E-STORE-DAMAGED",
            format!("Cơ sở dữ liệu bị hỏng. Có {} bản chụp đã kiểm tra để khôi phục; bản hỏng sẽ được giữ riêng, không bị xóa.", snapshots.len()),
        ),
        StoreError::Refused(refusal) => return refused(*refusal),
        StoreError::SnapshotDamaged { .. }
        | StoreError::BackupDamaged { .. }
        | StoreError::FileMissing { .. }
        | StoreError::FileDamaged { .. }
        | StoreError::Purged
        | StoreError::Unreadable { .. }
        | StoreError::NoRandomness(_)
        | StoreError::Io { .. }
        | StoreError::Sqlite { .. } => content(error),
    };
    Failure::new(Class::Store, code, message)
}

/// Failures of what lies in the store, and of the machine below it.
fn content(error: &StoreError) -> (&'static str, String) {
    match error {
        StoreError::SnapshotDamaged { name } => {
            ("E-STORE-SNAPSHOT", format!("Không đọc được bản chụp “{name}”. Hãy chọn bản khác."))
        }
        StoreError::BackupDamaged { path, entry } => (
            "E-BACKUP-DAMAGED",
            format!(
                "Tệp sao lưu “{}” bị hỏng ở phần {entry}. Chưa khôi phục gì; hãy dùng tệp sao lưu khác.",
                path.display()
            ),
        ),
        StoreError::FileMissing { .. } => (
            "E-FILE-MISSING",
            "Thiếu một tệp minh chứng hoặc văn bản trong kho. Hãy khôi phục từ bản sao lưu."
                .to_owned(),
        ),
        StoreError::FileDamaged { .. } => (
            "E-FILE-DAMAGED",
            "Một tệp minh chứng hoặc văn bản trong kho bị hỏng. Hãy khôi phục từ bản sao lưu."
                .to_owned(),
        ),
        StoreError::Purged => (
            "E-PURGED",
            "Nội dung này đã được xóa theo quy định và không khôi phục được.".to_owned(),
        ),
        StoreError::Unreadable { .. } => (
            "E-STORE-UNREADABLE",
            "Có dòng dữ liệu không đọc được. Hãy chạy kiểm tra kho và khôi phục từ bản chụp."
                .to_owned(),
        ),
        StoreError::NoRandomness(_) => (
            "E-RANDOM",
            "Máy không cấp được số ngẫu nhiên để tạo khóa. Hãy khởi động lại máy.".to_owned(),
        ),
        StoreError::Io { path, .. } => (
            "E-STORE-IO",
            format!(
                "Không dùng được “{}”. Hãy kiểm tra ổ đĩa, rồi mở lại chương trình.",
                path.display()
            ),
        ),
        StoreError::Sqlite { .. } => (
            "E-STORE-DB",
            "Cơ sở dữ liệu từ chối thao tác. Thay đổi này chưa được lưu; hãy thử lại.".to_owned(),
        ),
        StoreError::NoStore { .. }
        | StoreError::AlreadyThere { .. }
        | StoreError::InUse { .. }
        | StoreError::ReadOnly { .. }
        | StoreError::DiskFull
        | StoreError::Stopped
        | StoreError::WrongPassphrase
        | StoreError::WrongRecoveryCode
        | StoreError::KeysDamaged { .. }
        | StoreError::TooNew { .. }
        | StoreError::Damaged { .. }
        | StoreError::Refused(_) => ("E-INTERNAL", Failure::internal().message),
    }
}

fn refused(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::NotAHead | Refusal::ChangedSince => Failure::new(
            Class::No,
            "E-CHANGED-SINCE",
            "Nội dung này đã được sửa tiếp sau đó nên không hoàn tác được nữa. Hãy sửa trực tiếp.",
        ),
        Refusal::NothingToSettle => {
            Failure::new(Class::No, "E-NOTHING-TO-SETTLE", "Không có ý kiến khác nhau để chọn.")
        }
        Refusal::NoReason => Failure::new(
            Class::Input,
            "E-NO-REASON",
            "Cần ghi lý do khi chọn giữa các ý kiến khác nhau.",
        ),
        Refusal::NotEntitled => Failure::new(
            Class::No,
            "E-NOT-ENTITLED",
            "Theo phân công của đoàn, phần này do người khác phụ trách nên máy này không ghi được. Hãy đề nghị trưởng đoàn đổi phân công.",
        ),
        Refusal::BadName | Refusal::PlacedElsewhere => Failure::internal(),
        Refusal::TooLarge => Failure::new(
            Class::Input,
            "E-VALUE-LARGE",
            "Nội dung một ô quá dài nên chưa lưu được. Hãy rút ngắn, hoặc đính kèm thành tệp minh chứng.",
        ),
        Refusal::NoSuchChange => {
            Failure::new(Class::No, "E-NO-SUCH-CHANGE", "Không tìm thấy thay đổi này trong sổ ghi.")
        }
    }
}
