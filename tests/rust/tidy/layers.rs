//! Who may use whom: packages, and the folders of `engine`.

/// Which of our packages may use which others.
pub(super) const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("ledger", &[]),
    ("papers", &[]),
    ("pictures", &[]),
    ("scans", &[]),
    ("signing", &[]),
    ("tokens", &["signing"]),
    ("tables", &[]),
    ("formula", &[]),
    ("exchange", &["ledger"]),
    // What an auditor is given: nothing of ours but the signed record.
    ("custody", &["ledger"]),
    ("audit", &["custody", "ledger"]),
    (
        "engine",
        &[
            "domain", "ledger", "papers", "pictures", "scans", "signing", "tokens", "tables",
            "formula", "exchange", "custody",
        ],
    ),
    ("hub", &["domain", "ledger", "signing", "exchange", "engine"]),
    ("cli", &["domain", "engine", "exchange", "signing", "hub"]),
];

/// What a failure, or its sentence, may be about.
const FAILURES: &[&str] = &[
    "error",
    "words",
    "crosscheck",
    "pad",
    "import",
    "late",
    "minutes",
    "sampling",
    "catalogue",
    "record",
    "store",
    "evidence",
];

/// Which folder (or file) of `engine` may name which others. Top to bottom.
pub(super) const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("schema", &["export", "carried", "import", "letters", "minutes", "notice", "error"]),
    (
        "export",
        &[
            "actions",
            "crosscheck",
            "fed",
            "folder",
            "import",
            "late",
            "minutes",
            "notice",
            "record",
            "words",
            "error",
        ],
    ),
    (
        "actions",
        &[
            "engine",
            "reading",
            "fed",
            "gauge",
            "online",
            "folder",
            "seal",
            "carried",
            "crosscheck",
            "history",
            "blank",
            "samples",
            "sync",
            "search",
            "consolidation",
            "import",
            "late",
            "letters",
            "minutes",
            "notice",
            "slots",
            "sampling",
            "evidence",
            "token",
            "pad",
            "catalogue",
            "record",
            "store",
            "ports",
            "error",
        ],
    ),
    // What others are answered, in words.
    ("station", &["actions", "engine", "words", "gauge", "store", "error"]),
    ("sync", &["gauge", "store", "error"]),
    // How far a long act came: seen from outside, moved by the store alone.
    ("gauge", &[]),
    // The network, for proofs alone.
    ("online", &["gauge"]),
    ("machine", &["store"]),
    ("fed", &["record"]),
    // Devices, beside the engine: they may hang.
    ("token", &["catalogue", "error"]),
    // What the verbs share: the open store, and the way from its rows to the record.
    (
        "engine",
        &[
            "reading",
            "evidence",
            "gauge",
            "search",
            "catalogue",
            "record",
            "store",
            "ports",
            "error",
        ],
    ),
    ("reading", &["engine", "record", "store", "error"]),
    // A failure and its sentence are one idea in two files.
    ("words", FAILURES),
    ("error", FAILURES),
    // Tells what was changed, from what is there: reads nothing itself.
    ("history", &["folder", "minutes", "record", "store"]),
    ("blank", &["folder"]),
    // What a sealed paper carries, and whether its pages say the same: from the file alone.
    ("crosscheck", &["carried", "seal", "letters", "minutes", "notice", "slots", "record"]),
    ("carried", &["seal", "letters", "minutes", "notice", "slots", "record"]),
    ("seal", &["folder", "minutes", "record", "store", "error"]),
    ("folder", &["figures", "minutes", "sampling", "catalogue", "record"]),
    ("figures", &["record"]),
    // Units against items, and the sheets behind them: made from folders alone.
    ("consolidation", &["folder", "minutes"]),
    ("search", &["record", "store", "error"]),
    // Works while the database does not: of the store it uses keys, names and the disk.
    ("pad", &["store", "ports"]),
    ("import", &["catalogue", "record"]),
    ("letters", &["late", "minutes", "record"]),
    ("minutes", &["late", "blocks", "slots", "catalogue", "record"]),
    ("notice", &["late", "minutes", "blocks", "slots", "record"]),
    // The fields that every paper holds for what comes after its signatures.
    ("late", &[]),
    // Text that is generated and may be edited, and the elements that papers share.
    ("slots", &["record"]),
    ("blocks", &[]),
    // Case files: lists to draw from, sheets of the drawn ones, figures of form 06.
    ("sampling", &["minutes", "record"]),
    ("store", &["gauge", "record", "ports"]),
    ("samples", &[]),
    ("evidence", &["record", "store", "error"]),
    ("record", &[]),
    ("catalogue", &[]),
    ("ports", &[]),
];
