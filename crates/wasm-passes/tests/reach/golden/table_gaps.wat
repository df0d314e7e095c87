;; Slots 100, 103 and 112 are live. The gap after 100 is short: it is filled
;; with a function that traps. The one after 103 is long: the table is null there.
;; called: load
;; symbol: slots 1024 16
(module
  (import "env" "print" (func $print (param i32)))
  (type $native (func (result i32)))
  (memory (export "memory") 1)
  (table 113 funcref)
  (elem (i32.const 100) $a $dead $dead $b $dead $dead $dead $dead $dead $dead $dead $dead $c)
  (func $dead (type $native) (i32.const 0))
  (func $a (type $native) (i32.const 1))
  (func $b (type $native) (i32.const 2))
  (func $c (type $native) (i32.const 3))
  (func (export "load")
    (i32.store offset=0 (i32.const 1024) (i32.const 100))
    (i32.store offset=4 (i32.const 1024) (i32.const 103))
    (i32.store offset=8 (i32.const 1024) (i32.const 112)))
  (func (export "use_dead")
    (i32.store offset=12 (i32.const 1024) (i32.const 101)))
  (func $call (param i32)
    (call $print (call_indirect (type $native) (i32.load (local.get 0)))))
  (func (export "_start")
    (call $call (i32.const 1024))
    (call $call (i32.const 1028))
    (call $call (i32.const 1032)))
  (data (i32.const 1024) "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00"))
