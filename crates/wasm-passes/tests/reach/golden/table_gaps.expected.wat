(module
  (type (;0;) (func (result i32)))
  (type (;1;) (func (param i32)))
  (type (;2;) (func))
  (import "env" "print" (func $print (;0;) (type 1)))
  (table (;0;) 113 funcref)
  (memory (;0;) 1)
  (export "memory" (memory 0))
  (export "_start" (func 6))
  (elem (;0;) (i32.const 100) func $a $dead_slot $dead_slot $b)
  (elem (;1;) (i32.const 112) func $c)
  (func $dead_slot (;1;) (type 0) (result i32)
    unreachable
  )
  (func $a (;2;) (type 0) (result i32)
    i32.const 1
  )
  (func $b (;3;) (type 0) (result i32)
    i32.const 2
  )
  (func $c (;4;) (type 0) (result i32)
    i32.const 3
  )
  (func $call (;5;) (type 1) (param i32)
    local.get 0
    i32.load
    call_indirect (type 0)
    call $print
  )
  (func (;6;) (type 2)
    i32.const 1024
    call $call
    i32.const 1028
    call $call
    i32.const 1032
    call $call
  )
  (data (;0;) (i32.const 1024) "d\00\00\00g\00\00\00p")
  (@custom "jsc" (after data) "test")
)
