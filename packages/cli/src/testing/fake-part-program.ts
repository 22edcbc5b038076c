import { UsageError } from '../command/usage-error.ts'
import { runPart } from '../supervise/run-part.ts'

/** What the fake part does once it is told to begin. */
export type FakeBehaviour =
  | 'works'
  | 'exits'
  | 'throws'
  | 'fills-its-heap'
  | 'fills-buffers'
  | 'is-stuck'
  | 'is-over'
  | 'needs-a-person'
  | 'does-not-stop'

// A part for the tests of the supervisor: a real process that works, or goes wrong in one way.
await runPart<FakeBehaviour, { readonly pid: number }>(
  'fake part',
  async () =>
    async (behaviour, { signal, ...part }) => {
      switch (behaviour) {
        case 'exits':
          process.exit(3)
          break
        case 'throws':
          throw new RangeError('a fault of the part')
        case 'fills-its-heap':
          for (const kept: string[][] = []; ; ) kept.push(Array.from({ length: 1000 }, () => String(kept.length)))
        case 'fills-buffers': {
          const kept: Buffer[] = []
          setInterval(() => kept.push(Buffer.alloc(16 * 1024 * 1024, 1)), 5)
          break
        }
        case 'is-over':
          return 'over'
        case 'needs-a-person':
          throw new UsageError('The port is taken.', { suggestion: 'Take another.' })
        default:
      }
      part.log.info({ behaviour }, 'begun')
      part.ready({ pid: process.pid })
      // The messages have to be on their way before the event loop blocks.
      if (behaviour === 'is-stuck') setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
      await new Promise<void>((resolve) => {
        if (behaviour !== 'does-not-stop') signal.addEventListener('abort', () => resolve())
      })
      return undefined
    },
)
