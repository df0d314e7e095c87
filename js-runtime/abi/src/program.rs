//! The Program as the guest receives it: module texts with their imports resolved.
use crate::wire::{DecodeError, Reader, Writer};
use alloc::{string::String, vec::Vec};

/// Everything the guest needs to compile, link and run one program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Program {
    /// Runtime modules that install globals, evaluated at build time, in this
    /// order, before anything else. Indices into `modules`.
    pub preludes: Vec<u32>,
    /// The user's entry, an index into `modules`.
    pub entry: u32,
    /// What the command does with the entry's exports.
    pub call: EntryCall,
    /// User modules and the runtime modules they reach.
    pub modules: Vec<Module>,
}

/// One source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Name in stack traces and in `import.meta.url`: a path relative to the
    /// project root with `/` separators, or a builtin's name (`node:fs`).
    pub name: String,
    /// UTF-8 source text.
    pub source: String,
    pub goal: Goal,
    /// Part of jsc itself: evaluated at build time, may import `native:*`.
    pub builtin: bool,
    /// How each specifier in the text resolves.
    pub imports: Vec<Import>,
}

/// The grammar's goal symbol that a text is parsed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    Module,
    /// A classic, sloppy-mode script, run in the global scope.
    Script,
}

/// One resolved specifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub specifier: String,
    pub target: Target,
}

/// What a specifier stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Index into [`Program::modules`].
    Module(u32),
    /// A group of native functions, by name without the `native:` scheme.
    Native(String),
}

/// What `_start` does after the entry module was evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum EntryCall {
    /// Nothing: the program is a script.
    #[default]
    None,
    /// Call an export with the input read from stdin, write its result to stdout.
    Function {
        export: String,
        input: InputMode,
        output: OutputMode,
    },
}

/// How a function's argument is read from stdin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputMode {
    #[default]
    Json,
    /// One call for each line.
    Ndjson,
    Text,
    /// A Uint8Array.
    Bytes,
}

/// How a function's result is written to stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OutputMode {
    #[default]
    Json,
    Text,
    Bytes,
}

impl Program {
    /// The bytes that [`Program::decode`] reads.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::default();
        w.list(&self.preludes, |w, i| w.u32(*i));
        w.u32(self.entry);
        self.call.encode(&mut w);
        w.list(&self.modules, |w, m| m.encode(w));
        w.0
    }

    /// Reads what [`Program::encode`] wrote; [`DecodeError`] on anything else.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut r = Reader(bytes);
        let program = Program {
            preludes: r.list(Reader::u32)?,
            entry: r.u32()?,
            call: EntryCall::decode(&mut r)?,
            modules: r.list(Module::decode)?,
        };
        if r.0.is_empty() {
            Ok(program)
        } else {
            Err(DecodeError)
        }
    }
}

impl Module {
    fn encode(&self, w: &mut Writer) {
        w.str(&self.name);
        w.str(&self.source);
        w.u8(self.goal as u8);
        w.u8(self.builtin as u8);
        w.list(&self.imports, |w, i| {
            w.str(&i.specifier);
            match &i.target {
                Target::Module(index) => {
                    w.u8(0);
                    w.u32(*index);
                }
                Target::Native(name) => {
                    w.u8(1);
                    w.str(name);
                }
            }
        });
    }

    fn decode(r: &mut Reader) -> Result<Self, DecodeError> {
        Ok(Module {
            name: r.str()?,
            source: r.str()?,
            goal: match r.u8()? {
                0 => Goal::Module,
                1 => Goal::Script,
                _ => return Err(DecodeError),
            },
            builtin: r.u8()? != 0,
            imports: r.list(|r| {
                Ok(Import {
                    specifier: r.str()?,
                    target: match r.u8()? {
                        0 => Target::Module(r.u32()?),
                        1 => Target::Native(r.str()?),
                        _ => return Err(DecodeError),
                    },
                })
            })?,
        })
    }
}

impl EntryCall {
    fn encode(&self, w: &mut Writer) {
        match self {
            EntryCall::None => w.u8(0),
            EntryCall::Function {
                export,
                input,
                output,
            } => {
                w.u8(1);
                w.str(export);
                w.u8(*input as u8);
                w.u8(*output as u8);
            }
        }
    }

    fn decode(r: &mut Reader) -> Result<Self, DecodeError> {
        Ok(match r.u8()? {
            0 => EntryCall::None,
            1 => EntryCall::Function {
                export: r.str()?,
                input: match r.u8()? {
                    0 => InputMode::Json,
                    1 => InputMode::Ndjson,
                    2 => InputMode::Text,
                    3 => InputMode::Bytes,
                    _ => return Err(DecodeError),
                },
                output: match r.u8()? {
                    0 => OutputMode::Json,
                    1 => OutputMode::Text,
                    2 => OutputMode::Bytes,
                    _ => return Err(DecodeError),
                },
            },
            _ => return Err(DecodeError),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn sample() -> Program {
        Program {
            preludes: vec![1],
            entry: 0,
            call: EntryCall::Function {
                export: "default".into(),
                input: InputMode::Ndjson,
                output: OutputMode::Bytes,
            },
            modules: vec![
                Module {
                    name: "app.js".into(),
                    source: "import './b.js'; 'é'".into(),
                    goal: Goal::Module,
                    builtin: false,
                    imports: vec![Import {
                        specifier: "./b.js".into(),
                        target: Target::Module(1),
                    }],
                },
                Module {
                    name: "jsc:b".into(),
                    source: "".into(),
                    goal: Goal::Script,
                    builtin: true,
                    imports: vec![Import {
                        specifier: "native:io".into(),
                        target: Target::Native("io".into()),
                    }],
                },
            ],
        }
    }

    #[test]
    fn decode_reads_what_encode_wrote() {
        assert_eq!(Program::decode(&sample().encode()), Ok(sample()));
    }

    #[test]
    fn every_truncation_is_refused() {
        let bytes = sample().encode();
        for end in 0..bytes.len() {
            assert_eq!(Program::decode(&bytes[..end]), Err(DecodeError), "at {end}");
        }
    }
}
