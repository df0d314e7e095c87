//! Removes custom sections, which other tools would read as still true.

use wasm_encoder::{Encode, RawSection};
use wasmparser::{Parser, Payload};

use super::ReachError;

/// The module without its custom sections, save those named in `keep`.
///
/// To be used between the linker and the optimizer: the optimizer keeps the
/// `linking` and `reloc.*` sections as they are while what they describe moves.
///
/// # Errors
///
/// [`ReachError::Wasm`] when `wasm` is malformed.
pub fn strip_customs(wasm: &[u8], keep: &[&str]) -> Result<Vec<u8>, ReachError> {
    let mut out = Vec::with_capacity(wasm.len());
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::Version { range, .. } => out.extend_from_slice(&wasm[range.clone()]),
            Payload::CustomSection(custom) if !keep.contains(&custom.name()) => {}
            section => {
                if let Some((id, range)) = section.as_section() {
                    out.push(id);
                    let data = &wasm[range];
                    RawSection { id, data }.encode(&mut out);
                }
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_custom_sections_stay() {
        let module = r#"(module $m
            (@custom "linking" (before first) "\02")
            (@custom "target_features" "\00")
            (func (export "f")))"#;
        let wasm = wat::parse_str(module).unwrap();
        let stripped = strip_customs(&wasm, &["target_features"]).unwrap();
        let customs: Vec<String> = Parser::new(0)
            .parse_all(&stripped)
            .filter_map(|payload| match payload.unwrap() {
                Payload::CustomSection(custom) => Some(custom.name().to_owned()),
                _ => None,
            })
            .collect();
        assert_eq!(customs, ["target_features"]);
        wasmparser::validate(&stripped).unwrap();
    }
}
