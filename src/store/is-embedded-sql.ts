/** SQL: PGlite is PostgreSQL compiled to WebAssembly, and says so in its version. */
export const isEmbeddedSql = `version() ~* 'emscripten|wasm'`;
