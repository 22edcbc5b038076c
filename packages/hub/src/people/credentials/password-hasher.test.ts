import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createPasswordHasher } from './password-hasher.ts'

describe('createPasswordHasher', () => {
  it('tells the right password from a wrong one', async () => {
    const hasher = createPasswordHasher({ randomBytes, cost: 16 })
    const stored = await hasher.hash('seven grey herons')

    expect(await hasher.verify('seven grey herons', stored)).toEqual({ isRight: true, isOutdated: false })
    expect(await hasher.verify('seven grey heron', stored)).toEqual({ isRight: false, isOutdated: false })
    expect(stored).not.toBe(await hasher.hash('seven grey herons'))
  })

  it('knows a password by its characters, however the keyboard composed them', async () => {
    const hasher = createPasswordHasher({ randomBytes, cost: 16 })

    expect((await hasher.verify('gru\u0308ne Wiesen', await hasher.hash('gr\u00fcne Wiesen'))).isRight).toBe(true)
  })

  it('checks what was stored at another cost, and says that it is outdated', async () => {
    const stored = await createPasswordHasher({ randomBytes, cost: 16 }).hash('seven grey herons')

    expect(await createPasswordHasher({ randomBytes, cost: 32 }).verify('seven grey herons', stored)).toEqual({
      isRight: true,
      isOutdated: true,
    })
  })

  it('says no to what is stored in no form it knows, after the same work', async () => {
    let runs = 0
    const deriveKey = async (): Promise<Buffer> => {
      runs += 1
      return Buffer.alloc(32)
    }
    const hasher = createPasswordHasher({ randomBytes, cost: 16, deriveKey })
    const strange = [null, undefined, '', 'plain', '$scrypt$ln=4,r=8,p=2$AA$AA', '$scrypt$ln=4,r=8,p=1$AA$AA']

    for (const stored of strange) expect((await hasher.verify('anything', stored)).isRight).toBe(false)

    expect(runs).toBe(strange.length)
  })

  it('works on two at a time, lets a bounded number wait in turn, and refuses the others', async () => {
    const begun: string[] = []
    const finish: (() => void)[] = []
    const deriveKey = async (password: string): Promise<Buffer> => {
      begun.push(password)
      await new Promise<void>((resolve) => finish.push(resolve))
      return Buffer.alloc(32)
    }
    const hasher = createPasswordHasher({ randomBytes, cost: 16, deriveKey, maxWaiting: 2 })
    const hashes = ['a', 'b', 'c', 'd'].map((password) => hasher.hash(password))
    await expect(hasher.hash('e')).rejects.toMatchObject({ code: 'UNAVAILABLE', facts: { retryAfterSeconds: 3 } })
    expect(begun).toEqual(['a', 'b'])

    finish[0]?.()
    await hashes[0]
    expect(begun).toEqual(['a', 'b', 'c'])
    finish[1]?.()
    await hashes[1]
    finish[2]?.()
    finish[3]?.()
    await Promise.all(hashes)

    expect(begun).toEqual(['a', 'b', 'c', 'd'])
  })

  it('goes on after a failure', async () => {
    let isBroken = true
    const deriveKey = async (): Promise<Buffer> => {
      if (isBroken) throw new Error('out of memory')
      return Buffer.alloc(32)
    }
    const hasher = createPasswordHasher({ randomBytes, cost: 16, deriveKey, maxConcurrent: 1, maxWaiting: 0 })
    await expect(hasher.hash('a')).rejects.toThrow('out of memory')

    isBroken = false

    await expect(hasher.hash('a')).resolves.toContain('$scrypt$')
  })
})
