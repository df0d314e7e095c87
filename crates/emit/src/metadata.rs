//! What an artifact says about itself, in the custom section `jsc`: JSON, so
//! that any tool can read it.
use jsc_abi::{InputMode, OutputMode};
use jsc_snapshot::Heap;
use serde::{Deserialize, Serialize};
use wasm_encoder::{Encode, ProducersField, ProducersSection};
use wasmparser::{Parser, Payload};

/// Name of the custom section.
pub const SECTION: &str = "jsc";

/// Contents of the custom section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Version of the jsc that made the artifact.
    pub version: String,
    #[serde(flatten)]
    pub kind: Kind,
    /// The program's source modules, the entry first.
    pub modules: Vec<ModuleSize>,
    /// The runtime's modules that the program uses.
    pub builtins: Vec<String>,
    /// What was evaluated while the program was built.
    #[serde(default)]
    pub preinit: Preinit,
    /// What a run starts with.
    #[serde(default)]
    pub heap: Heap,
}

impl Metadata {
    /// What a module says about itself; none when jsc did not make it.
    pub fn of(wasm: &[u8]) -> Option<Self> {
        let mut payloads = Parser::new(0).parse_all(wasm);
        payloads.find_map(|payload| match payload {
            Ok(Payload::CustomSection(section)) if section.name() == SECTION => {
                serde_json::from_slice(section.data()).ok()
            }
            _ => None,
        })
    }
}

/// What was evaluated while the program was built.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preinit {
    /// Names of modules, in the order of their evaluation.
    pub evaluated: Vec<String>,
    /// The modules that a run evaluates.
    pub left: Vec<LeftModule>,
}

/// A module that a run evaluates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftModule {
    pub module: String,
    /// Why, and where: `reads process.env at src/env.ts:3:18`.
    pub reason: String,
}

/// What the command does; see the table of entry kinds in the design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Kind {
    /// Runs top to bottom.
    Script,
    /// Exports functions for others to call; as a command it runs top to bottom.
    Library,
    /// Answers an HTTP request.
    Handler {
        /// What is given the request.
        by: Handler,
    },
    /// Calls an export with its input.
    Function {
        export: String,
        #[serde(with = "input_name")]
        input: InputMode,
        #[serde(with = "output_name")]
        output: OutputMode,
    },
}

/// What of a program is given a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Handler {
    /// The method `fetch` of the default export.
    Default,
    /// The export `handler`.
    Named,
    /// Listeners of the event `fetch`.
    Event,
}

/// One source module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleSize {
    /// Path relative to the project root.
    pub name: String,
    /// Of its source text.
    pub bytes: usize,
}

/// The standard `producers` section: who made this module, from what.
pub fn producers() -> Vec<u8> {
    let mut language = ProducersField::new();
    language.value("JavaScript", "");
    let mut processed_by = ProducersField::new();
    processed_by.value("jsc", env!("CARGO_PKG_VERSION"));
    let mut section = ProducersSection::new();
    section
        .field("language", &language)
        .field("processed-by", &processed_by);
    // As a section it starts with its size and name, which the caller writes.
    let mut framed = Vec::new();
    section.encode(&mut framed);
    let body_at = framed
        .windows(9)
        .position(|w| w == b"producers")
        .map_or(0, |at| at + 9);
    framed.split_off(body_at)
}

/// One table of the modes' names serves both directions and the command line.
macro_rules! mode_names {
    ($module:ident, $mode:ty { $($variant:ident => $name:literal),* $(,)? }) => {
        mod $module {
            use serde::{Deserialize, Deserializer, Serializer, de::Error};

            pub fn serialize<S: Serializer>(mode: &$mode, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(match mode { $(<$mode>::$variant => $name),* })
            }

            pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<$mode, D::Error> {
                match &*String::deserialize(d)? {
                    $($name => Ok(<$mode>::$variant),)*
                    other => Err(D::Error::custom(format!("unknown mode `{other}`"))),
                }
            }
        }
    };
}

mode_names!(input_name, jsc_abi::InputMode { Json => "json", Ndjson => "ndjson", Text => "text", Bytes => "bytes" });
mode_names!(output_name, jsc_abi::OutputMode { Json => "json", Text => "text", Bytes => "bytes" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_is_flat_json() {
        let metadata = Metadata {
            version: "1.2.3".into(),
            kind: Kind::Function {
                export: "default".into(),
                input: InputMode::Ndjson,
                output: OutputMode::Text,
            },
            modules: vec![ModuleSize {
                name: "app.js".into(),
                bytes: 7,
            }],
            builtins: vec!["node:fs".into()],
            preinit: Preinit {
                evaluated: vec!["app.js".into()],
                left: Vec::new(),
            },
            heap: Heap {
                live_bytes: 3,
                segment_bytes: 2,
                memory_bytes: 65536,
            },
        };
        let json = serde_json::to_string(&metadata).unwrap();
        assert_eq!(
            json,
            r#"{"version":"1.2.3","kind":"function","export":"default","input":"ndjson","output":"text","modules":[{"name":"app.js","bytes":7}],"builtins":["node:fs"],"preinit":{"evaluated":["app.js"],"left":[]},"heap":{"live_bytes":3,"segment_bytes":2,"memory_bytes":65536}}"#
        );
        assert_eq!(serde_json::from_str::<Metadata>(&json).unwrap(), metadata);
    }

    #[test]
    fn producers_parses_as_the_tool_conventions_define_it() {
        let bytes = producers();
        let reader =
            wasmparser::ProducersSectionReader::new(wasmparser::BinaryReader::new(&bytes, 0))
                .unwrap();
        let fields: Vec<_> = reader.into_iter().map(|f| f.unwrap().name).collect();
        assert_eq!(fields, ["language", "processed-by"]);
    }
}
