//! Checklists and vocabulary shipped with the program.
