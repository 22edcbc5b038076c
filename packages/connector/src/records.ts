// The generated record types, hundreds of interfaces and no code: apart from the rest, so that completion behind
// `import {` shows the library.
export type * from '@coupa-connector/catalog/records'
