//! Transcripts of the `jsc` command: what is typed, what comes back.
mod bad_files;
mod bad_programs;
mod build;
mod colour;
mod help;
mod inspect;
mod run;
mod streams;
mod workspace;
