// node:path needs no natives.
