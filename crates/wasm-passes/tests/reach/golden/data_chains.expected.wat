(module
  (type (;0;) (func (result i32)))
  (type (;1;) (func (param i32)))
  (type (;2;) (func))
  (import "env" "print" (func $print (;0;) (type 1)))
  (table (;0;) 103 funcref)
  (memory (;0;) 1)
  (export "memory" (memory 0))
  (export "_start" (func 3))
  (elem (;0;) (i32.const 100) func $one $two)
  (func $one (;1;) (type 0) (result i32)
    i32.const 1
  )
  (func $two (;2;) (type 0) (result i32)
    i32.const 2
  )
  (func (;3;) (type 2)
    (local i32)
    i32.const 1024
    i32.load
    local.set 0
    local.get 0
    i32.load
    i32.load8_u
    call $print
    local.get 0
    i32.load offset=4
    call_indirect (type 0)
    call $print
  )
  (data (;0;) (i32.const 1024) "\08\04\00\00....\18\04\00\00e")
  (data (;1;) (i32.const 1048) "the tail$\04\00\00d")
  (@custom "jsc" (after data) "test")
)
