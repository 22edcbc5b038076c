import { describe, expect, test } from 'vitest'
import { createOpenedParts } from './opened-parts.ts'

describe('createOpenedParts', () => {
  test('closes everything once, the last first, and throws the first failure at the end', async () => {
    const closed: string[] = []
    const opened = createOpenedParts()
    const part = { [Symbol.asyncDispose]: async () => void closed.push('part') }
    opened.defer(() => void closed.push('lock'))
    expect(opened.use(part)).toBe(part)
    opened.defer(() => Promise.reject(new Error('stuck')))

    await expect(opened[Symbol.asyncDispose]()).rejects.toThrow('stuck')
    await opened[Symbol.asyncDispose]()
    expect(closed).toEqual(['part', 'lock'])
  })
})
