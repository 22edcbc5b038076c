import { expect, it } from 'vitest'
import { emptyBackFill, rangeOf } from './back-fill-range.ts'

it('is days by UTC, of the time that is chosen', () => {
  expect(rangeOf({ ...emptyBackFill, by: 'created-at', from: '2026-01-01', until: '2026-02-01' })).toEqual({
    by: 'created-at',
    from: '2026-01-01T00:00:00Z',
    until: '2026-02-01T00:00:00Z',
  })
})

it('is ids, of which one may be open', () => {
  expect(rangeOf({ ...emptyBackFill, by: 'ids', firstId: '7' })).toEqual({ firstId: 7 })
})

it.each([
  [{ by: 'ids' as const }, /Enter the lowest id/],
  [{ by: 'ids' as const, firstId: '9', lastId: '8' }, /higher than/],
  [{}, /Enter from when/],
  [{ from: '2026-02-01', until: '2026-02-01' }, /ends before/],
])('says what is missing in %j', (part, sentence) => {
  expect(rangeOf({ ...emptyBackFill, ...part })).toMatch(sentence)
})
