//! What ships inside the program: the bytes of `assets/checklists` and `assets/bases`.

/// The files of one version of a checklist, in the order in which they are read
/// as one document: name below `assets`, content.
pub(super) type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$((
            concat!($folder, "/", $name),
            include_str!(concat!("../../../../../assets/", $folder, "/", $name)),
        )),+]
    };
}

/// Every published version of every checklist. Lines are added here, never changed.
pub(super) const CHECKLISTS: &[Files] = &[files!("checklists/cchc/1":
    "version.toml",
    "bases.toml",
    "CD.toml",
    "TC.toml",
    "TT.toml",
    "MC.toml",
    "BM.toml",
    "CV.toml",
    "KL.toml",
    "NS.toml",
    "CN.toml",
    "NV.toml",
    "KP.toml",
    "registers.toml",
    "formulas.toml",
)];

/// The dated words.
pub(super) const VOCABULARY: Files = files!("bases": "vocabulary.toml");
