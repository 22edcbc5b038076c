import { describe, expect, it } from 'vitest'
import { withTrailingWork } from './trailing-work.ts'

describe('withTrailingWork', () => {
  it('lets the work go on while a piece is under way, and waits for it before the next one', async () => {
    const happened: string[] = []
    const first = Promise.withResolvers<void>()
    await withTrailingWork(async (trailing) => {
      await trailing.begin(async () => {
        await first.promise
        happened.push('first ended')
      })
      happened.push('went on')
      first.resolve()
      await trailing.begin(async () => void happened.push('second'))
    })
    expect(happened).toEqual(['went on', 'first ended', 'second'])
  })

  it('does not begin a piece after one that failed', async () => {
    let isBegun = false
    const work = withTrailingWork(async (trailing) => {
      await trailing.begin(async () => await Promise.reject(new Error('failed')))
      await trailing.begin(async () => {
        isBegun = true
      })
    })
    await expect(work).rejects.toThrow('failed')
    expect(isBegun).toBe(false)
  })

  it('throws what its last piece throws', async () => {
    const work = withTrailingWork(
      async (trailing) => await trailing.begin(async () => await Promise.reject(new Error('failed'))),
    )
    await expect(work).rejects.toThrow('failed')
  })

  it('waits for the piece in hand when the work fails, and throws what the work threw', async () => {
    const piece = Promise.withResolvers<void>()
    let isEnded = false
    const work = withTrailingWork(async (trailing) => {
      await trailing.begin(async () => {
        await piece.promise
        isEnded = true
        throw new Error('of the piece')
      })
      queueMicrotask(piece.resolve)
      throw new Error('of the work')
    })
    await expect(work).rejects.toThrow('of the work')
    expect(isEnded).toBe(true)
  })
})
