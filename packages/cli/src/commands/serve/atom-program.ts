import { runPart } from '../../supervise/run-part.ts'

// The program of the atom that `serve` starts.
await runPart('coupa-connector: atom', async () => (await import('./run-atom.ts')).runAtom)
