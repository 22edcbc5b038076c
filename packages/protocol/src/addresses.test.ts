import { expect, test } from 'vitest'
import { addresses } from './generated/addresses.ts'
import { routes } from './route-table.ts'
import type { Route } from './routes/route.ts'

test('the client knows the address of every route as the table has it', () => {
  const table = Object.entries<Route>(routes).map(([id, { method, path, response }]) => [
    id,
    { method, path, hasResponse: response !== undefined },
  ])

  expect(addresses).toEqual(Object.fromEntries(table))
})
