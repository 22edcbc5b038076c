import { expect, it } from 'vitest'
import { fixedText, sumFailures } from './fixed-text.ts'

const none = { open: 0, fixed: 0, dismissed: 0, fixedIn: [] }

it.each([
  [null, undefined],
  [{ ...none, open: 3 }, undefined],
  [{ ...none, open: 2, fixed: 12, fixedIn: [{ run: 'x', records: 12 }] }, '12 of 14 failures fixed by run x'],
  [{ ...none, fixed: 1, fixedIn: [{ run: 'x', records: 1 }] }, '1 of 1 failure fixed by run x'],
  [
    {
      ...none,
      open: 1,
      fixed: 3,
      dismissed: 1,
      fixedIn: ['x', 'y'].map((run) => ({ run, records: run === 'x' ? 2 : 1 })),
    },
    '3 of 5 failures fixed (2 by run x, 1 by run y), 1 dismissed',
  ],
  [
    { ...none, fixed: 5, fixedIn: ['a', 'b', 'c', 'd', 'e'].map((run) => ({ run, records: 1 })) },
    '5 of 5 failures fixed (1 by run a, 1 by run b, 1 by run c, 2 more runs)',
  ],
  [{ ...none, open: 1, dismissed: 1 }, '1 of 2 failures dismissed'],
  [{ ...none, fixed: 2 }, '2 of 2 failures fixed'],
])('fixedText makes %j: %s', (failures, text) => {
  expect(fixedText(failures)).toBe(text)
})

it('sumFailures counts what each run fixed, the most first', () => {
  const failures = [
    { state: 'open' },
    { state: 'fixed', fixedIn: 'x' },
    ...['y', 'y'].map((fixedIn) => ({ state: 'fixed', fixedIn })),
    { state: 'dismissed', fixedIn: null },
  ]

  expect(fixedText(sumFailures(failures))).toBe('3 of 5 failures fixed (2 by run y, 1 by run x), 1 dismissed')
})
