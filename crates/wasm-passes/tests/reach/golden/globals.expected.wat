(module
  (type (;0;) (func (param i32)))
  (type (;1;) (func))
  (import "env" "print" (func $print (;0;) (type 0)))
  (table (;0;) 1 funcref)
  (memory (;0;) 1)
  (global (;0;) (mut i32) i32.const 4992)
  (global (;1;) i32 i32.const 4096)
  (global (;2;) (mut i32) i32.const 3)
  (export "memory" (memory 0))
  (export "_start" (func 1))
  (func (;1;) (type 1)
    global.get 0
    call $print
    global.get 1
    call $print
    global.get 2
    call $print
    i32.const 1024
    i32.load8_u
    call $print
  )
  (data (;0;) (i32.const 1024) "M")
  (@custom "jsc" (after data) "test")
)
