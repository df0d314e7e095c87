;; Two mutable globals change while the snapshot is made, and so does a byte
;; of memory; the constant between them is the engine's own.
;; called: load
;; symbol: counter 1024 4
(module
  (import "env" "print" (func $print (param i32)))
  (memory (export "memory") 1)
  (table 1 funcref)
  (global $stack (export "stack") (mut i32) (i32.const 5000))
  (global $limit i32 (i32.const 4096))
  (global $depth (export "depth") (mut i32) (i32.const 1))
  (func (export "load")
    (global.set $stack (i32.const 4992))
    (global.set $depth (i32.const 3))
    (i32.store8 (i32.const 1024) (i32.const 77)))
  (func (export "_start")
    (call $print (global.get $stack))
    (call $print (global.get $limit))
    (call $print (global.get $depth))
    (call $print (i32.load8_u (i32.const 1024))))
  (data (i32.const 1024) "\01\00\00\00"))
