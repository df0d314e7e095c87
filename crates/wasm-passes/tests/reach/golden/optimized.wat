;; The optimizer (optimized.final.wat) inlined `$twice` into `$native` and
;; `$register` into the registrars, merged `$same_a` with `$same_b`, and moved
;; every function. Slots and addresses are where they were.
;; called: load
;; symbol: slot 1024 4
(module $engine
  (import "env" "print" (func $print (param i32)))
  (import "env" "log" (func $log (param i32)))
  (type $native_type (func (param i32) (result i32)))
  (memory (export "memory") 1)
  (table 104 funcref)
  (elem (i32.const 100) $native $same_a $same_b $other)
  (func $twice (param i32) (result i32)
    (i32.mul (local.get 0) (i32.const 2)))
  (func $native (type $native_type)
    (call $twice (call $shared (local.get 0))))
  (func $shared (param i32) (result i32)
    (call $print (local.get 0))
    (local.get 0))
  (func $same_a (type $native_type)
    (i32.const 7))
  (func $same_b (type $native_type)
    (i32.const 7))
  (func $other (type $native_type)
    (call $log (local.get 0))
    (call $shared (i32.const 9)))
  (func $register (param i32)
    (i32.store (i32.const 1024) (local.get 0)))
  (func (export "load")
    (call $register (i32.const 100))
    (drop (i32.const 101)))
  (func (export "use_other")
    (call $register (i32.const 103))
    (drop (i32.const 102)))
  (func (export "_start")
    (call $print
      (call_indirect (type $native_type) (i32.const 21) (i32.load (i32.const 1024)))))
  (data (i32.const 1024) "\00\00\00\00"))
