import { keepCompiledCode } from '../../files/keep-compiled-code.ts'
import { runPart } from '../../supervise/run-part.ts'

// The program of the sandbox organization that `serve` starts.
keepCompiledCode(process.env)
await runPart('coupa-connector: sandbox', async () => (await import('./run-sandbox-part.ts')).runSandboxPart)
