(module
  (type (;0;) (func))
  (type (;1;) (func (param i32) (result i32)))
  (type (;2;) (func (param i32)))
  (import "env" "print" (func $print (;0;) (type 2)))
  (table (;0;) 104 funcref)
  (memory (;0;) 1)
  (export "memory" (memory 0))
  (export "_start" (func 4))
  (elem (;0;) (i32.const 100) func $native $same_b)
  (func $shared (;1;) (type 1) (param i32) (result i32)
    local.get 0
    call $print
    local.get 0
  )
  (func $native (;2;) (type 1) (param i32) (result i32)
    local.get 0
    call $shared
    i32.const 1
    i32.shl
  )
  (func $same_b (;3;) (type 1) (param i32) (result i32)
    i32.const 7
  )
  (func (;4;) (type 0)
    i32.const 21
    i32.const 1024
    i32.load
    call_indirect (type 1)
    call $print
  )
  (data (;0;) (i32.const 1024) "d")
  (@custom "jsc" (after data) "test")
)
