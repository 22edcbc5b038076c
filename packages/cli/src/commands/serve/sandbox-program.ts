import { runPart } from '../../supervise/run-part.ts'

// The program of the sandbox organization that `serve` starts.
await runPart('coupa-connector: sandbox', async () => (await import('./run-sandbox-part.ts')).runSandboxPart)
