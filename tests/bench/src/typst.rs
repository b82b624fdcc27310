//! A document of ours as typst source: the same words, faces, tables and pictures.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use papers::{
    Align, Block, Column, ColumnWidth, Document, Figure, Head, HeadLine, Paragraph, ParagraphStyle,
    Rotation, Run, SignatureBlock, Table, Title,
};

use crate::Outcome;

/// Page and letters of NĐ 30/2020 as `assets/layouts/nd30-2020.toml` has them.
const PREAMBLE: &str = r#"
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 20mm),
  header: context if counter(page).get().first() > 1 {
    align(center, text(13pt, counter(page).display())) },
  footer: text(8pt, foot))
#set text(font: "Liberation Serif", size: 14pt, lang: "vi", region: "VN", hyphenate: false,
  top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, first-line-indent: (amount: 12.7mm, all: true), leading: 0.23em,
  spacing: 0.23em + 6pt)
#set smartquote(enabled: false)
#set table(stroke: 0.5pt, inset: 4pt)
#show heading: set block(above: 0.23em + 6pt, below: 0.23em + 6pt)
#show heading: set text(size: 14pt, weight: "bold")
#show heading.where(level: 3): set text(style: "italic")
#show heading: it => block(par(it.body))
#show table: set text(size: 12pt)
#show table: set par(first-line-indent: 0mm)
#show table.header: strong
"#;

/// Writes `document` and what it refers to into `folder`, and returns the source file.
pub(crate) fn write(document: &Document, folder: &Path) -> Outcome<PathBuf> {
    let mut source = Source { text: String::new(), folder, pictures: 0 };
    source.open(document)?;
    for block in &document.blocks {
        source.block(block)?;
    }
    let path = folder.join("minutes.typ");
    fs::write(&path, source.text)?;
    Ok(path)
}

/// A source file that grows.
struct Source<'a> {
    text: String,
    folder: &'a Path,
    pictures: u32,
}

impl Source<'_> {
    fn open(&mut self, document: &Document) -> Outcome<()> {
        let created = document.created;
        writeln!(
            self.text,
            "#set document(title: [{}], author: {:?}, description: [{}], date: datetime(year: {}, \
             month: {}, day: {}, hour: {}, minute: {}, second: {}))",
            plain(&document.title),
            document.author,
            plain(&document.subject),
            created.year,
            created.month,
            created.day,
            created.hour,
            created.minute,
            created.second,
        )?;
        let foot = document.foot.as_ref().map_or("", |foot| foot.text.as_str());
        writeln!(self.text, "#let foot = [{}]{PREAMBLE}", plain(foot))?;
        for file in &document.attachments {
            fs::write(self.folder.join(&file.name), &file.bytes)?;
            writeln!(
                self.text,
                "#pdf.attach({:?}, relationship: \"data\", mime-type: {:?}, description: {:?})",
                file.name, file.mime, file.description
            )?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Outcome<()> {
        match block {
            Block::Head(head) => self.head(head)?,
            Block::Title(title) => self.title(title)?,
            Block::Annex { label, title } => writeln!(
                self.text,
                "#pagebreak()\n#align(center)[#heading(level: 1)[{}]\n*{}*]\n",
                plain(label),
                plain(&title.to_uppercase())
            )?,
            Block::Heading { level, text } => {
                writeln!(self.text, "#heading(level: {level})[{}]\n", plain(text))?;
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph)?,
            Block::Table(table) => self.table(table)?,
            Block::Signatures(blocks) => self.signatures(blocks)?,
            Block::Recipients(lines) => {
                writeln!(
                    self.text,
                    "#[#set par(first-line-indent: 0mm)\n#text(12pt)[*_Nơi nhận:_*]\n"
                )?;
                for line in lines {
                    writeln!(self.text, "#text(11pt)[\\- {}]\n", plain(line))?;
                }
                writeln!(self.text, "]")?;
            }
            Block::Figure(figure) => self.figure(figure)?,
            Block::Gallery { columns, figures } => {
                writeln!(self.text, "#grid(columns: {columns}, gutter: 4mm,")?;
                for figure in figures {
                    write!(self.text, "[")?;
                    self.figure(figure)?;
                    writeln!(self.text, "],")?;
                }
                writeln!(self.text, ")\n")?;
            }
            Block::PageBreak => writeln!(self.text, "#pagebreak(weak: true)")?,
            Block::Space(points) => writeln!(self.text, "#v({points}pt, weak: true)")?,
            Block::Turn(_)
            | Block::RunningHead(_)
            | Block::MergedTable(_)
            | Block::List(_)
            | Block::Label(_) => {
                return Err("minutes turn no pages and have no lists or merged cells".into());
            }
        }
        Ok(())
    }

    fn head(&mut self, head: &Head) -> Outcome<()> {
        let column = |lines: &[HeadLine]| lines.iter().map(head_line).collect::<String>();
        writeln!(
            self.text,
            "#[#set par(first-line-indent: 0mm, justify: false, spacing: 0.3em)\n\
             #grid(columns: (40%, 60%), align: center, [{}], [{}])]\n",
            column(&head.left),
            column(&head.right)
        )?;
        Ok(())
    }

    fn title(&mut self, title: &Title) -> Outcome<()> {
        let subject: Vec<String> = title.subject.iter().map(|line| plain(line)).collect();
        writeln!(
            self.text,
            "#align(center)[#set par(first-line-indent: 0mm, justify: false)\n*{}*\n\n*{}*\n\n\
             #line(length: 35%, stroke: 0.5pt)]\n",
            plain(&title.kind.to_uppercase()),
            subject.join(" \\\n")
        )?;
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Outcome<()> {
        let words = runs(&paragraph.runs);
        match paragraph.style {
            ParagraphStyle::Body | ParagraphStyle::ListItem => writeln!(self.text, "{words}\n")?,
            ParagraphStyle::Basis => writeln!(self.text, "#emph[{words}]\n")?,
            ParagraphStyle::Note => writeln!(self.text, "#text(12pt)[#emph[{words}]]\n")?,
            ParagraphStyle::Centred => writeln!(self.text, "#align(center)[{words}]\n")?,
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Outcome<()> {
        if let Some(caption) = &table.caption {
            let caption = plain(caption);
            writeln!(self.text, "#block(sticky: true, align(center, text(13pt)[*{caption}*]))\n")?;
        }
        let list = |each: fn(&Column) -> String| {
            table.columns.iter().map(each).collect::<Vec<_>>().join(", ")
        };
        writeln!(self.text, "#table(columns: ({},),", list(width))?;
        writeln!(self.text, "  align: ({},),", list(align))?;
        let titles = list(|column| format!("align(center)[{}]", plain(&column.title)));
        writeln!(self.text, "  table.header({titles}),")?;
        for row in &table.rows {
            let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
                let words = runs(cell);
                let justify = column.align == Align::Justify;
                format!(
                    "table.cell(breakable: {})[#set par(justify: {justify})\n{words}]",
                    row.may_break
                )
            });
            writeln!(self.text, "  {},", cells.collect::<Vec<_>>().join(", "))?;
        }
        writeln!(self.text, ")\n")?;
        Ok(())
    }

    fn signatures(&mut self, blocks: &[SignatureBlock]) -> Outcome<()> {
        let cells = blocks.iter().map(|block| {
            let heading: Vec<String> =
                block.heading.iter().map(|line| plain(&line.to_uppercase())).collect();
            let hint = block.hint.as_deref().map(plain).unwrap_or_default();
            format!(
                "[*{}* \\\n#text(12pt)[#emph[{hint}]]\n#v(24mm)\n*{}*]",
                heading.join(" \\\n"),
                plain(&block.name)
            )
        });
        writeln!(
            self.text,
            "#block(breakable: false)[#set par(first-line-indent: 0mm, justify: false)\n\
             #grid(columns: (1fr,) * {}, align: center, {})]\n",
            blocks.len(),
            cells.collect::<Vec<_>>().join(", ")
        )?;
        Ok(())
    }

    fn figure(&mut self, figure: &Figure) -> Outcome<()> {
        self.pictures += 1;
        let name = format!("picture-{}.jpg", self.pictures);
        fs::write(self.folder.join(&name), &figure.jpeg)?;
        let turn = match figure.rotation {
            Rotation::None => 0,
            Rotation::Quarter => 90,
            Rotation::Half => 180,
            Rotation::ThreeQuarters => 270,
        };
        let caption = plain(&figure.caption);
        writeln!(
            self.text,
            "#align(center)[#rotate({turn}deg, reflow: true, image({name:?}, width: 100mm, alt: {:?}))\n\n\
             #emph[{caption}]]\n",
            figure.caption
        )?;
        Ok(())
    }
}

fn head_line(line: &HeadLine) -> String {
    let (size, words) = match line {
        HeadLine::Parent(text) => (13, plain(&text.to_uppercase())),
        HeadLine::Agency(text) | HeadLine::Nation(text) => {
            (13, format!("*{}*", plain(&text.to_uppercase())))
        }
        HeadLine::Motto(text) => (14, format!("*{}*", plain(text))),
        HeadLine::PlaceDate(text) => (14, format!("#emph[{}]", plain(text))),
        HeadLine::Number(number) => {
            let value = number.value.as_deref().map_or_else(|| "#h(10mm)".to_owned(), plain);
            (13, format!("Số: {value}{}", plain(&number.symbol)))
        }
        HeadLine::About(text) => (13, plain(text)),
    };
    let rule = match line {
        HeadLine::Agency(_) => "\n\n#line(length: 30%, stroke: 0.5pt)",
        HeadLine::Motto(_) => "\n\n#line(length: 65%, stroke: 0.5pt)",
        HeadLine::Parent(_)
        | HeadLine::Nation(_)
        | HeadLine::PlaceDate(_)
        | HeadLine::About(_)
        | HeadLine::Number(_) => "",
    };
    format!("#text({size}pt)[{words}]{rule}\n\n")
}

fn width(column: &Column) -> String {
    match column.width {
        ColumnWidth::Share(thousandths) => format!("{}%", f64::from(thousandths) / 10.0),
        ColumnWidth::Auto => "auto".to_owned(),
    }
}

fn align(column: &Column) -> String {
    match column.align {
        Align::Left | Align::Justify => "left".to_owned(),
        Align::Centre => "center".to_owned(),
        Align::Right => "right".to_owned(),
    }
}

fn runs(runs: &[Run]) -> String {
    let run = |run: &Run| {
        let words = plain(&run.text);
        let words = if run.italic { format!("#emph[{words}]") } else { words };
        if run.bold { format!("#strong[{words}]") } else { words }
    };
    runs.iter().map(run).collect()
}

/// Text in which nothing is markup.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '\n' {
            escaped.push_str(" \\\n");
            continue;
        }
        if letter.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_letter_of_a_text_is_taken_for_markup() {
        assert_eq!(plain("14/27 #1\n*"), "14\\/27 \\#1 \\\n\\*");
    }
}
