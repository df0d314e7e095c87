// The interpreter's common cases: what JS_CallInternal does with an opcode where
// nothing has to be called for it. A function without calls is compiled to code
// that keeps the program counter and the end of the operands in registers;
// JS_CallInternal, full of calls, has them in memory and loads them for each use.
// What is not common is left to it, with nothing done: jsc_run_common stops
// before that opcode. All that it uses is inlined into it. Included by the edited quickjs.c, after frames.c.

JSC_HOT_BEGIN
#include "common/dropped.c"
#include "common/texts.c"
#include "common/values.c"
#include "common/shapes.c"
#include "common/properties.c"
#include "common/elements.c"
#include "common/natives.c"
#include "common/run.c"
JSC_HOT_END
