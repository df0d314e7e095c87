//! Accounting with the frames that the functions really have.

use super::frames::{FrameError, measure};
use super::shape::shapes;
use super::{Accounted, FrameCost, HostCosts, StackError, account};

/// The cost in a draft. The code for any other of this size is as long.
const DRAFT_COST: u32 = 1000;

/// How often the costs are tried before giving up.
const ATTEMPTS: usize = 4;

/// A function whose real frame is larger than what is counted for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excess {
    /// The function, numbered as in the code section.
    pub function: u32,
    /// The bytes that its frame takes.
    pub frame: u32,
    /// What is counted for it.
    pub cost: u32,
}

/// Makes `wasm` count with the costs that its functions have on the hosts that matter.
///
/// Counting changes a function, and so its frame: the frames are measured in a draft that counts
/// already, and measured again in the result.
///
/// # Errors
///
/// As [`account`], and when frames cannot be measured.
pub fn account_measured(wasm: &[u8]) -> Result<Accounted, StackError> {
    let draft = account(wasm, &|_| DRAFT_COST)?;
    let shapes = shapes(&draft.wasm)?;
    let mut frames = measure(&draft.wasm)?;
    let mut attempts = 0;
    loop {
        let costs = HostCosts::new(&shapes, &frames);
        let accounted = account(wasm, &costs)?;
        let excesses = verify(&accounted.wasm, &costs)?;
        let Some(&first) = excesses.first() else {
            return Ok(accounted);
        };
        attempts += 1;
        if attempts == ATTEMPTS {
            return Err(StackError::Excess(first));
        }
        for excess in excesses {
            frames[excess.function as usize] = excess.frame;
        }
    }
}

/// Finds the functions of a module that counts whose frames on Wasmtime exceed what `costs` says.
///
/// # Errors
///
/// When the frames cannot be measured.
pub fn verify(accounted: &[u8], costs: &dyn FrameCost) -> Result<Vec<Excess>, FrameError> {
    let frames = measure(accounted)?;
    let excesses = (0u32..).zip(frames).map(|(function, frame)| Excess {
        function,
        frame,
        cost: costs.cost(function),
    });
    Ok(excesses.filter(|e| e.frame > e.cost).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_larger_than_its_cost_is_found() {
        let wasm = wat::parse_str("(module (func $f (call $g)) (func $g (call $f)))");
        let wasm = wasm.expect("the module is well-formed");
        let output = account_measured(&wasm).expect("the module can be counted");
        let excesses = verify(&output.wasm, &|function| match function {
            0 => 1000,
            _ => 1,
        });
        let excesses = excesses.expect("the frames can be read");
        assert_eq!(excesses.len(), 1);
        assert_eq!((excesses[0].function, excesses[0].cost), (1, 1));
        assert!((16..1000).contains(&excesses[0].frame));
    }
}
