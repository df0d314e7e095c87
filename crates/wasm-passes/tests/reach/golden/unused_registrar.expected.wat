(module
  (type (;0;) (func (param i32) (result i32)))
  (type (;1;) (func (param i32)))
  (type (;2;) (func))
  (import "env" "print" (func $print (;0;) (type 1)))
  (table (;0;) 102 funcref)
  (memory (;0;) 1)
  (export "memory" (memory 0))
  (export "_start" (func 2))
  (elem (;0;) (i32.const 100) func $upper)
  (func $upper (;1;) (type 0) (param i32) (result i32)
    i32.const 1040
    local.get 0
    i32.add
    i32.load8_u
  )
  (func (;2;) (type 2)
    i32.const 1032
    i32.load8_u
    call $print
    i32.const 3
    i32.const 1024
    i32.load
    call_indirect (type 0)
    call $print
  )
  (data (;0;) (i32.const 1024) "d\00\00\00\00\00\00\00sey!\00\00\00\00ABCDEFGHIJKLMNOP")
  (data (;1;) (i32.const 1072) "syntax!!")
  (@custom "jsc" (after data) "test")
)
