import { keepCompiledCode } from '../../files/keep-compiled-code.ts'
import { runPart } from '../../supervise/run-part.ts'

// The program of the atom that `serve` starts.
keepCompiledCode(process.env)
await runPart('coupa-connector: atom', async () => (await import('./run-atom.ts')).runAtom)
