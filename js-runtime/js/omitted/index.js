// Stands for the optional modules that a program does without: see `optional` in builtins.json.
export {};
