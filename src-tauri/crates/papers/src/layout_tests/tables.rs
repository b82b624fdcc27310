//! Tables over pages: heads come again, and rows stay whole while they can.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn heads_of_tables_stand_once_on_every_page_with_rows(
        rows in prop::collection::vec(1_usize..40, 1..40), may_break in any::<bool>(),
    ) {
        let document = with(vec![body(2), table(&rows, may_break)]);
        let (galley, sheets) = pages(&document).unwrap();

        let mut seen = 0;
        for sheet in &sheets {
            let heads = texts(sheet).filter(|(_, t)| words(t) == "STT").count();
            let cells = texts(sheet)
                .filter(|(tag, _)| tag.is_some_and(|t| galley.tree.role(t) == Role::Cell));
            let count = cells.count();
            prop_assert_eq!(heads, usize::from(count > 0));
            seen += count;
        }
        // No line of any cell is lost: each row has one line for its number, and its sentence.
        let set: usize = galley
            .strips
            .iter()
            .flat_map(|s| &s.pieces)
            .filter(|p| p.tag.is_some_and(|t| galley.tree.role(t) == Role::Cell))
            .count();
        prop_assert_eq!(seen, set);
        prop_assert!(sheets.iter().all(|sheet| is_inside(&galley, sheet)));
    }
}

#[test]
fn rows_that_may_not_break_are_whole() {
    let document = with(vec![table(&[8; 40], false)]);
    let (_, sheets) = pages(&document).unwrap();

    assert!(sheets.len() > 1);
    assert!(lines_by_page(&sheets).values().all(|parts| parts.len() == 1));
}

#[test]
fn a_row_taller_than_a_page_breaks_all_the_same() {
    let document = with(vec![table(&[400], false)]);
    let (galley, sheets) = pages(&document).unwrap();

    assert!(sheets.len() > 1);
    assert!(sheets.iter().all(|sheet| is_inside(&galley, sheet)));
}

#[test]
fn refuses_rows_with_more_cells_than_columns() {
    let table =
        Table { rows: vec![Row { cells: vec![Vec::new()], may_break: false }], ..Table::default() };

    let error = render(&with(vec![Block::Table(table)])).unwrap_err();

    assert_eq!(error.to_string(), "row 0 has 1 cells for 0 columns");
}
