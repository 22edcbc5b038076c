import { type Route, routes } from '@coupa-connector/protocol'
import { describe, expect, test } from 'vitest'
import { capabilities, roleTable } from './role-capabilities.ts'

describe('the table of roles', () => {
  test.each(capabilities.flatMap(({ role, routes: ids }) => ids.map((id) => [id, role] as const)))(
    'promises of %s what the hub asks for: %s',
    (id, role) => {
      const { access }: Route = routes[id]
      expect(access.kind === 'account' ? access.role : access.kind).toBe(role)
    },
  )

  test('lets each role do what those before it may', () => {
    expect(roleTable().map(({ may }) => may.at(-1))).toEqual(capabilities.map(() => 'owner'))
    expect(roleTable()[0]?.may).toEqual(['viewer', 'operator', 'builder', 'administrator', 'owner'])
    expect(roleTable().at(-1)?.may).toEqual(['owner'])
  })
})
