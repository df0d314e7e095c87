(module
  (type (;0;) (func (param i32)))
  (type (;1;) (func (param i32 i32) (result i32 i32)))
  (type (;2;) (func (param i32) (result i32)))
  (type (;3;) (func))
  (import "env" "print" (func $import_print (;0;) (type 0)))
  (table (;0;) 101 funcref)
  (memory (;0;) 1)
  (export "memory" (memory 0))
  (export "_start" (func 2))
  (elem (;0;) (i32.const 100) func $subtract)
  (func $subtract (;1;) (type 1) (param i32 i32) (result i32 i32)
    local.get 0
    local.get 1
    i32.sub
    local.get 1
  )
  (func (;2;) (type 3)
    (local i32)
    i32.const 50
    i32.const 8
    block (type 1) (param i32 i32) (result i32 i32) ;; label = @1
      i32.const 1024
      i32.load
      call_indirect (type 1)
    end
    if (type 2) (param i32) (result i32) ;; label = @1
      i32.const 1
      i32.add
    end
    loop (type 2) (param i32) (result i32) ;; label = @1
      local.tee 0
      call $import_print
      local.get 0
      i32.const 10
      i32.sub
      local.tee 0
      local.get 0
      i32.const 0
      i32.gt_s
      br_if 0 (;@1;)
    end
    call $import_print
  )
  (data (;0;) (i32.const 1024) "d")
  (@custom "jsc" (after data) "test")
)
