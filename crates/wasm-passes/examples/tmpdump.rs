use jsc_wasm_passes::callgraph::CallGraph;
use jsc_wasm_passes::stack::*;
use wasmparser::*;
fn names(wasm: &[u8]) -> Vec<String> {
    let mut v = vec![];
    for p in Parser::new(0).parse_all(wasm) {
        if let Payload::CustomSection(c) = p.unwrap() {
            if let KnownCustom::Name(n) = c.as_known() {
                for s in n {
                    if let Ok(Name::Function(m)) = s {
                        for x in m {
                            let x = x.unwrap();
                            if v.len() <= x.index as usize {
                                v.resize(x.index as usize + 1, String::new());
                            }
                            v[x.index as usize] = x.name.to_string();
                        }
                    }
                }
            }
        }
    }
    v
}
fn main() {
    let file = std::env::args().nth(1).unwrap();
    let wasm = std::fs::read(file).unwrap();
    let n = names(&wasm);
    let g = CallGraph::new(&wasm).unwrap();
    let imp = g.imported();
    let t = std::time::Instant::now();
    let a = account(&wasm, &|_| 1000).unwrap();
    println!("account {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let out = account_measured(&wasm).unwrap();
    println!(
        "measured {:?}; size {} -> {}",
        t.elapsed(),
        wasm.len(),
        out.wasm.len()
    );
    wasmparser::validate(&out.wasm).unwrap();
    std::fs::write(std::env::args().nth(2).unwrap(), &out.wasm).unwrap();
    let before = measure(&wasm).unwrap();
    let after = measure(&out.wasm).unwrap();
    let sh = shapes(&out.wasm).unwrap();
    let r = &out.report;
    println!(
        "functions {} counted {} below {} uncounted {} unchecked {}",
        before.len(),
        r.counted.len(),
        r.below,
        r.uncounted,
        r.unchecked.len()
    );
    let floor = r.counted.values().filter(|c| **c == 525).count();
    println!("at the floor of 525: {floor}");
    let mut hist = std::collections::BTreeMap::new();
    for (b, c) in before.iter().zip(&after) {
        *hist.entry(*c as i64 - *b as i64).or_insert(0) += 1;
    }
    println!("frame growth {hist:?}");
    for g in &r.unchecked {
        println!(
            "unchecked {}: {:?}",
            g.len(),
            g.iter()
                .take(16)
                .map(|f| &n[(f + imp) as usize])
                .collect::<Vec<_>>()
        );
    }
    let mut idx: Vec<usize> = (0..after.len()).collect();
    idx.sort_by_key(|&i| std::cmp::Reverse(after[i]));
    for &i in idx.iter().take(25) {
        println!(
            "{:6} -> {:6} slots {:4} cost {:?} {}",
            before[i],
            after[i],
            sh[i].slots(),
            r.counted.get(&(i as u32)),
            n[i + imp as usize]
        );
    }
    let _ = a;
}
