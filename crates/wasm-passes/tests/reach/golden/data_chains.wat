;; `_start` reads a list that points at a row, which points at a string and a
;; function. The string is the tail of a longer one, which is dead before it. A
;; pointer outside all symbols keeps what it points at. Everything that only
;; `use_more` names is dead, and the bytes no symbol covers stay as they are.
;; called: load
;; symbol: list 1024 4
;; symbol: row 1032 8
;; symbol: long_string 1040 16
;; symbol: string 1048 8
;; symbol: kept_by_anonymous 1060 4
;; symbol: more 1064 16
;; symbol: more_row 1080 8
(module
  (import "env" "print" (func $print (param i32)))
  (type $native (func (result i32)))
  (memory (export "memory") 1)
  (table 103 funcref)
  (elem (i32.const 100) $one $two $three)
  (func $one (type $native) (i32.const 1))
  (func $two (type $native) (i32.const 2))
  (func $three (type $native) (i32.const 3))
  (func (export "load"))
  (func (export "use_more")
    (drop (i32.const 1040))
    (drop (i32.load (i32.const 1064)))
    (drop (i32.load (i32.const 1080))))
  (func (export "_start")
    (local $row i32)
    (local.set $row (i32.load (i32.const 1024)))
    (call $print (i32.load8_u (i32.load (local.get $row))))
    (call $print (call_indirect (type $native) (i32.load offset=4 (local.get $row)))))
  ;; list: row. Then four bytes that no symbol covers.
  (data (i32.const 1024) "\08\04\00\00....")
  ;; row: string, $two.
  (data (i32.const 1032) "\18\04\00\00\65\00\00\00")
  (data (i32.const 1040) "long ...the tail")
  ;; Covered by no symbol: a pointer to kept_by_anonymous, which has $one.
  (data (i32.const 1056) "\24\04\00\00\64\00\00\00")
  (data (i32.const 1064) "more and more...\66\00\00\00\00\00\00\01"))
