//! A document of ours as a web page for paper: the same words, faces, tables and pictures.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use papers::{
    Align, Block, ColumnWidth, Document, Figure, Head, HeadLine, Paragraph, ParagraphStyle, Run,
    SignatureBlock, Table,
};

use crate::{Outcome, place};

/// Page and letters of NĐ 30/2020 as `assets/layouts/nd30-2020.toml` has them.
const STYLE: &str = r#"
@page { size: A4; margin: 20mm 20mm 20mm 30mm; @top-center { content: counter(page); font: 13pt minutes } }
@page :first { @top-center { content: "" } }
body { margin: 0; font: 14pt/1.23 minutes; text-align: justify; hyphens: manual }
p, h1, h2, h3 { margin: 0 0 6pt; text-indent: 12.7mm; font-size: 14pt; orphans: 2; widows: 2 }
h1, h2, h3 { break-after: avoid } h3 { font-style: italic }
.centred, td p, th, caption, .head p, .signatures p { text-align: center; text-indent: 0 }
.basis, .note { font-style: italic } .upper { text-transform: uppercase } .bold { font-weight: bold }
table { width: 100%; border-collapse: collapse; font-size: 12pt } caption { font-weight: bold }
table.grid td, table.grid th { border: 0.5pt solid; padding: 2.5pt 4pt; vertical-align: top }
thead { display: table-header-group } tr { break-inside: auto } figure { break-inside: avoid }
.signatures { break-inside: avoid } img { width: 100mm }
"#;

/// Writes `document` and what it refers to into `folder`, and returns the page.
pub(crate) fn write(document: &Document, folder: &Path) -> Outcome<PathBuf> {
    let mut text = String::new();
    write!(
        text,
        "<!doctype html><html lang=vi><meta charset=utf-8><title>{}</title><style>",
        plain(&document.title)
    )?;
    for (file, weight, style) in [
        ("Regular", "normal", "normal"),
        ("Bold", "bold", "normal"),
        ("Italic", "normal", "italic"),
        ("BoldItalic", "bold", "italic"),
    ] {
        let path = place::root().join(format!("assets/fonts/LiberationSerif-{file}.ttf"));
        write!(
            text,
            "@font-face {{ font-family: minutes; font-weight: {weight}; font-style: {style}; src: url(file://{}) }}",
            path.display()
        )?;
    }
    writeln!(text, "{STYLE}</style><body>")?;
    let mut pictures = 0;
    for block in &document.blocks {
        let html = if let Block::Figure(figure) = block {
            figures(std::slice::from_ref(figure), folder, &mut pictures)?
        } else if let Block::Gallery { figures: all, .. } = block {
            figures(all, folder, &mut pictures)?
        } else {
            of_block(block)?
        };
        writeln!(text, "{html}")?;
    }
    let path = folder.join("minutes.html");
    fs::write(&path, text)?;
    Ok(path)
}

fn of_block(block: &Block) -> Outcome<String> {
    Ok(match block {
        Block::Head(it) => head(it),
        Block::Title(it) => {
            let subject = it.subject.iter().map(|line| centred("bold", line));
            centred("bold upper", &it.kind) + &subject.collect::<String>()
        }
        Block::Annex { label, title } => {
            format!(
                "<h1 class=centred style='break-before: page'>{}</h1>{}",
                plain(label),
                centred("bold upper", title)
            )
        }
        Block::Heading { level, text } => format!("<h{level}>{}</h{level}>", plain(text)),
        Block::Paragraph(it) => paragraph(it),
        Block::Table(it) => table(it),
        Block::Signatures(it) => signatures(it),
        Block::Recipients(lines) => {
            let lines = lines.iter().map(|line| format!("<p>- {}</p>", plain(line)));
            format!("<p><b><i>Nơi nhận:</i></b></p>{}", lines.collect::<String>())
        }
        Block::PageBreak => "<div style='break-before: page'></div>".to_owned(),
        Block::Space(points) => format!("<div style='height: {points}pt'></div>"),
        Block::Figure(_)
        | Block::Gallery { .. }
        | Block::Turn(_)
        | Block::RunningHead(_)
        | Block::MergedTable(_)
        | Block::List(_)
        | Block::Label(_) => {
            return Err("minutes turn no pages and have no lists or merged cells".into());
        }
    })
}

fn head(head: &Head) -> String {
    let column = |lines: &[HeadLine]| lines.iter().map(head_line).collect::<String>();
    format!(
        "<table class=head><tr><td width='40%'>{}<td width='60%'>{}</table>",
        column(&head.left),
        column(&head.right)
    )
}

fn head_line(line: &HeadLine) -> String {
    match line {
        HeadLine::Parent(text) => centred("upper", text),
        HeadLine::Agency(text) | HeadLine::Nation(text) => centred("bold upper", text),
        HeadLine::Motto(text) => centred("bold", text),
        HeadLine::PlaceDate(text) => centred("basis", text),
        HeadLine::About(text) => centred("", text),
        HeadLine::Number(number) => {
            let value = number.value.as_deref().unwrap_or("\u{a0}\u{a0}\u{a0}\u{a0}");
            centred("", &format!("Số: {value}{}", number.symbol))
        }
    }
}

fn paragraph(paragraph: &Paragraph) -> String {
    let class = match paragraph.style {
        ParagraphStyle::Body | ParagraphStyle::ListItem => "",
        ParagraphStyle::Basis => "basis",
        ParagraphStyle::Note => "note",
        ParagraphStyle::Centred => "centred",
    };
    format!("<p class='{class}'>{}</p>", runs(&paragraph.runs))
}

fn table(table: &Table) -> String {
    let mut text = "<table class=grid>".to_owned();
    if let Some(caption) = &table.caption {
        text += &format!("<caption>{}</caption>", plain(caption));
    }
    for column in &table.columns {
        text += &match column.width {
            ColumnWidth::Share(thousandths) => {
                format!("<col style='width: {}%'>", f64::from(thousandths) / 10.0)
            }
            ColumnWidth::Auto => "<col>".to_owned(),
        };
    }
    text += "<thead><tr>";
    text.extend(table.columns.iter().map(|column| format!("<th>{}", plain(&column.title))));
    text += "<tbody>";
    for row in &table.rows {
        text += if row.may_break { "<tr>" } else { "<tr style='break-inside: avoid'>" };
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            let align = match column.align {
                Align::Left => "left",
                Align::Centre => "center",
                Align::Right => "right",
                Align::Justify => "justify",
            };
            text += &format!("<td style='text-align: {align}'>{}", runs(cell));
        }
    }
    text + "</table>"
}

fn signatures(blocks: &[SignatureBlock]) -> String {
    let cells = blocks.iter().map(|block| {
        let heading: String =
            block.heading.iter().map(|line| centred("bold upper", line)).collect();
        let hint = centred("basis", block.hint.as_deref().unwrap_or_default());
        format!(
            "<td>{heading}{hint}<div style='height: 24mm'></div>{}",
            centred("bold", &block.name)
        )
    });
    format!("<table class=signatures><tr>{}</table>", cells.collect::<String>())
}

fn figures(figures: &[Figure], folder: &Path, pictures: &mut u32) -> Outcome<String> {
    let mut text = String::new();
    for figure in figures {
        *pictures += 1;
        let name = format!("page-{pictures}.jpg");
        fs::write(folder.join(&name), &figure.jpeg)?;
        let caption = plain(&figure.caption);
        write!(
            text,
            "<figure class=centred><img src='{name}' alt='{caption}'><figcaption>{caption}</figcaption></figure>"
        )?;
    }
    Ok(text)
}

fn centred(class: &str, text: &str) -> String {
    format!("<p class='centred {class}'>{}</p>", plain(text))
}

fn runs(runs: &[Run]) -> String {
    let run = |run: &Run| {
        let words = plain(&run.text);
        let words = if run.italic { format!("<i>{words}</i>") } else { words };
        if run.bold { format!("<b>{words}</b>") } else { words }
    };
    runs.iter().map(run).collect()
}

/// Text in which nothing is markup.
fn plain(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;");
    escaped.replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_letter_of_a_text_is_taken_for_markup() {
        assert_eq!(plain("a<b & 'c'\nd"), "a&lt;b &amp; &#39;c&#39;<br>d");
    }
}
