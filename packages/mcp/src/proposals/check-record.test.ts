import { describe } from '@coupa-connector/catalog'
import { expect, it } from 'vitest'
import { checkRecord } from './check-record.ts'

it('tells the first twenty faults of a record, however many it has', () => {
  const record = Object.fromEntries(Array.from({ length: 8_000 }, (_, number) => [`nam${number}`, 1]))
  const begunMs = performance.now()

  expect(() => checkRecord(record, describe('suppliers'), 'set')).toThrow(/"nam19", did you mean name\?\.$/)

  expect(performance.now() - begunMs).toBeLessThan(1_000)
})
