//! Whole walks through the program, and the laws of its source.

#[cfg(test)]
mod command_line;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod signatures;
#[cfg(test)]
mod tidy;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod window;
