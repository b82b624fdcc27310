//! The pages, asked as a browser asks.

mod access;
mod check;
mod handed_over;
mod lists;
mod pages;
mod papers;
mod visits;
