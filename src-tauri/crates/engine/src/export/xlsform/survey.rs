//! The questions of a form, in the order in which they are asked.

use std::collections::BTreeMap;

use domain::checklist::{FieldKind, ItemView, Part, PartKind, Register, View};
use domain::date;

use super::condition::{self, Translated};
use super::names::Names;

/// A line of the sheet `survey`; empty cells ask for nothing.
#[derive(Default)]
pub(super) struct Question {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) relevant: String,
    pub(super) constraint: String,
    pub(super) constraint_message: String,
    pub(super) calculation: String,
    pub(super) appearance: String,
}

/// A line of the sheet `choices`.
pub(super) struct Choice {
    pub(super) list: String,
    pub(super) name: String,
    pub(super) label: String,
}

/// A form in the making.
#[derive(Default)]
pub(super) struct Survey {
    pub(super) questions: Vec<Question>,
    pub(super) choices: Vec<Choice>,
    names: Names,
    /// The name that the finished form gives each of its copies.
    pub(super) instance: String,
}

/// The verdicts, as files name them.
const VERDICTS: [(&str, &str); 4] = [
    ("met", "Đạt"),
    ("partly", "Cơ bản đạt"),
    ("not-met", "Chưa đạt"),
    ("not-applicable", "Không áp dụng"),
];

const NOT_BELOW_ZERO: &str = "Số phải từ 0 trở lên.";

impl Survey {
    /// Asks what `view` asks, and the registers that its items fill.
    pub(super) fn of(view: &View, registers: &[Register]) -> Self {
        let mut survey = Self::default();
        survey.lists();
        survey.opening(view);
        // Every field has its name before a condition speaks of one.
        let parts: BTreeMap<&str, Vec<Named>> =
            view.items().map(|item| (item.id.as_str(), survey.named(item))).collect();
        let conditions = survey.conditions(view);
        for area in &view.areas {
            let name = survey.names.give(&["lv", &area.id]);
            survey.begin("begin_group", &name, &format!("{}. {}", area.id, area.title));
            for item in &area.items {
                let named = parts.get(item.id.as_str()).map(Vec::as_slice).unwrap_or_default();
                survey.item(item, named, conditions.get(&item.id).cloned().unwrap_or_default());
            }
            survey.end("end_group");
        }
        survey.registers(view, registers);
        survey
    }

    fn lists(&mut self) {
        for (name, label) in VERDICTS {
            self.choice("ket_qua", name, label);
        }
        for (name, label) in [("yes", "Có"), ("no", "Không")] {
            self.choice("co_khong", name, label);
        }
    }

    /// Where and when; the first questions of every form.
    fn opening(&mut self, view: &View) {
        for kind in ["start", "end"] {
            let name = self.names.give(&[kind]);
            self.ask(Question { kind: kind.to_owned(), name, ..Question::default() });
        }
        let group = self.names.give(&["thong_tin"]);
        self.begin("begin_group", &group, "Thông tin cuộc kiểm tra");
        let unit = self.plain("text", &["don_vi"], "Đơn vị được kiểm tra");
        let day = self.plain("date", &["ngay_kiem_tra"], "Ngày kiểm tra");
        self.plain("text", &["nguoi_kiem_tra"], "Người kiểm tra");
        if let Some(question) = self.questions.last_mut() {
            question.hint = format!("Bộ nội dung áp dụng cho ngày {}.", date::short(view.on));
        }
        self.end("end_group");
        self.instance = format!("concat(${{{unit}}}, ' ', ${{{day}}})");
    }

    /// The conditions under which items are asked, by item. One that would make two items wait for
    /// each other is left out.
    fn conditions(&self, view: &View) -> BTreeMap<String, String> {
        let mut kept: BTreeMap<String, Translated> = BTreeMap::new();
        for condition in &view.conditions {
            let Some(show_if) = &condition.show_if else { continue };
            let Some(said) = condition::translate(show_if, view, &self.names) else { continue };
            let mut reached: Vec<&String> = said.items.iter().collect();
            let mut at = 0;
            while let Some(item) = reached.get(at).copied() {
                let next = kept.get(item).into_iter().flat_map(|it| &it.items);
                let fresh: Vec<&String> = next.filter(|it| !reached.contains(it)).collect();
                reached.extend(fresh);
                at += 1;
            }
            if !reached.contains(&&condition.item) {
                kept.insert(condition.item.clone(), said);
            }
        }
        kept.into_iter().map(|(item, said)| (item, said.relevant)).collect()
    }

    fn named(&mut self, item: &ItemView) -> Vec<Named> {
        let verdict = self.names.field(&item.id, "", "kq");
        let mut named = vec![Named { first: verdict, second: String::new() }];
        for part in &item.parts {
            let (first, second) = match part.kind {
                PartKind::Count { .. } => ("so", None),
                PartKind::Rate { .. } => ("tu", Some("mau")),
                PartKind::Date => ("ngay", None),
                PartKind::Choice { .. } => ("chon", None),
                PartKind::Text => ("chu", None),
                PartKind::Document => ("van_ban", None),
            };
            let first = self.names.field(&item.id, &part.name, first);
            let second = second.map(|it| self.names.field(&item.id, &part.name, it));
            named.push(Named { first, second: second.unwrap_or_default() });
        }
        named
    }

    fn item(&mut self, item: &ItemView, named: &[Named], relevant: String) {
        let Some((verdict, parts)) = named.split_first() else { return };
        let group = self.names.give(&["muc", &item.id]);
        self.ask(Question {
            kind: "begin_group".to_owned(),
            name: group,
            label: shown(&format!("{}. {}", item.id, item.title)),
            relevant,
            appearance: "field-list".to_owned(),
            ..Question::default()
        });
        self.ask(Question {
            kind: "select_one ket_qua".to_owned(),
            name: verdict.first.clone(),
            label: shown(&item.question),
            hint: shown(&hint(item)),
            ..Question::default()
        });
        // A figure of what does not apply is no figure.
        let applies = format!("${{{}}} != 'not-applicable'", verdict.first);
        for (part, named) in item.parts.iter().zip(parts) {
            self.part(&item.id, part, named, &applies);
        }
        self.wordings(item, &verdict.first);
        self.plain("text", &[&item.id, "ghi_chu"], "Ghi chú");
        self.end("end_group");
    }

    /// What is good, what is lacking and what should be done, each where the verdict asks for it.
    fn wordings(&mut self, item: &ItemView, verdict: &str) {
        let short = format!("${{{verdict}}} = 'not-met' or ${{{verdict}}} = 'partly'");
        let good = format!("${{{verdict}}} = 'met'");
        let mild = if item.partly.is_empty() {
            String::new()
        } else {
            format!(" Khi cơ bản đạt: {}", item.partly)
        };
        let shortcoming = format!("{}{mild}", item.shortcoming);
        let wordings = [
            ("uu_diem", "Ưu điểm", &item.strength, &good),
            ("ton_tai", "Tồn tại, hạn chế", &shortcoming, &short),
            ("kien_nghi", "Kiến nghị", &item.recommendation, &short),
        ];
        for (piece, label, wording, relevant) in wordings {
            self.plain("text", &[&item.id, piece], label);
            self.last(|it| {
                if !wording.is_empty() {
                    it.hint = shown(&format!("Câu mẫu: {wording}"));
                }
                it.relevant.clone_from(relevant);
            });
        }
    }

    fn part(&mut self, item: &str, part: &Part, named: &Named, applies: &str) {
        let before = self.questions.len();
        let label = part.label.as_str();
        match &part.kind {
            PartKind::Count { unit } => {
                self.count(&named.first, label);
                self.last(|it| it.hint = shown(&format!("Đơn vị tính: {unit}")));
            }
            PartKind::Rate { numerator, denominator, percent_only, .. } => {
                self.rate(item, part, named, [numerator, denominator]);
                if *percent_only {
                    let said = format!("{label}: chỉ biết phần trăm");
                    self.plain("decimal", &[item, &part.name, "phan_tram"], &said);
                    self.last(|it| {
                        it.hint = "Chỉ ghi khi không có số liệu tuyệt đối.".to_owned();
                        it.constraint = ". >= 0".to_owned();
                        NOT_BELOW_ZERO.clone_into(&mut it.constraint_message);
                    });
                }
            }
            PartKind::Date => self.question("date", &named.first, label),
            PartKind::Text => self.question("text", &named.first, label),
            PartKind::Choice { options } => {
                self.choice_of(&named.first, label, options);
            }
            PartKind::Document => {
                self.begin("begin_group", &named.first, label);
                for (kind, piece, label) in [
                    ("text", "so_ky_hieu", "Số, ký hiệu"),
                    ("date", "ngay_ban_hanh", "Ngày ban hành"),
                    ("text", "trich_yeu", "Trích yếu"),
                ] {
                    self.plain(kind, &[item, &part.name, piece], label);
                }
                self.end("end_group");
            }
        }
        for question in self.questions.iter_mut().skip(before) {
            if question.relevant.is_empty() && question.kind != "end_group" {
                applies.clone_into(&mut question.relevant);
            }
        }
    }

    /// Two whole numbers, and the percentage that follows from them.
    fn rate(&mut self, item: &str, part: &Part, named: &Named, sides: [&String; 2]) {
        let [above, below] = sides;
        self.count(&named.first, &format!("{}: {above}", part.label));
        self.count(&named.second, &format!("{}: {below}", part.label));
        let (above, below) = (format!("${{{}}}", named.first), format!("${{{}}}", named.second));
        let name = self.names.give(&[item, &part.name, "ty_le"]);
        self.ask(Question {
            kind: "calculate".to_owned(),
            name: name.clone(),
            calculation: format!("if({below} > 0, round({above} * 100 div {below}, 2), '')"),
            ..Question::default()
        });
        let note = self.names.give(&[item, &part.name, "hien"]);
        self.ask(Question {
            kind: "note".to_owned(),
            name: note,
            label: format!("{}: ${{{name}}}%", shown(&part.label)),
            relevant: format!("{below} > 0"),
            ..Question::default()
        });
    }

    /// The registers that items of `view` fill, a repeated group each.
    fn registers(&mut self, view: &View, registers: &[Register]) {
        let used = |it: &&Register| {
            let filled = view.items().any(|item| item.registers.contains(&it.id));
            filled && !it.fields.is_empty()
        };
        let registers: Vec<&Register> = registers.iter().filter(used).collect();
        if registers.is_empty() {
            return;
        }
        let group = self.names.give(&["cac_so"]);
        self.begin("begin_group", &group, "Các sổ");
        for register in registers {
            let name = self.names.give(&["so", &register.id]);
            self.begin("begin_repeat", &name, &register.title);
            for field in &register.fields {
                let name = self.names.give(&["so", &register.id, &field.name]);
                match &field.kind {
                    FieldKind::Text => self.question("text", &name, &field.label),
                    FieldKind::Date => self.question("date", &name, &field.label),
                    FieldKind::YesNo => self.question("select_one co_khong", &name, &field.label),
                    FieldKind::Count => self.count(&name, &field.label),
                    FieldKind::Choice(options) => self.choice_of(&name, &field.label, options),
                }
            }
            self.end("end_repeat");
        }
        self.end("end_group");
    }

    fn choice_of(&mut self, name: &str, label: &str, options: &[String]) {
        let list = format!("ds_{name}");
        for (option, number) in options.iter().zip(1..) {
            self.choice(&list, &format!("c{number}"), option);
        }
        self.question(&format!("select_one {list}"), name, label);
    }

    fn count(&mut self, name: &str, label: &str) {
        self.question("integer", name, label);
        self.last(|it| {
            it.constraint = ". >= 0".to_owned();
            NOT_BELOW_ZERO.clone_into(&mut it.constraint_message);
        });
    }

    fn plain(&mut self, kind: &str, pieces: &[&str], label: &str) -> String {
        let name = self.names.give(pieces);
        self.question(kind, &name, label);
        name
    }

    fn question(&mut self, kind: &str, name: &str, label: &str) {
        let (kind, name) = (kind.to_owned(), name.to_owned());
        self.ask(Question { kind, name, label: shown(label), ..Question::default() });
    }

    fn begin(&mut self, kind: &str, name: &str, label: &str) {
        self.question(kind, name, label);
    }

    fn end(&mut self, kind: &str) {
        self.ask(Question { kind: kind.to_owned(), ..Question::default() });
    }

    fn ask(&mut self, question: Question) {
        self.questions.push(question);
    }

    fn last(&mut self, change: impl FnOnce(&mut Question)) {
        if let Some(question) = self.questions.last_mut() {
            change(question);
        }
    }

    fn choice(&mut self, list: &str, name: &str, label: &str) {
        self.choices.push(Choice {
            list: list.to_owned(),
            name: name.to_owned(),
            label: shown(label),
        });
    }
}

/// The fields of a verdict or of a part.
struct Named {
    first: String,
    /// The whole of a rate; empty otherwise.
    second: String,
}

/// What proves the answer, and on what law it rests.
fn hint(item: &ItemView) -> String {
    let evidence = format!("Minh chứng: {}.", item.evidence.trim_end_matches('.'));
    match item.shown_bases.as_slice() {
        [] => evidence,
        bases => format!("{evidence} Căn cứ: {}.", bases.join("; ")),
    }
}

/// A text as forms show it: `${` would be taken for the answer to another question.
pub(super) fn shown(text: &str) -> String {
    text.replace("${", "$ {")
}
