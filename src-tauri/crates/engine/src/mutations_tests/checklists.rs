//! Checklists in Excel: damage never gives half a checklist.

use super::*;

#[test]
fn no_damage_to_a_checklist_in_excel_gives_half_a_checklist() {
    let bytes = checklist_to_xlsx(&shipped()).unwrap();
    let inputs = (any::<bool>(), any::<usize>(), damages());
    let done = TestRunner::new(cases(12, 4_000)).run(&inputs, |(inside, part, damages)| {
        let bytes =
            if inside { damaged_inside(&bytes, part, &damages) } else { damaged(&bytes, &damages) };
        read_checklist(&bytes);
        Ok(())
    });
    done.unwrap();
}

#[test]
fn no_cell_of_a_checklist_in_excel_gives_half_a_checklist() {
    let bytes = checklist_to_xlsx(&shipped()).unwrap();
    let mut book = tables::open(&bytes, "bo.xlsx").unwrap();
    let sheets: Vec<Sheet> = book.sheets().iter().map(|name| book.read(name).unwrap()).collect();
    let cells =
        prop::collection::vec((any::<usize>(), any::<usize>(), any::<usize>(), cell()), 1..6);
    let done = TestRunner::new(cases(8, 2_000)).run(&cells, |cells| {
        let mut changed = sheets.clone();
        for (sheet, row, column, text) in cells {
            let count = changed.len();
            let rows = &mut changed[sheet % count].rows;
            let count = rows.len();
            let cells = &mut rows[row % count];
            let column = column % (cells.len() + 1);
            cells.resize(cells.len().max(column + 1), String::new());
            cells[column] = text;
        }
        let out: Vec<SheetOut> = changed
            .iter()
            .map(|sheet| SheetOut {
                name: sheet.name.clone(),
                columns: Vec::new(),
                rows: sheet.rows.clone(),
            })
            .collect();
        read_checklist(&write(&out).unwrap());
        Ok(())
    });
    done.unwrap();
}
