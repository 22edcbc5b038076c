import { describe, expect, it } from 'vitest'
import { grantableRoles } from './roles.ts'

describe('grantableRoles', () => {
  it('ends with the role of who grants', () => {
    expect(grantableRoles('administrator')).toEqual(['viewer', 'builder', 'administrator'])
    expect(grantableRoles('owner')).toContain('owner')
  })
})
