use jsc_wasm_passes::stack::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let w = std::fs::read(&a[1]).unwrap();
    std::fs::write(&a[2], account(&w, &|_| 525).unwrap().wasm).unwrap();
}
