use std::collections::HashMap;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::*;
use wasmparser::{Operator as Op, Parser, Payload};
struct R { imports: u32 }
impl Reencode for R {
    type Error = std::convert::Infallible;
    fn function_index(&mut self, f: u32) -> Result<u32, wasm_encoder::reencode::Error> { Ok(if f >= self.imports { f + 1 } else { f }) }
}
fn main() {
    let file = std::env::args().nth(1).unwrap();
    let wasm = std::fs::read(&file).unwrap();
    let mut names: HashMap<u32, String> = HashMap::new();
    let mut imports = 0u32; let mut ntypes = 0u32;
    for p in Parser::new(0).parse_all(&wasm) { match p.unwrap() {
        Payload::ImportSection(s) => for i in s.into_imports() { if matches!(i.unwrap().ty, wasmparser::TypeRef::Func(_)) { imports += 1; } },
        Payload::TypeSection(s) => ntypes = s.count(),
        Payload::CustomSection(c) if c.name() == "name" => { if let wasmparser::KnownCustom::Name(n) = c.as_known() { for s in n { if let Ok(wasmparser::Name::Function(m)) = s { for x in m { let x = x.unwrap(); names.insert(x.index, x.name.to_string()); } } } } }
        _ => {}
    } }
    let _ = RoundtripReencoder;
    let mut r = R { imports };
    let mut out = Module::new();
    let mut code = CodeSection::new(); let mut remaining = 0; let mut index = imports;
    let mut had_imports = false;
    for p in Parser::new(0).parse_all(&wasm) { let p = p.unwrap(); match p {
        Payload::TypeSection(s) => { let mut t = TypeSection::new(); r.parse_type_section(&mut t, s).unwrap(); t.ty().function([ValType::I32, ValType::I32], []); out.section(&t); }
        Payload::ImportSection(s) => { had_imports = true; let mut t = ImportSection::new(); r.parse_import_section(&mut t, s).unwrap(); t.import("prof", "tick", EntityType::Function(ntypes)); out.section(&t); }
        Payload::FunctionSection(s) => { if !had_imports { let mut t = ImportSection::new(); t.import("prof", "tick", EntityType::Function(ntypes)); out.section(&t);} let mut t = FunctionSection::new(); r.parse_function_section(&mut t, s).unwrap(); out.section(&t); }
        Payload::TableSection(s) => { let mut t = TableSection::new(); r.parse_table_section(&mut t, s).unwrap(); out.section(&t); }
        Payload::MemorySection(s) => { let mut t = MemorySection::new(); r.parse_memory_section(&mut t, s).unwrap(); out.section(&t); }
        Payload::GlobalSection(s) => { let mut t = GlobalSection::new(); r.parse_global_section(&mut t, s).unwrap(); out.section(&t); }
        Payload::ExportSection(s) => { let mut t = ExportSection::new(); r.parse_export_section(&mut t, s).unwrap(); out.section(&t); }
        Payload::ElementSection(s) => { let mut t = ElementSection::new(); r.parse_element_section(&mut t, s).unwrap(); out.section(&t); }
        Payload::DataCountSection { count, .. } => { out.section(&DataCountSection { count }); }
        Payload::DataSection(s) => { let mut t = DataSection::new(); r.parse_data_section(&mut t, s).unwrap(); out.section(&t); }
        Payload::CodeSectionStart { count, .. } => { remaining = count; }
        Payload::CodeSectionEntry(body) => {
            let mut f = r.new_function_with_parsed_locals(&body).unwrap();
            let mut n = 0i32;
            let mut tick = |f: &mut Function, n: &mut i32| { if *n > 0 { f.instruction(&Instruction::I32Const(index as i32)); f.instruction(&Instruction::I32Const(*n)); f.instruction(&Instruction::Call(imports)); *n = 0; } };
            for op in body.get_operators_reader().unwrap() { let op = op.unwrap();
                match &op { Op::Nop | Op::Drop | Op::Block{..} | Op::Loop{..} | Op::End | Op::Else | Op::Return | Op::Unreachable => {} , _ => n += 1 }
                if matches!(op, Op::Loop{..}|Op::If{..}|Op::Else|Op::End|Op::Br{..}|Op::BrIf{..}|Op::BrTable{..}|Op::Return|Op::Call{..}|Op::CallIndirect{..}|Op::Unreachable|Op::Block{..}) { tick(&mut f, &mut n); }
                f.instruction(&r.instruction(op).unwrap());
            }
            code.function(&f); index += 1; remaining -= 1; if remaining == 0 { out.section(&code); }
        }
        _ => {}
    } }
    let bytes = out.finish();
    use wasmtime::{Config, Engine, Linker, Store, Caller};
    use wasmtime_wasi::{WasiCtxBuilder, p1::{self, WasiP1Ctx}, p2::pipe::{MemoryOutputPipe, MemoryInputPipe}};
    struct S { wasi: WasiP1Ctx, counts: HashMap<u32, u64>, }
    let e = Engine::new(&Config::new()).unwrap();
    let m = wasmtime::Module::new(&e, &bytes).unwrap();
    let mut l: Linker<S> = Linker::new(&e);
    p1::add_to_linker_sync(&mut l, |s: &mut S| &mut s.wasi).unwrap();
    l.func_wrap("prof", "tick", |mut c: Caller<'_, S>, f: i32, n: i32| { *c.data_mut().counts.entry(f as u32).or_default() += n as u64; }).unwrap();
    let input = std::env::var("STDIN_FILE").map(|f| std::fs::read(f).unwrap()).unwrap_or_default();
    let wasi = WasiCtxBuilder::new().stdout(MemoryOutputPipe::new(1 << 28)).stdin(MemoryInputPipe::new(bytes::Bytes::from(input))).build_p1();
    let mut s = Store::new(&e, S { wasi, counts: HashMap::new() });
    let i = l.instantiate(&mut s, &m).unwrap();
    let _ = i.get_typed_func::<(), ()>(&mut s, "_start").unwrap().call(&mut s, ());
    let mut v: Vec<(u32, u64)> = s.data().counts.iter().map(|(a, b)| (*a, *b)).collect();
    v.sort_by_key(|x| std::cmp::Reverse(x.1));
    let total: u64 = v.iter().map(|x| x.1).sum();
    println!("total {total}");
    let top: usize = std::env::var("TOP").ok().and_then(|t| t.parse().ok()).unwrap_or(40);
    for (f, n) in v.iter().take(top) { println!("{:>10} {:5.1}% {}", n, *n as f64 * 100.0 / total as f64, names.get(f).map(|s| s.as_str()).unwrap_or("?")); }
}
