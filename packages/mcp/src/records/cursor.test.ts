import { expect, it } from 'vitest'
import { formatCursor, parseCursor } from './cursor.ts'

const query = { resource: 'invoices', where: ['status=draft'] }

it.each([{ afterId: 42 }, { skip: 20 }])('a cursor leads back to %j', (position) => {
  expect(parseCursor(formatCursor(position, query), query)).toEqual(position)
})

it('the cursor of another query is refused', () => {
  const cursor = formatCursor({ afterId: 42 }, query)

  expect(() => parseCursor(cursor, { ...query, where: [] })).toThrow('a query with other arguments')
})

it.each(['', 'x', Buffer.from('a.-1.abc').toString('base64url'), '💥'])('%j is not a cursor', (text) => {
  expect(() => parseCursor(text, query)).toThrow('cursor is none that an answer gave')
})
