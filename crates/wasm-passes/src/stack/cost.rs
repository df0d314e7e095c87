//! What a stack frame costs on the host that can afford the fewest of it.

use super::shape::FrameShape;

/// The unit of cost is a byte of this stack: `max_wasm_stack` of Wasmtime's default configuration.
pub const STACK_SIZE: u32 = 512 * 1024;

/// By how much a frame may be larger in another version of Wasmtime than in the one that measures it,
/// as a fraction. From version 30 to 50, large frames of a real interpreter stayed within it.
const FRAME_GROWTH: (u32, u32) = (13, 10);

/// Wasmi 2.0 holds this many frames in its default configuration (`max_recursion_depth`).
const WASMI_FRAMES: u32 = 1000;

/// Wasmi 2.0 holds this many bytes of values in its default configuration (`max_stack_height`), in
/// cells of 8 bytes for each parameter, local and operand.
const WASMI_VALUES: u32 = 1_000_000;

/// The bytes of Node's default stack of 984 KiB that are sure to be left for wasm.
const V8_STACK: u32 = 900 * 1024;

/// What a frame of V8's baseline compiler, Liftoff, takes beside its values: return address, frame
/// pointer, frame type, instance, feedback vector, alignment, and registers saved around a call.
const LIFTOFF_FIXED: u32 = 96;

/// The parameters that V8 passes in registers. Others lie in the caller's frame as well.
const V8_REGISTER_PARAMS: u32 = 5;

/// The size of a slot of a [`FrameShape`].
const SLOT: u32 = 8;

/// The cost of calling each function.
pub trait FrameCost {
    /// The bytes of [`STACK_SIZE`] that one call of `function`, numbered as in the code section,
    /// takes until it returns.
    fn cost(&self, function: u32) -> u32;
}

impl<F: Fn(u32) -> u32> FrameCost for F {
    fn cost(&self, function: u32) -> u32 {
        self(function)
    }
}

/// The highest cost of each function on any of the hosts that matter, in their default settings.
///
/// On Wasmtime a function costs its real frame, and what that may grow in another version. What it
/// takes from a limit of another host is scaled to [`STACK_SIZE`], so that the counter reaches it no
/// later than that host reaches its limit:
///
/// - Wasmi: one of its frames, and the values the function keeps.
/// - Node: the frame that Liftoff makes when all values are in memory at once. TurboFan, which replaces
///   it in code that runs often, has stayed below that too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostCosts {
    costs: Vec<u32>,
}

impl HostCosts {
    /// Takes the shapes of a module's functions and their frames on Wasmtime in bytes, both in the
    /// order of the code section.
    pub fn new(shapes: &[FrameShape], frames: &[u32]) -> Self {
        let cost = |(shape, &frame)| wasmi(shape).max(liftoff(shape)).max(wasmtime(frame));
        HostCosts {
            costs: shapes.iter().zip(frames).map(cost).collect(),
        }
    }
}

impl FrameCost for HostCosts {
    fn cost(&self, function: u32) -> u32 {
        self.costs.get(function as usize).copied().unwrap_or(0)
    }
}

fn wasmtime(frame: u32) -> u32 {
    let (numerator, denominator) = FRAME_GROWTH;
    frame.saturating_mul(numerator).div_ceil(denominator)
}

fn wasmi(shape: &FrameShape) -> u32 {
    scale(1, WASMI_FRAMES).max(scale(SLOT.saturating_mul(shape.slots()), WASMI_VALUES))
}

fn liftoff(shape: &FrameShape) -> u32 {
    let passed_in_memory = shape.params.saturating_sub(V8_REGISTER_PARAMS);
    let slots = shape.slots().saturating_add(passed_in_memory);
    scale(
        SLOT.saturating_mul(slots).saturating_add(LIFTOFF_FIXED),
        V8_STACK,
    )
}

/// Expresses `part` of a host's `limit` in bytes of [`STACK_SIZE`], rounded up.
fn scale(part: u32, limit: u32) -> u32 {
    let scaled = (u64::from(part) * u64::from(STACK_SIZE)).div_ceil(u64::from(limit));
    u32::try_from(scaled).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(params: u32, locals: u32, operands: u32) -> FrameShape {
        FrameShape {
            params,
            locals,
            operands,
        }
    }

    #[test]
    fn a_small_frame_costs_one_frame_of_wasmi() {
        let costs = HostCosts::new(&[shape(2, 0, 2)], &[32]);
        assert_eq!(costs.cost(0), 525);
        assert!(WASMI_FRAMES * costs.cost(0) >= STACK_SIZE);
    }

    #[test]
    fn a_large_frame_costs_its_size_and_what_it_may_grow() {
        assert_eq!(HostCosts::new(&[shape(2, 0, 2)], &[656]).cost(0), 853);
    }

    #[test]
    fn many_values_cost_what_they_take_of_the_stack_of_v8() {
        let costs = HostCosts::new(&[shape(7, 190, 3)], &[32]);
        let bytes = 8 * (200 + 2) + 96;
        assert_eq!(costs.cost(0), (bytes * 512u32).div_ceil(900));
    }

    #[test]
    fn an_unknown_function_costs_nothing() {
        assert_eq!(HostCosts::new(&[], &[]).cost(0), 0);
    }
}
