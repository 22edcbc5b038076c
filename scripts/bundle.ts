// Puts the library's modules into few files, dist/bundle*.js, after tsc has built them: opening 180 files takes longer than
// running them (docs/decisions/0005-the-library-is-one-file.md). What the entries share is in one file of its own, so that
// a class is the same whichever entry it comes from. Declarations stay as tsc writes them.
import { rolldown } from 'rolldown'
import { bundleContainerProgram } from './bundle/container-program.ts'

const directory = new URL('../packages/connector/', import.meta.url).pathname

const bundle = await rolldown({
  input: {
    bundle: `${directory}src/index.ts`,
    'bundle-internals': `${directory}src/internals.ts`,
    'bundle-plugins': `${directory}src/plugins.ts`,
    'bundle-schema': `${directory}src/schema.ts`,
  },
  platform: 'node',
  tsconfig: false,
  transform: { target: 'node22' },
  external: (id) => !id.startsWith('.') && !id.startsWith('/'),
})
await bundle.write({
  dir: `${directory}dist`,
  format: 'esm',
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  codeSplitting: { groups: [{ name: 'bundle-shared', test: /\/dist\/|\/src\// }] },
})
await bundle.close()

await bundleContainerProgram()
