//! An instance of the engine and its build-time exports.
use crate::SnapshotError;
use crate::image::PAGE_BYTES;
use crate::world::{self, World};
use jsc_abi::{LoadReport, PreinitReport, Program, exports};
use wasmtime::{Instance, Memory, Module, Store, WasmParams, WasmResults};

/// An epoch that no build lives to see.
const FAR: u64 = u64::MAX / 2;

/// A live engine.
pub struct Guest {
    pub store: Store<World>,
    pub memory: Memory,
    /// Where the heap starts.
    pub heap_start: usize,
    /// Of memory, that an instance has at first.
    initial_bytes: usize,
    module: Module,
    instance: Instance,
    called: Vec<String>,
}

/// A live engine at rest, to go back to.
pub struct Checkpoint {
    module: Module,
    memory: Vec<u8>,
    heap_start: usize,
    called: Vec<String>,
}

/// What [`Guest::seal`] leaves, in bytes.
pub struct Sealed {
    /// Of memory, from its start, that the snapshot needs.
    pub memory_bytes: usize,
    /// Allocated in the heap.
    pub live_bytes: usize,
}

impl Guest {
    /// Instantiates the embedded engine and creates its context.
    ///
    /// # Errors
    /// [`SnapshotError::Engine`], or [`SnapshotError::Abi`].
    pub fn instantiate() -> Result<Self, SnapshotError> {
        let mut guest = Guest::new(jsc_engine::load()?)?;
        let found: u32 = guest.call(exports::ABI_VERSION, ())?;
        if found != jsc_abi::ABI_VERSION {
            return Err(SnapshotError::Abi { found });
        }
        let heap_start: u32 = guest.call(exports::CREATE, ())?;
        guest.heap_start = heap_start as usize;
        Ok(guest)
    }

    fn new(module: Module) -> Result<Self, SnapshotError> {
        let mut store = Store::new(module.engine(), World::default());
        store.limiter(|world| world);
        store.set_epoch_deadline(FAR);
        let linker = world::linker(module.engine(), &module)?;
        let instance = linker.instantiate(&mut store, &module)?;
        let memory = instance
            .get_memory(&mut store, "memory")
            .ok_or_else(|| SnapshotError::Engine("the engine exports no memory".into()))?;
        Ok(Guest {
            heap_start: 0,
            initial_bytes: memory.data_size(&store),
            store,
            memory,
            module,
            instance,
            called: Vec::new(),
        })
    }

    /// The engine as it is now. Between calls, memory is the whole state; see
    /// [`crate::image::capture`].
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            module: self.module.clone(),
            memory: self.memory.data(&self.store).to_vec(),
            heap_start: self.heap_start,
            called: self.called.clone(),
        }
    }

    /// Another engine in that state.
    ///
    /// # Errors
    /// [`SnapshotError::Engine`] when there is no memory for it.
    pub fn restore(checkpoint: &Checkpoint) -> Result<Self, SnapshotError> {
        let mut guest = Guest::new(checkpoint.module.clone())?;
        let missing = checkpoint.memory.len().saturating_sub(guest.initial_bytes);
        guest
            .memory
            .grow(&mut guest.store, (missing / PAGE_BYTES) as u64)?;
        guest.memory.data_mut(&mut guest.store)[..checkpoint.memory.len()]
            .copy_from_slice(&checkpoint.memory);
        guest.heap_start = checkpoint.heap_start;
        guest.called.clone_from(&checkpoint.called);
        Ok(guest)
    }

    /// Loads a Program and frees what only that needed.
    ///
    /// # Errors
    /// [`SnapshotError::Engine`] when the engine traps. That the program does not
    /// compile is a report, not an error.
    pub fn load(
        &mut self,
        program: &Program,
        groups: &[String],
        strip: bool,
    ) -> Result<LoadReport, SnapshotError> {
        for group in groups {
            self.call::<(), ()>(&format!("{}{group}", exports::USE_PREFIX), ())?;
        }
        if strip {
            self.call::<(), ()>(exports::STRIP, ())?;
        }
        let bytes = program.encode();
        let len = u32::try_from(bytes.len())
            .map_err(|_| SnapshotError::Engine("the program's text exceeds 4 GiB".into()))?;
        let buffer: u32 = self.call(exports::ALLOC, len)?;
        let full =
            |_| SnapshotError::Engine("the program does not fit in the engine's memory".into());
        self.memory
            .write(&mut self.store, buffer as usize, &bytes)
            .map_err(full)?;
        let report_at: u32 = self.call(exports::LOAD, (buffer, len))?;
        let report = LoadReport::decode(self.report(report_at)?).map_err(|_| malformed())?;
        self.call::<u32, ()>(exports::FREE_REPORT, report_at)?;
        Ok(report)
    }

    /// Evaluates modules in their order, at most `limit` of them, or the entry up to the
    /// statement `pause`; see [`exports::PREINIT`]. Whether that was done; the error is a
    /// trap, after which only [`Guest::preinit_report`] may be called.
    pub fn preinit(&mut self, limit: u32, pause: u32) -> Result<bool, SnapshotError> {
        self.store.data_mut().watching = true;
        let done: u32 = self.call(exports::PREINIT, (limit, pause))?;
        self.store.data_mut().watching = false;
        Ok(done != 0)
    }

    /// How far [`Guest::preinit`] came.
    ///
    /// # Errors
    /// [`SnapshotError::Engine`] when the engine traps.
    pub fn preinit_report(&mut self) -> Result<PreinitReport, SnapshotError> {
        self.store.set_epoch_deadline(FAR);
        let world = self.store.data_mut();
        (world.watching, world.memory_limit) = (false, 0);
        let at: u32 = self.call(exports::PREINIT_REPORT, ())?;
        let report = PreinitReport::decode(self.report(at)?).map_err(|_| malformed())?;
        self.call::<u32, ()>(exports::FREE_REPORT, at)?;
        Ok(report)
    }

    /// Frees what only the build used; nothing may be called afterwards.
    ///
    /// # Errors
    /// [`SnapshotError::Engine`] when the engine traps.
    pub fn seal(&mut self) -> Result<Sealed, SnapshotError> {
        let sizes: u64 = self.call(exports::SEAL, ())?;
        Ok(Sealed {
            memory_bytes: (sizes as u32) as usize,
            live_bytes: (sizes >> 32) as usize,
        })
    }

    /// Names of the exports called so far.
    pub fn called(&self) -> &[String] {
        &self.called
    }

    /// The bytes of a report, which its length is before.
    fn report(&self, at: u32) -> Result<&[u8], SnapshotError> {
        let data = self.memory.data(&self.store);
        let framed = data.get(at as usize..).ok_or_else(malformed)?;
        let (len, rest) = framed.split_first_chunk::<4>().ok_or_else(malformed)?;
        rest.get(..u32::from_le_bytes(*len) as usize)
            .ok_or_else(malformed)
    }

    fn call<P: WasmParams, R: WasmResults>(
        &mut self,
        name: &str,
        params: P,
    ) -> Result<R, SnapshotError> {
        let function = self
            .instance
            .get_typed_func::<P, R>(&mut self.store, name)?;
        self.called.push(name.to_owned());
        Ok(function.call(&mut self.store, params)?)
    }
}

fn malformed() -> SnapshotError {
    SnapshotError::Engine("the engine's report is malformed".into())
}
