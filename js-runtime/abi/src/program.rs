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
    /// Name in stack traces and in `import.meta.url`, unique in the Program: a
    /// path relative to the project root with `/` separators, or a builtin's
    /// name (`node:fs`).
    pub name: String,
    /// UTF-8 source text; any bytes for [`Goal::Bytes`].
    pub source: Vec<u8>,
    pub goal: Goal,
    /// Part of jsc itself: evaluated at build time, may import `native:*`.
    pub builtin: bool,
    /// For goals other than [`Goal::Module`]: the names besides `default` that
    /// ES modules can import, properties of the module's value.
    pub exports: Vec<String>,
    /// How each specifier in the text resolves.
    pub imports: Vec<Import>,
    pub positions: Positions,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// An ES module.
    Module,
    /// A CommonJS module: the body of a function of `exports`, `require`,
    /// `module`, `__filename` and `__dirname`, sloppy unless it says otherwise.
    CommonJs,
    /// JSON; its value is the module's.
    Json,
    /// Text; the module's value is a string.
    Text,
    /// Any bytes; the module's value is a Uint8Array.
    Bytes,
}

/// One resolved specifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub specifier: String,
    pub kind: ImportKind,
    pub target: Target,
}

/// Who asks: the two may resolve one specifier differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImportKind {
    /// `import`, `export … from` and `import()`.
    Import,
    /// `require()` and `require.resolve()`.
    Require,
}

/// What a specifier stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Index into [`Program::modules`].
    Module(u32),
    /// As `Module`, for an `import` of a CommonJS module by the rule of
    /// bundlers: when `module.exports.__esModule` is truthy, the default import
    /// is `module.exports.default`; otherwise, as always in Node, `module.exports`.
    Interop(u32),
    /// A group of native functions, by name without the `native:` scheme.
    Native(String),
    /// The importing ES module's own `require`, as a default export: what
    /// `module.createRequire(import.meta.url)` gives.
    Require,
}

/// Where the pieces of a text come from in the files that the author knows.
///
/// Without segments a position in the text is its own: line and column in
/// UTF-16 code units, in the file [`Module::name`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Positions {
    /// File names as stack traces show them.
    pub files: Vec<String>,
    /// In ascending order of `offset`, no two alike. A position is that of the
    /// last segment which does not start behind it; text before the first
    /// segment has the first segment's position.
    pub segments: Vec<Segment>,
}

/// A piece of text that starts at `offset` and reaches to the next segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// In bytes of [`Module::source`].
    pub offset: u32,
    /// Index into [`Positions::files`].
    pub file: u32,
    /// One-based.
    pub line: u32,
    /// One-based, in UTF-16 code units.
    pub column: u32,
    /// The text is copied from the file: each byte is a column further. If not,
    /// the whole piece has one position.
    pub copied: bool,
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
        w.bytes(&self.source);
        w.u8(self.goal as u8);
        w.u8(self.builtin as u8);
        w.list(&self.exports, |w, name| w.str(name));
        w.list(&self.imports, |w, i| i.encode(w));
        w.list(&self.positions.files, |w, name| w.str(name));
        w.list(&self.positions.segments, |w, s| s.encode(w));
    }

    fn decode(r: &mut Reader) -> Result<Self, DecodeError> {
        Ok(Module {
            name: r.str()?,
            source: r.bytes()?.to_vec(),
            goal: match r.u8()? {
                0 => Goal::Module,
                1 => Goal::CommonJs,
                2 => Goal::Json,
                3 => Goal::Text,
                4 => Goal::Bytes,
                _ => return Err(DecodeError),
            },
            builtin: r.u8()? != 0,
            exports: r.list(Reader::str)?,
            imports: r.list(Import::decode)?,
            positions: Positions {
                files: r.list(Reader::str)?,
                segments: r.list(Segment::decode)?,
            },
        })
    }
}

impl Import {
    fn encode(&self, w: &mut Writer) {
        w.str(&self.specifier);
        w.u8(self.kind as u8);
        match &self.target {
            Target::Module(index) => {
                w.u8(0);
                w.u32(*index);
            }
            Target::Interop(index) => {
                w.u8(1);
                w.u32(*index);
            }
            Target::Native(name) => {
                w.u8(2);
                w.str(name);
            }
            Target::Require => w.u8(3),
        }
    }

    fn decode(r: &mut Reader) -> Result<Self, DecodeError> {
        Ok(Import {
            specifier: r.str()?,
            kind: match r.u8()? {
                0 => ImportKind::Import,
                1 => ImportKind::Require,
                _ => return Err(DecodeError),
            },
            target: match r.u8()? {
                0 => Target::Module(r.u32()?),
                1 => Target::Interop(r.u32()?),
                2 => Target::Native(r.str()?),
                3 => Target::Require,
                _ => return Err(DecodeError),
            },
        })
    }
}

impl Segment {
    /// The line's top bit says whether the text is copied.
    fn encode(&self, w: &mut Writer) {
        w.u32(self.offset);
        w.u32(self.file);
        w.u32(self.line | (self.copied as u32) << 31);
        w.u32(self.column);
    }

    fn decode(r: &mut Reader) -> Result<Self, DecodeError> {
        let (offset, file, line, column) = (r.u32()?, r.u32()?, r.u32()?, r.u32()?);
        Ok(Segment {
            offset,
            file,
            line: line & (u32::MAX >> 1),
            column,
            copied: line >> 31 != 0,
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
                    exports: vec![],
                    imports: vec![Import {
                        specifier: "./b.js".into(),
                        kind: ImportKind::Import,
                        target: Target::Interop(1),
                    }],
                    positions: Positions {
                        files: vec!["app.ts".into()],
                        segments: vec![Segment {
                            offset: 0,
                            file: 0,
                            line: 3,
                            column: 7,
                            copied: true,
                        }],
                    },
                },
                Module {
                    name: "jsc:b".into(),
                    source: vec![0xff],
                    goal: Goal::Bytes,
                    builtin: true,
                    exports: vec!["length".into()],
                    imports: vec![Import {
                        specifier: "native:io".into(),
                        kind: ImportKind::Require,
                        target: Target::Native("io".into()),
                    }],
                    positions: Positions::default(),
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
