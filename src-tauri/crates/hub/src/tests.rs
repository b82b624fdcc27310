//! The pages, asked as a browser asks.

mod access;
mod check;
mod pages;
mod papers;
