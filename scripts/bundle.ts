// Puts the library's modules into one file, dist/bundle.js, after tsc has built them: opening 180 files takes longer than
// running them (docs/decisions/0005-the-library-is-one-file.md). Declarations stay as tsc writes them.
import { rolldown } from 'rolldown'

const directory = new URL('../packages/connector/', import.meta.url).pathname

const bundle = await rolldown({
  input: `${directory}src/index.ts`,
  platform: 'node',
  tsconfig: false,
  transform: { target: 'node22' },
  external: (id) => !id.startsWith('.') && !id.startsWith('/'),
})
await bundle.write({
  file: `${directory}dist/bundle.js`,
  format: 'esm',
  sourcemap: true,
  codeSplitting: false,
})
await bundle.close()
