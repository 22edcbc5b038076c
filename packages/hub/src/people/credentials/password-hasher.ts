import { scrypt, timingSafeEqual } from 'node:crypto'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { DeriveKey } from '../../context/people-options.ts'

export interface PasswordCheck {
  readonly isRight: boolean
  /** The right password, stored at another cost than the current one. */
  readonly isOutdated: boolean
}

/**
 * Hashes passwords for storage and checks them. It works on at most two at a time, so that a wave of sign-ins leaves the
 * machine to the rest of the hub, and throws `UNAVAILABLE` when too many wait. Never call it in a transaction.
 */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Without a stored password it does the same work and returns false, so that the time does not betray who is known. */
  verify(password: string, stored: string | null | undefined): Promise<PasswordCheck>
}

export interface PasswordHasherOptions {
  readonly randomBytes: HubContext['randomBytes']
  /** N of scrypt. */
  readonly cost: number
  readonly deriveKey?: DeriveKey | undefined
  /** Default: 2. */
  readonly maxConcurrent?: number | undefined
  /** How many may wait. Default: 40, which takes about three seconds at the default cost. */
  readonly maxWaiting?: number | undefined
}

export function createPasswordHasher({
  randomBytes,
  cost,
  deriveKey = deriveWithScrypt,
  maxConcurrent = 2,
  maxWaiting = 40,
}: PasswordHasherOptions): PasswordHasher {
  const inTurn = createGate(maxConcurrent, maxWaiting)
  return {
    hash: async (password) => {
      const salt = randomBytes(16)
      const key = await inTurn(() => deriveKey(password, salt, cost))
      return `$scrypt$ln=${Math.log2(cost)},r=8,p=1$${salt.toString('base64url')}$${key.toString('base64url')}`
    },
    verify: async (password, stored) => {
      const parts = parseStored(stored)
      const key = await inTurn(() => deriveKey(password, parts?.salt ?? Buffer.alloc(16), parts?.cost ?? cost))
      const isRight = parts !== undefined && key.length === parts.key.length && timingSafeEqual(key, parts.key)
      return { isRight, isOutdated: isRight && parts.cost !== cost }
    },
  }
}

/** The PHC string format keeps the parameters with the hash, so that they can change. */
const storedForm = /^\$scrypt\$ln=(\d{1,2}),r=8,p=1\$([\w-]+)\$([\w-]+)$/

function parseStored(stored: string | null | undefined): { cost: number; salt: Buffer; key: Buffer } | undefined {
  const [, exponent, salt, key] = storedForm.exec(stored ?? '') ?? []
  if (exponent === undefined || salt === undefined || key === undefined) return undefined
  return { cost: 2 ** Number(exponent), salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') }
}

function deriveWithScrypt(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  // The same password typed on another keyboard may consist of other code points.
  const normal = password.normalize('NFKC')
  return new Promise((resolve, reject) => {
    // Twice what scrypt needs, which is 128 × N × r. Node's default is too small for our cost.
    scrypt(normal, salt, 32, { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

function createGate(
  maxConcurrent: number,
  maxWaiting: number,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < maxConcurrent) running += 1
    else if (waiting.length >= maxWaiting) {
      throw new HubProblem('UNAVAILABLE', {
        detail: 'Too many people sign in at this moment.',
        suggestion: 'Try again in a few seconds.',
        retryAfterSeconds: 3,
      })
    } else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      // The slot goes straight to whoever waits longest. It is only free when nobody waits.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
