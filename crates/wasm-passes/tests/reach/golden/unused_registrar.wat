;; The snapshot holds what `load` and `use_upper` registered. What only
;; `use_hash` could register is gone: its native, the function that calls, the
;; import and the data. `load` and `use_upper` themselves are gone too, with the
;; parser that only `load` calls; but not the parser's message, since `load` may
;; have left a pointer to it in the heap.
;; called: load use_upper
;; symbol: natives 1024 8
;; symbol: greeting 1032 4
;; symbol: letters 1040 16
;; symbol: primes 1056 16
;; symbol: syntax_error 1072 8
(module
  (import "env" "random" (func $random (param i32)))
  (import "env" "print" (func $print (param i32)))
  (type $native (func (param i32) (result i32)))
  (memory (export "memory") 1)
  (table 102 funcref)
  (elem (i32.const 100) $upper $hash)
  (func $parse (param i32) (result i32)
    (i32.load8_u (i32.const 1072)))
  (func $register (param $index i32) (param $slot i32)
    (i32.store (i32.add (i32.const 1024) (local.get $index)) (local.get $slot)))
  (func (export "load")
    (i32.store8 (i32.const 1032) (call $parse (i32.const 0))))
  (func (export "use_upper")
    (call $register (i32.const 0) (i32.const 100)))
  (func (export "use_hash")
    (call $register (i32.const 4) (i32.const 101)))
  (func $upper (type $native)
    (i32.load8_u (i32.add (i32.const 1040) (local.get 0))))
  (func $mix (param i32)
    (call $random (i32.load8_u offset=1056 (local.get 0))))
  (func $hash (type $native)
    (call $mix (local.get 0))
    (local.get 0))
  (func (export "_start")
    (call $print (i32.load8_u (i32.const 1032)))
    (call $print (call_indirect (type $native) (i32.const 3) (i32.load (i32.const 1024)))))
  (data (i32.const 1024) "\00\00\00\00\00\00\00\00hey!\00\00\00\00")
  (data (i32.const 1040) "ABCDEFGHIJKLMNOP\02\03\05\07\0b\0d\11\13\17\1d\1f\25\29\2b\2f\35syntax!!"))
