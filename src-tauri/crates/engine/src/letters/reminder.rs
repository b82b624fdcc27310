//! The letter of reminder (công văn đôn đốc khắc phục).

use chrono::NaiveDate;
use domain::campaign::Campaign;
use domain::date;
use domain::follow_up::SOON_DAYS;
use domain::number;
use papers::{
    Align, Attachment, Block, Column, Document, Head, HeadLine, Number, Paragraph, ParagraphStyle,
    Row, Run, SignatureBlock, StyleSheet, Table,
};

use crate::late::{COPY_FIELD, NUMBER_FIELD, SIGNER_FIELD};
use crate::minutes::{self, Signatory, Stamp};
use crate::record::{Letter, LetterHabit, LetterLine};

/// What a letter of reminder is made of.
pub(crate) struct Reminder<'a> {
    /// The campaign in which the demands were made.
    pub(crate) campaign: &'a Campaign,
    /// The letter.
    pub(crate) letter: &'a Letter,
    /// What all letters of the campaign have in common.
    pub(crate) habit: &'a LetterHabit,
    /// The unit, written out.
    pub(crate) addressee: &'a str,
    /// The days on which it was visited; none for a desk check.
    pub(crate) visited: Vec<NaiveDate>,
}

/// The same, owned.
pub(crate) struct LetterMaterial {
    pub(crate) campaign: Campaign,
    pub(crate) letter: Letter,
    pub(crate) habit: LetterHabit,
    pub(crate) addressee: String,
    pub(crate) visited: Vec<NaiveDate>,
}

impl LetterMaterial {
    /// What the letter is composed from.
    pub(crate) fn reminder(&self) -> Reminder<'_> {
        Reminder {
            campaign: &self.campaign,
            letter: &self.letter,
            habit: &self.habit,
            addressee: &self.addressee,
            visited: self.visited.clone(),
        }
    }
}

/// The role of whoever signs a letter.
pub(crate) const SIGNER: &str = "signer";

/// Who signs the letters of a campaign, and under which heading.
pub(crate) fn signatory(habit: &LetterHabit) -> Signatory {
    Signatory {
        role: SIGNER,
        field: SIGNER_FIELD,
        heading: habit.signer_title.clone(),
        name: habit.signer.clone(),
        title: String::new(),
        refusal: None,
    }
}

/// Composes the letter.
pub(crate) fn document(reminder: &Reminder<'_>, style: &StyleSheet, stamp: Stamp) -> Document {
    let subject = reminder.subject();
    Document {
        title: format!("Công văn {subject} gửi {}", reminder.addressee),
        subject,
        author: reminder.campaign.agency.name.clone(),
        created: stamp.created,
        draft: stamp.draft,
        style: style.clone(),
        foot: stamp.foot,
        copy_field: Some(COPY_FIELD.to_owned()),
        blocks: reminder.blocks(),
        attachments: stamp.data.into_iter().map(attachment).collect(),
    }
}

fn attachment(bytes: Vec<u8>) -> Attachment {
    Attachment {
        name: "cong-van.json".to_owned(),
        mime: "application/json".to_owned(),
        description: "Dữ liệu của công văn, cho máy đọc".to_owned(),
        bytes,
    }
}

impl Reminder<'_> {
    fn subject(&self) -> String {
        format!(
            "đôn đốc khắc phục tồn tại, hạn chế sau {}",
            lower_first(self.campaign.name.trim_end_matches('.'))
        )
    }

    fn blocks(&self) -> Vec<Block> {
        let mut greeting =
            paragraph(ParagraphStyle::Centred, format!("Kính gửi: {}.", self.addressee));
        greeting.keep_with_next = true;
        let mut naming = paragraph(ParagraphStyle::Body, self.naming());
        naming.keep_with_next = true;
        let mut end = paragraph(ParagraphStyle::Body, self.asking());
        end.keep_with_next = true;
        vec![
            Block::Head(self.head()),
            Block::Space(12),
            Block::Paragraph(greeting),
            Block::Space(6),
            Block::Paragraph(paragraph(ParagraphStyle::Body, self.reason())),
            Block::Paragraph(naming),
            Block::Table(self.table()),
            Block::Space(6),
            Block::Paragraph(end),
            Block::Signatures(vec![SignatureBlock {
                field: SIGNER_FIELD.to_owned(),
                heading: signatory(self.habit).heading,
                hint: None,
                name: self.habit.signer.clone(),
                seal: Some("dau_co_quan".to_owned()),
            }]),
            Block::Recipients(self.recipients()),
        ]
    }

    fn head(&self) -> Head {
        let agency = &self.campaign.agency;
        let parent = (!agency.parent.is_empty()).then(|| agency.parent.clone());
        let number = Number {
            value: None,
            symbol: self.habit.symbol.clone(),
            slot: Some(NUMBER_FIELD.to_owned()),
        };
        let mut head = Head::national(parent, agency.name.clone(), Some(number));
        head.left.push(HeadLine::About(format!("V/v {}", self.subject())));
        let place = if agency.place.is_empty() { "…………" } else { &agency.place };
        head.right.push(HeadLine::PlaceDate(format!("{place}, {}", date::long(self.letter.date))));
        head
    }

    /// By what order, when and by whom the unit was inspected.
    fn reason(&self) -> String {
        let papers = &self.campaign.papers;
        let of = |kind: &str| papers.iter().find(|it| it.kind == kind);
        let plan = of("KH").or_else(|| of("QĐ")).or_else(|| papers.first());
        let plan = plan.map(|it| format!("Thực hiện {}, ", minutes::citation(it)));
        let days: Vec<String> = self.visited.iter().map(|day| date::cited(*day)).collect();
        let days =
            if days.is_empty() { String::new() } else { format!(" ngày {}", days.join(", ")) };
        let how = if self.visited.is_empty() {
            "đã kiểm tra qua hệ thống việc thực hiện của"
        } else {
            "đã tiến hành kiểm tra tại"
        };
        format!(
            "{}{} {how} {}{days} và đã kiến nghị, yêu cầu đơn vị khắc phục các tồn tại, hạn chế.",
            plan.unwrap_or_default(),
            self.campaign.delegation_name,
            self.addressee,
        )
    }

    /// How much is still to be done.
    fn naming(&self) -> String {
        let lines = &self.letter.lines;
        let count = |of: &dyn Fn(i64) -> bool| {
            lines.iter().filter(|it| it.days_left.is_some_and(of)).count()
        };
        let overdue = count(&|left| left < 0);
        let soon = count(&|left| (0..=SOON_DAYS).contains(&left));
        let parts: Vec<String> = [(overdue, "đã quá hạn"), (soon, "sắp đến hạn")]
            .into_iter()
            .filter(|(count, _)| 0 < *count)
            .map(|(count, what)| format!("{count:02} nội dung {what}"))
            .collect();
        let count = lines.len();
        // Saying “01 nội dung, trong đó 01 nội dung …” would say it twice.
        let what = match parts.as_slice() {
            [one] if overdue.max(soon) == count => {
                format!("{one} nhưng chưa hoàn thành việc khắc phục")
            }
            [] => format!("{count:02} nội dung chưa hoàn thành việc khắc phục"),
            parts => format!(
                "{count:02} nội dung chưa hoàn thành việc khắc phục, trong đó {}",
                parts.join(", ")
            ),
        };
        let day = date::cited(self.letter.date);
        format!("Đến ngày {day}, đơn vị còn {what}, cụ thể như sau:")
    }

    fn table(&self) -> Table {
        let row = |(index, line): (usize, &LetterLine)| Row {
            cells: [
                index.to_string(),
                minutes::sentence(&line.text),
                line.due.map(date::short).unwrap_or_default(),
                status(line),
            ]
            .into_iter()
            .map(|text| vec![Run::plain(text)])
            .collect(),
            may_break: false,
        };
        Table {
            caption: None,
            columns: vec![
                Column::share("STT", 80, Align::Centre),
                Column::share("Nội dung kiến nghị, yêu cầu", 490, Align::Left),
                Column::share("Thời hạn", 170, Align::Centre),
                Column::share("Tình trạng", 260, Align::Left),
            ],
            rows: (1..).zip(&self.letter.lines).map(row).collect(),
        }
    }

    fn asking(&self) -> String {
        let agency = &self.habit.agency;
        format!(
            "{agency} đề nghị {} khẩn trương khắc phục các nội dung nêu trên, báo cáo kết quả bằng văn bản kèm minh chứng về {agency} trước ngày {}; trường hợp chưa thể hoàn thành, báo cáo rõ lý do và thời hạn thực hiện./.",
            self.addressee,
            date::cited(self.letter.reply_by),
        )
    }

    fn recipients(&self) -> Vec<String> {
        let archive = &self.habit.archive;
        let archive = if archive.is_empty() { String::new() } else { format!(", {archive}") };
        vec!["Như trên;".to_owned(), format!("Lưu: VT{archive}.")]
    }
}

fn status(line: &LetterLine) -> String {
    let days = match line.days_left {
        None => "Chưa có thời hạn".to_owned(),
        Some(0) => "Đến hạn".to_owned(),
        Some(left) if left < 0 => {
            format!("Quá hạn {} ngày", number::grouped(left.unsigned_abs()))
        }
        Some(left) => format!("Còn {} ngày", number::grouped(left.unsigned_abs())),
    };
    if line.partly { format!("{days}; mới khắc phục một phần") } else { days }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn paragraph(style: ParagraphStyle, text: String) -> Paragraph {
    Paragraph::plain(style, text)
}
